"""Whether what a document leaves open is asked."""

from __future__ import annotations

from brief.evaluation.gold import Gold
from brief.evaluation.measures import Score
from brief.evaluation.output import Output
from brief.evaluation.scores.remarks import score_remarks

__all__ = ["score_questions"]


def score_questions(output: Output, gold: Gold) -> Score | None:
    """Open questions, which must be met in one place; None without a gold layer."""
    if gold.open_questions is None:
        return None
    return score_remarks("open_questions", output, output.open_questions, gold.open_questions, places=1)
