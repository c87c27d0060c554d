"""Whom "he" and "she" mean: the one person in reach, the one whom the pronoun fits, or nobody."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.embedded import EmbeddedEngine, read_layers
from brief.engines.embedded.antecedents import fits_pronoun, resolve_speaker


def _speakers(text: str) -> list[str | None]:
    """Whom each "he" or "she" that says something is taken for."""
    reading = read_layers(Document.from_text(text))
    said = [a for a in reading.analysis.attributions if a.source and a.source[0].quote.casefold() in ("he", "she")]
    found = [resolve_speaker(reading, attribution) for attribution in said]
    return [actor.name if actor else None for actor in found]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Elizabeth Orr met Robert Hale on Monday. She said the pier would close.", ["Elizabeth Orr"]),
        ("Elizabeth Orr met Robert Hale on Monday. He said the pier would close.", ["Robert Hale"]),
        ("Robert Hale met Thomas Orr on Monday. He said the pier would close.", [None]),
        ("Robert Hale said Thomas Orr had lied to the board. He said the pier would close.", ["Robert Hale"]),
        ("The board met on Monday. He said the pier would close.", [None]),
    ],
)
def test_a_pronoun_means_whom_it_can_mean(text: str, speakers: list[str | None]) -> None:
    assert _speakers(text) == speakers


def test_nobody_named_in_somebodys_quoted_words_is_meant() -> None:
    text = "Robert Hale spoke on Monday. “Thomas Orr is a friend of the harbour.” He said the pier would close."
    assert _speakers(text)[-1] != "Thomas Orr"


def test_a_title_tells_whom_a_pronoun_fits() -> None:
    reading = read_layers(Document.from_text("Mrs. Orr left on Monday. The board met Mr. Hale on Friday."))
    by_name = {actor.name.split()[-1]: actor for actor in reading.analysis.actors if actor.type == "person"}
    assert fits_pronoun(reading, by_name["Orr"], "she")
    assert not fits_pronoun(reading, by_name["Orr"], "he")


def test_a_speaker_who_was_resolved_is_named_in_the_claim() -> None:
    text = "Elizabeth Orr met Robert Hale on Monday. She said the pier would close."
    claims = EmbeddedEngine().propose(Document.from_text(text)).claims
    assert "Elizabeth Orr said that the pier would close." in [claim.statement for claim in claims]
