"""The command `brief stats`: what the lines of a batch say together. What is counted is decided in `brief.batch`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from brief.console import write_result

__all__ = ["mount", "stats"]


def mount(app: typer.Typer) -> None:
    """Puts `stats` on an application."""
    app.command(
        short_help="Sum up what a batch has written.",
        epilog="""\b
Examples:
  brief stats briefings.jsonl
  brief stats briefings.jsonl --format json
  brief stats briefings/ -o page.html""",
    )(stats)


def stats(
    path: Annotated[Path, typer.Argument(metavar="OUT", help="The lines or the folder that `brief batch` wrote.")],
    format: Annotated[
        Literal["text", "json", "html"] | None,
        typer.Option(help="Figures to read, all of them as data, or a page with plots; the name of FILE tells."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, in one piece or not at all.")
    ] = None,
) -> None:
    """Sum up the lines of OUT: totals by engine and error, claims, sources, the outlet's share, dates left open."""
    from brief.batch.reports import render_page, render_text
    from brief.batch.statistics import gather, read_records

    suffix = output.suffix.casefold().lstrip(".") if output is not None else ""
    chosen = format or {"json": "json", "html": "html", "htm": "html"}.get(suffix, "text")
    statistics = gather(read_records(path))
    if chosen == "json":
        write_result(json.dumps(statistics.to_record(), ensure_ascii=False, indent=2) + "\n", output)
    elif chosen == "html":
        write_result(render_page(statistics, title=path.name), output)
    else:
        write_result(render_text(statistics), output)
