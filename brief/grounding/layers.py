"""What proposals hold besides claims: actors, dates, loaded wording, tensions, questions; verified or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brief.briefing import Actor, Claim, DateMention, Evidence, LoadedWording, OpenQuestion, Rejected, Tension
from brief.document import Document, Span
from brief.engines.proposal import ProposedQuestion, ProposedTension
from brief.grounding.context import GuardContext
from brief.grounding.locating import Locator
from brief.grounding.remarks import check_remark
from brief.language import analysis

__all__ = ["as_evidence", "ground_actors", "ground_dates", "ground_loaded", "ground_questions", "ground_tensions"]


def as_evidence(span: Span) -> Evidence:
    """A span as a briefing records it."""
    return Evidence(start=span.start, end=span.end, quote=span.quote)


def _stands(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end and document.text[span.start : span.end] == span.quote


def _sound(spans: Iterable[Span], what: str, document: Document, rejected: list[Rejected]) -> list[Span]:
    """The spans that hold what they quote; the others go on record."""
    sound = []
    for span in spans:
        if _stands(span, document):
            sound.append(span)
        else:
            rejected.append(
                Rejected(statement=what, reason="span_not_in_text", detail=f"{span.quote[:80]!r} at {span.start}")
            )
    return sound


def ground_actors(
    proposed: Iterable[analysis.Actor], document: Document, rejected: list[Rejected]
) -> tuple[Actor, ...]:
    """The actors whose name and mentions the text has, in the order of their first mention."""
    kept = []
    taken: set[int] = set()
    for actor in proposed:
        mentions = []
        for span in _sound(actor.mentions, actor.name, document, rejected):
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                mentions.append(span)
            else:
                rejected.append(
                    Rejected(
                        statement=actor.name, reason="mention_of_another", detail=f"{span.quote[:80]!r} at {span.start}"
                    )
                )
        flat_text = document.text
        if not mentions or not _is_named(actor.name, flat_text):
            rejected.append(
                Rejected(statement=actor.name, reason="actor_not_in_text", detail="no mention of this name holds")
            )
            continue
        kept.append((sorted(mentions), actor))
    kept.sort(key=lambda pair: pair[0][0])
    return tuple(
        Actor(
            id=f"a{number}",
            name=actor.name,
            type=actor.type,
            aliases=tuple(
                alias
                for alias in dict.fromkeys(actor.aliases)
                if alias != actor.name and _is_named(alias, document.text)
            ),
            roles=tuple(as_evidence(span) for span in _sound(actor.roles, actor.name, document, rejected)),
            mentions=tuple(as_evidence(span) for span in mentions),
        )
        for number, (mentions, actor) in enumerate(kept, 1)
    )


def _is_named(name: str, text: str) -> bool:
    return bool(name.strip()) and (name in text or " ".join(name.split()) in " ".join(text.split()))


def ground_dates(
    proposed: Iterable[analysis.DateExpression], document: Document, rejected: list[Rejected]
) -> tuple[DateMention, ...]:
    """The date expressions that stand where they say, in text order."""
    kept = sorted((d for d in proposed if _sound([d.span], d.span.quote, document, rejected)), key=lambda d: d.span)
    return tuple(
        DateMention(
            id=f"d{number}", start=d.span.start, end=d.span.end, quote=d.span.quote, type=d.type, value=d.value,
            timex=d.timex, needs_anchor=d.needs_anchor, relation=d.relation,
        )
        for number, d in enumerate(kept, 1)
    )  # fmt: skip


def ground_loaded(
    proposed: Iterable[analysis.Loaded], document: Document, rejected: list[Rejected]
) -> tuple[LoadedWording, ...]:
    """The loaded wording that stands where it says, in text order."""
    kept = sorted((w for w in proposed if _sound([w.span], w.span.quote, document, rejected)), key=lambda w: w.span)
    return tuple(
        LoadedWording(
            start=w.span.start, end=w.span.end, quote=w.span.quote, category=w.category, voice=w.voice,
            in_quotation=w.in_quotation, suggestion=w.suggestion,
        )
        for w in kept
    )  # fmt: skip


def _claim_ids(spans: Sequence[Span], claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(
        claim.id
        for claim in claims
        if any(s.start < place.end and place.start < s.end for s in spans for place in claim.evidence)
    )


def ground_tensions(
    proposed: Iterable[ProposedTension],
    claims: Sequence[Claim],
    locator: Locator,
    context: GuardContext,
    rejected: list[Rejected],
) -> tuple[Tension, ...]:
    """The tensions whose places are found and whose wording has no number, name or quotation of its own."""
    kept: list[Tension] = []
    for item in proposed:
        spans, lost = locator.locate_all(item.evidence)
        if not spans or lost:
            rejected.append(
                Rejected(statement=item.statement, reason="evidence_not_found", detail="not every place of it is found")
            )
        elif refusals := check_remark(item.statement, context):
            rejected.append(Rejected(statement=item.statement, reason=refusals[0].reason, detail=refusals[0].detail))
        elif any(k.statement == item.statement for k in kept):
            rejected.append(
                Rejected(statement=item.statement, reason="duplicate", detail="the same tension is there already")
            )
        else:
            kept.append(
                Tension(
                    id=f"t{len(kept) + 1}", type=item.type, statement=item.statement,
                    claim_ids=_claim_ids(spans, claims), evidence=tuple(map(as_evidence, spans)),
                )
            )  # fmt: skip
    return tuple(kept)


def ground_questions(
    proposed: Iterable[ProposedQuestion],
    claims: Sequence[Claim],
    locator: Locator,
    context: GuardContext,
    rejected: list[Rejected],
) -> tuple[OpenQuestion, ...]:
    """The questions whose place is found and whose wording has no number, name or quotation of its own."""
    kept: list[OpenQuestion] = []
    for item in proposed:
        spans, lost = locator.locate_all(item.evidence)
        refusals = [*check_remark(item.question, context), *check_remark(item.why, context)]
        if not spans or lost:
            rejected.append(
                Rejected(statement=item.question, reason="evidence_not_found", detail="its place is not found")
            )
        elif refusals:
            rejected.append(Rejected(statement=item.question, reason=refusals[0].reason, detail=refusals[0].detail))
        elif any(k.question == item.question for k in kept):
            rejected.append(
                Rejected(statement=item.question, reason="duplicate", detail="the same question is there already")
            )
        else:
            kept.append(
                OpenQuestion(
                    id=f"q{len(kept) + 1}", question=item.question, category=item.category, why=item.why,
                    claim_ids=_claim_ids(spans, claims), evidence=tuple(map(as_evidence, spans)),
                )
            )  # fmt: skip
    return tuple(kept)
