"""Which nouns surely mean an actor, and the near misses that must mean nobody."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from brief.grounding.designations import find_designations, sure_forms
from tests.grounding.retelling import context_of, reasons

AIR = "Few people trust the state-backed airline Corran Air.\n\n"


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        (AIR, "airline", "Corran Air"),
        ("The operator, Ostby Rail, closed the line.", "operator", "Ostby Rail"),
        ("Tarn Bank, the owner of the mill, left.", "owner", "Tarn Bank"),
        ("The Health Ministry signed a lease.", "ministry", "Health Ministry"),
        ("Mayor Ada Kern met the miners.", "mayor", "Ada Kern"),
        ("They met Piet Voss, a baker, on Monday.", "baker", "Piet Voss"),
    ],
)
def test_a_noun_is_an_actors_where_the_text_says_so(text: str, noun: str, name: str) -> None:
    assert find_designations(context_of(text))[noun].names[0] == name


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        (AIR + "A rival airline failed.", "airline"),
        (AIR + "Two airlines merged.", "airline"),
        (AIR + "Its airline failed.", "airline"),
        ("The mill Corran Air bought was sold.", "mill"),
        ("The mill Corran Air had bought burned.", "mill"),
        ("Beside the mill, Corran Air, the owner, built a shed.", "mill"),
        ("The mill, Corran Air, and the bank were fined.", "mill"),
        ("At Corran Air, the mayor spoke.", "mayor"),
        ("Corran Air, the mill and the bank were fined.", "mill"),
        ("The Health Ministry paid. The Transport Ministry did not.", "ministry"),
        ("Deputy Minister Piet Voss left.", "minister"),
        ("The former owner, Tarn Bank, left.", "owner"),
        ("The so-called owner, Tarn Bank, left.", "owner"),
        ("Elm Wind built a mast.", "wind"),
        ("The owner of the mill, Tarn Bank, left.", "mill"),
        ("Tarn Bank, the owner of the mill, left. The owner of the boat stayed.", "owner"),
        ("Tarn Bank, the owner, left. The owner who stayed wept.", "owner"),
    ],
)
def test_a_noun_that_may_be_anothers_is_nobodys(text: str, noun: str) -> None:
    assert noun not in find_designations(context_of(text))


def test_a_noun_of_two_actors_is_nobodys() -> None:
    text = "The operator, Ostby Rail, met the operator, Corran Air, on Monday."
    assert "operator" not in find_designations(context_of(text))


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (AIR + "The airline, which has 400 pilots, lost money in May.", "Corran Air has 400 pilots."),
        (AIR + "The airline lost money in May.", "Corran Air lost money in May."),
        (AIR + "Few like the airline’s new boss.", "Few like Corran Air’s new boss."),
        ("The Health Ministry signed a lease.\n\nThe ministry paid in May.", "The Health Ministry paid in May."),
    ],
)
def test_a_name_may_stand_for_its_noun(text: str, statement: str) -> None:
    assert not reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (AIR + "The airline denied that it lost money in May.", "Corran Air lost money in May."),
        (AIR + "The airline’s rival lost money in May.", "Corran Air lost money in May."),
        (AIR + "Critics of the airline sued the mill.", "Corran Air sued the mill."),
        (AIR + "The airline may lose money in May.", "Corran Air will lose money in May."),
        (AIR + "The airline was not fined in May.", "Corran Air was fined in May."),
        (AIR + "The airline lost money to Tarn Bank.", "Tarn Bank lost money to Corran Air."),
        (AIR + "The airline lost money to Tarn Bank.", "Tarn Bank lost money."),
        (AIR + "Unlike the airline, Tarn Bank paid the fine.", "Corran Air paid the fine."),
        (AIR + "If the airline fails, the mill will close.", "Corran Air fails."),
        (AIR + "The airline said the mill had burned.", "The mill had burned."),
        ("The Harbour Board met.\n\nThe board of Tarn Bank shut the pier in May.", "The Harbour Board shut the pier."),
    ],
)
def test_a_name_for_its_noun_changes_nothing_else(text: str, statement: str) -> None:
    assert reasons(text, statement)


def test_a_noun_means_nobody_before_the_text_names_who_it_is() -> None:
    text = "The airline lost money in May.\n\n" + AIR
    assert reasons(text, "Corran Air lost money in May.", "The airline lost money in May.")


def test_an_alias_that_is_no_part_of_the_name_lends_nothing() -> None:
    forged = SimpleNamespace(
        name="Ann Moe", aliases=("Moe Foundation",), type="organisation", roles=(), mentions=()
    )  # fmt: skip
    text = "Ann Moe met the Moe Foundation.\n\nThe foundation lost money in May."
    assert sure_forms(("Ann Moe", "Moe Foundation")) == ("Ann Moe",)
    assert reasons(text, "Ann Moe lost money in May.", more=[forged])


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Tarn Bank opened in May.\n\nVoss slid down the bank.", "Voss slid down Tarn Bank."),
        ("Tarn Bank opened in May.\n\nThe bank in Oslo was fined.", "Tarn Bank was fined."),
        ("Tarn Bank opened in May.\n\nThe bank in Oslo was fined.", "Tarn Bank in Oslo was fined."),
        ("The Health Ministry met.\n\nThe ministry in Oslo was hacked.", "The Health Ministry in Oslo was hacked."),
        ("Mayor Ada Kern spoke.\n\nIn 1950 the mayor fled.", "Ada Kern fled."),
        ("Mayor Ada Kern spoke.\n\nA century ago the mayor fled.", "A century ago Ada Kern fled."),
    ],
)
def test_another_place_time_or_sense_is_another_thing(text: str, statement: str) -> None:
    assert reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Tarn Bank opened in May.\n\nThe bank sold two mills.", "Tarn Bank sold two mills."),
        ("The Health Ministry met.\n\nThe ministry was hacked in May.", "The Health Ministry was hacked in May."),
        ("Mayor Ada Kern spoke.\n\nThe mayor left in May.", "Ada Kern left in May."),
    ],
)
def test_a_body_that_acts_and_an_officer_of_today_are_known(text: str, statement: str) -> None:
    assert not reasons(text, statement)
