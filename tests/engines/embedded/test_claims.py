"""Which voice a sentence's propositions are given to, and that nothing of a sentence is told twice."""

from __future__ import annotations

import pytest

from brief.briefing import Claim
from brief.document import Document
from brief.pipeline import summarise

_BEFORE = "The town of Ostby has a pier."


def _claims(text: str) -> list[Claim]:
    return [claim for claim in summarise(Document.from_text(f"{_BEFORE} {text}")).claims if claim.evidence[0].start > 5]


def _own(text: str) -> list[str]:
    return [claim.statement for claim in _claims(text) if claim.attribution.mode == "none"]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Dara Orr endorsed the plan on Monday.", "The article says that Dara Orr endorsed the plan on Monday."),
        ("Dara Orr attacked the mayor at a rally.", "The article says that Dara Orr attacked the mayor at a rally."),
        ("The union declined to comment further.", "The article says that the union declined to comment further."),
        ("Critics point to the cost.", "The article says that critics point to the cost."),
        (
            "The council began a process to suggest names for the pier.",
            "The article says that the council began a process to suggest names for the pier.",
        ),
        (
            "Varrow declared the sound a nature reserve in 2004.",
            "The article says that Varrow declared the sound a nature reserve in 2004.",
        ),
    ],
)
def test_a_deed_is_the_outlets_to_tell(text: str, statement: str) -> None:
    assert statement in _own(text)


def test_neither_of_two_is_the_holder_of_anything() -> None:
    sources = [claim.attribution.source or "" for claim in _claims("Neither side would say how long the pier lasts.")]
    assert not any("side" in source for source in sources)


def test_what_nobody_is_named_for_is_told_with_its_verb() -> None:
    claim = next(c for c in _claims("The pier is believed to leak in winter.") if "leak" in c.statement)
    assert claim.support == "verified"
    assert claim.attribution.source_type == "implicit"
    assert claim.statement.startswith("The article says that the pier ")
    assert "believed" in claim.statement


def test_a_report_inside_a_clause_of_the_outlets_is_told_once() -> None:
    claims = _claims("Dara Orr has mentioned repairing the pier and building a second one for the ferries to use.")
    assert sum("repairing the pier" in claim.statement for claim in claims) == 1


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("A panel found in May that the pier was in breach of the rules.", "found"),
        ("Dara Orr suggested that the pier was in breach of the rules.", "suggested"),
        ("Dara Orr thought that the pier was in breach of the rules.", "thought"),
    ],
)
def test_a_finding_or_belief_keeps_its_verb(text: str, statement: str) -> None:
    worded = [claim.statement for claim in _claims(text) if claim.support == "verified"]
    assert not any(" said " in line or "thinks" in line for line in worded)
    assert any(statement in claim.statement for claim in _claims(text))


def test_an_opening_link_is_no_part_of_what_is_said() -> None:
    statements = [claim.statement for claim in _claims("But the pier is safe, Dara Orr said.")]
    assert "Dara Orr said that the pier is safe." in statements


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("The United States said that the pier is safe.", "The United States said"),
        ("Democrats said that the pier is safe. Many Democrats left.", "Unnamed Democrats said"),
        ("Farmers said that the pier is safe.", "Unnamed farmers said"),
    ],
)
def test_a_holder_keeps_article_and_capital(text: str, opening: str) -> None:
    assert any(claim.statement.startswith(opening) for claim in _claims(text))


@pytest.mark.parametrize("text", ["I never saw the pier in winter.", "That pleased the town, which owns the pier."])
def test_what_only_the_writer_or_another_sentence_explains_is_quoted(text: str) -> None:
    assert f"The article says: “{text.rstrip('.')}”." in _own(text)


def test_a_phrase_before_its_subject_is_explained_by_it() -> None:
    statement = "The article says that in his speech, Tom Pell opened the pier to the town."
    assert statement in _own("In his speech, Tom Pell opened the pier to the town.")


@pytest.mark.parametrize(
    "note",
    ["(Adds details)", "3rd graf pvs", "(Reporting by Dara Orr; editing by Tom Pell)", "Editing by Dara Orr."],
)
def test_what_an_agency_tells_its_clients_is_no_claim(note: str) -> None:
    document = Document.from_text(f"Pier shut\n\nThe council shut the pier on Monday.\n\n{note}")
    briefing = summarise(document)
    assert not any(note.strip("().") in claim.statement for claim in briefing.claims)
    assert briefing.coverage[-1].reason == "it is a heading or a label and says nothing by itself"


def test_emphasis_of_a_markdown_source_is_no_part_of_a_statement() -> None:
    text = "The town of Ostby has a pier. Dara Orr said the pier was **unsafe**."
    marked = summarise(Document.from_text(text, source="note.md"))
    plain = summarise(Document.from_text(text, source="note.txt"))
    assert "Dara Orr said that the pier was unsafe." in [claim.statement for claim in marked.claims]
    assert "Dara Orr said that the pier was **unsafe**." in [claim.statement for claim in plain.claims]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Last week the council shut the pier.", "The article says that last week the council shut the pier."),
        ("Norwegian farmers left the town.", "The article says that Norwegian farmers left the town."),
        ("THE CAVEATS Most of the farmers left the town.", "THE CAVEATS"),
    ],
)
def test_a_capital_goes_that_only_the_place_gave(text: str, statement: str) -> None:
    assert any(statement in line for line in _own(text))


def test_places_before_a_dash_are_no_part_of_a_statement() -> None:
    text = "Ostby, Norrland, Norway - The council shut the pier on Monday."
    claims = summarise(Document.from_text(text)).claims
    assert [claim.statement for claim in claims] == ["The article says that the council shut the pier on Monday."]
