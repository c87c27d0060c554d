"""Whether a statement is as sure as its evidence: negation, hedges, modals, quantities, conditions, tense and voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from brief.grounding.adjuncts import takes_back
from brief.grounding.context import Holder, Reason, Refusal
from brief.grounding.coordination import drops_predicate, loose_places
from brief.grounding.derivation import Derivation
from brief.grounding.passages import Passage
from brief.grounding.sentences import HAVE, EvidenceWord, is_finite_verb
from brief.grounding.speaking import Speaker
from brief.grounding.words import Word
from brief.language.modality import marker_kind

__all__ = ["check_certainty"]

_LOST: dict[str, Reason] = {
    "negation": "negation_lost",
    "hedge": "hedge_lost",
    "modal": "certainty_changed",
    "quantity": "quantity_lost",
    "condition": "condition_lost",
    "privative": "qualifier_lost",
}
_PAST = {"was", "were", "had", "did"}
_PRESENT = {"is", "are", "am", "'s", "has", "have", "does", "do"}
_WEAKER = {("will", "would"), ("can", "could"), ("may", "might"), ("might", "may")}
# These bound a figure only where one follows: "over 40 boats", not "over the bay".
_BEFORE_FIGURES = frozenset("over under above below about around up".split())
_INSERTION_WORDS = 3
_AUXILIARY = frozenset("will would can could may might must shall should".split())
_MODALS = frozenset("may might could should would".split())


def check_certainty(
    words: Sequence[Word],
    derivation: Derivation,
    passage: Passage,
    holder: Holder,
    frames: dict[int, Speaker],
) -> Iterator[Refusal]:
    """What the statement lost of its evidence's doubts and limits, and where it changed tense or voice."""
    kept = set(derivation.kept)
    if not kept:
        return
    if len(kept) < len(passage.words):
        yield from _check_lost(words, kept, passage, frames)
        yield from _check_taken_back(kept, passage.words)
    yield from _check_forms(words, derivation, passage.words, holder)


def _check_taken_back(kept: set[int], evidence: Sequence[EvidenceWord]) -> Iterator[Refusal]:
    """Of "approved the plan, but withdrew its approval" the first half may not stand alone."""
    last = {evidence[j].sentence: j for j in sorted(kept)}
    for place in last.values():
        if word := takes_back(place, evidence):
            yield Refusal("qualifier_lost", f"{word!r} of the evidence takes back what is told")


def _used_clauses(kept: set[int], passage: Passage) -> set[tuple[int, int]]:
    """The clauses the statement draws on, and the short insertions next to them."""
    evidence = passage.words
    used = {
        (evidence[j].sentence, evidence[j].clause) for j in kept if evidence[j].does not in ("determiner", "pronoun")
    }
    sizes = passage.once(_clause_sizes)
    for sentence, clause in [*used]:
        for near in (clause - 1, clause + 1):
            if 0 < sizes.get((sentence, near), 0) <= _INSERTION_WORDS:
                used.add((sentence, near))
    return used


def _clause_sizes(evidence: Sequence[EvidenceWord]) -> Mapping[tuple[int, int], int]:
    return Counter((item.sentence, item.clause) for item in evidence)


def _find_marked(evidence: Sequence[EvidenceWord]) -> Sequence[int]:
    """The places of the markers that a statement may not lose; `scope` looks after conditions."""
    return [
        j
        for j, item in enumerate(evidence)
        # A hoax is no bomb, however loaded the word.
        if item.marker not in (None, "condition") and (not item.in_loaded or item.marker == "privative")
    ]


def _check_lost(
    words: Sequence[Word], kept: set[int], passage: Passage, frames: dict[int, Speaker]
) -> Iterator[Refusal]:
    lost = [j for j in passage.once(_find_marked) if j not in kept]
    if not lost:
        return
    evidence = passage.words
    loose = loose_places(sorted(kept), evidence)
    used = _used_clauses(kept, passage)
    answers = {known for word in words if (known := marker_kind(word.form))}
    groups = {group for kind, group in answers if kind == "hedge"}
    for j in lost:
        item = evidence[j]
        if item.marker is None or j in loose or (item.sentence, item.clause) not in used:
            continue
        if _is_lost(j, item, kept, evidence, groups, frames):
            yield Refusal(_LOST[item.marker], f"{item.word.form!r} of the evidence is gone")


def _is_lost(
    j: int,
    item: EvidenceWord,
    kept: set[int],
    evidence: Sequence[EvidenceWord],
    groups: set[str],
    frames: dict[int, Speaker],
) -> bool:
    following = next((k for k in range(j + 1, len(evidence)) if evidence[k].does != "determiner"), None)
    near = any(k in kept for k in range(j + 1, min(j + 4, len(evidence))) if evidence[k].sentence == item.sentence)
    match item.marker:
        case "negation":
            return item.group in ("strong", "verbal") and (item.group == "strong" or near)
        case "hedge":
            if j in frames:
                return frames[j].group == "stance"
            if item.group == "tentative" or item.does == "verb" and item.word.key in _MODALS:
                return near
            return item.group not in groups and (item.group not in ("feared",) or near)
        case "modal":
            return near
        case "quantity":
            if item.group == "all" or not near:
                return False
            return item.word.key not in _BEFORE_FIGURES or _is_figure(following, evidence)
        case "privative":
            return following is not None and (following in kept or following in frames or j + 1 in kept)
        case _:
            return near


def _is_figure(place: int | None, evidence: Sequence[EvidenceWord]) -> bool:
    return place is not None and evidence[place].word.stem.startswith("#")


def _check_forms(
    words: Sequence[Word], derivation: Derivation, evidence: Sequence[EvidenceWord], holder: Holder
) -> Iterator[Refusal]:
    backshift = not holder.is_outlet
    for i, j in enumerate(derivation.taken):
        if j is None:
            continue
        ours, theirs = words[i], evidence[j].word
        if ours.form == theirs.form and ours.possessive is theirs.possessive and not _is_participle(ours.key):
            continue  # the common case
        if ours.possessive is not theirs.possessive:
            yield Refusal("words_joined", f"{theirs.form!r} and {ours.form!r} differ in whose it is")
        if ours.key != theirs.key:
            yield from _check_pair(ours, theirs, evidence, j, backshift)
        if _is_participle(ours.key):
            yield from _check_voice(i, j, words, derivation, evidence)


def _check_pair(
    ours: Word, theirs: Word, evidence: Sequence[EvidenceWord], j: int, backshift: bool
) -> Iterator[Refusal]:
    change = f"{theirs.form!r} became {ours.form!r}"
    if ours.key in ("will", "can", "may", "could", "might", "would"):
        if (theirs.key, ours.key) not in _WEAKER or not (backshift or theirs.key in ("may", "might")):
            yield Refusal("certainty_changed", change)
    elif theirs.key in _PAST and ours.key in _PRESENT:
        yield Refusal("tense_changed", change)
    elif theirs.key in _PRESENT and ours.key in _PAST and not backshift:
        yield Refusal("tense_changed", change)
    elif ours.key in ("is", "are", "was", "were", "am") and theirs.key in ("be", "been", "being"):
        yield Refusal("tense_changed", change)
    elif (evidence[j].does in ("verb", "") or theirs.stem == HAVE) and _tense(theirs.key) != _tense(ours.key):
        shifted = (_tense(theirs.key), _tense(ours.key))
        infinitive = j > 0 and (evidence[j - 1].word.key == "to" or evidence[j - 1].marker in ("modal", "hedge"))
        if shifted not in (("present", "past"), ("plain", "past")) or not backshift or infinitive:
            yield Refusal("tense_changed", change)


def _tense(key: str) -> str:
    if _is_participle(key):
        return "past"
    return "ing" if key.endswith("ing") and len(key) > 5 else "plain"


@cache
def _is_participle(key: str) -> bool:
    return is_finite_verb(key) and key not in _PAST and key not in _PRESENT and key not in _AUXILIARY


def _check_voice(
    i: int, j: int, words: Sequence[Word], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    """A form of "be" before a participle that is new or gone turns who does it into whom it is done to."""
    ours = any(words[k].stem == "be" for k in range(max(0, i - 3), i))
    theirs = any(
        evidence[k].word.stem == "be" for k in range(max(0, j - 3), j) if evidence[k].sentence == evidence[j].sentence
    )
    before = derivation.taken[i - 1] if i else None
    if ours and not theirs and before is not None and drops_predicate(before, j, evidence):
        return  # "was shut and repaired"
    if ours != theirs and (ours or (i > 0 and derivation.taken[i - 1] is not None)):
        yield Refusal("voice_changed", f"{words[i].form!r} is said of somebody else than in the evidence")
