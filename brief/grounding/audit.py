"""A finished briefing held against its document: everything recomputed, nothing in the file believed.

The same guards that let a statement into a briefing read it again here; whoever changed the file in between is found
out. Whether the briefing is a good one is for `evaluation` to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from brief.briefing import Briefing
from brief.document import Document
from brief.grounding.audit_record import (
    check_coverage,
    check_document,
    check_ids,
    check_placed_ids,
    check_provenance,
    check_rejected,
    check_spans,
    read_shape,
)
from brief.grounding.audit_wording import Reading
from brief.grounding.findings import Finding, Report, error

__all__ = ["Finding", "Report", "audit"]

# A finding or two would do to distrust a briefing; a hostile file must not make a report of millions.
_MOST_FINDINGS = 1_000


def audit(briefing: Briefing | str | bytes | Mapping[str, Any], document: Document) -> Report:
    """Everything that is wrong with a briefing of this document.

    Args:
        briefing: A briefing, or the JSON of one, as text or as parsed; it may be malformed or made to deceive.
        document: The document it claims to be of.

    Returns:
        The findings; never an exception because of what the briefing holds.
    """
    findings: list[Finding] = []
    for finding in dict.fromkeys(_findings(briefing, document)):
        findings.append(finding)
        if len(findings) >= _MOST_FINDINGS:
            break
    return Report(tuple(findings))


def _findings(briefing: Briefing | str | bytes | Mapping[str, Any], document: Document) -> Iterator[Finding]:
    try:
        record = _record(briefing)
    except (ValueError, TypeError, RecursionError) as problem:
        yield error("malformed", "briefing", f"cannot be read as JSON: {type(problem).__name__}: {problem}")
        return
    if not isinstance(record, dict):
        yield error("malformed", "briefing", "is no object")
        return
    built, shape = read_shape(record)
    yield from shape
    yield from check_document(record, document)
    spans = [*check_spans(record, document)]
    yield from spans
    yield from check_ids(record)
    yield from check_coverage(record, document)
    yield from check_placed_ids(record, len(document.text))
    yield from check_rejected(record)
    yield from check_provenance(record)
    if built is not None and all(span.end <= len(document.text) for _, span in built.places()):
        yield from Reading(built, document).findings()
    elif not shape and not spans:
        yield error("malformed", "briefing", "cannot be built from what it holds")


def _record(briefing: Briefing | str | bytes | Mapping[str, Any]) -> Any:
    if isinstance(briefing, Briefing):
        return briefing.model_dump(mode="json")
    if isinstance(briefing, str | bytes):
        return json.loads(briefing)
    # Once through JSON, so that no object with behaviour of its own gets further.
    return json.loads(json.dumps(briefing))
