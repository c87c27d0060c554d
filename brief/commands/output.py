"""How briefings leave the command: in which format, and for whom. What a format holds is for `renderers`.

A person at a terminal gets a page laid out for it; a pipe and a file get what the format says.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from brief.console import write_result
from brief.renderers import BINARY_FORMATS, guess_format, render, render_bytes

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.document import Document

__all__ = ["choose_format", "terminal_width", "wants_style", "write_briefings"]

Made = Sequence[tuple["Document", "Briefing"]]

# What a person at a terminal gets; no format of a file, so that what is written does not depend on who looks.
TERMINAL = "terminal"
_USUAL_COLUMNS = 80
# A page with a document beside it and a Word file are of one document.
_SINGLE = ("html", "docx")


def choose_format(format: str | None, *, output: Path | None, n_sources: int) -> str:
    """The format to write: the one asked for, else what the name of the file tells, else a page to read.

    Raises:
        typer.BadParameter: If several briefings, or a terminal, cannot be written in it.
    """
    to_file = output is not None and str(output) != "-"
    chosen = format or (guess_format(str(output)) if to_file else None)
    if chosen is None:
        return "markdown" if to_file or terminal_width() is None else TERMINAL
    if n_sources > 1 and chosen in _SINGLE:
        raise typer.BadParameter(f"{chosen} takes one SOURCE at a time", param_hint="--format")
    if chosen in BINARY_FORMATS and not to_file and terminal_width() is not None:
        raise typer.BadParameter(f"{chosen} is nothing to show; name a file with -o", param_hint="--format")
    return chosen


def write_briefings(made: Made, output: Path | None, *, format: str, everything: bool) -> None:
    """Write the briefings, one after the other in one format."""
    if len(made) > 1 or format == TERMINAL:
        write_result(_render_all(made, format=format, everything=everything), output)
        return
    document, briefing = made[0]
    written = render_bytes if format in BINARY_FORMATS else render
    write_result(written(briefing, format=format, document=document, everything=everything), output)


def terminal_width() -> int | None:
    """How many columns the terminal has that standard output is; None where it is none. COLUMNS goes before it."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return found or _USUAL_COLUMNS  # a terminal may say that it has none


def wants_style() -> bool:
    """Whether the terminal may be sent colours: not where NO_COLOR is set, whatever to, nor where it has none."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _render_all(made: Made, *, format: str, everything: bool) -> str:
    if format == "csv":
        from brief.renderers.table import render_csv

        return render_csv(*(briefing for _, briefing in made))
    if format == TERMINAL:
        return _terminal_pages(made, everything=everything)
    if format == "markdown":
        from brief.renderers.markdown import render_markdown

        return "\n---\n\n".join(
            render_markdown(briefing, document=document, everything=everything, prefix=prefix)
            for prefix, document, briefing in _numbered(made)
        )
    lines = (json.loads(render(briefing, format=format, document=document)) for document, briefing in made)
    return "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)


def _terminal_pages(made: Made, *, everything: bool) -> str:
    from brief.renderers.terminal import render_terminal

    width, styled = terminal_width() or _USUAL_COLUMNS, wants_style()
    return "\n\n".join(
        render_terminal(briefing, document=document, everything=everything, prefix=prefix, width=width, styled=styled)
        for prefix, document, briefing in _numbered(made)
    )


def _numbered(made: Made) -> list[tuple[str, Document, Briefing]]:
    """Each with what keeps its references apart from those of the others."""
    several = len(made) > 1
    return [(f"{number}-" if several else "", *each) for number, each in enumerate(made, start=1)]
