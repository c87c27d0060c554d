"""Predicates of one subject: "The line was shut and was repaired" says of the line that it was repaired.

What stands in a predicate that a statement leaves out, holds for that predicate alone; what stands before the first one
holds for all. Whether the words of a statement may be joined otherwise is for `joins`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from brief.grounding.adjuncts import is_plain_adjunct, is_unreal
from brief.grounding.sentences import EvidenceWord, is_finite_verb
from brief.grounding.words import MAGNITUDES

__all__ = ["drops_complement", "drops_predicate", "leads_to_relative", "loose_places"]

_AND = frozenset(("and", "but"))
_FINITE = frozenset("is are was were has have had does did will would can could may might must shall should".split())
_ADJUNCTS = frozenset("with in at on near from of outside inside for aboard".split())
_SHORTEST_ING = 5
_SAME_IN_PAST = frozenset("cost cut hit put set let shut hurt split spread quit beat bid".split())
_CHAIN_WORDS = 3
_PARTS = re.compile(r"[;:.!?()—–]")
_MEETING = frozenset("by with from to into at in".split())
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
        no_infinitive = not any(item.word.key in ("to", "as") for item in gap)
        # "was judged unfair and rigged": who judged, judged both.
        no_infinitive = no_infinitive and (
            gap[1] is gap[-1] or gap[1].does in ("preposition", "adverb") or gap[1].in_date
        )
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
    adjuncts = (k for k in range(left + 1, right) if evidence[k].does == "preposition" and evidence[k].word.key != "of")
    if not all(is_plain_adjunct(k, evidence) for k in adjuncts):
        return False  # "a man in a film", "a bomb by a hoaxer"
    ends = gap[-1].does not in ("preposition", "determiner", "coordinator")
    return leads and ends and not any(map(_is_no_complement, gap))


def _is_no_complement(item: EvidenceWord) -> bool:
    if item.marker or item.speech or item.quoted or item.word.breaks:
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
    if after == len(evidence) or evidence[after].sentence != sentence:
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
    leads = evidence[gap].word.key in ("which", "who") and evidence[gap].word.breaks
    return leads and _is_sole_antecedent(kept[0], gap, evidence)


def _is_sole_antecedent(first: int, gap: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a noun phrase opens its sentence or is all that follows a verb, so that a clause is on nothing else.

    "The brother of the mayor, who fled" may be of the brother, and "in a film, the mayor, who fled" is of no mayor.
    """
    sentence = evidence[first].sentence
    at = first - 1
    while at >= 0 and evidence[at].sentence == sentence and not evidence[at + 1].word.breaks:
        if evidence[at].does not in ("determiner", "") or evidence[at].speech:
            break  # "said Lena Moe, who …" as well
        at -= 1
    noun = [(k, item) for k, item in enumerate(evidence[first:gap], first) if not item.in_date]
    if any(item.does not in ("determiner", "", "adverb") and not _is_of_date(k, evidence) for k, item in noun):
        return False
    before = [item for item in evidence[:first] if item.sentence == sentence and not item.quoted]
    if any(item.marker in ("condition", "modal", "hedge") or is_unreal(item) for item in before):
        return False
    if at < 0 or evidence[at].sentence != sentence:
        return True
    if evidence[at + 1].word.breaks:
        return False
    if evidence[at].does == "preposition" and evidence[at].word.key in _MEETING:
        at -= 1
    verb = evidence[at] if at >= 0 and evidence[at].sentence == sentence else None
    return verb is not None and (verb.does == "verb" or verb.speech == "plain")


def _is_of_date(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether an "of" tells only when something was: "the storm of 9 March, which …"."""
    return evidence[at].word.key == "of" and at + 1 < len(evidence) and evidence[at + 1].in_date


def _is_denied(place: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a negation stands right before a word or its article."""
    before = evidence[max(0, place - 2) : place + 1]
    return any(item.marker == "negation" and item.sentence == evidence[place].sentence for item in before)
