"""A slip is forgiven where it can be no other word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.repair import follows_negation, is_slip, matters_in_case


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("govemment", "government"),
        ("0fficial", "official"),
        ("pIanning", "planning"),
        ("resdients", "residents"),
        ("commisisoner", "commissioner"),
        ("comission", "commission"),
        ("government", "govemment"),
        ("control", "contro1"),
    ],
)
def test_forgiven(quoted: str, found: str) -> None:
    assert is_slip(quoted, found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("complaint", "compliant"),
        ("infarction", "infraction"),
        ("causality", "casuality"),
        ("discreetly", "discretely"),
        ("maritally", "martially"),
        ("uniformed", "uninformed"),
        ("immorality", "immortality"),
        ("mediation", "medication"),
        ("scraping", "scrapping"),
        ("modem", "modern"),
        ("comers", "corners"),
        ("coming", "corning"),
        ("homing", "horning"),
        ("million", "mil1ion"),
        ("seventeen", "sevneteen"),
        ("A1", "AI"),
        ("l1", "11"),
        ("1st", "lst"),
        ("trial", "trail"),
        ("ministers", "minister"),
        ("approves", "approved"),
        ("Whitfield", "Whiftield"),
        ("GOVERNMENT", "GOVEMMENT"),
        ("residents", "presidents"),
        ("employer", "employee"),
        ("nobody", "nobo0y"),
        ("straße", "strasse"),
    ],
)
def test_not_forgiven(one: str, other: str) -> None:
    assert not is_slip(one, other)
    assert not is_slip(other, one)


@given(st.from_regex(r"[a-z]{1,16}", fullmatch=True), st.sampled_from(["s", "ed", "d", "un", "non", "er"]))
def test_no_ending_and_no_beginning_is_a_slip(word: str, part: str) -> None:
    assert not is_slip(word, word + part)
    assert not is_slip(word + part, word)
    assert not is_slip(word, part + word)


@given(st.from_regex(r"[0-9][0-9.,]{0,8}", fullmatch=True), st.from_regex(r"[0-9a-zA-Z]{1,8}", fullmatch=True))
def test_no_number_is_a_slip(number: str, other: str) -> None:
    assert not is_slip(number, other)
    assert not is_slip(other, number)


def test_negation_on_either_side_is_seen() -> None:
    text = "He has not left, and she stayed never."
    assert follows_negation(text, text.index("left"), text.index("left") + 4)
    assert follows_negation(text, text.index("stayed"), text.index("stayed") + 6)
    assert not follows_negation(text, 0, 2)


def test_capitals_that_matter() -> None:
    assert matters_in_case("they told us")
    assert not matters_in_case("they told her")
