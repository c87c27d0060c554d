"""Stretches of a text, looked up by place: which of them share a character with another stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

__all__ = ["Intervals"]

T = TypeVar("T")


class Intervals(Generic[T]):
    """Items with the place of each; a look-up costs the logarithm of their number, however many there are."""

    __slots__ = ("_items", "_reach", "_starts")

    def __init__(self, items: Iterable[tuple[int, int, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._items]
        self._reach = [*accumulate((end for _, end, _ in self._items), max)]
        """How far any item up to this one reaches."""

    def over(self, start: int, end: int) -> list[T]:
        """The items that share a character with `[start, end)`, in the order of their places.

        >>> Intervals([(0, 4, "a"), (2, 9, "b"), (12, 15, "c")]).over(5, 12)
        ['b']
        """
        found: list[T] = []
        at = bisect_left(self._starts, end) - 1
        while at >= 0 and self._reach[at] > start:
            if self._items[at][1] > start:
                found.append(self._items[at][2])
            at -= 1
        found.reverse()
        return found
