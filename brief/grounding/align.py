"""Where a quote stands in a text, or that it does not stand there: exactly, as copying changes it, or with a slip.

A match says the same words as the quote. Exact means character for character; `normalised` allows for what
`folding` evens out, the case of the first letter, the punctuation at the ends and hyphens at line ends; `repaired` for
the slips that `repair` knows. Where a match may begin and end is for `boundaries` to say. What a quote means, and
whether it bears out a statement, is left to the guards: "approved it" is found in "has not approved it".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from brief.document import Span
from brief.grounding.boundaries import cuts
from brief.grounding.elision import pair_parts, split_elided
from brief.grounding.folding import Folded, Unhyphenated
from brief.grounding.repair import find_capitals, find_slips, follows_negation, matters_in_case
from brief.grounding.search import find_all

__all__ = ["Match", "Status", "TextIndex", "align"]

Status = Literal["exact", "normalised", "repaired"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands.

    `spans` holds one span, or two for an elided quote; `occurrences` counts the places that match as well as this one.
    """

    spans: tuple[Span, ...]
    status: Status
    occurrences: int

    @property
    def span(self) -> Span:
        """The first of the spans."""
        return self.spans[0]


class TextIndex:
    """A text in which quotes are looked up: what all look-ups share is made once, when the index is built."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded.prepare()

    @classmethod
    def _for_one_quote(cls, text: str) -> TextIndex:
        """An index that is built only if the quote does not stand in the text exactly."""
        index = cls.__new__(cls)
        index.text = text
        return index

    def align(self, quote: str) -> Match | None:
        """Where the quote stands in the text; None when the text does not say it."""
        return self.align_within(quote, 0, len(self.text))

    def align_within(self, quote: str, start: int, end: int, *, occurrence: int = 0) -> Match | None:
        """The same for the stretch `[start, end)` of the text, as for a fragment of one sentence.

        Args:
            quote: What is looked up; white space at its ends is no part of it.
            start: Where the stretch begins.
            end: Where it ends; a match lies within.
            occurrence: Which of the places that match equally well, counted from 0 in the order of the text.
        """
        verbatim = quote.strip().strip(_INVISIBLE_ENDS)
        if not any(map(str.isalnum, verbatim)):
            return None
        status, places = self._find(verbatim, start, end)
        if places:
            found: list[tuple[Place, ...]] = [(place,) for place in places]
        else:
            status, found = self._find_elided(verbatim, start, end)
        if not 0 <= occurrence < len(found):
            return None
        spans = tuple(Span(a, b, self.text[a:b]) for a, b in found[occurrence])
        return Match(spans, status, len(found))

    @cached_property
    def _folded(self) -> Folded:
        return Folded(self.text)

    def _find(self, verbatim: str, start: int, end: int) -> tuple[Status, list[Place]]:
        if places := self._find_exact(verbatim, start, end):
            return "exact", places
        search = _Search(self._folded, _Wanted(verbatim), start, end)
        if places := search.find_normalised():
            return "normalised", places
        return "repaired", search.find_repaired()

    def _find_exact(self, verbatim: str, start: int, end: int) -> list[Place]:
        text = self.text
        return list(find_all(text, verbatim, start, end, lambda a, b: not (cuts(text, a) or cuts(text, b))))

    def _find_elided(self, verbatim: str, start: int, end: int) -> tuple[Status, list[tuple[Place, ...]]]:
        status: Status = "exact"
        found: list[list[Place]] = []
        for part in split_elided(verbatim) or ():
            places = self._find_exact(part, start, end)
            if not places:
                status = "normalised"
                places = _Search(self._folded, _Wanted(part), start, end).find_normalised()
            found.append(sorted(places))
        return status, list(pair_parts(self.text, *found)) if len(found) == 2 else []


def align(text: str, quote: str) -> Match | None:
    """Where the quote stands in the text; None when the text does not say it.

    >>> align("The vote, she said, was “not\\nfair”.", 'was "not fair"').span
    Span(start=20, end=34, quote='was “not\\nfair”')
    >>> align("It cost 3.5 million.", "5 million") is None
    True
    """
    return TextIndex._for_one_quote(text).align(quote)


# Marks that a quote gains and loses at its ends in good faith; a sign or a decimal point is none of them.
_END_MARKS = " '.,;:!?…()[]{}*•·_-"
_INVISIBLE_ENDS = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
_SIGNED = re.compile(r"[-.]\D?\d")
_MARKS_BEHIND = re.compile(r"[^\w\s]{0,8}")
_UNIT_MARK = re.compile(r"\d(?:(['’′])|[\"”″])")
_OPENING_MARK = re.compile(r"(?:^|[\s(\[])['\"‘“«‹„‚]")
_FULL_STOPS = frozenset(".!")


class _Wanted:
    """A quote made ready for the search: folded, and its core without the marks at its ends."""

    def __init__(self, verbatim: str) -> None:
        self.verbatim = verbatim
        self.folded = Folded(verbatim)
        text = self.folded.text
        start, end = 0, len(text)
        while start < end and text[start] in _END_MARKS and not _SIGNED.match(text, start):
            start += 1
        end = start + len(text[start:].rstrip(_END_MARKS))
        self.start, self.end = start, end
        self.lead, self.core, self.tail = text[:start].lstrip(" "), text[start:end], text[end:].rstrip(" ")
        self.unit_marks = _UNIT_MARK.findall(verbatim) if not _OPENING_MARK.search(verbatim) else []

    def agrees_with(self, text: str, start: int, end: int) -> bool:
        """Whether the original says the same where folding does not look: question marks, feet and inches."""
        behind = _MARKS_BEHIND.match(text, end)
        asks = "?" in (behind[0] if behind else "")
        if "?" in self.tail and not asks or asks and "?" not in self.tail and not _FULL_STOPS.isdisjoint(self.tail):
            return False
        return not self.unit_marks or self.unit_marks == _UNIT_MARK.findall(text, start, end + 1)


class _Search:
    """One quote looked for in one stretch of a folded text."""

    def __init__(self, folded: Folded, wanted: _Wanted, start: int, end: int) -> None:
        self.folded, self.wanted = folded, wanted
        self.start, self.end = start, end
        self.low, self.high = folded.forward(start), folded.forward(end)

    def find_normalised(self) -> list[Place]:
        """Where the quote stands but for what folding evens out, its first letter, and the marks at its ends."""
        for core in _first_letters(self.wanted.core):
            found = find_all(self.folded.text, core, self.low, self.high, self._fits)
            if places := [self._widened(a, b) for a, b in found]:
                return places
        if self.folded.line_end_hyphens or self.wanted.folded.line_end_hyphens:
            return self._find_respelt(self.folded.unhyphenated, self.wanted.folded.unhyphenated)
        return []

    def find_repaired(self) -> list[Place]:
        """Where the quote stands but for ligatures, capitals or slips; nothing is repaired beside a "not"."""
        if self.folded.has_ligatures or self.wanted.folded.has_ligatures:
            if places := self._find_respelt(self.folded.without_ligatures, self.wanted.folded.without_ligatures):
                return places
        for find in (find_capitals, find_slips):
            if found := list(find(self.wanted.core, self.folded, self.low, self.high, self._fits_unnegated)):
                return [self._widened(a, b) for a, b in found]
        return []

    def _find_respelt(self, text: Unhyphenated, quote: Unhyphenated) -> list[Place]:
        low, high = quote.forward(self.wanted.start), quote.forward(self.wanted.end)
        wanted_hyphens = quote.hyphens(low, high)

        def fits(a: int, b: int) -> bool:
            hyphens = text.hyphens(a, b)
            differing = hyphens.keys() ^ wanted_hyphens.keys()
            # One has a hyphen and the other has none: that one must stand at a line end.
            return all(hyphens.get(at) or wanted_hyphens.get(at) for at in differing) and self._fits(*text.locate(a, b))

        for core in _first_letters(quote.text[low:high]):
            found = find_all(text.text, core, text.forward(self.low), text.forward(self.high), fits)
            if places := [self._widened(*text.locate(a, b)) for a, b in found]:
                return places
        return []

    def _fits(self, a: int, b: int) -> bool:
        start, end = self.folded.locate(a, b)
        text = self.folded.original
        if start < self.start or end > self.end or cuts(text, start) or cuts(text, end):
            return False
        return self.wanted.agrees_with(text, start, end)

    def _fits_unnegated(self, a: int, b: int) -> bool:
        return self._fits(a, b) and not follows_negation(self.folded.text, a, b)

    def _widened(self, a: int, b: int) -> Place:
        """The place in the original, with those marks at its ends that quote and text share."""
        text, lead, tail = self.folded.text, self.wanted.lead, self.wanted.tail
        start, end = self.folded.locate(a, b)
        if lead and text.startswith(lead, max(0, a - len(lead)), a):
            wider, _ = self.folded.locate(a - len(lead), b)
            start = wider if wider >= self.start and not cuts(self.folded.original, wider) else start
        if tail and text.startswith(tail, b):
            _, wider = self.folded.locate(a, b + len(tail))
            end = wider if wider <= self.end and not cuts(self.folded.original, wider) else end
        return start, end


def _first_letters(core: str) -> Iterator[str]:
    """The quote as it is, and with its first letter in the other case."""
    if not core:
        return
    yield core
    length = 1
    while length < len(core) and unicodedata.combining(core[length]):
        length += 1
    first, rest = core[:length], core[length:]
    if not first[0].isalpha() or " " not in core and matters_in_case(core):
        return
    for other in {first.lower(), first.upper()}:
        changed = unicodedata.normalize("NFC", other)
        # Only what changes back is the same letter: not ß and SS, not ı and I.
        back = {unicodedata.normalize("NFC", letter) for letter in (changed.lower(), changed.upper())}
        if changed != first and first in back:
            yield changed + rest
