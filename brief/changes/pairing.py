"""Which of one briefing's parts is which of the other's: one to one, by greatest total likeness."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from brief.assignment import Pair, assign

__all__ = ["Pairing", "pair_up", "sharing"]

T = TypeVar("T")

# Of all that share words with a claim, as many are looked at closely as share most. The pairs were the same with 3, 12
# and 48 for nine of the suite's documents and versions of them that lacked sentences and had other figures.
_CANDIDATES = 12
# A word that so many have tells little; it is looked up only for a claim that has hardly any other.
_COMMON, _RAREST = 60, 3


@dataclass(frozen=True)
class Pairing(Generic[T]):
    """Everything exactly once: in a pair, gone, or new; each in the order of its briefing."""

    pairs: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


def pair_up(
    before: Sequence[T],
    after: Sequence[T],
    *,
    key: Callable[[T], Hashable],
    likeness: Callable[[T, T], float],
    candidates: Iterable[Pair] | None = None,
) -> Pairing[T]:
    """The parts of two briefings, paired.

    Args:
        before: The parts of the earlier briefing.
        after: Those of the later.
        key: What two that are the same have in common; these are paired first, in their order.
        likeness: How alike two others are, from 0 (never a pair) upwards.
        candidates: By their places, the pairs worth a look; all of them where it is None.
    """
    found = _equal(list(map(key, before)), list(map(key, after)))
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    looked_at = (
        candidates if candidates is not None else ((r, c) for r in range(len(before)) for c in range(len(after)))
    )
    weights = {
        (row, column): weight
        for row, column in looked_at
        if row not in rows and column not in columns and (weight := likeness(before[row], after[column])) > 0
    }
    found += assign(weights)
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    return Pairing(
        pairs=tuple((before[row], after[column]) for row, column in sorted(found, key=lambda pair: pair[1])),
        gone=tuple(part for row, part in enumerate(before) if row not in rows),
        new=tuple(part for column, part in enumerate(after) if column not in columns),
    )


def sharing(before: Sequence[Mapping[str, int]], after: Sequence[Mapping[str, int]]) -> Sequence[Pair]:
    """By their places, the pairs that share most words, those counted for most that few have."""
    found: set[Pair] = set()
    for turned, rows, columns in ((False, before, after), (True, after, before)):
        holders: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(columns):
            for word in words:
                holders[word].append(place)
        for row, words in enumerate(rows):
            shared: Counter[int] = Counter()
            known = sorted((len(holders[word]), word) for word in words if word in holders)
            for rank, (n_holders, word) in enumerate(known):
                if rank >= _RAREST and n_holders > _COMMON:
                    break
                for place in holders[word]:
                    shared[place] += 1_000_000 // n_holders
            best = sorted(shared, key=lambda place: (-shared[place], abs(place - row), place))[:_CANDIDATES]
            found |= {(place, row) if turned else (row, place) for place in best}
    return sorted(found)


def _equal(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Those with the same key, the first of the one with the first of the other."""
    places: dict[Hashable, deque[int]] = defaultdict(deque)
    for column, key in enumerate(after):
        places[key].append(column)
    return [(row, places[key].popleft()) for row, key in enumerate(before) if places.get(key)]
