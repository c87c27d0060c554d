"""A statement that begins with who says it, put into the order of a text that tells it elsewhere.

"Kern told the court that p" is "p, Kern told the court"; "Kern said on Tuesday p" is "On Tuesday, Kern said p".
Whose words they are, and whether they are all there, is left to the guards, which read the wording made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.document import Span
from brief.grounding.context import GuardContext
from brief.grounding.fronts import OCCASIONS
from brief.grounding.quoting import find_quoted
from brief.grounding.sentences import EvidenceWord
from brief.grounding.subjects import rest_of_clause
from brief.grounding.voices import HEARING, Report, find_reports
from brief.grounding.words import Word, split_words
from brief.language.modality import speech_group

__all__ = ["in_text_order"]

_MOST_SUBJECT_WORDS = 14
# What opens a clause that tells on what occasion its subject spoke.
_SPEAKING = frozenset("speaking testifying addressing writing appearing opening closing".split())
_OF_OCCASIONS = frozenset("in at on during to before for".split())
_OPENERS = frozenset(("in", "at", "on", "during"))
_TO_COURTS = frozenset(("opening", "closing"))


def in_text_order(statement: str, evidence: Sequence[Span], context: GuardContext) -> Iterator[str]:
    """The wordings of a statement whose "X said" stands where a sentence of the evidence has it."""
    over = [context.document.sentences_over(span.start, span.end) for span in evidence]
    if not any("," in sentence.span.quote for sentences in over for sentence in sentences):
        return
    words = split_words(statement)
    verb = _find_verb(statement, words)
    if verb is None:
        return
    for sentences in over:
        for sentence in sentences:
            view = context.view(sentence.index)
            for report in context.passage((sentence.index,)).once(find_reports):
                if report.is_passive and report.subject or view[report.place].word.stem != words[verb].stem:
                    continue
                if report.is_aside:
                    yield from _inserted(statement, words, verb, report, view)
                elif (bare := _without_occasion(statement, words, verb, report, view)) is not None:
                    yield bare


def _find_verb(statement: str, words: Sequence[Word]) -> int | None:
    """The first verb of saying of a statement outside its quotation marks, where it may be that of its frame."""
    marks = find_quoted(statement)
    for place, word in enumerate(words[:_MOST_SUBJECT_WORDS]):
        if (
            (speech_group(word.key) or word.key in HEARING)
            and place
            and not any(item.start <= word.start < item.end for item in marks)
        ):
            return place
    return None


def _inserted(
    statement: str, words: Sequence[Word], verb: int, report: Report, view: Sequence[EvidenceWord]
) -> Iterator[str]:
    """A statement with its frame behind what it reports, or within it, as the text has it."""
    tail = [view[k].word.key for k in rest_of_clause(report.place, view)]
    end = verb + 1
    while end < len(words) and end - verb <= len(tail) and not words[end].breaks:
        if words[end].key != tail[end - verb - 1]:
            break
        end += 1
    last = end - 1
    if end < len(words) and words[end].key == "that":
        end += 1
    if end >= len(words):
        return
    frame, first = statement[: words[last].end], words[end]
    opening = max(words[end - 1].end, first.start - 1)
    start = opening if statement[opening] in "“\"'‘" else first.start
    content = statement[start:].rstrip(" .")
    own = next(k for k, item in enumerate(view) if item.clause == view[report.place].clause)
    before, after = min((own, *report.subject)) - 1, report.place + len(tail) + 1
    if after < len(view):
        # The frame stands in the middle: between the two words that it parts in the text.
        for k in range(end + 1, len(words)):
            if before >= 0 and words[k - 1].key == view[before].word.key and words[k].key == view[after].word.key:
                head, rest = statement[start : words[k - 1].end], statement[words[k].start :]
                yield f"{_opened(head)}, {frame}, {rest}"
                return
    yield f"{_opened(content)}, {frame}."


def _opened(content: str) -> str:
    return content[:1].upper() + content[1:]


def _without_occasion(
    statement: str, words: Sequence[Word], verb: int, report: Report, view: Sequence[EvidenceWord]
) -> str | None:
    """A statement without the time or place of speaking that its sentence opens with."""
    if not report.subject:
        return None
    subject = report.subject[0]
    front = view[:subject]
    if not front or not view[subject].word.breaks or not _is_occasion(front):
        return None
    keys = [item.word.key for item in front]
    best = verb
    for start in range(len(front)):
        if keys[start] not in _OPENERS:
            continue
        end = verb + 1
        while end < len(words) and start + end - verb - 1 < len(front) and not words[end].breaks:
            if words[end].key != keys[start + end - verb - 1]:
                break
            end += 1
        stop = start + end - verb - 1
        closes = stop == len(front) or front[stop].does == "preposition"
        if end - verb > 2 and closes and end - 1 > best:
            best = end - 1
    return statement[: words[verb].end] + statement[words[best].end :] if best > verb else None


def _is_occasion(front: Sequence[EvidenceWord]) -> bool:
    """Whether words only tell when, where and on what occasion somebody spoke."""
    if any(item.marker or item.speech or item.quoted for item in front[1:]):
        return False
    if any(item.word.breaks for item in front[1:]):
        return False
    opens = front[0].word.key
    prepositions = {item.word.key for item in front if item.does == "preposition"}
    if prepositions - _OF_OCCASIONS or "for" in prepositions and opens not in _TO_COURTS:
        return False
    for k, item in enumerate(front):
        if item.word.key in ("on", "before") and not (k + 1 < len(front) and front[k + 1].in_date):
            return False
    if opens in _SPEAKING:
        return True
    nouns = [item for item in front if not item.does and not item.in_date]
    return opens in _OPENERS and all(item.word.form[:1].isupper() or item.word.key in OCCASIONS for item in nouns)
