"""The sentences that evidence stands in, word by word, with what each word does.

A fragment is judged by its sentence, because "the pier is unsafe" may stand behind "he denied that". What a difference
from a statement means is left to `derivation`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from brief.document import Sentence
from brief.grounding.words import Word
from brief.language.modality import MarkerKind, base_form, find_markers, load_groups, speech_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.grounding.context import GuardContext

__all__ = ["HAVE", "EvidenceWord", "function_class", "is_finite_verb", "is_light", "names_day", "view_sentence"]

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
    `in_date` tells that it belongs to a date expression, `in_loaded` to loaded wording that may be left
    out.
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


HAVE = base_form("have")
_AUXILIARIES = frozenset((base_form("be"), HAVE, base_form("do")))


@cache
def function_class(key: str, stem: str) -> str:
    """What a function word does; `verb` or `adverb` where the form shows it, and "" for any other word."""
    known = _classes().get(key) or (_classes().get(stem) if stem in _AUXILIARIES else None)
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
    if stem == HAVE:
        return False  # "Pell, the thief" may be told as "Pell is the thief", never as "Pell has the thief"
    does = function_class(key, stem)
    return does in ("determiner", "pronoun", "auxiliary", "relative") or key in (
        "that", "of", "and", "on", "in", "at", "there", "s")  # fmt: skip


def names_day(stem: str) -> bool:
    """Whether a word names a day or a month, so that it is one of a date."""
    return stem in _DATE_STEMS


@lru_cache(maxsize=16_384)  # more forms than an article has; longer texts repeat the most frequent ones
def _read_word(key: str, stem: str) -> tuple[str, str | None, bool]:
    """What a word does, what it does with speech, and whether it names a day or a month."""
    speech = None if key in _SPEECH_NOUNS else speech_group(key)
    return function_class(key, stem), speech, stem in _DATE_STEMS


@lru_cache(maxsize=1024)
def _cuts_clause(gap: str) -> bool:
    return _CLAUSE_CUT.search(gap) is not None


def view_sentence(sentence: Sentence, words: Sequence[Word], context: GuardContext) -> tuple[EvidenceWord, ...]:
    """The words of one sentence with what each of them does."""
    span = sentence.span
    base, index = span.start, sentence.index
    marks = {marker.start: marker for marker in find_markers(span.quote)}
    dates = _marked(((a - base, b - base) for a, b, _ in context.dates_in((span,))), words, cut=False)
    loaded = _marked(((a - base, b - base) for a, b in context.omissible_in(span)), words, cut=False)
    quotations = context.quotations_over(base, span.end)
    quoted = _marked(((q.inner.start - base, q.inner.end - base) for q in quotations), words, cut=True)
    found: list[EvidenceWord] = []
    clause, joins = 0, False
    for word in words:
        form, key, stem, start, end, _, breaks, gap = word
        does, speech, is_date = _read_word(key, stem)
        if breaks and gap and found and _cuts_clause(gap):
            clause += 1
        elif joins and (key == "that" or key in _MODALS or does == "auxiliary"):
            clause += 1  # a new predicate begins: "and would take", "but that it"
        joins = key == "and" or key == "but"
        kind: MarkerKind | None = None
        group = ""
        if key == "not":
            kind, group = "negation", "strong"
        elif start in marks and form != "May":
            kind, group = marks[start].kind, marks[start].group
        elif key in _PREFIXES:
            kind = "privative"
        item = (
            word, base + start, base + end, index, clause, does, kind, group, speech,
            is_date or start in dates, start in loaded, start in quoted,
        )  # fmt: skip
        found.append(_new_word(EvidenceWord, item))  # the class itself takes twice the time, for every word
    return tuple(found)


def _marked(places: Iterable[tuple[int, int]], words: Sequence[Word], *, cut: bool) -> frozenset[int]:
    """The starts of the words that begin within one of these places, or where `cut`, reach into one."""
    found: list[int] = []
    for a, b in places:
        first = bisect_right(words, a, key=_END) if cut else bisect_left(words, a, key=_START)
        found += [word.start for word in words[first : bisect_left(words, b, key=_START)]]
    return frozenset(found)


_START, _END = attrgetter("start"), attrgetter("end")
_new_word = tuple.__new__
# Before a hyphen these make another thing of a word: "an ex-mayor".
_PREFIXES = frozenset(("ex", "non", "anti", "pro", "pseudo", "quasi"))
_MODALS = frozenset("will would can could may might must shall should".split())
_DATE_STEMS = frozenset(
    base_form(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december yesterday today tomorrow".split()
)
