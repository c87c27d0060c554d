"""A run beside an earlier one of the same suite: which differences are more than noise, and what could be seen at all.

Claims are compared one by one (McNemar's exact test), measures by drawing documents in pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brief.errors import ConfigError
from brief.evaluation.results import SuiteResult
from brief.evaluation.statistics import mcnemar, smallest_difference

__all__ = ["ClaimChange", "Comparison", "Difference", "compare"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure now and before. `low` and `high` bound the difference; `seen` is the least one told from noise."""

    now: float
    before: float
    low: float | None
    high: float | None

    @property
    def by(self) -> float:
        """How much it changed; below 0 for worse."""
        return self.now - self.before

    @property
    def seen(self) -> float | None:
        """Half the interval's width: a smaller difference could not have been told from noise."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    def is_worse(self, margin: float) -> bool:
        """Whether it fell by more than the margin, and by more than noise."""
        return self.by < -margin and (self.high is None or self.high < 0)


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """The gold's claims that were told before and are not now (`lost`), and the other way round (`gained`)."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    total: int
    p: float
    seen: float | None

    def __str__(self) -> str:
        seen = "none at all" if self.seen is None else f"{self.seen:.1%} at least"
        return (
            f"{len(self.lost)} claims lost, {len(self.gained)} gained of {self.total} (p = {self.p:.4f}); "
            f"of losses this suite could have told from chance: {seen}"
        )


@dataclass(frozen=True)
class Comparison:
    """Every measure that both runs have, and the claims."""

    differences: Mapping[str, Difference]
    claims: ClaimChange


def compare(now: SuiteResult, before: SuiteResult) -> Comparison:
    """The differences between two runs over one suite.

    Raises:
        ConfigError: If they are not of the same documents and labels.
    """
    if now.digest != before.digest or [c.name for c in now.cases] != [c.name for c in before.cases]:
        raise ConfigError(
            f"the baseline is of {before.suite} at {before.digest[:12]}, this run of {now.suite} at {now.digest[:12]}; "
            "make a new baseline"
        )
    differences = {}
    for name, value in now.values.items():
        old = before.values.get(name)
        if value is not None and old is not None:
            ends = now.resamples.difference(before.resamples, name) or (None, None)
            differences[name] = Difference(value, old, *ends)
    return Comparison(differences, _claims(now, before))


def _claims(now: SuiteResult, before: SuiteResult) -> ClaimChange:
    lost, gained, total = [], [], 0
    for new, old in zip(now.cases, before.cases, strict=True):
        for claim, told in new.claims.items():
            was = old.claims.get(claim, False)
            total += 1
            if was and not told:
                lost.append(f"{new.name}/{claim}")
            elif told and not was:
                gained.append(f"{new.name}/{claim}")
    return ClaimChange(
        tuple(lost), tuple(gained), total, mcnemar(len(lost), len(gained)), smallest_difference(len(gained), total)
    )
