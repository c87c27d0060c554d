"""Predicates of one subject: "The line was shut and was repaired" says of the line that it was repaired.

What stands in a predicate that a statement leaves out, holds for that predicate alone; what stands before the first one
holds for all. Whether the words of a statement may be joined otherwise is for `joins`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from brief.grounding.sentences import EvidenceWord, is_finite_verb
from brief.grounding.words import MAGNITUDES

__all__ = ["drops_complement", "drops_predicate", "leads_to_relative", "loose_places"]

_AND = frozenset(("and", "but"))
_FINITE = frozenset("is are was were has have had does did will would can could may might must shall should".split())
_ADJUNCTS = frozenset("with in at on near from of outside inside by for aboard".split())
# In these nothing needs to have happened: "a man in a film by Voss shot a rival".
_STORIES = frozenset(
    "film movie story novel book play game drill exercise simulation scenario dream model draft plan proposal theory "
    "poem song series episode advert video joke rumour rumor trial test".split()
)
_SHORTEST_ING = 5
_RELATIVES = frozenset(("that", "which", "who"))
_SAME_IN_PAST = frozenset("cost cut hit put set let shut hurt split spread quit beat bid".split())
_CHAIN_WORDS = 3
_PARTS = re.compile(r"[;:.!?()—–]")
_REPEATED = frozenset(("that", "because"))
_INDEFINITE = frozenset(("a", "an"))


def drops_predicate(left: int, right: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether the words between two places are one or more whole predicates of the subject that ends on the left.

    The subject is then also that of what follows on the right: "Moe | sold the mill and | was fined".
    """
    if (
        right - left > 2
        and evidence[left].word.key == evidence[right - 1].word.key
        and evidence[left].word.key in _FINITE
    ):
        # Of "was shut and was repaired" a statement may take the one "was" or the other.
        left, right = left - 1, right - 1
    gap = evidence[left + 1 : right]
    if _repeats(evidence[left], gap):
        return True
    if len(gap) < 2 or gap[-1].word.key not in _AND or gap[0].word.breaks or gap[0].quoted != evidence[right].quoted:
        return False
    if any(item.does in ("relative", "subordinator", "interrogative") or item.word.key == "that" for item in gap):
        return False
    if any(item.speech for item in gap[1:]) or any(item.quoted != gap[0].quoted for item in gap):
        return False
    if any(_PARTS.search(item.word.gap) and not item.word.stem.startswith("#") for item in (*gap[1:], evidence[right])):
        return False
    first, then = gap[0], evidence[right]
    if _is_finite(first) and _is_own_finite(then):
        return not any(_is_new_verb(k, gap) for k in range(1, len(gap)))
    if evidence[left].does == "auxiliary" and evidence[left].word.key in _FINITE:
        # "was shut and repaired": both participles have the one auxiliary.
        others = any(item.does in ("verb", "auxiliary") or item.word.key.endswith("ing") for item in gap[1:])
        is_plain = (
            (first.does == "verb" or first.word.key in _SAME_IN_PAST)
            and first.word.key not in _FINITE
            and first.speech is None
        )
        no_infinitive = not any(item.word.key == "to" for item in gap)
        return is_plain and no_infinitive and not others and then.does == "verb" and then.word.key not in _FINITE
    return False


def _repeats(left: EvidenceWord, gap: Sequence[EvidenceWord]) -> bool:
    """Whether a clause is left out before another of the same conjunction: "said that p and | that q"."""
    if left.word.key not in _REPEATED or len(gap) < 3 or gap[-1].word.key != left.word.key:
        return False
    inner = gap[:-2]
    return gap[-2].word.key == "and" and not any(
        item.marker == "condition" or item.word.key in _REPEATED or item.speech or ";" in item.word.gap
        for item in inner
    )


def _is_finite(item: EvidenceWord) -> bool:
    key = item.word.key
    return key in _FINITE or key in _SAME_IN_PAST or item.does == "verb" and is_finite_verb(key)


def _is_own_finite(item: EvidenceWord) -> bool:
    """Whether a predicate has its own auxiliary, so that it does not hang on the one before."""
    return item.word.key in _FINITE


def _is_new_verb(k: int, gap: Sequence[EvidenceWord]) -> bool:
    """Whether a verb within may have a subject of its own: "knew that Dunn was ill", but not ", was fined"."""
    item = gap[k]
    if item.word.form == "May" or not (item.does == "verb" or item.word.key in _FINITE):
        return False
    before = gap[k - 1]
    follows_auxiliary = before.word.key in _FINITE or before.does in ("auxiliary", "adverb") or before.word.key == "not"
    return not (item.word.breaks or follows_auxiliary or before.word.key in _AND or before.does == "determiner")


def drops_complement(left: int, right: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether the words between say more of "a train" or "two men", who did it whatever else is told of them.

    "A train | carrying fuel | derailed". Of "the train carrying fuel" or "no train" another train would be left.
    """
    gap, noun, then = evidence[left + 1 : right], evidence[left], evidence[right]
    if not gap or noun.does or noun.quoted or not noun.word.key.isalpha() or noun.word.key in MAGNITUDES:
        return False
    if not _tells_what_happened(then) or then.word.breaks:
        return False
    opening = left
    while opening > 0 and not evidence[opening].does and not evidence[opening].word.breaks:
        opening -= 1
    head = evidence[opening]
    counts = head.word.stem.startswith("#")
    before = evidence[opening - 1] if opening and evidence[opening - 1].sentence == head.sentence else None
    if not (counts or head.word.key in _INDEFINITE) or before and not head.word.breaks and before.word.key != "that":
        return False
    if counts and any(item.word.stem.startswith("#") for item in gap):
        return False  # "nine in ten men died"
    first = gap[0].word.key
    leads = first in _ADJUNCTS or first.endswith("ing") and len(first) > _SHORTEST_ING
    ends = gap[-1].does not in ("preposition", "determiner", "coordinator")
    return leads and ends and not any(map(_is_no_complement, gap))


def _is_no_complement(item: EvidenceWord) -> bool:
    if item.marker or item.speech or item.quoted or item.word.breaks or item.word.key in _STORIES:
        return True
    return item.word.key in _FINITE or item.does in ("relative", "subordinator", "interrogative", "verb")


def _tells_what_happened(item: EvidenceWord) -> bool:
    """Whether a predicate is of one case: "a child with measles will be sent home" is said of any."""
    key = item.word.key
    return key in ("was", "were", "had", "has", "have", "did") or (
        item.does == "verb" and key not in _FINITE and item.speech is None and is_finite_verb(key)
    )


def loose_places(kept: Sequence[int], evidence: Sequence[EvidenceWord]) -> frozenset[int]:
    """The places whose negations, hedges and conditions hold for something that a statement leaves out altogether."""
    found: set[int] = set()
    for left, right in pairwise(kept):
        if right > left + 1 and evidence[left].sentence == evidence[right].sentence:
            if drops_predicate(left, right, evidence):
                found.update(range(left + 1, right))
    if not kept:
        return frozenset()
    if leads_to_relative(kept, evidence) and not _is_denied(kept[0], evidence):
        found.update(range(kept[0]))  # "no road to the bank, which has six offices": it has them all the same
    last = kept[-1]
    sentence = evidence[last].sentence
    after = last + 1
    is_denied = any(evidence[j].marker == "negation" for j in kept if evidence[j].sentence == sentence)
    if after == len(evidence) or evidence[after].sentence != sentence:
        return frozenset(found)
    if not is_denied and _opens_relative(after, evidence):
        while after < len(evidence) and evidence[after].sentence == sentence and not evidence[after].word.breaks:
            found.add(after)
            after += 1
        return frozenset(found)
    if evidence[after].word.key in _AND:
        # "… and expected to report": the doubt is in the verb of the second predicate.
        chain = evidence[after : after + 1 + _CHAIN_WORDS]
        if len(chain) > 1 and _is_finite(chain[1]):
            found.update(
                after + k for k, item in enumerate(chain) if item.sentence == sentence and item.marker != "condition"
            )
    return frozenset(found)


def leads_to_relative(kept: Sequence[int], evidence: Sequence[EvidenceWord]) -> bool:
    """Whether the first words are a noun and the next a relative clause on it: "the bank, which has six offices"."""
    gap = next((left + 1 for left, right in pairwise(kept) if right != left + 1), None)
    if gap is None or gap + 1 not in kept:
        return False
    return evidence[gap].word.key in ("which", "who") and evidence[gap].word.breaks


def _is_denied(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a negation stands right before a word or its article."""
    before = evidence[max(0, place - 2) : place + 1]
    return any(item.marker == "negation" and item.sentence == evidence[place].sentence for item in before)


def _opens_relative(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a clause on "a clinic" begins here: "a clinic that never opened"."""
    if evidence[place].word.key not in _RELATIVES or place < 2 or evidence[place].word.breaks:
        return False
    noun = evidence[place - 1]
    if noun.does or noun.speech or place + 1 >= len(evidence):
        return False
    opening = place - 2
    while opening > 0 and not evidence[opening].does and not evidence[opening + 1].word.breaks:
        opening -= 1
    behind = evidence[place + 1]
    starts = behind.does in ("verb", "auxiliary", "adverb") or behind.marker in ("negation", "modal", "hedge")
    return evidence[opening].word.key in _INDEFINITE and starts
