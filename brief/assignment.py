"""One-to-one assignment of greatest total weight: who is paired never depends on the order things were listed in.

Greedy pairing takes the best pair first and can lose two good ones for it. This is the shortest augmenting path
algorithm for the assignment problem (Jonker and Volgenant's form), O(n³), on plain numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Pair", "assign"]

Pair = tuple[int, int]

_INFINITE = float("inf")


def assign(weights: Mapping[Pair, float]) -> tuple[Pair, ...]:
    """The pairs (row, column) that together weigh most, no row and no column twice, in order of row.

    Args:
        weights: Of each pair that may be made, more than 0; whoever is not named cannot be paired. Of several equally
            heavy assignments one is taken that depends on the numbers of rows and columns only.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    ((0, 1), (1, 0))
    """
    found: list[Pair] = []
    for rows, columns in _components(weights):
        if len(rows) == len(columns) == 1:
            found.append((rows[0], columns[0]))
        elif len(rows) <= len(columns):
            found += _assign_block(rows, columns, weights)
        else:
            turned = {(column, row): weight for (row, column), weight in weights.items()}
            found += [(row, column) for column, row in _assign_block(columns, rows, turned)]
    return tuple(sorted(found))


def _components(weights: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that could affect each other, apart: claims of far-off paragraphs never do."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for (row, column), weight in sorted(weights.items()):
        if weight > 0:
            columns_of.setdefault(row, []).append(column)
            rows_of.setdefault(column, []).append(row)
    blocks = []
    seen: set[int] = set()
    for start in columns_of:
        if start in seen:
            continue
        rows, columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in columns_of[waiting.pop()]:
                if column not in columns:
                    columns.add(column)
                    new = [row for row in rows_of[column] if row not in rows]
                    rows.update(new)
                    waiting += new
        seen |= rows
        blocks.append((sorted(rows), sorted(columns)))
    return blocks


def _assign_block(rows: list[int], columns: list[int], weights: Mapping[Pair, float]) -> list[Pair]:
    """A block with no more rows than columns; a pair that may not be made has the weight 0 and is left out."""
    n = len(columns)
    costs = [[-max(0.0, weights.get((row, column), 0.0)) for column in columns] for row in rows]
    row_price = [0.0] * len(rows)
    column_price = [0.0] * n
    row_at: list[int] = [-1] * n
    for new in range(len(rows)):
        shortest = [_INFINITE] * n
        previous = [-1] * n
        closed = [False] * n
        row, base, last = new, 0.0, -1
        while True:
            nearest, least = -1, _INFINITE
            cost, price = costs[row], row_price[row]
            for column in range(n):
                if closed[column]:
                    continue
                length = base + cost[column] - price - column_price[column]
                if length < shortest[column]:
                    shortest[column], previous[column] = length, last
                if shortest[column] < least:
                    nearest, least = column, shortest[column]
            closed[nearest], base, last = True, least, nearest
            if row_at[nearest] < 0:
                break
            row = row_at[nearest]
        row_price[new] += base
        for column in range(n):
            if closed[column] and column != last:
                row_price[row_at[column]] += base - shortest[column]
                column_price[column] += shortest[column] - base
        while last >= 0:
            before = previous[last]
            row_at[last] = row_at[before] if before >= 0 else new
            last = before
    return [(rows[row], columns[column]) for column, row in enumerate(row_at) if row >= 0 and costs[row][column] < 0]
