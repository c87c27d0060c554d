"""A page laid out for a terminal of a given width: claims numbered in the margin, quotations set apart.

Nothing an article holds reaches the terminal as a command: what would move the cursor, colour the screen, ring, or turn
the direction of the text is written out. Whether there is a terminal, and how wide it is, the caller knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from brief.renderers.contents import compose_page
from brief.renderers.escaping import visible
from brief.renderers.markdown import EVIDENCE_NOTE
from brief.renderers.page import (
    ALSO,
    Entry,
    Heading,
    Inline,
    Item,
    Items,
    Page,
    Paragraph,
    Proof,
    Quote,
    Strong,
    Text,
    lone_quotation,
    marks_for,
    shorten,
)

if TYPE_CHECKING:
    from rich.text import Text as Line

    from brief.briefing import Briefing
    from brief.document import Document

__all__ = ["render_terminal"]

# Longer lines are hard to read, however wide the window; a narrower one cannot hold margin and words.
_WIDEST, _NARROWEST = 100, 24
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?![^\W_])")
_TITLE, _SECTION, _SPEAKER, _LABEL, _QUOTE, _BAR = "bold", "bold cyan", "bold", "dim", "italic", "cyan"


def render_terminal(
    briefing: Briefing,
    *,
    document: Document | None = None,
    everything: bool = False,
    prefix: str = "",
    width: int = 80,
    styled: bool = True,
) -> str:
    """The page of a briefing for a terminal.

    Args:
        briefing: What to render.
        document: What it is of, if it is at hand.
        everything: Show every claim, actor and date, and every quote in full.
        prefix: Put before each reference, so that several pages can follow each other.
        width: Of the terminal, in columns.
        styled: Use bold, italics and colour; otherwise the page holds no escape sequence at all.
    """
    from rich.console import Console

    page = compose_page(briefing, document=document, everything=everything, prefix=prefix)
    screen = StringIO()
    console = Console(
        file=screen,
        force_terminal=styled,
        color_system="standard" if styled else None,
        legacy_windows=False,
        _environ={},  # what this page looks like depends on the arguments alone
    )
    for line in _Layout(page, width=max(_NARROWEST, min(width, _WIDEST))).lines():
        console.print(line, soft_wrap=True, highlight=False)
    return screen.getvalue()


class _Layout:
    """Turns a page into lines that fit, each with its margin."""

    def __init__(self, page: Page, *, width: int) -> None:
        from rich.console import Console

        self._page = page
        self._width = width
        self._rule = Console(file=StringIO(), width=width, _environ={})
        entries = [e for block in page.blocks if isinstance(block, Items) for item in block.items for e in item.entries]
        labels = [entry.labels[0] for entry in entries if len(entry.labels) == 1] + [p.label for p in page.proofs]
        self._margin = min(max(map(len, labels), default=1), width // 3) + 2

    def lines(self) -> Iterator[Line]:
        """The page from top to bottom."""
        for number, block in enumerate(self._page.blocks):
            if number and not self._continues(number):
                yield self._text("")
            yield from self._block(block)
        if self._page.proofs:
            yield self._text("")
            yield from self._section(self._text("Evidence", _SECTION))
            yield from self._wrapped(self._text(EVIDENCE_NOTE))
            for proof in self._page.proofs:
                yield from self._proof(proof)

    def _continues(self, number: int) -> bool:
        """Whether no blank line stands before this block: what a title is of comes right under it."""
        before = self._page.blocks[number - 1]
        return isinstance(before, Heading) and before.level > 1

    def _block(self, block: Heading | Paragraph | Items) -> Iterator[Line]:
        if isinstance(block, Heading) and block.level == 2:
            yield from self._section(self._entry(block.entry, style=_SECTION))
        elif isinstance(block, Heading):
            yield from self._wrapped(self._entry(block.entry, style=_TITLE if block.level == 1 else _SPEAKER))
        elif isinstance(block, Paragraph):
            for entry in block.entries:
                yield from self._wrapped(self._entry(entry))
        else:
            for item in block.items:
                yield from self._item(item)

    def _section(self, title: Line) -> Iterator[Line]:
        """A section's title, with a rule behind it that shows it as one without colour too."""
        *lines, last = self._wrapped(title)
        yield from lines
        room = self._width - last.cell_len - 1
        yield last.append_text(self._text(f" {'─' * room}", _LABEL)) if room > 0 else last

    def _item(self, item: Item) -> Iterator[Line]:
        """Each thing said on lines of its own; several run in behind one opening stand under it."""
        alone = len(item.entries) == 1
        if not alone and item.opening not in ("", ALSO):
            yield from self._wrapped(self._text(item.opening.rstrip()), margin="•")
        for entry in item.entries:
            yield from self._point(entry, opening=item.opening if alone else "")

    def _point(self, entry: Entry, *, opening: str) -> Iterator[Line]:
        alone = len(entry.labels) == 1
        margin = visible(entry.labels[0]) if alone else "•"
        parts = None if opening or entry.after else lone_quotation(entry)
        if parts is None:
            shown = Entry((Text(opening), *entry.words), () if alone else entry.labels, entry.after)
            yield from self._wrapped(self._entry(shown), margin=margin)
            return
        frame, quote = parts
        if frame:
            yield from self._wrapped(self._text(visible(frame)), margin=margin)
        rest = Entry(entry.words[1:], () if alone else entry.labels)
        said = self._text("").append_text(self._text(visible(quote), _QUOTE)).append_text(self._entry(rest))
        yield from self._wrapped(said, margin="" if frame else margin, bar=True)

    def _proof(self, proof: Proof) -> Iterator[Line]:
        for number, (where, quote) in enumerate(proof.places):
            words = Text(f"{where}, as worded") if quote is None else Text(f"{where}: ")
            line = self._entry(Entry((words, quote) if quote else (words,)))
            yield from self._wrapped(line, margin="" if number else visible(proof.label))

    def _wrapped(self, line: Line, *, margin: str | None = None, bar: bool = False) -> Iterator[Line]:
        """The line in as many as it needs, with `margin` before the first; a bar marks what is set apart."""
        indent = 0 if margin is None else self._margin
        stroke = "│ " if bar else ""
        parts = line.wrap(self._rule, self._width - indent - len(stroke), overflow="fold")
        for number, part in enumerate(parts):
            part.rstrip()
            label = (margin or "") if not number else ""
            # A label too long for the margin stands on a line of its own.
            if len(label) + 1 > indent > 0:
                yield self._text(label, _LABEL)
                label = ""
            whole = self._text("")
            for piece in (self._text(label.ljust(indent), _LABEL), self._text(stroke, _BAR), part):
                whole.append_text(piece)
            yield whole

    def _entry(self, entry: Entry, *, style: str = "") -> Line:
        line = self._text("")
        for inline in entry.words:
            line.append_text(self._inline(inline, style))
        if entry.labels:
            between = " " if entry.words else ""
            line.append_text(self._text(f"{between}[{' '.join(map(visible, entry.labels))}]", _LABEL))
        for inline in entry.after:
            line.append_text(self._inline(inline, style))
        return line

    def _inline(self, inline: Inline, style: str) -> Line:
        if isinstance(inline, Quote):
            opening, closing = marks_for(inline.words)
            words = " … ".join(visible(part).strip() for part in shorten(inline.words, inline.max_words))
            return self._text(f"{opening}{words}{closing}", _QUOTE)
        if isinstance(inline, Strong):
            return self._text(visible(inline.words), _SPEAKER)
        line = self._text(visible(inline.words), style)
        if not style:
            line.highlight_regex(_QUOTED, _QUOTE)
        return line

    def _text(self, words: str, style: str = "") -> Line:
        from rich.text import Text as Line

        return Line(words, style=style, end="\n")
