"""How closely our evidence is that of the gold: any one complete group of the gold's bears a claim out."""

from __future__ import annotations

from brief.evaluation.gold import Gold
from brief.evaluation.masks import mask
from brief.evaluation.matching import Matching
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_evidence"]


def score_evidence(output: Output, gold: Gold, matching: Matching) -> Score:
    """Precision and recall in characters, and the share of claims with a complete group.

    Precision counts what stands in any group, recall the best group. A gold claim without a pair has lost its
    shortest group. `breadth` is the gold's length by ours, 1 where ours is no longer: below it, we point too widely.
    """
    cited = ours_length = wanted = met = breadth = 0
    complete: list[bool] = []
    explanations = []
    for n, claim in enumerate(gold.claims):
        groups = [mask(group) for group in claim.evidence]
        match = matching.by_gold.get(n)
        if match is None:
            wanted += min(group.bit_count() for group in groups)
            complete.append(False)
            continue
        ours = mask(output.claims[match.ours].evidence)
        every = 0
        for group in groups:
            every |= group
        best = max(groups, key=lambda group: ((ours & group).bit_count() / group.bit_count(), -group.bit_count()))
        ours_length += ours.bit_count()
        cited += (ours & every).bit_count()
        wanted += best.bit_count()
        met += (ours & best).bit_count()
        breadth += min(ours.bit_count(), max(best.bit_count(), (ours & every).bit_count()))
        # A full stop or a quotation mark at a span's edge is no part of what is said.
        complete.append((best & ~ours).bit_count() <= 2)
        if not complete[-1]:
            first = claim.evidence[0][0]
            message = f"{claim.id}: {(best & ~ours).bit_count()} of {best.bit_count()} characters are not cited"
            explanations.append(Explanation("wrong", f"claims[{n}]", message, first.start, first.end))
    return Score(
        "evidence",
        {
            "precision": Share(cited, ours_length, counted=False),
            "recall": Share(met, wanted, counted=False),
            "complete": Share.of(complete),
            "breadth": Share(breadth, ours_length, counted=False),
        },
        tuple(explanations),
    )
