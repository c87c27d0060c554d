"""What the gate lets through of other words for the same, and the nearest lie to each, which it must not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from brief.document import Document
from brief.grounding.context import OUTLET, GuardContext
from brief.grounding.guards import check_statement
from tests.grounding.retelling import reasons


def _actor(name: str, *aliases: str, kind: str = "person") -> Any:
    return SimpleNamespace(name=name, aliases=aliases, type=kind, roles=(), mentions=())


ACTORS = (
    _actor("Ada Kern", "Kern"),
    _actor("Piet Voss", "Voss"),
    _actor("A spokesman for Kern"),
    _actor("A guard at the mill"),
    _actor("Harbour Board", kind="organisation"),
    _actor("Register", kind="organisation"),
)
# Names both people in full, two paragraphs before anything that is told.
PREFACE = "Ada Kern wrote it. Piet Voss read it.\n\nNothing else is known.\n\n"


def _reasons(
    text: str, statement: str, *evidence: str, by: str | None = None, source: str = "named_person"
) -> list[str]:
    document = Document.from_text(text)
    context = GuardContext.of(document, actors=ACTORS)
    spans = [document.span(text.index(quote), text.index(quote) + len(quote)) for quote in evidence]
    holder = context.holder(by, source, "reported") if by else OUTLET
    return [refusal.reason for refusal in check_statement(statement, spans, context=context, holder=holder)]


ENTERED = "She entered each debate with a folder of notes"


@pytest.mark.parametrize("anchor", [(), ("Ada Kern",)])
def test_a_name_stands_for_the_pronoun_that_opens_a_sentence(anchor: tuple[str, ...]) -> None:
    text = f"Ada Kern won the seat in April. {ENTERED}."
    assert not _reasons(text, "Ada Kern entered each debate with a folder of notes.", ENTERED, *anchor)


@pytest.mark.parametrize(
    "before",
    [
        "Ada Kern met Piet Voss in April.",
        "Ada Kern met the mayor in April.",
        "Ada Kern met a woman in April.",
        "Ada Kern met Rita Moe in April.",
        "Mr Kern won the seat in April; so did Ada Kern.",
        "Ada Kern won the seat in April.\n\nNothing followed.\n\nThe hall was full.",
    ],
)
def test_no_name_stands_for_a_pronoun_that_may_mean_another(before: str) -> None:
    assert _reasons(f"{before} {ENTERED}.", "Ada Kern entered each debate with a folder of notes.", ENTERED, "Ada Kern")


def test_it_is_not_surely_who_was_named_before() -> None:
    text = "The Harbour Board closed the pier. It was built in 1961."
    assert _reasons(text, "The Harbour Board was built in 1961.", "It was built in 1961", "The Harbour Board")


OPENINGS = [
    ("Kern is warning voters that the pier will close.", "Kern said that the pier will close."),
    ("Kern said at a stop in Arden, Ostby, that the pier will close.", "Kern said that the pier will close."),
    ("In her speech, Kern urged the board to close it.", "Kern urged the board to close it."),
    ("Ada Kern (D-Arden) said the pier was unsafe.", "Kern said the pier was unsafe."),
    ("Kern, 44, of Quay Row, Ostby, denies two counts of fraud.", "Kern denies two counts of fraud."),
    ("The mayor of Halm, Ada Kern, says 83 people are stuck.", "Ada Kern said that 83 people are stuck."),
    ("Kern visited the mill and said that the gate was open.", "Kern said that the gate was open."),
    ("Kern denied the report.", "Kern denied the report."),
    ("Ms Kern left. “I prefer the old pier,” Kern said.", "Kern said she prefers the old pier."),
]


@pytest.mark.parametrize(("text", "statement"), OPENINGS)
def test_a_sentence_may_be_entered_at_who_speaks(text: str, statement: str) -> None:
    assert not _reasons(PREFACE + text, statement, text, by="Ada Kern" if "Ada" in statement else "Kern")


LIES = [
    ("Kern said in reply to the claim that the pier will close that she knew.", "Kern said that the pier will close."),
    ("Kern is not confirming that the pier will close.", "Kern said that the pier will close."),
    ("Kern was told that the pier will close.", "Kern said that the pier will close."),
    ("Kern said at a debate in Ostby on the claim, that the pier will close.", "Kern said that the pier will close."),
    ("Kern said nothing at a stop in Arden, Ostby, that the pier will close.", "Kern said that the pier will close."),
    ("In a simulation, Kern urged the board to close it.", "Kern urged the board to close it."),
    ("In a speech nobody heard, Kern urged the board to close it.", "Kern urged the board to close it."),
    ("A clerk told Kern (D-Arden) the pier was unsafe.", "Kern said the pier was unsafe."),
    ("Voss (D-Arden) said the pier was unsafe.", "Kern said the pier was unsafe."),
    ("Kern, 44, of Quay Row, Ostby, denies two counts of fraud.", "Voss denies two counts of fraud."),
    ("The brother of Kern, Piet Voss, says 83 people are stuck.", "Kern said that 83 people are stuck."),
    ("Kern met Voss, who said that the gate was open.", "Kern said that the gate was open."),
    ("Kern left Voss and Voss said that the gate was open.", "Kern said that the gate was open."),
    ("Kern left and Voss stayed and said that the gate was open.", "Kern said that the gate was open."),
    ("“I prefer the old pier,” Voss said.", "Kern said she prefers the old pier."),
    ("“Voss knows I prefer the old pier to nothing,” Kern said.", "Voss said he prefers the old pier to nothing."),
    ("Kern said that the pier would close.", "Kern said that the pier will close."),
]


@pytest.mark.parametrize(("text", "statement"), LIES)
def test_a_sentence_is_not_entered_over_another_speaker_or_a_doubt(text: str, statement: str) -> None:
    assert _reasons(PREFACE + text, statement, text, by=statement.split()[0])


def test_a_sentence_that_goes_on_with_the_pronoun_keeps_its_speaker() -> None:
    text = "Kern spoke first. She pointed at the Harbour Board. She said the pier leaks."
    assert not _reasons(PREFACE + text, "Kern said the pier leaks.", "the pier leaks", by="Kern")
    assert _reasons(PREFACE + text, "Voss said the pier leaks.", "the pier leaks", by="Voss")
    assert _reasons(PREFACE + text, "The Harbour Board said the pier leaks.", "the pier leaks", by="Harbour Board")


def test_he_is_no_board_and_no_mrs() -> None:
    text = "The Harbour Board met Mrs Kern and Voss. He said the pier leaks."
    assert not _reasons(PREFACE + text, "Voss said the pier leaks.", "the pier leaks", by="Voss")
    assert _reasons(PREFACE + text, "Kern said the pier leaks.", "the pier leaks", by="Kern")
    assert _reasons(PREFACE + text, "The Harbour Board said the pier leaks.", "the pier leaks", by="Harbour Board")


def test_a_short_name_may_be_told_in_full() -> None:
    text = PREFACE + "The board called on Kern to resign. The Kern Foundation fell."
    called = "The board called on Kern to resign."
    assert not _reasons(text, "The board called on Ada Kern to resign.", called)
    assert _reasons(text, "The board called on Piet Kern to resign.", called)
    assert _reasons(text, "Ada Kern fell.", "The Kern Foundation fell.")


def test_that_a_source_is_not_named_is_ours_to_say() -> None:
    text = PREFACE + "A guard at the mill said the gate was open."
    evidence, guard = "A guard at the mill said the gate was open.", "A guard at the mill"

    def told(statement: str) -> list[str]:
        return _reasons(text, statement, evidence, by=guard, source="role_only")

    assert not told("A guard at the mill, who is not named, said the gate was open.")
    assert told("A guard at the mill, who is not a guard, said the gate was open.")
    assert told("A guard at the mill said the gate, who is not named, was open.")
    assert _reasons(
        PREFACE + "Kern said p was so.", "Kern, who is not named, said p was so.", "Kern said p was so.", by="Kern"
    )


def test_who_a_speaker_is_the_outlet_says() -> None:
    text = "“The crews are tired,” said Kern, who represents the crews."
    assert not _reasons(text, "Kern represents the crews.", "Kern, who represents the crews")
    assert _reasons(text, "The crews are tired.", "The crews are tired")
    text = "“The crews are tired,” said Kern, who claimed the pier leaks."
    assert _reasons(text, "The pier leaks.", "the pier leaks")


CONDITIONS = [
    (
        "“They steal the river,” Kern said, adding that she would sue if it dried up.",
        "Kern said: “They steal the river”.",
    ),
    ("Kern accused Voss of theft, and demanded that he stay away until the hearing.", "Kern accused Voss of theft."),
]


@pytest.mark.parametrize(("text", "statement"), CONDITIONS)
def test_a_condition_of_what_is_said_next_may_go(text: str, statement: str) -> None:
    assert not _reasons(text, statement, text, by="Kern")


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("“We will sue,” Kern said, if the river dries up.", "Kern said: “We will sue”."),
        ("Kern promised to pay Voss, and to leave Ostby, if the hearing fails.", "Kern promised to pay Voss."),
        ("Kern promised to pay Voss, and said so, if the hearing fails.", "Kern promised to pay Voss."),
    ],
)
def test_a_condition_of_the_whole_stays(text: str, statement: str) -> None:
    assert "condition_lost" in _reasons(text, statement, text, by="Kern")


def test_a_hyphen_does_not_end_the_noun_before_which() -> None:
    text = "The EB-5 programme, which allows tenants to invest, ended in 2016."
    assert not _reasons(text, "The EB-5 programme allows tenants to invest.", text[: text.index(", ended")])
    text = "The letter, a reply to Voss, which names tenants, came in 2016."
    assert _reasons(text, "The letter, a reply to Voss names tenants.", text[: text.index(", came")])


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Ada Kern, 44, of Mill Row, Ostby, denies it. She is alleged to have lied.",
            "Ada Kern is alleged to have lied.",
        ),
        ("Ada Kern told the board that a driver was hurt. She declined to name him.", "Ada Kern declined to name him."),
        (
            "Ada Kern left the board after a year as its director. Her last months were quiet. She spoke in Ostby.",
            "Ada Kern spoke in Ostby.",
        ),
    ],
)
def test_a_pronoun_goes_on_with_one_person(text: str, statement: str) -> None:
    assert not reasons(text, statement, text.rsplit(". ", 1)[1])


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Ada Kern met Lena Orr in Ostby. She is alleged to have lied.", "Ada Kern is alleged to have lied."),
        ("Ada Kern said the driver was ill. She stole the till.", "Ada Kern stole the till."),
        ("Lena Orr said Ada Kern was ill. She declined to give names.", "Ada Kern declined to give names."),
        ("Ada Kern left. Her sister owns the mill. She stole the till.", "Ada Kern stole the till."),
        ("Ada Kern left as the mayor arrived. She stole the till.", "Ada Kern stole the till."),
        ("Ada Kern led one of the guards away. She stole the till.", "Ada Kern stole the till."),
        ("Ada Kern served as the mayor’s aide. She stole the till.", "Ada Kern stole the till."),
    ],
)
def test_a_pronoun_of_two_people_is_nobodys(text: str, statement: str) -> None:
    assert reasons(text, statement, text.rsplit(". ", 1)[1], more=(_actor("Lena Orr"),))
