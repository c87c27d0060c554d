"""What changed between two briefings of one document, or of two versions of it.

Nothing here reads a document: both briefings are taken at their word, and `audit` is for whoever doubts one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.changes.claims import compare_claims
from brief.changes.parts import (
    compare_actors,
    compare_dates,
    compare_loaded,
    compare_questions,
    compare_tensions,
    pair_actors,
)
from brief.changes.record import Changes, Difference, Version
from brief.changes.report import render_changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.briefing import Briefing

__all__ = ["Changes", "diff", "render_changes"]

_DOCUMENT_FIELDS = ("id", "title", "author", "published", "language", "source", "length_chars")
_MAKING_FIELDS = ("engine", "model", "prompts", "brief_version")


def diff(before: Briefing, after: Briefing) -> Changes:
    """What changed from one briefing to another.

    Each claim is paired with the one that is most like it, in its words and in the words of the document it rests on,
    so that the pairs together are as alike as can be; actors, dates, loaded wording, tensions and questions likewise.
    What finds no counterpart is new or gone. Ids mean nothing: they are numbered anew in every briefing.

    Args:
        before: The earlier briefing.
        after: The later one, of the same text or of another version of it.
    """
    same_text = before.document.sha256 == after.document.sha256
    people = pair_actors(before, after)
    return Changes(
        before=Version(document=before.document, provenance=before.provenance),
        after=Version(document=after.document, provenance=after.provenance),
        same_text=same_text,
        versions=tuple(_versions(before, after)),
        lines=tuple(_lines(before, after)),
        claims=compare_claims(
            before.claims,
            after.claims,
            same_text=same_text,
            actors={old.id: new.id for old, new in people.pairs},
        ),
        actors=compare_actors(people),
        dates=compare_dates(before, after),
        loaded=compare_loaded(before, after),
        tensions=compare_tensions(before, after),
        open_questions=compare_questions(before, after),
    )


def _versions(before: Briefing, after: Briefing) -> Iterator[Difference]:
    for one, other, fields in (
        (before.document, after.document, _DOCUMENT_FIELDS),
        (before.provenance, after.provenance, _MAKING_FIELDS),
    ):
        for field in fields:
            was, now = getattr(one, field), getattr(other, field)
            if was != now:
                yield Difference(field=field, before=_value(was), after=_value(now))


def _lines(before: Briefing, after: Briefing) -> Iterator[Difference]:
    if before.headline.text != after.headline.text:
        yield Difference(field="headline", before=before.headline.text, after=after.headline.text)
    was, now = (tuple(line.text for line in briefing.summary) for briefing in (before, after))
    if was != now:
        yield Difference(field="summary", before=was, after=now)


def _value(value: object) -> str | tuple[str, ...] | None:
    if value is None or isinstance(value, tuple):
        return value
    return str(value)
