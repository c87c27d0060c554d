"""The command `brief diff`: two briefings in, what changed out.

What counts as a change is decided in `brief.changes`. `mount` puts the command on an application.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from brief.commands.records import read_record
from brief.console import say, use_warnings, write_result
from brief.errors import GroundingError, InputError

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.changes import Changes

__all__ = ["diff", "mount"]

_DIFFERENT = 1
# Of two versions of one text, most claims are in both; of two texts, hardly any.
_LEAST_SHARE = 0.1


def mount(app: typer.Typer) -> None:
    """Puts `diff` on an application."""
    app.command(
        short_help="Say what changed between two briefings.",
        epilog="""\b
Examples:
  brief diff monday.json tuesday.json
  brief diff embedded.json hosted.json --format json -o changes.json
  brief diff old.json new.json --exit-code >changes.md || mail -s "It changed" desk@example.org <changes.md""",
    )(diff)


def diff(
    before: Annotated[str, typer.Argument(metavar="A.json", help="The earlier briefing; - is standard input.")],
    after: Annotated[str, typer.Argument(metavar="B.json", help="The later one.")],
    format: Annotated[
        Literal["markdown", "json"] | None,
        typer.Option(help="A page to read, or data. Without it the name of FILE tells, or it is a page."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, in one piece or not at all.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with 1 when the two say something different.")
    ] = False,
) -> None:
    """Say what changed between two briefings of one text, or of two versions of it.

    Claims that are new, gone, reworded or re-attributed, or classed, weighed or founded otherwise; then actors, dates,
    tensions, questions and loaded wording. Which claim is which is told by its words and evidence, not by its number.
    """
    use_warnings()
    from brief.changes import diff as compare
    from brief.changes import render_changes

    if before == after == "-":
        raise typer.BadParameter("only one of A.json and B.json can be standard input", param_hint="B.json")
    changes = compare(_load(before), _load(after))
    _warn(changes)
    chosen = format or ("json" if output is not None and output.suffix.lower() == ".json" else "markdown")
    write_result(render_changes(changes, format=chosen), output)
    if exit_code and changes.differ:
        raise typer.Exit(_DIFFERENT)


def _load(name: str) -> Briefing:
    from brief.briefing import Briefing

    content = read_record(name)
    try:
        return Briefing.load(content)
    except GroundingError as error:
        raise InputError(
            f"{'standard input' if name == '-' else name}: {error}; give the JSON file that brief wrote"
        ) from error


def _warn(changes: Changes) -> None:
    claims = changes.claims
    common = claims.same + len(claims.changed)
    if not changes.same_text and common < _LEAST_SHARE * (common + len(claims.new) + len(claims.gone)):
        say("warning: the two have hardly a claim in common; are they of one document?")
