"""The loaded words of English as the project knows them, indexed for one pass over a parse.

Entries live in `lexicons/loaded_*.txt`, one file a word class; `loaded_neutral.txt` holds the phrases in which such a
word is harmless, `loaded_classes.txt` the word classes that `loaded_patterns` needs. Whether an entry counts where it
stands is for `loaded` to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, cast, get_args

from brief.language.analysis import LoadedCategory

__all__ = ["CUE", "MILD", "STRONG", "Entry", "Lexicon", "load_classes", "load_lexicon"]

# The coarse tags under which a single word of a class may stand. The small model tags a third participle as a verb
# and a noun that modifies as an adjective, so the classes overlap.
_TAGS: Mapping[str, frozenset[str]] = {
    "adjectives": frozenset({"ADJ", "VERB", "ADV", "NOUN"}),
    "adverbs": frozenset({"ADV", "ADJ", "INTJ", "PART"}),
    "nouns": frozenset({"NOUN", "PROPN", "ADJ"}),
    "verbs": frozenset({"VERB"}),
}
# A strong word is loaded wherever it stands; a mild one where another stands by; a cue in a text that leans.
STRONG, MILD, CUE = 2, 1, 0
_WEIGHTS: Mapping[str, int] = {"strong": STRONG, "mild": MILD, "cue": CUE}
_WORD = re.compile(r"\w+|'s\b|[^\w\s]")


class Entry(NamedTuple):
    """A word or phrase. `category` is None where it is harmless; `weight` says how much company it needs to count.

    `tags` are the coarse parts of speech it may have; None for a phrase, whose words say enough.
    """

    words: tuple[str, ...]
    category: LoadedCategory | None
    weight: int
    plainer: str | None
    tags: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Single words by themselves, and phrases by their first word and then by their second; "_" is any second word."""

    words: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, Mapping[str, tuple[Entry, ...]]]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Every entry of the lexicon files.

    >>> [entry.category for entry in load_lexicon().words["unwavering"]]
    ['intensifier']
    >>> [entry.words for entry in load_lexicon().phrases["collateral"]["damage"]]
    [('collateral', 'damage')]
    """
    words: defaultdict[str, list[Entry]] = defaultdict(list)
    phrases: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in _entries():
        if len(entry.words) == 1:
            words[entry.words[0]].append(entry)
        elif all(entry.words != other.words for other in phrases[entry.words[0]][entry.words[1]]):
            phrases[entry.words[0]][entry.words[1]].append(entry)
    for entry in [entry for found in words.values() for entry in found if entry.tags == _TAGS["adjectives"]]:
        for derived in _derive(entry):
            if derived.words[0] not in words:
                words[derived.words[0]].append(derived)
    return Lexicon(
        {word: tuple(found) for word, found in words.items()},
        {word: {second: tuple(found) for second, found in rest.items()} for word, rest in phrases.items()},
    )


def _derive(adjective: Entry) -> Iterator[Entry]:
    """The adverb and the noun of an adjective that judges: recklessly, recklessness."""
    word = adjective.words[0]
    if adjective.weight == CUE or len(word) < 4:
        return
    if word.endswith("y"):
        adverb, noun = word[:-1] + "ily", word[:-1] + "iness"
    elif word.endswith("le"):
        adverb, noun = word[:-1] + "y", word + "ness"
    else:
        adverb, noun = word + ("ally" if word.endswith("ic") else "ly"), word + "ness"
    yield Entry((adverb,), "editorializing", adjective.weight, "delete", _TAGS["adverbs"])
    yield Entry((noun,), "opinion_as_fact", adjective.weight, None, _TAGS["nouns"])


def _entries() -> Iterator[Entry]:
    categories = frozenset(get_args(LoadedCategory))
    for word_class in ("phrases", "adjectives", "adverbs", "nouns", "verbs"):
        file = f"loaded_{word_class}.txt"
        for name, category, strength, *plainer in _rows(file):
            if category not in categories or strength not in _WEIGHTS:
                raise ValueError(f"{file}: {name!r} has the category {category!r} and the strength {strength!r}")
            words = _split_words(name)
            tags = _TAGS.get(word_class) if len(words) == 1 else None
            suggestion = plainer[0] if plainer else None
            yield Entry(words, cast("LoadedCategory", category), _WEIGHTS[strength], suggestion, tags)
    for (name,) in _rows("loaded_neutral.txt"):
        yield Entry(_split_words(name), None, CUE, None, None)


@lru_cache(maxsize=1)
def load_classes() -> Mapping[str, frozenset[str]]:
    """The word classes of the patterns: lemmas by the name of their class.

    >>> "analyst" in load_classes()["unnamed_person"]
    True
    """
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for word, name in _rows("loaded_classes.txt"):
        classes[name].add(word)
    return {name: frozenset(words) for name, words in classes.items()}


def _rows(name: str) -> Iterator[list[str]]:
    text = files("brief.language").joinpath("lexicons", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _split_words(name: str) -> tuple[str, ...]:
    """The words of an entry, cut as spaCy cuts them: a hyphen and a possessive stand alone."""
    return (name,) if name.isalpha() else tuple(_WORD.findall(name))
