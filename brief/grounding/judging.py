"""What a record of loaded wording may do: which of it a statement may leave out, and what it may suggest instead.

Finding loaded wording is the language layer's business; here nothing of a record is believed but its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from brief.briefing import LoadedWording
from brief.grounding.sentences import function_class
from brief.grounding.words import Word, split_words
from brief.language.loaded_lexicon import load_classes, load_lexicon
from brief.language.modality import base_form, find_markers, load_groups, speech_group
from brief.language.plainer import inflect_plainer

__all__ = ["droppable", "is_plain_suggestion"]

_MOST_SUGGESTED_WORDS = 3
# What opens with one of these tells where, of whom or on what terms something holds.
_TELLING = frozenset("preposition relative subordinator interrogative verb auxiliary coordinator".split())


def droppable(loaded: Iterable[LoadedWording]) -> tuple[LoadedWording, ...]:
    """The loaded wording that a statement may leave out: none that denies, hedges, counts or tells who says it."""
    return tuple(item for item in loaded if not _is_substance(item.quote))


def _is_substance(quote: str) -> bool:
    words = split_words(quote)
    if not words or find_markers(quote) or any(word.stem.startswith("#") for word in words):
        return True
    if len(words) == 1:
        # Of a record nothing is believed: one word may be left out only where we know it for a judging one.
        return speech_group(words[0].key) is not None or not _known() & {words[0].key, words[0].stem}
    return function_class(words[0].key, words[0].stem) in _TELLING and not _is_known_phrase(words)


def is_plain_suggestion(suggestion: str, replaced: str) -> bool:
    """Whether a suggestion tells nothing: it deletes, repeats a word it replaces, or is one of our own plain words.

    >>> [is_plain_suggestion(words, "slams") for words in ("criticizes", "delete", "robs")]
    [True, True, False]
    """
    words = split_words(suggestion)
    if len(words) > _MOST_SUGGESTED_WORDS or any(w.form[:1].isupper() or w.form[:1].isdigit() for w in words):
        return False
    if suggestion == "delete":
        return _may_go(replaced)
    kept = {word.stem for word in split_words(replaced)}
    plainer = _plainer_of(replaced)
    return all(word.stem in kept or word.stem in plainer for word in words)


def _may_go(replaced: str) -> bool:
    """Whether deleting words takes nothing with it but a judgement: a word that the lexicons know, or a phrase."""
    words = split_words(replaced)
    if len(words) != 1 or _known() & {words[0].key, words[0].stem}:
        return True
    return function_class(words[0].key, words[0].stem) not in ("verb", "auxiliary", "") or not words[0].form.islower()


@cache
def _known() -> frozenset[str]:
    """Every single word that may be loaded."""
    return frozenset(load_lexicon().words)


def _is_known_phrase(words: Sequence[Word]) -> bool:
    phrases = load_lexicon().phrases
    return any(phrases.get(first, {}).get(words[1].key) for first in (words[0].key, words[0].stem))


@lru_cache(maxsize=1024)
def _plainer_of(replaced: str) -> frozenset[str]:
    """The stems of what the lexicons suggest for words that stand in these."""
    stems = {form for word in split_words(replaced) for form in (word.key, word.stem)}
    found: set[str] = set()
    for words, plainer in _suggestions():
        if words <= stems:
            found |= plainer
    classes = load_classes()
    for plain, swing in (("rise", "swing_up"), ("fall", "swing_down")):
        if stems & {form for verb in classes[swing] for form in (verb, base_form(verb))}:
            found |= _forms(plain)
    if any(speech_group(word.key) for word in split_words(replaced)):
        found |= _forms("say")
    return frozenset(found)


@cache
def _suggestions() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """By the words of every entry, the stems of what the lexicon suggests for it in any form."""
    rows = (
        entry.split("\t")
        for name in ("phrases", "adjectives", "adverbs", "nouns", "verbs")
        for entries in load_groups(f"loaded_{name}").values()
        for entry in entries
    )
    return tuple((frozenset(w.stem for w in split_words(row[0])), _forms(row[3])) for row in rows if len(row) > 3)


def _forms(plainer: str) -> frozenset[str]:
    forms = (inflect_plainer(plainer, tag) for tag in ("", "VBZ", "VBD", "VBN", "VBG"))
    return frozenset(word.stem for form in forms for word in split_words(form))
