"""A small cast, and what the guards say of a statement about it; for tests of other wordings for the same."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from brief.document import Document
from brief.grounding.context import OUTLET, GuardContext
from brief.grounding.guards import check_statement, may_stand

__all__ = ["context_of", "reasons"]


def _actor(name: str, *aliases: str, kind: str = "person") -> Any:
    return SimpleNamespace(name=name, aliases=aliases, type=kind, roles=(), mentions=())


CAST = (
    _actor("Ada Kern", "Kern"),
    _actor("Piet Voss", "Voss"),
    *(
        _actor(name, kind="organisation")
        for name in ("Corran Air", "Tarn Bank", "Harbour Board", "Health Ministry", "Ostby Rail", "Elm Wind", "Police")
    ),
)


def context_of(text: str, *more: Any) -> GuardContext:
    """A text with the cast, and with further actors."""
    return GuardContext.of(Document.from_text(text), actors=(*CAST, *more))


def reasons(text: str, statement: str, *quotes: str, by: str | None = None, more: Sequence[Any] = ()) -> list[str]:
    """Why the guards refuse a statement on quotes of a text; on its last paragraph when none is given."""
    context = context_of(text, *more)
    document = context.document
    found = quotes or (text.strip().split("\n\n")[-1],)
    spans = [document.span(text.rindex(quote), text.rindex(quote) + len(quote)) for quote in found]
    holder = context.holder(by, "named_person", "reported") if by else OUTLET
    refused = check_statement(statement, spans, context=context, holder=holder)
    assert may_stand(statement, spans, context=context, holder=holder) is not bool(refused)
    return [refusal.reason for refusal in refused]
