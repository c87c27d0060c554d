"""The command `brief audit`: a briefing and its source in, findings out, one a line.

What a finding is is decided in `brief.grounding`. `mount` puts the command on an application.
"""

from __future__ import annotations

from typing import Annotated

import typer

from brief.commands.inputs import AllowPrivate, Published, Reading, Type, read_source
from brief.commands.records import read_record
from brief.commands.summarise import check_published
from brief.console import one_line, say, show_progress, use_warnings, write_result

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
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="What it was made of, or its text.")],
    published: Published = None,
    type: Type = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Hold a briefing against its SOURCE: one finding a line, exit status 1 when one is an error.

    Every quote, name, number and reference is looked up anew; nothing in the file is believed.
    """
    use_warnings()
    from brief.grounding.audit import audit as audit_briefing

    if briefing == source == "-":
        raise typer.BadParameter("only one of BRIEFING.json and SOURCE can be standard input")
    check_published(published)
    content = read_record(briefing)
    document = read_source(source, Reading(type, published, allow_private))
    with show_progress(f"auditing {briefing}"):
        report = audit_briefing(content, document)
    write_result("".join(f"{one_line(str(finding))}\n" for finding in report.findings))
    n_errors = sum(finding.severity == "error" for finding in report.findings)
    say(f"errors: {n_errors}; warnings: {len(report.findings) - n_errors}")
    if not report.ok:
        raise typer.Exit(_CHECK_FAILED)
