"""How far several runs of one model agree: what differs from run to run is no finding about a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.evaluation.results import SuiteResult

__all__ = ["Agreement", "measure_agreement", "render_agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of the gold's claims, how many all runs told or all missed; and each measure's least and greatest value."""

    n_runs: int
    n_claims: int
    n_agreed: int
    ranges: tuple[tuple[str, float, float], ...]

    @property
    def share(self) -> float | None:
        """The share of claims that all runs treat alike."""
        return self.n_agreed / self.n_claims if self.n_claims else None


def measure_agreement(runs: Sequence[SuiteResult]) -> Agreement:
    """The agreement of runs over one suite."""
    told: dict[tuple[str, str], list[bool]] = {}
    for run in runs:
        for case in run.cases:
            for claim, is_told in case.claims.items():
                told.setdefault((case.name, claim), []).append(is_told)
    ranges = []
    for name in sorted({name for run in runs for name in run.values}):
        values = [value for run in runs if (value := run.values.get(name)) is not None]
        if values:
            ranges.append((name, min(values), max(values)))
    agreed = sum(len(set(flags)) == 1 for flags in told.values())
    return Agreement(len(runs), len(told), agreed, tuple(ranges))


def render_agreement(agreement: Agreement) -> str:
    """The agreement as lines of text, the widest ranges first."""
    share = "–" if agreement.share is None else f"{agreement.share:.3f}"
    lines = [f"agreement of {agreement.n_runs} runs: {share} of {agreement.n_claims} claims told by all or by none"]
    for name, low, high in sorted(agreement.ranges, key=lambda item: (item[1] - item[2], item[0])):
        lines.append(f"{name:<28} {low:.3f}–{high:.3f}")
    return "\n".join(lines) + "\n"
