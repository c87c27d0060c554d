"""What the outlet judges, told in part in its own words."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import EmbeddedEngine
from brief.pipeline import summarise


def _statements(text: str) -> list[str]:
    return [claim.statement for claim in EmbeddedEngine().propose(Document.from_text(text)).claims]


def test_what_this_is_said_to_bring_is_spoken_of() -> None:
    text = "The board sold the pier on Monday. This decision marks a shameful betrayal of the town."
    assert "The article speaks of “a shameful betrayal of the town”." in _statements(text)


def test_the_reason_behind_a_judgement_is_a_claim_of_its_own() -> None:
    text = (
        "The board sold the pier on Monday. This decision marks a shameful betrayal of the town, "
        "as the pier is a landmark of the county."
    )
    found = _statements(text)
    assert "The article speaks of “a shameful betrayal of the town”." in found
    assert "The article says that the pier is a landmark of the county." in found


@pytest.mark.parametrize(
    "sentence",
    [
        "This decision does not mark a shameful betrayal of the town.",
        "This decision may mark a shameful betrayal of the town.",
        "This decision angered the union.",
        "Does this mark a shameful betrayal of the town?",
    ],
)
def test_what_is_denied_open_or_plain_is_not_spoken_of(sentence: str) -> None:
    assert not any("speaks of" in line for line in _statements(f"The board sold the pier on Monday. {sentence}"))


def test_a_plain_subject_is_told_and_what_judges_is_quoted() -> None:
    text = "The council has shamefully squandered a golden opportunity with its reckless and cynical gamble."
    briefing = summarise(Document.from_text(f"The vote was on Monday. {text}"))
    claim = next(claim for claim in briefing.claims if "squandered" in claim.statement)
    assert claim.support == "verified"
    assert claim.statement.startswith("The article says that the council “")
