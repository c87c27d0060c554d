"""All scorers, in the order in which their layers are reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brief.document import Document
from brief.evaluation.gold import Gold
from brief.evaluation.matching import Matching
from brief.evaluation.measures import Score
from brief.evaluation.output import Output
from brief.evaluation.scores.actors import score_actors
from brief.evaluation.scores.attribution import score_attribution
from brief.evaluation.scores.claims import score_claims
from brief.evaluation.scores.dates import score_dates
from brief.evaluation.scores.evidence import score_evidence
from brief.evaluation.scores.hedging import score_hedging
from brief.evaluation.scores.loaded import score_loaded
from brief.evaluation.scores.must_not import score_must_not
from brief.evaluation.scores.questions import score_questions
from brief.evaluation.scores.summary import score_summary
from brief.evaluation.scores.tensions import score_tensions

__all__ = ["SCORERS", "Scorer"]

Scorer = Callable[[Output, Gold, Matching, Document], Score | None]

SCORERS: Mapping[str, Scorer] = {
    "claims": lambda output, gold, matching, _: score_claims(output, gold, matching),
    "evidence": lambda output, gold, matching, _: score_evidence(output, gold, matching),
    "attribution": lambda output, gold, matching, _: score_attribution(output, gold, matching),
    "hedging": lambda output, gold, matching, _: score_hedging(output, gold, matching),
    "actors": lambda output, gold, *_: score_actors(output, gold),
    "dates": lambda output, gold, *_: score_dates(output, gold),
    "loaded": lambda output, gold, *_: score_loaded(output, gold),
    "tensions": lambda output, gold, *_: score_tensions(output, gold),
    "open_questions": lambda output, gold, *_: score_questions(output, gold),
    "summary": score_summary,
    "must_not": lambda output, gold, *_: score_must_not(output, gold),
}
"""By layer; each is given the output, the gold, the pairs of claims and the document."""
