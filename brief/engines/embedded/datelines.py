"""Where an agency's dateline ends ("PORT CALDER, March 12 (Northern Wire) - "), which is no part of what is said."""

from __future__ import annotations

import re

from brief.document import Sentence

__all__ = ["dateline_end"]

_PLACE = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’ -]{2,40}"
_REGION = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)?"
_WIRE = r"(?:\([^()]{2,40}\)|/[^/\s][^/]{1,40}/)?"
_DATELINE = re.compile(rf"{_PLACE}{_REGION}{_DAY}\s*{_WIRE}\s*(?:[-–—_]+)\s*(?=[A-Z“\"‘'])")
# "Ostby, Norrland, Norway - ": at least one comma, or it may be anybody's name before a dash.
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:\s[A-ZÀ-ÖØ-Þ][\w.'’-]+){0,2}"
_PLACES = re.compile(rf"{_NAME}(?:,\s{_NAME}){{1,3}}\s+[-–—]\s+(?=[A-Z“\"‘'])")
# A dateline opens the story; capitals and a dash further down are something else.
_LAST_BLOCK = 3


def dateline_end(sentence: Sentence) -> int:
    """The offset at which a sentence says something: behind its dateline, or its own start.

    >>> from brief.document import Document
    >>> sentence = Document.from_text("OSTBY, June 3 (Wire) - The pier is shut.").sentences[0]
    >>> sentence.span.quote[dateline_end(sentence):]
    'The pier is shut.'
    >>> sentence = Document.from_text("PORT OST, March 3, 2025 /Wire/ -- The pier is shut.").sentences[0]
    >>> sentence.span.quote[dateline_end(sentence):]
    'The pier is shut.'
    """
    if sentence.heading or sentence.block > _LAST_BLOCK:
        return sentence.span.start
    found = _DATELINE.match(sentence.span.quote) or _PLACES.match(sentence.span.quote)
    return sentence.span.start + (found.end() if found else 0)
