"""One document of a batch from what stands in its source: the bytes of a file as they were read, or a page's address.

A file is read once, by whoever hands out the work: what is briefed is then what the ledger knows it by, though the file
may change meanwhile. What the bytes mean is for `brief.sources`.
"""

from __future__ import annotations

import logging
import unicodedata
from typing import TYPE_CHECKING

from brief.document import Document
from brief.errors import InputError

if TYPE_CHECKING:
    from brief.settings import Settings
    from brief.sources.reading import Reading

__all__ = ["fetch_document", "read_document"]

_LOG = logging.getLogger(__name__)


def read_document(content: bytes, name: str, *, published: str | None, settings: Settings) -> Document:
    """The document that the bytes of a file hold.

    Raises:
        InputError: If they cannot be read in full, or hold no text.
        ConfigError: If the package that reads the format is not installed.
    """
    from brief.sources.recognition import recognise

    kind, remark = recognise(content, shown=name, name=name)
    reading = _read(kind, content, name, settings)
    if len(reading.text) > settings.max_chars:
        raise InputError(
            f"{name}: {len(reading.text):,} characters are more than the {settings.max_chars:,} that are read; "
            "split it, or raise BRIEF_MAX_CHARS"
        )
    if not any(unicodedata.category(character)[0] not in "CZ" for character in reading.text):
        raise InputError(f"{name}: there is no text in it; name a file that has some")
    for line in (remark, *reading.remarks):
        if line:
            _LOG.warning("%s: %s", name, line)
    return Document.from_text(reading.text, published=published, source=name, details=reading.details)


def fetch_document(address: str, *, published: str | None, settings: Settings) -> Document:
    """The document at a web address.

    Raises:
        InputError: If it cannot be fetched or read.
    """
    from brief.sources import read

    return read(address, published=published, settings=settings)


def _read(kind: str, content: bytes, name: str, settings: Settings) -> Reading:
    if kind == "txt":
        from brief.sources.encoding import decode_text
        from brief.sources.reading import Reading

        return Reading(decode_text(content, shown=name))
    from brief.sources.confinement import read_confined
    from brief.sources.reading import Hints

    return read_confined(kind, content, Hints(name), timeout_s=settings.read_timeout_s)
