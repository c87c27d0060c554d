"""Paragraphs that open with what is no part of them: a speaker's label ("Kern: …", "Q: …") or a time ("14:30 – …").

A text is a dialogue where the same labels come back, as in an interview or a transcript; a single "Note: …" is none.
Whose full name a label stands for is found by `speakers`; what becomes of a turn is for `attributions`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brief.document import Document, Sentence, Span

__all__ = ["Turn", "find_leads", "find_turns", "is_speaker", "sole_guest", "turn_at"]

_STAMP = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|local time))?[\])]?"
# "14:30 – The engine", "[00:12:03] Kern: …"; without a dash a capital must follow.
_TIMED = re.compile(rf"(?:\*\*)?{_STAMP}(?:\*\*)?\s*(?:[-–—:|•]\s*|\s(?=[A-Z“\"‘'(]))", re.IGNORECASE)
_LABEL = re.compile(
    rf"(?:{_STAMP}\s*(?:[-–—|•]\s*)?)?[*_]{{0,2}}(?P<name>[^\W\d_][\w.’'\-]*(?:[ \u00a0][^\W\d_][\w.’'\-]*){{0,4}})"
    r"[*_]{0,2}\s?(?:\([^()\n]{1,40}\)\s?)?:[*_]{0,2}\s+(?=\S)"
)
_QUESTION = frozenset({"q", "question", "interviewer", "host", "moderator", "reporter"})
_ANSWER = frozenset({"a", "answer"})
# What a dialogue has at least: two labels of which one comes back, in so many turns; live blogs so many stamps.
_LEAST_TURNS = 4
_LEAST_STAMPS = 2
_ASKING_SHARE = 0.5
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'\-]+(?:\s[A-ZÀ-ÖØ-Þ][\w’'\-]+){1,3}"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one labelled speaker says, up to the next label or the end of the last paragraph that is surely the same's.

    `label` is the speaker's as it stands, `start` is behind it. `asks` marks the interviewer.
    """

    label: Span
    colon: int
    start: int
    end: int
    asks: bool

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch lies within what is said."""
        return self.start <= start and end <= self.end


def find_turns(document: Document) -> tuple[Turn, ...]:
    """The turns of a dialogue in text order; none where the text is no dialogue.

    >>> document = Document.from_text("Q: Is it shut?\\n\\nA: It is.\\n\\nQ: Since when?\\n\\nA: Since May.")
    >>> [(turn.label.quote, turn.asks) for turn in find_turns(document)]
    [('Q', True), ('A', False), ('Q', True), ('A', False)]
    """
    if document.text.count(":") < _LEAST_TURNS:
        return ()
    labelled = [(sentence, found) for sentence in document.sentences if (found := _label(document, sentence))]
    counts = Counter(found["name"].casefold() for _, found in labelled)
    recurring = {name for name, n in counts.items() if n > 1}
    labelled = [each for each in labelled if each[1]["name"].casefold() in recurring or len(recurring) > 1]
    if len(labelled) < _LEAST_TURNS or not recurring or len(counts) < 2:
        return ()
    ends = [*_ends(document, [sentence for sentence, _ in labelled])]
    asking = _asking(document, [(found, end) for (_, found), end in zip(labelled, ends, strict=True)])
    return tuple(
        Turn(
            document.span(*found.span("name")),
            document.text.index(":", found.end("name")),
            found.end(),
            end,
            found["name"].casefold() in asking,
        )
        for (_, found), end in zip(labelled, ends, strict=True)
    )


def _label(document: Document, sentence: Sentence) -> re.Match[str] | None:
    """The label that opens a sentence at a line's start: a short name with a colon, each word of weight a capital."""
    start = sentence.span.start
    if document.text[max(0, start - 1) : start].strip():
        return None
    line = document.text.rfind("\n", 0, start) + 1
    if document.text[line:start].strip():
        return None
    found = _LABEL.match(document.text, start, sentence.span.end)
    if found is None:
        return None
    words = found["name"].split()
    is_name = all(word[0].isupper() or word in ("of", "the", "for", "and", "de", "van", "von") for word in words)
    return found if is_name else None


def _ends(document: Document, labelled: list[Sentence]) -> Iterator[int]:
    """Where each turn ends: before the next label; behind the last, with its own paragraph."""
    for place, sentence in enumerate(labelled):
        following = labelled[place + 1] if place + 1 < len(labelled) else None
        end = sentence.span.end
        for other in document.sentences[sentence.index :]:
            if following is not None and other.index >= following.index or other.heading:
                break
            if following is None and other.block != sentence.block:
                break
            end = other.span.end
        yield end


def _asking(document: Document, turns: list[tuple[re.Match[str], int]]) -> set[str]:
    """The labels of whoever asks: those made for it, or the one that ends in a question most often, half its turns."""
    asked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for found, end in turns:
        name = found["name"].casefold()
        total[name] += 1
        asked[name] += "?" in document.text[found.end() : end][-2:]
    named = {name for name in total if name in _QUESTION}
    if named:
        return named
    most = max(total, key=lambda name: (asked[name] / total[name], total[name]))
    return {most} if len(total) > 1 and asked[most] / total[most] >= _ASKING_SHARE else set()


def turn_at(turns: tuple[Turn, ...], start: int, end: int) -> Turn | None:
    """The turn in which a stretch is said."""
    return next((turn for turn in turns if turn.holds(start, end)), None)


def is_speaker(document: Document, label: str, names: tuple[str, ...]) -> bool:
    """Whether a label surely stands for somebody of these names: by its words, or as the only one to answer.

    >>> document = Document.from_text("We spoke to Ada Kern.\\n\\nQ: Is it shut?\\n\\nA: It is.")
    >>> is_speaker(document, "Kern", ("Ada Kern",)), is_speaker(document, "A", ("Ada Kern",))
    (True, True)
    """
    said = set(re.findall(r"[^\W\d_]+", label.casefold()))
    if said <= _ANSWER:
        answering = sole_guest(document)
        return answering is not None and answering in names
    return any(said and said <= set(re.findall(r"[^\W\d_]+", name.casefold())) for name in names)


def sole_guest(document: Document) -> str | None:
    """The one full name that stands before the first label: with one guest, "A" is that one."""
    first = next((s for s in document.sentences if _label(document, s)), None)
    if first is None:
        return None
    names = set()
    for sentence in document.sentences[: first.index - 1]:
        if not sentence.heading:
            names |= {found[0] for found in re.finditer(_NAME, sentence.span.quote)}
    return names.pop() if len(names) == 1 else None


def find_leads(document: Document) -> Mapping[int, int]:
    """By the number of a sentence: where it begins behind its label or time, for those that have one.

    >>> document = Document.from_text("10:52 – The lift stopped.\\n\\n11:05 – It moves again.")
    >>> [document.text[at : at + 4] for at in find_leads(document).values()]
    ['The ', 'It m']
    """
    leads = {}
    for turn in find_turns(document):
        sentence = document.sentence_at(turn.label.start)
        if sentence is not None and turn.start < sentence.span.end:
            leads[sentence.index] = turn.start
    stamped = []
    block = -1
    for sentence in document.sentences:
        if sentence.block != block and (found := _TIMED.match(sentence.span.quote)):
            if found.end() < len(sentence.span.quote):
                stamped.append((sentence.index, sentence.span.start + found.end()))
        block = sentence.block
    if len(stamped) >= _LEAST_STAMPS:
        for index, start in stamped:
            leads.setdefault(index, start)
    return leads
