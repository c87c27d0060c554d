"""The characters of a statement that are no words: signs at figures, symbols, marks that only a machine sees.

Words and quotations have guards of their own; what they compare leaves these out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from brief.grounding.context import Refusal

__all__ = ["check_marks"]

# Symbols, characters without a width, and what has no meaning of its own; currencies are units, for `numbers`.
_MEANINGFUL = frozenset(("Sm", "So", "Sk", "Cf", "Cc", "Co", "Cs", "Cn", "No"))
# Punctuation that says something about the words next to it. A bare % is a unit.
_TELLING = frozenset("?!‰‱#@&*†‡‽_\\^§")
_DASHES = frozenset("-–—‐‑‒")
_DASH = re.compile(r"(?<![\w)])[-–—‐‑‒](?=\d)")


def check_marks(statement: str, quotes: Sequence[str]) -> Iterator[Refusal]:
    """Whether every symbol of the statement, and every sign glued to a figure, stands in its evidence too."""
    there = "".join(quotes)
    new = set(statement).difference(there)
    for mark in dict.fromkeys(statement) if new else ():
        if mark not in new or mark.isalnum() and unicodedata.category(mark) != "No":
            continue
        if mark in _TELLING or unicodedata.category(mark) in _MEANINGFUL:
            yield Refusal("word_not_in_evidence", f"{mark!r} (U+{ord(mark):04X}) is not in the evidence")
    if not _DASHES.isdisjoint(statement) and _DASH.search(statement) and not _DASH.search(there):
        yield Refusal("number_not_in_evidence", "a sign stands at a figure that has none in the evidence")
