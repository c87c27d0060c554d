"""All reports of a run, as the files of one folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from brief.evaluation.comparison import Comparison
from brief.evaluation.floors import Floors
from brief.evaluation.gate import Verdict
from brief.evaluation.reports.junit import render_junit
from brief.evaluation.reports.markdown import render_annotations, render_markdown
from brief.evaluation.reports.page import render_page
from brief.evaluation.results import CaseResult, SuiteResult, dump_result
from brief.evaluation.suite import Suite

__all__ = ["write_reports"]


def write_reports(
    result: SuiteResult, floors: Floors | None, comparison: Comparison | None, verdict: Verdict, suite: Suite
) -> Mapping[str, str]:
    """The files' contents by name; who writes them decides where."""
    return {
        "report.json": dump_result(result, _judgement(verdict, comparison)),
        "baseline.json": dump_result(_bare(result)),
        "junit.xml": render_junit(result, floors, verdict),
        "summary.md": render_markdown(result, floors, comparison, verdict),
        "annotations.txt": render_annotations(verdict, suite),
        "report.html": render_page(result, floors, comparison, verdict, suite),
    }


def _bare(result: SuiteResult) -> SuiteResult:
    """What a later run is compared with, small enough to be committed."""
    cases = tuple(CaseResult(c.name, c.failure, shares=c.shares, claims=c.claims, void=c.void) for c in result.cases)
    return replace(result, cases=cases)


def _judgement(verdict: Verdict, comparison: Comparison | None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "gate": {
            "outcome": verdict.outcome,
            "objections": [
                {"check": item.check, "message": item.message, "document": item.document, "item": item.item}
                for item in verdict.objections
            ],
            "notes": list(verdict.notes),
        }
    }
    if comparison is not None:
        claims = comparison.claims
        record["comparison"] = {
            "measures": {
                name: {"now": d.now, "before": d.before, "low": d.low, "high": d.high, "seen": d.seen}
                for name, d in comparison.differences.items()
            },
            "claims": {"lost": claims.lost, "gained": claims.gained, "total": claims.total, "p": claims.p,
                       "smallest_difference_seen": claims.seen},
        }  # fmt: skip
    return record
