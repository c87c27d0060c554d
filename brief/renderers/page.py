"""What a page holds, before anybody lays it out: headings, paragraphs, lists, and the evidence they lead to.

The words in it are as they are. Whoever lays a page out (Markdown, Word, a terminal) makes them inert in its own way.
What goes on a page, and in which order, is for `contents` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = [
    "ALSO",
    "Code",
    "Entry",
    "Heading",
    "Inline",
    "Item",
    "Items",
    "Page",
    "Paragraph",
    "Proof",
    "Quote",
    "Strong",
    "Text",
    "lone_quotation",
    "marks_for",
    "shorten",
    "split_quotation",
]

# Opens what is run in behind weightier points of a list.
ALSO = "Also: "
_DOUBLE = re.compile('[“”"]')
# What leads up to a quotation that ends the statement; a frame holds no quotation of its own.
_QUOTATION = re.compile(r"(?P<frame>[^“”‘:]{0,200}:)?\s*(?P<quote>“[^”]+”|‘.+’)\.?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Text:
    """Running words."""

    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document, to be shown between quotation marks; beyond `max_words` by their ends."""

    words: str
    max_words: int | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """What is typed or compared letter by letter: an option, a hash. Never words of a document."""

    words: str


Inline = Text | Quote | Strong | Code


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said, with the references behind it, and what stands behind them."""

    words: tuple[Inline, ...]
    labels: tuple[str, ...] = ()
    after: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: an entry, or several of less weight run in behind one opening."""

    entries: tuple[Entry, ...]
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title: 1 is the page's, 2 a section's, 3 a speaker's."""

    level: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that follow each other."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of points."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence behind one reference: for each place where it is, and its words unless the page has them already."""

    label: str
    places: tuple[tuple[str, Quote | None], ...]


@dataclass(frozen=True)
class Page:
    """A page, in reading order, with the evidence at its end."""

    blocks: Sequence[Heading | Paragraph | Items]
    proofs: Sequence[Proof] = field(default_factory=tuple)


def marks_for(words: str) -> tuple[str, str]:
    """The quotation marks for these words: single ones where they hold double ones of their own."""
    return ("‘", "’") if _DOUBLE.search(words) else ("“", "”")


def shorten(words: str, max_words: int | None) -> tuple[str, ...]:
    """The words whole, or their first and their last where they are more than `max_words`.

    >>> shorten("one two three four five six", 4)
    ('one two', 'six')
    """
    parts = words.split()
    if max_words is None or len(parts) <= max_words:
        return (words,)
    tail = max(1, max_words // 3)
    return " ".join(parts[: max_words - tail - 1]), " ".join(parts[-tail:])


def lone_quotation(entry: Entry) -> tuple[str, str] | None:
    """The parts of an entry that begins with nothing but a quotation and what leads up to it; None for any other."""
    first = entry.words[0] if entry.words else None
    return split_quotation(first.words) if isinstance(first, Text) else None


def split_quotation(words: str) -> tuple[str, str] | None:
    """What leads up to a quotation, and the quotation with its marks; None where the words are more than that.

    >>> split_quotation("Ada Quill said: “We have no choice”.")
    ('Ada Quill said:', '“We have no choice”')
    >>> split_quotation("Ada Quill spoke of “no choice” in May.")
    """
    match = _QUOTATION.fullmatch(words.strip())
    return (match["frame"] or "", match["quote"]) if match else None
