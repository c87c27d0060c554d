"""What a record of loaded wording may do: which of it a statement may leave out, and what it may suggest instead.

Finding loaded wording is the language layer's business; here nothing of a record is believed but its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from brief.briefing import LoadedWording
from brief.grounding.words import split_words
from brief.language.modality import find_markers, load_groups, speech_group
from brief.language.plainer import inflect_plainer

__all__ = ["droppable", "is_plain_suggestion"]

_MOST_SUGGESTED_WORDS = 3


def droppable(loaded: Iterable[LoadedWording]) -> tuple[LoadedWording, ...]:
    """The loaded wording that a statement may leave out: none that denies, hedges, counts or tells who says it."""
    return tuple(item for item in loaded if not _is_substance(item.quote))


def _is_substance(quote: str) -> bool:
    words = split_words(quote)
    if find_markers(quote) or any(word.stem.startswith("#") for word in words):
        return True
    return len(words) == 1 and speech_group(words[0].key) is not None


def is_plain_suggestion(suggestion: str, replaced: str) -> bool:
    """Whether a suggestion tells nothing: it deletes, repeats a word it replaces, or is one of our own plain words.

    >>> [is_plain_suggestion(words, "slams") for words in ("criticizes", "delete", "robs")]
    [True, True, False]
    """
    words = split_words(suggestion)
    if len(words) > _MOST_SUGGESTED_WORDS or any(w.form[:1].isupper() or w.form[:1].isdigit() for w in words):
        return False
    own = _plain_words() | {word.stem for word in split_words(replaced)}
    return all(word.stem in own for word in words)


@cache
def _plain_words() -> frozenset[str]:
    """The stems of every word that the lexicons of loaded wording suggest."""
    rows = (
        entry.split("\t")
        for name in ("phrases", "adjectives", "adverbs", "nouns", "verbs")
        for entries in load_groups(f"loaded_{name}").values()
        for entry in entries
    )
    suggested = ("delete rise fall", *(row[3] for row in rows if len(row) > 3))
    forms = (inflect_plainer(words, tag) for words in suggested for tag in ("", "VBZ", "VBD", "VBN", "VBG"))
    return frozenset(word.stem for form in forms for word in split_words(form))
