"""Which loaded wording a statement may leave out: an adjective before its noun, an adverb, and nothing else.

A label on words is an engine's opinion. Left out with no more than it, "It is a myth that" would turn a denial into a
fact, so the form of the words and what follows them decide. Whether the words judge at all is for the language layer.
"""

from __future__ import annotations

import re
from functools import cache

from brief.grounding.sentences import function_class, is_finite_verb
from brief.grounding.words import Word, split_words
from brief.language.modality import find_markers, load_groups

__all__ = ["is_modifier"]

_MOST_WORDS = 3
_SIDE = 60
_FORM = re.compile(r"[a-z]{3,}(?:ous|ful|less|ish|esque|ical)$")
# What says that a thing is none, or none yet: leaving it out makes it one.
_UNREAL = re.compile(
    r"^(?:un|in|im|non|anti|pseudo|quasi)|^(?:fictitious|hypothetical|mythical|theoretical|prospective|fruitless)$"
)
_DETERMINERS = frozenset("the a an his her its their this that these those no".split())


@cache
def _listed(name: str) -> frozenset[str]:
    rows = (entry.split("\t") for entries in load_groups(f"loaded_{name}").values() for entry in entries)
    return frozenset(word for row in rows for word in row[0].split())


def is_modifier(text: str, start: int, end: int) -> bool:
    """Whether the words at a place only modify the noun or verb behind them, so that what is said stands without them.

    >>> text = "The brutal attack was a myth"
    >>> is_modifier(text, 4, 10), is_modifier(text, 11, 17), is_modifier(text, 11, 28)
    (True, False, False)
    """
    words = split_words(text[start:end])
    if not 0 < len(words) <= _MOST_WORDS or any(word.breaks and word.gap.strip(" -") for word in words[1:]):
        return False
    if find_markers(text[start:end]):
        return False
    before = split_words(text[max(0, start - _SIDE) : start])
    if not all(_modifies(w, (words[n - 1] if n else before[-1] if before else None)) for n, w in enumerate(words)):
        return False
    if _is_adverb(words[-1]):
        return True
    behind = split_words(text[end : end + _SIDE])
    between = text[end : end + behind[0].start] if behind else "."
    return not between.strip() and "\n" not in between and not function_class(behind[0].key, behind[0].stem)


def _is_adverb(word: Word) -> bool:
    return function_class(word.key, word.stem) == "adverb" or (word.key in _listed("adverbs") and word.key[-2:] == "ly")


def _modifies(word: Word, before: Word | None) -> bool:
    key = word.key
    if _is_adverb(word):
        return not _UNREAL.search(key)
    if is_finite_verb(key):
        # "The disgraced mayor", but not "the council disgraced the mayor".
        return key in _listed("adjectives") and before is not None and before.key in _DETERMINERS
    if function_class(key, word.stem):
        return False
    return key in _listed("adjectives") or (bool(_FORM.match(key)) and not _UNREAL.search(key))
