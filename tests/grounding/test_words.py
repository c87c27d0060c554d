"""Wordings become words that can be compared, each where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.words import split_words

PIECES = st.sampled_from(
    ["pier", "Pier's", "didn’t", "cannot", "forty", "two", "-", " ", "\n", ", ", "“", "”", "_", "%", "3.5m", "12,000",
     "U.S.", "4th", "na\u0301ve", "co\u00adop", "é", "…", "'", "’"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("wording", "stems"),
    [
        ("Forty-two boats", ["#42", "boat"]),
        ("the city's party", ["the", "city", "party"]),
        ("It can't, won’t and cannot", ["it", "can", "not", "wil", "not", "and", "can", "not"]),
        ("the U.S. and the E.U.S", ["the", "US", "and", "the", "EUS"]),
        ("3.5m of 12,000", ["#3.5", "million", "of", "#12000"]),
        ("at 5% on the 4th", ["at", "#5", "percent", "on", "the", "#4th"]),
        ("snake_case __ word", ["snak", "cas", "word"]),
        ("co\u00adoperate", ["cooperat"]),
        ("… “” ", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_have_stems(wording: str, stems: list[str]) -> None:
    assert [word.stem for word in split_words(wording)] == stems


@given(st.lists(PIECES, max_size=14).map("".join))
def test_words_stand_where_they_say_in_order(wording: str) -> None:
    words = split_words(wording)
    at = 0
    for word in words:
        assert at <= word.start < word.end <= len(wording)
        gap = "".join(word.gap.split())
        assert gap == "".join(wording[at : word.start].split())
        at = word.end
    assert not words or words[0].breaks


@pytest.mark.parametrize(
    ("wording", "breaks"),
    [
        ("the old pier", [True, False, False]),
        ("the old, rotten pier", [True, False, True, False]),
        ("the old _ pier", [True, False, False]),
        ("the old — pier", [True, False, True]),
        ("the ‘old’ pier", [True, True, True]),
        ("the old\npier", [True, False, True]),
    ],
)
def test_marks_part_words(wording: str, breaks: list[bool]) -> None:
    assert [word.breaks for word in split_words(wording)] == breaks


def test_a_long_tail_of_marks_is_read_once() -> None:
    began = time.process_time()
    assert len(split_words("pier" + "." * 300_000)) == 1
    assert time.process_time() - began < 1.0
