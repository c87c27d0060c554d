"""Where a document writes names, and what kind of thing each name looks like from its own words.

A name is a run of capitalised words with its connectors ("Ministry of Foreign Affairs", "van der Berg"), without
titles, determiners and possessives. Where runs lie is found by `name_runs`, names in headlines by `name_headlines`, and
what speaks for a kind is counted by `name_signs`. Which names mean one entity is left to `identity`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import ActorLexicon, load_actor_lexicon
from brief.language.name_headlines import find_headline_names, known_names
from brief.language.name_runs import NAME_ENTS, NameRuns
from brief.language.name_signs import note_signs

if TYPE_CHECKING:
    from brief.language.actor_words import Word
    from brief.language.parse import Parse

__all__ = ["Name", "find_names", "fold"]

_FUNCTION_POS = frozenset(
    {"ADP", "CCONJ", "SCONJ", "DET", "ADV", "PRON", "VERB", "AUX", "INTJ", "NUM", "PART", "PUNCT"}
)
_PRONOMINAL = frozenset({"PRON", "DET", "AUX", "SCONJ", "CCONJ", "PART"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Words that stand before or behind a name in a caption or a dateline without belonging to it.
_LABELS = frozenset(
    """image photo photograph picture file figure table source read see note update breaking exclusive monday
    tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept oct nov dec january
    february april june july september october november december today yesterday tomorrow hey oh well yes no
    yeah""".split()
)
_PREFIXES = frozenset(["pro", "anti", "post", "pre", "non", "ex", "mid", "inter", "trans", "sub", "neo"])
_PARTICIPLES = (
    "ed",
    "en",
    "era",
    "style",
    "wide",
    "led",
    "born",
    "made",
    "run",
    "owned",
    "like",
    "speaking",
    "friendly",
)
_CONTRACTION = re.compile(r"[a-z][’'](?:m|re|ve|ll|d|t)$")


@dataclass(slots=True)
class Name:
    """One name as it stands in the text: words `[first, last]`, the title before it, if any, and signs of its kind."""

    start: int
    end: int
    first: int
    last: int
    words: tuple[str, ...]
    signs: Counter[str] = field(default_factory=Counter)
    title: tuple[int, int] | None = None
    address: str = ""
    in_heading: bool = False

    @property
    def key(self) -> str:
        """The name's words, folded: the same for "O'Connor" and "O’Connor"."""
        return " ".join(self.words)


def find_names(parse: Parse, words: Sequence[Word]) -> list[Name]:
    """Every name in the document, in text order and without overlaps."""
    lexicon = load_actor_lexicon()
    runs = NameRuns(words, lexicon)
    reader = _Reader(parse, words, lexicon)
    names = [name for run in runs.found() for name in reader.split(run)]
    if runs.uninformative:
        keys = known_names(names)
        for number in sorted(runs.uninformative):
            for first, last in find_headline_names(words, runs.bounds[number], keys):
                for name in reader.named(first, last, None):
                    name.in_heading = True
                    names.append(name)
    names.sort(key=lambda name: name.start)
    return names


def fold(word: str) -> str:
    """A word as it is compared: case, apostrophes and hyphens do not matter.

    >>> fold("O’Connor") == fold("O'CONNOR")
    True
    """
    return word.casefold().replace("’", "'").replace("‑", "-").replace("‐", "-").replace(".", "")


class _Reader:
    """Takes the names out of runs."""

    def __init__(self, parse: Parse, words: Sequence[Word], lexicon: ActorLexicon) -> None:
        self.parse, self.words, self.lexicon = parse, words, lexicon

    def split(self, run: tuple[int, int]) -> Iterator[Name]:
        """The names in a run: titles, weekdays and leading adjectives come off."""
        first, last = self.trimmed(*run)
        if first > last:
            return
        words, lexicon = self.words, self.lexicon
        for n in range(first + 1, last):
            if (
                words[n].begins_ent
                and words[n].ent == "PERSON"
                and words[last].ent == "PERSON"
                and words[n - 1].ent != "PERSON"
                and (words[n - 1].ent in ("ORG", "GPE", "NORP") or words[n - 1].lower in lexicon.organisations)
            ):
                yield from self.split((first, n - 1))
                yield from self.split((n, last))
                return
        title_last = self.title_end(first, last)
        if title_last is None:
            yield from self.named(first, last, None)
            return
        title_first = title_last
        while title_first > first and self.is_title_part(title_first - 1):
            title_first -= 1
        if title_first > first and self.words[first].lower not in lexicon.demonyms:
            yield from self.named(first, title_first - 1, None)
        if title_last < last:
            is_courtesy = all(
                words[n].lower in lexicon.courtesies and words[n].lower not in lexicon.roles
                for n in range(title_first, title_last + 1)
            )
            role = None if is_courtesy else (first, title_last)
            yield from self.named(title_last + 1, last, role, titled=True)

    def is_title_part(self, at: int) -> bool:
        lower = self.words[at].lower
        lexicon = self.lexicon
        return (
            lower in lexicon.modifiers
            or lower in lexicon.roles
            or lower in lexicon.courtesies
            or lower in lexicon.demonyms
            or lower == "of"
            or lower in lexicon.countries
        )

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The run without labels, determiners and whatever a sentence merely begins with."""
        words = self.words
        while first <= last and (
            not words[first].is_cap
            or words[first].lower in ("the", "a", "an")
            or words[first].lower in _LABELS
            and words[first].ent not in ("PERSON", "ORG")
            or first < last
            and self.is_mere_opening(words[first])
        ):
            first += 1
        while first <= last and (
            not words[last].is_cap
            or first < last
            and words[last].lower == "flight"
            or words[last].lower in _LABELS
            and words[last].ent not in ("PERSON", "ORG")
            or first < last
            and words[last].lower in ("image", "photo", "file", "picture")
        ):
            last -= 1
        return first, last

    def is_mere_opening(self, word: Word) -> bool:
        """Whether a word has its capital from opening the sentence only."""
        return (
            word.opens
            and word.pos in _FUNCTION_POS
            and word.ent not in NAME_ENTS
            and word.lower not in self.lexicon.given_names
        )

    def title_end(self, first: int, last: int) -> int | None:
        """The last word of the titles that stand in a run; None when it has none."""
        words, lexicon = self.words, self.lexicon
        is_body = words[last].lower in lexicon.organisations and words[last].ent != "PERSON"
        if is_body and words[first].lower not in lexicon.courtesies:
            return None  # "King Saud University", "General Motors"
        found = None
        for n in range(first, last + 1):
            lower = words[n].lower
            if (
                n < last
                and lower in lexicon.courtesies
                and (lower not in lexicon.given_names)
                and (words[n].text.endswith(".") or len(lower) > 2 or words[n].gap != " " or words[n].ent != "PERSON")
            ):
                found = n
                continue
            if not any(
                " ".join(words[m].lower for m in range(k, n + 1)) in lexicon.roles
                for k in range(max(first, n - 3), n + 1)
            ):
                continue
            strong = any(
                " ".join(words[m].lower for m in range(k, n + 1)) in lexicon.titles
                for k in range(max(first, n - 3), n + 1)
            )
            if n == last:
                if n > first and words[n].ent == "PERSON" and lower not in lexicon.titles:
                    continue
                if n == first or self.words[n - 1].lower not in lexicon.given_names:
                    found = n
            elif (
                words[n + 1].ent == "PERSON"
                or words[n + 1].lower in lexicon.given_names
                or strong
                and words[n + 1].ent not in ("ORG", "GPE", "FAC", "LOC", "WORK_OF_ART")
            ):
                found = n
        return found

    def named(self, first: int, last: int, role: tuple[int, int] | None, *, titled: bool = False) -> Iterator[Name]:
        """The name in these words, if it is one."""
        words, lexicon = self.words, self.lexicon
        if (
            first < last
            and words[first].lower in lexicon.demonyms
            and (
                words[first + 1].lower in lexicon.given_names
                or words[first + 1].ent == "PERSON"
                and words[first].ent == "NORP"
            )
        ):
            first += 1
        if (
            first == last
            and not titled
            and (
                words[first].lower in lexicon.demonyms
                or words[first].lower in lexicon.nonnames
                and words[first].ent != "PERSON"
            )
        ):
            return
        if first == last and words[first].pos in ("ADJ", "VERB", "ADV") and not words[first].ent and not titled:
            return
        if first == last and words[first].pos in _PRONOMINAL and not words[first].text.isupper():
            return  # "What", "They": a sentence begins behind the colon
        if first == last and _is_compound(words[first].text):
            return
        if first == last and not titled and _CONTRACTION.search(words[first].lower):
            return
        name = Name(
            words[first].start,
            words[last].end,
            first,
            last,
            tuple(fold(words[n].text) for n in range(first, last + 1)),
            title=None if role is None else (words[role[0]].start, words[role[1]].end),
        )
        text = self.parse.document.text
        if text[name.end - 1] == "." and not (len(words[last].text) > 2 and words[last].text[-3] == "."):
            name.end -= words[last].lower not in _SUFFIXES
        if titled and first and words[first - 1].lower in lexicon.courtesies:
            name.address = words[first - 1].lower
        note_signs(self.parse, self.words, name, titled=titled)
        yield name


def _is_compound(text: str) -> bool:
    # "US-backed", "Moscow-based", "pro-Europe": a capital inside, but no name.
    head, _, tail = text.partition("-")
    if head.casefold() in _PREFIXES:
        return True
    return len(tail) > 4 and tail[0].islower() and tail.endswith(_PARTICIPLES)
