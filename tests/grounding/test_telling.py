"""What a statement may say that stands elsewhere in the text: roles, hours, the speaker's "I"."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons

OPEN = "“The gate was open,” Kern said."
ECONOMIST = "Tarn Bank hired people.\n\nThe bank’s chief economist, Ada Kern, said the pier was safe.\n\n" + OPEN


@pytest.mark.parametrize("said_of", ["Ada Kern, chief economist of Tarn Bank,", "Chief economist Ada Kern", "Ada Kern"])
def test_a_role_that_the_text_gives_elsewhere_may_be_told(said_of: str) -> None:
    assert not reasons(ECONOMIST, f"{said_of} said: “The gate was open.”", by="Ada Kern")


@pytest.mark.parametrize(
    "said_of",
    [
        "Ada Kern, chief economist of Corran Air,",
        "Ada Kern, chief of Tarn Bank,",
        "Ada Kern, former chief economist of Tarn Bank,",
        "Tarn Bank, chief economist of Ada Kern,",
        "Minister Ada Kern",
    ],
)
def test_no_other_role_may_be_told(said_of: str) -> None:
    assert reasons(ECONOMIST, f"{said_of} said: “The gate was open.”", by="Ada Kern")


def test_a_part_of_a_title_is_none() -> None:
    text = "Deputy Minister Piet Voss left in May.\n\nVoss said the gate was open."
    assert reasons(text, "Minister Piet Voss said the gate was open.", by="Piet Voss")


def test_an_apposition_may_be_told_as_a_sentence() -> None:
    assert not reasons("The owner of the mill, Piet Voss, left in May.", "Piet Voss is the owner of the mill.")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The owner of the mill, Piet Voss, left in May.", "Piet Voss is the mill."),
        ("The former owner of the mill, Piet Voss, left in May.", "Piet Voss is the owner of the mill."),
        ("The so-called owner of the mill, Piet Voss, left in May.", "Piet Voss is the owner of the mill."),
        ("Kern said the owner of the mill, Piet Voss, left in May.", "Piet Voss is the owner of the mill."),
        ("Kern denied that the owner of the mill, Piet Voss, left.", "Piet Voss is the owner of the mill."),
        ("If the owner of the mill, Piet Voss, leaves, it will close.", "Piet Voss is the owner of the mill."),
        ("The owner of the mill, Piet Voss, and Ada Kern left.", "Piet Voss is the owner of the mill."),
        ("Piet Voss, a thief if anybody is, left in May.", "Piet Voss is a thief."),
        ("Piet Voss, no longer the owner of the mill, left in May.", "Piet Voss is the owner of the mill."),
        ("Piet Voss, the thief and Ada Kern left in May.", "Piet Voss is the thief."),
    ],
)
def test_nobody_is_made_what_the_text_does_not_make_him(text: str, statement: str) -> None:
    assert reasons(text, statement)


ENTRIES = """10:52 – Two helicopters have reached the hill.

12:10 – The gates are open. Two men were freed. Ostby Rail says the line is safe."""


@pytest.mark.parametrize(
    ("statement", "quote", "stamp", "by"),
    [
        ("Two helicopters had reached the hill by 10:52.", "Two helicopters have reached the hill.", "10:52", None),
        ("The gates were open at 12:10.", "The gates are open.", "12:10", None),
        (
            "Ostby Rail said at 12:10 that the line was safe.",
            "Ostby Rail says the line is safe.",
            "12:10",
            "Ostby Rail",
        ),
    ],
)
def test_an_entry_of_a_running_report_tells_of_its_hour(statement: str, quote: str, stamp: str, by: str | None) -> None:
    assert not reasons(ENTRIES, statement, quote, stamp, by=by)


@pytest.mark.parametrize(
    ("statement", "quote", "stamp", "by"),
    [
        ("The gates were open at 10:52.", "The gates are open.", "10:52", None),
        ("The gates were not open at 12:10.", "The gates are open.", "12:10", None),
        ("The gates were open at 12:11.", "The gates are open.", "12:10", None),
        ("Two men were freed at 12:10.", "Two men were freed.", "12:10", None),
        (
            "Ostby Rail said at 10:52 that the line was safe.",
            "Ostby Rail says the line is safe.",
            "10:52",
            "Ostby Rail",
        ),
    ],
)
def test_no_entry_tells_of_another_hour_or_of_what_was_before(
    statement: str, quote: str, stamp: str, by: str | None
) -> None:
    assert reasons(ENTRIES, statement, quote, stamp, by=by)


BROTHER = (
    "Ada Kern was born in Tarn. She is a poet.\n\n“I was not in the mill when my brother sold the boat,” Ada Kern said."
)


def test_a_speakers_i_is_she() -> None:
    assert not reasons(
        BROTHER, "Ada Kern said she was not in the mill when her brother sold the boat.", by="Ada Kern"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "by"),
    [
        ("Ada Kern said she was in the mill when her brother sold the boat.", "Ada Kern"),
        ("Piet Voss said he was not in the mill when his brother sold the boat.", "Piet Voss"),
        ("Ada Kern said her brother was not in the mill.", "Ada Kern"),
        ("Ada Kern said I was not in the mill when my brother sold the boat.", "Ada Kern"),
    ],
)
def test_a_speakers_i_is_nobody_else(statement: str, by: str) -> None:
    assert reasons(BROTHER, statement, by=by)


ENGINE = "The boat has a diesel engine from Ostby.\n\n"


def test_the_one_engine_keeps_its_modifier() -> None:
    assert not reasons(ENGINE + "The engine failed in May.", "The diesel engine failed in May.")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (ENGINE + "It has a petrol engine. The engine failed in May.", "The diesel engine failed in May."),
        (ENGINE + "Another engine came. The engine failed in May.", "The diesel engine failed in May."),
        (ENGINE + "The engine failed in May.", "The petrol engine failed in May."),
        (ENGINE + "The engine almost failed in May.", "The diesel engine failed in May."),
    ],
)
def test_of_two_engines_neither_is_meant_surely(text: str, statement: str) -> None:
    assert reasons(text, statement)


def test_no_thing_is_known_before_it_is_brought() -> None:
    text = "The engine failed in May.\n\nThe boat has a diesel engine."
    assert reasons(text, "The diesel engine failed in May.", "The engine failed in May.")


def test_who_takes_a_position_need_not_say_so() -> None:
    assert not reasons("Police put the number at 71.", "Police put the number at 71.", by="Police")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Police stole the lists.", "Police stole the lists."),
        ("Kern said police put the number at 71.", "Police put the number at 71."),
        ("Police did not put the number at 71.", "Police put the number at 71."),
        ("Kern put the number at 71.", "Police put the number at 71."),
    ],
)
def test_what_is_only_done_is_no_position(text: str, statement: str) -> None:
    assert reasons(text, statement, by="Police")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("A forensic accountant, Dr Ada Kern, wept.", "Ada Kern is a forensic accountant."),
        ("Tarn Bank has a new line in loans. Its chairwoman, Ada Kern, wept.", "Ada Kern is chairwoman of Tarn Bank."),
        ("Ada Kern, who owns the mill, wept.", "Ada Kern owns the mill."),
        ("Ada Kern, 44, wept.", "Ada Kern is 44."),
        ("Its rival Corran Air shed staff.", "Corran Air shed staff."),
    ],
)
def test_who_somebody_is_may_be_told(text: str, statement: str) -> None:
    assert not reasons(text, statement, text)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Voss, a friend in name only, left.", "Voss is a friend."),
        ("Voss, a doctor on paper, left.", "Voss is a doctor."),
        ("Voss, a mayor in all but name, left.", "Voss is a mayor."),
        ("Voss, a friend of nobody, left.", "Voss is a friend."),
        ("Voss, a so-called expert, left.", "Voss is an expert."),
        ("Voss, the ex-mayor of Ostby, left.", "Voss is the mayor of Ostby."),
        ("Voss, the owner of the mill in theory, left.", "Voss is the owner of the mill."),
        ("Tarn Bank sued Corran Air. Its chairwoman, Ada Kern, wept.", "Ada Kern is chairwoman of Tarn Bank."),
        ("Tarn Bank wept. Its deputy chairwoman, Ada Kern, left.", "Ada Kern is chairwoman of Tarn Bank."),
        ("Voss said a forensic accountant, Dr Ada Kern, lied.", "Ada Kern is a forensic accountant."),
        ("A friend of Ada Kern, who stole the till, left.", "Ada Kern stole the till."),
        ("Ada Kern, who Voss said stole the till, left.", "Ada Kern stole the till."),
        ("Ada Kern, who may own the mill, left.", "Ada Kern owns the mill."),
        ("Ada Kern, 44 years after the fire, left.", "Ada Kern is 44."),
        ("Its fake rival Corran Air shed staff.", "Corran Air shed staff."),
        ("Voss denied that its rival Corran Air shed staff.", "Corran Air shed staff."),
    ],
)
def test_who_somebody_is_not_is_not_told(text: str, statement: str) -> None:
    assert reasons(text, statement, text)


@pytest.mark.parametrize("statement", ["Ada Kern said he was ill.", "Ada Kern said she was ill."])
def test_who_is_he_or_she_has_to_be_shown(statement: str) -> None:
    assert reasons("“I was ill,” Ada Kern said.", statement, by="Ada Kern")


@pytest.mark.parametrize("stamp", ["1pm", "[13:30]", "1.15 p.m.", "Updated 13:30"])
def test_an_entry_under_another_stamp_has_another_time(stamp: str) -> None:
    text = f"12:10 – The gates are open.\n\n{stamp} – The bridge is shut."
    assert reasons(text, "The bridge was shut at 12:10.", "12:10", "The bridge is shut.")


def test_a_bare_noun_of_another_place_or_sense_is_another_thing() -> None:
    opened = "The steel bridge opened in May.\n\n"
    assert reasons(opened + "The bridge in Oslo fell.", "The steel bridge in Oslo fell.")
    assert reasons(opened + "Voss played at the bridge.", "Voss played at the steel bridge.")
    assert not reasons(opened + "The bridge fell in June.", "The steel bridge fell in June.")
