"""What a statement may leave out without changing what its sentence says; one row for each way it did change it."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.grounding.guards import OUTLET, GuardContext, Refusal, check_statement

Named = str | None


def refusals(statement: str, text: str, of: Named) -> list[Refusal]:
    document = Document.from_text(text)
    context = GuardContext.of(document)
    holder = OUTLET if of is None else context.holder(of, "named_person", "direct" if "“" in statement else "indirect")
    return check_statement(statement, [s.span for s in document.sentences], context=context, holder=holder)


NOT_SAID = [
    ("Brandt said the ferry sank.", "Brandt declined to say how the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt stopped short of saying the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt avoided saying that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt failed to tell the owners that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt forgot to mention that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt had wanted to say that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt never said that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt could have said that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt will say that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt was told that the ferry sank.", "Brandt"),
    ("Brandt said the ferry sank.", "Had Brandt said that the ferry sank, the crew would have gone.", "Brandt"),
    ("Brandt said the ferry sank.", "It would be wrong to say the ferry sank, Brandt said.", "Brandt"),
    ("Brandt said the ferry sank.", "Brandt reported why the ferry sank.", "Brandt"),
]
DENIED = [
    ("Brandt said that the crew was paid.", "No proof has emerged, Brandt said, that the crew was paid.", "Brandt"),
    ("Brandt said that the crew was paid.", "It is not true, Brandt said, that the crew was paid.", "Brandt"),
    ("A group of nine owners backed the sale.", "Nobody at the port, a group of nine owners, backed the sale.", None),
    ("The harbour was shut.", "Brandt denied that the ferry sank and the harbour was shut.", None),
    ("The mast had split.", "The port rejected a report that the hull had bent and the mast had split.", None),
    ("The ferry sank.", "Brandt imagined that the crew slept and the ferry sank.", None),
]
SCOPED = [
    ("The ferry sank at dawn.", "In a simulation, the ferry sank at dawn.", None),
    ("The ferry meets every rule.", "On paper, the ferry meets every rule.", None),
    ("The ferry sank.", "In Brandt's view, the ferry sank.", None),
    ("The ferry sank.", "Rumour has it, the ferry sank.", None),
    ("Brandt said the ferry sank.", "For the sake of argument, Brandt said, the ferry sank.", "Brandt"),
    ("The owner will pay.", "Should the sale fail, the owner will pay.", None),
    ("The town would have flooded.", "Had the gate been open, the town would have flooded.", None),
    ("The port will be closed.", "In the event of a strike, the port will be closed.", None),
    ("The port will close.", "Without a grant this winter, the port will close.", None),
    ("The crew will have an hour.", "When the hull breaks, the crew will have an hour.", None),
    ("The hull breaks.", "When the hull breaks, the crew will have an hour.", None),
    ("The port was open.", "Until Friday, the port was open.", None),
]
CUT = [
    ("Brandt said: “the ferry is safe”.", "“Suppose, for a moment, the ferry is safe,” Brandt said.", "Brandt"),
    ("Brandt said: “the ferry is safe”.", "“They tell us: the ferry is safe. It is not,” Brandt said.", "Brandt"),
    ("Brandt said: “the ferry is safe”.", "“In an ideal world, the ferry is safe,” Brandt said.", "Brandt"),
    ("Brandt said: “Lind is innocent”.", "“Lind is innocent, my foot,” Brandt said.", "Brandt"),
]
SWAPPED = [
    ("Brandt shot a dog.", "Brandt arrived at noon. Two guards panicked and shot a dog.", None),
    ("Brandt, who burned the boat, fled.", "Brandt, a friend of Ole Lind, who burned the boat, fled.", None),
    (
        "Brandt, a friend of Ole Lind, burned the boat.",
        "Brandt, a friend of Ole Lind, who burned the boat, fled.",
        None,
    ),
    ("Brandt took the key.", "Lind, unlike Brandt, took the key.", None),
    ("Moe said the port and Lind had met.", "Moe said Brandt, who leads the port, and Lind had met.", "Moe"),
    ("Brandt and Lind sued Moe.", "Brandt thanked Lind. Lind sued Moe.", None),
    ("Brandt and the pilot left.", "Brandt, the pilot, left.", None),
    ("The owner of Brandt left.", "The owner Brandt left.", None),
    ("The court cleared his Brandt.", "The court cleared Brandt.", None),
]
CHANGED = [
    ("Divers found a mine.", "Divers found a hoax mine.", None),
    ("A consul signed the letter.", "An honorary consul signed the letter.", None),
    ("Judges led the inquiry.", "A judge led the inquiry.", None),
    ("Moe told owners that Lind had left.", "Moe mistakenly told owners that Lind had left.", "Moe"),
    ("The port employs −300 people.", "The port employs 300 people.", None),
    ("The port employs -300 people.", "The port employs 300 people.", None),
    ("The port employs ~300 people.", "The port employs 300 people.", None),
    ("The port employs >300 people.", "The port employs 300 people.", None),
    ("The port employs 300+ people.", "The port employs 300 people.", None),
    ("The port employs 300‰ people.", "The port employs 300 people.", None),
    ("The port employs\u202e 300 people.", "The port employs 300 people.", None),
    ("The port employs 300 people 🤥.", "The port employs 300 people.", None),
    ("The port employs 300 people?!", "The port employs 300 people.", None),
    ("Lind swears Brandt, is a thief.", "Lind swears Brandt is a thief.", None),
]


@pytest.mark.parametrize(
    ("statement", "text", "of"), [*NOT_SAID, *DENIED, *SCOPED, *CUT, *SWAPPED, *CHANGED], ids=lambda value: str(value)
)
def test_another_sense_is_refused(statement: str, text: str, of: Named) -> None:
    assert refusals(statement, text, of)


@pytest.mark.parametrize(
    ("statement", "text", "of"),
    [
        ("Brandt said the ferry sank.", "Brandt has said that the ferry sank.", "Brandt"),
        ("Brandt said the ferry sank.", "Brandt resigned on Monday, saying that the ferry sank.", "Brandt"),
        ("Brandt said the ferry sank.", "Although nobody came to the pier, Brandt said the ferry sank.", "Brandt"),
        ("Brandt said the ferry sank.", "The ferry sank, Brandt said.", "Brandt"),
        ("The ferry sank.", "However, the ferry sank.", None),
        ("The ferry sank.", "In Arden, the ferry sank.", None),
        ("The ferry sank.", "After the hull broke, the ferry sank.", None),
        ("The ferry sank.", "Nobody saw the rocks, and the ferry sank.", None),
        ("The port stayed open.", "The ferry sank; the port stayed open.", None),
        ("Moe said Brandt and Lind had met.", "Moe said Brandt, who leads the port, and Lind had met.", "Moe"),
        ("Brandt, a friend of Ole Lind, fled.", "Brandt, a friend of Ole Lind, who burned the boat, fled.", None),
        ("Brandt leads the port.", "Brandt, who leads the port, left.", None),
        ("Brandt said: “The ferry is safe.”", "“The ferry is safe. It sails on Monday,” Brandt said.", "Brandt"),
        ("The ferry lost −3 tonnes.", "The ferry lost −3 tonnes.", None),
    ],
    ids=lambda value: str(value),
)
def test_what_may_be_left_out_passes(statement: str, text: str, of: Named) -> None:
    assert refusals(statement, text, of) == []
