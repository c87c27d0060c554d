"""Whether temporal expressions are found, and their values right, the right None included."""

from __future__ import annotations

from brief.assignment import assign
from brief.evaluation.gold import Gold
from brief.evaluation.masks import meeting, overlap
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_dates"]


def score_dates(output: Output, gold: Gold) -> Score | None:
    """Precision and recall of expressions that overlap; of the pairs, span, value, anchor and relation.

    `value` is of all pairs, None being a value; `known` of those the gold has a value for; `open` of those it has
    None for: there any value is invented. None without a gold layer.
    """
    if gold.dates is None:
        return None
    weights: dict[tuple[int, int], float] = {}
    for row, column in meeting([[item] for item in output.dates], [[wanted] for wanted in gold.dates]):
        item, wanted = output.dates[row], gold.dates[column]
        if common := overlap(item, wanted):
            weights[row, column] = common / (item.end - item.start + wanted.end - wanted.start - common)
    pairs = [(output.dates[row], gold.dates[column], column) for row, column in assign(weights)]
    found, mine = {column for _, _, column in pairs}, {item.id for item, _, _ in pairs}
    explanations = [
        Explanation("missed", f"dates[{n}]", f"not found: {wanted.quote!r}", wanted.start, wanted.end)
        for n, wanted in enumerate(gold.dates)
        if n not in found
    ]
    explanations += [
        Explanation(
            "wrong", f"dates[{n}].value", f"{item.quote!r} is {wanted.value}, not {item.value}", item.start, item.end
        )
        for item, wanted, n in pairs
        if item.value != wanted.value
    ]
    explanations += [
        Explanation("extra", f"ours.dates[{n}]", f"no date in the gold: {item.quote!r}", item.start, item.end)
        for n, item in enumerate(output.dates)
        if item.id not in mine
    ]
    right = [(item.value == wanted.value, wanted.value is None) for item, wanted, _ in pairs]
    lost = len(gold.dates) if output.failed else 0
    n_open = sum(wanted.value is None for wanted in gold.dates) if output.failed else 0
    shares = {
        "precision": Share(len(pairs), len(output.dates)),
        "recall": Share(len(pairs), len(gold.dates)),
        "span": Share.of(
            ((item.start, item.end) == (wanted.start, wanted.end) for item, wanted, _ in pairs), lost=lost
        ),
        "value": Share.of((same for same, _ in right), lost=lost),
        "known": Share.of((same for same, is_open in right if not is_open), lost=lost - n_open),
        "open": Share.of((same for same, is_open in right if is_open), lost=n_open),
        "needs_anchor": Share.of((item.needs_anchor == wanted.needs_anchor for item, wanted, _ in pairs), lost=lost),
        "relation": Share.of((item.relation == wanted.relation for item, wanted, _ in pairs), lost=lost),
    }
    return Score("dates", shares, tuple(explanations))
