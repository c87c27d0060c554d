"""Pairs are one to one, weigh most together, and do not depend on the order things came in."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from brief.changes.pairing import pair_up, sharing

WORDS = st.lists(st.sampled_from("abcdef"), max_size=4)


def likeness(one: list[str], other: list[str]) -> float:
    return (Counter(one) & Counter(other)).total()


def test_the_same_are_paired_first_whatever_else_is_alike() -> None:
    pairing = pair_up(["ab", "abc"], ["abc", "abd"], key=str, likeness=lambda a, b: len({*a} & {*b}))
    assert pairing.pairs == (("abc", "abc"), ("ab", "abd"))
    assert pairing.gone == pairing.new == ()


def test_two_good_pairs_go_before_the_best_one() -> None:
    weights = {("x", "1"): 0.9, ("x", "2"): 0.8, ("y", "1"): 0.8}
    pairing = pair_up("xy", "12", key=str, likeness=lambda a, b: weights.get((a, b), 0.0))
    assert pairing.pairs == (("y", "1"), ("x", "2"))


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_everything_is_told_exactly_once(before: list[list[str]], after: list[list[str]]) -> None:
    pairing = pair_up(before, after, key=tuple, likeness=likeness)
    assert sorted([*pairing.gone, *(old for old, _ in pairing.pairs)]) == sorted(before)
    assert sorted([*pairing.new, *(new for _, new in pairing.pairs)]) == sorted(after)
    assert all(old == new or likeness(old, new) > 0 for old, new in pairing.pairs)
    turned = pair_up(after, before, key=tuple, likeness=likeness)
    weight = sum(likeness(old, new) for old, new in pairing.pairs if old != new)
    assert weight == sum(likeness(old, new) for old, new in turned.pairs if old != new)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_of_a_few_all_that_share_a_word_are_looked_at(before: list[list[str]], after: list[list[str]]) -> None:
    bags = [[Counter(words) for words in side] for side in (before, after)]
    places = sharing(*bags)
    assert places == sorted(places)
    wanted = {(row, col) for row, one in enumerate(before) for col, other in enumerate(after) if likeness(one, other)}
    assert {*places} == wanted


def test_a_word_that_all_have_does_not_lead_everywhere() -> None:
    before = [Counter(["said", "council", f"word{n}", f"more{n}", f"rare{n}"]) for n in range(200)]
    after = [Counter(["said", "council", f"word{n}", f"more{n}", f"other{n}"]) for n in reversed(range(200))]
    places = sharing(before, after)
    assert {(n, 199 - n) for n in range(200)} <= {*places}
    assert len(places) < 200 * 30
