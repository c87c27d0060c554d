"""Running words: the text's own, marks in pairs, holders named as the text names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document, Span
from brief.engines.embedded.statements import (
    Wording,
    holder_phrase,
    quote_whole,
    quote_words,
    reporting_verb,
    sentence_case,
)
from brief.language.analysis import Attribution
from brief.language.quotations import extract_quotations


def _wording(text: str) -> tuple[Document, Wording]:
    document = Document.from_text(text)
    return document, Wording(document, extract_quotations(document))


def _attribution(source: str, source_type: str, **fields: object) -> Attribution:
    span = Span(0, len(source), source)
    return Attribution((span,), (), (Span(50, 55, "words"),), "indirect", source_type, **fields)  # type: ignore[arg-type]


def test_white_space_is_folded_and_marks_become_curly() -> None:
    document, wording = _wording('The board\ncalled it  "over", he said.')
    assert wording.words([(0, len(document.text))]) == "The board called it “over”, he said."


def test_a_quotation_cut_by_a_stretch_is_closed_where_the_stretch_ends() -> None:
    document, wording = _wording("“The quay is shut. The boats are gone,” Kell said.")
    end = document.text.index(" The boats")
    assert wording.words([(0, end)]) == "“The quay is shut.”"
    start = document.text.index("The boats")
    assert wording.words([(start, document.text.index(" Kell"))]) == "“The boats are gone,”"


def test_single_marks_round_a_phrase_come_out_double_and_the_comma_outside() -> None:
    document, wording = _wording("Kell said the quay is ‘safe as houses,’ and left.")
    assert "“safe as houses”, and left" in wording.words([(0, len(document.text))])


def test_loaded_words_are_marked_unless_they_are_quoted_already() -> None:
    document, wording = _wording("It was a reckless plan, a “reckless bet”.")
    first, second = document.text.index("reckless"), document.text.rindex("reckless")
    marked = [document.span(at, at + len("reckless")) for at in (first, second)]
    assert wording.words([(0, len(document.text))], marked=marked) == "It was a “reckless” plan, a “reckless bet”."


@pytest.mark.parametrize(
    ("source", "source_type", "named", "expected"),
    [
        ("analysts", "unnamed_collective", None, "Unnamed analysts"),
        ("Analysts", "unnamed_collective", None, "Unnamed analysts"),
        ("Western governments", "government_collective", None, "Unnamed Western governments"),
        ("some residents", "unnamed_collective", None, "Some residents"),
        ("the minister", "role_only", None, "The minister"),
        ("the harbour master", "role_only", "Marta Kell", "Marta Kell"),
        ("he", "role_only", None, None),
    ],
)
def test_a_holder_is_named_as_the_text_does(
    source: str, source_type: str, named: str | None, expected: str | None
) -> None:
    assert holder_phrase(_attribution(source, source_type), named=named) == expected


def test_a_judging_cue_becomes_said_and_another_act_stays() -> None:
    denied = _attribution("Kell", "named_person", cue_lemma="deny")
    assert reporting_verb(denied, judging=False) == "denied"
    assert reporting_verb(_attribution("Kell", "named_person", cue_lemma="insist"), judging=True) == "said"


def test_a_question_is_asked_and_a_headline_is_named() -> None:
    assert quote_whole("Who pays?") == "The article asks: “Who pays?”"
    assert quote_whole("Quay shut", heading=True) == "The headline says: “Quay shut”."


@given(st.text(max_size=40))
def test_quoting_keeps_the_words(words: str) -> None:
    assert quote_words(words)[0] in "“‘"
    assert words.strip().rstrip(" .,;:") in quote_words(words)


@given(st.text(max_size=40))
def test_sentence_case_changes_one_letter_at_most(words: str) -> None:
    cased = sentence_case(words)
    assert cased.casefold() == words.casefold()
