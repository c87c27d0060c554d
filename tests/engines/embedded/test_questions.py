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
        ("Analysts said the tram was late.", "missing_identity", "analysts"),
        ("The minister said the tram was late.", "missing_identity", "the minister"),
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


@pytest.mark.parametrize(
    ("text", "category", "words"),
    [
        ("The port declined to say how many cranes had failed.", "missing_quantity", "how many cranes"),
        ("The mayor declined to name the bidders for the quay.", "missing_identity", "to name the bidders"),
        ("The letter could not be independently verified on Monday.", "missing_evidence", "could not be independently"),
        ("The cause of the fire is still under investigation.", "missing_outcome", "under investigation"),
        ("The Ostby Port Authority did not respond to a request.", "missing_party", "did not respond"),
        ("Independent tests show that the paint keeps for years.", "missing_source", "Independent tests"),
        ("The fee for berths was considerably higher this year.", "missing_quantity", "considerably higher"),
        ("The two sides met in May. Papers call it Project Lantern.", "undefined_term", "Project Lantern"),
        (
            "The buyer of the yard is a foreign insurer. It was paid by a foreign bank.",
            "missing_identity",
            "foreign bank",
        ),
    ],
)
def test_what_the_text_itself_says_is_open_is_asked(text: str, category: str, words: str) -> None:
    assert words in _questions(text, published="2021-03-01")[category]


def test_each_nameless_source_is_asked_for_on_its_own() -> None:
    text = "Residents said the tram was late. A former driver said that the brakes had failed. Experts said it was old."
    reading = read_layers(Document.from_text(text))
    drafts = draft_claims(reading)
    asked = [q.question for q in ask_questions(reading, drafts, []) if q.category == "missing_identity"]
    assert {"Who are “residents”?", "Who is “a former driver”?", "Who are “experts”?"} <= set(asked)


def test_who_was_told_of_before_and_who_is_named_is_not_asked_for() -> None:
    text = "A former driver, Tom Kell, said that the brakes had failed. The driver said that the tram was old."
    assert "missing_identity" not in _questions(text)


def test_a_plain_report_raises_no_question() -> None:
    text = "Anna Kell opened the quay on 3 May 2021. She thanked Piet Ray, the mayor of Ostby, for the 4 cranes."
    assert _questions(text, published="2021-05-04") == {}


def test_a_long_text_is_asked_twelve_questions_and_a_short_one_three() -> None:
    open_ = "The cause of fire {0} is not known. Bystander group {0} said that a former guard had left door {0} open."
    long = " ".join(open_.format(i) for i in range(40))
    for text, most in ((long, 12), (open_.format(1), 3)):
        reading = read_layers(Document.from_text(text))
        drafts = draft_claims(reading)
        assert 0 < len(ask_questions(reading, drafts, [])) <= most
