"""Rival versions of one thing: what a correction takes back, what a speaker says he never said, two plans for it.

Here a text tells a thing, and tells it otherwise elsewhere, in words that can be laid beside each other. Numbers are
for `counts` and `figures`, words of denial for `disputes`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.engines.embedded.disputes import is_another
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import Side, clipped, content_lemmas, set_against, side_of
from brief.engines.embedded.statements import quote_words
from brief.engines.proposal import ProposedTension

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.briefing import TensionType
    from brief.document import Sentence, Span

__all__ = ["find_disowned", "find_namesakes", "find_rival_plans", "find_same_again", "find_taken_back"]

_NOT = re.compile(
    r"(?:,| and|, and) not (?:in |on |by |at )?(?P<old>[“\"‘]?[A-Z0-9£$€][\w.,’'£$€%-]*(?: [A-Z0-9][\w.,’'-]*){0,3})"
)
_OVERSTATED = re.compile(
    r"(?i)\b(?:over|under|mis)(?:state[sd]?|stating|report(?:s|ed)?)\b|"
    r"\b(?:headline|paragraph|version|article|report)\b[^.]{0,60}"
    r"\b(?:wrong(?:ly)?|incorrect(?:ly)?|in error|mistaken)\b"
)
_MONEY = re.compile(r"[£$€]\s?\d[\d.,]*(?:\s?(?:m|bn|million|billion))?\b")
_SAME_AGAIN = re.compile(
    r"(?i)\b(?:had|has|have) (?:\w+ )?(?:said|used|made|given|promised|offered|told|written) (?:\w+ ){0,3}?the same\b|"
    r"\bthe same (?:words|promise|pledge|thing|line|assurance|claim)\b"
)
_NEVER = re.compile(
    r"(?i)\b(?:I|we)(?: \w+ly)?(?: have| had)? (?:never|did not|didn[’']t)\b|\b(?:had|has|have) never\b"
)
_FAR = 20
_LEAST_WORDS = 4
_ONWARD = frozenset("ahead on off up down in out back".split())
_MODAL = re.compile(r"(?i)\b(?:will|would|shall)\b|[’']ll\b")
_TO_COME = frozenset(("will", "would", "shall", "’ll", "'ll"))
# So many words behind a name or number show what is told of it.
_BEHIND = 4
_WORD = re.compile(r"[‘“\"](\w+)[’”\"]")
# A word that comes up more often is what the whole text is about, and shows no one matter.
_RARE = 4


def find_taken_back(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What a text puts right, with the place where it says so: "by May, not June", "it overstates the cost"."""
    for sentence in reading.document.sentences:
        for match in _NOT.finditer(sentence.span.quote):
            yield from _corrected(reading, sentence, match)
        if _OVERSTATED.search(sentence.span.quote):
            yield from _overstated(reading, sentence)


def _corrected(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Iterator[ProposedTension]:
    old = match["old"].strip(' .,;“”"‘')
    start = sentence.span.start + match.start()
    here = content_lemmas(reading, sentence.span.start, sentence.span.end) | _names(reading, sentence.span)
    for other in reading.document.sentences[: sentence.index - 1]:
        found = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", other.span.quote)
        if found is None:
            continue
        there = content_lemmas(reading, other.span.start, other.span.end) | _names(reading, other.span)
        if not {word for word in here & there if word not in old.casefold().split()}:
            continue
        kind = _kind_of(reading, start + match[0].index(old), len(old))
        end = min(sentence.span.end, sentence.span.start + match.end())
        new = reading.document.span(max(sentence.span.start, _clause_start(reading, start)), end)
        yield from set_against(reading, kind, Side(_beside(reading, other, found)), Side(new))
        return


def _names(reading: Reading, span: Span) -> frozenset[str]:
    tokens = (reading.words[i] for i in reading.tokens_in(span.start, span.end))
    return frozenset(t.lower_ for t in tokens if t.pos_ == "PROPN" and t.ent_type_ != "DATE")


def _kind_of(reading: Reading, start: int, length: int) -> TensionType:
    if reading.dates_in(start, start + length) or any(
        date.span.start <= start < date.span.end for date in reading.analysis.dates
    ):
        return "timeline_discrepancy"
    tokens = [reading.words[i] for i in reading.tokens_in(start, start + length)]
    is_name = bool(tokens) and all(token.pos_ == "PROPN" for token in tokens)
    return "naming_inconsistency" if is_name else "internal_tension"


def _clause_start(reading: Reading, end: int) -> int:
    """Where what is put in the place of the old begins: at most eight words before it, in its own clause."""
    tokens = reading.tokens_in(max(0, end - 90), end)[-8:]
    first = tokens[0] if tokens else 0
    for i in tokens[:-1]:
        if reading.words[i].text in ",;:–—":
            first = i + 1
    return reading.words[first].idx


def _beside(reading: Reading, sentence: Sentence, found: re.Match[str]) -> Span:
    """The words around a place in a sentence, so that a reader sees what is said of it."""
    at = sentence.span.start + found.start()
    end = sentence.span.start + found.end()
    tokens = reading.tokens_in(sentence.span.start, end)[-9:]
    start = next((reading.words[i].idx for i in tokens if reading.words[i].idx <= at), at)
    for i in reading.tokens_in(end, sentence.span.end)[:_BEHIND]:
        if reading.words[i].is_punct and reading.words[i].text != ",":
            break
        end = reading.words[i].idx + len(reading.words[i])
    return reading.document.span(max(start, reading.opening_of(sentence) or start), end)


def _overstated(reading: Reading, sentence: Sentence) -> Iterator[ProposedTension]:
    """ "The headline overstates the cost": the amount given then, and the amount given first."""
    sentences = reading.document.sentences
    later = next(((s, m) for s in sentences[sentence.index - 1 :][:3] if (m := _MONEY.search(s.span.quote))), None)
    first = next(((s, m) for s in sentences[: sentence.index - 1] if (m := _MONEY.search(s.span.quote))), None)
    if later is None or first is None or later[1][0] == first[1][0] or later[1][0][0] != first[1][0][0]:
        return
    sides = [Side(_beside(reading, each, match)) for each, match in (first, later)]
    yield from set_against(reading, "internal_tension", *sides)


def find_same_again(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What somebody says now beside the same said before: "She had used the same words in March"."""
    for sentence in reading.document.sentences:
        match = _SAME_AGAIN.search(sentence.span.quote)
        before = [d for d in drafts if 0 < sentence.index - d.sentence <= 2 and d.source and not d.heading]
        if match is None or sentence.heading or not before:
            continue
        yield from set_against(
            reading, "asserted_contrast", side_of(reading, before[-1]), Side(clipped(reading, sentence.span))
        )


def find_disowned(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What a speaker says he never said or did, with who says he did: "I never said that anybody would be sacked"."""
    if not _NEVER.search(reading.document.text):
        return
    often = Counter(token.lemma_.casefold() for token in reading.words)
    held = [d for d in drafts if d.source and not d.heading]
    for own in held:
        if not _NEVER.search(reading.document.text, *own.evidence[-1]):
            continue
        side = side_of(reading, own)
        match = _NEVER.search(side.span.quote)
        if match is None:
            continue
        disowned = _rare(reading, side.span.start + match.end(), side.span.end, often)
        others = [d for d in held if d.sentence < own.sentence <= d.sentence + _FAR and is_another(d, own)]
        spans = {d.sentence: reading.document.sentences[d.sentence - 1].span for d in others}
        quoted = {word.casefold() for word in _WORD.findall(side.span.quote)}
        shared = [
            (
                len(disowned & _rare(reading, spans[d.sentence].start, spans[d.sentence].end, often))
                + len(quoted & set(re.findall(r"\w+", spans[d.sentence].quote.casefold()))),
                -d.sentence,
                d,
            )
            for d in others
        ]
        shared = [each for each in shared if each[0]]
        if shared:
            other = max(shared, key=lambda each: each[:2])[2]
            yield from set_against(reading, "source_disagreement", _whole(reading, other), side)


def _whole(reading: Reading, draft: Draft) -> Side:
    """A claim as a side, widened to its sentence where its content was cut short."""
    side = side_of(reading, draft)
    sentence = reading.document.sentences[draft.sentence - 1]
    if len(side.span.quote.split()) > _LEAST_WORDS:
        return side
    return Side(clipped(reading, sentence.span), draft.source, draft)


def _rare(reading: Reading, start: int, end: int, often: Counter[str]) -> frozenset[str]:
    return frozenset(word for word in content_lemmas(reading, start, end) if often[word] <= _RARE)


def find_rival_plans(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two holders who say of one thing that it will be so and otherwise: "the run goes on", "it goes on outside"."""
    held = [d for d in drafts if d.source and d.attribution and d.attribution.content and not d.heading]
    near = [(a, b) for a, b in pairwise(held) if 0 < b.sentence - a.sentence <= 2 and is_another(a, b)]
    for one, other in near:
        if not all(_MODAL.search(reading.document.text, *each.evidence[-1]) for each in (one, other)):
            continue
        sides = [side_of(reading, each) for each in (one, other)]
        a, b = (_modal_frame(reading, side.span) for side in sides)
        if a is None or b is None or a[0] != b[0] or not (b[1] in ("it", "they") or a[1] == b[1]):
            continue
        if sides[0].span.quote.split()[-3:] != sides[1].span.quote.split()[-3:]:
            yield from set_against(reading, "source_disagreement", *sides)


def _modal_frame(reading: Reading, span: Span) -> tuple[str, str] | None:
    """The verb of a clause that has a modal, with its particle, and its subject."""
    for i in reading.tokens_in(span.start, span.end):
        verb: Token = reading.words[i]
        modal = any(child.lower_ in _TO_COME for child in verb.children)
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if verb.pos_ == "VERB" and modal and subject is not None:
            particle = "".join(c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod") and c.lower_ in _ONWARD)
            return f"{verb.lemma_}+{particle}", subject.lemma_.casefold()
    return None


def find_namesakes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """A surname that stands alone where two people of the text have it."""
    people = [actor for actor in reading.analysis.actors if actor.type == "person"]
    # Of two people, each of whom the text speaks of more than once; a wife named in passing puts no name in doubt.
    known = [
        a for a in people if " " in a.name and len(a.mentions) > 1 and all(w[:1].isupper() for w in a.name.split())
    ]
    for bare in people:
        named = [actor.name for actor in known if actor.name.split()[-1] == bare.name]
        words = [set(name.split()) for name in named]
        if " " in bare.name or len(named) < 2 or any(a < b for a in words for b in words):
            continue
        spans = [s for s in bare.mentions if not _is_heading(reading, s)] or [*bare.mentions]
        pointers = [p for p in (reading.pointer(*_sight(reading, span)) for span in spans[:4]) if p]
        statement = f"{quote_words(bare.name)} alone may mean {' or '.join(named[:3])}."
        if len(pointers) > 1:
            yield ProposedTension("naming_inconsistency", statement, pointers)


def _is_heading(reading: Reading, span: Span) -> bool:
    sentence = reading.sentence_of(span.start)
    return sentence is None or sentence.heading


def _sight(reading: Reading, span: Span) -> tuple[int, int]:
    """A name with the few words behind it in its sentence."""
    sentence = reading.sentence_of(span.start)
    tokens = reading.tokens_in(span.start, sentence.span.end if sentence else span.end)[:4]
    last = reading.words[tokens[-1]] if tokens else None
    return span.start, max(span.end, last.idx + len(last)) if last is not None else span.end
