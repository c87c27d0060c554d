"""What is believed, alleged or denied, and what the text itself has against it: no proof, another cause, a paper.

Which two holders contradict each other is for `disputes`, what a text takes back for `versions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.document import Sentence
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import Side, clipped, content_lemmas, set_against, side_of
from brief.engines.proposal import ProposedTension

__all__ = ["find_doubts"]

_PROVING = re.compile(r"(?i)\b(?:prov(?:es?|ed) nothing|(?:does|did|do)(?: not|n[’']t) prove|no proof (?:of|that))\b")
_BELIEVING = frozenset({"believe", "suspect", "think", "allege", "claim", "assume", "conclude"})
_ALLEGED = re.compile(r"(?i)\b(?:allegedly|reportedly|is said to|was said to|are said to)\b")
_OTHERWISE = re.compile(
    r"(?i),? (?:although|though|but|while) "
    r"(?=[^.;]{0,160}\b(?:might|may|could) (?:\w+ )?(?:explain|account for|be behind)\b)"
)


def find_doubts(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What is believed or alleged, with what the text has against it: no proof, another cause, a denial by a record."""
    for sentence in reading.document.sentences:
        words, start = sentence.span.quote, sentence.span.start
        if sentence.heading:
            continue
        if _PROVING.search(words):
            yield from _unproved(reading, drafts, sentence)
        if match := _OTHERWISE.search(words):
            parts = (start, start + match.start()), (start + match.end(), sentence.span.end)
            sides = [Side(clipped(reading, reading.document.span(*part))) for part in parts]
            yield from set_against(reading, "framing_conflict", *sides)
        yield from _answered(reading, sentence)
    for own in drafts:
        yield from _against_record(reading, drafts, own)


def _unproved(reading: Reading, drafts: Sequence[Draft], sentence: Sentence) -> Iterator[ProposedTension]:
    """What is believed beside what is said to be no proof of it."""
    here = content_lemmas(reading, sentence.span.start, sentence.span.end)
    believed = [d for d in drafts if d.sentence < sentence.index and not d.heading and _is_believed(d)]
    shared = [(len(here & content_lemmas(reading, *d.evidence[-1])), -d.sentence, d) for d in believed]
    best = max(shared, key=lambda each: each[:2], default=None)
    if best is not None and best[0]:
        whole = reading.document.sentences[best[2].sentence - 1].span
        yield from set_against(
            reading, "certainty_mismatch", Side(clipped(reading, whole)), Side(clipped(reading, sentence.span))
        )


def _answered(reading: Reading, sentence: Sentence) -> Iterator[ProposedTension]:
    """What is alleged by nobody, and answered by somebody in the same sentence."""
    match = _ALLEGED.search(sentence.span.quote)
    if match is None:
        return
    end = sentence.span.start + match.end()
    held = (each for outer in reading.attributions_in(sentence) for each in (outer, *outer.inner))
    at = min((a.source[0].start for a in held if a.source and a.source[0].start >= end), default=None)
    if at is None:
        return
    comma = sentence.span.quote.find(",", match.end())
    front = reading.document.span(sentence.span.start, min(at, sentence.span.start + comma) if comma > 0 else at)
    behind = reading.document.span(at, sentence.span.end)
    sides = [Side(clipped(reading, span)) for span in (front, behind)]
    yield from set_against(reading, "source_disagreement", *sides)


def _against_record(reading: Reading, drafts: Sequence[Draft], own: Draft) -> Iterator[ProposedTension]:
    """A denial, with what a paper says that the text brings right behind it."""
    if own.attribution is None or own.attribution.cue_lemma != "deny" or own.heading:
        return
    record = next((d for d in drafts if 0 < d.sentence - own.sentence <= 2 and _is_record(d)), None)
    if record is not None:
        denial = Side(clipped(reading, reading.document.sentences[own.sentence - 1].span), own.source, own)
        yield from set_against(reading, "source_disagreement", denial, side_of(reading, record))


def _is_believed(draft: Draft) -> bool:
    return draft.attribution is not None and draft.attribution.cue_lemma in _BELIEVING


def _is_record(draft: Draft) -> bool:
    return draft.attribution is not None and draft.attribution.source_type == "document"
