"""From proposals to grounded claims: every pointer looked up, every statement held against its evidence.

The gate behind every engine. It decides what of a proposal may stand, what degrades to a quotation and what is
refused; it proposes nothing of its own and composes no summary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from brief.briefing import (
    Actor,
    Attribution,
    Claim,
    DateMention,
    Evidence,
    LoadedWording,
    OpenQuestion,
    Rejected,
    Salience,
    Tension,
)
from brief.document import Document, Span
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.grounding import layers
from brief.grounding.aliases import identifying
from brief.grounding.context import GuardContext, Holder
from brief.grounding.fallback import quote_claim
from brief.grounding.guards import check_statement, is_quotation
from brief.grounding.judging import droppable
from brief.grounding.locating import Locator
from brief.grounding.placing import PLACE_REASONS, is_near, names_holder

__all__ = ["Grounding", "ground_proposals"]


@dataclass(frozen=True, slots=True)
class Grounding:
    """What of an engine's proposals may be told, with ids (c1, a1, d1, …) in reading order, and what was refused."""

    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    dates: tuple[DateMention, ...]
    loaded: tuple[LoadedWording, ...]
    tensions: tuple[Tension, ...]
    questions: tuple[OpenQuestion, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True)
class _Bench:
    """What every claim is made from, and where refusals go."""

    document: Document
    context: GuardContext
    locator: Locator
    actors: Sequence[Actor]
    dates: Sequence[DateMention]
    rejected: list[Rejected] = field(default_factory=list)

    @cached_property
    def mentions(self) -> list[tuple[int, int, str]]:
        """Where actors are named, in text order, with their ids."""
        return sorted((m.start, m.end, actor.id) for actor in self.actors for m in actor.mentions)

    @cached_property
    def date_places(self) -> list[tuple[int, int, str]]:
        """Where dates stand, in text order, with their ids."""
        return sorted((date.start, date.end, date.id) for date in self.dates)

    def refuse(self, statement: str, reason: str, detail: str = "") -> None:
        """Record a refusal."""
        self.rejected.append(Rejected(statement=statement, reason=reason, detail=detail))


@dataclass(frozen=True, slots=True)
class _Grounded:
    """A claim that may stand, without its id."""

    statement: str
    support: str
    evidence: tuple[Span, ...]
    holder: Holder
    proposed: ProposedClaim
    fell_back: bool = False


def ground_proposals(proposals: Proposals, document: Document) -> Grounding:
    """Sort an engine's proposals into what the document bears out and what it does not.

    A statement that says more or other than its evidence gives way to the quotation of that evidence (`support` is
    `quoted`), and the refused wording is recorded. What cannot be found in the text is recorded only.

    Args:
        proposals: Of any engine; nothing in them is believed.
        document: What they are of.

    Returns:
        Claims in the order of their evidence; every refused wording in `rejected`, with its reason.
    """
    rejected: list[Rejected] = []
    actors = layers.ground_actors(proposals.actors, document, rejected)
    dates = layers.ground_dates(proposals.dates, document, rejected)
    loaded = layers.ground_loaded(proposals.loaded, document, rejected)
    context = GuardContext.of(document, actors=identifying(actors), dates=dates, loaded=droppable(loaded))
    bench = _Bench(document, context, Locator(document), actors, dates, rejected)
    grounded = [made for proposed in proposals.claims if (made := _ground_claim(proposed, bench)) is not None]
    claims = tuple(
        _as_claim(made, f"c{number}", bench) for number, made in enumerate(_without_duplicates(grounded, bench), 1)
    )
    return Grounding(
        claims=claims,
        actors=actors,
        dates=dates,
        loaded=loaded,
        tensions=layers.ground_tensions(proposals.tensions, claims, bench.locator, context, rejected),
        questions=layers.ground_questions(proposals.questions, claims, bench.locator, context, rejected),
        rejected=tuple(_settled(item, claims) for item in rejected),
    )


def _settled(item: Rejected, claims: Sequence[Claim]) -> Rejected:
    """A refusal as it is told: words refused on one evidence that stand on another are refused as a second telling."""
    if item.reason not in PLACE_REASONS and any(
        claim.support == "verified" and claim.statement == item.statement for claim in claims
    ):
        detail = f"it stands on other evidence; on this one: {item.reason}"
        return item.model_copy(update={"reason": "duplicate", "detail": detail})
    return item


def _ground_claim(proposed: ProposedClaim, bench: _Bench) -> _Grounded | None:
    spans, lost = bench.locator.locate_all(proposed.evidence)
    statement = " ".join(proposed.statement.split())
    if not spans:
        bench.refuse(proposed.statement, "evidence_not_found", _describe(lost))
        return None
    for pointer in lost:
        bench.refuse(proposed.statement, "pointer_not_found", f"{_describe([pointer])}; the rest of it was found")
    holder = _holder(proposed, bench)
    if not holder.is_outlet and holder.source_type != "implicit" and holder.name is None:
        bench.refuse(proposed.statement, "holder_not_named", "a source is claimed, but not named")
        holder = Holder()
    else:
        refusals = check_statement(statement, spans, context=bench.context, holder=holder, hedged=proposed.hedged)
        if not refusals:
            support = "quoted" if is_quotation(statement) else "verified"
            return _Grounded(statement, support, spans, holder, proposed)
        first = refusals[0]
        more = f" (also: {', '.join(dict.fromkeys(r.reason for r in refusals[1:]))})" if len(refusals) > 1 else ""
        bench.refuse(proposed.statement, first.reason, first.detail + more)
    quoted = quote_claim(spans, holder, bench.context)
    if quoted is None:
        bench.refuse(proposed.statement, "evidence_not_quotable", "its evidence cannot stand as a quotation either")
        return None
    return _Grounded(quoted.statement, "quoted", quoted.evidence, quoted.holder, proposed, fell_back=True)


def _holder(proposed: ProposedClaim, bench: _Bench) -> Holder:
    """The holder as proposed, made consistent: no name without a voice, no voice without a type."""
    name = " ".join(proposed.source.split()) if proposed.source and proposed.source.strip() else None
    if proposed.source_type == "outlet" or proposed.mode == "none":
        # A half-said attribution (a name with the mode none) is no attribution: its statement must then not name one.
        return Holder()
    if proposed.source_type == "implicit":
        return Holder(None, "implicit", proposed.mode)
    return bench.context.holder(name, proposed.source_type, proposed.mode)


def _without_duplicates(grounded: Sequence[_Grounded], bench: _Bench) -> Iterator[_Grounded]:
    """The claims in reading order, each once; a quotation of what another claim already states is none of its own."""
    stated = {made.evidence for made in grounded if not made.fell_back}
    seen: set[tuple[tuple[Span, ...], str]] = set()
    for made in sorted(grounded, key=lambda made: made.evidence[0].start):
        key = (made.evidence, made.statement)
        if key in seen or (made.fell_back and made.evidence in stated):
            bench.refuse(made.statement, "duplicate", "another claim has the same evidence and says it")
            continue
        seen.add(key)
        yield made


def _as_claim(made: _Grounded, id: str, bench: _Bench) -> Claim:
    proposed = made.proposed
    return Claim(
        id=id,
        statement=made.statement,
        kind=proposed.kind,
        salience=_salience(made),
        hedged=proposed.hedged,
        actor_ids=_actor_ids(made, bench),
        date_ids=tuple(dict.fromkeys(i for span in made.evidence for i in _within(span, bench.date_places))),
        support="verified" if made.support == "verified" else "quoted",
        attribution=_attribution(made, bench),
        evidence=tuple(layers.as_evidence(span) for span in made.evidence),
    )


def _salience(made: _Grounded) -> Salience:
    """The salience as proposed; a claim whose holder could not be confirmed is nothing a reader must hear."""
    lost_holder = made.fell_back and made.holder.is_outlet and made.proposed.source_type != "outlet"
    return "supporting" if lost_holder and made.proposed.salience == "core" else made.proposed.salience


def _actor_ids(made: _Grounded, bench: _Bench) -> tuple[str, ...]:
    there = {i for span in made.evidence for i in _within(span, bench.mentions)} | {_owner(made.holder, bench)}
    return tuple(actor.id for actor in bench.actors if actor.id in there)


def _within(span: Span, places: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The ids of what stands wholly inside a span; the places are in text order."""
    first = bisect_left(places, (span.start, 0, ""))
    for start, end, i in islice(places, first, None):
        if start >= span.end:
            return
        if end <= span.end:
            yield i


def _owner(holder: Holder, bench: _Bench) -> str | None:
    """The one actor that goes by the holder's name; two of one name are nobody in particular."""
    owners = [actor.id for actor in bench.actors if holder.name in (actor.name, *actor.aliases)]
    return owners[0] if len(owners) == 1 else None


def _attribution(made: _Grounded, bench: _Bench) -> Attribution:
    holder, proposed = made.holder, made.proposed
    if holder.is_outlet:
        return Attribution(confidence=proposed.confidence)
    return Attribution(
        source=holder.name,
        source_type=proposed.source_type,
        actor_id=_owner(holder, bench),
        mode=proposed.mode,
        confidence=proposed.confidence,
        cue=_place(proposed.cue, made, bench),
        source_span=_place(proposed.source_span, made, bench, named=True),
    )


def _place(pointer: Pointer | None, made: _Grounded, bench: _Bench, *, named: bool = False) -> Evidence | None:
    """Where an attribution points, if that is near the evidence and, of a source, names the holder."""
    if pointer is None:
        return None
    statement, holder = made.proposed.statement, made.holder
    found = bench.locator.locate(pointer)
    if not found:
        bench.refuse(statement, "cue_not_found", _describe([pointer]))
    elif not is_near(found[0], made.evidence, holder.mode, bench.context):
        bench.refuse(statement, "attribution_far", f"{found[0].quote[:60]!r} is nowhere near the evidence")
    elif (
        # A group may be told in other words ("some of them"), a name may not.
        named
        and holder.name
        and holder.source_type != "unnamed_collective"
        and not names_holder(found[0].quote, holder)
    ):
        bench.refuse(statement, "source_off_span", f"{found[0].quote[:60]!r} is not {holder.name!r}")
    else:
        return layers.as_evidence(found[0])
    return None


def _describe(pointers: Sequence[Pointer]) -> str:
    if not pointers:
        return "no evidence is given"
    return "; ".join(
        f"sentence {p.sentence}" + (f" does not hold {p.fragment[:80]!r}" if p.fragment else " does not exist")
        for p in pointers[:3]
    )
