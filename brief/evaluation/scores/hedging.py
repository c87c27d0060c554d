"""Whether what the document leaves open stays open, and what it does not is not made doubtful."""

from __future__ import annotations

from brief.evaluation.gold import Gold
from brief.evaluation.matching import Matching
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output
from brief.language.modality import find_markers, is_hedged

__all__ = ["is_open", "score_hedging"]

_OPENING = frozenset("could should expect expects expected fear fears hope hopes seek seeks plan plans likely".split())


def is_open(statement: str) -> bool:
    """Whether a statement leaves it open that something is so, by a hedge, a modal or a word of expecting.

    >>> is_open("The pier may close."), is_open("The town expects visitors."), is_open("The pier closed.")
    (True, True, False)
    """
    if is_hedged(statement) or any(m.kind == "modal" and m.group in ("could", "should", "would") or m.kind == "hedge"
                                   for m in find_markers(statement)):  # fmt: skip
        return True
    return any(word.strip(".,;:“”‘’").casefold() in _OPENING for word in statement.split())


def score_hedging(output: Output, gold: Gold, matching: Matching) -> Score:
    """`flag`: hedged or not as in the gold; `kept`: of the gold's hedged claims, whose own wording shows it.

    A gold claim whose hedge is a matter of its holder's words is only asked for where the gold's own statement shows
    a hedge.
    """
    flag, kept, explanations = [], [], []
    for match in matching.subjects:
        ours, wanted = output.claims[match.ours], gold.claims[match.gold]
        flag.append(ours.hedged == wanted.hedged)
        shows = not wanted.hedged or not is_open(wanted.statement) or is_open(ours.statement)
        if wanted.hedged and is_open(wanted.statement):
            kept.append(shows)
        if not (flag[-1] and shows):
            first = wanted.evidence[0][0]
            told = "its hedge is lost" if not shows else f"hedged is {ours.hedged}, not {wanted.hedged}"
            message = f"{wanted.id}: {told}: {ours.statement}"
            explanations.append(Explanation("wrong", f"claims[{match.gold}].hedged", message, first.start, first.end))
    if output.failed:
        n_hedged = sum(claim.hedged and is_open(claim.statement) for claim in gold.claims)
        return Score("hedging", {"flag": Share(0, len(gold.claims)), "kept": Share(0, n_hedged)})
    return Score("hedging", {"flag": Share.of(flag), "kept": Share.of(kept)}, tuple(explanations))
