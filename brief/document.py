"""The frozen text of one document, and the places in it.

Offsets everywhere are code points into `Document.text`, half-open. The text is kept character for character: nothing is
stripped, normalised or re-encoded. This module knows neither files (`sources`) nor what a text means (`language`).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from brief.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Details", "Document", "Origins", "Sentence", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, with the words that stand there: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `index` counts from 1 and is the number a model is shown (`s1`).

    `block` counts paragraphs from 0; `heading` marks a headline or subheading, which is a sentence of its own.
    """

    index: int
    span: Span
    block: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each thing that is known about a document came from, in a few words: "argument", "text", "JSON-LD" …"""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What a source says about its text, beside the text itself, and where it says so."""

    title: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    origins: Origins = Origins()


@dataclass(frozen=True)
class Document:
    """One document to be briefed. Build it with `Document.from_text` or `brief.read`.

    `declared_language` is what the source says of itself; `language` is what the text shows.
    """

    text: str
    id: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    author: str | None = None
    declared_language: str | None = None
    origins: Origins = Origins()

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: date | str | None = None,
        id: str | None = None,
        source: str | None = None,
        details: Details | None = None,
    ) -> Document:
        """A document of exactly this text.

        Args:
            text: Kept as it is, byte order mark, CRLF and all.
            title: The headline where the source names one; otherwise the text's own first heading, if it has one.
            published: The publication date, as a date or in ISO form; relative dates are counted from it.
            id: A name of the caller's; otherwise the first 16 hex digits of the text's SHA-256.
            source: Where the text came from, for the record.
            details: What the source itself says; an argument goes before it.

        Raises:
            InputError: If the text holds lone surrogates, or `published` is no ISO date.

        >>> document = Document.from_text("Rates rose.\\n\\nBanks fell by 2%.")
        >>> [sentence.span.quote for sentence in document.sentences]
        ['Rates rose.', 'Banks fell by 2%.']
        """
        try:
            digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        except UnicodeEncodeError as error:
            raise InputError(
                f"character {error.start} of the text is half of a surrogate pair (U+{ord(text[error.start]):04X}); "
                "decode the source again with its real encoding"
            ) from error
        stated = details or Details()
        document = cls(
            text=text,
            id=id or digest[:16],
            title=stated.title if title is None else title,
            published=stated.published if published is None else _parse_published(published),
            source=source,
            author=stated.author,
            declared_language=stated.language,
            origins=replace(
                stated.origins,
                title=stated.origins.title if title is None else "argument",
                published=stated.origins.published if published is None else "argument",
            ),
        )
        document.__dict__["sha256"] = digest
        if document.title is None:
            heading = next(iter(document.sentences), None)
            if heading is not None and heading.heading:
                # Neither a byte order mark nor Markdown's marks are part of a headline.
                words = heading.span.quote.lstrip("\ufeff").strip("# \t")
                if words := " ".join(words.split()):
                    object.__setattr__(document, "title", words)
                    object.__setattr__(document, "origins", replace(document.origins, title="text"))
        return document

    @cached_property
    def sha256(self) -> str:
        """The hash of `text` in UTF-8, as 64 hex digits."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences in reading order: disjoint, and together they hold every character that is no white space."""
        from brief.segmentation import split_sentences

        return split_sentences(self.text)

    @cached_property
    def language(self) -> str:
        """The ISO 639-1 code of the text's language; where there is too little to tell, the declared one, or `und`.

        The text goes before what its source says: many a page in French is built from a template that says English.
        """
        from brief.segmentation import detect_language

        detected = detect_language(self.text)
        return self.declared_language or detected if detected == "und" else detected

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`.

        Raises:
            ValueError: If the offsets do not enclose at least one character of the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no span of a text of {len(self.text)} characters")
        return Span(start, end, self.text[start:end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`; None between sentences."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.sentences[place].span.end:
            return None
        return self.sentences[place]

    def sentences_over(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that share a character with `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return tuple(sentence for sentence in self.sentences[first:last] if sentence.span.end > start)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]


def _parse_published(published: date | str | None) -> date | None:
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise InputError(f"the publication date {published!r} is no ISO date; write it as YYYY-MM-DD") from error
