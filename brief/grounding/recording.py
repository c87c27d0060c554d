"""A grounded claim as a briefing records it: its actors, dates and attribution looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from brief.briefing import Attribution, Claim, Evidence, Salience
from brief.document import Span
from brief.engines.proposal import Pointer
from brief.grounding import layers
from brief.grounding.context import Holder
from brief.grounding.material import Grounded, Material, describe_pointers
from brief.grounding.placing import is_near, names_holder
from brief.language.analysis import Confidence

__all__ = ["as_claim"]


def as_claim(made: Grounded, id: str, material: Material) -> Claim:
    """The claim as a briefing records it."""
    proposed = made.proposed
    return Claim(
        id=id,
        statement=made.statement,
        kind=proposed.kind,
        salience=_salience(made),
        hedged=proposed.hedged,
        actor_ids=_actor_ids(made, material),
        date_ids=tuple(dict.fromkeys(i for span in made.evidence for i in _within(span, material.date_places))),
        support="verified" if made.support == "verified" else "quoted",
        attribution=_attribution(made, material),
        evidence=tuple(layers.as_evidence(span) for span in made.evidence),
    )


def _salience(made: Grounded) -> Salience:
    """The salience as proposed; a claim whose holder could not be confirmed is nothing a reader must hear."""
    lost_holder = made.fell_back and made.holder.is_outlet and made.proposed.source_type != "outlet"
    return "supporting" if lost_holder and made.proposed.salience == "core" else made.proposed.salience


def _actor_ids(made: Grounded, material: Material) -> tuple[str, ...]:
    there = {i for span in made.evidence for i in _within(span, material.mentions)}
    if owner := _owner(made.holder, material):
        there.add(owner)
    return tuple(sorted(there, key=material.actor_order.__getitem__))


def _within(span: Span, places: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The ids of what stands wholly inside a span; the places are in text order."""
    first = bisect_left(places, (span.start, 0, ""))
    for start, end, i in islice(places, first, None):
        if start >= span.end:
            return
        if end <= span.end:
            yield i


def _owner(holder: Holder, material: Material) -> str | None:
    """The one actor that goes by the holder's name; two of one name are nobody in particular."""
    owners = material.owners.get(holder.name or "", ())
    return owners[0] if len(owners) == 1 else None


def _attribution(made: Grounded, material: Material) -> Attribution:
    holder, proposed = made.holder, made.proposed
    if holder.is_outlet:
        return _outlet(proposed.confidence)
    return Attribution(
        source=holder.name,
        source_type=proposed.source_type,
        actor_id=_owner(holder, material),
        mode=proposed.mode,
        confidence=proposed.confidence,
        cue=_place(proposed.cue, made, material),
        source_span=_place(proposed.source_span, made, material, named=True),
    )


@lru_cache(maxsize=8)
def _outlet(confidence: Confidence) -> Attribution:
    """The attribution of what the outlet itself says: one for all its claims, since nobody can change it."""
    return Attribution(confidence=confidence)


def _place(pointer: Pointer | None, made: Grounded, material: Material, *, named: bool = False) -> Evidence | None:
    """Where an attribution points, if that is near the evidence and, of a source, names the holder."""
    if pointer is None:
        return None
    statement, holder = made.proposed.statement, made.holder
    found = material.locator.locate(pointer)
    if not found:
        material.refuse(statement, "cue_not_found", describe_pointers([pointer]))
    elif not is_near(found[0], made.evidence, holder.mode, material.context):
        material.refuse(statement, "attribution_far", f"{found[0].quote[:60]!r} is nowhere near the evidence")
    elif (
        # A group may be told in other words ("some of them"), a name may not.
        named
        and holder.name
        and holder.source_type != "unnamed_collective"
        and not names_holder(found[0].quote, holder)
    ):
        material.refuse(statement, "source_off_span", f"{found[0].quote[:60]!r} is not {holder.name!r}")
    else:
        return layers.as_evidence(found[0])
    return None
