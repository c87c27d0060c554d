"""Whether claims are credited to whoever holds them, in the way the document does."""

from __future__ import annotations

from brief.evaluation.gold import Gold
from brief.evaluation.likeness import Holders
from brief.evaluation.matching import Matching
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_attribution"]

_FIELDS = ("source_type", "mode", "confidence")


def score_attribution(output: Output, gold: Gold, matching: Matching) -> Score:
    """Shares of the claims on the same subject whose source, type, mode and confidence are the gold's.

    A source is right by any name of its actor. `reported` is `source` among the claims that somebody other than the
    outlet holds, which cannot be had by crediting everything to the outlet; `whole` wants source, type and mode.
    """
    holders = Holders(gold.actors or ())
    actors = {actor.id: actor for actor in output.actors}
    verdicts: dict[str, list[bool]] = {name: [] for name in ("source", *_FIELDS, "reported", "whole")}
    explanations = []
    for match in matching.subjects:
        ours, wanted = output.claims[match.ours].attribution, gold.claims[match.gold].attribution
        forms = [ours.source] if ours.source else []
        if actor := actors.get(ours.actor_id or ""):
            forms += [actor.name, *actor.aliases]
        same = holders.identify(forms) == holders.identify([wanted.source] if wanted.source else [])
        found = {"source": same} | {name: getattr(ours, name) == getattr(wanted, name) for name in _FIELDS}
        for name, verdict in found.items():
            verdicts[name].append(verdict)
        verdicts["whole"].append(found["source"] and found["source_type"] and found["mode"])
        if wanted.mode != "none":
            verdicts["reported"].append(same)
        if wrong := [name for name, verdict in found.items() if not verdict]:
            claim = gold.claims[match.gold]
            told = ", ".join(f"{name} {getattr(ours, name)!r}, not {getattr(wanted, name)!r}" for name in wrong)
            first = claim.evidence[0][0]
            explanations.append(
                Explanation("wrong", f"claims[{match.gold}].attribution", f"{claim.id}: {told}", first.start, first.end)
            )
    if output.failed:
        n_reported = sum(claim.attribution.mode != "none" for claim in gold.claims)
        sizes = {name: n_reported if name == "reported" else len(gold.claims) for name in verdicts}
        return Score("attribution", {name: Share(0, size) for name, size in sizes.items()})
    return Score("attribution", {name: Share.of(flags) for name, flags in verdicts.items()}, tuple(explanations))
