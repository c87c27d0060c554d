"""Whom "it" and "she" surely mean."""

from __future__ import annotations

import pytest

from tests.grounding.retelling import reasons


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Corran Air closed six routes after it was fined in May.", "Corran Air was fined in May."),
        ("Tarn Bank has opened 40 branches since it was founded in 1999.", "Tarn Bank was founded in 1999."),
        ("Tarn Bank lost customers.\n\nIt declined to comment on Monday.", "Tarn Bank declined to comment on Monday."),
        (
            "Ada Kern won the seat in April.\n\nShe entered the hall with a drum.",
            "Ada Kern entered the hall with a drum.",
        ),
    ],
)
def test_a_name_stands_for_a_pronoun_that_is_certain(text: str, statement: str) -> None:
    assert not reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Tarn Bank sued Corran Air.\n\nIt lost the case.", "Tarn Bank lost the case."),
        ("Tarn Bank bought a mill.\n\nIt burned in May.", "Tarn Bank burned in May."),
        ("Tarn Bank met Ada Kern.\n\nIt was a stormy day.", "Tarn Bank was a stormy day."),
        ("Corran Air sued a rival after it was fined in May.", "Corran Air was fined in May."),
        ("Corran Air told Tarn Bank after it was fined in May.", "Corran Air was fined in May."),
        ("Kern said Corran Air lied after it was fined in May.", "Corran Air was fined in May."),
        ("Corran Air was shut after it was said to have lied.", "Corran Air lied."),
        ("Tarn Bank was closed because it may have lied in May.", "Tarn Bank lied in May."),
        ("Tarn Bank was closed before it was fined in May, Kern said.", "Tarn Bank was fined in May."),
    ],
)
def test_no_name_stands_for_a_pronoun_that_may_mean_another(text: str, statement: str) -> None:
    assert reasons(text, statement)


def test_a_surname_is_nobody_elses_until_a_namesake_is_named() -> None:
    text = "Piet Voss owns the mill.\n\nVoss sold the boat in May."
    assert not reasons(text, "Piet Voss sold the boat in May.")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Tarn Bank dropped cover after it was outlawed.", "Tarn Bank was outlawed."),
        ("Ada Kern met a jogger.\n\nShe was arrested.", "Ada Kern was arrested."),
        ("Ada Kern freed a prisoner. She was ill.", "Ada Kern was ill."),
        ("Ada Kern helped a hiker. She was ill.", "Ada Kern was ill."),
        ("Ada Kern hid a teenager. She was ill.", "Ada Kern was ill."),
    ],
)
def test_what_stands_between_may_be_meant(text: str, statement: str) -> None:
    assert reasons(text, statement, text.split(". ")[-1])
