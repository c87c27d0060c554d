"""A question in the making: what it asks, about which words, and how much it weighs among the others.

Which questions a text raises is for `nameless`, `unanswered` and `questions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from brief.briefing import QuestionCategory
from brief.document import Span
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words
from brief.engines.proposal import ProposedQuestion

__all__ = ["Asked", "ask", "listed", "phrase", "unquoted"]

_PHRASE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its weight; `place` is where the words stand that raise it."""

    weight: float
    place: Span
    question: ProposedQuestion


def ask(
    reading: Reading, weight: float, question: str, category: QuestionCategory, why: str, spans: Iterable[Span]
) -> Iterator[Asked]:
    """The question, where the words that raise it can be pointed at."""
    places = [*spans]
    pointers = [pointer for span in places if (pointer := reading.pointer(span.start, span.end))]
    if pointers:
        yield Asked(weight, places[0], ProposedQuestion(question, category, why, pointers))


def unquoted(span: Span) -> str:
    """The words of a span on one line, with no quotation mark left open at either end."""
    words = " ".join(span.quote.split()).strip(" ,;:–—-")
    for first, last in ("“”", "‘’", '""'):
        if words.count(first) + (words.count(last) if first != last else 0) == 1:
            words = words.strip(first + last)
    return words


def listed(quotes: Sequence[str]) -> str:
    """Quoted words as a list in running text."""
    marked = [quote_words(" ".join(quote.split())) for quote in dict.fromkeys(quotes)]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} and {marked[-1]}"


def phrase(reading: Reading, span: Span) -> Span:
    """A loaded word with what it governs, as far as a short phrase goes: "a significant escalation in the region"."""
    tokens = reading.tokens_in(span.start, span.end)
    if not tokens:
        return span
    root = reading.doc[tokens[0] : tokens[-1] + 1].root
    if root.pos_ == "ADJ" and root.head.pos_ == "NOUN":
        root = root.head
    last = root.right_edge
    words = range(tokens[0], last.i + 1)
    if last.i < tokens[-1] or len(words) > _PHRASE_WORDS or any(reading.words[i].text in '.;:"“”' for i in words):
        return span
    return reading.document.span(span.start, last.idx + len(last))
