"""Whether headline and summary carry what a reader must hear, and how long they are."""

from __future__ import annotations

from brief.document import Document
from brief.evaluation.gold import Gold
from brief.evaluation.matching import Matching
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_summary"]


def score_summary(output: Output, gold: Gold, matching: Matching, document: Document) -> Score:
    """`core`: the gold's core claims whose pair a line cites; `sentences`: the lines whose claims all are the gold's.

    `brevity` is the share of the document's words that the summary does without.
    """
    cited = {i for line in output.lines for i in line.claim_ids}
    told = {match.gold for match in matching.pairs if output.claims[match.ours].id in cited}
    core = [n for n, claim in enumerate(gold.claims) if claim.salience == "core"]
    right = {output.claims[match.ours].id for match in matching.pairs}
    n_words = len(document.text.split())
    n_summary = sum(len(line.text.split()) for line in output.summary)
    explanations = [
        Explanation(
            "matched" if n in told else "missed",
            f"claims[{n}]",
            f"{gold.claims[n].id}: {gold.claims[n].statement}",
            gold.claims[n].evidence[0][0].start,
            gold.claims[n].evidence[0][0].end,
        )
        for n in core
    ]
    shares = {
        "core": Share.of(n in told for n in core),
        "sentences": Share.of(all(i in right for i in line.claim_ids) for line in output.summary),
        "present": Share(bool(output.summary), 1),
        "brevity": Share(max(0, n_words - n_summary) if output.summary else 0, n_words, counted=False),
    }
    return Score("summary", shares, tuple(explanations))
