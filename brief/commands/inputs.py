"""How a command is told of its source: the options that all who read one share, and the reading itself.

What the formats are and how each is read is decided in `brief.sources`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from brief.console import show_progress, write_result

if TYPE_CHECKING:
    from brief.document import Document
    from brief.settings import Settings

__all__ = ["AllowPrivate", "Published", "Reading", "Type", "read_source"]

Type = Annotated[
    Literal["txt", "md", "html", "pdf", "docx", "eml"] | None,
    typer.Option("--type", help="The format of SOURCE where neither its name nor its content tells it."),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When it was published (YYYY-MM-DD), whatever SOURCE says; relative dates count from it.",
    ),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from this machine and from private networks too.")
]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a source is to be read; `save_text` is the file that its text is written to."""

    type: str | None = None
    published: str | None = None
    allow_private: bool = False
    save_text: Path | None = None


def read_source(source: str, reading: Reading, *, settings: Settings | None = None) -> Document:
    """The document that a source holds; its text is written where that is wanted, character for character.

    Raises:
        InputError: If it cannot be read.
    """
    from brief.sources import read

    with show_progress(f"reading {source}"):
        document = read(
            source,
            type=reading.type,
            published=reading.published,
            allow_private=reading.allow_private,
            settings=settings,
        )
    if reading.save_text is not None:
        write_result(document.text, reading.save_text)
    return document
