"""The pieces of a page in their order: paragraphs, headings, list items, captions and rows, with where they stand.

All of them, the cookie bar's as well; which ones matter is decided in `selection`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from brief.sources.reading import clean_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Block", "list_blocks", "parse_markup"]

_INLINE: Final = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr""".split()
)
_SILENT: Final = frozenset(
    """script style noscript template iframe object embed applet svg math canvas video audio picture img map head
    title meta link base button select option input textarea progress meter datalist dialog colgroup col frameset
    rp""".split()
)
_CELL_BLOCKS: Final = frozenset("p div ul ol table h1 h2 h3 h4 h5 h6 blockquote section article figure".split())
_CELLS: Final = " | "
# Two line ends in a row are a paragraph's end.
_BREAK: Final = "\u2028"


@dataclass(slots=True)
class Block:
    """A piece of text on a page; `path` is the element it stands in and those around it, the innermost first."""

    text: str
    path: tuple[HtmlElement, ...]
    link_share: float = 0.0

    @property
    def element(self) -> HtmlElement:
        """The innermost element around it."""
        return self.path[0]

    def is_in(self, *tags: str) -> bool:
        """Whether it stands in an element of these names."""
        return any(element.tag in tags for element in self.path)

    @property
    def heading(self) -> int:
        """The level of the heading it is; 0 for other text."""
        for element in self.path[:3]:
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                return int(element.tag[1])
        return 0


@dataclass(slots=True)
class _Line:
    """Text that is being put together, with how much of it is links."""

    pieces: list[str] = field(default_factory=list)
    n_linked: int = 0

    def add(self, text: str, *, linked: bool) -> None:
        self.pieces.append(text)
        if linked:
            self.n_linked += len("".join(text.split()))


def parse_markup(markup: str) -> HtmlElement | None:
    """The tree of a page; None where there is nothing to parse."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    content = markup.encode("utf-8", errors="replace")
    try:
        root = html.document_fromstring(content, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if "memory" in str(error).casefold():
            raise MemoryError from error
        return None
    return root


def list_blocks(root: HtmlElement) -> list[Block]:
    """The pieces of text on a page, in its order."""
    body = root.find("body")
    return list(_walk(body, (body,))) if body is not None else []


def _walk(element: HtmlElement, path: tuple[HtmlElement, ...]) -> Iterator[Block]:
    """The blocks in an element: stretches of inline content, and what the block elements between them hold."""
    if element.tag == "table" and not _is_layout(element):
        yield from _rows(element, path)
        return
    line = _Line()
    for event in _inline(element, linked=False):
        if isinstance(event, tuple):
            text, linked = event
            line.add(text, linked=linked)
            continue
        yield from _close(line, path)
        line = _Line()
        yield from _walk(event, (event, *path))
    yield from _close(line, path)


def _inline(element: HtmlElement, *, linked: bool) -> Iterator[tuple[str, bool] | HtmlElement]:
    """The text in an element as far as it is inline, and the block elements that interrupt it."""
    if element.text:
        yield element.text, linked
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SILENT or _is_note_number(child):
            pass
        elif tag == "br":
            yield _BREAK, linked
        elif tag in _INLINE:
            is_quote = tag == "q"
            if is_quote:
                yield "“", linked
            yield from _inline(child, linked=linked or tag == "a")
            if is_quote:
                yield "”", linked
        else:
            yield child
        if child.tail:
            yield child.tail, linked


def _is_note_number(element: HtmlElement) -> bool:
    """Whether this is the raised number of a footnote, which would run into the word before it."""
    if element.tag != "sup":
        return False
    link = element.find(".//a")
    return link is not None and len(clean_text(element.text_content()).strip("[]()*†‡")) <= 3


def _close(line: _Line, path: tuple[HtmlElement, ...]) -> Iterator[Block]:
    """The paragraphs that a stretch of inline content makes: two line ends in a row part them."""
    whole = "".join(line.pieces)
    n_chars = len("".join(whole.split()))
    if not n_chars:
        return
    share = min(1.0, line.n_linked / n_chars)
    is_preformatted = any(element.tag == "pre" for element in path)
    lines = whole.splitlines() if is_preformatted else whole.split(_BREAK)
    paragraph: list[str] = []
    for piece in [*map(clean_text, lines), ""]:
        if piece:
            paragraph.append(piece)
        elif paragraph:
            yield Block("\n".join(paragraph), path, share)
            paragraph = []


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table places parts of a page rather than showing figures."""
    return any(
        cell.tag in _CELL_BLOCKS
        for cell in table.iter("p", "div", "table", "ul", "article", "h1", "h2")
        if cell is not table
    )


def _rows(table: HtmlElement, path: tuple[HtmlElement, ...]) -> Iterator[Block]:
    for row in table.iter("caption", "tr"):
        if row.tag == "caption":
            yield from _close(_Line([_plain(row)]), (row, *path))
            continue
        cells = [clean_text(_plain(cell)) for cell in row if cell.tag in ("td", "th")]
        if any(cells):
            yield Block(_CELLS.join(cell for cell in cells if cell), (row, *path))


def _plain(element: HtmlElement) -> str:
    """The text in an element without what is silent in it."""
    return "".join(
        event[0].replace(_BREAK, " ") if isinstance(event, tuple) else f" {_plain(event)} "
        for event in _inline(element, linked=False)
    )
