"""Two places of a text as two sides: what each says, whose it is, and how both are put beside each other.

Which places pull apart is for `disputes`, `figures` and `tensions`; nothing here judges that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brief.briefing import TensionType
from brief.document import Span
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words
from brief.engines.proposal import ProposedTension

__all__ = ["HANGING", "Side", "clipped", "content_lemmas", "set_against", "side_of"]

_MOST_WORDS = 26
# Where a stretch is cut, no word may hang: "expected to report in the".
HANGING = re.compile(
    r"(?i)(?: (?:a|an|the|of|to|in|on|by|at|for|with|from|and|or|but|that|which|who|than|as|its|their|"
    r"not|very|into|over))+$"
)
_EMPTY = frozenset(
    """be have do say tell ask make take get give put go come see know think people person man woman year month day week
    time thing way part one article report""".split()
)
_DETERMINERS = frozenset("the a an some many one two three four five another its their".split())
# What is only asked or supposed is no side.
_OPEN = re.compile(r"(?i)(?:if|whether|unless)\b")
_LINK = re.compile(r"(?i)^(?:that|and|but|who|which|,|\s)+\s")


@dataclass(frozen=True, slots=True)
class Side:
    """What one place says: the words, the claim they are of where there is one, and its holder as named."""

    span: Span
    holder: str | None = None
    draft: Draft | None = None


def side_of(reading: Reading, draft: Draft) -> Side:
    """A claim as a side: its content without the words that report it, where those can be told apart."""
    start, end = draft.evidence[-1]
    held = draft.attribution
    if held is not None and held.content:
        inside = [span for span in held.content if start <= span.start and span.end <= end]
        if len(inside) == 1 and len(inside[0].quote.split()) >= 3 and not re.match(r"(?i)to\b", inside[0].quote):
            start, end = inside[0].start, inside[0].end
    sentence = reading.sentence_of(start)
    start = max(start, reading.opening_of(sentence)) if sentence else start
    span = reading.document.span(start, end)
    if link := _LINK.match(span.quote):
        span = reading.document.span(start + link.end(), end)
    return Side(clipped(reading, span), draft.source if held is not None else None, draft)


def clipped(reading: Reading, span: Span) -> Span:
    """A stretch, a long one cut where it may be cut: at its last comma within a readable length, or at a word."""
    words = span.quote
    if len(words.split()) <= _MOST_WORDS:
        return span
    match = re.match(rf"(?:\S+\s+){{{_MOST_WORDS - 1}}}\S+", words)
    front = match[0] if match else words
    cut = max(front.rfind(", "), front.rfind("; "))
    front = front[:cut] if cut > len(front) // 3 else front
    front = HANGING.sub("", front.rstrip(" ,;"))
    return reading.document.span(span.start, span.start + len(front.rstrip(" ,;")))


def content_lemmas(reading: Reading, start: int, end: int) -> frozenset[str]:
    """The words of substance in a stretch, in their base forms."""
    return frozenset(
        token.lemma_.casefold()
        for i in reading.tokens_in(start, end)
        if (token := reading.words[i]).pos_ in ("NOUN", "PROPN", "VERB", "ADJ")
        and token.ent_type_ not in ("DATE", "TIME")
        and token.lemma_.casefold() not in _EMPTY
    )


def set_against(reading: Reading, kind: TensionType, one: Side, other: Side) -> Iterator[ProposedTension]:
    """The tension of two sides, both quoted, in the text's order; none where a side cannot be pointed at."""
    if other.span.start < one.span.start:
        one, other = other, one
    spans = (one.span, other.span)
    pointers = [pointer for span in spans if (pointer := reading.pointer(span.start, span.end))]
    if len(pointers) < 2 or one.span.overlaps(other.span) or any(_OPEN.match(span.quote) for span in spans):
        return
    a, b = (quote_words(_plain(span)) for span in spans)
    if one.holder != other.holder and all(_is_there(reading, side) for side in (one, other)):
        holders = f"{_named(one.holder or '', first=True)} and {_named(other.holder or '', first=False)} differ"
        statement = f"{holders}: {a} and {b}."
    else:
        statement = f"Two places of the text differ: {a} and {b}."
    yield ProposedTension(kind, statement, pointers)


def _is_there(reading: Reading, side: Side) -> bool:
    """Whether the sentence of a side names its holder, so that a reader finds him there."""
    sentence = reading.sentence_of(side.span.start)
    if side.holder is None or sentence is None or len(side.holder.split()) > 8:
        return False
    return side.holder.split()[-1].casefold() in sentence.span.quote.casefold()


def _plain(span: Span) -> str:
    """The words on one line, without marks around the whole and without a mark that is left open."""
    words = " ".join(span.quote.split()).strip(" ,;:–—-")
    for first, last in ("“”", "‘’", '""'):
        n_marks = words.count(first) + (words.count(last) if first != last else 0)
        around = words.startswith(first) and words.endswith(last) and n_marks == 2
        if n_marks == 1 and not (last == "’" and not words.endswith(last)) or around:
            words = words.strip(first + last + " ,")
    return words


def _named(holder: str, *, first: bool) -> str:
    word, space, rest = holder.partition(" ")
    if first:
        return holder[:1].upper() + holder[1:]
    return f"{word.lower()}{space}{rest}" if word.lower() in _DETERMINERS else holder
