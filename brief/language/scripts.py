"""Scripts that put no space between words: in them any character may begin or end a name or a quotation."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["UNSPACED", "has_unspaced", "is_word_cut"]

# Thai and Lao, Burmese, Khmer, and what is written with Chinese characters, kana or bopomofo.
UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{UNSPACED}]")


def has_unspaced(words: str) -> bool:
    """Whether any character of some words is of such a script."""
    return _UNSPACED.search(words) is not None


def is_word_cut(text: str, at: int) -> bool:
    """Whether a word, or a letter and its mark, goes on over a place.

    >>> is_word_cut("pier", 2), is_word_cut("the pier", 3), is_word_cut("林女士说", 3)
    (True, False, False)
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if not after.isascii() and not after.isalnum():
        import unicodedata

        return unicodedata.category(after)[0] == "M"
    return before.isalnum() and after.isalnum() and not has_unspaced(before + after)
