"""Where an attribution points: whether its cue and its source stand near the evidence, and the source names the holder.

The gate drops what fails here; an audit of a finished briefing objects to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from brief.document import Span
from brief.grounding.context import GuardContext, Holder
from brief.grounding.sentences import function_class, is_light
from brief.grounding.speaking import holder_stems
from brief.grounding.words import split_words

__all__ = ["PLACE_REASONS", "is_near", "names_holder"]

# Refusals of a pointer of an attribution; the statement that it came with may stand all the same.
PLACE_REASONS = frozenset({"cue_not_found", "attribution_far", "source_off_span"})
_NEAR_SENTENCES = 5


def is_near(place: Span, evidence: Sequence[Span], mode: str, context: GuardContext) -> bool:
    """Whether a place stands within a few sentences of the evidence, or at the tag of the long quotation it is from."""
    start, end = evidence[0].start, evidence[-1].end
    low, high = _sentences_near(start, end, context)
    if low <= place.start and place.end <= high:
        return True
    return mode == "direct" and _is_speech_between(place, start, end, context)


def _is_speech_between(place: Span, start: int, end: int, context: GuardContext) -> bool:
    """Whether a long quotation, tagged once, runs all the way from its tag to these words."""
    between = context.document.sentences_over(min(place.end, end), max(place.start, start))
    quoted = [quotation.span for quotation in context.quotations]
    return all(any(s.span.overlaps(span) for span in quoted) for s in between)


def _sentences_near(start: int, end: int, context: GuardContext) -> tuple[int, int]:
    over = context.document.sentences_over(start, end)
    if not over:
        return start, end
    sentences = context.document.sentences
    low = max(0, over[0].index - 1 - _NEAR_SENTENCES)
    high = min(len(sentences) - 1, over[-1].index - 1 + _NEAR_SENTENCES)
    return sentences[low].span.start, sentences[high].span.end


def names_holder(quote: str, holder: Holder) -> bool:
    """Whether the words of a source may mean the holder: by a word of its names or roles, or by a pronoun alone."""
    there = split_words(quote)
    is_pronoun = all(
        function_class(word.key, word.stem) in ("pronoun", "relative", "determiner") or is_light(word) for word in there
    )
    return is_pronoun or bool(holder_stems(holder, with_roles=True) & {word.stem for word in there})
