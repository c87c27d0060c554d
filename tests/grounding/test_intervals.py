"""Which stretches share a character with another, against the plain definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.intervals import Intervals

PLACES = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda place: (place[0], place[0] + place[1]))


@given(st.lists(PLACES, max_size=12), PLACES)
def test_every_stretch_that_shares_a_character_is_found_in_order(
    places: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    found = Intervals((a, b, (a, b)) for a, b in places).over(start, end)
    assert found == sorted((a, b) for a, b in places if a < end and start < b)


def test_neighbours_share_nothing() -> None:
    index = Intervals([(0, 4, "left"), (4, 6, "middle"), (6, 9, "right")])
    assert index.over(4, 6) == ["middle"]
    assert Intervals[str]([]).over(0, 9) == []
