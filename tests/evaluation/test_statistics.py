from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.evaluation.measures import Share
from brief.evaluation.resampling import Resamples, draw_documents
from brief.evaluation.statistics import beta_cdf, clopper_pearson, mcnemar, smallest_difference


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [  # the rule of three's exact form, and what textbooks print for 95 %
        (0, 10, 0.0, 1 - 0.025 ** (1 / 10)),
        (10, 10, 0.025 ** (1 / 10), 1.0),
        (0, 100, 0.0, 1 - 0.025 ** (1 / 100)),
        (1, 10, 0.0025286, 0.4450161),
        (4, 20, 0.0573340, 0.4366140),
        (10, 20, 0.2719578, 0.7280422),
        (81, 263, 0.2526827, 0.3676783),
    ],
)
def test_clopper_pearson_gives_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert clopper_pearson(hits, total) == pytest.approx((low, high), abs=2e-4 if total == 263 else 1e-6)


@given(st.integers(1, 400), st.data())
def test_the_ends_are_where_the_tails_are(total: int, data: st.DataObject) -> None:
    """The definition: at either end, what was seen or more extreme has a chance of 2.5 %."""
    hits = data.draw(st.integers(0, total))
    low, high = clopper_pearson(hits, total)
    assert low <= hits / total <= high
    if hits:
        tail = math.fsum(math.comb(total, k) * low**k * (1 - low) ** (total - k) for k in range(hits, total + 1))
        assert tail == pytest.approx(0.025, abs=1e-7)
    if hits < total:
        tail = math.fsum(math.comb(total, k) * high**k * (1 - high) ** (total - k) for k in range(hits + 1))
        assert tail == pytest.approx(0.025, abs=1e-7)


@given(st.floats(0.001, 0.999), st.integers(1, 60), st.integers(1, 60))
def test_the_incomplete_beta_is_a_binomial_tail(x: float, a: int, b: int) -> None:
    n = a + b - 1
    tail = math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert beta_cdf(x, a, b) == pytest.approx(tail, abs=1e-10)


@pytest.mark.parametrize(("hits", "total"), [(1, 0), (3, 2), (-1, 2), (0, 0)])
def test_what_is_no_share_has_no_interval(hits: int, total: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        clopper_pearson(hits, total)


@pytest.mark.parametrize(
    ("lost", "gained", "p"), [(0, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (8, 2, 0.109375), (1, 9, 0.021484375)]
)
def test_mcnemar_is_a_binomial_test(lost: int, gained: int, p: float) -> None:
    assert mcnemar(lost, gained) == pytest.approx(p)
    assert mcnemar(gained, lost) == mcnemar(lost, gained)


@given(st.integers(0, 20), st.integers(10, 200))
def test_the_smallest_difference_is_seen_and_none_smaller(gained: int, total: int) -> None:
    found = smallest_difference(gained, total)
    if found is not None:
        lost = gained + round(found * total)
        assert mcnemar(lost, gained) <= 0.05 < mcnemar(lost - 1, gained)


def documents(values: list[float]) -> list[dict[str, Share]]:
    return [{"layer/precision": Share(10 * v, 10, False), "layer/recall": Share(8 * v, 10, False)} for v in values]


def test_draws_are_the_same_everywhere_and_of_whole_documents() -> None:
    assert draw_documents(4, resamples=2) == draw_documents(4, resamples=2)
    published = (0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B)
    drawn = [word % 5 for word in published]  # the first numbers of splitmix64 with the seed 0
    assert draw_documents(5, seed=0, resamples=1) == (tuple(drawn.count(n) for n in range(5)),)
    assert all(sum(draw) == 22 for draw in draw_documents(22))
    mean = sum(draw[0] for draw in draw_documents(22)) / 1000
    assert mean == pytest.approx(1.0, abs=0.1)


def test_an_interval_holds_the_value_and_shrinks_with_agreement() -> None:
    spread = Resamples(documents([0.1, 0.5, 0.9, 0.4, 0.6])).interval("layer/precision")
    equal = Resamples(documents([0.5] * 5)).interval("layer/f1")
    assert spread
    assert spread[0] < 0.5 < spread[1]
    assert equal
    assert equal[0] == pytest.approx(equal[1])


def test_a_single_document_has_no_interval() -> None:
    assert Resamples(documents([0.5])).interval("layer/precision") is None


def test_pairs_are_drawn_together() -> None:
    """Every document fell by a tenth: paired, that is certain, although the documents differ widely."""
    before, now = [0.2, 0.5, 0.9, 0.4], [0.1, 0.4, 0.8, 0.3]
    found = Resamples(documents(now)).difference(Resamples(documents(before)), "layer/precision")
    assert found == pytest.approx((-0.1, -0.1))


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([0, 0.25])), min_size=2, max_size=6))
def test_measures_added_up_together_are_what_they_are_one_by_one(rows: list[tuple[int, int, float]]) -> None:
    """Whole numbers share one packed number, and anything else is added up by itself."""
    shares = [
        {"a/x": Share(min(x, y), y), "a/y": Share(x, x + y, counted=False), "b/z": Share(min(x, y) + z, y + 1)}
        for x, y, z in rows
    ]
    resamples = Resamples(shares)
    for name in ("a/x", "a/y", "b/z", "nowhere/known"):
        for draw, value in zip(draw_documents(len(rows)), resamples.values(name), strict=True):
            drawn = [each.get(name, Share(0, 0)) for each, n in zip(shares, draw, strict=True) for _ in range(n)]
            hits, total = sum(share.hits for share in drawn), sum(share.total for share in drawn)
            assert value == (pytest.approx(hits / total) if total else None)
