"""How a statement comes out of its evidence, word for word and in order, and what was done to the rest on the way.

Words of the evidence may be left out where that takes nothing away that the others depend on; none may be added,
swapped or joined over a gap that hides who does what. What names, numbers and speakers mean is for their own guards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.words import Word

__all__ = ["Derivation", "derive", "derive_description"]


_RUN_BONUS, _GAP_COST = 0.5, 0.001


@dataclass(frozen=True, slots=True)
class Derivation:
    """`taken[i]` is the place in the evidence of the statement's word i, or None; `kept` are all places, in order."""

    taken: tuple[int | None, ...]
    kept: tuple[int, ...]


def derive(
    words: Sequence[Word], free: frozenset[int], evidence: Sequence[EvidenceWord], inside: Sequence[bool]
) -> Derivation:
    """The alignment of a statement with its evidence that keeps order and takes the most words in the longest runs.

    Args:
        free: Places of the statement's words that need no evidence.
        inside: For each word of the evidence's sentences whether it belongs to the evidence itself.
    """
    body = [i for i in range(len(words)) if i not in free]
    if (run := _as_one_run(words, body, evidence, inside)) is not None:
        taken: list[int | None] = [None] * len(words)
        for offset, i in enumerate(body):
            taken[i] = run + offset
        return Derivation(tuple(taken), tuple(range(run, run + len(body))))
    return _by_best_chain(words, free, evidence, inside)


def derive_description(
    words: Sequence[Word],
    quoted: Sequence[bool],
    free: frozenset[int],
    evidence: Sequence[EvidenceWord],
    inside: Sequence[bool],
) -> Derivation | None:
    """The same for "describes the tactics as “brutal”", whose quoted words stand elsewhere: "brutal tactics".

    Whatever the order, the words must be one stretch of the evidence: else the judgement would be on somebody else.
    """
    phrase = [i for i in range(len(words)) if i not in free and not quoted[i]]
    judgement = [i for i in range(len(words)) if i not in free and quoted[i]]
    if not phrase or not judgement:
        return None
    for cut in range(len(phrase) + 1):
        order = [*phrase[:cut], *judgement, *phrase[cut:]]
        if (run := _as_one_run(words, order, evidence, inside)) is not None:
            taken: list[int | None] = [None] * len(words)
            for offset, i in enumerate(order):
                taken[i] = run + offset
            return Derivation(tuple(taken), tuple(range(run, run + len(order))))
    return None


def _as_one_run(
    words: Sequence[Word], body: Sequence[int], evidence: Sequence[EvidenceWord], inside: Sequence[bool]
) -> int | None:
    """Where the whole statement stands in one piece: the common case, found by a string search."""
    if not body:
        return None
    wanted = "\0" + "\0".join(words[i].stem for i in body) + "\0"
    there = "\0" + "\0".join(item.word.stem for item in evidence) + "\0"
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
    # tree of maxima, so that a text of one sentence over and over takes no more than n log n.
    scores: list[float] = []
    befores: list[int] = []
    pairs: list[tuple[int, int]] = []
    entry: dict[tuple[int, int], int] = {}
    tree = _Maxima(len(evidence))
    for i, word in enumerate(words):
        weight = 0.2 if i in free or is_light(word) else 2.0
        known = len(pairs)
        for j in places.get(word.stem, ()):
            best, before = 0.0, -1
            reached, k = tree.best_before(j)
            # A run is worth more than its pieces, and a short gap more than a long one.
            if k >= 0 and (score := reached - _GAP_COST * j) > best:
                best, before = score, k
            k = entry.get((i - 1, j - 1), -1)
            if k >= 0 and (score := scores[k] + _RUN_BONUS - _GAP_COST) > best:
                best, before = score, k
            same_case = 0.1 if evidence[j].word.possessive == word.possessive else 0.0
            entry[i, j] = len(pairs)
            pairs.append((i, j))
            scores.append(best + weight + same_case)
            befores.append(before)
        for k in range(known, len(pairs)):
            j = pairs[k][1]
            tree.put(j, scores[k] + _GAP_COST * j, k)
    taken: list[int | None] = [None] * len(words)
    at = max(range(len(pairs)), key=scores.__getitem__, default=-1)
    kept: list[int] = []
    while at >= 0:
        i, j = pairs[at]
        taken[i] = j
        kept.append(j)
        at = befores[at]
    return Derivation(tuple(taken), tuple(reversed(kept)))


class _Maxima:
    """The best of what was put before a place, in logarithmic time (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[float, int]] = [(float("-inf"), -1)] * (size + 1)

    def put(self, place: int, score: float, item: int) -> None:
        """Record `item` at `place`; of equal scores the earlier record stays."""
        at = place + 1
        while at < len(self._best):
            if score > self._best[at][0]:
                self._best[at] = (score, item)
            at += at & -at

    def best_before(self, place: int) -> tuple[float, int]:
        """The best record at a smaller place, with its score; -1 where there is none."""
        best, at = (float("-inf"), -1), place
        while at > 0:
            if self._best[at][0] > best[0]:
                best = self._best[at]
            at -= at & -at
        return best
