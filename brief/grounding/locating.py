"""Where a pointer points: the sentence of that number, or a fragment of it in whole words; never a neighbour."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from brief.document import Document, Span
from brief.engines.proposal import Pointer
from brief.grounding.align import TextIndex
from brief.language.scripts import has_unspaced

__all__ = ["Locator", "merge_spans", "whole_words"]


@dataclass(frozen=True)
class Locator:
    """Looks pointers up in one document."""

    document: Document

    @cached_property
    def _index(self) -> TextIndex:
        return TextIndex(self.document.text)

    def locate(self, pointer: Pointer) -> tuple[Span, ...]:
        """The spans a pointer means; none where there is no such sentence or the fragment is not in it."""
        if not 1 <= pointer.sentence <= len(self.document.sentences):
            return ()
        sentence = self.document.sentences[pointer.sentence - 1].span
        fragment = pointer.fragment
        if fragment is None or not fragment.strip():
            return (sentence,)
        at = sentence.start - 1
        for _ in range(max(0, pointer.occurrence) + 1):
            at = self.document.text.find(fragment, at + 1, sentence.end)
            if at < 0:
                break
        if at >= 0:
            return (whole_words(self.document, at, at + len(fragment), sentence),)
        match = self._index.align_within(fragment, sentence.start, sentence.end, occurrence=max(0, pointer.occurrence))
        if match is None:
            return ()
        return tuple(whole_words(self.document, span.start, span.end, sentence) for span in match.spans)

    def locate_all(self, pointers: Iterable[Pointer]) -> tuple[tuple[Span, ...], list[Pointer]]:
        """All spans in text order, neighbours merged, and the pointers that point at nothing."""
        spans: list[Span] = []
        lost: list[Pointer] = []
        for pointer in pointers:
            found = self.locate(pointer)
            spans.extend(found)
            if not found:
                lost.append(pointer)
        return merge_spans(spans, self.document), lost


def whole_words(document: Document, start: int, end: int, bounds: Span) -> Span:
    """The span from `start` to `end` without white space at its ends, widened where it would cut a word."""
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start > bounds.start and _is_inside(text, start):
        start -= 1
    while end < bounds.end and _is_inside(text, end):
        end += 1
    return document.span(start, end)


def _is_inside(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if _joins(before) and _joins(after):
        return not (
            before > "\u0dff" and has_unspaced(before + after)
        )  # where a word of such a script ends no rule can tell
    between = "'’-.,·"
    if before in between and at >= 2 and _joins(text[at - 2]) and _joins(after):
        return before in "'’-" or text[at - 2].isdigit() and after.isdigit()
    if after in "'’" and text[at + 1 : at + 2] in ("s", "S") and not _joins(text[at + 2 : at + 3] or " "):
        return False  # a possessive may stay behind
    if after in between and at + 1 < len(text) and _joins(before) and _joins(text[at + 1]):
        return after in "'’-" or before.isdigit() and text[at + 1].isdigit()
    return False


def _joins(character: str) -> bool:
    return character.isalnum() or character in "_\u00ad\u200c\u200d" or unicodedata.category(character)[0] == "M"


def merge_spans(spans: Sequence[Span], document: Document) -> tuple[Span, ...]:
    """Spans in text order; those that overlap or have only white space between them become one."""
    if len(spans) < 2:
        return tuple(spans)
    merged: list[Span] = []
    for span in sorted(set(spans)):
        if merged and not document.text[merged[-1].end : span.start].strip():
            merged[-1] = document.span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
