"""One sentence, several propositions: where it is cut, and where it must not be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.engines.embedded.clauses import Clause, is_balanced, split_clauses
from brief.language.parse import parse_document


def _clauses(sentence: str) -> list[tuple[str, str, str]]:
    """(shape, lead, words) of each clause of a sentence."""
    parse = parse_document(Document.from_text(sentence))

    def words(indexes: tuple[int, ...]) -> str:
        return " ".join(parse.doc[i].text for i in indexes)

    return [(c.shape, words(c.lead), words(c.tokens)) for c in split_clauses(parse.tokens[0])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Marta Kell, the harbour master of Ostby, closed the port on Monday.",
            ("apposition", "Marta Kell", "the harbour master of Ostby"),
            id="apposition",
        ),
        pytest.param(
            "While the council has welcomed the plan, residents have asked for a new vote.",
            ("contrast", "", "the council has welcomed the plan"),
            id="contrast",
        ),
        pytest.param(
            "The port was closed on Monday, and the fishermen moored their boats in Lund.",
            ("coordinate", "", "the fishermen moored their boats in Lund"),
            id="coordinate",
        ),
        pytest.param(
            "The council welcomed the plan, leaving the fishermen without a harbour.",
            ("insertion", "", "leaving the fishermen without a harbour"),
            id="insertion",
        ),
        pytest.param(
            "The ferry sails to Ostby, which has a population of 4,000.",
            ("relative", "Ostby", "has a population of 4,000"),
            id="relative",
        ),
    ],
)
def test_each_shape_is_cut_out(sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in _clauses(sentence)


def test_what_a_cut_leaves_is_a_sentence_without_its_commas() -> None:
    clauses = _clauses("Marta Kell, the harbour master of Ostby, closed the port.")
    main = [words for shape, _, words in clauses if shape == "main"]
    assert main == ["Marta Kell closed the port"]


def test_a_simple_sentence_stays_whole() -> None:
    assert [shape for shape, _, _ in _clauses("The council closed the port on Monday.")] == ["main"]


def test_a_cut_that_would_leave_no_sentence_is_undone() -> None:
    assert [shape for shape, _, _ in _clauses("Kell, the harbour master.")] == ["main"]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_no_token_is_in_two_clauses(text: str) -> None:
    parse = parse_document(Document.from_text(text))
    for tokens in parse.tokens:
        clauses: list[Clause] = split_clauses(tokens)
        indexes = [i for clause in clauses for i in clause.tokens]
        assert len(set(indexes)) == len(indexes)


def test_balance_counts_brackets_and_marks() -> None:
    assert is_balanced("he said “yes” (twice)")
    assert not is_balanced("(he said")
    assert not is_balanced('he said "yes')
