"""Quotes with words left out: their two parts, and whether what stands between them in the text may be left out.

Two parts that each stand in the text can still say together what the text does not say: "had … approved" of "had not
approved". What is left out must not turn the rest; where that is in doubt, the quote is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_sound_elision", "pair_parts", "split_elided"]

_DOTS = r"(?:…|\.(?:\s?\.){2,3})"
_ELLIPSIS = re.compile(rf"\s*+(?:\[\s?{_DOTS}\s?\]|\(\s?{_DOTS}\s?\)|{_DOTS})\s*+")
# About a hundred words; what is further apart was not said together.
_LONGEST_GAP_CHARS = 600
# Left out, these words turn what is left: negation, doubt, condition, somebody's saying so, how many.
_TURNING = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nobody|nothing|nowhere|cannot|without|hardly|scarcely|barely|rarely|seldom"
    r"|fail(?:s|ed|ing)?|refus(?:e[sd]?|ing)|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|declin(?:e[sd]?|ing)|stop\w*"
    r"|instead|but|although|though|however|unlike|despite|if|unless|whether|until|before|except|only|almost|nearly|as"
    r"|may|might|could|would|should|can|must|will|shall|ought|likely|unlikely|perhaps|possibl[ey]|probabl[ey]|reportedly"
    r"|alleged(?:ly)?|supposed(?:ly)?|apparently|so-called|former(?:ly)?"
    r"|s(?:aid|ays?|aying)|t(?:old|ells?|elling)|claim\w*|alleg\w+|accus\w+|according|argu\w+|add(?:s|ed)|warn\w*"
    r"|suggest\w*|report(?:s|ed)|wrote|writes?|believe\w*|th(?:ink|inks|ought)|fear\w*|hop(?:e[sd]?|ing)|expect\w*"
    r"|want\w*|ask\w*|call\w*|urg\w+|plan\w*|predict\w*|propos\w+|promis\w+|threaten\w*|vow\w*"
    r"|some|few|several|many|most|all|every|each|half|both|either|any)\b|n't\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n|[\u2029\f]")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’)\]]*+(?:\s|$)")
_SENTENCE_END_LAST = re.compile(r"[.!?…。！？]['\"”’)\]]*+\s++['\"“‘(\[]*+$")
_INTERRUPTION = re.compile(r"[,.;:!?-]?['\"”’] [^'\"“”‘]*+['\"“‘]")


def split_elided(quote: str) -> tuple[str, str] | None:
    """The two parts of a quote with words left out; None for any other quote.

    >>> split_elided("The board […] approved it")
    ('The board', 'approved it')
    """
    parts = [part for part in _ELLIPSIS.split(quote) if any(map(str.isalnum, part))]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def pair_parts(
    text: str, firsts: Sequence[tuple[int, int]], seconds: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The places of both parts that belong together, in order; none where it is in doubt which do.

    Both sequences are in the order of the text. A pair is a first part and the next second part behind it.
    """
    pairs, gaps, at = [], set(), 0
    for number, first in enumerate(firsts):
        while at < len(seconds) and seconds[at][0] < first[1]:
            at += 1
        if at == len(seconds):
            break
        second = seconds[at]
        if number + 1 < len(firsts) and firsts[number + 1][1] <= second[0]:
            continue
        gap = text[first[1] : second[0]]
        if len(gap) <= _LONGEST_GAP_CHARS and is_sound_elision(gap):
            pairs.append((first, second))
            gaps.add(" ".join(gap.split()))
    return pairs if len(gaps) == 1 else []


def is_sound_elision(gap: str) -> bool:
    """Whether this may be left out of a quote.

    >>> is_sound_elision(", which met on Friday, "), is_sound_elision(" has not ")
    (True, False)
    """
    if _BLANK_LINE.search(gap):
        return False
    flat = " ".join(gap.replace("’", "'").split())
    if _INTERRUPTION.fullmatch(flat):
        return True  # “I quit,” she said, “today”
    if _TURNING.search(flat):
        return False
    # Across a full stop the second part must be a sentence of its own, or it would get the subject of the first.
    return not _SENTENCE_END.search(gap) or _SENTENCE_END_LAST.search(gap) is not None
