"""Numbers that leave out what they count, set against the number they are another version of."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.counts import find_counts, number_value


def _found(text: str) -> list[str]:
    reading = read_layers(Document.from_text(text))
    return [tension.statement for tension in find_counts(reading, draft_claims(reading))]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The ministry said 38 people were hurt. The fire brigade counted 52.", "38", "52"),
        ("The march drew 4,000 people, the police said. The organisers said 9,000 had come.", "4,000", "9,000"),
        ("Four people died in the fire. The union's website gives the toll of the fire as 6.", "Four", "6"),
        ("The damage is put at 9 million crowns by the city and at 14 million by the traders.", "9 million", "14"),
        (
            "Ana Ruiz said the office had been rung eleven times. Tom Baker said he had rung the office twice.",
            "eleven",
            "twice",
        ),
    ],
)
def test_two_holders_give_two_numbers_for_one_thing(text: str, one: str, other: str) -> None:
    assert any(one in statement and other in statement for statement in _found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said 38 people were hurt. The limit on the road is 30.",
        "The ministry said 38 people were hurt. The fire brigade said it had sent 52 more.",
        "The hospital said it had treated 41 people and sent 12 to other clinics.",
        "The ministry said 38 people were hurt. The fire brigade also counted 38.",
        "The ministry said 3 people were hurt. The harbour board valued it at 4 million.",
        "The police said they had fined 30 drivers.\n\nThe fire brigade counted 52.",
    ],
)
def test_numbers_of_other_things_are_no_tension(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9 million", 9e6),
        ("1,200", 1200.0),
        ("twenty", 20.0),
        ("four thousand", 4000.0),
        ("£2.4m", None),
        ("few", None),
    ],
)
def test_a_number_has_a_value_in_digits_and_in_words(words: str, value: float | None) -> None:
    assert number_value(words.split()) == value
