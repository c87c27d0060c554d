"""Whether what pulls apart in a document is found, on both its sides."""

from __future__ import annotations

from brief.evaluation.gold import Gold
from brief.evaluation.measures import Score
from brief.evaluation.output import Output
from brief.evaluation.scores.remarks import score_remarks

__all__ = ["score_tensions"]


def score_tensions(output: Output, gold: Gold) -> Score | None:
    """Tensions, which must be met in two places; None without a gold layer."""
    if gold.tensions is None:
        return None
    return score_remarks("tensions", output, output.tensions, gold.tensions, places=2)
