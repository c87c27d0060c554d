"""Where a model points: "s12: first … last" looked up in the sentence of that number, never in another.

What is found is told in the document's own words, so that a slip of the model's pen does not matter; what is not found
is left as it is, for the gate to refuse. Which sentences a model may point at is decided by whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from brief.document import Span
from brief.engines.hosted.numbering import copy_of
from brief.engines.proposal import Pointer
from brief.language.scripts import is_word_cut

if TYPE_CHECKING:
    from brief.document import Document

__all__ = ["Place", "Pointing", "fill_in", "parse_places"]

# "s12", "s12: words", "s12 words", "[s12]"; a bare number is taken for a sentence's too.
_PLACE = re.compile(r"\s*\[?\s*s?\s*(\d{1,7})\s*\]?(?!\w)\s*[:,|]?", re.I)
_BETWEEN = re.compile(r"\s*[;\n]\s*(?=\[?\s*s\s*\d)", re.I)
_ONLY_NUMBERS = re.compile(r"\s*\[?s?\d{1,7}\]?(?:\s*[,;+&\s]\s*\[?s?\d{1,7}\]?)+\s*", re.I)
_RANGE = re.compile(r"\s*s?(\d{1,7})\s*[-–—]\s*s?(\d{1,7})\s*", re.I)
_ELISION = re.compile(r"\s*(?:\[?…\]?|\[?\.{3,}\]?)\s*")
_MARKS: Final = "\"'“”„‟‘’‚‛«»‹›「」『』"
_FOLD: Final = str.maketrans(
    {**dict.fromkeys("“”„‟«»「」『』", '"'), **dict.fromkeys("‘’‚‛‹›`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
# A model that copies a long fragment with a slip still has its edges right: that many words of each have to be.
_EDGE_WORDS: Final = 3
_PARTNERS: Final = (("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ("「", "」"), ("『", "』"))
_MOST_SENTENCES: Final = 12
_TEMPLATE = re.compile(r"\{(?P<run>[^{}]+)\}(?P<behind>[”’»」』]?[.,;:]?)")
_CLOSED = re.compile(r"(?P<stop>[.,;:]?)(?P<mark>[”’»」』])\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence by its number, and the words meant in it as a model wrote them; None for the whole sentence."""

    sentence: int
    words: str | None = None


def parse_places(pointers: str) -> tuple[Place, ...]:
    """The places that a string of pointers names, in its order; what is no pointer is left out.

    >>> parse_places("s3: the pier … shut; s5")
    (Place(sentence=3, words='the pier … shut'), Place(sentence=5, words=None))
    >>> [place.sentence for place in parse_places("s3, s4")], [place.sentence for place in parse_places("s7-s9")]
    ([3, 4], [7, 8, 9])
    """
    # A colon is in most of them, and neither a list of numbers nor a range has one.
    if ":" not in pointers and _ONLY_NUMBERS.fullmatch(pointers):
        return tuple(Place(int(number)) for number in re.findall(r"\d+", pointers)[:_MOST_SENTENCES])
    if (
        ":" not in pointers
        and (both := _RANGE.fullmatch(pointers))
        and 0 <= int(both[2]) - int(both[1]) < _MOST_SENTENCES
    ):
        return tuple(Place(number) for number in range(int(both[1]), int(both[2]) + 1))
    places = []
    for part in _BETWEEN.split(pointers):
        if (match := _PLACE.match(part)) is not None:
            places.append(Place(int(match[1]), part[match.end() :].strip() or None))
    return tuple(places)


@dataclass(frozen=True)
class Pointing:
    """Looks places up in one document."""

    document: Document

    def knows(self, place: Place) -> bool:
        """Whether there is a sentence of that number."""
        return 1 <= place.sentence <= len(self.document.sentences)

    def span(self, place: Place) -> Span | None:
        """The words meant, as they stand in the document; None where they do not stand in that sentence."""
        if not self.knows(place):
            return None
        sentence = self.document.sentences[place.sentence - 1].span
        if place.words is None:
            return sentence
        return self.within(place.words, sentence)

    def pointer_to(self, span: Span, sentence: int) -> Pointer:
        """The pointer to a span of a sentence."""
        whole = self.document.sentences[sentence - 1].span
        if span == whole:
            return Pointer(sentence)
        occurrence, at = 0, whole.start - 1
        while (at := self.document.text.find(span.quote, at + 1, whole.end)) != -1 and at < span.start:
            occurrence += 1
        return Pointer(sentence, span.quote, occurrence)

    def within(self, words: str, span: Span) -> Span | None:
        """Where words stand within a span."""
        found = _find_original(words, span.quote)
        return self.document.span(span.start + found[0], span.start + found[1]) if found else None


def fill_in(say: str, quotes: Iterable[str]) -> str:
    """A statement with the words of the first quote that has them for each "{first … last}" in it.

    What is found nowhere stays as it was written.

    >>> fill_in("Holt said {the pier … shut}.", ["The pier will be shut on Monday."])
    'Holt said the pier will be shut.'
    """
    known = [*quotes]

    def put_in(match: re.Match[str]) -> str:
        wanted, behind = match["run"].strip(), match["behind"]
        for quote in known:
            if found := _find_original(wanted, quote):
                start, end = found[0], _with_partner(quote, *found)
                return _with_stop(_in_case_of(wanted, " ".join(quote[start:end].split())), behind)
        return wanted + behind

    return " ".join(_TEMPLATE.sub(put_in, say).split())


def _with_stop(run: str, behind: str) -> str:
    """A run with what an answer has right behind it: no mark closed twice, and no stop before and behind one.

    >>> _with_stop("it goes ‘to plan,’", "’."), _with_stop("it is ‘to plan.’", ""), _with_stop("it is ‘to plan", "’.")
    ('it goes ‘to plan’.', 'it is ‘to plan.’', 'it is ‘to plan’.')
    """
    closed = _CLOSED.search(run)
    if closed is None:
        return run + behind
    stop = behind[behind[:1] == closed["mark"] :]
    return f"{run[: closed.start()]}{closed['mark']}{stop}" if stop else run + stop


def _with_partner(quote: str, start: int, end: int) -> int:
    """Where words end: behind the closing mark that stands next, where they have its opening one."""
    stretch = quote[start:end]
    for opening, closing in _PARTNERS:
        if stretch.count(opening) > stretch.count(closing) and (behind := re.match(rf"[.,;]?{closing}", quote[end:])):
            return end + behind.end()
    return end


def _in_case_of(wanted: str, found: str) -> str:
    """The words found, opening with a small or a capital letter as the answer has it."""
    if wanted[:1] != found[:1] and wanted[:1].casefold() == found[:1].casefold():
        return wanted[:1] + found[1:]
    return found


def _find_original(words: str, quote: str) -> tuple[int, int] | None:
    copy = copy_of(quote)
    found = _find(words, copy.line)
    return copy.original(*found) if found else None


def _find(words: str, line: str) -> tuple[int, int] | None:
    """Where words stand in a line: as they are, in other case or marks, or from their first words to their last."""
    wanted = copy_of(words).line.strip()
    if not wanted:
        return None
    found = _stretch(wanted, line) or _stretch(_fold(wanted), _fold(line))
    if found is not None:
        return found
    bare, there = _fold(wanted).strip(_MARKS + " .,;:!?。、，"), _fold(line)
    if bare and (found := _whole(bare, there)) is not None:
        return found
    split = bare.split()
    if len(split) < 2 * _EDGE_WORDS or _ELISION.search(bare):
        return None
    return _from_to(" ".join(split[:_EDGE_WORDS]), " ".join(split[-_EDGE_WORDS:]), there)


def _stretch(wanted: str, line: str) -> tuple[int, int] | None:
    """The words in one piece, or where something of them is left out, from the first to the last."""
    if "…" not in wanted and "..." not in wanted:
        return _whole(wanted, line)
    # The sentence may have such a mark of its own.
    if ("…" in line or "..." in line) and (found := _whole(wanted, line)) is not None:
        return found
    parts = [part for part in _ELISION.split(wanted) if part.strip(_MARKS + " ")]
    if not parts:
        return None
    return _from_to(parts[0], parts[-1], line) if len(parts) > 1 else _whole(parts[0], line)


@lru_cache(maxsize=2048)  # each sentence is asked for many words
def _fold(words: str) -> str:
    """Words with plain marks and in lower case, character for character."""
    plain = words.translate(_FOLD)
    lower = plain.lower()  # of "İ" it makes two characters, and places would no longer agree
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def _whole(words: str, line: str, start: int = 0) -> tuple[int, int] | None:
    """The first place of words, cutting none in two."""
    for at in _places(words, line, start):
        return at, at + len(words)
    return None


def _places(words: str, line: str, start: int) -> Iterator[int]:
    at = line.find(words, start)
    while at != -1:
        if not is_word_cut(line, at) and not is_word_cut(line, at + len(words)):
            yield at
        at = line.find(words, at + 1)


def _from_to(first: str, last: str, line: str) -> tuple[int, int] | None:
    """From the first place of the first words to the next place of the last ones behind it."""
    if (opening := _whole(first, line)) is None:
        return None
    if (closing := _whole(last, line, opening[1])) is not None:
        return opening[0], closing[1]
    # "the pier is … is shut": of a short stretch the first and the last words may overlap.
    overlapping = _whole(last, line, opening[0])
    return (opening[0], overlapping[1]) if overlapping and overlapping[1] >= opening[1] else None
