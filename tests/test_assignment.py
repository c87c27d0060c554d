from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from brief.assignment import Pair, assign

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 1000).map(lambda n: n / 1000), max_size=24
)


def weight_of(pairs: tuple[Pair, ...], weights: dict[Pair, float]) -> float:
    return sum(weights[pair] for pair in pairs)


def greedy(weights: dict[Pair, float]) -> tuple[Pair, ...]:
    taken: list[Pair] = []
    for row, column in sorted(weights, key=lambda pair: -weights[pair]):
        if all(row != r and column != c for r, c in taken):
            taken.append((row, column))
    return tuple(taken)


def best_by_trying_all(weights: dict[Pair, float]) -> float:
    columns = [*range(6), *[None] * 6]
    return max(
        sum(weights.get((row, column), 0.0) for row, column in enumerate(order) if column is not None)
        for order in set(itertools.permutations(columns[:4] + [None] * 2, 4))
    )


@given(WEIGHTS)
def test_it_is_one_to_one_and_of_what_may_be_paired(weights: dict[Pair, float]) -> None:
    pairs = assign(weights)
    assert set(pairs) <= set(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert list(pairs) == sorted(pairs)


@given(WEIGHTS)
def test_it_is_never_worse_than_greedy(weights: dict[Pair, float]) -> None:
    assert weight_of(assign(weights), weights) >= weight_of(greedy(weights), weights) - 1e-9


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 50).map(float), max_size=16))
def test_nothing_weighs_more(weights: dict[Pair, float]) -> None:
    assert weight_of(assign(weights), weights) == best_by_trying_all(weights)


@given(WEIGHTS, st.permutations(range(6)), st.permutations(range(6)))
def test_the_order_of_rows_and_columns_does_not_matter(
    weights: dict[Pair, float], rows: list[int], columns: list[int]
) -> None:
    turned = {(rows[row], columns[column]): weight for (row, column), weight in weights.items()}
    assert abs(weight_of(assign(turned), turned) - weight_of(assign(weights), weights)) < 1e-9


def test_greedy_would_lose_here() -> None:
    weights = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}
    assert assign(weights) == ((0, 1), (1, 0))
    assert weight_of(greedy(weights), weights) < weight_of(assign(weights), weights)


def test_three_hundred_by_three_hundred() -> None:
    weights = {(i, j): ((i * 7919 + j * 104729) % 997 + 1) / 1000 for i in range(300) for j in range(300)}
    pairs = assign(weights)
    assert len(pairs) == 300
    assert weight_of(pairs, weights) >= weight_of(greedy(weights), weights) - 1e-9


def test_nothing_to_pair() -> None:
    assert assign({}) == ()
