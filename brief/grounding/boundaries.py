"""Where a stretch of text may begin and end: not inside a word, a number or a grapheme.

A number is more than its digits: the sign, the currency, the grouping, the decimals, the percent sign and "million"
belong to it, since "5 million" is not what a text with "3.5 million" says. A hyphenated compound is one word, since
"violent" is not what "non-violent" says. That a quote starts behind a "not" is no matter of boundaries.
"""

from __future__ import annotations

import re
import unicodedata

from brief.grounding.folding import IGNORABLE

__all__ = ["SPACED_WORD", "cuts", "is_unspaced"]

# A word or number longer than this is taken for one that goes on.
_WINDOW = 16
_MARK = "\uffff"  # a noncharacter: it stands at the place that is asked about


def _apart(between: str) -> str:
    """A pattern for `between` with the mark before or behind it."""
    return f"(?:(?:{between}){_MARK}|{_MARK}(?:{between}))"


_LETTER = r"[^\W\d_]"
_CURRENCY = "[$¢-¥֏؋৲৳฿₠-⃀＄￠￡￥￦]"
_GAP = "[ \u00a0\u2009\u202f]"
_CJK_NUMERAL = "[〇一二三四五六七八九十百千万萬億亿兆]"

_WORDS = (
    rf"\w{_apart('[-‐‑–@&/_]')}\w",  # compounds, alternatives, addresses
    rf"{_LETTER}(?:{_MARK}[-‐]|[-‐]{_MARK})[ \t]*+\r?\n\s*+{_LETTER}",  # a word hyphenated at a line end
    rf"{_LETTER}[-‐](?:[ \t]*+\r?\n\s*+{_MARK}|[ \t]*+{_MARK}\s*+\n\s*+){_LETTER}",
    rf"{_LETTER}(?:['’ʼ]{_MARK}|{_MARK}['’ʼ](?![sS]\b)){_LETTER}",  # contractions; a possessive may stay behind
    rf"(?:\b{_LETTER}|[A-Z]){_apart('[.]')}{_LETTER}",  # U.S., but not "the end.The start"
    rf"{_LETTER}{_apart('[.]')}[a-z]",  # example.org
    rf"\w{_MARK}[+#](?!\w)|[+]{_MARK}[+]",  # C#, C++, 50+
)
_NUMBERS = (
    rf"\d{_apart('[.,:·’×^/' + chr(39) + ']')}\d",  # 12,000, 3.5, 12:30, 9/11
    rf"(?<![\d.,])\d{{1,3}}{_apart(_GAP)}\d{{3}}(?!\d)",  # 12 000
    rf"(?<!\w)[.]{_MARK}\d|(?<!\w)—{_MARK}\d",  # .5
    rf"[-+−–±]{_MARK}{_CURRENCY}?\d|[±~≈<>≤≥×]{_apart(' ?')}\d|\d{_MARK}[+]",
    rf"{_CURRENCY}{_apart(_GAP + '?')}\d|[A-Za-z]{_MARK}{_CURRENCY}\d",
    rf"\d{_apart(_GAP + '?')}{_CURRENCY}(?!{_GAP}?\d)",
    rf"\d{_apart(_GAP + '?')}[%‰‱٪％﹪°′″]",
    rf"\d{_apart('[ ]')}(?:[¼-¾⅐-⅞]|\d+/\d)",
    rf"\d{_MARK}[十百千万萬億亿兆割]|{_CJK_NUMERAL}{_MARK}{_CJK_NUMERAL}",
)
_INSIDE = re.compile("|".join((*_WORDS, *_NUMBERS)))

_DIGIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_SCALE = "(?:hundred|thousand|million|billion|trillion|quadrillion|dozen|lakh|crore)"
_MEASURE = rf"(?:{_SCALE}s?|bn|mn|tn|m|k|per ?cent|pct?|percentage)\b"
_NUMBER = rf"(?:\d|\b(?:{_DIGIT}|{_TENS}|{_SCALE}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|half))"
_SPELT = re.compile(
    "|".join(
        (
            _NUMBER + _apart(r"\s++") + _MEASURE,
            rf"\b{_TENS}" + _apart(r"\s") + rf"{_DIGIT}\b",
            r"\bhalf" + _apart(r"\s") + r"an?\b",
            _NUMBER + _apart(r"\s") + r"and an? (?:half|quarter)\b",
            rf"\b{_SCALE}" + _apart(r"\s") + rf"and (?:\d|{_NUMBER})",
        )
    ),
    re.IGNORECASE,
)

# What begins the second half of any of these.
_SPELT_RIGHT = re.compile(rf"\s*+(?:{_MEASURE}|{_DIGIT}\b|an?\b|and (?:an? |\d|{_NUMBER})|[¼-¾⅐-⅞])", re.IGNORECASE)

# Scripts that set no spaces between words: Thai to Tibetan, Myanmar, Khmer, Chinese and Japanese.
_UNSPACED_RANGES = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u312f\u3190-\ua4cf"
    "\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{_UNSPACED_RANGES}]")
SPACED_WORD = re.compile(rf"[^\W_{_UNSPACED_RANGES}]++")
"""Letters and digits of scripts that set spaces between words."""
_PLAIN_WIDE = re.compile("(?![〇一二三四五六七八九十百千万萬億亿兆])[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
_JOINER = "\u200d"
_VIRAMA_CLASS = 9


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that sets no spaces between words."""
    return character > "\u0dff" and _UNSPACED.match(character) is not None


def cuts(text: str, at: int) -> bool:
    """Whether a cut at `at` falls inside a word, a number or a grapheme.

    >>> text = "Up 3.5 million to 12,000: Arden’s non-violent party."
    >>> [text[at : at + 5] for at in range(len(text)) if text[at].isalnum() and not cuts(text, at)]
    ['Up 3.', '3.5 m', 'to 12', '12,00', 'Arden', 'non-v', 'party']
    """
    if at <= 0 or at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum() and not is_unspaced(before) and not is_unspaced(after):
        return True
    if _is_plain(text, at, before, after):
        return False
    left, right = text[max(0, at - _WINDOW) : at], text[at : at + _WINDOW]
    if not (left.isascii() and right.isascii()):
        if _cuts_grapheme(text, at):
            return True
        left, right = IGNORABLE.sub("", left), IGNORABLE.sub("", right)
        if not left and at > _WINDOW or not right and at + _WINDOW < len(text):
            return True
        left, right = unicodedata.normalize("NFC", left), unicodedata.normalize("NFC", right)
        # Marks that stay on their own, as in Devanagari, count as the letter they stand on.
        left = left.rstrip("".join({c for c in left[-8:] if unicodedata.category(c)[0] == "M"})) or left
        if left and right and _joins(left[-1]) and _joins(right[0]):
            return True
    elif before == "\r" and after == "\n":
        return True
    window = f"{left}{_MARK}{right}"
    return _INSIDE.search(window) is not None or _SPELT.search(window) is not None


def _is_plain(text: str, at: int, before: str, after: str) -> bool:
    """Whether the place is plainly between words; most are, and the full examination takes longer."""
    if after > "\u3040" and _PLAIN_WIDE.match(before) and _PLAIN_WIDE.match(after):
        return True
    if before in " \n" and after.isalpha():
        return text[at - 2 : at - 1] != "-" and not _SPELT_RIGHT.match(text, at)
    if not before.isalpha():
        return before in "“‘(\"'" and after.isalpha() and (at == 1 or text[at - 2] == " ")
    if after in " \n":
        return not _SPELT_RIGHT.match(text, at)
    return after in '.,;:!?)”"' and text[at + 1 : at + 2] in ("", " ", "\n")


def _joins(character: str) -> bool:
    return (character.isalnum() or character == "_") and not is_unspaced(character)


def _cuts_grapheme(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M" or after == _JOINER or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True  # an accent, a variation selector, a joiner, a skin tone
    if "\U000e0020" <= after <= "\U000e007f" or "\u1160" <= after <= "\u11ff":
        return True  # the tags of a flag, the vowel or the end of a Hangul syllable
    if before == _JOINER and unicodedata.category(after) == "So":
        return True
    if unicodedata.combining(before) == _VIRAMA_CLASS and after.isalpha():
        return True
    if _is_regional(before) and _is_regional(after):
        start = at
        while start and _is_regional(text[start - 1]) and at - start < 1000:
            start -= 1
        return (at - start) % 2 == 1
    return before == "\r" and after == "\n"


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
