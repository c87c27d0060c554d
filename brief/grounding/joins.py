"""What was left out between, before and after the words a statement takes from its evidence, and whether that is licit.

"The mayor said the union rejected it" must not become "The mayor rejected it", though every word is there and in order.
Negations, hedges and quantities that were left out are looked after by `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from brief.grounding.context import Holder, Refusal
from brief.grounding.derivation import Derivation
from brief.grounding.sentences import EvidenceWord, is_light
from brief.grounding.speaking import Speaker, find_speakers, holder_stems

__all__ = ["check_joins", "licensed_frames"]

_FACTIVE = frozenset("and but so yet while when after as because since although though whereas where".split())
_OPEN_ENDED = frozenset("as than or if unless until like".split())
_STARTS_NOTHING = frozenset("that whether how why what who which whom whose".split())


def licensed_frames(evidence: Sequence[EvidenceWord], holder: Holder) -> dict[int, Speaker]:
    """By its place, each verb of saying in the evidence that the statement's own "X said" may stand for."""
    if holder.is_outlet:
        return {}
    known = holder_stems(holder, with_roles=True)
    found: dict[int, Speaker] = {}
    for speaker in find_speakers(evidence):
        if speaker.group not in ("plain", "held", "describing"):
            continue
        if not known or speaker.stems & known or speaker.is_pronoun or not speaker.stems or not speaker.is_name:
            found[speaker.place] = speaker
    return found


def check_joins(
    derivation: Derivation,
    free: frozenset[int],
    evidence: Sequence[EvidenceWord],
    frames: dict[int, Speaker],
    *,
    is_phrase: bool = False,
) -> Iterator[Refusal]:
    """Whether every gap may be left open; a phrase ("… spoke of the plan for the pier") may be cut out of a clause."""
    kept = derivation.kept
    if not kept:
        return
    is_antecedent = _leads_to_relative(kept, evidence)
    if not is_phrase and not is_antecedent and (refusal := _check_lead(kept[0], evidence, frames)):
        yield refusal
    told = {j for i in free if (j := derivation.taken[i]) is not None}
    for left, right in pairwise(kept):
        if right == left + 1 and evidence[left].sentence == evidence[right].sentence:
            continue
        if evidence[left].sentence != evidence[right].sentence:
            if refusal := _check_tail(left, evidence, frames) or _check_lead(right, evidence, frames):
                yield refusal
        elif left in told or right in told:
            # Between who says it and what is said, only the edge of what is said counts.
            refusal = _check_lead(right, evidence, frames) if left in told else _check_tail(left, evidence, frames)
            if refusal:
                yield refusal
        elif not _is_open(left, right, evidence, frames):
            gap = " ".join(item.word.form for item in evidence[left + 1 : right])
            yield Refusal(
                "words_joined",
                f"leaves out {gap[:80]!r} between {evidence[left].word.form!r} and {evidence[right].word.form!r}",
            )
    if not is_phrase and (refusal := _check_tail(kept[-1], evidence, frames)):
        yield refusal


def _leads_to_relative(kept: Sequence[int], evidence: Sequence[EvidenceWord]) -> bool:
    """Whether the first words are a noun and the next a relative clause on it: "the bank, which has six offices"."""
    gap = next((left + 1 for left, right in pairwise(kept) if right != left + 1), None)
    if gap is None or gap + 1 not in kept:
        return False
    return evidence[gap].word.key in ("which", "who") and evidence[gap].word.breaks


def _is_harmless(item: EvidenceWord) -> bool:
    """Whether a word may be left out wherever it stands."""
    return item.in_loaded or item.does == "adverb" or item.does == "determiner"


def _is_plain(item: EvidenceWord) -> bool:
    """Whether a word can stand before a noun without hiding who does what."""
    return item.does in ("", "adverb", "determiner") and item.speech is None and item.word.key not in _STARTS_NOTHING


def _check_lead(place: int, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]) -> Refusal | None:
    """Whether a statement may begin (again) at this word of a sentence."""
    sentence = evidence[place].sentence
    at = place
    if place in frames:
        return None
    while True:
        before = at - 1
        if before < 0 or evidence[before].sentence != sentence:
            return None
        item = evidence[before]
        if before in frames:
            return None
        if evidence[at].word.breaks:
            return _check_frame_before(at, evidence, frames)
        if item.word.key in _FACTIVE and item.does in ("coordinator", "subordinator", "preposition"):
            return None
        if _is_harmless(item) or item.in_date or (item.does == "preposition" and evidence[at].in_date):
            at = before
            continue
        if _is_plain(item) and not is_light(evidence[place].word):
            at = before
            continue
        break
    if item.word.key == "that" and before and evidence[before - 1].word.key in ("and", "but"):
        # "He said p and that q": the verb may stand far off.
        if any(evidence[frame].sentence == sentence and frame < before for frame in frames):
            return None
    for back in range(before, max(-1, before - 12), -1):
        item = evidence[back]
        if item.sentence != sentence or item.marker == "negation":
            break
        if back in frames:
            return None
        if item.does == "verb" or item.speech is not None:
            break
    cut = " ".join(w.word.form for w in evidence[max(0, before - 3) : place] if w.sentence == sentence)
    return Refusal("words_cut", f"begins at {evidence[place].word.form!r}, right behind {cut!r}")


def _check_frame_before(at: int, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]) -> Refusal | None:
    """Behind punctuation a clause stands alone, unless what it is behind says of it that it is not so, or asks."""
    sentence, clause = evidence[at].sentence, evidence[at].clause
    if evidence[at].quoted:
        return None
    for back in range(at - 1, -1, -1):
        item = evidence[back]
        if item.sentence != sentence or item.clause < clause - 1:
            return None
        if item.word.key == "that" and evidence[back].word.breaks is False and item.speech is None:
            continue
    return None


def _check_tail(place: int, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]) -> Refusal | None:
    """Whether a statement may stop behind this word of a sentence."""
    after = place + 1
    while after < len(evidence) and evidence[after].sentence == evidence[place].sentence:
        item = evidence[after]
        if item.word.breaks:
            return None
        if _is_harmless(item) or item.in_date:
            after += 1
            continue
        if item.does == "preposition" and after + 1 < len(evidence) and evidence[after + 1].in_date:
            after += 2
            continue
        if item.word.key == "to" and evidence[place].does == "verb":
            break
        if item.word.key == "of" and evidence[place].marker == "quantity":
            break
        if item.does in ("preposition", "coordinator", "subordinator", "relative") and item.word.key not in _OPEN_ENDED:
            return None
        if item.word.key == "that" and not evidence[place].speech:
            return None
        if any(after <= frame <= after + 6 for frame in frames):
            return None
        break
    else:
        return None
    cut = " ".join(w.word.form for w in evidence[place + 1 : place + 5] if w.sentence == evidence[place].sentence)
    return Refusal("words_cut", f"stops at {evidence[place].word.form!r}, right before {cut!r}")


def _is_open(left: int, right: int, evidence: Sequence[EvidenceWord], frames: dict[int, Speaker]) -> bool:
    gap = range(left + 1, right)
    items = evidence[left + 1 : right]
    if all(_is_harmless(item) or item.word.key == "that" for item in items):
        return True
    if len(items) == 1 and items[0].does == "relative" and items[0].word.breaks:
        return True  # "Varga, who runs the line": he runs it
    speech = [place for place in gap if evidence[place].speech and not evidence[place].quoted]
    if evidence[left + 1].word.breaks and evidence[right].word.breaks:
        return all(place in frames for place in speech)
    if speech:
        subjects = frozenset[str]().union(*(frames[place].stems for place in speech if place in frames))
        return all(
            place in frames or _is_harmless(item) or is_light(item.word) or item.word.stem in subjects
            for place, item in zip(gap, items, strict=True)
        )
    if all(item.in_date or item.does == "preposition" or _is_harmless(item) for item in items) and any(
        item.in_date for item in items
    ):
        return items[-1].does != "preposition"
    if _opens_noun_phrase(evidence[left]) or evidence[left + 1].word.breaks:
        return (
            not is_light(evidence[right].word)
            and evidence[right].does == ""
            and all(_is_plain(item) and not item.word.breaks for item in items[1:])
            and _is_plain(items[0])
        )
    verbs = [item for item in items if item.does == "verb"]
    return (
        items[0].does == "verb" and len(verbs) == 1 and items[-1].word.key in ("and", "but")
        and evidence[right].does == "verb"
        and not any(item.word.key in _STARTS_NOTHING for item in items)
    )  # fmt: skip


def _opens_noun_phrase(item: EvidenceWord) -> bool:
    return item.does in ("determiner", "preposition", "auxiliary", "coordinator") or item.word.key in (
        "that",
        "their",
        "its",
        "his",
        "her",
    )
