"""A document cut into the parts that are sent: whole sentences, at paragraph edges where that is possible.

How long a part may be follows from the settings; what a model makes of it is for `extraction`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from brief.document import Document, Sentence

__all__ = ["Passage", "cut_passages", "halve", "rest_of"]

# "s123: " before a sentence and the line end behind it; five tokens in o200k_base.
_TOKENS_A_LINE: Final = 5
# That many sentences before and behind a part are shown with it, and the document's first ones.
_AROUND: Final = 3
_LEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring sentences that are read together, and those around them that help to understand them."""

    sentences: Sequence[Sentence]
    context: Sequence[Sentence] = ()

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its own sentences."""
        return [sentence.index for sentence in self.sentences]


def cut_passages(
    document: Document, *, most_tokens: int, context_tokens: int, count: Callable[[str], int]
) -> tuple[Passage, ...]:
    """The passages of a document in reading order; together they have each sentence once.

    Args:
        document: What is cut.
        most_tokens: How long a passage may be; a sentence that is longer is one of its own all the same.
        context_tokens: How long the sentences around it may be, together.
        count: How many tokens a wording has.
    """
    sentences = document.sentences
    if not sentences:
        return ()
    at_most = sum(len(sentence.span.quote.encode()) + _TOKENS_A_LINE for sentence in sentences)
    if at_most <= most_tokens:
        return (Passage(sentences),)  # no token is shorter than a byte, so there is nothing to be counted
    lengths = [count(sentence.span.quote) + _TOKENS_A_LINE for sentence in sentences]
    total = sum(lengths)
    # Parts of about one length: a last one of two sentences would be read without the rest of its story.
    target = min(most_tokens, -(-total // max(1, -(-total // most_tokens))) + _TOKENS_A_LINE)
    cuts = [0, *_cuts(sentences, lengths, target, most_tokens), len(sentences)]
    return tuple(_passage(sentences, start, end, lengths, context_tokens) for start, end in pairwise(cuts))


def _cuts(sentences: Sequence[Sentence], lengths: Sequence[int], target: int, most: int) -> list[int]:
    """Where to cut: when a part has its length, at the next paragraph edge that still fits, else where it is full."""
    cuts: list[int] = []
    size = 0
    edge, size_at_edge = 0, 0
    start = 0
    for place, length in enumerate(lengths):
        is_edge = place > start and sentences[place].block != sentences[place - 1].block
        is_after_heading = place > 0 and sentences[place - 1].heading
        if is_edge and not is_after_heading:
            if size >= target:
                cuts.append(place)
                start, size = place, 0
                edge, size_at_edge = place, 0
            else:
                edge, size_at_edge = place, size
        while size + length > most and place > start:
            # Back to the last paragraph edge, if that leaves a part worth sending.
            cut = edge if edge > start and 2 * size_at_edge >= target else place
            size = sum(lengths[cut:place])
            cuts.append(cut)
            start, edge, size_at_edge = cut, cut, 0
        size += length
    return cuts


def _passage(
    sentences: Sequence[Sentence], start: int, end: int, lengths: Sequence[int], context_tokens: int
) -> Passage:
    own = sentences[start:end]
    nearest = [place for step in range(1, _AROUND + 1) for place in (start - step, end - 1 + step)]
    wanted = dict.fromkeys([*range(min(_LEAD, start)), *nearest])
    chosen: list[int] = []
    room = context_tokens
    for place in wanted:
        if 0 <= place < len(sentences) and not start <= place < end and lengths[place] <= room:
            room -= lengths[place]
            chosen.append(place)
    return Passage(own, [sentences[place] for place in sorted(chosen)])


def halve(passage: Passage) -> tuple[Passage, Passage]:
    """Two passages of a longer one, cut at the paragraph edge nearest to its middle, or else in the middle.

    Each has the other's nearest sentences around it. The passage must have two sentences or more.
    """
    own = passage.sentences
    middle = len(own) // 2
    edges = [place for place in range(1, len(own)) if own[place].block != own[place - 1].block]
    near = [place for place in edges if 3 * min(place, len(own) - place) >= len(own)]
    cut = min(near, key=lambda place: abs(place - middle), default=middle)
    first, second = own[:cut], own[cut:]
    known = {sentence.index: sentence for sentence in passage.context}
    after = known | {sentence.index: sentence for sentence in second[:_AROUND]}
    before = known | {sentence.index: sentence for sentence in first[-_AROUND:]}
    return Passage(first, [after[i] for i in sorted(after)]), Passage(second, [before[i] for i in sorted(before)])


def rest_of(passage: Passage, first: int) -> Passage:
    """What of a passage begins with the sentence of that number."""
    own = [sentence for sentence in passage.sentences if sentence.index >= first]
    before = [sentence for sentence in passage.sentences if sentence.index < first][-_AROUND:]
    around = {sentence.index: sentence for sentence in (*passage.context, *before)}
    return replace(passage, sentences=own, context=[around[i] for i in sorted(around)])
