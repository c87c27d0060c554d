"""Where a text tells a thing twice, the second time otherwise: dates of one event, corrections, "at first … later".

Who contradicts whom is for `disputes`, numbers of one thing are for `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.engines.embedded.disputes import frame_of
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import Side, clipped, set_against, side_of
from brief.engines.proposal import ProposedTension

if TYPE_CHECKING:
    from brief.document import Sentence
    from brief.language.analysis import DateExpression

__all__ = ["find_changes", "find_corrections", "find_dates"]

_FIRST = re.compile(
    r"(?i)\b(?:at first|initially|originally|(?:had )?(?:first|earlier|previously) "
    r"(?:said|told|claimed|reported|put|gave|blamed|stated|insisted|denied))\b"
)
_THEN = re.compile(
    r"(?i)\b(?:later|afterwards|now (?:says?|said)|then (?:said|told)|since (?:said|told)|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|but)\b"
)
_CORRECTING = re.compile(
    r"(?i)\b(?:correct(?:ion|ed|s)|earlier (?:version|edition|entry|report)|misstated|wrongly|incorrectly|in fact|"
    r"as (?:stated|reported|given) earlier)\b"
)
_NOT = re.compile(r"(?i),? (?:and )?not (?=[\w“\"‘])")


def find_dates(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """One event with two dates of one kind: "the line opens in June", "the line opens in October"."""
    seen: dict[tuple[str, str], tuple[Draft, DateExpression]] = {}
    for draft in drafts:
        if not draft.has_date or draft.heading:
            continue
        span = side_of(reading, draft).span
        dates = [d for d in reading.dates_in(span.start, span.end) if d.type in ("DATE", "TIME") and d.timex]
        if len(dates) != 1:
            continue
        verbs = [t for i in reading.tokens_in(span.start, span.end) if (t := reading.words[i]).pos_ == "VERB"]
        frame = next((found for verb in verbs if (found := frame_of(verb, modal=True))), None)
        if frame is None:
            continue
        if frame not in seen:
            seen[frame] = (draft, dates[0])
            continue
        other, date = seen[frame]
        alike = date.type == dates[0].type and len(date.timex or "") == len(dates[0].timex or "")
        if alike and date.timex != dates[0].timex and other.sentence != draft.sentence:
            yield from set_against(reading, "timeline_discrepancy", side_of(reading, other), side_of(reading, draft))


def find_corrections(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What a text puts right: "It was founded in 1987, not in 1978 as stated earlier"."""
    for sentence in reading.document.sentences:
        words = sentence.span.quote
        match = _NOT.search(words) if _CORRECTING.search(words) else None
        if match is None or match.start() == 0:
            continue
        start, end = sentence.span.start, sentence.span.end
        first = reading.document.span(reading.opening_of(sentence) or start, start + match.start())
        second = reading.document.span(start + match.end(), end)
        if len(first.quote.split()) >= 2 and len(second.quote.split()) <= 20:
            yield from set_against(
                reading, "timeline_discrepancy", Side(clipped(reading, first)), Side(clipped(reading, second))
            )


def find_changes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What was said at first, with what was said later."""
    sentences = reading.document.sentences
    for sentence in sentences:
        if sentence.heading or not _FIRST.search(sentence.span.quote):
            continue
        after = sentences[sentence.index : sentence.index + 2]
        later = next((other for other in after if _THEN.search(other.span.quote[:60]) and not other.heading), None)
        if later is not None:
            yield from set_against(
                reading, "internal_tension", _told(reading, drafts, sentence), _told(reading, drafts, later)
            )


def _told(reading: Reading, drafts: Sequence[Draft], sentence: Sentence) -> Side:
    draft = next((draft for draft in drafts if draft.sentence == sentence.index), None)
    if draft is not None and draft.attribution is not None:
        return side_of(reading, draft)
    return Side(clipped(reading, sentence.span))
