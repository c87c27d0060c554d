"""What every claim of one document is made from, and where refusals go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from brief.briefing import Actor, DateMention, LoadedWording, Rejected
from brief.document import Document, Span
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.grounding import layers
from brief.grounding.aliases import identifying
from brief.grounding.context import GuardContext, Holder
from brief.grounding.judging import droppable
from brief.grounding.locating import Locator

__all__ = ["Grounded", "Material", "describe_pointers"]


@dataclass(frozen=True)
class Material:
    """A document as its claims are made from it. Build it with `Material.of`, once for all claims of a document."""

    document: Document
    context: GuardContext
    locator: Locator
    actors: Sequence[Actor]
    dates: Sequence[DateMention]
    loaded: Sequence[LoadedWording]
    rejected: list[Rejected] = field(default_factory=list)

    @classmethod
    def of(cls, proposals: Proposals, document: Document) -> Material:
        """The material that the layers of these proposals make."""
        rejected: list[Rejected] = []
        actors = layers.ground_actors(proposals.actors, document, rejected)
        dates = layers.ground_dates(proposals.dates, document, rejected)
        loaded = layers.ground_loaded(proposals.loaded, document, rejected)
        context = GuardContext.of(document, actors=identifying(actors), dates=dates, loaded=droppable(loaded))
        return cls(document, context, Locator(document), actors, dates, loaded, rejected)

    @cached_property
    def mentions(self) -> list[tuple[int, int, str]]:
        """Where actors are named, in text order, with their ids."""
        return sorted((m.start, m.end, actor.id) for actor in self.actors for m in actor.mentions)

    @cached_property
    def date_places(self) -> list[tuple[int, int, str]]:
        """Where dates stand, in text order, with their ids."""
        return sorted((date.start, date.end, date.id) for date in self.dates)

    @cached_property
    def actor_order(self) -> Mapping[str, int]:
        """By an actor's id, its place among the actors."""
        return {actor.id: place for place, actor in enumerate(self.actors)}

    @cached_property
    def owners(self) -> Mapping[str, Sequence[str]]:
        """By a name or alias, the ids of the actors that go by it."""
        found: dict[str, list[str]] = {}
        for actor in self.actors:
            for form in {actor.name, *actor.aliases}:
                found.setdefault(form, []).append(actor.id)
        return found

    def refuse(self, statement: str, reason: str, detail: str = "") -> None:
        """Record a refusal."""
        self.rejected.append(Rejected(statement=statement, reason=reason, detail=detail))


@dataclass(frozen=True, slots=True)
class Grounded:
    """A claim that may stand, without its id."""

    statement: str
    support: str
    evidence: tuple[Span, ...]
    holder: Holder
    proposed: ProposedClaim
    fell_back: bool = False


def describe_pointers(pointers: Sequence[Pointer]) -> str:
    """Where pointers point in vain, for a refusal."""
    if not pointers:
        return "no evidence is given"
    return "; ".join(
        f"sentence {p.sentence}" + (f" does not hold {p.fragment[:80]!r}" if p.fragment else " does not exist")
        for p in pointers[:3]
    )
