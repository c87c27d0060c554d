"""Actors are found by a name, and by a word of a name or a role."""

from __future__ import annotations

from brief.grounding.roster import Roster

ROSTER = Roster(
    [("Piet Varga", "Varga"), ("Marta Holt",), ("Anna Varga", "Varga")],
    {"Marta Holt": ("the board's chair",)},
)


def test_of_two_with_one_name_the_first_is_meant() -> None:
    assert ROSTER.called("Varga") == ("Piet Varga", "Varga")
    assert ROSTER.called("Marta") == ()


def test_a_word_finds_everybody_who_has_it_in_order() -> None:
    assert [names[0] for names in ROSTER.having({"varga", "chair"})] == ["Piet Varga", "Marta Holt", "Anna Varga"]
    assert [names[0] for names in ROSTER.having({"chair"})] == ["Marta Holt"]
    assert ROSTER.having({"pier"}) == []


def test_only_names_have_stems_and_small_words_none() -> None:
    assert Roster([("the Port of Arden",)], {"the Port of Arden": ("an owner",)}).stems == {"port", "arden"}
