"""The statement of last resort: the evidence itself, between quotation marks, with who is sure to say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from brief.document import Span
from brief.grounding.context import OUTLET, GuardContext, Holder
from brief.grounding.frames import READ, frame_quotes
from brief.grounding.guards import may_stand
from brief.grounding.quoting import quote_evidence
from brief.grounding.speaking import holder_stems

__all__ = ["Fallback", "quote_claim"]


@dataclass(frozen=True, slots=True)
class Fallback:
    """A quotation that may stand, and on which evidence; `holder` is the outlet where nobody surely speaks."""

    statement: str
    evidence: tuple[Span, ...]
    holder: Holder


def quote_claim(
    evidence: tuple[Span, ...], holder: Holder, context: GuardContext, *, language: str | None = None
) -> Fallback | None:
    """The first of the possible quotations that the guards let through; None when they let none.

    `language` is that of the words around the quotation, the document's when not given; it matters only where the
    guards do not read the document's.
    """
    if context.language not in READ:
        return _framed(evidence, holder, context, language or context.language)
    for spans in _widenings(evidence, context):
        for statement, speaker in _wordings(spans, holder, context):
            if may_stand(statement, spans, context=context, holder=speaker):
                return Fallback(statement, spans, speaker)
    return None


def _framed(evidence: tuple[Span, ...], holder: Holder, context: GuardContext, language: str) -> Fallback | None:
    spans = tuple(
        dict.fromkeys(s.span for span in evidence for s in context.document.sentences_over(span.start, span.end))
    )
    statement = frame_quotes([span.quote for span in spans], language)
    speakers = (holder, OUTLET)
    sound = (s for s in speakers if may_stand(statement, spans, context=context, holder=s))
    speaker = next(sound, None)
    return None if speaker is None else Fallback(statement, spans, speaker)


def _widenings(evidence: tuple[Span, ...], context: GuardContext) -> Iterator[tuple[Span, ...]]:
    """The evidence, and where it is a fragment that does not stand alone, the sentences it is of."""
    yield evidence
    document = context.document
    whole = tuple(dict.fromkeys(s.span for span in evidence for s in document.sentences_over(span.start, span.end)))
    if whole != evidence:
        yield whole


def _wordings(spans: Sequence[Span], holder: Holder, context: GuardContext) -> Iterator[tuple[str, Holder]]:
    quoted = " and ".join(quote_evidence(span.quote) for span in spans)
    inside = [context.quotation_at(span.start, span.end) for span in spans]
    is_speech = all(
        quotation is not None and quotation.inner.start <= span.start and span.end <= quotation.inner.end
        for quotation, span in zip(inside, spans, strict=True)
    )
    if holder.name and not holder.is_outlet:
        if is_speech:
            yield f"{holder.name} said: {quoted}", holder
        elif _names_holder(spans, holder):
            yield f"The article says: {quoted}", holder
        yield f"The article says of {holder.name}: {quoted}", holder
    elif not holder.is_outlet:
        yield f"The article says: {quoted}", holder
    yield (f"The article quotes: {quoted}" if is_speech else f"The article says: {quoted}"), OUTLET


def _names_holder(spans: Sequence[Span], holder: Holder) -> bool:
    from brief.grounding.words import split_words

    known = holder_stems(holder)
    return any(word.stem in known for span in spans for word in split_words(span.quote))
