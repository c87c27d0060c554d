"""A claim in the making: what it says, whose it is, where it stands, and what its weight is reckoned from."""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.briefing import Kind, Salience
from brief.document import Span
from brief.engines.embedded.reading import Ranges, Reading
from brief.engines.proposal import Pointer, ProposedClaim
from brief.language.analysis import Attribution, Confidence

__all__ = ["Draft", "propose"]


@dataclass(slots=True)
class Draft:
    """`evidence` are stretches, each inside one sentence; `attribution` is None in the outlet's own voice.

    `confidence` is how sure it is that the outlet speaks; an attribution has its own.
    """

    statement: str
    kind: Kind
    evidence: Ranges
    sentence: int
    heading: bool = False
    attribution: Attribution | None = None
    source: str | None = None
    hedged: bool = False
    is_aside: bool = False
    is_quoted: bool = False
    has_date: bool = False
    has_number: bool = False
    n_names: int = 0
    confidence: Confidence = "explicit"
    weight: float = field(default=0.0)


def propose(reading: Reading, draft: Draft, salience: Salience) -> ProposedClaim | None:
    """The proposal that a draft makes; None where its evidence cannot be pointed at."""
    evidence = [pointer for start, end in draft.evidence if (pointer := reading.pointer(start, end))]
    if not evidence:
        return None
    held = draft.attribution
    if held is None:
        return ProposedClaim(
            draft.statement, draft.kind, salience, evidence, hedged=draft.hedged, confidence=draft.confidence
        )
    implicit = held.source_type == "implicit"
    return ProposedClaim(
        draft.statement,
        draft.kind,
        salience,
        evidence,
        source=None if implicit else draft.source,
        source_type=held.source_type,
        mode=held.mode,
        confidence=held.confidence,
        hedged=draft.hedged,
        cue=_first(reading, held.cue),
        source_span=None if implicit else _first(reading, held.source),
    )


def _first(reading: Reading, spans: object) -> Pointer | None:
    for span in spans if isinstance(spans, (list, tuple)) else ():
        if isinstance(span, Span) and (pointer := reading.pointer(span.start, span.end)):
            return pointer
    return None
