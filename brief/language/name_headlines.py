"""Names in headlines, where every word may have a capital: what the body names, countries, acronyms, sure persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.name_signs import is_acronym

if TYPE_CHECKING:
    from brief.language.actor_words import Word
    from brief.language.names import Name

__all__ = ["find_headline_names", "known_names"]

Keys = dict[str, set[tuple[str, ...]]]


def find_headline_names(words: Sequence[Word], bounds: tuple[int, int], keys: Keys) -> Iterator[tuple[int, int]]:
    """The first and last word of each name in one headline, words `[start, end)`; `keys` come from `known_names`."""
    at, end = bounds
    is_capitals = all(word.text.isupper() for word in words[at:end])
    while at < end:
        length = _match(words, at, end, keys) or _sure_name(words, at, end, is_capitals=is_capitals)
        if length:
            yield at, at + length - 1
        at += length or 1


def known_names(names: Sequence[Name]) -> Keys:
    """What the body names, and the countries, by first word; a person's last word too."""
    keys = {first: set(options) for first, options in _countries().items()}
    for name in names:
        keys.setdefault(name.words[0], set()).add(name.words)
        if len(name.words) > 1 and name.signs["person"]:
            keys.setdefault(name.words[-1], set()).add(name.words[-1:])
    return keys


@lru_cache(maxsize=1)
def _countries() -> Keys:
    from brief.language.names import fold

    keys: Keys = {}
    for country in load_actor_lexicon().countries:
        parts = tuple(fold(part) for part in country.split())
        keys.setdefault(parts[0], set()).add(parts)
    return keys


def _match(words: Sequence[Word], at: int, end: int, keys: Keys) -> int:
    """How many words the longest known name has that begins here; 0 for none."""
    from brief.language.names import fold

    word = words[at]
    if not word.is_cap or word.text == "us":
        return 0
    longest = 0
    for option in keys.get(fold(word.text), ()):
        n = len(option)
        if n == 1 and word.lower in load_actor_lexicon().nonnames or n <= longest or at + n > end:
            continue
        if tuple(fold(w.text) for w in words[at : at + n]) == option:
            longest = n
    return longest


def _sure_name(words: Sequence[Word], at: int, end: int, *, is_capitals: bool) -> int:
    """How many words a name has that only the headline gives: a person with a given name, or an acronym."""
    lexicon = load_actor_lexicon()
    length = 0
    while at + length < end and length < 4 and words[at + length].ent == "PERSON" and words[at + length].is_cap:
        length += 1
    if length >= 2 and words[at].lower in lexicon.given_names:
        return length
    return int(is_acronym(words[at].text) and not is_capitals and words[at].lower not in lexicon.nonnames)
