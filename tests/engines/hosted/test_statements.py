"""Wording that is left to us: the document's own words, with a capital, a stop, or marks around them."""

from __future__ import annotations

import pytest

from brief.engines.hosted.statements import quote_outlet, quote_speaker, tell


@pytest.mark.parametrize(
    ("quotes", "statement"),
    [
        (["the pier is shut,"], "The pier is shut."),
        (["Is it shut?"], "Is it shut?"),
        (["It is “shut”", "he left."], "It is “shut”. He left."),
        (["港は閉鎖される"], "港は閉鎖される。"),
        (["ท่าเรือจะปิด"], "ท่าเรือจะปิด"),
        (["बंदरगाह बंद होगा।"], "बंदरगाह बंद होगा।"),
    ],
)
def test_words_as_statements(quotes: list[str], statement: str) -> None:
    assert tell(quotes) == statement


@pytest.mark.parametrize(
    ("quotes", "statement"),
    [
        (["It is over."], "The article says: “It is over”."),
        (["Who knows?"], "The article asks: “Who knows?”."),
        (["He said “no” twice."], "The article says: ‘He said “no” twice’."),
        (["made in the U.S."], "The article says: “made in the U.S.”."),
        (["one", "two"], "The article says: “one” and “two”."),
    ],
)
def test_words_of_the_outlet(quotes: list[str], statement: str) -> None:
    assert quote_outlet(quotes) == statement


def test_words_of_a_speaker() -> None:
    assert quote_speaker("the mayor", ["“It is over.”"], english=True) == "The mayor said: “It is over”."
    assert quote_speaker("Frau Kern", ["„Es ist vorbei“"], english=False) == "Frau Kern: “Es ist vorbei”"
