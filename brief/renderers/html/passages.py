"""A text cut where marks begin and end, so that marks that overlap can all be shown.

What a mark means is for whoever made it; here it is a stretch with a name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Mark", "Piece", "cut"]

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mark(Generic[Name]):
    """A stretch of the text, half-open, with what it stands for."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Piece(Generic[Name]):
    """A stretch in which no mark begins or ends, with the names of all that hold it, in the order they were given."""

    start: int
    end: int
    names: tuple[Name, ...]


def cut(start: int, end: int, marks: Iterable[Mark[Name]], *, at: Iterable[int] = ()) -> Iterator[Piece[Name]]:
    """The stretch from `start` to `end` in pieces without a gap, cut also at the offsets `at`.

    >>> [(piece.start, piece.end, piece.names) for piece in cut(0, 9, [Mark(2, 6, "a"), Mark(4, 8, "b")])]
    [(0, 2, ()), (2, 4, ('a',)), (4, 6, ('a', 'b')), (6, 8, ('b',)), (8, 9, ())]
    """
    opening: dict[int, list[tuple[int, Name]]] = {}
    closing: dict[int, list[int]] = {}
    edges = {start, end, *(offset for offset in at if start < offset < end)}
    for order, mark in enumerate(marks):
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening.setdefault(first, []).append((order, mark.name))
            closing.setdefault(last, []).append(order)
            edges |= {first, last}
    live: dict[int, Name] = {}
    previous: int | None = None
    for edge in sorted(edges):
        if previous is not None:
            yield Piece(previous, edge, tuple(dict.fromkeys(live[order] for order in sorted(live))))
        for order in closing.get(edge, ()):
            del live[order]
        live.update(opening.get(edge, ()))
        previous = edge
