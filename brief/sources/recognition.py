"""Which format some bytes are in: told by the bytes themselves where they can tell, else by name or media type.

A PDF that is called `.txt` is read as the PDF it is; a format that is not read is refused with what to do about it.
Reading is left to the format's own module.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Final, Literal, NamedTuple, get_args

from brief.errors import ConfigError, InputError

__all__ = ["Kind", "Recognised", "check_type", "recognise", "suffix_kind"]

Kind = Literal["txt", "md", "html", "pdf", "docx", "eml"]

_SUFFIXES: Final[dict[str, Kind]] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".eml": "eml",
}  # fmt: skip
_MEDIA_TYPES: Final[dict[str, Kind]] = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/x-markdown": "md",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.ms-word.document.macroenabled.12": "docx",
    "message/rfc822": "eml",
}
_UNSPECIFIC: Final = ("application/octet-stream", "binary/octet-stream", "application/download")
_NAMES: Final[dict[Kind, str]] = {
    "txt": "plain text", "md": "Markdown", "html": "an HTML page", "pdf": "a PDF", "docx": "a Word document",
    "eml": "an e-mail",
}  # fmt: skip
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_AS_TEXT: Final = "save the document as .docx, .pdf or plain text"
_FOREIGN: Final = (
    (b"{\\rtf", f"an RTF file; {_AS_TEXT}"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\x89PNG", "a PNG picture; name a text"),
    (b"\xff\xd8\xff", "a JPEG picture; name a text"),
    (b"GIF8", "a GIF picture; name a text"),
    (b"II*\0", "a TIFF picture; name a text"),
    (b"\x7fELF", "a program; name a text"),
)
_FOREIGN_ZIP: Final = (
    (b"mimetypeapplication/vnd.oasis.opendocument", f"an OpenDocument file; {_AS_TEXT}"),
    (b"mimetypeapplication/epub", "an EPUB book; convert it to plain text"),
    (b"xl/workbook", "an Excel workbook; name a text"),
    (b"ppt/presentation", f"a PowerPoint file; {_AS_TEXT}"),
)
# PDF readers look for the mark within the first kilobyte; what stands before it is some server's or printer's.
_PDF_MARK_BYTES: Final = 1024
_COMMENTS: Final = r"(?:\s|<!--.{0,4000}?-->|<\?xml.{0,400}?\?>)*"
_WHOLE_PAGE = re.compile(rf"\ufeff?{_COMMENTS}<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_PIECE_OF_PAGE = re.compile(
    rf"\ufeff?{_COMMENTS}<(?:head|title|meta|body|main|article|section|header|div|h1|p|table)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|!doctype|!--)", re.IGNORECASE)
_HEADER = re.compile(r"(?:From [^\n]*\r?\n)?((?:[!-9;-~]+:[^\n]*(?:\r?\n[ \t][^\n]*)*\r?\n)+)(?:\r?\n|$)")
_SENT_BY = frozenset({"from", "sender"})
_OF_MAIL = frozenset({"message-id", "mime-version", "received", "return-path", "delivered-to"})
_LOOK_CHARS: Final = 65_536


class Recognised(NamedTuple):
    """A format, and a remark where the name says another."""

    kind: Kind
    remark: str | None = None


def check_type(type: str | None) -> Kind | None:
    """The format of that name.

    Raises:
        ConfigError: If there is none.
    """
    kinds: dict[str | None, Kind] = {kind: kind for kind in get_args(Kind)}
    if type is not None and type not in kinds:
        raise ConfigError(f"there is no type {type!r}; choose one of: {', '.join(get_args(Kind))}")
    return kinds.get(type)


def suffix_kind(name: str) -> Kind | None:
    """The format that a file's name tells, if it tells one."""
    return _SUFFIXES.get(PurePath(name).suffix.casefold())


def recognise(
    content: bytes, *, shown: str, name: str = "", type: Kind | None = None, media_type: str | None = None
) -> Recognised:
    """The format that the bytes are to be read in.

    Args:
        content: The whole source.
        shown: What the source is called in an error.
        name: Its name, whose suffix is believed where the bytes do not say otherwise.
        type: What the user says it is; it has to be possible.
        media_type: What a server says it is.

    Raises:
        InputError: If it is in a format that is not read, or cannot be what it is said to be.
    """
    if not content:
        raise InputError(f"{shown}: there is no text in it (no byte at all); name a file that has some")
    told = _binary_kind(content, shown=shown)
    if type is not None:
        if (told or type) != type or (told is None and type in ("pdf", "docx")):
            actual = f"it is {_NAMES[told]}" if told else "its bytes do not begin as one"
            raise InputError(f"{shown}: this is not {_NAMES[type]}, as --type says: {actual}; leave --type out")
        return Recognised(type)
    believed = _MEDIA_TYPES.get((media_type or "").casefold()) or suffix_kind(name)
    if media_type == "text/plain" and suffix_kind(name) == "md":  # how most servers send Markdown
        believed = "md"
    found = told or _textual_kind(_look(content), believed)
    if believed in ("pdf", "docx") and found in (None, "txt"):
        raise InputError(
            f"{shown}: this is not {_NAMES[believed]}, though its name says so: its bytes do not begin as one; "
            "it may be damaged, or have another name's suffix"
        )
    if found is None and believed is None and media_type not in (None, *_UNSPECIFIC) and media_type[:5] != "text/":
        raise InputError(f"{shown}: the server sends {media_type}, which is not read; name a page or a document")
    kind = found or believed or "txt"
    if believed and kind != believed:
        return Recognised(kind, f"this is {_NAMES[kind]}, though it is called {_NAMES[believed]}; read as what it is")
    return Recognised(kind)


def _binary_kind(content: bytes, *, shown: str) -> Kind | None:
    if b"%PDF-" in content[:_PDF_MARK_BYTES] and not _is_prose(content[: content.index(b"%PDF-")]):
        return "pdf"
    if content.startswith(_ZIP):
        if b"word/document" in content:
            return "docx"
        what = next((what for mark, what in _FOREIGN_ZIP if mark in content), f"a ZIP archive; {_AS_TEXT}")
        raise InputError(f"{shown}: this is {what}")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise InputError(f"{shown}: this Word document is encrypted; open it, save it without a password")
        raise InputError(f"{shown}: this is an old Office file or an Outlook message; {_AS_TEXT}")
    for magic, what in _FOREIGN:
        if content.startswith(magic):
            raise InputError(f"{shown}: this is {what}")
    return None


def _is_prose(before: bytes) -> bool:
    """Whether words stand before the mark of a PDF: then it is a text about PDFs."""
    return len(re.findall(rb"[A-Za-z]{2,}\s", before)) > 3


def _look(content: bytes) -> str:
    """The beginning of what may be a text, well enough decoded to see tags and headers."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return content[: 2 * _LOOK_CHARS].decode(encoding, errors="replace")
    return content[:_LOOK_CHARS].decode("utf-8", errors="replace")


def _textual_kind(beginning: str, believed: Kind | None) -> Kind | None:
    """The format that a text's beginning shows, where it shows one."""
    if believed == "html":
        return "html" if _TAG.search(beginning) else "txt"
    if _WHOLE_PAGE.match(beginning):
        return "html"
    header = _HEADER.match(beginning)
    names = {line.partition(":")[0].casefold() for line in header[1].splitlines()} if header else set()
    if names & _SENT_BY and (names & _OF_MAIL or believed == "eml"):
        return "eml"
    if believed == "eml":
        return "txt"
    if believed is None and _PIECE_OF_PAGE.match(beginning) and "</" in beginning:
        return "html"
    return None
