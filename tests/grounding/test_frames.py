"""Documents in languages that the guards do not read: whole sentences in a frame, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.grounding.frames import frame_quotes, parse_framed
from brief.grounding.gate import Grounding, ground_proposals
from brief.grounding.trial import Trial

GERMAN = Document.from_text(
    "Der Rat schloss die alte Brücke am Montag. Bürgermeisterin Eva Brandt sagte, die Kosten seien um 12 Prozent "
    "gestiegen. Die Anwohner fordern seit Wochen eine neue Abstimmung über den Plan."
)
COSTS = GERMAN.sentences[1].span.quote


def claim(statement: str, *sentences: int, source: str | None = None) -> ProposedClaim:
    places = [Pointer(number) for number in sentences]
    if source is None:
        return ProposedClaim(statement, "assertion", "core", places)
    return ProposedClaim(statement, "assertion", "core", places, source, "named_person", "indirect")


def ground(*claims: ProposedClaim, language: str | None = None) -> Grounding:
    return ground_proposals(Proposals(claims, language=language), GERMAN)


@pytest.mark.parametrize(
    "statement",
    [
        "Eva Brandt sagte, die Kosten seien um 12 Prozent gestiegen.",
        "Eva Brandt sagte, die Kosten seien nicht um 12 Prozent gestiegen.",
        "Eva Brandt said that the costs had risen by 12 per cent.",
        "The article says: “die Kosten seien um 15 Prozent gestiegen”",
    ],
)
def test_a_wording_that_nobody_can_check_gives_way_to_the_sentence(statement: str) -> None:
    grounding = ground(claim(statement, 2, source="Eva Brandt"))
    (told,) = grounding.claims
    assert (told.statement, told.support) == (f"Im Artikel heißt es: “{COSTS}”", "quoted")
    assert [item.statement for item in grounding.rejected] == [statement]


@pytest.mark.parametrize("statement", [COSTS, "The article says: “die Kosten seien um 12 Prozent gestiegen”"])
def test_the_sentences_own_words_are_framed_and_nothing_was_refused(statement: str) -> None:
    grounding = ground(claim(statement, 2))
    assert [told.statement for told in grounding.claims] == [f"Im Artikel heißt es: “{COSTS}”"]
    assert grounding.rejected == ()


def test_who_speaks_is_an_inference_and_has_to_be_named() -> None:
    grounding = ground(claim(COSTS, 2, source="Eva Brandt"), claim("Anton Weiss", 1, source="Anton Weiss"))
    named, other = sorted(grounding.claims, key=lambda told: told.evidence[0].start, reverse=True)
    assert (named.attribution.source, named.attribution.confidence) == ("Eva Brandt", "inferred")
    assert other.attribution.source is None


def test_our_words_are_in_the_language_asked_for() -> None:
    (told,) = ground(claim(COSTS, 2), language="fr").claims
    assert told.statement == f"L’article dit : “{COSTS}”"
    (told,) = ground(claim(COSTS, 2), language="xx").claims
    assert told.statement == f"The article says: “{COSTS}”"


def test_nobody_is_asked_for_another_wording() -> None:
    assert Trial(Proposals([claim("Der Rat schloss nichts.", 1)]), GERMAN).refused == ()


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), min_size=1, max_size=3)
)
def test_a_frame_is_read_as_it_was_written(quotes: list[str]) -> None:
    for language in ("en", "de", "ja", "ar", "pt-BR", "??"):
        framed = frame_quotes(quotes, language)
        assert parse_framed(framed) is not None
        assert parse_framed(f"{framed} And more.") is None
