"""How alike two wordings are, by the words in them that carry content, whatever their inflection and order.

What likeness is enough for what is for others to say: for a label in `evaluation`, for two versions in `changes`.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from brief.grounding.sentences import is_light
from brief.grounding.words import split_words

__all__ = ["content_words", "word_f1"]

_STEM_CHARS = 6  # deploy, deployed and deployment meet; no two of the 60 most frequent content words do


@lru_cache(maxsize=8192)
def content_words(wording: str) -> Counter[str]:
    """A wording's words that carry content, cut to their stems.

    >>> sorted(content_words("Holt did not deploy the boats, and is deploying them."))
    ['boat', 'deploy', 'holt', 'not']
    """
    return Counter([word.stem[:_STEM_CHARS].casefold() for word in split_words(wording) if not is_light(word)])


def word_f1(one: Counter[str], other: Counter[str]) -> float:
    """The F1 of two bags of words."""
    common = sum([min(n, other[word]) for word, n in one.items() if word in other])
    total = one.total() + other.total()
    return 2 * common / total if total else 0.0
