"""Whose claim it is: the whole designation, the one body or group a pronoun can mean, and nobody where it is unsure."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.pipeline import summarise


def sources(text: str) -> list[tuple[str | None, str]]:
    claims = summarise(Document.from_text(text)).claims
    return [(claim.attribution.source, claim.attribution.source_type) for claim in claims if claim.attribution.source]


@pytest.mark.parametrize(
    ("text", "source", "source_type"),
    [
        ("A spokesman for the yard said that the pier was shut.", "A spokesman for the yard", "role_only"),
        ("The pier is shut, a person briefed on the talks said.", "a person briefed on the talks", "role_only"),
        ("A surgeon, Dr Ada Kern, told the inquiry that the pier was shut.", "Ada Kern", "named_person"),
        ("The mayor of Tarn, Tom Baker, said that the pier was shut.", "Tom Baker", "named_person"),
        ("The opposition People’s List said that the pier was shut.", "People’s List", "named_organisation"),
        ("The newspaper Morning Ledger reported that the pier was shut.", "Morning Ledger", "named_organisation"),
    ],
)  # fmt: skip
def test_a_holder_has_its_whole_name(text: str, source: str, source_type: str) -> None:
    assert (source, source_type) in sources(f"The town of Ostby has a pier. {text}")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Harbour Board met on Monday. It said that the pier was shut.", "Harbour Board"),
        ("The Harbour Board met on Monday. The board said that the pier was shut.", "Harbour Board"),
    ],
)
def test_the_one_body_that_is_meant_holds_it(text: str, source: str) -> None:
    assert [name for name, _ in sources(text)] == [source]


def test_it_between_two_bodies_is_nobody() -> None:
    text = "The Harbour Board and the Ferry Trust met on Monday. It said that the pier was shut."
    assert sources(text) == []


def test_an_answer_in_an_interview_is_the_guests() -> None:
    text = (
        "Ada Kern leaves the harbour board on Friday.\n\nHerald: Did it fail?\n\nKern: It did. We had no plan.\n\n"
        "Herald: The union says nobody was warned.\n\nKern: Two crews were told."
    )
    claims = summarise(Document.from_text(text)).claims
    answers = [claim for claim in claims if claim.attribution.source == "Ada Kern"]
    assert [claim.statement for claim in answers] == [
        "Ada Kern said: “It did”.",
        "Ada Kern said: “We had no plan”.",
        "Ada Kern said: “Two crews were told”.",
    ]
    assert {claim.attribution.mode for claim in answers} == {"indirect"}
    assert not any("Herald:" in claim.statement or "Kern:" in claim.statement for claim in claims)
    assert any(claim.attribution.source == "The union" for claim in claims)


def test_a_time_in_a_live_report_is_no_part_of_a_claim() -> None:
    text = "10:52 – The operator says the lift has stopped.\n\n11:05 – The lift moves again, the operator says."
    claims = summarise(Document.from_text(text)).claims
    assert [str(claim.attribution.source).casefold() for claim in claims] == ["the operator", "the operator"]
    assert not any("10:52" in claim.statement or "11:05" in claim.statement for claim in claims)


def test_a_headline_may_give_its_words_to_somebody() -> None:
    text = "Cabinet split over rescue, officials say\n\nThe town of Ostby has a pier. It is shut."
    assert ("officials", "government_collective") in sources(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The fire brigade put the dead at seven.", "The fire brigade"),
        (
            "A new crane, planned in May, was dropped after the harbourmaster, Tobias Orr, warned that the current "
            "below the pier was too strong.",
            "the harbourmaster",
        ),
        ("Tom Baker, a vet, told a meeting in the drill hall that Ana had rung the office.", "Tom Baker"),
        ("Ostby's mayor, Ana Ruiz, ordered a review. She said that the bend would be rebuilt.", "Ana Ruiz"),
        ("“Nobody has taken it,” said Bess Lunt, who works behind the bar.", "Bess Lunt"),
    ],
)  # fmt: skip
def test_who_speaks_is_found_where_the_parse_misleads(text: str, source: str) -> None:
    from brief.engines.embedded import read_layers
    from brief.engines.embedded.claims import draft_claims

    drafts = draft_claims(read_layers(Document.from_text(f"The town of Ostby has a pier.\n\n{text}")))
    assert source in {draft.source for draft in drafts}


@pytest.mark.parametrize("text", ["He put the ball on the table.", "The ball was put on the table by the boy."])
def test_putting_without_a_number_says_nothing(text: str) -> None:
    from brief.engines.embedded import read_layers

    assert read_layers(Document.from_text(text)).analysis.attributions == ()


def test_a_relative_is_led_back_to_what_it_is_on() -> None:
    found = sources("The council hired Ostby Marine, a contractor from Port Tarn, which has promised to open the pier.")
    assert "which" not in {source for source, _ in found}
    assert "Port Tarn" not in {source for source, _ in found}
