"""The document as the page shows it: paragraph by paragraph, every stretch that a briefing points at marked.

The words stand in the order and the form they have in the text; only line breaks of a fixed width are let go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from brief.briefing import LoadedWording
from brief.document import Sentence
from brief.renderers.html.labels import CATEGORIES, voice_of
from brief.renderers.html.markup import Content, Html, element
from brief.renderers.html.passages import Mark, Piece, cut
from brief.renderers.html.register import Register

__all__ = ["article", "wording_note"]

# What a stretch is marked for: a claim's evidence, who says it and with which word, loaded wording.
Name: TypeAlias = tuple[str, int]

# White space, and what has no width: between two blocks nothing else stands.
_BLANK: Final = " \t\r\n\f\v\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff\x1c\x1d\x1e\x1f\x85"
# Lines of a text that was wrapped at a fixed width are nearly as long as each other; verse and lists are not.
_WRAPPED_CHARS: Final = range(45, 121)
# A number stands behind the marks that close what it is for, as a note's does in print.
_CLOSING: Final = re.compile(r"[.,;:!?…”’»\"')\]]{0,4}")


def article(register: Register) -> Html:
    """The whole text of the document, marked."""
    document = register.document
    marks = list(_marks(register))
    places = [place for _, place in register.briefing.places()]
    sentences = document.sentences
    edges = [offset for place in places for offset in (place.start, place.end)]
    edges += [offset for sentence in sentences for offset in (sentence.span.start, sentence.span.end)]
    drawing = _Drawing(register)
    pieces = list(cut(0, len(document.text), marks, at=[*edges, *drawing.ending]))
    return element("div", _blocks(pieces, sentences, drawing), class_="words")


def wording_note(word: LoadedWording) -> str:
    """What is said of a loaded wording in one line."""
    note = CATEGORIES[word.category]
    if word.suggestion == "delete":
        return f"{note}; plainer: leave it out"
    return f"{note}; plainer: {word.suggestion}" if word.suggestion else note


def _marks(register: Register) -> Iterator[Mark[Name]]:
    for claim in register.briefing.claims:
        number = register.number(claim.id)
        yield from (Mark(span.start, span.end, ("claim", number)) for span in claim.evidence)
        for span in (claim.attribution.source_span, claim.attribution.cue):
            if span is not None:
                yield Mark(span.start, span.end, ("who", number))
    for number, word in enumerate(register.briefing.loaded, start=1):
        yield Mark(word.start, word.end, ("loaded", number))


class _Drawing:
    """Draws pieces; knows where each claim's evidence ends, for the number behind it."""

    def __init__(self, register: Register) -> None:
        self.text = register.document.text
        self._voices = {register.number(claim.id): voice_of(claim) for claim in register.briefing.claims}
        self._loaded = register.briefing.loaded
        self.ending: dict[int, list[int]] = {}
        sentences = register.briefing.coverage
        for claim in register.briefing.claims:
            for span in claim.evidence:
                last = sentences[register.sentences(span)[1] - 1].sentence.end if sentences else span.end
                closing = _CLOSING.match(self.text, span.end, max(span.end, last))
                numbers = self.ending.setdefault(closing.end() if closing else span.end, [])
                if register.number(claim.id) not in numbers:
                    numbers.append(register.number(claim.id))

    def piece(self, piece: Piece[Name]) -> Content:
        """A stretch with its marks, and the numbers of the claims whose evidence ends here."""
        words = self.text[piece.start : piece.end]
        claims = [number for kind, number in piece.names if kind == "claim"]
        holders = [number for kind, number in piece.names if kind == "who"]
        loaded = [number for kind, number in piece.names if kind == "loaded"]
        if not (claims or holders or loaded):
            shown = element("span", words, data_s=piece.start, data_e=piece.end)
        else:
            voices = {self._voices[number] for number in claims}
            voice = next((name for name in ("said", "judged", "own") if name in voices), None)
            note = "; ".join(wording_note(self._loaded[number - 1]) for number in loaded)
            shown = element(
                "span",
                words,
                class_=" ".join(
                    [*(["held", f"voice-{voice}"] if voice else []), *(["loaded"] if loaded else [])] or ["named"]
                ),
                data_s=piece.start,
                data_e=piece.end,
                data_claims=" ".join(map(str, claims)) or None,
                data_who=" ".join(map(str, holders)) or None,
                title=note or None,
                data_loaded=" ".join(map(str, loaded)) or None,
            )
        return [shown, self._numbers(self.ending.get(piece.end, ()))]

    def _numbers(self, claims: Sequence[int]) -> Content:
        if not claims:
            return None
        links = [
            element("a", number, href=f"#c{number}", class_="ref", data_claim=number, aria_label=f"Claim {number}")
            for number in claims
        ]
        return element("sup", [[" " if place else "", link] for place, link in enumerate(links)], class_="refs")


def _blocks(pieces: Sequence[Piece[Name]], sentences: Sequence[Sentence], drawing: _Drawing) -> Iterator[Html]:
    """The paragraphs and headings, each with its pieces; what stands outside them is white space."""
    at = 0

    def take(until: int) -> list[Piece[Name]]:
        nonlocal at
        first = at
        while at < len(pieces) and pieces[at].start < until:
            at += 1
        return list(pieces[first:at])

    for _, run in groupby(sentences, key=lambda sentence: sentence.block):
        block = list(run)
        yield from _stray(take(block[0].span.start), drawing)
        inner: list[Content] = []
        for sentence in block:
            inner += [drawing.piece(piece) for piece in take(sentence.span.start)]
            drawn = [drawing.piece(piece) for piece in take(sentence.span.end)]
            inner.append(element("span", drawn, class_="sentence", id=f"s{sentence.index}"))
        words = " ".join(sentence.span.quote for sentence in block).splitlines()
        name = "h3" if all(sentence.heading for sentence in block) else "p"
        yield element(name, inner, class_="flow" if _is_wrapped(words) else "kept", dir="auto")
    yield from _stray(take(pieces[-1].end + 1 if pieces else 0), drawing)


def _stray(pieces: Sequence[Piece[Name]], drawing: _Drawing) -> Iterator[Html]:
    """What stands between two blocks, where it is more than white space."""
    drawn = [drawing.piece(piece) for piece in pieces]
    if any(drawing.text[piece.start : piece.end].strip(_BLANK) or piece.names for piece in pieces):
        yield element("p", drawn, class_="kept", dir="auto")


def _is_wrapped(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and all(len(line.rstrip()) in _WRAPPED_CHARS for line in lines[:-1])
