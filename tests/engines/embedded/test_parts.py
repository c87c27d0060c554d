"""What somebody said in two clauses is two claims, where each can stand without the other."""

import pytest

from brief.document import Document
from brief.pipeline import summarise


def _statements(text: str) -> list[str]:
    lead = "The port of Ostby was closed on Monday.\n\n"
    return [claim.statement for claim in summarise(Document.from_text(lead + text)).claims]


def test_two_clauses_with_subjects_of_their_own_are_two_claims() -> None:
    found = _statements("The bridge was closed to trains and eleven cars left the track, Ostby Railways said.")
    assert "Ostby Railways said that eleven cars left the track." in found
    assert "Ostby Railways said that the bridge was closed to trains." in found


def test_a_second_predicate_that_begins_with_an_auxiliary_is_told_of_the_same_subject() -> None:
    found = _statements("Ostby Railways said the driver was conscious and had been flown by helicopter to Keldar.")
    assert "Ostby Railways said that the driver was conscious." in found
    assert "Ostby Railways said that the driver had been flown by helicopter to Keldar." in found


@pytest.mark.parametrize(
    "text",
    [
        # "It" and "they" need what stands before them.
        "Ostby Railways said eleven cars left the track and they fell into the river.",
        # The last of three predicates is not told without the second.
        "Ostby Railways said the yard cost 9 million crowns, was finished early and will create 40 jobs.",
        # After a comma, without a second "that", the outlet may be speaking again.
        "Ostby Railways said that the yard is shut, and the closure is casting a shadow over the harbour.",
    ],
)
def test_what_leans_on_its_neighbour_stays_with_it(text: str) -> None:
    assert sum("Ostby Railways" in statement for statement in _statements(text)) == 1
