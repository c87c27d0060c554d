"""Gold labels written as a briefing, in two ways: as a person labelled them, and as the gate lets them through.

The first shows what a perfect briefing scores, the second what the guards make of perfect proposals. Both are what
`mutations` corrupts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from brief.briefing import Briefing
from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedQuestion, ProposedTension
from brief.evaluation.gold import Gold, GoldDate, GoldSpan
from brief.evaluation.likeness import Holders
from brief.evaluation.suite import Case
from brief.language.analysis import Actor, DateExpression, DateType, Loaded

__all__ = ["LabelledEngine", "labelled_briefing"]

_NO_CLAIM = "no claim was found in it"
_WHY = "The article does not say."


def labelled_briefing(case: Case) -> Briefing:
    """The gold of a document as a briefing: each claim with its first group of evidence, the core in the summary.

    Raises:
        GroundingError: If the labels are not sound; `lint` tells where.
    """
    return Briefing.of(case.document, _parts(case))


def _parts(case: Case) -> dict[str, Any]:
    gold, document = case.gold, case.document
    holders = Holders(gold.actors or ())
    named = [actor for actor in gold.actors or () if actor.mentions]
    ids = {n: f"a{k}" for k, n in enumerate((n for n, a in enumerate(gold.actors or ()) if a.mentions), 1)}
    claims: list[dict[str, Any]] = []
    for number, claim in enumerate(gold.claims, 1):
        source = claim.attribution
        identity = holders.identify([source.source]) if source.source else None
        claims.append(
            {
                "id": f"c{number}",
                "statement": claim.statement,
                "kind": claim.kind,
                "salience": claim.salience,
                "hedged": claim.hedged,
                "support": "verified",
                "attribution": {
                    "source": source.source,
                    "source_type": source.source_type,
                    "actor_id": ids.get(identity) if isinstance(identity, int) else None,
                    "mode": source.mode,
                    "confidence": source.confidence,
                    "cue": _span(source.cue),
                    "source_span": _span(source.source_span),
                },
                "evidence": [_span(span) for span in sorted(claim.evidence[0], key=lambda span: span.start)],
            }
        )
    core = [c for c in claims if c["salience"] == "core"] or claims[:1]
    return {
        "headline": {"text": core[0]["statement"], "claim_ids": [core[0]["id"]]},
        "summary": [{"text": claim["statement"], "claim_ids": [claim["id"]]} for claim in core],
        "claims": claims,
        "actors": [
            {
                "id": f"a{k}",
                "name": actor.name,
                "type": actor.type,
                "aliases": actor.aliases,
                "roles": [span for role in actor.roles if (span := _find(document, role))],
                "mentions": [_span(span) for span in actor.mentions],
            }
            for k, actor in enumerate(named, 1)
        ],
        "dates": [
            {
                **(_span(item) or {}),
                "id": f"d{n}",
                "type": _date_type(item),
                "value": item.value,
                "timex": item.timex,
                "needs_anchor": item.needs_anchor,
                "relation": item.relation,
            }
            for n, item in enumerate(gold.dates or (), 1)
        ],
        "loaded": [
            {**(_span(item) or {}), "category": item.category, "voice": item.voice, "in_quotation": item.in_quotation}
            for item in gold.loaded or ()
        ],
        "tensions": [
            {
                "id": f"t{n}",
                "type": item.type,
                "statement": item.statement,
                "evidence": [_span(span) for span in item.evidence],
            }
            for n, item in enumerate(gold.tensions or (), 1)
        ],
        "open_questions": [
            {
                "id": f"q{n}",
                "question": item.question,
                "category": item.category,
                "why": _WHY,
                "evidence": [_span(span) for span in item.evidence],
            }
            for n, item in enumerate(gold.open_questions or (), 1)
        ],
        "coverage": [*_coverage(document, claims)],
        "provenance": {"engine": "gold", "brief_version": "0", "created_at": datetime(2000, 1, 1, tzinfo=UTC)},
    }


def _span(span: GoldSpan | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "quote": span.quote}


def _find(document: Document, words: str) -> dict[str, Any] | None:
    start = document.text.find(words)
    return None if start < 0 else {"start": start, "end": start + len(words), "quote": words}


def _date_type(item: GoldDate) -> DateType:
    if item.relation == "recurring":
        return "SET"
    if item.value is None and (item.timex or "").startswith("P"):
        return "DURATION"
    return "TIME" if "T" in (item.timex or "") else "DATE"


def _coverage(document: Document, claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for sentence in document.sentences:
        start, end = sentence.span.start, sentence.span.end
        given = [c["id"] for c in claims if any(s["start"] < end and start < s["end"] for s in c["evidence"])]
        yield {"sentence": {"start": start, "end": end}, "claim_ids": given, "reason": None if given else _NO_CLAIM}


class LabelledEngine:
    """An engine that proposes what the labels say, so that the pipeline's own gate stands behind it."""

    name = "gold"

    def __init__(self, gold: Gold) -> None:
        self._gold = gold

    def propose(self, document: Document) -> Proposals:
        """The labels as proposals."""
        gold = self._gold
        return Proposals(
            claims=[
                ProposedClaim(
                    statement=claim.statement,
                    kind=claim.kind,
                    salience=claim.salience,
                    evidence=[pointer for span in claim.evidence[0] for pointer in _point(document, span)],
                    source=claim.attribution.source,
                    source_type=claim.attribution.source_type,
                    mode=claim.attribution.mode,
                    confidence=claim.attribution.confidence,
                    hedged=claim.hedged,
                    cue=_first(document, claim.attribution.cue),
                    source_span=_first(document, claim.attribution.source_span),
                )
                for claim in gold.claims
            ],
            actors=[
                Actor(
                    name=actor.name,
                    type=actor.type,
                    aliases=actor.aliases,
                    mentions=[mention.span for mention in actor.mentions],
                )
                for actor in gold.actors or ()
                if actor.mentions
            ],
            dates=[
                DateExpression(item.span, _date_type(item), item.value, item.timex, item.needs_anchor, item.relation)
                for item in gold.dates or ()
            ],
            loaded=[Loaded(item.span, item.category, item.voice, item.in_quotation) for item in gold.loaded or ()],
            tensions=[
                ProposedTension(
                    item.type, item.statement, [p for span in item.evidence for p in _point(document, span)]
                )
                for item in gold.tensions or ()
            ],
            questions=[
                ProposedQuestion(
                    item.question, item.category, _WHY, [p for span in item.evidence for p in _point(document, span)]
                )
                for item in gold.open_questions or ()
            ],
        )


def _first(document: Document, span: GoldSpan | None) -> Pointer | None:
    return None if span is None else next(_point(document, span), None)


def _point(document: Document, span: GoldSpan) -> Iterator[Pointer]:
    """A span as pointers into the sentences it stands in."""
    for sentence in document.sentences_over(span.start, span.end):
        start, end = max(span.start, sentence.span.start), min(span.end, sentence.span.end)
        fragment = document.text[start:end]
        before = document.text[sentence.span.start : start]
        yield Pointer(sentence.index, fragment, before.count(fragment))
