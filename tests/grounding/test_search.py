"""Every place is found once, and no text costs more than the budget."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.search import find_all


@given(st.text(alphabet="ab ", max_size=40), st.text(alphabet="ab ", min_size=1, max_size=3))
def test_all_places_are_found(text: str, wanted: str) -> None:
    found = list(find_all(text, wanted, 0, len(text), lambda a, b: True))
    assert len(found) == text.count(wanted)
    assert all(text[a:b] == wanted for a, b in found)


def test_a_refused_place_does_not_hide_the_next() -> None:
    assert list(find_all("a-a-a", "a-a", 0, 5, lambda a, b: a > 0)) == [(2, 5)]


def test_the_stretch_is_kept() -> None:
    assert list(find_all("ab ab ab", "ab", 1, 7, lambda a, b: True)) == [(3, 5)]


def test_a_search_gives_up() -> None:
    text = "x " * 500_000
    began = time.process_time()
    assert list(find_all(text, "x " * 10_000, 0, len(text), lambda a, b: False)) == []
    assert time.process_time() - began < 3
