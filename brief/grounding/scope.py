"""What governs a statement's words from elsewhere in their sentence: conditions and negations that were left out.

"If", "until" and "in the event of" hold for the whole sentence; "no" and "nobody" for all that follows, until a new
subject begins. Markers next to the words that were taken are looked after by `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from brief.grounding.context import Refusal
from brief.grounding.derivation import Derivation
from brief.grounding.fronts import names_a_fact
from brief.grounding.passages import Passage
from brief.grounding.sentences import EvidenceWord
from brief.grounding.speaking import Speaker

__all__ = ["check_scope", "ends_before"]

_INVERTED = frozenset("should had were".split())
_TEMPORAL = frozenset("when whenever once".split())
_SOMETIMES = _INVERTED | _TEMPORAL
_NEW_CLAUSE = frozenset("and but so yet while whereas although though".split())
_ENDS_SENTENCE = ".!?;"
_CLAUSE_WORDS = 12


def check_scope(
    derivation: Derivation,
    free: frozenset[int],
    passage: Passage,
    frames: Mapping[int, Speaker],
    loose: frozenset[int] = frozenset(),
) -> Iterator[Refusal]:
    """Whether a statement left out a condition or a negation that its words stand under, but for `loose` ones."""
    turns = passage.once(_find_turns)
    if not turns:
        return
    evidence = passage.words
    kept = set(derivation.kept)
    content = sorted(j for i, j in enumerate(derivation.taken) if j is not None and i not in free)
    for sentence in dict.fromkeys(evidence[j].sentence for j in content):
        first = next(j for j in content if evidence[j].sentence == sentence)
        for j, is_condition in turns:
            if (
                evidence[j].sentence != sentence
                or j in kept
                or j in loose
                or evidence[j].quoted
                and not evidence[first].quoted
            ):
                continue
            if evidence[j].word.key == "whether" and j > first:
                continue  # what is left open there is not what was taken
            last = max(place for place in content if evidence[place].sentence == sentence)
            if is_condition and _is_of_another(last, j, evidence):
                continue
            if is_condition:
                yield Refusal("condition_lost", f"{evidence[j].word.form!r} of the evidence is gone")
            elif j < first and not ends_before(j, first, evidence, frames):
                yield Refusal("negation_lost", f"{evidence[j].word.form!r} of the evidence is gone")


def _is_of_another(last: int, condition: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a condition stands in what is said next only: "Kern accused him, and demanded that he stay until …"."""
    if condition <= last or evidence[condition].word.breaks:
        return False
    for k in range(last + 1, condition):
        item = evidence[k]
        if item.speech is None or item.quoted or k + 1 == condition:
            continue
        before = evidence[k - 1]
        if before.does == "coordinator" and before.word.breaks and k - 1 > last:
            return True
        if item.word.key.endswith("ing") and item.word.breaks and evidence[k + 1].word.key == "that":
            return True
    return False


def _find_turns(evidence: Sequence[EvidenceWord]) -> Sequence[tuple[int, bool]]:
    """The places of conditions and strong negations, and whether each is a condition."""
    found: list[tuple[int, bool]] = []
    for j in [j for j, item in enumerate(evidence) if item.marker is not None or item.word.key in _SOMETIMES]:
        if _is_condition(j, evidence):
            found.append((j, True))
        elif evidence[j].marker == "negation" and evidence[j].group == "strong":
            found.append((j, False))
    return found


def _is_condition(j: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a word makes its sentence hold in some case only."""
    item = evidence[j]
    if item.marker == "condition" and item.word.key not in _TEMPORAL:
        return True
    if item.word.key not in _SOMETIMES:
        return False
    opens = j == 0 or evidence[j - 1].sentence != item.sentence or item.word.breaks
    if item.word.key in _INVERTED and opens and item.word.form[:1].isupper():
        return True
    # "When the wall breaks" is a case, "when the wall broke" a fact; "he once lived here" is neither.
    if item.word.key in _TEMPORAL and (opens or item.word.key != "once"):
        return not names_a_fact(_clause_behind(j, evidence))
    return False


def _clause_behind(j: int, evidence: Sequence[EvidenceWord]) -> Sequence[EvidenceWord]:
    end = j + 1
    while end < min(len(evidence), j + _CLAUSE_WORDS) and evidence[end].sentence == evidence[j].sentence:
        if evidence[end].word.breaks:
            break
        end += 1
    return evidence[j:end]


def ends_before(j: int, first: int, evidence: Sequence[EvidenceWord], frames: Mapping[int, Speaker]) -> bool:
    """Whether what a negation denies is over before a later word: a new clause with a subject of its own begins."""
    has_verb = False
    for at in range(j + 1, first + 1):
        item = evidence[at]
        if at > j + 1 and any(mark in item.word.gap for mark in _ENDS_SENTENCE):
            return True
        if item.word.key == "that":
            # What a negated clause says ("it is not true that …") stays under the negation as far as it goes.
            return any(j < frame < at and not evidence[at].word.breaks for frame in frames)
        if item.does in ("verb", "auxiliary") or item.marker in ("modal", "hedge"):
            has_verb = True
        if item.word.key in _NEW_CLAUSE and has_verb and at < first:
            following = evidence[at + 1]
            return following.does not in ("verb", "auxiliary") and following.marker not in ("modal", "hedge")
        if at in frames and not evidence[at].word.breaks and at + 1 <= first and not evidence[at + 1].word.breaks:
            return True  # "Although nobody came, Dunn said the dam leaked"
    return False
