"""Looking actors up by place and by name."""

from __future__ import annotations

import pytest

from brief.document import Span
from brief.language.actor_index import ActorIndex
from brief.language.analysis import Actor

VELD = Actor(
    "Joanna Veld",
    "person",
    ("Veld",),
    roles=(Span(40, 60, "the prime minister"),),
    mentions=(Span(0, 11, "Joanna Veld"), Span(20, 24, "Veld")),
)
BOARD = Actor("Harbour Safety Board", "organisation", ("HSB",), mentions=(Span(70, 90, "Harbour Safety Board"),))
HOLMS = (Actor("Holm", "person", mentions=(Span(100, 104, "Holm"),)), Actor("Holm", "person"))
INDEX = ActorIndex([VELD, BOARD, *HOLMS])


@pytest.mark.parametrize(
    "name", ["Joanna Veld", "Veld", "Mrs. Veld", "Prime Minister Joanna Veld", "veld’s", "The Prime Minister"]
)
def test_a_name_alias_or_role_finds_its_actor(name: str) -> None:
    assert INDEX.named(name) is VELD


@pytest.mark.parametrize("name", ["Holm", "Velde", "", "Minister", "the"])
def test_what_two_share_or_nobody_bears_finds_nobody(name: str) -> None:
    assert INDEX.named(name) is None


def test_an_article_does_not_matter() -> None:
    assert INDEX.named("the HSB") is BOARD


def test_places_find_the_actor_named_there() -> None:
    assert INDEX.actor_at(Span(18, 30, "x" * 12)) is VELD
    assert INDEX.actor_at(Span(40, 60, "x" * 20)) is VELD
    assert INDEX.actor_at(Span(12, 19, "x" * 7)) is None


def test_a_place_with_two_actors_is_nobodys() -> None:
    assert INDEX.actor_at(Span(0, 95, "x" * 95)) is None
    assert INDEX.actors_at(Span(0, 95, "x" * 95)) == (VELD, BOARD)
