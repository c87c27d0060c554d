"""What may not happen even once, whatever the scores: the promise of every briefing, with zero tolerance.

`brief.grounding.audit` decides what is sourced; the gold adds what only a reader of this document could know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from brief.briefing import Briefing
from brief.document import Document
from brief.evaluation.gold import Gold
from brief.evaluation.output import Output
from brief.evaluation.scores.loaded import find_leaks
from brief.evaluation.scores.must_not import find_violations
from brief.grounding.audit import Finding, audit

__all__ = ["INVARIANTS", "Breach", "Invariant", "check_invariants", "check_labels"]

Invariant = Literal[
    "unsourced_claim", "broken_span", "uncited_sentence", "lost_sentence", "unsound_record", "leak", "must_not",
    "uncaught_fault",
]  # fmt: skip
INVARIANTS: tuple[Invariant, ...] = (
    "unsourced_claim", "broken_span", "uncited_sentence", "lost_sentence", "unsound_record", "leak", "must_not",
    "uncaught_fault",
)  # fmt: skip
_SPAN_CODES = frozenset({"span_out_of_range", "quote_mismatch", "cuts_word"})
_COVERAGE_CODES = frozenset(
    {"uncovered_text", "unexplained_sentence", "unknown_reason", "claim_not_in_sentence", "claim_not_covered",
     "no_such_sentence"}
)  # fmt: skip
_RECORD_CODES = frozenset(
    {"malformed", "vocabulary", "hash_mismatch", "length_mismatch", "published_mismatch", "title_mismatch",
     "duplicate_id", "no_id", "unresolved_id"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken invariant: `where` is the place in the briefing, `item` the gold's where there is one."""

    invariant: Invariant
    code: str
    where: str
    message: str
    item: str | None = None


def check_invariants(
    briefing: Briefing | Mapping[str, Any], document: Document, gold: Gold | None = None
) -> tuple[Breach, ...]:
    """Every breach of a briefing, be it a record that could not even be built."""
    breaches = [_breach(finding) for finding in audit(briefing, document).findings if finding.severity == "error"]
    if gold is not None and isinstance(briefing, Briefing):
        breaches += check_labels(Output.of(briefing), gold)
    return tuple(breaches)


def _breach(finding: Finding) -> Breach:
    return Breach(_kind(finding), finding.code, finding.where, finding.message)


def _kind(finding: Finding) -> Invariant:
    if finding.code == "malformed" and "evidence" in finding.where:
        return "broken_span"
    if finding.code in _SPAN_CODES:
        return "broken_span"
    if finding.code in _COVERAGE_CODES:
        return "lost_sentence"
    if finding.where.startswith(("headline", "summary")):
        return "uncited_sentence"
    if finding.code in _RECORD_CODES:
        return "unsound_record"
    return "unsourced_claim"


def check_labels(output: Output, gold: Gold) -> Iterator[Breach]:
    """The breaches that only the gold can tell: loaded wording of the outlet in ours, and what must not be said."""
    for n, phrase, where in find_leaks(output, gold):
        yield Breach("leak", "leak", where, f"{phrase!r} is the outlet's loaded wording", f"loaded[{n}]")
    for n, where, words in find_violations(output, gold):
        rules = gold.must_not or ()
        yield Breach("must_not", "must_not", where, f"{words!r}: {rules[n].why}", f"must_not[{n}]")
