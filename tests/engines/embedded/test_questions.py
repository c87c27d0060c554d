"""What a careful reader would ask next."""

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.questions import ask_questions
from brief.engines.embedded.tensions import find_tensions


def _questions(text: str, published: str | None = None) -> dict[str, str]:
    reading = read_layers(Document.from_text(text, published=published))
    drafts = draft_claims(reading)
    return {q.category: q.question for q in ask_questions(reading, drafts, find_tensions(reading, drafts))}


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("The bridge will be finished by June, the council said.", "missing_date", "June"),
        ("Analysts said the tram was late.", "missing_identity", "Analysts"),
        ("The minister said the tram was late.", "missing_identity", "The minister"),
        ("The Veldrano ferry sank. Divers reached the Veldrino ferry.", "unresolved_reference", "Veldrino"),
    ],
)
def test_what_the_text_leaves_open_is_asked(text: str, category: str, words: str) -> None:
    assert words in _questions(text)[category]


def test_a_dated_text_is_not_asked_for_its_date() -> None:
    text = "The bridge will be finished by June, the council said."
    assert "missing_date" in _questions(text)
    assert "missing_date" not in _questions(text, published="2021-03-01")


def test_every_question_points_at_the_words_that_raise_it() -> None:
    text = "Analysts said the tram was late. Critics said that it was on time by May."
    reading = read_layers(Document.from_text(text))
    drafts = draft_claims(reading)
    questions = ask_questions(reading, drafts, find_tensions(reading, drafts))
    assert questions
    assert all(question.evidence for question in questions)
