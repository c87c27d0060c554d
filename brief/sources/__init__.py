"""Where documents come from: files and standard input in several formats, pages of the web.

Each source ends as a `Document`, whose text all offsets point into. Bytes are fetched in `content` and `web`, their
format is told in `recognition`, plain text is decoded in `encoding`; every other format has a reader of its own, which
works in `confinement`. A plain text is kept character for character.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from typing import TYPE_CHECKING

from brief.document import Document
from brief.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from brief.settings import Settings
    from brief.sources.reading import Hints, Reading
    from brief.sources.web import Fetched

__all__ = ["read"]

STDIN = "-"
_LOG = logging.getLogger(__name__)


def read(
    source: str | os.PathLike[str],
    *,
    type: str | None = None,
    published: date | str | None = None,
    allow_private: bool = False,
    settings: Settings | None = None,
) -> Document:
    """The document that a file, standard input (`-`) or a web address holds.

    Of a page, a PDF, a Word document, an e-mail and a Markdown text the words are read; what they say of title, author,
    day of publication and language comes with them, and where they say so. A plain text is kept as it is, byte order
    mark and line ends included. What the user should know of a reading is a warning in the log of `brief`.

    Args:
        source: A path, `-`, or an address of http or https. To brief a string, use `Document.from_text`.
        type: The format (txt, md, html, pdf, docx, eml) where neither name nor content tells it.
        published: The publication date, as a date or in ISO form; relative dates are counted from it.
        allow_private: Fetch from this machine and from private networks too.
        settings: Bound length, size and time; the environment's settings by default.

    Raises:
        InputError: If there is no such text, or it cannot be read in full; the message says what to do.
        ConfigError: If there is no such type, or the package that reads it is not installed.
    """
    from brief.settings import Settings
    from brief.sources.reading import Hints
    from brief.sources.recognition import check_type, recognise

    settings = settings or Settings.from_environment()
    name, wanted = os.fspath(source), check_type(type)
    shown = "standard input" if name == STDIN else name
    fetched = _fetch(name, shown, allow_private=allow_private, settings=settings)
    kind, remark = recognise(
        fetched.content, shown=shown, name=fetched.address, type=wanted, media_type=fetched.media_type
    )
    hints = Hints(shown, fetched.charset, fetched.address if fetched.address != name or "://" in name else None)
    if kind == "txt":
        if len(fetched.content) > 4 * settings.max_chars + 4:  # no encoding takes more bytes for a character
            raise _too_long(shown, f"{len(fetched.content):,} bytes are more than can be", settings)
        reading = _decode(fetched.content, hints)
    else:
        from brief.sources.confinement import read_confined

        reading = read_confined(kind, fetched.content, hints, timeout_s=settings.read_timeout_s)
    if len(reading.text) > settings.max_chars:
        raise _too_long(shown, f"{len(reading.text):,} characters are more than", settings)
    if not any(unicodedata.category(character)[0] not in "CZ" for character in reading.text):
        raise InputError(f"{shown}: there is no text in it; name a file that has some")
    for line in (remark, *reading.remarks):
        if line:
            _LOG.warning("%s: %s", shown, line)
    return Document.from_text(reading.text, published=published, source=name, details=reading.details)


def _fetch(name: str, shown: str, *, allow_private: bool, settings: Settings) -> Fetched:
    from brief.sources.web import Fetched, Fetcher, is_address

    if name != STDIN and is_address(name):
        from urllib.request import getproxies

        from brief.sources.web.connections import Dialler

        dialler = Dialler(allow_private, proxies=getproxies())
        fetcher = Fetcher(
            max_bytes=settings.max_bytes, timeout_s=settings.fetch_timeout_s, version=_version(), dialler=dialler
        )
        return fetcher.fetch(name)
    from brief.sources.content import read_content

    return Fetched(read_content(name, shown=shown, max_bytes=settings.max_bytes), None, None, name)


def _decode(content: bytes, hints: Hints) -> Reading:
    """A plain text; a server's word for its character set is a hint, and no more."""
    from brief.sources.reading import Reading

    if hints.charset:
        from brief.sources.html.charsets import decode_declared

        page = decode_declared(content, [hints.charset], shown=hints.shown)
        return Reading(page.text, remarks=page.remarks)
    from brief.sources.encoding import decode_text

    return Reading(decode_text(content, shown=hints.shown))


def _too_long(shown: str, what: str, settings: Settings) -> InputError:
    return InputError(f"{shown}: {what} the {settings.max_chars:,} that are read; split it, or raise BRIEF_MAX_CHARS")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("brief-engine")
    except PackageNotFoundError:
        return "0"
