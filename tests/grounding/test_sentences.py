"""What each word of a sentence does, and what may come and go."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.grounding.context import GuardContext
from brief.grounding.sentences import function_class, is_light
from brief.grounding.words import split_words


@pytest.mark.parametrize("form", ["have", "has", "had", "having", "is", "been", "does", "did"])
def test_auxiliaries_are_known_in_every_form(form: str) -> None:
    word = split_words(form)[0]
    assert function_class(word.key, word.stem) == "auxiliary"


@pytest.mark.parametrize(
    ("form", "light"), [("is", True), ("the", True), ("has", False), ("had", False), ("pier", False)]
)
def test_what_somebody_has_never_comes_from_nowhere(form: str, *, light: bool) -> None:
    assert is_light(split_words(form)[0]) is light


def test_a_clause_begins_behind_marks_and_before_a_second_predicate() -> None:
    context = GuardContext.of(Document.from_text("Holt closed the pier, and has sold it and was sued."))
    view = context.view(1)
    assert [(item.word.form, item.clause) for item in view if item.word.form in ("Holt", "has", "it", "sued")] == [
        ("Holt", 0),
        ("has", 2),
        ("it", 2),
        ("sued", 3),
    ]


def test_a_word_is_quoted_where_it_reaches_into_a_quotation() -> None:
    context = GuardContext.of(Document.from_text("Holt called it “a ruin” at last."))
    assert [item.word.form for item in context.view(1) if item.quoted] == ["a", "ruin"]


def test_what_is_looked_up_in_a_passage_is_looked_up_once() -> None:
    context = GuardContext.of(Document.from_text("Holt left. Varga stayed."))
    calls: list[int] = []

    def count(words: object) -> int:
        calls.append(1)
        return len(calls)

    assert context.passage((1, 2)).once(count) == context.passage((1, 2)).once(count) == 1
    assert context.passage((1,)).once(count) == 2
    assert context.passage((1, 2)).starts == {1: 0, 2: 2}
