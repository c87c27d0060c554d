"""The seam to trafilatura, which tells the article on a page from what surrounds it; nobody else imports it.

It is asked which words belong to the article, not for a text: what it leaves out on purpose (captions, pull quotes,
notes of correction, short lines) and how the pieces are put together is decided in `selection`.
"""

from __future__ import annotations

import re

__all__ = ["Main", "extract_main", "squeeze"]

_NO_LETTERS = re.compile(r"[\W_]+")
# What is shorter may stand anywhere by chance, and has to be a line of its own in the extract.
_MIN_CHARS = 16
# How many characters are searched for pieces of lines; a page that takes more is a list without end, not an article.
_MAX_EFFORT = 1_000_000_000
# A block in which trafilatura changed something (a note's number, an emphasis) is still known by its ends.
_END_CHARS = 40


class Main:
    """The words that the extractor takes for the article."""

    def __init__(self, extract: str) -> None:
        lines = [squeeze(line) for line in extract.splitlines()]
        self.n_chars = sum(map(len, lines))
        self._lines = frozenset(lines)
        self._all = "\n".join(lines)
        self._flowing = "".join(lines)
        self._effort = 0

    def holds(self, text: str) -> bool:
        """Whether a block's words are among them, in this order."""
        wanted = squeeze(text)
        if wanted in self._lines:
            return bool(wanted)
        if len(wanted) < _MIN_CHARS or self._effort > _MAX_EFFORT:
            return False
        self._effort += len(self._flowing)
        if wanted in self._flowing:
            return True
        return len(wanted) > 2 * _END_CHARS and wanted[:_END_CHARS] in self._all and wanted[-_END_CHARS:] in self._all


def squeeze(text: str) -> str:
    """The letters and digits of a text alone, in lower case: what two ways of laying it out have in common."""
    return _NO_LETTERS.sub("", text).casefold()


def extract_main(markup: str) -> Main:
    """What of a page is the article, as far as trafilatura can tell; empty where it finds none."""
    import logging

    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = extract(markup, include_comments=False, include_tables=True, include_formatting=False, favor_recall=False)
    return Main(found or "")
