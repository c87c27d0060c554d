"""A cut inside a word, a number or a grapheme is seen; one between them is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.boundaries import cuts, is_unspaced


def split_at(marked: str) -> tuple[str, int]:
    at = marked.index("|")
    return marked.replace("|", "", 1), at


@pytest.mark.parametrize(
    "marked",
    [
        "non-|violent",
        "non|-violent",
        "pro–|Western",
        "U.|S.",
        "U|.S.",
        "ex.|org",
        "don|’t",
        "can|'t",
        "O’|Connor",
        "infra-\n|structure",
        "infra|-\nstructure",
        "infra-|\nstructure",
        "km|/h",
        "AT|&T",
        "a_|b",
        "12,|000",
        "12|,000",
        "3.|5",
        "3|.5",
        "of .|5",
        "12:|30",
        "9/|11",
        "3-|5",
        "3|–5",
        "to -|5",
        "to −|5",
        "to -|$5",
        "≈ |5",
        "≈|5",
        "$|5",
        "£ |5",
        "US|$5",
        "5|%",
        "5 |%",
        "5| €",
        "50|+",
        "5 |½",
        "12| 000 t",
        "12 |000 people",
        "12|\u202f000",
        "3.5| million",
        "five |million",
        "five\n|million",
        "twenty |five",
        "half |a million",
        "two |and a half",
        "5 |per cent",
        "5|億",
        "三|千",
        "C|#",
        "e|\u0301",
        "e\u0301|s",
        "in|\u00adfra",
        "in\u00ad|fra",
        "👩|\u200d👧",
        "👩\u200d|👧",
        "👍|🏽",
        "🇵|🇹",
        "❤|\ufe0f",
        "a\r|\nb",
        "क्|ष",
        "1 |1/2",
        "5\u200b\u200b.|5",
    ],
)
def test_inside(marked: str) -> None:
    text, at = split_at(marked)
    assert cuts(text, at)


@pytest.mark.parametrize(
    "marked",
    [
        "|word",
        "word|",
        "one |two",
        "one| two",
        "not |approved",
        "hasn’t |approved",
        "said—|and",
        "said|—and",
        "so--|on",
        "said.|The",
        "well...|then",
        "No.|5",
        "Arden|’s plan",
        "Arden|'s plan",
        "unions|’ plan",
        "rose to 5|.",
        "to 5|, he",
        "2020 |300 people",
        "to |-5",
        "of |$5",
        "5 |$10 notes",
        "5 |people",
        "3 |May",
        "May |2021",
        "“|Yes",
        "Yes|”",
        "(|5",
        "運|輸省",
        "3.5%|の住民",
        "5|月",
        "億|円",
        "🇵🇹|🇵🇹",
        "e\u0301| s",
        "word\u200b| next",
        "a\n|b",
        "half |the votes",
    ],
)
def test_between(marked: str) -> None:
    text, at = split_at(marked)
    assert not cuts(text, at)


@given(st.text(), st.integers(-3, 40))
def test_any_place_of_any_text_can_be_asked_about(text: str, at: int) -> None:
    assert cuts(text, at) in (True, False)
    assert not cuts(text, 0)
    assert not cuts(text, len(text))


@given(st.text(alphabet="abcxyzäß0123456789", min_size=2), st.data())
def test_a_run_of_letters_and_digits_is_never_cut(word: str, data: st.DataObject) -> None:
    assert cuts(f"to {word} it", 3 + data.draw(st.integers(1, len(word) - 1)))
    assert not cuts(f"to {word} it", 3)


def test_scripts_without_spaces() -> None:
    assert all(map(is_unspaced, "運かカกက"))
    assert not any(map(is_unspaced, "aäж한5"))
