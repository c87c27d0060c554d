"""Sets of characters as the bits of one integer: overlap of evidence costs a machine instruction or two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

__all__ = ["Stretch", "dice", "mask", "overlap"]


class Stretch(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """Behind the last one."""


def mask(stretches: Iterable[Stretch]) -> int:
    """The characters of all stretches."""
    found = 0
    for stretch in stretches:
        found |= ((1 << max(0, stretch.end - stretch.start)) - 1) << max(0, stretch.start)
    return found


def dice(one: int, other: int) -> float:
    """Twice the common characters over all of both, 0 to 1.

    >>> class Place:
    ...     def __init__(self, start, end):
    ...         self.start, self.end = start, end
    >>> dice(mask([Place(0, 10)]), mask([Place(5, 15)]))
    0.5
    """
    common = (one & other).bit_count()
    return 2 * common / (one.bit_count() + other.bit_count()) if common else 0.0


def overlap(one: Stretch, other: Stretch) -> int:
    """How many characters two stretches share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
