"""From proposals to grounded claims: every pointer looked up, every statement held against its evidence.

The gate behind every engine. It decides what of a proposal may stand, what degrades to a quotation and what is
refused; it proposes nothing of its own and composes no summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brief.briefing import Actor, Claim, DateMention, LoadedWording, OpenQuestion, Rejected, Sentence, Tension
from brief.document import Document
from brief.engines.proposal import Proposals
from brief.grounding import layers
from brief.grounding.lines import bare
from brief.grounding.placing import PLACE_REASONS
from brief.grounding.trial import Trial

__all__ = ["Grounding", "ground_proposals", "settle_refusals", "settle_trial"]


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
    headline: Sentence | None = None
    summary: tuple[Sentence, ...] = ()
    """Both only where an engine wrote them."""


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
    return settle_trial(Trial(proposals, document), proposals)


def settle_trial(trial: Trial, proposals: Proposals) -> Grounding:
    """The same, for claims that were tried already and perhaps reworded or doubted since."""
    material = trial.material
    claims = trial.settle()
    locator, context, rejected = material.locator, material.context, material.rejected
    return Grounding(
        claims=claims,
        actors=tuple(material.actors),
        dates=tuple(material.dates),
        loaded=tuple(material.loaded),
        tensions=layers.ground_tensions(proposals.tensions, claims, locator, context, rejected),
        questions=layers.ground_questions(proposals.questions, claims, locator, context, rejected),
        rejected=settle_refusals(rejected, claims),
    )


def settle_refusals(refused: Iterable[Rejected], claims: Sequence[Claim]) -> tuple[Rejected, ...]:
    """Refusals as they are told: words refused in one place that stand in another are refused as a second telling."""
    stated = {bare(claim.statement) for claim in claims if claim.support == "verified"}
    return tuple(
        item
        if item.reason in PLACE_REASONS or bare(item.statement) not in stated
        else item.model_copy(update={"reason": "duplicate", "detail": f"it stands elsewhere; here: {item.reason}"})
        for item in refused
    )
