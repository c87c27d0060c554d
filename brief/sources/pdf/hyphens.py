"""Words that were cut at a line's end, whole again: “govern-” and “ment”, but not “long-” and “term”.

Whether a hyphen was the printer's or the writer's is told by the document's other words, since no word list knows all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["WordStock", "join_lines"]

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)[-‐]?$")
_FIRST = re.compile(r"[^\W\d_]+")
_HYPHENS = "-‐"
_MIN_PART_CHARS = 3


class WordStock:
    """The words that stand whole in a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            for match in _WORDS.finditer(line):
                # A line's first and last word may be a piece of one.
                if match.start() and match.end() < len(line.rstrip(_HYPHENS)):
                    self._words.add(match[0].casefold().replace("‐", "-").replace("‑", "-"))

    def keeps_hyphen(self, before: str, behind: str) -> bool:
        """Whether two parts with a hyphen between them are a word that is written so."""
        one, other = before.casefold(), behind.casefold()
        if one + other in self._words:
            return False
        if f"{one}-{other}" in self._words:
            return True
        # Both parts are words: "long-term", not "govern-ment".
        is_pair = one in self._words and other in self._words
        return is_pair and min(len(one), len(other)) >= _MIN_PART_CHARS


def join_lines(lines: Iterable[tuple[str, bool]], stock: WordStock) -> str:
    """The lines of a paragraph as one; each comes with whether its last word was cut.

    >>> join_lines([("The govern-", True), ("ment fell.", False)], WordStock([]))
    'The government fell.'
    """
    whole, was_cut = "", False
    for text, is_cut in lines:
        if not whole:
            whole = text
        elif was_cut or (whole[-1] in _HYPHENS and not whole[-2:-1].isspace()):
            whole = _join(whole, text, stock)
        else:
            whole = f"{whole} {text}"
        was_cut = is_cut
    return whole


def _join(whole: str, text: str, stock: WordStock) -> str:
    last, first = _LAST.search(whole), _FIRST.match(text)
    stem = whole.rstrip(_HYPHENS)
    if last is None or first is None:  # a figure, or a stroke that stands for a word: "2019-", "20"
        return f"{stem}-{text}" if whole[-1].isalnum() or whole[-1] in _HYPHENS else f"{whole} {text}"
    if first[0][0].isupper() and not last[1].isupper():  # "Anglo-Saxon"
        return f"{stem}-{text}"
    mark = "-" if stock.keeps_hyphen(last[1], first[0]) else ""
    return f"{stem}{mark}{text}"
