"""Who says what a participle, an insertion or a second verb of saying brings."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.grounding.retelling import reasons

MORE = tuple(
    SimpleNamespace(name=name, aliases=(), type=kind, roles=(), mentions=())
    for name, kind in (("Farmers", "group"), ("survey", "other"), ("Drivers' Union", "organisation"))
)


@pytest.mark.parametrize(
    ("text", "statement", "by"),
    [
        (
            "The mill burned, Tarn Bank said, adding that the till was empty.",
            "Tarn Bank said the till was empty.",
            "Tarn Bank",
        ),
        (
            "“It burned,” Ada Kern said, adding that the till was empty.",
            "Ada Kern said the till was empty.",
            "Ada Kern",
        ),
        (
            "Farmers, however, remain divided, with some supporting the dam and others cautioning against it.",
            "Farmers remain divided.",
            "Farmers",
        ),
        (
            "The survey, seen by Tarn Bank, found that the till was empty.",
            "The survey found that the till was empty.",
            "survey",
        ),
        ("“It ends,” said a note by Tarn Bank, which owns it.", "Tarn Bank said: “It ends.”", "Tarn Bank"),
        (
            "The Drivers' Union has complained of the state of the track, where the limit was cut.",
            "The Drivers' Union has complained of the state of the track.",
            "Drivers' Union",
        ),
    ],
)
def test_the_subject_is_found(text: str, statement: str, by: str) -> None:
    assert not reasons(text, statement, by=by, more=MORE)


@pytest.mark.parametrize(
    ("text", "statement", "by"),
    [
        (
            "The mill burned, Voss said, adding that the till was empty.",
            "Ada Kern said the till was empty.",
            "Ada Kern",
        ),
        ("The mill burned, Voss said, denying that the till was empty.", "Voss said the till was empty.", "Piet Voss"),
        (
            "The mill burned, Voss said, never adding that the till was empty.",
            "Voss said the till was empty.",
            "Piet Voss",
        ),
        ("Tarn Bank sued, with Voss saying the till was empty.", "Tarn Bank said the till was empty.", "Tarn Bank"),
        ("Farmers remain divided, with Voss saying the till was empty.", "Farmers said the till was empty.", "Farmers"),
        ("Farmers, Voss hoped, remain divided.", "Farmers remain divided.", "Farmers"),
        ("Farmers are said to remain divided.", "Farmers remain divided.", "Farmers"),
        ("Farmers may remain divided.", "Farmers remain divided.", "Farmers"),
        ("Some farmers remain divided.", "Farmers remain divided.", "Farmers"),
        ("Farmers killed two guards.", "Farmers killed two guards.", "Farmers"),
        (
            "The survey, seen by Tarn Bank, found that the till was empty.",
            "Tarn Bank found that the till was empty.",
            "Tarn Bank",
        ),
        (
            "Voss, citing the survey, found that the till was empty.",
            "The survey found that the till was empty.",
            "survey",
        ),
        ("Voss welcomed the sale, Ada Kern said.", "Voss welcomed the sale.", "Piet Voss"),
    ],
)
def test_nobody_else_is(text: str, statement: str, by: str) -> None:
    assert reasons(text, statement, by=by, more=MORE)
