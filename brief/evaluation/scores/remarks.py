"""What tensions and open questions have in common: they are paired by the places they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from brief.assignment import assign
from brief.briefing import OpenQuestion, Tension
from brief.evaluation.gold import GoldQuestion, GoldTension
from brief.evaluation.masks import mask, overlap
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_remarks"]


def score_remarks(
    layer: str,
    output: Output,
    ours: Sequence[Tension | OpenQuestion],
    gold: Sequence[GoldTension | GoldQuestion],
    *,
    places: int,
) -> Score:
    """Precision and recall of remarks whose evidence meets in so many places (or all, where the gold has fewer).

    `same_type` is the share of the gold's that are found under their own type or category.
    """
    by_id = {claim.id: claim for claim in output.claims}
    weights: dict[tuple[int, int], float] = {}
    for row, item in enumerate(ours):
        spans = list(item.evidence) or [span for i in item.claim_ids for span in by_id[i].evidence]
        for column, wanted in enumerate(gold):
            met = sum(any(overlap(one, other) for one in spans) for other in wanted.evidence)
            if met >= min(places, len(wanted.evidence)):
                common = (mask(spans) & mask(wanted.evidence)).bit_count()
                weights[row, column] = 1 + _is_same_type(item, wanted) + common / mask(wanted.evidence).bit_count() / 4
    pairs = assign(weights)
    found = {column: row for row, column in pairs}
    explanations = []
    for n, wanted in enumerate(gold):
        first, said = wanted.evidence[0], wanted.statement if isinstance(wanted, GoldTension) else wanted.question
        place = (first.start, first.end)
        if n not in found:
            explanations.append(Explanation("missed", f"{layer}[{n}]", f"{_type(wanted)}: {said}", *place))
        elif not _is_same_type(ours[found[n]], wanted):
            message = f"{_type(ours[found[n]])}, not {_type(wanted)}: {said}"
            explanations.append(Explanation("wrong", f"{layer}[{n}]", message, *place))
    mine = {row for row, _ in pairs}
    for n, item in enumerate(ours):
        if n not in mine:
            said = item.statement if isinstance(item, Tension) else item.question
            explanations.append(Explanation("extra", f"ours.{layer}[{n}]", f"{_type(item)}: {said}"))
    return Score(
        layer,
        {
            "precision": Share(len(pairs), len(ours)),
            "recall": Share(len(pairs), len(gold)),
            "same_type": Share(sum(_is_same_type(ours[row], gold[column]) for row, column in pairs), len(gold)),
        },
        tuple(explanations),
    )


def _type(item: Tension | OpenQuestion | GoldTension | GoldQuestion) -> str:
    return item.type if isinstance(item, Tension | GoldTension) else item.category


def _is_same_type(ours: Tension | OpenQuestion, gold: GoldTension | GoldQuestion) -> bool:
    return _type(ours) == _type(gold)
