"""Where one quantity is given with two numbers by two holders, or an earlier number is taken back.

A pair is only taken where both claims measure the same thing in the same unit near each other, or where the text says
that a number was put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from brief.engines.embedded.disputes import is_another
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import content_lemmas, set_against, side_of
from brief.engines.proposal import ProposedTension

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.briefing import TensionType
    from brief.document import Span

__all__ = ["alike", "find_figures"]

_NEAR = 3
_ALIKE = {
    alike: word
    for word, family in {
        "person": "people passenger",
        "percent": "% pct percentage",
        "chance": "probability likelihood odds",
        "price": "cost bill spend expense",
        "dead": "die death kill toll fatality victim",
        "hurt": "injure injury wound injured",
        "crowd": "march attend turnout participant protester demonstrator rally audience",
    }.items()
    for alike in family.split()
}
# Words that stand for whatever has been counted before.
_WHATEVER = frozenset("share figure rate proportion number total amount count sum size".split())
_PUTTING = frozenset({"put", "estimate", "give", "place", "count", "list", "speak"})
# A second number of a unit right behind these is what the first is measured against.
_COMPARING = frozenset("from previous previously compared than instead up down per by of".split())
_PUT_RIGHT = re.compile(
    r"(?i)\b(?:correction|corrected|earlier (?:version|entry|edition|report|statement|estimate)|"
    r"misstated|wrongly|incorrectly|in fact|final (?:number|figure|toll|count)|"
    r"revised (?:to|from|its|the|their)|initially|originally|"
    r"no longer (?:says?|speaks?)|put the (?:final )?(?:number|figure|toll))\b"
)
# What only people are, so that "12 dead" and "15 people died" count alike.
_PEOPLE = frozenset({"dead", "hurt", "crowd", "worker", "injured"})
_MOVING = frozenset(
    "rise fall drop climb grow increase decrease decline gain lose add jump slip shed slump reach hit leave".split()
)
_TOTAL = frozenset({"number", "figure", "total", "toll", "count"})


@dataclass(frozen=True, slots=True)
class _Figure:
    draft: Draft
    unit: str
    value: str
    topic: frozenset[str]


def alike(lemma: str) -> str:
    """The word that stands for a family of words of one measure.

    >>> alike("fatality"), alike("bridge")
    ('dead', 'bridge')
    """
    return _ALIKE.get(lemma.casefold(), lemma.casefold())


def find_figures(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two numbers for one thing, from two holders or before and after a correction."""
    figures = [figure for draft in drafts if not draft.heading for figure in _figures(reading, draft)]
    told: set[int] = set()
    for one, other in combinations(figures, 2):
        if one.unit != other.unit or one.value == other.value or one.draft.sentence == other.draft.sentence:
            continue
        if id(one.draft) in told or id(other.draft) in told:
            continue
        right = any(_PUT_RIGHT.search(_words(reading, figure.draft)) for figure in (one, other))
        near = other.draft.sentence - one.draft.sentence <= _NEAR
        another = is_another(one.draft, other.draft)
        again = near and another and bool(other.topic & _WHATEVER)
        same = bool(one.topic & other.topic - _WHATEVER) or again or right and _is_whole(reading, one, other)
        if not same or not (right or near and another):
            continue
        sides = [side_of(reading, each.draft) for each in (one, other)]
        if not all(_has_number(reading, side.span) for side in sides):
            continue
        kind: TensionType = "source_disagreement" if another else "internal_tension"
        told |= {id(one.draft), id(other.draft)}
        yield from set_against(reading, kind, *sides)


def _has_number(reading: Reading, span: Span) -> bool:
    return any(reading.words[i].like_num for i in reading.tokens_in(span.start, span.end))


def _words(reading: Reading, draft: Draft) -> str:
    return reading.document.sentences[draft.sentence - 1].span.quote


def _is_whole(reading: Reading, *figures: _Figure) -> bool:
    """Whether both count everybody, and not those of one group or up to one hour."""
    part = re.compile(r"(?i)\b(?:so far|more|others?|another|first|last|least)\b")
    return all(figure.unit == "person" and not part.search(_words(reading, figure.draft)) for figure in figures)


def _figures(reading: Reading, draft: Draft) -> list[_Figure]:
    """The counted nouns of a claim, where it has one number of a unit and no more."""
    start, end = draft.evidence[-1]
    found: dict[str, list[str]] = {}
    for i in reading.tokens_in(start, end):
        token = reading.words[i]
        follows = token.i > 0 and token.nbor(-1).like_num
        if not token.like_num or follows or token.ent_type_ in ("DATE", "TIME", "ORDINAL"):
            continue
        if not (unit := _unit(token)):
            continue
        before = {t.lower_ for t in reading.words[max(0, i - 3) : i]}
        if unit not in found or not before & _COMPARING:
            found.setdefault(unit, []).append(_value(token))
    if not found:
        return []
    there = [reading.words[i] for i in reading.tokens_in(start, end)]
    # "Prices rose 4 percent", "wages rose 2 percent": that both rose makes them no one thing.
    moving = {t.lemma_.casefold() for t in there if t.pos_ == "VERB" and t.lemma_ in _MOVING}
    topic = {_ALIKE.get(lemma, lemma) for lemma in content_lemmas(reading, start, end) - moving}
    topic |= {_ALIKE.get(t.lemma_, t.lemma_) for t in there if t.lemma_ in _WHATEVER}
    return [
        _Figure(draft, unit, values[0], frozenset(topic - {unit, *found}))
        for unit, values in found.items()
        if len(values) == 1 and values[0] not in ("one", "1")
    ]


def _value(number: Token) -> str:
    """A number as one word: "40 million"."""
    words = [number.lower_.replace(",", "")]
    while number.i + 1 < len(number.doc) and number.nbor().like_num:
        number = number.nbor()
        words.append(number.lower_)
    return " ".join(words)


def _unit(number: Token) -> str | None:
    """What a number counts: "83 people", "the number of passengers at 71"."""
    head = number.head
    while head.like_num and head.head.i != head.i:
        head = head.head
    if number.dep_ in ("nummod", "compound", "quantmod") and head.pos_ in ("NOUN", "PROPN", "SYM"):
        lemma = head.lemma_.casefold()
        return "person" if _ALIKE.get(lemma, lemma) in _PEOPLE else _ALIKE.get(lemma, lemma)
    if head.pos_ == "ADP" and head.head.lemma_ in _PUTTING:
        put = next((child for child in head.head.children if child.dep_ == "dobj"), None)
        if put is not None and put.lemma_ not in _TOTAL:
            lemma = _ALIKE.get(put.lemma_.casefold(), put.lemma_.casefold())
            return "person" if lemma in _PEOPLE else lemma
    for total in (token for token in number.sent if token.lemma_ in _TOTAL and token.i < number.i):
        of = [
            g
            for child in total.children
            if child.lower_ == "of"
            for g in child.children
            if g.pos_ in ("NOUN", "ADJ", "VERB")
        ]
        if of and number.i - total.i <= 8:
            lemma = _ALIKE.get(of[0].lemma_.casefold(), of[0].lemma_.casefold())
            return "person" if lemma in _PEOPLE else lemma
    return None
