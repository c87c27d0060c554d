"""What a record of loaded wording may do: which of it a statement may leave out, and what it may suggest instead.

Finding loaded wording is the language layer's business; here nothing of a record is believed but its place.
"""

from __future__ import annotations

from collections.abc import Iterable

from brief.briefing import LoadedWording
from brief.grounding.words import split_words
from brief.language.modality import find_markers, speech_group

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


def is_plain_suggestion(suggestion: str) -> bool:
    """Whether a suggestion is a plainer word or a short phrase, and no statement: no name, no number.

    >>> is_plain_suggestion("criticizes"), is_plain_suggestion("changing position"), is_plain_suggestion("Orr lied")
    (True, True, False)
    """
    words = split_words(suggestion)
    return len(words) <= _MOST_SUGGESTED_WORDS and not any(
        word.form[:1].isupper() or word.form[:1].isdigit() for word in words
    )
