"""The frozen text: nothing is changed, and every offset is an offset into it."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Details, Document, Origins, Span
from brief.errors import InputError

TEXTS = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("ab .!?\n\r\u00a0“”\ufeff#"))
)


@given(TEXTS)
def test_the_text_and_its_hash_are_those_given(text: str) -> None:
    document = Document.from_text(text)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.id == document.sha256[:16]


@given(TEXTS)
def test_sentences_are_found_by_every_offset_in_them(text: str) -> None:
    document = Document.from_text(text)
    for sentence in document.sentences:
        span = sentence.span
        assert document.span(span.start, span.end) == span
        assert document.sentence_at(span.start) == document.sentence_at(span.end - 1) == sentence
        assert document.sentences_over(span.start, span.end) == (sentence,)
    held = {place for s in document.sentences for place in range(s.span.start, s.span.end)}
    for place in set(range(len(text))) - held:
        assert document.sentence_at(place) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_an_impossible_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is no span of a text of 5 characters"):
        Document.from_text("Rates").span(start, end)


def test_spans_overlap_and_cover() -> None:
    inner, outer, apart = Span(2, 4, "cd"), Span(0, 4, "abcd"), Span(4, 5, "e")
    assert inner.overlaps(outer)
    assert outer.covers(inner)
    assert not inner.covers(outer)
    assert not outer.overlaps(apart)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rates rise\n\nThey rose on Monday.", "Rates rise"),
        ("# Rates rise\n\nThey rose on Monday.", "Rates rise"),
        ("## Rates rise ##\n\nThey rose on Monday.", "Rates rise"),
        ("\ufeffRates rise\r\n\r\nThey rose on Monday.", "Rates rise"),
        ("They rose on Monday.\n\nBanks fell.", None),
        ("", None),
    ],
)
def test_the_title_is_the_first_heading_without_its_marks(text: str, title: str | None) -> None:
    assert Document.from_text(text).title == title


def test_a_given_title_stays() -> None:
    assert Document.from_text("Rates rise\n\nThey rose.", title="Other").title == "Other"


def test_the_publication_date_is_a_date_or_iso() -> None:
    assert Document.from_text("a", published="2021-06-03").published == date(2021, 6, 3)
    assert Document.from_text("a", published=date(2021, 6, 3)).published == date(2021, 6, 3)
    with pytest.raises(InputError, match="'3 June' is no ISO date; write it as YYYY-MM-DD"):
        Document.from_text("a", published="3 June")


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"character 2 of the text is half of a surrogate pair \(U\+D83E\)"):
        Document.from_text("ab\ud83e")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council said that it would close the bridge after the storm, and that they could not pay for it.", "en"),
        (
            "Le maire a déclaré que l’école était fermée à cause des inondations et que les élèves étaient prévenus.",
            "fr",
        ),
        ("Der Bürgermeister sagte, dass die Brücke nach dem Sturm geschlossen werde und niemand bezahlen könne.", "de"),
        ("42", "und"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert Document.from_text(text).language == language


def test_details_of_the_source_stay_behind_arguments_and_before_the_text() -> None:
    details = Details("Other", "Ada Quill", date(2020, 1, 2), "fr", Origins("h1", "meta", "meta date", "lang"))
    document = Document.from_text("Rates rise\n\nThey rose.", details=details)
    assert (document.title, document.author, document.published) == ("Other", "Ada Quill", date(2020, 1, 2))
    assert document.origins == details.origins
    given = Document.from_text("Rates rise\n\nThey rose.", title="Mine", published="2021-06-03", details=details)
    assert (given.title, given.published) == ("Mine", date(2021, 6, 3))
    assert (given.origins.title, given.origins.published, given.origins.author) == ("argument", "argument", "meta")
    assert Document.from_text("Rates rise\n\nThey rose.").origins == Origins(title="text")


def test_a_declared_language_counts_where_the_text_is_too_short_to_tell() -> None:
    french = Details(language="fr")
    english = "The council said that it would close the bridge after the storm, and that they could not pay for it."
    assert Document.from_text("42", details=french).language == "fr"
    assert Document.from_text(english, details=french).language == "en"
