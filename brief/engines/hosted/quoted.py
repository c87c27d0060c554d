"""What of a document stands between quotation marks, asked by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.language.quotations import extract_quotations

if TYPE_CHECKING:
    from brief.document import Document, Span

__all__ = ["QuotationIndex"]


class QuotationIndex:
    """The outermost quotations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        outer = (item for item in extract_quotations(document) if item.level == 1)
        self._quotations = sorted(outer, key=lambda item: item.span.start)
        self._starts = [item.span.start for item in self._quotations]

    def holds(self, span: Span) -> bool:
        """Whether a span stands within a quotation, its marks included."""
        place = bisect_right(self._starts, span.start) - 1
        return place >= 0 and span.end <= self._quotations[place].span.end

    def speech_in(self, span: Span) -> Sequence[Span]:
        """The stretches of a span that stand between marks, without the marks.

        >>> from brief.document import Document
        >>> document = Document.from_text("“I quit,” she said.")
        >>> [part.quote for part in QuotationIndex(document).speech_in(document.sentences[0].span)]
        ['I quit,']
        """
        found = []
        for place in range(max(0, bisect_right(self._starts, span.start) - 1), bisect_right(self._starts, span.end)):
            inner = self._quotations[place].inner
            start, end = max(inner.start, span.start), min(inner.end, span.end)
            if start < end and self._document.text[start:end].strip():
                found.append(self._document.span(start, end))
        return found
