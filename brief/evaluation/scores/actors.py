"""Whether the same places are taken to name the same actors: B-cubed over mentions."""

from __future__ import annotations

from collections import Counter, defaultdict

from brief.assignment import assign
from brief.evaluation.gold import Gold, GoldActor
from brief.evaluation.masks import meeting, overlap
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["score_actors"]


def score_actors(output: Output, gold: Gold) -> Score | None:
    """B-cubed precision over the mentions found and recall over all of the gold's; None without a gold layer.

    `mentions_recall` and `mentions_precision` are about places alone (of half a mention or more), `unmixed` is the
    share of our actors that hold mentions of one gold actor only, `type` that of the right type.
    """
    if gold.actors is None:
        return None
    theirs = [(n, mention) for n, actor in enumerate(gold.actors) for mention in actor.mentions]
    ours = [(n, mention) for n, actor in enumerate(output.actors) for mention in actor.mentions]
    weights: dict[tuple[int, int], float] = {}
    for row, column in meeting([[mine] for _, mine in ours], [[mention] for _, mention in theirs]):
        mine, mention = ours[row][1], theirs[column][1]
        common = overlap(mine, mention)
        union = mine.end - mine.start + mention.end - mention.start - common
        if 2 * common >= union:
            weights[row, column] = common / union
    found = {column: ours[row][0] for row, column in assign(weights)}
    size = Counter(found.values())
    wanted = Counter(actor for actor, _ in theirs)
    together = Counter((theirs[column][0], mine) for column, mine in found.items())
    precision = recall = 0.0
    for column in sorted(found):
        common = together[theirs[column][0], found[column]]
        precision += common / size[found[column]]
        recall += common / wanted[theirs[column][0]]
    holds: dict[int, set[int]] = defaultdict(set)
    for column, number in found.items():
        holds[number].add(theirs[column][0])
    typed = [gold.actors[next(iter(held))].type == output.actors[n].type for n, held in holds.items() if len(held) == 1]
    lost = len(gold.actors) if output.failed else 0
    shares = {
        "precision": Share(precision, len(found), counted=False),
        "recall": Share(recall, len(theirs), counted=False),
        "mentions_recall": Share(len(found), len(theirs)),
        "mentions_precision": Share(len(found), len(ours)),
        "unmixed": Share.of((len(held) == 1 for held in holds.values()), lost=lost),
        "type": Share.of(typed, lost=lost),
    }
    return Score("actors", shares, tuple(_explain(output, gold.actors, found, holds)))


def _explain(
    output: Output, actors: tuple[GoldActor, ...], found: dict[int, int], holds: dict[int, set[int]]
) -> list[Explanation]:
    explanations = []
    column = 0
    for n, actor in enumerate(actors):
        mine = set()
        for k, mention in enumerate(actor.mentions):
            if column in found:
                mine.add(found[column])
            else:
                message = f"{actor.id} {actor.name}: not found as {mention.quote!r}"
                place = (mention.start, mention.end)
                explanations.append(Explanation("missed", f"actors[{n}].mentions[{k}]", message, *place))
            column += 1
        if len(mine) > 1:
            names = ", ".join(repr(output.actors[number].name) for number in sorted(mine))
            explanations.append(Explanation("wrong", f"actors[{n}]", f"{actor.id} {actor.name} is split: {names}"))
    for number, held in sorted(holds.items()):
        if len(held) > 1:
            names = ", ".join(actors[n].name for n in sorted(held))
            message = f"{output.actors[number].name!r} mixes {names}"
            explanations.append(Explanation("wrong", f"ours.actors[{number}]", message))
    for number, own in enumerate(output.actors):
        if number not in holds:
            first = own.mentions[0]
            message = f"{own.name!r} is nobody in the gold"
            explanations.append(Explanation("extra", f"ours.actors[{number}]", message, first.start, first.end))
    return explanations
