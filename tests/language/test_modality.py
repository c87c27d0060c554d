"""Hedges, negations, modals, conditions and quantity words of English, and the stems that inflection shares."""

from __future__ import annotations

import pytest

from brief.language.modality import (
    base_form,
    find_markers,
    is_hedged,
    is_negated,
    marker_kind,
    quantity_group,
    speech_group,
)


@pytest.mark.parametrize(
    "forms",
    [
        ("deploy", "deploys", "deployed", "deploying"),
        ("close", "closes", "closed", "closing"),
        ("stop", "stops", "stopped", "stopping"),
        ("carry", "carries", "carried", "carrying"),
        ("write", "writes", "wrote", "written", "writing"),
        ("box", "boxes"),
        ("policy", "policies"),
        ("woman", "women"),
        ("be", "is", "were", "been"),
        ("will", "would"),
    ],
)
def test_inflection_shares_a_stem(forms: tuple[str, ...]) -> None:
    assert len({base_form(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("deploy", "deployment"), ("new", "news"), ("president", "presidency"), ("oppose", "opponent"), ("us", "use")],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert base_form(one) != base_form(other)


@pytest.mark.parametrize(
    "wording",
    [
        "It may rain.",
        "He was allegedly there.",
        "Prices are expected to rise.",
        "It reportedly fell.",
        "It is on track.",
    ],
)
def test_hedges(wording: str) -> None:
    assert is_hedged(wording)


@pytest.mark.parametrize("wording", ["It rained in May.", "May 3 was dry.", "The board plans to vote.", "It rained."])
def test_no_hedges(wording: str) -> None:
    assert not is_hedged(wording)


@pytest.mark.parametrize(
    "wording", ["They won’t go.", "Nobody came.", "He denies it.", "She cannot pay.", "It failed."]
)
def test_negations(wording: str) -> None:
    assert is_negated(wording)


@pytest.mark.parametrize("wording", ["Noted.", "They stopped it.", "Another notice came."])
def test_no_negations(wording: str) -> None:
    assert not is_negated(wording)


def test_a_phrase_is_one_marker() -> None:
    found = [(marker.form, marker.kind) for marker in find_markers("No more than 5 of at least 12 boats, if any.")]
    assert found == [
        ("No more than", "quantity"),
        ("at least", "quantity"),
        ("if", "condition"),
        ("any", "quantity"),
    ]


def test_markers_stand_where_they_say() -> None:
    wording = "Perhaps some boats, as many as 40, could not sail unless it is calm."
    assert all(wording[m.start : m.end] == m.form for m in find_markers(wording))


def test_groups() -> None:
    assert quantity_group("Most") == "most"
    assert marker_kind("former") == ("privative", "privative")
    assert (speech_group("told"), speech_group("insisted"), speech_group("doubts")) == ("plain", "held", "open")


@pytest.mark.parametrize(
    "word", ["not", "hop", "hopped", "stat", "stats", "tel", "writ", "accord", "emphasis", "reporter"]
)
def test_a_word_with_the_stem_of_a_verb_of_saying_is_none(word: str) -> None:
    assert speech_group(word) is None


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("notes", "held"),
        ("Noted", "held"),
        ("noting", "held"),
        ("told", "plain"),
        ("said", "plain"),
        ("according", "held"),
        ("hoped", "open"),
        ("denies", "open"),
        ("replied", "held"),
        ("confesses", "held"),
        ("labelled", "describing"),
        ("labeled", "describing"),
        ("admitting", "held"),
        ("swore", "held"),
    ],
)
def test_every_form_of_a_verb_of_saying_is_known(word: str, group: str) -> None:
    assert speech_group(word) == group


@pytest.mark.parametrize("word", ["joked", "quips", "teasing", "pretended", "imagined", "dreamt", "lied"])
def test_what_is_not_meant_is_not_said(word: str) -> None:
    assert speech_group(word) == "unserious"


@pytest.mark.parametrize("word", ["dream", "dreams", "lies", "pretending"])
def test_nouns_and_places_are_no_speech(word: str) -> None:
    assert speech_group(word) is None
