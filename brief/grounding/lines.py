"""A headline or a line of the summary against the claims that it cites: it says what they say, in their words only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from brief.briefing import Claim
from brief.document import Document
from brief.grounding.context import OUTLET, GuardContext, Refusal
from brief.grounding.guards import check_statement

__all__ = ["bare", "check_line"]


def bare(wording: str) -> str:
    """A wording without its full stop, in single spaces: the form in which lines and statements are compared."""
    return " ".join(wording.split()).rstrip(".")


def check_line(text: str, cited: Sequence[Claim], *, context: GuardContext, actors: Iterable[Any]) -> list[Refusal]:
    """Why a line may not stand on the claims it cites; empty when it may.

    Args:
        text: The line.
        cited: At least one claim.
        context: Of the document, for who a holder is.
        actors: The briefing's.
    """
    if any(bare(text) == bare(claim.statement) for claim in cited):
        return []
    # The statements are the line's evidence, and are read like a document of their own, one sentence each.
    material = Document.from_text("\n\n".join(f"{bare(claim.statement)}." for claim in cited))
    theirs = GuardContext.of(material, actors=actors, loaded=(), language=context.language)
    first = cited[0].attribution
    is_one_holder = all(claim.attribution.source == first.source for claim in cited)
    holder = context.holder(first.source, first.source_type, first.mode) if is_one_holder else OUTLET
    # Statements may have a short form of the name alone, and a line that takes it from them says no more than they do.
    told = (form for form in sorted(holder.forms, key=len, reverse=True) if form in material.text)
    holder = replace(holder, name=next(told, holder.name))
    spans = [sentence.span for sentence in material.sentences]
    return check_statement(text, spans, context=theirs, holder=holder)
