"""What may be told of one predicate of several, and of a noun without what else is said of it."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons


@pytest.mark.parametrize(
    ("text", "statement", "by"),
    [
        ("The line was shut in May and was repaired by Voss.", "The line was repaired by Voss.", None),
        ("The line was closed until Monday and repaired by Voss.", "The line was repaired by Voss.", None),
        ("The plant cost £2 million, was built in May and will hire 40 men.", "The plant will hire 40 men.", None),
        ("Kern said that the pier was safe and that the gate was open.", "Kern said that the gate was open.", "Kern"),
        ("A train carrying fuel derailed near Ostby.", "A train derailed near Ostby.", None),
        ("Two men in a van died near the mill on Monday.", "Two men died near the mill on Monday.", None),
        ("Voss never walked to the bank, which has six offices.", "The bank has six offices.", None),
        ("The board said it had sold a hall in May and expected to build another.", "The board said it had sold a hall in May.", "board"),  # noqa: E501
    ],
)  # fmt: skip
def test_one_predicate_of_several_may_be_told(text: str, statement: str, by: str | None) -> None:
    assert not reasons("Nothing else is known so far.\n\n" + text, statement, by=by)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The line was never shut and repaired by Voss.", "The line was repaired by Voss."),
        ("The line was nearly shut and repaired by Voss.", "The line was repaired by Voss."),
        ("The line was to be shut and repaired by Voss.", "The line was repaired by Voss."),
        ("The line was said to be shut and repaired by Voss.", "The line was repaired by Voss."),
        ("The pier was shut but was not repaired by Voss.", "The pier was repaired by Voss."),
        ("The pier was shut and may be repaired by Voss.", "The pier was repaired by Voss."),
        ("The pier was shut and was to be repaired by Voss.", "The pier was repaired by Voss."),
        ("The pier and the mill were shut and the hall was sold.", "The pier was sold."),
        ("Kern shut the line and Voss was fined in May.", "Kern was fined in May."),
        ("Kern knew Voss was ill and was fined in May.", "Kern was fined in May."),
        ("Kern said Voss was ill and was fined in May.", "Kern was fined in May."),
        ("Kern saw the man who shot Voss and was fined in May.", "Kern was fined in May."),
        ("If the line is shut and is repaired, Voss will pay.", "The line is repaired."),
        ("A line that was shut and was repaired by Voss failed.", "The line was repaired by Voss."),
        ("Voss was accused of fraud and jailed in May.", "Voss was jailed in May."),
        ("Corran Air refused to pay and was fined in May.", "Corran Air was to pay in May."),
    ],
)
def test_no_predicate_gets_another_subject_or_loses_what_governs_it(text: str, statement: str) -> None:
    assert reasons("Nothing else is known so far.\n\n" + text, statement)


@pytest.mark.parametrize("by", ["Kern"])
@pytest.mark.parametrize(
    "text",
    [
        "Kern denied that the pier was safe and that the gate was open.",
        "Kern said that if the pier was safe and that the gate was open.",
        "Kern did not say that the pier was safe and that the gate was open.",
    ],
)
def test_no_clause_is_said_that_was_denied_or_supposed(text: str, by: str) -> None:
    assert reasons(text, "Kern said that the gate was open.", by=by)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("No train carrying fuel derailed near Ostby.", "A train derailed near Ostby."),
        ("No train carrying fuel derailed near Ostby.", "No train derailed near Ostby."),
        ("Every train carrying fuel derailed near Ostby.", "Every train derailed near Ostby."),
        ("The train carrying fuel derailed near Ostby.", "The train derailed near Ostby."),
        ("A train without a driver derailed near Ostby.", "A train derailed near Ostby."),
        ("A man in a film by Voss shot a rival.", "A man shot a rival."),
        ("A threat by Voss was never made.", "A threat was made."),
        ("Kern said a witness with a gun shot Voss.", "A witness shot Voss."),
        ("Nine in ten men died near the mill on Monday.", "Nine men died near the mill on Monday."),
        ("Some 12% of men died near the mill.", "Some 12% died near the mill."),
        ("A child with measles will be sent home.", "A child will be sent home."),
        ("A driver with a debt must pay the fine.", "A driver must pay the fine."),
        ("A friend of Voss was fined by Kern.", "Voss was fined by Kern."),
        ("The board rented every hall that never opened.", "The board rented every hall."),
        ("Nobody rented a hall that never opened.", "Nobody rented a hall."),
        ("Voss did not rent a hall that never opened.", "Voss did not rent a hall."),
    ],
)
def test_a_noun_keeps_what_says_which_and_how_many(text: str, statement: str) -> None:
    assert reasons("Nothing else is known so far.\n\n" + text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The mother of the baker, who owed money, left.", "The baker owed money."),
        ("In a sketch, the baker, who owes money, flees.", "The baker owes money."),
        ("Tales were told of the baker, who owed money.", "The baker owed money."),
        ("Voss dreamed about the baker, who owed money.", "The baker owed money."),
        ("The plan was ruled illegal and scrapped by critics.", "The plan was scrapped by critics."),
        ("The dam was called weak and cracked.", "The dam was cracked."),
    ],
)
def test_a_clause_is_on_a_noun_that_nothing_precedes(text: str, statement: str) -> None:
    assert reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The baker, who owed money, left.", "The baker owed money."),
        ("Police arrested Piet Voss, who had fled to Oslo.", "Piet Voss had fled to Oslo."),
        ("“It is full,” said Ada Kern, who runs the hall.", "Ada Kern runs the hall."),
        ("The line was shut and repaired.", "The line was repaired."),
    ],
)
def test_a_clause_on_a_plain_subject_or_object_stands(text: str, statement: str) -> None:
    assert not reasons(text, statement)
