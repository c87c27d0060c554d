"""Whether a verb of saying tells that something was said: not "declined to say", "never said", "will say"."""

from __future__ import annotations

from collections.abc import Sequence

from brief.grounding.sentences import EvidenceWord

__all__ = ["was_said"]

_GERUND_HEADS = frozenset("as by while when in after".split())
_UNREAL = frozenset("will would shall should can could may might must ought 'll".split())
_PERFECT = frozenset("have has had 've".split())
_AGENT_WORDS = 6


def was_said(place: int, evidence: Sequence[EvidenceWord], known: frozenset[str]) -> bool:
    """Whether the verb at a place reports what was said; `known` are the stems of who is to have said it.

    What stands before the verb decides: the chain of its auxiliaries, and a negation anywhere in its clause.
    """
    key = evidence[place].word.key
    if key == "according":
        return True
    chain = _chain_before(place, evidence)
    forms = [evidence[j].word.key for j in chain]
    if _is_gerund(key) and not any(evidence[j].word.stem == "be" for j in chain):
        at = chain[0] - 1 if chain else place - 1
        set_off = evidence[chain[0] if chain else place].word.breaks
        return set_off or at < 0 or evidence[at].word.key in _GERUND_HEADS
    if "to" in forms or any(form in _UNREAL for form in forms):
        return False
    if any(evidence[j].marker == "negation" for j in _clause_before(place, evidence)):
        return False
    is_passive = any(evidence[j].word.stem == "be" for j in chain) and not _is_gerund(key)
    if is_passive and known:
        after = evidence[place + 1 : place + 1 + _AGENT_WORDS]
        by = next((k for k, item in enumerate(after) if item.word.key == "by"), None)
        return by is not None and any(item.word.stem in known for item in after[by:])
    return True


def _is_gerund(key: str) -> bool:
    return key.endswith("ing") and len(key) > 4


def _chain_before(place: int, evidence: Sequence[EvidenceWord]) -> Sequence[int]:
    """The auxiliaries, adverbs and particles right before a verb, in order."""
    found: list[int] = []
    at = place
    while at > 0 and evidence[at - 1].sentence == evidence[place].sentence and not evidence[at].word.breaks:
        item = evidence[at - 1]
        is_auxiliary = item.word.key in _UNREAL or item.word.key in _PERFECT
        if not (
            is_auxiliary or item.does in ("auxiliary", "adverb") or item.marker == "negation" or item.word.key == "to"
        ):
            break
        at -= 1
        found.append(at)
    return found[::-1]


def _clause_before(place: int, evidence: Sequence[EvidenceWord]) -> Sequence[int]:
    """The words between the last mark and a verb, or as far as the clause it may be embedded in opens."""
    at = place
    while at > 0 and evidence[at - 1].sentence == evidence[place].sentence and not evidence[at].word.breaks:
        if evidence[at - 1].does in ("coordinator", "subordinator") and not _pairs(at - 1, evidence):
            break
        at -= 1
    return range(at, place)


def _pairs(at: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether an "and" stands between two names or nouns: "neither Kern nor Pell and his aides"."""
    return evidence[at].word.key == "and" and not any(
        item.does in ("verb", "auxiliary")
        for item in evidence[max(0, at - 6) : at]
        if item.sentence == evidence[at].sentence
    )
