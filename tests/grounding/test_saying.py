"""Which verbs "said" may stand for, and whose word a statement's quotation marks make of it."""

from __future__ import annotations

from typing import Any

import pytest

from brief.document import Document, Span
from brief.grounding.guards import OUTLET, GuardContext, Holder, check_statement, may_stand
from brief.language.analysis import Actor
from tests.grounding import harbour

TEXT = (
    "Rita Dunn joked that she would blow up the dam. She would sell the mill, Rita Dunn joked. “I will burn the "
    "bridge,” Rita Dunn joked. The mayor was honest, Rita Dunn doubted. “When does the road open?” Rita Dunn asked. "
    "The weir would hold, Rita Dunn hoped. The pier was sold, Rita Dunn teased. The pump was mended, Rita Dunn lied. "
    "The gate was shut, Rita Dunn pretended. Rita Dunn boasted that she had sunk the ferry. The lock was safe, Rita "
    "Dunn said. Rita Dunn accused the port of theft, and demanded that the sluice be drained. Rita Dunn said the "
    "clerk was a coward. A retired judge will lead the inquiry once again. Rita Dunn called the audit “a farce”. The "
    "reckless plan cost a fortune."
)
DOCUMENT = Document.from_text(TEXT)


def _actor(name: str) -> Actor:
    at = TEXT.index(name)
    fields: dict[str, Any] = {"name": name, "type": "person", "aliases": (), "roles": ()}
    return Actor(**fields, mentions=(DOCUMENT.span(at, at + len(name)),))


CONTEXT = GuardContext.of(DOCUMENT, actors=[_actor("Rita Dunn")])
DUNN = CONTEXT.holder("Rita Dunn", "named_person", "indirect")


def _evidence(words: str) -> tuple[Span, ...]:
    found = [sentence.span for sentence in DOCUMENT.sentences if words in sentence.span.quote]
    assert len(found) == 1, words
    return tuple(found)


def _reasons(statement: str, words: str, holder: Holder) -> set[str]:
    return {refusal.reason for refusal in check_statement(statement, _evidence(words), context=CONTEXT, holder=holder)}


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Rita Dunn said that she had sunk the ferry.", "ferry"),
        ("Rita Dunn said that the lock was safe.", "lock"),
        ("Rita Dunn joked that she would blow up the dam.", "dam"),
        ("Rita Dunn said: “When does the road open?”", "the road"),
        ("Rita Dunn demanded that the sluice be drained.", "sluice"),
    ],
)
def test_said_may_stand_for_what_was_said(statement: str, words: str) -> None:
    assert _reasons(statement, words, DUNN) == set()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Rita Dunn said that she would blow up the dam.", "dam"),
        ("Rita Dunn said that she would sell the mill.", "mill"),
        ("Rita Dunn said: “I will burn the bridge.”", "bridge"),
        ("Rita Dunn said that the mayor was honest.", "honest"),
        ("Rita Dunn said that the weir would hold.", "weir"),
        ("Rita Dunn said that the pier was sold.", "pier"),
        ("Rita Dunn said that the pump was mended.", "pump"),
        ("Rita Dunn said that the gate was shut.", "gate"),
    ],
)
def test_said_may_not_stand_for_a_joke_a_doubt_a_hope_or_a_lie(statement: str, words: str) -> None:
    assert "certainty_changed" in _reasons(statement, words, DUNN)


@pytest.mark.parametrize(
    ("statement", "words"),
    [("The pier was sold.", "pier"), ("The pump was mended.", "pump"), ("The gate was shut.", "gate")],
)
def test_what_was_only_pretended_is_no_fact_of_the_outlets(statement: str, words: str) -> None:
    assert "attribution_lost" in _reasons(statement, words, OUTLET)


def test_a_not_before_the_frame_is_no_verb_of_saying() -> None:
    words = "retired judge"
    assert _reasons("The article says that a retired judge will lead the inquiry once again.", words, OUTLET) == set()
    for statement in (
        "The article not says that a retired judge will lead the inquiry once again.",
        "not The article says: “A retired judge will lead the inquiry once again.”",
    ):
        assert "negation_added" in _reasons(statement, words, OUTLET)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The article says that a retired judge will lead the inquiry “once again”.", "retired judge"),
        ("The article says: “A retired judge will lead the inquiry once again.”", "retired judge"),
        ("The article describes the plan as “reckless”.", "reckless"),
        ("The article says that the “reckless” plan cost a fortune.", "reckless"),
        ("The article says: “Rita Dunn said the clerk was a coward.”", "coward"),
        ("The article says that Rita Dunn called the audit “a farce”.", "farce"),
    ],
)
def test_the_articles_word_may_be_quoted_in_its_frame(statement: str, words: str) -> None:
    assert _reasons(statement, words, OUTLET) == set()


@pytest.mark.parametrize(
    ("statement", "words", "holder"),
    [
        ("A “retired judge” will lead the inquiry once again.", "retired judge", OUTLET),
        ("The “reckless” plan cost a fortune.", "reckless", OUTLET),
        ("Rita Dunn said the clerk was “a coward”.", "coward", DUNN),
        ("The article says that Rita Dunn said the clerk was “a coward”.", "coward", OUTLET),
    ],
)
def test_marks_of_ours_make_no_word_somebodys(statement: str, words: str, holder: Holder) -> None:
    assert "quotation_not_speech" in _reasons(statement, words, holder)


def test_a_statement_may_stand_exactly_when_nothing_refuses_it() -> None:
    context = harbour.context()
    for statement, words, of in (*harbour.SOUND, *harbour.LIES):
        evidence, holder = harbour.evidence(words), harbour.holder(of, context)
        refusals = check_statement(statement, evidence, context=context, holder=holder)
        assert may_stand(statement, evidence, context=context, holder=holder) is not bool(refusals)
