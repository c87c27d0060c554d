"""The words and numbers of a text as an expression of time sees them: each has a kind, written as one character.

The kinds of a whole text form a string on which the grammar (`date_grammar`) is an ordinary regular expression; it is a
sixth as long as the text and free of spelling. Words are in lexicons/date_words.txt, numerals are recognised here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Tokens", "kind_at", "kind_characters", "split_tokens"]

_NUMERAL_KINDS = (
    "part_code instant slashed year_month clock decade nth fraction numeral yy small teen high year digits money comma "
    "hyphen slash poss apostrophe stop other_word"
).split()
# Every alternative starts with a character that no other can begin a run with, or is bounded: the scan is linear. None
# starts with white space: asking for that first takes the search from 0.31 s to 0.12 s for a million characters.
_TOKEN = re.compile(
    r"""(?=\S)(?:(?P<dotted>\b(?:[Bb]\.[ ]?[Cc]\.?(?:[ ]?[Ee]\.)?|A\.[ ]?D\.))
    |(?P<part_code>[QH][1-4]\b)
    |(?P<word>[^\W\d_]+(?![\w]))(?P<dot>\.(?=[\s,;)]|$))?
    |(?P<instant>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
    |(?P<slashed>\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\w/]))
    |(?P<year_month>\d{4}[-–]\d\d(?![\w-]))
    |(?P<clock>\d{1,2}(?:[:.]\d\d){0,2}[ \u00a0]?(?:[ap]\.\ ?m\b\.?|[ap]m\b|[AP]\.M\b\.?|[AP]M\b|hrs\b)
              |(?<![\d:])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\w:]))
    |(?P<decade>['’‘]?\d0['’]?s\b|\d\d?00['’]?s\b|\d{3}0s\b
               |(?:(?<=the\ )|(?<=early\ )|(?<=late\ )|(?<=mid-))(?:\d{3}0['’]s|[2-9]0s)\b)
    |(?P<nth>\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<fraction>\d{1,3}[ -]\d/\d\b|\d{0,3}[½¼¾])
    |(?P<numeral>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?![\w])|\d{1,9}\.\d{1,9}(?!\w)|\d{1,12}(?!\w))
    |(?P<yy>['’‘]\d\d\b)
    |(?P<poss>['’]s\b)|(?P<apostrophe>(?<=s)['’](?!\w))
    |(?P<hyphen>(?<=[\w.’'])[-‐‑–](?=\w))
    |(?P<money>[$€£¥])|(?P<comma>,)|(?P<slash>/)
    |(?P<junk>\w+)|(?P<percent>%)|(?P<stop>[^\w\s]))
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = ("month_abbr", "weekday_abbr")
_CAPITALS = frozenset(
    ("may", "march", "august", "mar", "dec", "sun", "sat", "mon", "wed", "jan", "ad", "et", "ist", "sep")
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their kinds, a character each; their offsets; their values, what each stands for."""

    text: str
    kinds: str
    starts: list[int]
    ends: list[int]
    values: list[str]


_KIND_CHARACTERS = "".join(
    character
    for character in map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x80, 0x100)))
    if not character.isspace()
)


@lru_cache(maxsize=1)
def _entries() -> dict[str, tuple[str, str]]:
    lines = (files("brief.language") / "lexicons" / "date_words.txt").read_text("utf-8").splitlines()
    entries = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {entry[0]: (entry[1], entry[2] if len(entry) > 2 else entry[0]) for entry in entries}


@lru_cache(maxsize=1)
def kind_characters() -> dict[str, str]:
    """One character for each kind of token; all below U+0100, with which the grammar compiles in 17 ms, not 30."""
    names = dict.fromkeys([*_NUMERAL_KINDS, *(kind for kind, _ in _entries().values())])
    return dict(zip(names, _KIND_CHARACTERS[: len(names)], strict=True))


@lru_cache(maxsize=1)
def _kind_names() -> dict[str, str]:
    return {character: name for name, character in kind_characters().items()}


def kind_at(tokens: Tokens, place: int) -> str:
    """The name of a token's kind; before the text and behind it there is a stop."""
    return _kind_names()[tokens.kinds[place]] if 0 <= place < len(tokens.kinds) else "stop"


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, tuple[str, str, bool]]:
    kinds = kind_characters()
    return {word: (kinds[kind], value, kind in _ABBREVIATIONS) for word, (kind, value) in _entries().items()}


def split_tokens(text: str) -> Tokens:
    """The tokens of a text, every word one of them; a paragraph's end is a stop.

    >>> split_tokens("Sept. 3, 2021").values
    ['9', '3', ',', '2021']
    """
    characters = kind_characters()
    stop = characters["stop"]
    # Four lists of plain values, not one of tuples: those the garbage collector would walk through again and again.
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        name = match.lastgroup
        if start - at > 1 and text.count("\n", at, start) > 1:
            _add((kinds, starts, ends, values), (stop, at, at, "\n"))
        at = end
        if name == "word":
            kind, value, _ = _read_word(match[0])
        elif name == "dot":
            kind, value, dotted = _read_word(match["word"])
            if not dotted:
                _add((kinds, starts, ends, values), (kind, start, end - 1, value))
                kind, start, value = stop, end - 1, "."
        else:
            kind_name, value = _read_numeral(name or "stop", match[0])
            kind = characters[kind_name]
        kinds.append(kind)
        starts.append(start)
        ends.append(end)
        values.append(value)
    return Tokens(text, "".join(kinds), starts, ends, values)


def _add(lists: tuple[list[Any], ...], token: tuple[Any, ...]) -> None:
    for each, value in zip(lists, token, strict=True):
        each.append(value)


@lru_cache(maxsize=16_384)  # more forms than an article has; longer texts repeat the most frequent ones
def _read_word(word: str) -> tuple[str, str, bool]:
    """The kind of a word, its value, and whether it is an abbreviation that takes a stop along."""
    other = kind_characters()["other_word"]
    lower = word.lower()
    kind, value, dotted = _lexicon().get(lower, (other, "", False))
    if lower in _CAPITALS and not word[0].isupper():
        kind = other
    return kind, value or lower, dotted


def _read_numeral(name: str, quote: str) -> tuple[str, str]:
    if name == "dotted":
        return ("era", "BC") if quote[0] in "Bb" else ("era_ad", "AD")
    if name == "junk":
        return "other_word", quote
    if name == "percent":
        return "big", quote
    if name != "numeral":
        return name, quote
    if not quote.isascii() or not quote.isdigit():
        return "digits", quote.replace(",", "") if quote.isascii() else "0"
    number = int(quote)
    if len(quote) <= 2 and 0 < number < 32:
        return "small" if number <= 12 else "teen" if number <= 24 else "high", quote
    return ("year" if len(quote) == 4 and 1000 <= number < 2200 else "digits"), quote
