"""Pass, fail or void: what a run must hold to be let through, and every reason why it does not.

Void is told apart from failed, and is never a pass: a run that measured nothing whole says nothing about a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brief.evaluation.comparison import Comparison
from brief.evaluation.floors import Floors, place_of
from brief.evaluation.invariants import INVARIANTS
from brief.evaluation.results import SuiteResult

__all__ = ["MARGIN", "Objection", "Verdict", "judge"]

# A drop of one point is not worth a red build; what is pinned by floors is held exactly.
MARGIN = 0.01
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason why a run is not let through: `check` is what objects, an invariant, `floor:…` or `baseline:…`."""

    check: str
    message: str
    document: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What the gate says. `void` wins over `failed`; `notes` are worth reading and stop nothing."""

    outcome: Literal["passed", "failed", "void"]
    objections: tuple[Objection, ...] = ()
    notes: tuple[str, ...] = ()


def judge(
    result: SuiteResult, floors: Floors | None, comparison: Comparison | None = None, *, margin: float = MARGIN
) -> Verdict:
    """Hold a run against invariants, floors and a baseline.

    Args:
        result: The run.
        floors: Of this suite and engine; None where none are kept, which the gate does not accept.
        comparison: With an earlier run, if there is one.
        margin: By how much a measure may fall below the baseline.
    """
    notes: list[str] = []
    objections = [Objection("void", reason) for reason in result.void]
    is_void = bool(objections)
    objections += _check_invariants(result, floors, notes)
    if floors is None:
        objections.append(
            Objection("floors", f"no floors are kept for {result.suite} and {result.engine}; use --update")
        )
    else:
        objections += _check_floors(result, floors)
        missing = [name for name in floors.measures if result.values.get(name) is None]
        objections += [Objection("void", f"{name} has a floor and was not measured") for name in missing]
        is_void = is_void or bool(missing)
    if comparison is not None:
        objections += _check_baseline(comparison, margin, notes)
    outcome: Literal["passed", "failed", "void"] = "void" if is_void else "failed" if objections else "passed"
    return Verdict(outcome, tuple(objections), tuple(notes))


def _check_invariants(result: SuiteResult, floors: Floors | None, notes: list[str]) -> list[Objection]:
    """Every breach but for those that are known."""
    known = {} if floors is None else floors.known
    objections = []
    for name in INVARIANTS:
        n_known = 0
        for case in result.cases:
            for breach in case.breaches:
                if breach.invariant != name:
                    continue
                if place_of(case.name, breach) in known.get(name, ()):
                    n_known += 1
                else:
                    message = f"{breach.where}: {breach.message}"
                    objections.append(Objection(name, message, case.name, breach.item))
        if n_known:
            notes.append(f"{name}: {n_known} known breaches, not yet mended")
    return objections


def _check_floors(result: SuiteResult, floors: Floors) -> list[Objection]:
    objections = []
    if floors.digest != result.digest:
        objections.append(
            Objection(
                "digest", f"the floors are of {floors.digest[:12]}, the suite is {result.digest[:12]}; use --update"
            )
        )
    if floors.prompts != result.prompts:
        before, now = ", ".join(floors.prompts) or "none", ", ".join(result.prompts) or "none"
        objections.append(Objection("prompts", f"the floors are of {before}, this run used {now}; use --update"))
    for name, floor in floors.measures.items():
        value = result.values.get(name)
        if value is not None and value < floor - _ROUNDING:
            objections.append(Objection(f"floor:{name}", f"{name} is {value:.4f}, below its floor of {floor:.4f}"))
    return objections


def _check_baseline(comparison: Comparison, margin: float, notes: list[str]) -> list[Objection]:
    objections = []
    for name, difference in comparison.differences.items():
        if difference.is_worse(margin):
            told = f"{name} fell from {difference.before:.4f} to {difference.now:.4f}"
            objections.append(Objection(f"baseline:{name}", f"{told}, by more than {margin:g} and more than noise"))
        elif difference.by < -margin:
            seen = "none" if difference.seen is None else f"{difference.seen:.3f}"
            notes.append(f"{name} fell by {-difference.by:.3f}, which may be noise: this suite shows {seen} at least")
    claims = comparison.claims
    if len(claims.lost) > len(claims.gained) and claims.p <= 0.05:
        net = (len(claims.lost) - len(claims.gained)) / claims.total
        if net > margin:
            told = f"{len(claims.lost)} claims are lost and {len(claims.gained)} gained (p = {claims.p:.4f})"
            objections.append(Objection("baseline:claims", told))
    return objections
