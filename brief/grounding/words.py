"""The words of a wording in the form in which two wordings are compared: inflection folded, numbers by value.

What a difference between two wordings means is left to the guards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from brief.language.modality import base_form

__all__ = ["MAGNITUDES", "NUMBER_WORDS", "ORDINALS", "Word", "plain_number", "split_words"]

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
MAGNITUDES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "bln": 9, "tn": 12, "trn": 12,
}  # fmt: skip
_MAGNITUDE_NAMES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_JOIN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INITIALS = r"(?:[A-Z]\.){2,}(?:[A-Z](?![^\W_]))?"
_DIGITS = r"\d+(?:[.,\u00a0\u202f]\d+)*"
# What is skipped before a word, and the word or another token; at the end of a wording what is skipped alone, so that
# it is read once.
_TOKEN = re.compile(
    r"([^\w%]*+)(?:"
    rf"((?![A-Z]\.[A-Z]\.)[^\W\d_][^\W_]*+(?:[\u0300-\u036f{_JOIN}]++[^\W_]*+)*+(?:['’ʼ][^\W\d_]++)*+)"
    rf"|({_INITIALS}|{_DIGITS}(?:[^\W\d_]+)?|%|_+)|\Z)"
)
_NUMBER = re.compile(f"({_DIGITS})(.*)")
_SPOKEN_TENS = re.compile(r"(?<![^\W_])(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\s](one|two|three|four|five|six|"  # noqa: E501  # one pattern
                          r"seven|eight|nine)(?![^\W_])", re.IGNORECASE)  # fmt: skip
_DROPPED = dict.fromkeys(map(ord, _JOIN))
_BREAK = re.compile(r"[,;:.!?…()\[\]{}“”„«»\"‘‹›—–|/\n]|\s-\s|(?<=\W)['’]|['’](?=\W)")
_new_word = tuple.__new__
_CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall"}


class Word(NamedTuple):
    """One word: `key` is its folded form, `stem` what inflected forms share (`#12` for a number)."""

    form: str
    key: str
    stem: str
    start: int
    end: int
    possessive: bool
    breaks: bool
    """Whether punctuation stands between this word and the one before; also true of the first."""
    gap: str = ""
    """What stands between this word and the one before, white space folded."""


@lru_cache(maxsize=1024)  # the guards ask of one sentence many times over
def split_words(wording: str) -> tuple[Word, ...]:
    """The words of a wording, contractions undone ("didn't" gives did and not), numbers with their value.

    >>> [word.stem for word in split_words("Twelve boats weren't sunk in the U.S., 3.5m said.")]
    ['#12', 'boat', 'be', 'not', 'sink', 'in', 'the', 'US', '#3.5', 'million', 'say']
    """
    found: list[Word] = []
    at = end = 0
    for skipped, form, other in _TOKEN.findall(wording):
        start = at + len(skipped)
        if form:
            at = start + len(form)
            if skipped == " " and end == start - 1 and end:
                breaks, gap = False, ""
            else:
                breaks, gap = _read_gap(wording[end:start], not found)
            end = at
            shown, key, stem, possessive, cut = _read_form(form)
            if cut:
                found.append(Word(shown, key, stem, start, start + cut, False, breaks, gap))
                found.append(Word("not", "not", "not", start + cut, end, False, False))
            else:
                # Half of the time that the class itself takes (0.19 µs to 0.37 µs), for every word of every document.
                found.append(_new_word(Word, (shown, key, stem, start, end, possessive, breaks, gap)))
        elif other:
            at = start + len(other)
            if other[0] != "_":
                found += _read_other(other, start, *_read_gap(wording[end:start], not found))
                end = at
    if "ty" in wording and _SPOKEN_TENS.search(wording):
        return tuple(_join_tens(found, wording))
    return tuple(found)


@lru_cache(maxsize=1024)
def _read_gap(between: str, is_first: bool) -> tuple[bool, str]:
    """Whether what stands before a word parts it from the one before, and its marks with white space folded."""
    parts = is_first or bool(_BREAK.search(between)) or "'" in between or "’" in between
    return parts, " ".join(between.split())


def _join_tens(words: Sequence[Word], wording: str) -> Iterator[Word]:
    """The words with "forty-two" as one."""
    tens = {match.start(): match for match in _SPOKEN_TENS.finditer(wording)}
    end = 0
    for word in words:
        if word.start < end:
            continue
        if spoken := tens.get(word.start):
            end = spoken.end()
            stem = f"#{NUMBER_WORDS[spoken[1].casefold()] + NUMBER_WORDS[spoken[2].casefold()]}"
            yield Word(spoken[0], spoken[0].casefold(), stem, word.start, end, False, word.breaks, word.gap)
        else:
            yield word


def _read_other(token: str, start: int, breaks: bool, gap: str) -> list[Word]:
    """The words of a token that is no plain word: a number with what is glued to it, initials, a percent sign."""
    end = start + len(token)
    if token == "%":
        return [Word("%", "%", "percent", start, end, False, breaks, gap)]
    if number := _NUMBER.fullmatch(token):
        return _numbers(number[1], number[2], start, breaks, gap)
    plain = token.replace(".", "")
    return [Word(plain, plain.casefold(), plain, start, end, False, breaks, gap)]


def _numbers(digits: str, tail: str, start: int, breaks: bool, gap: str) -> list[Word]:
    value = plain_number(digits)
    cut = start + len(digits)
    end = cut + len(tail)
    key = tail.casefold()
    if key in ("st", "nd", "rd", "th"):
        form = digits + tail
        return [Word(form, form.casefold(), f"#{value}th", start, end, False, breaks, gap)]
    found = [Word(digits, digits, f"#{value}", start, cut, False, breaks, gap)]
    if key in MAGNITUDES:
        found.append(Word(key, key, _MAGNITUDE_NAMES.get(MAGNITUDES[key], key), cut, end, False, False))
    elif tail:
        found.append(Word(tail, key, base_form(key), cut, end, False, False))
    return found


def plain_number(digits: str) -> str:
    """A number without grouping marks, leading zeros or a trailing point: "1,200" and "1200" are one."""
    plain = re.sub(r"[,.\u00a0\u202f](?=\d{3}(?:[,.\u00a0\u202f]|$))", "", digits) if re.fullmatch(
        r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?", digits) else digits  # fmt: skip
    whole, point, part = plain.partition(".")
    whole = whole.lstrip("0") or "0"
    part = part.rstrip("0") if point else ""
    return f"{whole}.{part}" if part else whole


@lru_cache(maxsize=16_384)  # more forms than an article has; longer texts repeat the most frequent ones
def _read_form(form: str) -> tuple[str, str, str, bool, int]:
    """A word without its possessive or its "not": form, key, stem, whether possessive, and where a "not" begins."""
    key = form.translate(_DROPPED).replace("’", "'").replace("ʼ", "'")
    if not key.isascii():
        key = unicodedata.normalize("NFC", key)
    shown = key
    key = key.casefold()
    possessive = key.endswith("'s")
    if possessive:
        key, shown = key[:-2], shown[:-2]
    if key.endswith("n't") and len(key) > 3:
        verb = _CONTRACTED.get(key[:-3], key[:-3])
        return verb, verb, base_form(verb), False, len(form) - 3
    if key == "cannot":
        return "can", "can", "can", False, 3
    return shown, key, _stem(key, shown), possessive, 0


def _stem(key: str, shown: str) -> str:
    if key in NUMBER_WORDS:
        return f"#{NUMBER_WORDS[key]}"
    if key in ORDINALS:
        return f"#{ORDINALS[key]}th"
    if key == "cent":
        return "percent"
    if len(shown) > 1 and shown.isupper():
        return shown.removesuffix("S") if len(shown) > 3 else shown
    return base_form(key)
