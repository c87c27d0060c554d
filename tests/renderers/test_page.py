"""The parts of a page that know a little about words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.renderers.page import marks_for, shorten, split_quotation


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Ada Quill said: “We have no choice”.", ("Ada Quill said:", "“We have no choice”")),
        ("“All of it.”", ("", "“All of it.”")),
        ("The article says: ‘She said “no” twice’", ("The article says:", "‘She said “no” twice’")),
        ("‘One’ and ‘two’ are told apart", None),
        ("“One” and “two”", None),
        ("She spoke of “a choice” and left.", None),
        ("No quotation at all.", None),
    ],
)
def test_a_quotation_is_told_from_what_leads_up_to_it(words: str, parts: tuple[str, str] | None) -> None:
    assert split_quotation(words) == parts


@given(st.text(alphabet="ab “”‘’:.\n", max_size=60))
def test_splitting_loses_no_word(words: str) -> None:
    parts = split_quotation(words)
    if parts is not None:
        assert words.strip().startswith(parts[0])
        assert words.strip().removesuffix(".").endswith(parts[1].removesuffix("."))
        assert "".join(parts).replace(" ", "").replace("\n", "") in words.replace(" ", "").replace("\n", "")


def test_marks_differ_from_those_within() -> None:
    assert marks_for("plain") == ("“", "”")
    assert marks_for('with "marks"') == marks_for("with “marks”") == ("‘", "’")


def test_a_short_quote_is_left_as_it_is() -> None:
    assert shorten("a  b\nc", 3) == ("a  b\nc",)
    assert shorten("a b c d", None) == ("a b c d",)
    assert shorten("a b c d e f g h i", 6) == ("a b c", "h i")
