"""Small lies in one sentence: a negation turned, a digit changed, a hedge dropped. Each gives the new wording, or None.

The second value says why a change is no fault, where it is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from brief.evaluation.likeness import calendar_words, denies, quantities
from brief.evaluation.scores.hedging import is_open

__all__ = ["Change", "assert_alleged", "change_day", "change_digit", "flip_negation", "make_certain"]

Change = tuple[str, str | None]
_AUXILIARY = re.compile(r"\b(?:is|was|are|were|will|would|could|can|should|must|has|had|have|does|did)\b")


def _quotes(claim: Mapping[str, Any]) -> str:
    return " ".join(span["quote"] for span in claim["evidence"])


def flip_negation(statement: str, claim: Mapping[str, Any]) -> Change | None:
    """`not` behind the last auxiliary, or out of where it stood.

    >>> flip_negation("The pier was closed.", {"evidence": [{"quote": "The pier was closed."}]})
    ('The pier was not closed.', None)
    """
    found = re.search(r"\b(?:not|never) ", statement)
    if found and denies(_quotes(claim)):
        changed = statement[: found.start()] + statement[found.end() :]
        return None if denies(changed) else (changed, None)
    if denies(statement) or denies(_quotes(claim)):
        return None
    auxiliaries = [*_AUXILIARY.finditer(statement)]
    if not auxiliaries:
        return None
    end = auxiliaries[-1].end()
    return f"{statement[:end]} not{statement[end:]}", None


def change_digit(statement: str, claim: Mapping[str, Any]) -> Change | None:
    """The first digit of a number that the evidence has, raised by one.

    >>> change_digit("It cost 96,000 crowns.", {"evidence": [{"quote": "It cost 96,000 crowns"}]})
    ('It cost 97,000 crowns.', None)
    """
    borne = quantities(_quotes(claim))
    for found in re.finditer(r"\d+(?:[.,]\d+)*", statement):
        if not quantities(found[0]) <= borne:
            continue
        place = found.start() + len(found[0].split(",")[0].split(".")[0]) - 1
        digit = str((int(statement[place]) + 1) % 10)
        changed = statement[:place] + digit + statement[place + 1 :]
        if not quantities(statement) & borne <= quantities(changed):
            return changed, None
    return None


_NEXT = dict(
    zip(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August "
        "September October November December".split(),
        "Wednesday Thursday Friday Saturday Sunday Monday Tuesday April May June July September October November "
        "December January February March".split(),
        strict=True,
    )
)


def change_day(statement: str, claim: Mapping[str, Any]) -> Change | None:
    """Every day of the week and month that the statement names, moved on by two or three.

    >>> change_day("It opened on Monday.", {"evidence": [{"quote": "It opened on Monday"}]})
    ('It opened on Wednesday.', None)
    """
    borne = calendar_words(_quotes(claim))
    if not calendar_words(statement) & borne:
        return None
    changed = re.sub(r"\b(?:" + "|".join(_NEXT) + r")\b", lambda found: _NEXT[found[0]], statement)
    if changed == statement or calendar_words(changed) <= borne:
        return None
    return changed, None


_CERTAIN = {"may": "will", "might": "will", "could": "will", "should": "will", "would": "will"}


def make_certain(statement: str, claim: Mapping[str, Any]) -> Change | None:
    """ "May", "might" and "could" into "will", in a claim that the document hedges."""
    if not claim["hedged"] or not is_open(statement):
        return None
    changed = re.sub(r"\b(?:" + "|".join(_CERTAIN) + r")\b", lambda found: _CERTAIN[found[0]], statement)
    if changed == statement:
        return None
    return changed, "another word still hedges it" if is_open(changed) else None


_ALLEGING = re.compile(r"\b(?:alleged|allegedly|reported|reportedly|suspected|apparently|possibly|perhaps) ")


def assert_alleged(statement: str, claim: Mapping[str, Any]) -> Change | None:
    """A statement without "alleged" and its like."""
    changed = _ALLEGING.sub("", statement)
    return (changed, None) if changed != statement else None
