"""An elision is taken for what it is, and refused where what is left out turns the rest."""

from __future__ import annotations

import pytest

from brief.grounding.elision import is_sound_elision, pair_parts, split_elided


@pytest.mark.parametrize("dots", ["…", "...", ". . .", "[...]", "[…]", "(…)", "[ ... ]", "...."])
def test_every_way_of_writing_an_elision(dots: str) -> None:
    assert split_elided(f"the board {dots} left") == ("the board", "left")


@pytest.mark.parametrize("quote", ["the board left", "… the board left …", "the … board … left", "the board. left", ""])
def test_no_elision(quote: str) -> None:
    assert split_elided(quote) is None


@pytest.mark.parametrize("gap", [" ", ", on Friday, ", ",” she said, “", ". It rained. "])
def test_sound(gap: str) -> None:
    assert is_sound_elision(gap)


@pytest.mark.parametrize(
    "gap",
    [" not ", " hasn’t ", " denied that it ", " may have ", ", officials said, ", ". The mayor ", ".\n\nIt ", " half "],
)
def test_unsound(gap: str) -> None:
    assert not is_sound_elision(gap)


def test_the_nearest_parts_belong_together() -> None:
    text = "The board met. The board, on Friday, left."
    assert pair_parts(text, [(0, 9), (15, 24)], [(37, 41)]) == [((15, 24), (37, 41))]
    assert pair_parts(text, [(37, 41)], [(0, 9)]) == []
