"""Sets of characters as the bits of one integer: overlap of evidence costs a machine instruction or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

__all__ = ["Stretch", "dice", "mask", "meeting", "overlap"]


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


# Claims have 60 to 150 characters: smaller cells are more of them to look into, larger ones hold more strangers.
_CELL_CHARS = 64


def meeting(rows: Sequence[Iterable[Stretch]], columns: Sequence[Iterable[Stretch]]) -> Iterator[tuple[int, int]]:
    """The pairs (row, column) whose stretches come near enough to overlap, in order; of a long text, few of all pairs.

    >>> class Place:
    ...     def __init__(self, start, end):
    ...         self.start, self.end = start, end
    >>> [*meeting([[Place(0, 10)], [Place(900, 950)]], [[Place(5, 15)], [Place(940, 960)]])]
    [(0, 0), (1, 1)]
    """
    cells: dict[int, list[int]] = {}
    for column, stretches in enumerate(columns):
        for cell in _cells(stretches):
            cells.setdefault(cell, []).append(column)
    for row, stretches in enumerate(rows):
        near = {column for cell in _cells(stretches) for column in cells.get(cell, ())}
        yield from ((row, column) for column in sorted(near))


def _cells(stretches: Iterable[Stretch]) -> set[int]:
    return {
        cell
        for stretch in stretches
        for cell in range(stretch.start // _CELL_CHARS, max(stretch.start, stretch.end - 1) // _CELL_CHARS + 1)
    }
