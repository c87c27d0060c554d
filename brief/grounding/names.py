"""Names a statement has and its evidence has not: fuller forms of the same name, and whom a pronoun surely means."""

from __future__ import annotations

from collections.abc import Sequence

from brief.grounding.context import GuardContext, Holder
from brief.grounding.derivation import Derivation
from brief.grounding.sentences import EvidenceWord, function_class, is_light
from brief.grounding.speaking import holder_stems
from brief.grounding.words import Word, split_words

__all__ = ["is_known_name"]

_FIRST_PERSON = frozenset("i me my mine myself we us our ours".split())
_THIRD_PERSON = frozenset("he she him her his hers it its they them their theirs".split())


def is_known_name(
    place: int,
    words: Sequence[Word],
    derivation: Derivation,
    evidence: Sequence[EvidenceWord],
    holder: Holder,
    context: GuardContext,
) -> bool:
    """Whether a name that is not in the evidence surely means somebody who is."""
    first, last = _name_around(place, words)
    name = [word.stem for word in words[first : last + 1]]
    taken = [derivation.taken[i] for i in range(first, last + 1) if derivation.taken[i] is not None]
    if any(evidence[j].word.form.islower() for j in taken if j is not None):
        return False  # "the bank" is what `designations` looks at
    if taken:
        there = {evidence[j].word.stem for j in taken if j is not None}
        is_whole = not any(_is_part(j, derivation, evidence) for j in taken if j is not None)
        return is_whole and _is_fuller_form(name, words[place].stem, there, context)
    pronoun = _pronoun_at(first, last, derivation, evidence)
    if pronoun is None:
        return False
    if evidence[pronoun].word.key in _FIRST_PERSON:
        return set(name) <= holder_stems(holder) and evidence[pronoun].quoted
    return _is_sole_antecedent(frozenset(name), pronoun, evidence, context)


def _name_around(place: int, words: Sequence[Word]) -> tuple[int, int]:
    """The run of capitalised words that a word stands in."""
    first = last = place
    while first and words[first - 1].form[:1].isupper() and not words[first].breaks:
        first -= 1
    while last + 1 < len(words) and words[last + 1].form[:1].isupper() and not words[last + 1].breaks:
        last += 1
    return first, last


def _is_fuller_form(name: list[str], new: str, there: set[str], context: GuardContext) -> bool:
    """Whether one actor of the document has both the new word and those in the evidence, in the statement's order."""
    owners = 0
    fits = False
    for forms in context.roster.having(there):
        stems = [[word.stem for word in split_words(form)] for form in forms]
        if any(there & set(stem) and not _is_complement(there, form) for stem, form in zip(stems, forms, strict=True)):
            owners += 1
            fits = fits or any(new in form and set(name) <= set(form) for form in stems)
    return fits and owners == 1


def _is_complement(there: set[str], form: str) -> bool:
    """Whether a form has the words behind its head only: "Kern" is no name of "a spokesman for Kern"."""
    words = split_words(form)
    cut = next((k for k, w in enumerate(words) if k and function_class(w.key, w.stem) == "preposition"), None)
    return cut is not None and not there & {w.stem for w in words[:cut] if not is_light(w)}


def _is_part(j: int, derivation: Derivation, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a name was cut out of a longer one that goes on behind it: "Kern" of "the Kern Foundation"."""
    if j + 1 == len(evidence) or j + 1 in derivation.kept:
        return False
    after = evidence[j + 1]
    return after.sentence == evidence[j].sentence and after.word.form[:1].isupper() and not after.word.breaks


def _pronoun_at(first: int, last: int, derivation: Derivation, evidence: Sequence[EvidenceWord]) -> int | None:
    """The left-out pronoun in whose place a name stands."""
    taken = derivation.taken
    before = next((taken[i] for i in range(first - 1, -1, -1) if taken[i] is not None), None)
    after = next((taken[i] for i in range(last + 1, len(taken)) if taken[i] is not None), None)
    if after is None:
        return None
    kept = set(derivation.kept)
    low = after - 3 if before is None else max(before + 1, after - 3)
    for j in range(after - 1, max(-1, low - 1), -1):
        if j not in kept and evidence[j].does == "pronoun" and evidence[j].sentence == evidence[after].sentence:
            return j
    return None


def _is_sole_antecedent(
    name: frozenset[str], pronoun: int, evidence: Sequence[EvidenceWord], context: GuardContext
) -> bool:
    """Whether nobody else can be meant: no other actor is named shortly before the pronoun."""
    item = evidence[pronoun]
    if item.word.key not in _THIRD_PERSON:
        return False
    window = {near.word.stem for near in evidence if near.sentence == item.sentence and near.start < item.start}
    if item.sentence > 1:
        window |= {near.word.stem for near in context.view(item.sentence - 1)}
    candidates = []
    for forms in context.roster.having(window):
        stems = {word.stem for form in forms for word in split_words(form)}
        if stems & window and not all(_is_complement(window, form) for form in forms):
            candidates.append(stems)
    return len(candidates) == 1 and name <= candidates[0]
