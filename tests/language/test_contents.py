"""The arithmetic of contents: what is left without a tag, and what is trimmed at its edges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief.language.contents import subtract, tidy

RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1])))


@given(RANGES, RANGES)
def test_subtraction_leaves_what_only_the_first_has(
    ranges: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> None:
    left = {at for a, b in subtract(ranges, holes) for at in range(a, b)}
    kept = {at for a, b in ranges for at in range(a, b)}
    cut = {at for a, b in holes for at in range(a, b)}
    assert left == kept - cut


def test_edges_lose_commas_and_the_stop_of_the_sentence() -> None:
    text = ", rates rose last week."
    assert [text[a:b] for a, b in tidy(text, [(0, len(text))])] == ["rates rose last week"]


def test_the_stop_of_an_initialism_stays() -> None:
    text = "he moved to the U.S."
    assert [text[a:b] for a, b in tidy(text, [(0, len(text))])] == [text]


def test_a_bracket_that_was_opened_is_closed() -> None:
    text = "the bank (ECB), he said"
    assert [text[a:b] for a, b in tidy(text, [(0, 13)])] == ["the bank (ECB)"]


def test_nothing_but_punctuation_is_nothing() -> None:
    assert tidy(" — ,", [(0, 4)]) == []
