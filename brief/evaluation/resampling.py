"""Intervals for measures that are no counts, by drawing whole documents again: what stands in one is not independent.

The draws come from a generator of our own with a fixed seed, so that a run says the same on every machine and version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul

from brief.evaluation.measures import Share, f_measure
from brief.evaluation.statistics import CONFIDENCE

__all__ = ["RESAMPLES", "SEED", "difference_interval", "draw_documents", "interval"]

# With 1,000 draws the ends of an interval move by less than 0.01 between seeds on a suite of 20 documents.
RESAMPLES = 1_000
SEED = 20_260_101
_WORD = (1 << 64) - 1

Shares = Mapping[str, Share]
"""One document's shares by name, as `layer/measure`."""


@lru_cache(maxsize=8)
def draw_documents(n: int, seed: int = SEED, resamples: int = RESAMPLES) -> tuple[tuple[int, ...], ...]:
    """How often each of `n` documents is drawn, in each resample (splitmix64).

    >>> [sum(draw) for draw in draw_documents(5, resamples=3)]
    [5, 5, 5]
    """
    state = seed & _WORD
    draws = []
    for _ in range(resamples):
        counts = [0] * n
        for _ in range(n):
            state = (state + 0x9E3779B97F4A7C15) & _WORD
            word = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
            word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & _WORD
            counts[(word ^ (word >> 31)) % n] += 1
        draws.append(tuple(counts))
    return tuple(draws)


def interval(documents: Sequence[Shares], measure: str, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
    """The percentile interval of a measure; None of a single document, or where hardly any resample has it."""
    if len(documents) < 2:
        return None
    return _percentiles(_resampled(documents, measure), confidence)


def difference_interval(
    now: Sequence[Shares], before: Sequence[Shares], measure: str, confidence: float = CONFIDENCE
) -> tuple[float, float] | None:
    """The interval of the difference between two runs over the same documents, which are drawn in pairs."""
    if len(now) < 2:
        return None
    pairs = zip(_resampled(now, measure), _resampled(before, measure), strict=True)
    return _percentiles([None if a is None or b is None else a - b for a, b in pairs], confidence)


def _percentiles(values: Sequence[float | None], confidence: float) -> tuple[float, float] | None:
    known = sorted(value for value in values if value is not None)
    if len(known) < max(1, len(values) // 2):
        return None
    skipped = int(len(known) * (1 - confidence) / 2)
    return known[skipped], known[-1 - skipped]


def _resampled(documents: Sequence[Shares], measure: str) -> list[float | None]:
    draws = draw_documents(len(documents))
    layer, _, name = measure.rpartition("/")
    if name != "f1":
        return [share.value for share in _sums(documents, measure, draws)]
    precisions = _sums(documents, f"{layer}/precision", draws)
    recalls = _sums(documents, f"{layer}/recall", draws)
    return [f_measure(precision, recall) for precision, recall in zip(precisions, recalls, strict=True)]


def _sums(documents: Sequence[Shares], name: str, draws: Sequence[Sequence[int]]) -> list[Share]:
    nothing = Share(0, 0)
    shares = [shares.get(name, nothing) for shares in documents]
    hits, totals = [share.hits for share in shares], [share.total for share in shares]
    return [Share(sum(map(mul, draw, hits)), sum(map(mul, draw, totals))) for draw in draws]
