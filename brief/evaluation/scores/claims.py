"""How many of the gold's claims are told, and how many of ours are claims of the gold's; duplicates count against."""

from __future__ import annotations

from collections.abc import Iterator

from brief.evaluation.gold import Gold
from brief.evaluation.matching import OBJECTIONS, Match, Matching
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_claims"]


def score_claims(output: Output, gold: Gold, matching: Matching) -> Score:
    """Recall of core and of all claims, precision, and what of the claims on the same subject agrees.

    `polarity`, `numbers`, `dates` and `speaker` are shares of the pairs on the same subject that raise no such
    objection; `distinct` is the share of our claims that do not repeat another.
    """
    told = {match.gold for match in matching.pairs}
    core = [n for n, claim in enumerate(gold.claims) if claim.salience == "core"]
    shares = {
        "core_recall": Share.of(n in told for n in core),
        "recall": Share(len(told), len(gold.claims)),
        "precision": Share(len(told), len(output.claims)),
        "distinct": Share.of(n not in matching.duplicates for n in range(len(output.claims))),
    }
    pairs = matching.subjects
    for objection in OBJECTIONS:
        shares[objection] = _agreeing(output, gold, [objection not in match.objections for match in pairs])
    kinds = [output.claims[match.ours].kind == gold.claims[match.gold].kind for match in pairs]
    weights = [output.claims[match.ours].salience == gold.claims[match.gold].salience for match in pairs]
    shares |= {"kind": _agreeing(output, gold, kinds), "salience": _agreeing(output, gold, weights)}
    return Score("claims", shares, (*_explain_gold(output, gold, matching), *_explain_ours(output, matching)))


def _agreeing(output: Output, gold: Gold, verdicts: list[bool]) -> Share:
    """The share of pairs that agree; where a document failed, each of its claims is one that does not."""
    return Share(0, len(gold.claims)) if output.failed else Share.of(verdicts)


def _explain_gold(output: Output, gold: Gold, matching: Matching) -> Iterator[Explanation]:
    told = {match.gold for match in matching.pairs}
    for n, claim in enumerate(gold.claims):
        match = matching.by_gold.get(n)
        first = claim.evidence[0][0]
        item, place = f"claims[{n}]", (first.start, first.end)
        if match is None:
            yield Explanation("missed", item, f"{claim.id} ({claim.salience}): {claim.statement}", *place)
        elif n not in told:
            why = (
                "; ".join(f"{name}: {detail}" for name, detail in match.objections.items()) or "it tells another better"
            )
            ours = output.claims[match.ours]
            yield Explanation(
                "wrong",
                item,
                f"{claim.id} ({claim.salience}): {claim.statement} — told as {ours.id}, {why}: {ours.statement}",
                *place,
            )
        else:
            yield Explanation("matched", item, _agreement(output, gold, match), *place)


def _agreement(output: Output, gold: Gold, match: Match) -> str:
    ours, claim = output.claims[match.ours], gold.claims[match.gold]
    line = f"{claim.id} is {ours.id} (likeness {match.likeness:.2f})"
    for name in ("kind", "salience"):
        if getattr(ours, name) != getattr(claim, name):
            line += f"; {name} {getattr(ours, name)}, not {getattr(claim, name)}"
    return f"{line}: {ours.statement}"


def _explain_ours(output: Output, matching: Matching) -> Iterator[Explanation]:
    paired = {match.ours for match in (*matching.pairs, *matching.subjects)}
    for n, claim in enumerate(output.claims):
        if n in paired:
            continue
        place = (claim.evidence[0].start, claim.evidence[0].end)
        if n in matching.duplicates:
            message = f"{claim.id} tells claims[{matching.duplicates[n].gold}] again: {claim.statement}"
        else:
            message = f"{claim.id} is no claim of the gold's: {claim.statement}"
        yield Explanation("extra", f"ours.claims[{n}]", message, *place)
