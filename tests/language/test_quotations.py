"""What counts as a quotation, where it begins and ends, and what is left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.language.quotations import extract_quotations


def quoted(text: str) -> list[tuple[str, int]]:
    return [(each.inner.quote, each.level) for each in extract_quotations(Document.from_text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we leave at ten" and left.', ["we leave at ten"]),
        ("He said “we leave at ten” and left.", ["we leave at ten"]),
        ("He said ‘we leave at ten’ and left.", ["we leave at ten"]),
        ("He said 'we leave at ten' and left.", ["we leave at ten"]),
        ("He said ''we leave at ten'' and left.", ["we leave at ten"]),
        ("He said ``we leave at ten'' and left.", ["we leave at ten"]),
        ("Elle dit « nous partons » et sortit.", ["nous partons"]),
        ("Sie sagte „wir gehen“ und ging.", ["wir gehen"]),
        ("Er sagte »wir gehen« und ging.", ["wir gehen"]),
        ('He said “mixed marks" and left.', ["mixed marks"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ('He (the "tall" one) left.', ["tall"]),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert quoted(text) == [(inner, 1) for inner in expected]


@pytest.mark.parametrize(
    "text",
    [
        "They don’t know, and we can't say.",
        "The ’90s and the '80s were loud.",
        "The workers’ rights and the dogs' bowls.",
        "Get ’em while you can, rock 'n' roll fans.",
        'A 5" nail and a 7" nail.',
        "He is 6'2\" and she is 5'9\".",
        "It is 5′ 10″ tall.",
        "No marks at all.",
        "",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_a_quotation_inside_another_has_the_next_level() -> None:
    text = "“She told me ‘never again’ and hung up,” he said."
    assert quoted(text) == [("She told me ‘never again’ and hung up,", 1), ("never again", 2)]


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert quoted("It is ‘the workers’ own fault’, he said.") == [("the workers’ own fault", 1)]


def test_an_unbalanced_mark_ends_with_its_paragraph() -> None:
    assert quoted("He said “it is open. Nobody closed it.\n\nThe next one is plain.") == [
        ("it is open. Nobody closed it.", 1)
    ]


def test_a_quotation_over_paragraphs_is_one_record() -> None:
    text = "“We began in May.\n\n“We ended in June.\n\n“That was all,” she said. “Really.”"
    assert quoted(text) == [("We began in May.\n\n“We ended in June.\n\n“That was all,", 1), ("Really.", 1)]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We will pay,” she said.", True),
        ("“No,” she said.", True),
        ("“Why now?” she asked.", True),
        ("She called it a “tragedy” for all.", False),
        ("The ‘Northern Star’ rocket flew.", False),
        ("He wrote “The Art of the Possible.”", False),
        ("They have “no intention of ever getting involved in a war” there.", True),
    ],
)
def test_speech_is_told_from_names_and_scare_quotes(text: str, speech: bool) -> None:
    (quotation,) = extract_quotations(Document.from_text(text))
    assert quotation.speech is speech


@given(st.text(alphabet="ab .\n'\"“”‘’„«»5s,", max_size=80))
def test_any_text_gives_sound_spans(text: str) -> None:
    found = extract_quotations(Document.from_text(text))
    for quotation in found:
        for span in (quotation.span, quotation.inner):
            assert text[span.start : span.end] == span.quote
        assert quotation.span.covers(quotation.inner)
        assert quotation.level >= 1
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    outer = [each.span for each in found if each.level == 1]
    assert all(one.end <= other.start for one, other in pairwise(outer))


def test_a_megabyte_of_marks_takes_no_time_to_speak_of() -> None:
    document = Document.from_text("“a 'b \" c’ d «e " * 20_000)
    assert document.sentences
    began = time.perf_counter()
    extract_quotations(document)
    assert time.perf_counter() - began < 5
