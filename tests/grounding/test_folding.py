"""Folding evens out what copying changes, keeps everything else, and knows the way back."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.grounding.folding import Folded, fold_quote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a  b\n\tc", "a b c"),
        ("“a” ‘b’ «c»", '"a" \'b\' "c"'),
        ("« a »", "“a”"),
        ("»a« und", "„a“ und"),
        ("a—b", "a - b"),
        ("a -- b", "a–b"),
        ("2019–21", "2019-21"),
        ("5 – 10", "5-10"),
        ("−5", "-5"),
        ("a…", "a . . ."),
        ("cafe\u0301", "café"),
        ("\u212bngstr\u00f6m", "\u00c5ngstro\u0308m"),
        ("\u1112\u1161\u11ab", "한"),
        ("co\u00adop\u200b", "coop"),
        ("計画\nを", "計画を"),
    ],
)
def test_folded_alike(one: str, other: str) -> None:
    assert fold_quote(one) == fold_quote(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("½", "1/2"),
        ("résumé", "resume"),
        ("Us", "US"),
        ("а", "a"),
        ("ß", "ss"),
        ("ﬁ", "fi"),
        ("to -5", "to - 5"),
        ("5 -10", "5-10"),
        ("re-sign", "resign"),
        ("5%", "5"),
        ("$5", "£5"),
        ("1,000", "1.000"),
        ("İ", "I"),
        ("some times", "sometimes"),
        ("５", "5"),
    ],
)
def test_folded_apart(one: str, other: str) -> None:
    assert fold_quote(one) != fold_quote(other)


def test_offsets_lead_back() -> None:
    text = "He  said “wait…”\n—  then cafe\u0301\u200b s\u00ado ...  on"
    folded = Folded(text)
    for word, stands in (
        ("said", "said"),
        ("'wait…'-then", "“wait…”\n—  then"),
        ("café", "cafe\u0301"),
        ("so", "s\u00ado"),
    ):
        at = folded.text.index(word)
        start, end = folded.locate(at, at + len(word))
        assert text[start:end] == stands
        assert folded.forward(start) == at


@given(st.text())
def test_folding_is_stable_and_keeps_letters(text: str) -> None:
    folded = Folded(text)
    letters = [c for c in unicodedata.normalize("NFC", folded.text) if c.isalnum()]
    assert fold_quote(folded.text) == folded.text.strip(" ")
    assert len(folded.lower) == len(folded.text)
    for at, character in enumerate(folded.text):
        start, end = folded.locate(at, at + 1)
        assert 0 <= start <= end <= len(text)
        if character.isalnum():
            assert text[start:end]
    assert sum(c.isalnum() for c in folded.text) == len(letters)


@given(st.text(alphabet="ab-\n \u00adé\u0301ﬁ"))
def test_hyphens_and_ligatures_lead_back(text: str) -> None:
    folded = Folded(text)
    for view in (folded.unhyphenated, folded.without_ligatures):
        for at in range(len(view.text)):
            start, end = view.locate(at, at + 1)
            assert 0 <= start < end <= len(folded.text)


def test_line_end_hyphens_are_known() -> None:
    folded = Folded("infra-\nstructure of well-known ex-\n  perts")
    view = folded.unhyphenated
    assert view.text == "infrastructure of wellknown experts"
    assert view.hyphens(0, len(view.text)) == {5: True, 22: False, 30: True}


def test_building_is_linear() -> None:
    took = []
    for size in (20_000, 200_000):
        text = "He said “we won’t — ever” go  on, cafe\u0301.\n" * (size // 41)
        began = time.process_time()
        Folded(text).prepare()
        took.append(time.process_time() - began)
    assert took[1] < 40 * took[0] + 0.05
