"""Whose words stand at a place of a document: the outlet's, or a source's, and whether inside speech marks.

Built once from the quotations and attributions of a document; asked for many places. What counts as a quotation or an
attribution is decided in those layers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from brief.document import Span
from brief.language.analysis import Attribution, Quotation
from brief.language.loaded_lexicon import load_classes

__all__ = ["Voices"]


class Voices:
    """The stretches of a document that are speech, and those that are somebody's content.

    >>> from brief.document import Document
    >>> document = Document.from_text("He said it was over.")
    >>> he, said, rest = document.span(0, 2), document.span(3, 7), document.span(8, 19)
    >>> content = Attribution([he], [said], [rest], "indirect", "named_person")
    >>> voices = Voices([], [content])
    >>> voices.is_reported(rest), voices.is_reported(said)
    (True, False)
    """

    def __init__(self, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> None:
        self._speech = _Cover(quotation.span for quotation in quotations if quotation.speech)
        self._content = _Cover(
            span for attribution in attributions if _has_speaker(attribution) for span in attribution.content
        )

    def is_quoted(self, span: Span) -> bool:
        """Whether the span lies inside marks of speech; scare quotes and names in marks are none."""
        return self._speech.holds(span)

    def is_reported(self, span: Span) -> bool:
        """Whether the span lies in what somebody is said to have said or thought."""
        return self._content.holds(span)


def _has_speaker(attribution: Attribution) -> bool:
    """Whether the content can be somebody's words: "is expected to" and "statements underscore" have no speaker."""
    if attribution.mode == "none" or attribution.source_type in ("implicit", "outlet"):
        return False
    classes = load_classes()
    infers = attribution.cue_lemma in classes["inference_verb"] or attribution.cue_lemma in classes["inference_report"]
    return not (infers and attribution.source_type == "document")


class _Cover:
    """The union of many stretches."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def holds(self, span: Span) -> bool:
        place = bisect_right(self._starts, span.start) - 1
        return place >= 0 and span.end <= self._ends[place]
