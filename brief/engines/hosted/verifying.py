"""A judge who sees statements and their evidence, and nothing else of the document.

The guards have let these statements through; a judge can only take one back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brief.engines.hosted.asking import Asker
from brief.engines.hosted.numbering import as_line, count_of
from brief.engines.hosted.replies import VerifyReply

if TYPE_CHECKING:
    from brief.engines.proposal import StandingClaim

__all__ = ["judge_claims"]

_TOKENS_A_VERDICT = 40
_MOST_DETAIL_CHARS = 200


async def judge_claims(standing: Sequence[StandingClaim], asker: Asker) -> Mapping[int, str]:
    """By number, why a statement is not borne out; a claim without a verdict is not doubted, and that is said aloud."""
    entries = [_entry(claim) for claim in standing]
    numbers = {f"v{claim.number}": claim.number for claim in standing}
    replies = await asker.ask_in_batches(
        "verify", VerifyReply, entries, field="claims", tokens_an_entry=_TOKENS_A_VERDICT
    )
    verdicts = {numbers[item.id]: item for reply in replies for item in reply.verdicts if item.id in numbers}
    if missing := len(numbers) - len(verdicts):
        judged = (
            "was not judged; the guards alone have checked it"
            if len(numbers) == 1
            else ("were not judged; the guards alone have checked them")
        )
        asker.warn(f"{missing} of {count_of(len(numbers), 'statement')} {judged}")
    return {
        number: as_line(f"{item.verdict}: {item.why or 'no reason is given'}")[:_MOST_DETAIL_CHARS]
        for number, item in verdicts.items()
        if item.verdict != "supported"
    }


def _entry(claim: StandingClaim) -> str:
    return "\n".join(
        [
            f"v{claim.number}: {as_line(claim.statement)}",
            *(f"  evidence: {as_line(span.quote)}" for span in claim.evidence),
        ]
    )
