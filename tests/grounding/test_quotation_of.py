"""The quotation of a whole sentence, and of whom it may be said to be."""

import pytest

from brief.document import Document, Span
from brief.grounding.guards import OUTLET, GuardContext, check_statement, is_quotation
from brief.language.analysis import Actor

TEXT = (
    "Marta Kell closed the quay on Monday. She left at noon. "
    "Marta Kell and Piet Ray met in Ostby. She refused to comment. Nobody said why."
)
DOCUMENT = Document.from_text(TEXT)


def _mentions(name: str) -> tuple[Span, ...]:
    starts = [at for at in range(len(TEXT)) if TEXT.startswith(name, at)]
    return tuple(DOCUMENT.span(at, at + len(name)) for at in starts)


ACTORS = [Actor(name, "person", mentions=_mentions(name)) for name in ("Marta Kell", "Piet Ray")]
CONTEXT = GuardContext.of(DOCUMENT, actors=ACTORS)
SENTENCES = [sentence.span for sentence in DOCUMENT.sentences]
KELL, KELL_AGAIN = _mentions("Marta Kell")


def test_a_whole_sentence_in_quotation_marks_stands() -> None:
    statement = "The article says: “Nobody said why”."
    assert check_statement(statement, [SENTENCES[4]], context=CONTEXT, holder=OUTLET) == []
    assert is_quotation(statement)


def test_it_may_be_said_of_the_only_person_whom_the_sentence_before_names() -> None:
    statement = "The article says of Marta Kell: “She left at noon”."
    assert check_statement(statement, [KELL, SENTENCES[1]], context=CONTEXT) == []


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        pytest.param("The article says of Piet Ray: “She left at noon”.", [KELL, SENTENCES[1]], id="another person"),
        pytest.param(
            "The article says of Marta Kell: “She refused to comment”.", [KELL_AGAIN, SENTENCES[3]], id="two in reach"
        ),
        pytest.param("The article says of Marta Kell: “Nobody said why”.", [KELL, SENTENCES[4]], id="no pronoun"),
        pytest.param("The article says of Marta Kell: “She left at noon”.", [SENTENCES[1]], id="no antecedent shown"),
        pytest.param("The article says of Marta Kell: “She left”.", [KELL, SENTENCES[1]], id="not the whole sentence"),
        pytest.param("The article says: “Somebody said why”.", [SENTENCES[4]], id="other words"),
    ],
)
def test_anything_else_is_refused(statement: str, evidence: list[Span]) -> None:
    assert check_statement(statement, evidence, context=CONTEXT) != []
