"""Documents cut into parts: each sentence once, no part too long, paragraphs kept together where that is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.engines.hosted.passages import Passage, cut_passages, halve, rest_of

PARAGRAPHS = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=6), min_size=1, max_size=12)


def count(words: str) -> int:
    return len(words.split())


def document(paragraphs: list[list[int]]) -> Document:
    text = "\n\n".join(" ".join("Word" + " word" * (n - 1) + "." for n in sizes) for sizes in paragraphs)
    return Document.from_text(text)


def length(passage: Passage) -> int:
    return sum(count(sentence.span.quote) + 5 for sentence in passage.sentences)


@given(PARAGRAPHS, st.integers(20, 200))
def test_each_sentence_is_in_one_part_and_no_part_is_too_long(paragraphs: list[list[int]], most: int) -> None:
    doc = document(paragraphs)
    passages = cut_passages(doc, most_tokens=most, context_tokens=40, count=count)
    assert [n for passage in passages for n in passage.numbers] == [sentence.index for sentence in doc.sentences]
    for passage in passages:
        assert length(passage) <= most or len(passage.sentences) == 1
        assert not {s.index for s in passage.context} & set(passage.numbers)
        assert sum(count(s.span.quote) + 5 for s in passage.context) <= 40


def test_a_text_that_fits_is_one_part() -> None:
    doc = document([[10, 10], [10]])
    (passage,) = cut_passages(doc, most_tokens=45, context_tokens=40, count=count)
    assert not passage.context


def test_parts_end_with_paragraphs_and_are_of_about_one_length() -> None:
    doc = document([[15]] * 13)
    passages = cut_passages(doc, most_tokens=120, context_tokens=40, count=count)
    assert [len(passage.sentences) for passage in passages] == [5, 5, 3]
    doc = document([[15, 15, 15]] * 6)
    assert all(len(p.sentences) % 3 == 0 for p in cut_passages(doc, most_tokens=130, context_tokens=0, count=count))


def test_a_sentence_longer_than_a_part_is_read_all_the_same() -> None:
    doc = document([[10, 300, 10]])
    passages = cut_passages(doc, most_tokens=60, context_tokens=40, count=count)
    assert [[*passage.numbers] for passage in passages] == [[1], [2], [3]]


def test_the_first_sentences_and_the_neighbours_are_shown_around_a_part() -> None:
    doc = document([[5]] * 40)
    passages = cut_passages(doc, most_tokens=100, context_tokens=1000, count=count)
    numbers = [sentence.index for sentence in passages[2].context]
    first, last = passages[2].numbers[0], passages[2].numbers[-1]
    assert numbers == [1, 2, first - 3, first - 2, first - 1, last + 1, last + 2, last + 3]


def test_counting_is_linear() -> None:
    doc = document([[20] * 5] * 400)
    counted = 0

    def counting(words: str) -> int:
        nonlocal counted
        counted += 1
        return count(words)

    cut_passages(doc, most_tokens=300, context_tokens=50, count=counting)
    assert counted == len(doc.sentences)


@given(PARAGRAPHS)
def test_halves_are_the_whole(paragraphs: list[list[int]]) -> None:
    doc = document(paragraphs)
    (passage,) = cut_passages(doc, most_tokens=10**6, context_tokens=0, count=count)
    if len(passage.sentences) < 2:
        return
    first, second = halve(passage)
    assert [*first.numbers, *second.numbers] == [*passage.numbers]
    assert min(len(first.sentences), len(second.sentences)) >= 1
    assert 3 * min(len(first.sentences), len(second.sentences)) >= len(passage.sentences) - 2
    assert not {s.index for s in first.context} & set(first.numbers)


@pytest.mark.parametrize("first", [1, 3, 5])
def test_the_rest_has_what_went_before_around_it(first: int) -> None:
    doc = document([[5] * 5])
    rest = rest_of(Passage(doc.sentences), first)
    assert [*rest.numbers] == list(range(first, 6))
    assert [sentence.index for sentence in rest.context] == list(range(max(1, first - 3), first))


def test_an_empty_text_has_no_parts() -> None:
    assert cut_passages(Document.from_text(" \n"), most_tokens=10, context_tokens=0, count=count) == ()
