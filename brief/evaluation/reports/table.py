"""The table on a terminal: every measure with its interval, then what stops the run."""

from __future__ import annotations

from collections.abc import Iterator

from brief.evaluation.comparison import Comparison
from brief.evaluation.floors import Floors, count_breaches
from brief.evaluation.gate import Verdict
from brief.evaluation.results import SuiteResult

__all__ = ["render_table"]

_MOST_OBJECTIONS = 40


def render_table(
    result: SuiteResult, floors: Floors | None, comparison: Comparison | None, verdict: Verdict | None
) -> str:
    """The run as plain text, 100 columns at most."""
    lines = [*_head(result), *_measures(result, floors, comparison), *_invariants(result), *_caught(result)]
    lines += [] if comparison is None else ["", f"since the baseline: {comparison.claims}"]
    return "\n".join([*lines, *_end(verdict)]) + "\n"


def _head(result: SuiteResult) -> Iterator[str]:
    failed = sum(case.failure is not None for case in result.cases)
    yield f"{result.suite} ({result.digest[:12]}), {result.engine}: {len(result.cases)} documents, {failed} failed"
    if result.prompts:
        yield f"prompts: {', '.join(result.prompts)}"
    yield ""


def _measures(result: SuiteResult, floors: Floors | None, comparison: Comparison | None) -> Iterator[str]:
    yield f"{'measure':<28} {'value':>6}  {'95 % interval':<14} {'of':>12}  {'floor':>6}  {'change':>7}"
    for name in sorted(result.summed, key=_order):
        summed = result.summed[name]
        if summed.value is None:
            yield f"{name:<28} {'–':>6}  nothing to count"
            continue
        ends = "" if summed.low is None or summed.high is None else f"{summed.low:.3f}–{summed.high:.3f}"
        counts = "" if summed.total is None else f"{summed.hits:.0f}/{summed.total:.0f}"
        floor = floors.measures.get(name) if floors else None
        change = comparison.differences.get(name) if comparison else None
        yield (
            f"{name:<28} {summed.value:6.3f}  {ends:<14} {counts:>12}  "
            f"{'' if floor is None else f'{floor:.4f}':>6}  {'' if change is None else f'{change.by:+.3f}':>7}"
        ).rstrip()


def _order(name: str) -> tuple[int, str]:
    layers = (
        "claims", "evidence", "attribution", "hedging", "actors", "dates", "loaded", "tensions", "open_questions",
        "summary", "must_not",
    )  # fmt: skip
    layer = name.partition("/")[0]
    return layers.index(layer) if layer in layers else len(layers), name


def _invariants(result: SuiteResult) -> Iterator[str]:
    from brief.evaluation.statistics import clopper_pearson

    yield ""
    for name, n in count_breaches(result).items():
        held = [case for case in result.cases if name in case.invariants]
        n_documents = len(held)
        broken = sum(any(breach.invariant == name for breach in case.breaches) for case in held)
        line = f"{name:<28} {n:>6}  in {broken} of {n_documents} documents"
        if not n:
            line += f"; a rate of up to {clopper_pearson(0, n_documents)[1]:.1%} is not ruled out"
        yield line


def _caught(result: SuiteResult) -> Iterator[str]:
    """What replies say wrong on purpose, and which check refused it."""
    if any(case.caught for case in result.cases):
        yield from ("", "bad on purpose, and refused:")
        yield from (f"  {case.name}: {fault}" for case in result.cases for fault in case.caught)


def _end(verdict: Verdict | None) -> Iterator[str]:
    if verdict is None:
        return
    yield ""
    for objection in verdict.objections[:_MOST_OBJECTIONS]:
        place = f"{objection.document}: " if objection.document else ""
        yield f"{objection.check}: {place}{objection.message}"
    if len(verdict.objections) > _MOST_OBJECTIONS:
        yield f"… and {len(verdict.objections) - _MOST_OBJECTIONS} more"
    yield from (f"note: {note}" for note in verdict.notes)
    yield f"gate: {verdict.outcome}"
