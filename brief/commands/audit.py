"""The command `brief audit`: a briefing and its source in, findings out, one a line.

What a finding is is decided in `brief.grounding`. `mount` puts the command on an application.
"""

from __future__ import annotations

from typing import Annotated

import typer

from brief.console import one_line, say, show_progress, use_warnings, write_result
from brief.errors import InputError

__all__ = ["audit", "mount"]

_CHECK_FAILED = 1


def mount(app: typer.Typer) -> None:
    """Puts `audit` on an application."""
    app.command(
        short_help="Hold a briefing against its source.",
        epilog="""\b
Example:
  brief audit briefing.json article.txt""",
    )(audit)


def audit(
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING.json", help="A briefing in JSON; - is standard input.")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The text it was made of.")],
) -> None:
    """Hold a briefing against its SOURCE: one finding a line, exit status 1 when one is an error.

    Every quote, name, number and reference is looked up anew; nothing in the file is believed.
    """
    use_warnings()
    from brief.grounding.audit import audit as audit_briefing
    from brief.sources import read

    if briefing == source == "-":
        raise typer.BadParameter("only one of BRIEFING.json and SOURCE can be standard input")
    content = _read_json(briefing)
    document = read(source)
    with show_progress(f"auditing {briefing}"):
        report = audit_briefing(content, document)
    write_result("".join(f"{one_line(str(finding))}\n" for finding in report.findings))
    n_errors = sum(finding.severity == "error" for finding in report.findings)
    say(f"errors: {n_errors}; warnings: {len(report.findings) - n_errors}")
    if not report.ok:
        raise typer.Exit(_CHECK_FAILED)


def _read_json(name: str) -> bytes:
    import json

    from brief.sources.content import read_content

    shown = "standard input" if name == "-" else name
    content = read_content(name, shown=shown, max_chars=100_000_000)
    try:
        record = json.loads(content)
    except UnicodeDecodeError as error:
        raise InputError(f"{shown}: byte {error.start} is no UTF-8; give the JSON file that brief wrote") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{shown}: this is no JSON ({error}); give the JSON file that brief wrote") from error
    if not isinstance(record, dict):
        raise InputError(f"{shown}: this JSON is no briefing; give the JSON file that brief wrote")
    return content
