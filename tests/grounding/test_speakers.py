"""Words stay with the voice that has them: no attribution is dropped, swapped, shared or made up."""

from __future__ import annotations

from typing import Any

import pytest

from brief.document import Document, Span
from brief.grounding.guards import OUTLET, GuardContext, Holder, check_statement
from brief.language.analysis import Actor

TEXT = """Clerk hid the ledger, says auditor

Nora Quill, the harbour pilot, said the channel had silted up. Emil Quill, who owns two tugs, said the port had cheated him.

The cranes are rusty, Emil Quill said. Ida Brandt, a shop steward, insists Moss is a fraud. The tide gate was sabotaged, according to a pamphlet. In Moss's view, Nora Quill forged the chart. It is said that the quay is sinking.

Nora Quill was told the radar had failed. “The radar never ran,” a deckhand told Nora Quill. When Emil Quill reached the slip, the crew had left. “The slip is sound. It will hold,” Moss said.

The Fisheries Ministry said the catch was safe. The Labour Ministry said the dock was unsafe. A spokesman for the guild said the lockout was over. A spokesman for the port refused to comment. Tarn police said a van was found. Tarn council said the road was shut.

Farr quoted Lund as saying the blaze was an accident. Brandt called Moss “a bully”. Lund sank a barge. Farr and Lund said the ferry was late.
"""  # noqa: E501  # one paragraph a line, as articles come
DOCUMENT = Document.from_text(TEXT)
NAMES = (
    "Nora Quill",
    "Emil Quill",
    "Ida Brandt",
    "Moss",
    "Farr",
    "Lund",
    "Fisheries Ministry",
    "Labour Ministry",
    "Tarn police",
    "Tarn council",
    "A spokesman for the guild",
    "A spokesman for the port",
    "deckhand",
    "pamphlet",
)


def spans(words: str) -> tuple[Span, ...]:
    found = [s.span for part in words.split("|") for s in DOCUMENT.sentences if part in s.span.quote]
    assert len(found) == len(words.split("|")), words
    return tuple(found)


def actor(name: str) -> Actor:
    at = TEXT.index(name)
    kind: Any = "person"
    fields: dict[str, Any] = {"name": name, "type": kind, "aliases": (), "roles": ()}
    return Actor(**fields, mentions=(DOCUMENT.span(at, at + len(name)),))


CONTEXT = GuardContext.of(DOCUMENT, actors=[actor(name) for name in NAMES])
IMPLICIT = Holder(None, "implicit", "indirect")


def by(name: str, source_type: str = "named_person") -> Holder:
    return CONTEXT.holder(name, source_type, "indirect")


def reasons(statement: str, words: str, holder: Holder) -> set[str]:
    return {r.reason for r in check_statement(statement, spans(words), context=CONTEXT, holder=holder)}


@pytest.mark.parametrize(
    ("statement", "words", "holder"),
    [
        ("The cranes are rusty.", "cranes", OUTLET),
        ("Moss is a fraud.", "insists", OUTLET),
        ("The article says that Moss is a fraud.", "insists", OUTLET),
        ("The article says: “Moss is a fraud”.", "insists", OUTLET),
        ("The tide gate was sabotaged.", "pamphlet", OUTLET),
        ("Nora Quill forged the chart.", "view", OUTLET),
        ("The article says: “Nora Quill forged the chart”.", "view", OUTLET),
        ("The radar had failed.", "was told", OUTLET),
        ("The headline says: “Clerk hid the ledger”.", "Clerk", OUTLET),
        ("The channel had silted up.", "channel", IMPLICIT),
        ("Moss is a fraud.", "insists", IMPLICIT),
        ("The catch was safe.", "catch", IMPLICIT),
        ("The article describes Moss as “a bully”.", "bully", OUTLET),
        ("The article calls Moss “a bully”.", "bully", OUTLET),
    ],
)
def test_a_dropped_attribution_is_missed(statement: str, words: str, holder: Holder) -> None:
    assert "attribution_lost" in reasons(statement, words, holder)


def test_reportedly_needs_somebody_to_report() -> None:
    assert reasons("Lund reportedly sank a barge.", "barge", IMPLICIT)


@pytest.mark.parametrize(
    ("statement", "words", "holder"),
    [
        ("Nora Quill said the port had cheated him.", "cheated", by("Nora Quill")),
        ("Emil Quill said the channel had silted up.", "channel", by("Emil Quill")),
        ("Nora Quill said the cranes are rusty.", "cranes", by("Nora Quill")),
        ("The Labour Ministry said the catch was safe.", "catch", by("Labour Ministry")),
        ("A spokesman for the port said the lockout was over.", "lockout", by("A spokesman for the port")),
        ("Tarn police said the road was shut.", "road", by("Tarn police")),
        ("Nora Quill said the radar had failed.", "was told", by("Nora Quill")),
        ("Nora Quill said: “The radar never ran.”", "never ran", by("Nora Quill")),
        ("Emil Quill said the crew had left.", "crew", by("Emil Quill")),
        ("According to Emil Quill, the crew had left.", "crew", by("Emil Quill")),
        ("Farr said the blaze was an accident.", "blaze", by("Farr")),
        ("Moss said Lund sank a barge.", "barge", by("Moss")),
        ("Emil Quill said the catch was safe.", "cranes|catch", by("Emil Quill")),
        ("Emil Quill said that Ida Brandt insists Moss is a fraud.", "cranes|insists", by("Emil Quill")),
        ("Moss said: “The radar never ran.”", "It will hold|never ran", by("Moss")),
        ("Emil Quill and the auditor said the cranes are rusty.", "cranes", by("Emil Quill")),
    ],
)
def test_the_wrong_speaker_is_found_out(statement: str, words: str, holder: Holder) -> None:
    assert "wrong_speaker" in reasons(statement, words, holder)


@pytest.mark.parametrize("name", ["Nora Quill and Emil Quill", "Moss, Emil Quill", "Moss Lund"])
def test_a_holder_is_not_put_together_of_two(name: str) -> None:
    assert "holder_not_in_text" in reasons(f"{name} said the cranes are rusty.", "cranes", by(name))


@pytest.mark.parametrize(
    ("statement", "words", "holder"),
    [
        ("Emil Quill said the cranes are rusty.", "cranes", by("Emil Quill")),
        ("Ida Brandt said that Moss is a fraud.", "insists", by("Ida Brandt")),
        ("According to a pamphlet, the tide gate was sabotaged.", "pamphlet", by("a pamphlet", "document")),
        ("Lund said the blaze was an accident.", "blaze", by("Lund")),
        ("Farr and Lund said the ferry was late.", "ferry", by("Farr and Lund")),
        ("Moss said: “It will hold.”", "It will hold", by("Moss")),
        ("A deckhand said the radar never ran.", "never ran", by("deckhand", "role_only")),
        ("The article says: “The cranes are rusty, Emil Quill said.”", "cranes", OUTLET),
        ("Lund sank a barge.", "barge", OUTLET),
        ("The quay is sinking.", "sinking", IMPLICIT),
    ],
)
def test_what_the_speaker_said_stands(statement: str, words: str, holder: Holder) -> None:
    assert reasons(statement, words, holder) == set()
