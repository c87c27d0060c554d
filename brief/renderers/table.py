"""The claims of briefings as CSV (RFC 4180), one row a claim, for a spreadsheet or a script.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and an article may hold any words. Such
a cell gets an apostrophe in front, and so does one that begins with an apostrophe: whoever takes one leading apostrophe
away has every word back as it was (`unguard`). Quotes of the document stand between quotation marks of ours and so
begin with none of these; without the first and the last character they are the document's, letter for letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from brief.briefing import Briefing, Claim

__all__ = ["COLUMNS", "render_csv", "unguard"]

COLUMNS = (
    *("document", "id", "statement", "kind", "salience", "hedged", "support"),
    *("source", "source_type", "mode", "confidence", "actors", "dates", "evidence", "places"),
)
# Full-width forms too: a spreadsheet in Japanese takes them for the same. Tab and carriage return lead to a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render_csv(*briefings: Briefing) -> str:
    """A heading and a row for each claim of each briefing, lines ending with CR and LF.

    Several actors, dates, quotes or places of one claim stand one below the other in their cell. A place is the start
    and the end of a quote in the document's text, in code points, half-open: `40-76`.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for briefing in briefings:
        actors = {actor.id: actor.name for actor in briefing.actors}
        dates = {date.id: date.quote for date in briefing.dates}
        for claim in briefing.claims:
            writer.writerow(_row(briefing.document.id, claim, actors, dates))
    return written.getvalue()


def unguard(cell: str) -> str:
    """What a cell held before it was made safe for a spreadsheet.

    >>> unguard("'=1+1"), unguard("''tis"), unguard("It rose.")
    ('=1+1', "'tis", 'It rose.')
    """
    return cell.removeprefix("'")


def _row(document: str, claim: Claim, actors: dict[str, str], dates: dict[str, str]) -> list[str]:
    held = claim.attribution
    return [
        _guard(document),
        _guard(claim.id),
        _guard(claim.statement),
        claim.kind,
        claim.salience,
        "true" if claim.hedged else "false",
        claim.support,
        _guard(held.source or ""),
        held.source_type,
        held.mode,
        held.confidence,
        _lines(_guard(actors[name]) for name in claim.actor_ids),
        _lines(f"“{dates[name]}”" for name in claim.date_ids),
        _lines(f"“{span.quote}”" for span in claim.evidence),
        _lines(f"{span.start}-{span.end}" for span in claim.evidence),
    ]


def _guard(words: str) -> str:
    return f"'{words}" if words.startswith((*_FORMULA, "'")) else words


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)
