"""What is cut off the end of a statement tells only where, when or how; what limits or takes back is not cut."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.grounding.context import OUTLET, GuardContext
from brief.grounding.guards import check_statement
from brief.language.analysis import DateExpression


def reasons(text: str, statement: str, *dates: str) -> list[str]:
    document = Document.from_text(f"Nothing else is known so far.\n\n{text}")
    spans = [document.span(at := document.text.index(words), at + len(words)) for words in dates]
    found = [DateExpression(span, "DATE", None, None, needs_anchor=False, relation="event") for span in spans]
    context = GuardContext.of(document, dates=found)
    evidence = [sentence.span for sentence in document.sentences if sentence.span.quote in text]
    return [refusal.reason for refusal in check_statement(statement, evidence, context=context, holder=OUTLET)]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Moss stabbed a guard in a musical.", "Moss stabbed a guard."),
        ("Moss stabbed a guard with a sword in a pantomime.", "Moss stabbed a guard."),
        ("The serum stopped the fever in hamsters.", "The serum stopped the fever."),
        ("The serum failed in two of 60 volunteers.", "The serum failed."),
        ("The lease was signed under duress.", "The lease was signed."),
        ("Moss opened the vault at knifepoint.", "Moss opened the vault."),
        ("The clerk was sacked by mistake.", "The clerk was sacked."),
        ("The merger was accepted in principle.", "The merger was accepted."),
        ("The grant was approved, but the board rescinded it.", "The grant was approved."),
        ("Moss was charged with arson, though a court quashed the count.", "Moss was charged with arson."),
        ("Moss admitted the theft, then recanted.", "Moss admitted the theft."),
        ("Moss was convicted, a verdict later overturned.", "Moss was convicted."),
        ("The crew found a leak that was not dangerous.", "The crew found a leak."),
        ("A pilot in an opera died near Ostby.", "A pilot died near Ostby."),
        ("A letter by a forger was sold in Ostby.", "A letter was sold in Ostby."),
        ("Few miners voted.", "A few miners voted."),
        ("A little oil was spilt.", "Little oil was spilt."),
    ],
)
def test_what_limits_or_takes_back_may_not_be_cut(text: str, statement: str) -> None:
    assert reasons(text, statement)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Moss stabbed a guard in the courtyard.", "Moss stabbed a guard."),
        ("Moss stabbed a guard with a sword near the old mill.", "Moss stabbed a guard."),
        ("Moss was arrested by police on suspicion of arson.", "Moss was arrested."),
        ("Four miners died in a blast at a quarry.", "Four miners died."),
        ("Moss fled by train.", "Moss fled."),
        ("The board met in Ostby.", "The board met."),
        ("The grant was approved, and the board paid it.", "The grant was approved."),
        ("Moss sold the mill, but asked a court to quash the tax.", "Moss sold the mill."),
        ("A pilot in a helicopter died near Ostby.", "A pilot died near Ostby."),
        ("Few miners voted in Ostby.", "Few miners voted."),
    ],
)
def test_a_plain_place_time_or_means_may_be_cut(text: str, statement: str) -> None:
    assert reasons(text, statement) == []


def test_a_time_that_bounds_a_denial_is_kept() -> None:
    assert reasons("Moss has not paid rent since 2011.", "Moss has not paid rent.", "2011")
    assert not reasons("Moss paid rent in 2011.", "Moss paid rent.", "2011")
