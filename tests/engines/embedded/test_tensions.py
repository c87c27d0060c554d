"""Where a text pulls apart, and where it only seems to."""

import pytest

from brief.document import Document
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.spellings import similar_names
from brief.engines.embedded.tensions import find_tensions


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


def _found(text: str) -> list[tuple[str, str]]:
    reading = read_layers(Document.from_text(text))
    return [(tension.type, tension.statement) for tension in find_tensions(reading, draft_claims(reading))]


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        pytest.param(
            "Radio Ostby reported that a crane had fallen. Police said no crane had fallen.",
            "source_disagreement",
            ("a crane had fallen", "no crane had fallen"),
            id="said and denied",
        ),
        pytest.param(
            "Anna Kell of Ostby said nobody warned the crews. A port spokesman disputed that, saying all were told.",
            "source_disagreement",
            ("nobody warned the crews", "disputed that, saying all were told"),
            id="a denial of what came before",
        ),
        pytest.param(
            "Anna Kell said the yard owed at least 4 million crowns. The yard said the amount was far lower.",
            "source_disagreement",
            ("owed at least 4 million crowns", "the amount was far lower"),
            id="an amount that is called wrong",
        ),
        pytest.param(
            "Anna Kell said the loans had been repaid. The court heard that auditors found no record of any loan.",
            "source_disagreement",
            ("the loans had been repaid", "no record of any loan"),
            id="no trace of what was said",
        ),
        pytest.param(
            "Anna Kell called the quay sound. But Piet Ray warned that the piles were rotten.",
            "source_disagreement",
            ("the quay sound", "the piles were rotten"),
            id="a turn to another holder",
        ),
        pytest.param(
            "The towns shared the river without a quarrel, despite the water dispute of 1987.",
            "asserted_contrast",
            ("shared the river without a quarrel", "the water dispute of 1987"),
            id="despite",
        ),
        pytest.param(
            "The operator said a power failure stopped the lift. An hour later it no longer speaks of a power failure.",
            "internal_tension",
            ("a power failure stopped the lift", "no longer speaks of a power failure"),
            id="taken back",
        ),
    ],
)
def test_both_sides_of_a_dispute_are_quoted(text: str, kind: str, sides: tuple[str, str]) -> None:
    assert any(kind == found and all(side in statement for side in sides) for found, statement in _found(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kell was denied bail. The court said the trial would begin in May.",
        "Anna Kell said the quay is closed. She did not deny that the piles were rotten.",
        "Anna Kell followed 40 boats. Her team will follow 90 boats next year.",
        "Anna Kell said 40 boats had left. Piet Ray said 12 trams had stopped.",
        "Anna Kell said one boat had left. Piet Ray said two boats were left in the bay.",
        "A crane may have fallen, Radio Ostby said. No crane could fall in May, police said.",
    ],
)
def test_what_does_not_pull_apart_is_no_tension(text: str) -> None:
    assert _found(text) == []


def test_a_tension_is_told_with_its_holders_where_their_sentences_name_them() -> None:
    ((_, statement),) = _found("Radio Ostby reported that a crane had fallen. Police said no crane had fallen.")
    assert statement == "Radio Ostby and Police differ: “a crane had fallen” and “no crane had fallen”."


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The ministry put the number of dead at 12. Ostby Hospital said 15 people had died.", ("at 12", "15 people")),
        ("Police said 2,000 people took part in the march. Organisers put the crowd at 10,000.", ("2,000", "10,000")),
        (
            "The council said the new bridge will cost 40 million crowns. An audit seen by Ostby FM puts the cost at "
            "65 million crowns.",
            ("40 million", "65 million"),
        ),
        ("The yard said 12 percent of its crew had left. The union said the share was 30 percent.", ("12", "30")),
        (
            "Ostby Rail said the line would open in June. The minister said the line would open in October.",
            ("June", "Oct"),
        ),
        ("Correction: the fund was founded in 1987, not in 1978 as stated earlier.", ("1987", "1978")),
        ("At first the airline blamed the weather. On Tuesday it said that a pump had failed.", ("weather", "pump")),
    ],
)
def test_one_thing_told_in_two_ways_is_a_tension(text: str, sides: tuple[str, str]) -> None:
    assert any(all(side in statement for side in sides) for _, statement in _found(text))


@pytest.mark.parametrize(
    "text",
    [
        "The yard said 12 percent of its workers had left. The union said 400 trams were late.",
        "Ostby Rail said the line would open in June. The minister said the quay would open in October.",
        "Prices rose 4 percent in May, the bank said. Wages rose 2 percent, the union said.",
        "Anna Kell said the shares fell 2 percent to 40 crowns. Piet Ray said the fund fell 9 percent to 12 crowns.",
    ],
)
def test_numbers_and_dates_of_two_things_are_no_tension(text: str) -> None:
    assert _found(text) == []
