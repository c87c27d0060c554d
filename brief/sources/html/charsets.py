"""The characters of a page: by byte order mark, by what its server says, by what it says itself, by what fits.

What browsers do, with one difference: a byte that fits nothing is told of; it becomes U+FFFD, and no wrong letter.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from brief.errors import InputError
from brief.sources.encoding import decode_text

if TYPE_CHECKING:
    from brief.sources.reading import Hints

__all__ = ["Page", "decode_declared", "decode_page"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})"
    rb"|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})[\"']",
    re.IGNORECASE,
)
# Where browsers look for it, and then some: many a page has long comments first.
_DECLARED_BYTES: Final = 8_192
# Names that mean more on the web than in Python: what is called Latin-1 holds the curly marks of Windows.
_ON_THE_WEB: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "utf-16": "utf-8",  # a page that says so in bytes that can be read as ASCII is not in UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# A page with more bytes at fault than this is in another encoding than it says.
_MAX_FAULTY_SHARE: Final = 0.01


class Page(NamedTuple):
    """The characters of a page, and what the user should know of how they were got."""

    text: str
    remarks: tuple[str, ...] = ()


def decode_page(content: bytes, hints: Hints) -> Page:
    """The characters of a page.

    Raises:
        InputError: If nothing that is said of the page fits, and its encoding cannot be told.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding)
    declared = _DECLARED.search(content[:_DECLARED_BYTES])
    said = [hints.charset, (declared[1] or declared[2]).decode("ascii") if declared else None]
    return decode_declared(content, [name for name in said if name], shown=hints.shown)


def decode_declared(content: bytes, names: list[str], *, shown: str) -> Page:
    """The characters of bytes that are said to be in one of these character sets, the likeliest first.

    Raises:
        InputError: If none fits, and the encoding cannot be told from the bytes.
    """
    if not names or "\0" in content[:1000].decode("latin-1"):
        return Page(decode_text(content, shown=shown).lstrip("\ufeff"))
    for name in names:
        try:
            encoding = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        encoding = _ON_THE_WEB.get(encoding, encoding)
        try:
            page = _decode(content, encoding)
        except (LookupError, ValueError, TypeError):  # a codec of Python's that is no character set
            continue
        if page.text.count("\ufffd") <= _MAX_FAULTY_SHARE * len(content):
            return page
    try:
        return Page(decode_text(content, shown=shown).lstrip("\ufeff"))
    except InputError:
        return _decode(content, "utf-8")


def _decode(content: bytes, encoding: str) -> Page:
    try:
        return Page(content.decode(encoding))
    except UnicodeDecodeError:
        text = content.decode(encoding, errors="replace")
        n_faulty = text.count("\ufffd")
        return Page(text, (f"{n_faulty} of its characters are no {encoding}; they are shown as \ufffd",))
