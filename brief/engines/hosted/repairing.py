"""Refused statements asked for once more, all of one document together, each with its evidence and the reasons.

Whether the new wording holds is for the gate; a statement that is not mended there is quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.engines.hosted.asking import Asker
from brief.engines.hosted.numbering import as_line
from brief.engines.hosted.pointing import fill_in
from brief.engines.hosted.replies import RepairItem, RepairReply

if TYPE_CHECKING:
    from brief.engines.proposal import ProposedClaim, RefusedClaim

__all__ = ["repair_claims"]

# A repair is one sentence; what is longer is no repair.
_TOKENS_A_REPAIR = 90


async def repair_claims(refused: Sequence[RefusedClaim], asker: Asker) -> Mapping[int, ProposedClaim]:
    """Other wordings, by the refused claims' numbers; what the model gives up, or nobody answers, is missing."""
    entries = [_entry(claim) for claim in refused]
    by_id = {f"r{claim.number}": claim for claim in refused}
    replies = await asker.ask_in_batches(
        "repair", RepairReply, entries, field="refused", tokens_an_entry=_TOKENS_A_REPAIR
    )
    revised: dict[int, ProposedClaim] = {}
    for item in (item for reply in replies for item in reply.repairs):
        claim = by_id.get(item.id)
        if claim is not None and item.say and claim.number not in revised:
            revised[claim.number] = _reworded(claim, item)
    return revised


def _entry(claim: RefusedClaim) -> str:
    """A refused claim as the prompt shows it."""
    proposed = claim.proposed
    holder = f"{proposed.source} ({proposed.source_type})" if proposed.source else proposed.source_type
    reasons = "; ".join(f"{name}: {as_line(detail)}" for name, detail in claim.reasons)
    lines = [
        f"r{claim.number}: {as_line(proposed.statement)}",
        f"  holder: {as_line(holder)}",
        f"  refused: {reasons}",
        *(f"  evidence: {as_line(span.quote)}" for span in claim.evidence),
    ]
    return "\n".join(lines)


def _reworded(claim: RefusedClaim, item: RepairItem) -> ProposedClaim:
    statement = fill_in(item.say or "", [span.quote for span in claim.evidence])
    if item.who == "outlet":
        return replace(
            claim.proposed, statement=statement, source=None, source_type="outlet", mode="none", cue=None,
            source_span=None,
        )  # fmt: skip
    return replace(claim.proposed, statement=statement)
