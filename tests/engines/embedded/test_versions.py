"""What a text tells twice and otherwise: corrections, disowned words, rival plans, and one surname for two."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.doubts import find_doubts
from brief.engines.embedded.versions import (
    find_disowned,
    find_namesakes,
    find_rival_plans,
    find_same_again,
    find_taken_back,
)

FINDERS = (find_taken_back, find_disowned, find_rival_plans, find_same_again, find_namesakes, find_doubts)


def _found(text: str) -> list[tuple[str, str]]:
    reading = read_layers(Document.from_text(text))
    drafts = draft_claims(reading)
    return [(found.type, found.statement) for finder in FINDERS for found in finder(reading, drafts)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The survey of the pier was made in 2014.\n\nThe survey of the pier is dated 2015, not 2014.",
            "timeline_discrepancy",
        ),
        (
            "The board is led by Karl Abery, its chair.\n\nThe chair of the board is Len Abery, not Karl.",
            "naming_inconsistency",
        ),
        (
            "Repairs to the pier will cost £2.4 million.\n\nThe first paragraph overstates the cost. "
            "The contract is worth £2.1 million.",
            "internal_tension",
        ),
        (
            "Ana Ruiz said the director had threatened to cancel the play. “I never said that anyone would cancel "
            "anything,” Tom Baker said.",
            "source_disagreement",
        ),
        (
            "Tom Baker said the run will go ahead in the old hall. Ana Ruiz said it will go ahead on the quay.",
            "source_disagreement",
        ),
        ("“The pier will open,” Ana Ruiz said. She had used the same words in March.", "asserted_contrast"),
        (
            "Detectives believe the ferry was scuttled by its crew. The coastguard said the picture of the ferry "
            "proved nothing.",
            "certainty_mismatch",
        ),
        ("The lamp may have been put out by hand, although a power cut might explain it.", "framing_conflict"),
        (
            "The tug was allegedly the Vera, which, its owner says, has been in dock since May.",
            "source_disagreement",
        ),
        (
            "Tom Baker denied that the board had ignored the warning. A letter by the engineers said that the pier "
            "was unsafe.",
            "source_disagreement",
        ),
    ],
)
def test_two_versions_of_one_thing_pull_apart(text: str, kind: str) -> None:
    assert kind in [found for found, _ in _found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The train stops in Leeds. The coach goes to York, not Leeds.",
        "Ana Ruiz said the pier was old. “I never liked the sea,” Tom Baker said.",
        "Tom Baker said the run will go ahead in May. Ana Ruiz said it may rain.",
        "Ana Ruiz said that nobody had proved the fraud.",
        "Tom Baker denied the charge. Ana Ruiz said that the pier was unsafe.",
        "A crane may have fallen, Radio Ostby said. No crane could fall in May, police said.",
    ],
)
def test_what_only_looks_like_two_versions_is_none(text: str) -> None:
    assert _found(text) == []


TWO = (
    "Maren Thorsby accused her uncle, Edwin Thorsby. Maren Thorsby is a vet. Edwin Thorsby is not a candidate. "
    "The mayor said that Thorsby had been at the meeting. The sheet has the entry Thorsby."
)


def test_a_surname_that_two_people_have_is_told() -> None:
    told = [statement for kind, statement in _found(TWO) if kind == "naming_inconsistency"]
    assert any("Maren Thorsby" in statement and "Edwin Thorsby" in statement for statement in told)


def test_a_relative_named_in_passing_puts_no_name_in_doubt() -> None:
    text = "Maren Thorsby spoke. Maren Thorsby has a son, Edwin Thorsby. Thorsby said no. Thorsby left."
    assert "naming_inconsistency" not in [kind for kind, _ in _found(text)]
