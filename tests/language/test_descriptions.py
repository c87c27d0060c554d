""" "The airline", "the company": given to a named body where the text leaves no other, and to nobody else."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.language.actors import extract_actors
from brief.language.attributions import extract_attributions
from brief.language.descriptions import body_nouns
from brief.language.parse import parse_document
from brief.language.quotations import extract_quotations


def described(text: str) -> dict[str, list[str]]:
    document = Document.from_text(text)
    parse = parse_document(document)
    actors = extract_actors(parse, extract_attributions(parse, extract_quotations(document)))
    return {actor.name: [role.quote for role in actor.roles] for actor in actors if actor.type == "organisation"}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The newspaper Morning Ledger has a new owner. The newspaper said it would go on.", "Morning Ledger",
         "The newspaper"),
        ("The Harbour Trust bought the pier. The trust said it would mend the roof.", "Harbour Trust", "The trust"),
        ("The Bank of Ostby cut its rate. The bank said it had no choice.", "Bank of Ostby", "The bank"),
        ("Orrin Holdings bought the yard. The company said it would stay.", "Orrin Holdings", "The company"),
    ],
)  # fmt: skip
def test_a_description_with_one_bearer_is_a_role_of_it(text: str, name: str, role: str) -> None:
    assert role in described(text)[name]


@pytest.mark.parametrize(
    "text",
    [
        # two banks
        "The Bank of Ostby and the Bank of Tarn cut rates. The bank said it had no choice.",
        # a bank without a name
        "The Bank of Ostby cut its rate. A rival bank followed. The bank said it had no choice.",
        # an office is no company
        "The Statistics Office moved. The company said it would stay.",
        # named only afterwards
        "The bank said it had no choice. Later the Bank of Ostby and the Bank of Tarn closed.",
    ],
)
def test_where_there_is_doubt_it_is_nobodys(text: str) -> None:
    assert not any(
        role.casefold() in ("the bank", "the company") for roles in described(text).values() for role in roles
    )


def test_the_nouns_of_bodies_are_two_kinds() -> None:
    narrow, wide = body_nouns()
    assert "airline" in narrow
    assert "company" in wide
    assert not narrow & wide
