"""Intervals for measures that are no counts, by drawing whole documents again: what stands in one is not independent.

The draws come from a generator of our own with a fixed seed, so that a run says the same on every machine and version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from operator import mul

from brief.evaluation.measures import Share, f_measure
from brief.evaluation.statistics import CONFIDENCE

__all__ = ["RESAMPLES", "SEED", "Resamples", "draw_documents"]

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


class Resamples:
    """One run's documents, drawn again and again; all measures are added up in one go."""

    def __init__(self, documents: Sequence[Shares]) -> None:
        self._documents = documents

    def interval(self, measure: str, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
        """The percentile interval of a measure; None of a single document, or where hardly any resample has it."""
        return None if len(self._documents) < 2 else _percentiles(self.values(measure), confidence)

    def difference(self, before: Resamples, measure: str, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
        """The interval of the difference to an earlier run over the same documents, which are drawn in pairs."""
        if len(self._documents) < 2:
            return None
        pairs = zip(self.values(measure), before.values(measure), strict=True)
        return _percentiles([None if a is None or b is None else a - b for a, b in pairs], confidence)

    def values(self, measure: str) -> list[float | None]:
        """The measure in each resample."""
        layer, _, name = measure.rpartition("/")
        if name != "f1":
            return [share.value for share in self._shares(measure)]
        pairs = zip(self._shares(f"{layer}/precision"), self._shares(f"{layer}/recall"), strict=True)
        return [f_measure(precision, recall) for precision, recall in pairs]

    def _shares(self, name: str) -> list[Share]:
        if name in self._whole:
            at = 2 * _FIELD_BITS * self._whole[name]
            return [
                Share(total >> at & _FIELD, total >> at + _FIELD_BITS & _FIELD, counted=False) for total in self._totals
            ]
        shares = [shares.get(name, _NOTHING) for shares in self._documents]
        hits, totals = [share.hits for share in shares], [share.total for share in shares]
        draws = draw_documents(len(self._documents))
        return [Share(sum(map(mul, draw, hits)), sum(map(mul, draw, totals)), counted=False) for draw in draws]

    @cached_property
    def _whole(self) -> Mapping[str, int]:
        """The measures that are whole numbers in every document, each with its place in a packed number."""
        names = dict.fromkeys(name for shares in self._documents for name in shares)
        whole = [name for name in names if all(_is_whole(shares.get(name, _NOTHING)) for shares in self._documents)]
        return {name: n for n, name in enumerate(whole)}

    @cached_property
    def _totals(self) -> Sequence[int]:
        """The sums of each resample, those of all measures side by side in one number: one addition adds up all."""
        packed = [
            sum(
                int(share.hits) << 2 * _FIELD_BITS * n | int(share.total) << (2 * n + 1) * _FIELD_BITS
                for name, n in self._whole.items()
                for share in (shares.get(name, _NOTHING),)
            )
            for shares in self._documents
        ]
        return [sum(map(mul, draw, packed)) for draw in draw_documents(len(self._documents))]


_NOTHING = Share(0, 0)
_FIELD_BITS = 64
_FIELD = (1 << _FIELD_BITS) - 1
_MOST = 1 << 40  # so many characters in a document that a million of them still fit into a field


def _is_whole(share: Share) -> bool:
    return all(0 <= number < _MOST and float(number).is_integer() for number in (share.hits, share.total))


def _percentiles(values: Sequence[float | None], confidence: float) -> tuple[float, float] | None:
    known = sorted(value for value in values if value is not None)
    if len(known) < max(1, len(values) // 2):
        return None
    skipped = int(len(known) * (1 - confidence) / 2)
    return known[skipped], known[-1 - skipped]
