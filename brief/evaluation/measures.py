"""What a score is: shares that add up over documents, and an explanation of every single item.

Every share reads "more is better", from 0 to 1. Nothing out of nothing is None: a layer without gold says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Explanation", "Score", "Share", "Verdict", "f_measure", "sum_shares", "values_of"]

Verdict = Literal["matched", "missed", "wrong", "extra"]
"""Found and right; in the gold and not found; found and not right; ours, and nothing of the gold's."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many. `counted` tells items that are counted one by one from characters and averages."""

    hits: float
    total: float
    counted: bool = True

    @property
    def value(self) -> float | None:
        """Their quotient; None where there was nothing to count."""
        return self.hits / self.total if self.total else None

    @property
    def is_sound(self) -> bool:
        """Whether both are numbers that a share can have."""
        finite = math.isfinite(self.hits) and math.isfinite(self.total)
        return finite and self.hits >= 0 and self.total >= 0

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.total + other.total, self.counted and other.counted)

    @classmethod
    def of(cls, verdicts: Iterable[bool], *, lost: int = 0) -> Share:
        """The share of those that hold; `lost` ones, of a document that failed, could not even be judged.

        >>> Share.of([True, False, True, True]).value, Share.of([]).value
        (0.75, None)
        """
        flags = list(verdicts)
        return cls(sum(flags), len(flags) + lost)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of one item: `item` is its place in the gold (or in ours, when it is extra)."""

    verdict: Verdict
    item: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One layer of one document: its shares by name, and why they are what they are."""

    layer: str
    shares: Mapping[str, Share]
    explanations: tuple[Explanation, ...] = field(default=())


def f_measure(precision: Share | None, recall: Share | None) -> float | None:
    """The harmonic mean of precision and recall: 0 where only one side has anything, None where neither has.

    >>> f_measure(Share(1, 2), Share(1, 1)), f_measure(Share(0, 0), Share(0, 3)), f_measure(Share(0, 0), Share(0, 0))
    (0.6666666666666666, 0.0, None)
    """
    p, r = (None if share is None else share.value for share in (precision, recall))
    if p is None and r is None:
        return None
    return 2 * p * r / (p + r) if p and r else 0.0


def sum_shares(scores: Iterable[Mapping[str, Share]]) -> dict[str, Share]:
    """The shares of several documents, added up by name."""
    total: dict[str, Share] = {}
    for shares in scores:
        for name, share in shares.items():
            total[name] = total[name] + share if name in total else share
    return total


def values_of(shares: Mapping[str, Share]) -> dict[str, float | None]:
    """The values by name; `…/f1` is added wherever there are `…/precision` and `…/recall`."""
    values = {name: share.value for name, share in shares.items()}
    for name in shares:
        layer, _, measure = name.rpartition("/")
        if measure == "precision":
            values[f"{layer}/f1"] = f_measure(shares[name], shares.get(f"{layer}/recall"))
    return values
