"""Two spellings that may be one name: "Veldrano" and "Veldrino", "Jon Orr" and "John Orr", "Kovács" and "Kovacs".

Whether they are one is left open; a surname that two people surely share is for `versions`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from brief.document import Span
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words
from brief.engines.proposal import ProposedTension
from brief.language.actor_lexicon import load_actor_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_spellings", "similar_names"]

_SUFFIXES = re.compile(r"(?:['’]s|s|n|an|ian|i|ish|ese|er|ers|ians|ans|ist|ists|ism|ic|al|ing|ed|ly|y)?$")
# Names shorter than this differ by one letter as often as they are the same.
_SHORT = 4
_ENDING = 2


def similar_names(one: str, other: str) -> bool:
    """Whether two capitalised words may be two spellings of one name.

    >>> similar_names("Oreshino", "Oreshnik"), similar_names("Belarus", "Belarusian"), similar_names("London", "Leeds")
    (True, False, False)
    """
    a, b = sorted((one.casefold(), other.casefold()), key=len)
    if a == b or len(a) < 6 or a[:3] != b[:3] or len(b) - len(a) > 2:
        return False
    stem = _SUFFIXES.sub("", a)
    if b.startswith(a) or len(stem) >= 4 and b.startswith(stem) and _SUFFIXES.fullmatch(b[len(stem) :]):
        return False
    return _distance(a, b) <= max(1, len(b) // 4 + len(b) % 4 // 3)


def _distance(a: str, b: str) -> int:
    """Edits, a swap of neighbours counting one (Damerau-Levenshtein, restricted)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def _may_be_misspelt(token: Token) -> bool:
    """Whether a word is a name of its own, and no known one: Senator and Senate, George and Georgia are two."""
    known = load_actor_lexicon()
    word = token.lower_
    ordinary = (
        word in known.roles or word in known.organisations or word in known.given_names or word in known.countries
    ) or word.removesuffix("s") in known.demonyms
    is_name = token.pos_ == "PROPN" and token.text[:1].isupper() and not token.text.isupper()
    return is_name and token.is_alpha and len(token) > 5 and not ordinary


def find_spellings(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two spellings that may be one name."""
    first: dict[str, Span] = {}
    for token in reading.doc:
        if _may_be_misspelt(token):
            first.setdefault(token.text, reading.document.span(token.idx, token.idx + len(token)))
    lower = {token.text for token in reading.doc if token.is_lower}
    told: set[frozenset[str]] = set()
    words = sorted(first, key=lambda word: word[:3])
    for one, other in combinations(words, 2):
        if one[:3] != other[:3] or {one.casefold(), other.casefold()} & lower or not similar_names(one, other):
            continue
        a, b = sorted((first[one], first[other]))
        statement = (
            f"The text writes {quote_words(a.quote)} and {quote_words(b.quote)}; whether they are one is not settled."
        )
        told |= {frozenset((one, other))}
        yield from _told(reading, statement, a, b)
    yield from _people(reading, told)


def _told(reading: Reading, statement: str, one: Span, other: Span) -> Iterator[ProposedTension]:
    pointers = [pointer for span in (one, other) if (pointer := reading.pointer(span.start, span.end))]
    if len(pointers) > 1:
        yield ProposedTension("naming_inconsistency", statement, pointers)


def _people(reading: Reading, told: set[frozenset[str]]) -> Iterator[ProposedTension]:
    """Two full names of people that share a word and are a letter or two apart in the other."""
    first: dict[str, Span] = {}
    for actor in reading.analysis.actors:
        if actor.type == "person":
            for mention in actor.mentions:
                words = mention.quote.split()
                if len(words) == _ENDING and all(word[:1].isupper() for word in words):
                    first.setdefault(" ".join(words), mention)
    for one, other in combinations(first, 2):
        a, b = one.split(), other.split()
        apart = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
        if len(apart) != 1 or frozenset(apart[0]) in told or not _may_be_one(*apart[0]):
            continue
        spans = sorted((first[one], first[other]))
        statement = f"The text writes {quote_words(spans[0].quote)} and {quote_words(spans[1].quote)}; "
        yield from _told(reading, statement + "whether they are one is not settled.", *spans)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two words are one but for accents, or a letter apart, two in a long word; "Ana" and "Ina" are two."""
    a, b = (_bare(word) for word in (one, other))
    if a == b:
        return True
    shorter = min(len(a), len(b))
    known = load_actor_lexicon().given_names
    if shorter < _SHORT or {a, b} <= known and a[:1] != b[:1]:
        return False
    return a[:1] == b[:1] and _distance(a, b) <= (2 if shorter > _SHORT + 1 else 1)


def _bare(word: str) -> str:
    """A word in small letters without accents and marks."""
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if c.isalpha() and c.isascii()) or word
