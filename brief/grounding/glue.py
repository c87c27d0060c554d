"""The small words and commas that a statement puts between the words it took from its evidence.

They look harmless, and change who did what: "Voss and Dunn" for "Voss Dunn", "Pell, is a thief" for "Pell is a thief".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.grounding.context import Refusal
from brief.grounding.derivation import Derivation
from brief.grounding.sentences import EvidenceWord, function_class
from brief.grounding.words import Word
from brief.language.modality import base_form, speech_group

__all__ = ["check_glue"]

_JOINING = frozenset("and of".split())
_PRONOUNS = frozenset("he she it they him her them his hers its their theirs my our your".split())
_SMALL = _JOINING | _PRONOUNS
_COMMAS = frozenset(",;:")
_BE = base_form("be")
_FEW = frozenset(("few", "little", "fewer", "only", "lot", "bit"))
_ARTICLES = frozenset(("a", "an", "the"))
_PLURALS = ("s", "es")


def check_glue(
    words: Sequence[Word], free: frozenset[int], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    """Whether the statement adds a joining word, a pronoun or a comma, or makes one thing of several."""
    yield from _check_words(words, free, derivation, evidence)
    yield from _check_commas(words, free, derivation, evidence)
    yield from _check_apposition(derivation, evidence, words)
    yield from _check_number(words, free, derivation, evidence)
    yield from _check_few(words, derivation, evidence)
    yield from _check_when_said(words, free, derivation, evidence)


def _check_words(
    words: Sequence[Word], free: frozenset[int], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    taken = derivation.taken
    for i in [i for i, j in enumerate(taken) if j is None]:
        word = words[i]
        if i in free or word.key not in _SMALL:
            continue
        before = next((j for j in reversed(taken[:i]) if j is not None), None)
        after = next((j for j in taken[i + 1 :] if j is not None), None)
        if before is None or after is None or i - 1 in free:
            continue  # "The board spoke of the plan": it belongs to who speaks
        if word.key == "and":
            if evidence[before].sentence != evidence[after].sentence:
                continue
        elif word.key in _PRONOUNS and any(evidence[j].does == "pronoun" for j in range(before + 1, after)):
            continue  # “my brother” told of somebody is "his brother"
        yield Refusal("words_joined", f"{word.form!r} does not stand there in the evidence")


def _check_commas(
    words: Sequence[Word], free: frozenset[int], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    """A mark between two words that stand side by side in the evidence makes two of one."""
    taken = derivation.taken
    for i in [i for i, word in enumerate(words) if word.gap and i and not _COMMAS.isdisjoint(word.gap)]:
        left, right = taken[i - 1], taken[i]
        if left is None or right is None or right != left + 1 or i - 1 in free or i in free:
            continue
        if evidence[left].sentence == evidence[right].sentence and not evidence[right].word.breaks:
            yield Refusal("words_joined", f"a mark parts {words[i - 1].form!r} from {words[i].form!r}")


def _check_apposition(
    derivation: Derivation, evidence: Sequence[EvidenceWord], words: Sequence[Word]
) -> Iterator[Refusal]:
    """ "Pell, the thief and Kern left" is a list: nobody in it is the next."""
    taken, kept = derivation.taken, derivation.kept
    after = kept[-1] + 1 if kept else 0
    if after >= len(evidence) or evidence[after].does != "coordinator" or evidence[after].word.breaks:
        return
    for i in range(1, len(taken) - 1):
        before, behind = taken[i - 1], taken[i + 1]
        if taken[i] is not None or before is None or behind != before + 1 or words[i].stem != _BE:
            continue
        if evidence[behind].word.gap == "," and evidence[behind].sentence == evidence[after].sentence:
            yield Refusal("words_joined", f"{evidence[before].word.form!r} is one of several in a list")


def _check_number(
    words: Sequence[Word], free: frozenset[int], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    """One thing of several, or several of one: "judges" for "judge"."""
    for i, j in enumerate(derivation.taken):
        if j is None or words[i].key == evidence[j].word.key or i in free or evidence[j].does:
            continue
        shorter, longer = sorted((words[i].key, evidence[j].word.key), key=len)
        is_plural = any(longer == shorter + ending for ending in _PLURALS) or (
            shorter.endswith("y") and longer == shorter[:-1] + "ies"
        )
        if is_plural and not _governs(j, evidence):
            yield Refusal("quantity_changed", f"{evidence[j].word.form!r} became {words[i].form!r}")


def _check_few(words: Sequence[Word], derivation: Derivation, evidence: Sequence[EvidenceWord]) -> Iterator[Refusal]:
    """ "Few came" says that hardly anybody did, "a few came" that somebody did: the article is not light there."""
    for i, j in enumerate(derivation.taken):
        if j is None or words[i].key not in _FEW or evidence[j].word.key != words[i].key:
            continue
        ours = i > 0 and words[i - 1].key in _ARTICLES and not words[i].breaks
        before = evidence[j - 1] if j and evidence[j - 1].sentence == evidence[j].sentence else None
        theirs = before is not None and before.word.key in _ARTICLES and not evidence[j].word.breaks
        if ours is not theirs or ours and before is not None and before.word.key != words[i - 1].key:
            yield Refusal("quantity_changed", f"{words[i].form!r} has another article than in the evidence")


def _check_when_said(
    words: Sequence[Word], free: frozenset[int], derivation: Derivation, evidence: Sequence[EvidenceWord]
) -> Iterator[Refusal]:
    """ "Kern said on Monday that the dam was safe" does not say when the dam was safe."""
    taken = derivation.taken
    for i, j in enumerate(taken):
        if j is None or i in free or not evidence[j].in_date or not _is_of_saying(j, evidence):
            continue
        first, last = i, i
        while first > 0 and _is_when(taken[first - 1], evidence):
            first -= 1
        while last + 1 < len(words) and _is_when(taken[last + 1], evidence):
            last += 1
        if first > 0 and taken[first - 1] is None and function_class(words[first - 1].key, "") == "preposition":
            first -= 1
        near = [k for k in (first - 1, last + 1) if 0 <= k < len(words)]
        if not any(taken[k] is None or speech_group(words[k].key) for k in near):
            yield Refusal("words_reordered", f"{words[i].form!r} tells when it was said")
            return


def _is_when(j: int | None, evidence: Sequence[EvidenceWord]) -> bool:
    return j is not None and (evidence[j].in_date or evidence[j].does == "preposition")


def _is_of_saying(j: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a date stands between a verb of saying and the "that" of what is said."""
    behind = j
    while behind + 1 < len(evidence) and _is_when(behind + 1, evidence):
        behind += 1
    before = j
    while before > 0 and _is_when(before - 1, evidence):
        before -= 1
    if before == 0 or behind + 1 == len(evidence):
        return False
    return evidence[before - 1].speech is not None and evidence[behind + 1].word.key == "that"


def _governs(j: int, evidence: Sequence[EvidenceWord]) -> bool:
    """Whether a word is rather a verb, whose -s says nothing of number: an object or an infinitive follows."""
    if j + 1 == len(evidence) or evidence[j + 1].sentence != evidence[j].sentence:
        return False
    following = evidence[j + 1]
    return not following.word.breaks and (following.does in ("determiner", "pronoun") or following.word.key == "to")
