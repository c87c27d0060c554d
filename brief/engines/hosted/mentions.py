"""Where the names that a model lists stand in the document: whole words, the longest name first, none within another.

Who is named is the model's proposal; that the name stands there is found here, in time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from brief.engines.hosted.numbering import as_line
from brief.language.scripts import has_unspaced, is_word_cut

if TYPE_CHECKING:
    from brief.document import Document, Span

__all__ = ["find_mentions"]

_WORD = re.compile(r"\w+")
_MARKS: Final = str.maketrans({**dict.fromkeys("’‘ʼ`", "'"), **dict.fromkeys("‐‑–", "-")})
_EDGES: Final = "\"'“”‘’«»„()[]{}.,;:!? \t\n"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as its words, what stands before each but the first, and what stands behind the last."""

    words: Sequence[str]
    gaps: Sequence[str]
    tail: str
    actor: int

    @classmethod
    def of(cls, name: str, actor: int) -> _Name:
        found = [*_WORD.finditer(name)]
        gaps = [_plain(name[a.end() : b.start()]) for a, b in pairwise(found)]
        return cls([match[0] for match in found], gaps, name[found[-1].end() :], actor)

    def end_in(self, text: str, at: int) -> int | None:
        """Where the name ends whose first word ends at a place; None where the text goes on in another way."""
        for gap, word in zip(self.gaps, self.words[1:], strict=True):
            match = _WORD.search(text, at)
            if match is None or match[0] != word or _plain(text[at : match.start()]) != gap:
                return None
            at = match.end()
        return at + len(self.tail) if text.startswith(self.tail, at) else None


def find_mentions(
    forms: Mapping[str, int], document: Document, *, loose: frozenset[str] = frozenset()
) -> list[list[Span]]:
    """For each actor the places of its names, in text order.

    Args:
        forms: The names to look for, each with the number of its actor, counted from 0 without gaps.
        document: Where to look.
        loose: Those that are no proper names ("analysts"): their first letter may be small or capital anywhere.

    >>> from brief.document import Document
    >>> document = Document.from_text("Ada Quill spoke. Quill, of the Quillfeather Trust, left. Quill’s chair did not.")
    >>> [[span.start for span in spans] for spans in find_mentions({"Ada Quill": 0, "Quill": 0}, document)]
    [[0, 17, 57]]
    """
    found: list[list[Span]] = [[] for _ in range(max(forms.values(), default=-1) + 1)]
    spaced: dict[str, list[_Name]] = {}
    unspaced: dict[str, int] = {}
    # The longest first, so that the first to match at a place is the longest there.
    for form in sorted(forms, key=len, reverse=True):
        shown = form.strip(_EDGES)
        if has_unspaced(shown):
            unspaced.setdefault(shown, forms[form])
        elif _WORD.match(shown):
            name = _Name.of(shown, forms[form])
            word = name.words[0]
            openings = {word[:1].lower() + word[1:], word[:1].upper() + word[1:]} if form in loose else {word}
            for opening in openings:
                spaced.setdefault(opening, []).append(name)
    for start, end, actor in _places(document.text, spaced, unspaced):
        found[actor].append(document.span(start, end))
    return found


def _plain(gap: str) -> str:
    """What stands between two words, without what cannot be seen, white space as a single space."""
    return gap if gap == " " else as_line(f"-{gap}")[1:].translate(_MARKS)


def _places(
    text: str, spaced: Mapping[str, Sequence[_Name]], unspaced: Mapping[str, int]
) -> list[tuple[int, int, int]]:
    places: list[tuple[int, int, int]] = []
    at = 0
    for word in _WORD.finditer(text) if spaced else ():
        if (known := spaced.get(word[0])) is None or word.start() < at:
            continue
        for name in known:
            if (end := name.end_in(text, word.end())) is not None:
                places.append((word.start(), end, name.actor))
                at = end
                break
    if not unspaced:
        return places
    taken = [start for start, _, _ in places]
    either = re.compile("|".join(re.escape(name) for name in sorted(unspaced, key=len, reverse=True)))
    for match in either.finditer(text):
        before = bisect_right(taken, match.end() - 1) - 1
        is_free = before < 0 or places[before][1] <= match.start()
        if is_free and not is_word_cut(text, match.start()) and not is_word_cut(text, match.end()):
            places.append((match.start(), match.end(), unspaced[match[0]]))
    return sorted(places)
