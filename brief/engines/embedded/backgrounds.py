"""Which of the outlet's own claims are background: what was so before the events reported, or is so at all times.

What a clause shows of itself is `kinds`' business; here its place in the whole text decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["settle_background"]

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?![\dX/-])")
# Presents that report or look ahead, in a text told in the past too.
_SAYING_NOW = frozenset(
    {"say", "expect", "suggest", "seem", "appear", "remain", "mean", "come", "go", "look", "continue", "relate", "show"}
)
# What somebody or something is and has, however a text is told: "the company employs 640 people".
_LASTING = frozenset(
    "have employ head lead design make contain lie belong own represent consist serve cover house comprise".split()
)


def settle_background(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Make background of what the outlet tells in its own voice from before the events, or as holding at all times.

    In a text that narrates in the past, a bare present of the outlet's describes: "the line carries freight". In one
    that narrates in the present, as a live page does, it does not.
    """
    own = [
        (draft, head)
        for draft in drafts
        if draft.attribution is None
        and not draft.heading
        and not (draft.is_quoted and reading.attributions_in(reading.document.sentences[draft.sentence - 1]))
        and (head := _head_of(reading, draft)) is not None
    ]
    past = sum(_is_past(head) for _, head in own)
    narrated_in_past = past > sum(_describes(head) for _, head in own)
    for draft, head in own:
        if draft.kind != "assertion":
            continue
        if (
            _describes(head)
            and (narrated_in_past or head.lemma_ in _LASTING)
            or _is_dated_before(reading, draft)
            or draft.is_aside
            and _is_past(head)
        ):
            draft.kind = "background"


def _head_of(reading: Reading, draft: Draft) -> Token | None:
    start, end = draft.evidence[-1]
    places = reading.tokens_in(start, end)
    if not places:
        return None
    head = reading.doc[places[0] : places[-1] + 1].root
    return head if head.pos_ in ("VERB", "AUX") else None


def _is_past(head: Token) -> bool:
    """Whether a verb narrates: a simple past, or a participle with one."""
    return head.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in head.children)


def _describes(head: Token) -> bool:
    """A simple present that says what is always so; what "is now" or "is being done" is news."""
    helpers = [child for child in head.children if child.dep_ in ("aux", "auxpass")]
    if helpers or any(child.dep_ == "advmod" and child.lower_ in ("now", "no") for child in head.children):
        return False
    return head.tag_ in ("VBZ", "VBP") and head.lemma_ not in _SAYING_NOW


def _is_dated_before(reading: Reading, draft: Draft) -> bool:
    """Whether all the dates in a claim lie more than a year before the text was published."""
    published = reading.document.published
    if published is None:
        return False
    dates = [date for start, end in draft.evidence for date in reading.dates_in(start, end) if date.type == "DATE"]
    limit = f"{published.year - 1:04}-{published:%m-%d}"
    found = [_CALENDAR.match(date.value or "") for date in dates]
    # A year alone counts as its last day: "in 2022" is more than a year before any day of 2024.
    return bool(dates) and all(day is not None and f"{day[0]}-12-31"[:10] < limit for day in found)
