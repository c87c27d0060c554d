"""A statement that begins with who says it, of a text that says so behind it, within it, or on what occasion."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons


@pytest.mark.parametrize(
    ("text", "statement", "by"),
    [
        (
            "The dam leaked, Ada Kern told the court in June.",
            "Ada Kern told the court in June that the dam leaked.",
            "Ada Kern",
        ),
        ("“I never lied,” Ada Kern told the court in June.", "Ada Kern told the court: “I never lied.”", "Ada Kern"),
        ("The dam leaked, Tarn Bank said in a note.", "Tarn Bank said in a note that the dam leaked.", "Tarn Bank"),
        (
            "The dam leaked, Tarn Bank said in a note, and the mill was shut.",
            "Tarn Bank said in a note that the dam leaked and the mill was shut.",
            "Tarn Bank",
        ),
        ("The dam leaked, the court heard.", "The court heard that the dam leaked.", None),
        ("On Tuesday, Ada Kern said the till was empty.", "Ada Kern said on Tuesday the till was empty.", "Ada Kern"),
        (
            "Opening the case at Ostby court on Tuesday, Ada Kern said the till was empty.",
            "Ada Kern said on Tuesday the till was empty.",
            "Ada Kern",
        ),
        (
            "At a hearing in Ostby on Tuesday, Ada Kern said the till was empty.",
            "Ada Kern said at a hearing in Ostby on Tuesday that the till was empty.",
            "Ada Kern",
        ),
    ],
)
def test_who_says_it_may_stand_first(text: str, statement: str, by: str | None) -> None:
    assert not reasons(text, statement, by=by)


@pytest.mark.parametrize(
    ("text", "statement", "by"),
    [
        ("The dam leaked, Ada Kern told Voss in June.", "Ada Kern told Voss that the dam leaked in June.", "Ada Kern"),
        (
            "The dam leaked on Friday, Ada Kern told the board.",
            "Ada Kern told the board on Friday that the dam leaked.",
            "Ada Kern",
        ),
        (
            "The dam, Ada Kern told the board, had never leaked.",
            "Ada Kern told the board the dam had leaked.",
            "Ada Kern",
        ),
        ("The dam leaked, Ada Kern refused to tell the board.", "Ada Kern told the board the dam leaked.", "Ada Kern"),
        ("The dam leaked, Ada Kern was told in May.", "Ada Kern told in May the dam leaked.", "Ada Kern"),
        ("The dam leaked, Ada Kern will tell the court.", "Ada Kern told the court the dam leaked.", "Ada Kern"),
        (
            "The dam leaked, Ada Kern is said to have told the court.",
            "Ada Kern told the court the dam leaked.",
            "Ada Kern",
        ),
        ("The dam leaked, a friend of Ada Kern told the court.", "Ada Kern told the court the dam leaked.", "Ada Kern"),
        ("The dam leaked, Tarn Bank did not say.", "Tarn Bank said the dam leaked.", "Tarn Bank"),
        ("“I killed him,” Piet Voss told Ada Kern.", "Ada Kern told Piet Voss: “I killed him.”", "Ada Kern"),
        (
            "If the wall falls, Tarn Bank told the court, the dam will leak.",
            "Tarn Bank told the court the dam will leak.",
            "Tarn Bank",
        ),
        ("The jury never heard that the mill burned.", "The jury heard that the mill burned.", None),
        ("The court heard claims that the mill burned.", "The court heard that the mill burned.", None),
        ("The mill burned, the court heard.", "The mill burned.", None),
    ],
)
def test_what_was_said_otherwise_is_not_told(text: str, statement: str, by: str | None) -> None:
    assert reasons(text, statement, by=by)


@pytest.mark.parametrize(
    "front",
    [
        "Asked about the fire on Tuesday",
        "Speaking of the fire on Tuesday",
        "In a film shown on Tuesday",
        "After the fire on Tuesday",
        "Speaking before Tuesday",
        "Not speaking on Tuesday",
    ],
)
def test_a_date_of_something_else_is_no_date_of_speaking(front: str) -> None:
    text = f"{front}, Ada Kern said the till was empty."
    assert reasons(text, "Ada Kern said on Tuesday the till was empty.", by="Ada Kern")
