"""The form in which two wordings are compared: what copying changes is evened out, and nothing else.

Evened out are white space and hard wraps, the style of quotation marks, dashes and ellipses, invisible characters and
the composition of accents. Letters, digits, case, symbols and every other mark stay: folding never makes "10²" into
"102" or a Cyrillic letter into a Latin one. A `Folded` knows which characters of the original each of its own stands
for. Where a quote may start and end is left to `boundaries`, the search itself to `align`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

__all__ = ["IGNORABLE", "Folded", "Unhyphenated", "fold_quote"]

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
# Single and double marks fold to one: a quotation in a quotation goes from one to the other when it stands alone.
_MARKS = '"`\xb4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2035\u2036'
_MARKS += "\xab\xbb\u2039\u203a\u02b9\u02bb\u02bc\u300c\u300d\u300e\u300f\u301d\u301e\u301f\uff02\uff07"
_ONE_TO_ONE = dict.fromkeys(_SPACES, " ") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_MARKS, "'")

_INVISIBLE = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
IGNORABLE = re.compile(f"[{_INVISIBLE}]+")
"""Runs of characters that nobody sees: soft hyphens, zero-width and directional characters, variation selectors."""

# Chinese and Japanese are wrapped without a space: there a line end stands for nothing.
_WIDE = "\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
_WIDE_WRAP = re.compile(f"(?<=[{_WIDE}])[ \\t]*+\\r?\\n[ \\t]*+(?=[{_WIDE}])")
_GUILLEMET_SPACE = re.compile(r"(?<=(?<!\S)[«‹])\s++|\s++(?=[»›](?!\w))")
_COMPOSABLE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]++")
_UNEVEN = re.compile(r" ++-[- ]*+|-[- ]++| *+(?:…|\.(?: ?\.){2,})(?: ?[.…])*+ *+| {2,}+")
_LINE_END_HYPHEN = re.compile(r"[-\u2010](?<=[^\W\d_].)(?=[ \t]*+\r?\n\s*+[^\W\d_])")
_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")
_LIGATURE = re.compile("[\ufb00-\ufb06]")


class _Step:
    """One rewriting of a text, with the way back: offsets of the new text into the old one."""

    __slots__ = ("_ends", "_from", "_lengths", "_to", "text")

    def __init__(self, text: str, changes: Iterable[tuple[int, int, str]]) -> None:
        pieces: list[str] = []
        self._from: list[int] = []  # where each change begins in the new text
        self._lengths: list[int] = []  # and how long it is there
        self._to: list[int] = []  # where it begins in the old text
        self._ends: list[int] = []  # and where it ends there
        at = length = 0
        for start, end, new in changes:
            pieces += (text[at:start], new)
            length += start - at
            self._from.append(length)
            self._lengths.append(len(new))
            self._to.append(start)
            self._ends.append(end)
            length += len(new)
            at = end
        self.text = "".join([*pieces, text[at:]]) if pieces else text

    def start(self, offset: int) -> int:
        """Where the character at `offset` begins in the old text."""
        # A deletion that ends where the character begins comes before it.
        change = bisect_right(self._from, offset) - 1
        if change < 0:
            return offset
        inside = offset - self._from[change]
        if inside < self._lengths[change]:
            return self._to[change]
        return self._ends[change] + inside - self._lengths[change]

    def end(self, offset: int) -> int:
        """Where the character that ends at `offset` ends in the old text."""
        change = bisect_left(self._from, offset) - 1
        if change < 0:
            return offset
        inside = offset - self._from[change]
        if inside <= self._lengths[change]:
            return self._ends[change]
        return self._ends[change] + inside - self._lengths[change]

    def forward(self, offset: int) -> int:
        """Where what begins at `offset` in the old text begins in the new one."""
        change = bisect_right(self._to, offset) - 1
        if change < 0:
            return offset
        if offset < self._ends[change]:
            return self._from[change] + (self._lengths[change] if offset > self._to[change] else 0)
        return self._from[change] + self._lengths[change] + offset - self._ends[change]


class Folded:
    """A text in the form in which wordings are compared, and the way back to the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        self._steps: list[_Step] = []
        characters = set(original)
        text = original
        if not original.isascii():
            text = self._fold_rare(text, characters)
        for character in characters & _ONE_TO_ONE.keys():
            text = text.replace(character, _ONE_TO_ONE[character])
        self.text = self._rewrite(text, _UNEVEN, _even_out)

    def _fold_rare(self, text: str, characters: set[str]) -> str:
        if any(IGNORABLE.match(character) for character in characters):
            text = self._rewrite(text, IGNORABLE, _nothing)
        if not unicodedata.is_normalized("NFC", text):
            text = self._change(text, _compositions(text))
        if "\n" in characters:
            text = self._rewrite(text, _WIDE_WRAP, _nothing)
        if not characters.isdisjoint("«»‹›"):
            text = self._rewrite(text, _GUILLEMET_SPACE, _nothing)
        return text

    def _rewrite(self, text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
        return self._change(text, _replacements(text, pattern, replace))

    def _change(self, text: str, changes: Iterable[tuple[int, int, str]]) -> str:
        step = _Step(text, changes)
        if step.text is not text:
            self._steps.append(step)
        return step.text

    def prepare(self) -> None:
        """Make now what would be made when it is first needed."""
        if self.line_end_hyphens:
            _ = self.unhyphenated
        if self.has_ligatures:
            _ = self.without_ligatures
        _ = self.lower

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `[start, end)` of the folded text stands for."""
        for step in reversed(self._steps):
            start, end = step.start(start), step.end(end)
        return start, end

    def forward(self, offset: int) -> int:
        """The place in the folded text of what begins at `offset` in the original."""
        for step in self._steps:
            offset = step.forward(offset)
        return offset

    @cached_property
    def line_end_hyphens(self) -> frozenset[int]:
        """The hyphens after which a line ends: they may be the word's own, or the printer's."""
        return frozenset(self.forward(match.start()) for match in _LINE_END_HYPHEN.finditer(self.original))

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, character for character."""
        # İ is the one letter that becomes two in lower case.
        return self.text.replace("İ", "\ufffe").lower().replace("\ufffe", "İ")

    @cached_property
    def has_ligatures(self) -> bool:
        """Whether there is a letter such as ﬁ, which stands for two."""
        return not self.text.isascii() and _LIGATURE.search(self.text) is not None

    @cached_property
    def unhyphenated(self) -> Unhyphenated:
        """The folded text without hyphens inside words."""
        return Unhyphenated(self, _HYPHEN)

    @cached_property
    def without_ligatures(self) -> Unhyphenated:
        """The folded text with ligatures spelt out, and without hyphens inside words."""
        return Unhyphenated(self, re.compile(f"{_HYPHEN.pattern}|{_LIGATURE.pattern}"))


class Unhyphenated:
    """A folded text without the hyphens inside words; `hyphens` knows where they stood, and which end a line."""

    def __init__(self, folded: Folded, pattern: re.Pattern[str]) -> None:
        self._step = _Step(folded.text, _replacements(folded.text, pattern, _spell_out))
        self.text = self._step.text
        places = [match.start() for match in _HYPHEN.finditer(folded.text)]
        self._places = [self._step.forward(place) for place in places]
        self._is_soft = [place in folded.line_end_hyphens for place in places]

    def hyphens(self, start: int, end: int) -> dict[int, bool]:
        """The hyphens that stood between `start` and `end`, counted from `start`: True for one that ends a line."""
        first, stop = bisect_right(self._places, start), bisect_left(self._places, end)
        return {self._places[i] - start: self._is_soft[i] for i in range(first, stop)}

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the folded text that `[start, end)` stands for."""
        return self._step.start(start), self._step.end(end)

    def forward(self, offset: int) -> int:
        """The place of what begins at `offset` in the folded text."""
        return self._step.forward(offset)


def fold_quote(quote: str) -> str:
    """The quote in the form in which wordings are compared, without white space at its ends.

    >>> fold_quote("“We  won’t,” she said\\n— twice…") == fold_quote('"We won\\'t," she said - twice...')
    True
    >>> fold_quote("10²") == fold_quote("102")
    False
    """
    return Folded(quote).text.strip(" ")


def _nothing(match: re.Match[str]) -> str:
    return ""


def _spell_out(match: re.Match[str]) -> str:
    return "" if match[0] == "-" else unicodedata.normalize("NFKC", match[0])


def _replacements(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(text):
        new = replace(match)
        if new != match[0]:
            yield match.start(), match.end(), new


def _even_out(match: re.Match[str]) -> str:
    """One space, one dash or one ellipsis for the run; a dash keeps what may make it a sign."""
    run = match[0]
    if "-" not in run:
        return "…" if "…" in run or "." in run else " "
    text, (start, end) = match.string, match.span()
    if end == len(text) or not text[end].isdigit():
        return "-"
    before, after = run[0] == " ", run[-1] == " "
    if start and text[start - 1].isdigit() and before == after:
        return "-"
    return f"{' ' * before}-{' ' * after}"


def _compositions(text: str) -> Iterator[tuple[int, int, str]]:
    """What NFC changes. Runs of other than ASCII, with the ASCII letter before them, compose on their own."""
    for run in _COMPOSABLE.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        start = run.start()
        for at in range(run.start() + 1, run.end() + 1):
            # A letter takes the marks after it along; more than 30 of them are no writing (Unicode's stream-safe
            # format), and putting ever longer runs in order takes quadratic time.
            if at < run.end() and _extends(text[at]) and at - start <= 30:
                continue
            unit = text[start:at]
            composed = unicodedata.normalize("NFC", unit)
            if composed != unit:
                yield start, at, composed
            start = at


def _extends(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
