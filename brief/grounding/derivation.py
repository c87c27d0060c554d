"""How a statement comes out of its evidence, word for word and in order, and what was done to the rest on the way.

Words of the evidence may be left out where that takes nothing away that the others depend on; none may be added,
swapped or joined over a gap that hides who does what. What names, numbers and speakers mean is for their own guards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.grounding.passages import Passage
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.words import Word

__all__ = ["Derivation", "derive", "derive_description"]


_RUN_BONUS, _GAP_COST = 0.5, 0.001
_NOTHING = float("-inf")


@dataclass(frozen=True, slots=True)
class Derivation:
    """`taken[i]` is the place in the evidence of the statement's word i, or None; `kept` are all places, in order."""

    taken: tuple[int | None, ...]
    kept: tuple[int, ...]


def derive(words: Sequence[Word], free: frozenset[int], passage: Passage, inside: Sequence[bool]) -> Derivation:
    """The alignment of a statement with its evidence that keeps order and takes the most words in the longest runs.

    Args:
        free: Places of the statement's words that need no evidence.
        inside: For each word of the evidence's sentences whether it belongs to the evidence itself.
    """
    body = [i for i in range(len(words)) if i not in free]
    if (run := _as_one_run(words, body, passage, inside)) is not None:
        taken: list[int | None] = [None] * len(words)
        for offset, i in enumerate(body):
            taken[i] = run + offset
        return Derivation(tuple(taken), tuple(range(run, run + len(body))))
    return _by_best_chain(words, free, passage.words, inside)


def derive_description(
    words: Sequence[Word],
    quoted: Sequence[bool],
    free: frozenset[int],
    passage: Passage,
    inside: Sequence[bool],
) -> Derivation | None:
    """The same for "describes the tactics as “brutal”", whose quoted words stand elsewhere: "brutal tactics".

    Whatever the order, the words must be one stretch of the evidence: else the judgement would be on somebody else.
    """
    phrase = [i for i in range(len(words)) if i not in free and not quoted[i]]
    judgement = [i for i in range(len(words)) if i not in free and quoted[i]]
    if not phrase or not judgement:
        return None
    if any("\0" + words[i].stem + "\0" not in passage.chain for i in (*phrase, *judgement)):
        return None
    for cut in range(len(phrase) + 1):
        order = [*phrase[:cut], *judgement, *phrase[cut:]]
        if (run := _as_one_run(words, order, passage, inside)) is not None:
            taken: list[int | None] = [None] * len(words)
            for offset, i in enumerate(order):
                taken[i] = run + offset
            return Derivation(tuple(taken), tuple(range(run, run + len(order))))
    return None


def _as_one_run(words: Sequence[Word], body: Sequence[int], passage: Passage, inside: Sequence[bool]) -> int | None:
    """Where the whole statement stands in one piece: the common case, found by a string search."""
    if not body:
        return None
    wanted = "\0" + "\0".join([words[i].stem for i in body]) + "\0"
    there = passage.chain
    at = there.find(wanted)
    while at >= 0:
        place = there.count("\0", 0, at)
        if all(inside[place : place + len(body)]):
            return place
        at = there.find(wanted, at + 1)
    return None


def _by_best_chain(
    words: Sequence[Word], free: frozenset[int], evidence: Sequence[EvidenceWord], inside: Sequence[bool]
) -> Derivation:
    places: dict[str, list[int]] = {}
    for j, item in enumerate(evidence):
        if inside[j]:
            places.setdefault(item.word.stem, []).append(j)
    # One entry for each pair of equal words: its score, the pair before it. The best pair before any place comes from a
    # tree of maxima (Fenwick's), so that a text of one sentence over and over takes no more than n log n.
    scores: list[float] = []
    befores: list[int] = []
    pairs: list[tuple[int, int]] = []
    size = len(evidence) + 1
    best_scores, best_pairs = [_NOTHING] * size, [-1] * size
    row: dict[int, int] = {}
    for i, word in enumerate(words):
        above, row = row, {}
        found = places.get(word.stem)
        if not found:
            continue
        weight = 0.2 if i in free or is_light(word) else 2.0
        for j in found:
            best, before = 0.0, -1
            reached, k, at = _NOTHING, -1, j
            while at:
                if best_scores[at] > reached:
                    reached, k = best_scores[at], best_pairs[at]
                at &= at - 1
            # A run is worth more than its pieces, and a short gap more than a long one.
            if k >= 0 and (score := reached - _GAP_COST * j) > best:
                best, before = score, k
            k = above.get(j - 1, -1)
            if k >= 0 and (score := scores[k] + _RUN_BONUS - _GAP_COST) > best:
                best, before = score, k
            same_case = 0.1 if evidence[j].word.possessive == word.possessive else 0.0
            row[j] = len(pairs)
            pairs.append((i, j))
            scores.append(best + weight + same_case)
            befores.append(before)
        for j, k in row.items():
            score, at = scores[k] + _GAP_COST * j, j + 1
            while at < size:
                # Of equal scores the earlier stays.
                if score > best_scores[at]:
                    best_scores[at], best_pairs[at] = score, k
                at += at & -at
    taken: list[int | None] = [None] * len(words)
    at = max(range(len(pairs)), key=scores.__getitem__, default=-1)
    kept: list[int] = []
    while at >= 0:
        i, j = pairs[at]
        taken[i] = j
        kept.append(j)
        at = befores[at]
    return Derivation(tuple(taken), tuple(reversed(kept)))
