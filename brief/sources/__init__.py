"""Where documents come from: a text or Markdown file, standard input, or a string that is already there.

Each source ends as a `Document` whose text is the source's own, character for character. Bytes are fetched in
`content`, turned into characters in `encoding`; what the text says is left to everybody else.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING

from brief.document import Document
from brief.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from brief.settings import Settings

__all__ = ["read"]

STDIN = "-"
_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md", ".markdown"})
# What people will try, with how to get text out of it.
_TO_TEXT = {
    ".html": "save the page as text",
    ".htm": "save the page as text",
    ".xhtml": "save the page as text",
    ".pdf": "convert it with: pdftotext FILE.pdf FILE.txt",
    ".docx": "save it as plain text (UTF-8)",
    ".doc": "save it as plain text (UTF-8)",
    ".odt": "save it as plain text (UTF-8)",
    ".rtf": "save it as plain text (UTF-8)",
    ".epub": "convert it to plain text (UTF-8)",
}


def read(
    source: str | os.PathLike[str], *, published: date | str | None = None, settings: Settings | None = None
) -> Document:
    """The document that a file or standard input (`-`) holds.

    The text is kept as it is, byte order mark and line ends included. A file that is not in UTF-8 or UTF-16 is read
    only where its encoding is beyond doubt; a warning in the log of `brief` then names it.

    Args:
        source: A path to a text or Markdown file, or `-`. To brief a string, use `Document.from_text`.
        published: The publication date, as a date or in ISO form; relative dates are counted from it.
        settings: Bounds the length; the environment's settings by default.

    Raises:
        InputError: If there is no such text, or it cannot be read in full; the message says what to do.
    """
    from brief.settings import Settings
    from brief.sources.content import read_content
    from brief.sources.encoding import decode_text

    max_chars = (settings or Settings.from_environment()).max_chars
    name = os.fspath(source)
    shown = "standard input" if name == STDIN else name
    if name != STDIN:
        _check_format(name)
    text = decode_text(read_content(name, shown=shown, max_chars=max_chars), shown=shown)
    if len(text) > max_chars:
        raise InputError(
            f"{shown}: {len(text):,} characters are more than the {max_chars:,} that are read; "
            "split it, or raise BRIEF_MAX_CHARS"
        )
    if not any(unicodedata.category(character)[0] not in "CZ" for character in text):
        raise InputError(f"{shown}: there is no text in it; name a file that has some")
    return Document.from_text(text, published=published, source=name)


def _check_format(name: str) -> None:
    if name.casefold().startswith(("http://", "https://")):
        raise InputError(f"{name}: web addresses are not read yet; save the page as text and name that file")
    suffix = PurePath(name).suffix.casefold()
    if suffix not in _TEXT_SUFFIXES and suffix in _TO_TEXT:
        raise InputError(f"{name}: {suffix} files are not read yet; {_TO_TEXT[suffix]} and name that file")
