"""A Markdown text as its words: marks, addresses of links and the head above it are no words.

Whoever wants the marks kept reads the file as plain text (`--type txt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from brief.sources.encoding import decode_text
from brief.sources.front_matter import describe_head, split_head
from brief.sources.reading import Reading, clean_text, join_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

    from brief.sources.reading import Hints

__all__ = ["read_markdown"]

_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]:?")
_CELLS = " | "


def read_markdown(content: bytes, hints: Hints) -> Reading:
    """The words of a Markdown text, with what the head above it says."""
    from markdown_it import MarkdownIt

    markdown = decode_text(content, shown=hints.shown).lstrip("\ufeff")
    head = split_head(markdown)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown[head.end :])
    blocks = list(_blocks(tokens))
    opens = tokens[0].type == "heading_open" if tokens else False
    details = describe_head(head.values, heading=blocks[0] if opens and blocks else None)
    if details.title and not (opens and tokens[0].tag == "h1"):
        blocks = [details.title, *(block for n, block in enumerate(blocks) if n or block != details.title)]
    return Reading(join_blocks(blocks), details)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield _CELLS.join(cell for cell in row or [] if cell)
            row = None
        elif token.type == "inline":
            block = _words(token.children or [])
            if row is None:
                yield block
            else:
                row.append(block.replace("\n", " "))
        elif token.type in ("fence", "code_block"):
            yield "\n".join(filter(None, map(clean_text, token.content.splitlines())))
        elif token.type == "html_block":
            yield _text_of_markup(token.content)


def _words(tokens: Sequence[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.startswith("<br")):
            pieces.append("\u2028")
    whole = _NOTE_MARK.sub("", "".join(pieces))
    return "\n".join(filter(None, map(clean_text, whole.split("\u2028"))))


def _text_of_markup(markup: str) -> str:
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    return clean_text("".join(reader.pieces))


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style") and self._silent > 0
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in ("p", "div", "br", "li", "td", "th", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)
