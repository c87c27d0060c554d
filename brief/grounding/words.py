"""The words of a wording in the form in which two wordings are compared: inflection folded, numbers by value.

What a difference between two wordings means is left to the guards.
"""

from __future__ import annotations

import re
import unicodedata
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
_TOKEN = re.compile(
    r"(?P<initials>(?<![^\W_])(?:[A-Z]\.){2,}(?:[A-Z](?![^\W_]))?)"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f]\d+)*)(?P<tail>[^\W\d_]+)?"
    rf"|(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f{_JOIN}])*(?:['’ʼ][^\W\d_]+)*)"
    r"|(?P<percent>%)"
)
_SPOKEN_TENS = re.compile(r"(?<![^\W_])(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[-\s](one|two|three|four|five|six|"  # noqa: E501  # one pattern
                          r"seven|eight|nine)(?![^\W_])", re.IGNORECASE)  # fmt: skip
_DROPPED = dict.fromkeys(map(ord, _JOIN))
_BREAK = re.compile(r"[,;:.!?…()\[\]{}“”„«»\"‘‹›—–|/\n]|\s-\s|(?<=\W)['’]|['’](?=\W)")
_CONTRACTED = {"won": "will", "ca": "can", "sha": "shall"}


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


@lru_cache(maxsize=4096)
@lru_cache(maxsize=1024)  # the guards ask of one sentence many times over
def split_words(wording: str) -> tuple[Word, ...]:
    """The words of a wording, contractions undone ("didn't" gives did and not), numbers with their value.

    >>> [word.stem for word in split_words("Twelve boats weren't sunk in the U.S., 3.5m said.")]
    ['#12', 'boat', 'be', 'not', 'sink', 'in', 'the', 'US', '#3.5', 'million', 'say']
    """
    found: list[Word] = []
    at = 0
    tens = {match.start(): match for match in _SPOKEN_TENS.finditer(wording)} if "ty" in wording else {}
    skip_to = 0
    for match in _TOKEN.finditer(wording):
        start, end = match.span()
        if start < skip_to:
            continue
        breaks = (
            not found
            or bool(_BREAK.search(wording, at, start))
            or (wording[at:start].count("'") + wording[at:start].count("’") > 0)
        )
        if spoken := tens.get(start):
            end = skip_to = spoken.end()
            stem = f"#{NUMBER_WORDS[spoken[1].casefold()] + NUMBER_WORDS[spoken[2].casefold()]}"
            found.append(Word(spoken[0], spoken[0].casefold(), stem, start, end, False, breaks))
        elif match["initials"]:
            plain = match[0].replace(".", "")
            found.append(Word(plain, plain.casefold(), plain, start, end, False, breaks))
        elif match["number"]:
            found += _numbers(match, breaks)
        elif match["percent"]:
            found.append(Word("%", "%", "percent", start, end, False, breaks))
        else:
            found += _plain(match[0], start, end, breaks)
        at = end
    ends = [0, *(word.end for word in found)]
    return tuple(
        word._replace(gap=" ".join(between.split())) if (between := wording[before : word.start]) != " " else word
        for before, word in zip(ends, found, strict=False)
    )


def _numbers(match: re.Match[str], breaks: bool) -> list[Word]:
    start, end = match.span()
    digits, tail = match["number"], (match["tail"] or "").casefold()
    value = plain_number(digits)
    if tail in ("st", "nd", "rd", "th"):
        return [Word(match[0], match[0].casefold(), f"#{value}th", start, end, False, breaks)]
    cut = start + len(digits)
    found = [Word(digits, digits, f"#{value}", start, cut, False, breaks)]
    if tail in MAGNITUDES:
        found.append(Word(tail, tail, _MAGNITUDE_NAMES.get(MAGNITUDES[tail], tail), cut, end, False, False))
    elif tail:
        found.append(Word(match["tail"], tail, base_form(tail), cut, end, False, False))
    return found


def plain_number(digits: str) -> str:
    """A number without grouping marks, leading zeros or a trailing point: "1,200" and "1200" are one."""
    plain = re.sub(r"[,.\u00a0\u202f](?=\d{3}(?:[,.\u00a0\u202f]|$))", "", digits) if re.fullmatch(
        r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?", digits) else digits  # fmt: skip
    whole, point, part = plain.partition(".")
    whole = whole.lstrip("0") or "0"
    part = part.rstrip("0") if point else ""
    return f"{whole}.{part}" if part else whole


def _plain(form: str, start: int, end: int, breaks: bool) -> list[Word]:
    key = form.translate(_DROPPED).replace("’", "'").replace("ʼ", "'")
    if not key.isascii():
        key = unicodedata.normalize("NFC", key)
    shown = key
    key = key.casefold()
    possessive = False
    if key.endswith("'s"):
        key, shown, possessive = key[:-2], shown[:-2], True
    if key.endswith("n't") and len(key) > 3:
        verb = _CONTRACTED.get(key[:-3], key[:-3])
        return [
            Word(verb, verb, base_form(verb), start, end - 3, False, breaks),
            Word("not", "not", "not", end - 3, end, False, False),
        ]
    if key == "cannot":
        return [
            Word("can", "can", "can", start, start + 3, False, breaks),
            Word("not", "not", "not", start + 3, end, False, False),
        ]
    return [Word(shown, key, _stem(key, shown), start, end, possessive, breaks)]


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
