"""Where a text pulls apart, and where it only seems to."""

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.tensions import find_tensions, similar_names


def _types(text: str) -> list[str]:
    reading = read_layers(Document.from_text(text))
    return [tension.type for tension in find_tensions(reading, draft_claims(reading))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Veldrano ferry sank on Monday. Divers reached the Veldrino ferry a day later.",
            "naming_inconsistency",
            id="two spellings",
        ),
        pytest.param(
            "Officials said the bridge will be finished by June. "
            "The bridge must be finished by the end of August, the mayor said.",
            "timeline_discrepancy",
            id="two deadlines",
        ),
        pytest.param(
            "The storm killed 12 people on Monday. By Tuesday the ministry said that the storm killed 15 people.",
            "internal_tension",
            id="two counts of one thing",
        ),
        pytest.param(
            "Mayor Ana Ruiz said the pier is safe. This statement contradicts the earlier report.",
            "asserted_contrast",
            id="the outlet sets two things against each other",
        ),
        pytest.param(
            "The growing shortage has hurt schools. Teachers warned of a potential shortage.",
            "certainty_mismatch",
            id="certain here, possible there",
        ),
        pytest.param(
            "Residents, however, remain divided over the tram.", "source_disagreement", id="a division that is reported"
        ),
    ],
)
def test_each_tension_is_found(text: str, expected: str) -> None:
    assert expected in _types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank on Monday. Divers reached the ferry a day later.",
        "The bridge will be finished by June. The mayor welcomed the June date.",
        "Norwegian boats left Norway on Monday.",
        "The storm killed 12 people on Monday and injured 15 people in Lund.",
    ],
)
def test_a_plain_text_has_none(text: str) -> None:
    assert _types(text) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Oreshino", "Oreshnik", True),
        ("Mikhailov", "Mikhaylov", True),
        ("Norway", "Norwegian", False),
        ("Iceland", "Ireland", False),
        ("Johnson", "Johnsons", False),
        ("Martin", "Martha", False),
    ],
)
def test_names_are_similar_when_a_slip_tells_them_apart(one: str, other: str, expected: bool) -> None:
    assert similar_names(one, other) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Borrow a quarter and split the rest among the family of the student in Ostby.",
        "The fair in Ostby showed pictures of Indians. It ran in Indiana until March.",
    ],
)
def test_a_share_is_no_split_and_a_people_no_other_spelling(text: str) -> None:
    assert not {"source_disagreement", "naming_inconsistency"} & set(_types(text))


def test_a_body_that_is_split_over_something_disagrees() -> None:
    assert "source_disagreement" in _types("The council of Ostby is deeply split over the pier.")
