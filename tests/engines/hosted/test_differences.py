"""Where bodies differ is said for every kind of difference."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.engines.hosted.differences import describe_difference, distance

bodies = st.dictionaries(
    st.sampled_from("abc"),
    st.text(max_size=6) | st.integers(0, 3) | st.lists(st.text(max_size=3), max_size=3),
    max_size=3,
)


@pytest.mark.parametrize(
    ("asked", "recorded", "says"),
    [
        ({"a": 1}, {"a": 1}, "nothing differs"),
        ({"a": 1}, {"a": "1"}, "a is 1, and was recorded as '1'"),
        ({"a": [1, 2]}, {"a": [1]}, "a[1] is 2, and was recorded as absent"),
        ({}, {"b": {"c": None}}, "b is absent, and was recorded as {'c': None}"),
        ({"a": "x\ny"}, {"a": "x\nz"}, "a differs at character 2: “x⏎y” is asked, “x⏎z” was recorded"),
        (
            {"a": "same and more"},
            {"a": "same"},
            "a differs at character 4: “same and more” is asked, “same” was recorded",
        ),
        ({"a": 1, "b": 2}, {"a": 2, "b": 3}, "a is 1, and was recorded as 2 (and 1 fields more)"),
    ],
)
def test_a_difference_is_named(asked: Any, recorded: Any, says: str) -> None:
    assert describe_difference(asked, recorded) == says


@given(bodies, bodies)
def test_only_equal_bodies_are_at_no_distance(one: Any, other: Any) -> None:
    assert (distance(one, other) == (0, 0)) == (one == other)
    assert distance(one, other)[0] == distance(other, one)[0]


def test_the_nearer_one_is_nearer() -> None:
    asked = {"messages": "the ferry to Ness will stop"}
    near, far = {"messages": "the ferry to Ness has stopped"}, {"messages": "another article"}
    assert distance(asked, near) < distance(asked, far)
