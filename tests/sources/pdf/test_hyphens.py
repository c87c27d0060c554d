"""A hyphen at a line's end is the printer's or the writer's, as the rest of the document shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.sources.pdf.hyphens import WordStock, join_lines


@pytest.mark.parametrize(
    ("lines", "elsewhere", "whole"),
    [
        (["The govern-", "ment fell."], "", "The government fell."),
        (["The long-", "term plan."], "It has a long-term plan now.", "The long-term plan."),
        (["The long-", "term plan."], "A long wait for the term to end.", "The long-term plan."),
        (["The co-", "operation."], "Some cooperation was had.", "The cooperation."),
        (["The Anglo-", "Saxon king."], "", "The Anglo-Saxon king."),
        (["From 2019-", "20 on."], "", "From 2019-20 on."),
        (["He left -", "and came back."], "", "He left - and came back."),
        (["The HARBOUR-", "MASTER left."], "", "The HARBOURMASTER left."),
    ],
)
def test_a_cut_word_is_joined_as_it_is_written(lines: list[str], elsewhere: str, whole: str) -> None:
    cut = [(line, line.endswith("-") and line[-2] != " ") for line in lines]
    assert join_lines(cut, WordStock([elsewhere, *lines])) == whole


@given(st.lists(st.text(alphabet="abAB-1 .", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_nothing_but_hyphens_and_spaces_changes(lines: list[str]) -> None:
    joined = join_lines([(line, line.endswith("-")) for line in lines], WordStock(lines))
    assert joined.replace(" ", "").replace("-", "") == "".join(lines).replace(" ", "").replace("-", "")
