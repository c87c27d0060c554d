"""The sentences that evidence stands in, word by word, with what each word does.

A fragment is judged by its sentence, because "the pier is unsafe" may stand behind "he denied that". What a difference
from a statement means is left to `derivation`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from brief.document import Sentence
from brief.grounding.words import Word, split_words
from brief.language.modality import MarkerKind, base_form, find_markers, load_groups, speech_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.grounding.context import GuardContext

__all__ = ["EvidenceWord", "function_class", "is_finite_verb", "is_light", "view_sentence"]

_CLAUSE_CUT = re.compile(r"[,;:.!?…()\[\]—–“”\"]")
_VERB_ENDING = re.compile(r"(?:[^aeiou]|[aeiou][^e])ed$")
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_NO_ADVERBS = frozenset("family supply reply apply ally july italy assembly anomaly monopoly only early daily weekly "
                        "monthly yearly friendly elderly deadly likely unlikely reportedly allegedly "
                        "supposedly".split())  # fmt: skip
_SPEECH_NOUNS = frozenset("report state show point note claim post hold find call order comment question fear hope "
                          "challenge request demand dispute doubt praise blame estimate".split())  # fmt: skip


class EvidenceWord(NamedTuple):
    """A word of a sentence that evidence stands in; `start` and `end` are offsets in the document.

    `clause` counts the stretches between punctuation, `marker` is what the word does to certainty or quantity,
    `in_date` tells that it belongs to a date expression, `in_loaded` to the outlet's loaded wording.
    """

    word: Word
    start: int
    end: int
    sentence: int
    clause: int
    does: str
    marker: MarkerKind | None
    group: str
    speech: str | None
    in_date: bool
    in_loaded: bool
    quoted: bool


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entries in load_groups("function_words").items():
        for entry in entries:
            found.setdefault(base_form(entry) if name == "auxiliary" else entry, name)
    return found


@cache
def _irregular_verbs() -> frozenset[str]:
    verbs: set[str] = set()
    for line in load_groups("irregular_forms").get("", ()):
        _, *others = line.split()
        verbs.update(other for other in others if not other.endswith(("ves", "men", "ses", "ia", "ren", "ple")))
    return frozenset(verbs)


@cache
def function_class(key: str, stem: str) -> str:
    """What a function word does; `verb` or `adverb` where the form shows it, and "" for any other word."""
    known = _classes().get(key) or (_classes().get(stem) if stem in ("be", "have", "do") else None)
    if known:
        return known
    if is_finite_verb(key):
        return "verb"
    return "adverb" if _ADVERB.match(key) and key not in _NO_ADVERBS else ""


@cache
def is_finite_verb(key: str) -> bool:
    """Whether a word's form is that of a past verb or a modal; a sign, not a parse.

    >>> [is_finite_verb(word) for word in ("rejected", "fell", "will", "harbour", "need")]
    [True, True, True, False, False]
    """
    if key in ("will", "would", "can", "could", "may", "might", "must", "shall", "should"):
        return True
    return key in _irregular_verbs() or (len(key) > 4 and bool(_VERB_ENDING.search(key)))


def is_light(word: Word) -> bool:
    """Whether a word may come and go between evidence and statement without changing what is said."""
    return _is_light(word.key, word.stem)


@cache
def _is_light(key: str, stem: str) -> bool:
    does = function_class(key, stem)
    return does in ("determiner", "pronoun", "auxiliary", "relative") or key in (
        "that", "of", "and", "on", "in", "at", "there", "s")  # fmt: skip


def view_sentence(sentence: Sentence, context: GuardContext) -> Sequence[EvidenceWord]:
    """The words of one sentence with what each of them does."""
    quote, base = sentence.span.quote, sentence.span.start
    phrases = [(m.start, m.end, m.kind, m.group) for m in find_markers(quote)]
    marks = {start: (end, kind, group) for start, end, kind, group in phrases}
    dates = [(a - base, b - base) for a, b, _ in context.dates if base <= a and b <= sentence.span.end]
    loaded = context.loaded_in(sentence.span)
    has_quotation = context.quotation_at(sentence.span.start, sentence.span.end) is not None
    found: list[EvidenceWord] = []
    clause, at = 0, 0
    for word in split_words(quote):
        if found and word.breaks and _CLAUSE_CUT.search(quote, at, word.start):
            clause += 1
        elif found and _is_coordinated(found[-1].word, word):
            clause += 1
        at = word.end
        _, kind, group = marks.get(word.start, (0, None, ""))
        if word.key == "not":
            kind, group = "negation", "strong"
        elif word.form == "May":
            kind, group = None, ""
        speech = speech_group(word.key)
        if speech and word.key in _SPEECH_NOUNS:
            speech = None
        a, b = base + word.start, base + word.end
        found.append(
            EvidenceWord(
                word, a, b, sentence.index, clause, function_class(word.key, word.stem), kind, group, speech,
                bool(dates) and any(x <= word.start < y for x, y in dates) or word.stem in _DATE_STEMS,
                bool(loaded) and any(x <= a < y for x, y in loaded),
                has_quotation and context.quotation_at(a, b) is not None,
            )
        )  # fmt: skip
    return tuple(found)


def _is_coordinated(before: Word, word: Word) -> bool:
    """Whether a new predicate begins at a word: "and would take", "but that it"."""
    return before.key in ("and", "but") and (
        word.key == "that" or word.key in _MODALS or function_class(word.key, word.stem) == "auxiliary"
    )


_MODALS = frozenset("will would can could may might must shall should".split())
_DATE_STEMS = frozenset(
    base_form(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december yesterday today tomorrow".split()
)
