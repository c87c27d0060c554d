"""Numbers that leave out what they count: "the brigade counted 52", "the organisers said 10,000 had come".

What is left out is what was counted just before; where that was somebody else's number, the two pull apart. Numbers
that say what they count are for `figures`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.engines.embedded.disputes import is_another
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.figures import alike
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import Side, clipped, set_against
from brief.engines.proposal import ProposedTension

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.document import Span

__all__ = ["find_counts", "number_value"]

_REACH_SENTENCES = 3
# Two numbers further apart than this are hardly of one thing.
_MOST_TIMES = 10.0
_MEASURING = frozenset("put count estimate give place tally reckon speak say report record value number total".split())
_COMING = frozenset("come attend gather join march die turn be take".split())
_ANOTHER = frozenset("more another other others further additional extra".split())
_SKIPPED = frozenset({"DATE", "TIME", "ORDINAL", "PERCENT"})
_PARTS_AFTER = frozenset({"of", "to", "%", "percent", "per"})
_SMALL = {
    word: float(value)
    for value, words in enumerate(
        "zero;one;two;three;four;five;six;seven;eight;nine;ten;eleven;twelve dozen;thirteen;fourteen;fifteen;sixteen;"
        "seventeen;eighteen;nineteen;twenty".split(";")
    )
    for word in words.split()
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}
_LARGE = {"hundred": 1e2, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "trillion": 1e12}
_TIMES = {"twice": 2.0, "thrice": 3.0}


@dataclass(frozen=True, slots=True)
class _Count:
    """A number, with the noun it counts where it has one, and what it is put on ("the dead at seven")."""

    first: Token
    last: Token
    value: float
    noun: Token | None
    target: Token | None
    sentence: int


def number_value(words: Sequence[str]) -> float | None:
    """What a number in digits or words amounts to; None where a word is no number.

    >>> number_value(["27", "million"]), number_value(["two", "hundred"]), number_value(["some"])
    (27000000.0, 200.0, None)
    """
    total: float | None = None
    for word in words:
        plain = word.casefold().replace(",", "").lstrip("£$€")
        if plain in _LARGE:
            total = (total or 1.0) * _LARGE[plain]
        elif plain in _SMALL:
            total = (total or 0.0) + _SMALL[plain]
        elif plain.replace(".", "", 1).isdigit():
            total = float(plain)
        else:
            return None
    return total


def find_counts(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two numbers of two holders, the second without its noun, or both of how often one thing was done."""
    counts = [*_counts(reading)]
    for place, count in enumerate(counts):
        before = [c for c in counts[:place] if 0 <= count.sentence - c.sentence <= _REACH_SENTENCES]
        earlier = _meant(reading, count, before)
        if earlier is None or earlier.value == count.value:
            continue
        if not 1 / _MOST_TIMES <= earlier.value / count.value <= _MOST_TIMES:
            continue
        sides = [_side(reading, drafts, each, beside) for each, beside in ((earlier, count), (count, earlier))]
        if _are_two(sides, count.sentence == earlier.sentence):
            yield from set_against(reading, "source_disagreement", *sides)


def _are_two(sides: Sequence[Side], is_one_sentence: bool) -> bool:
    one, other = sides
    if is_one_sentence:
        return one.holder is not None and other.holder is not None and one.holder != other.holder
    if one.draft is None or other.draft is None:
        return False
    return is_another(one.draft, other.draft)


def _counts(reading: Reading) -> Iterator[_Count]:
    """The numbers of the body in text order, of two in one noun phrase ("110 and 130") the first."""
    last = -1
    for sentence in reading.document.sentences:
        if sentence.heading:
            continue
        for i in reading.tokens_in(sentence.span.start, sentence.span.end):
            token = reading.words[i]
            often = _TIMES.get(token.lower_)
            if i <= last or not (token.like_num or often) or token.ent_type_ in _SKIPPED and not often:
                continue
            stop = i
            while stop + 1 < len(reading.words) and reading.words[stop + 1].lower_ in _LARGE:
                stop += 1
            last = stop
            value = often or number_value([word.text for word in reading.words[i : stop + 1]])
            following = reading.words[stop + 1] if stop + 1 < len(reading.words) else None
            if not value or following is not None and following.lower_ in _PARTS_AFTER:
                continue
            if {t.lower_ for t in reading.words[max(0, i - 2) : i]} & _ANOTHER:
                continue
            while following is not None and (following.like_num or following.lower_ in ("and", "or", "-", "–")):
                if not reading.words[stop + 2].like_num and not following.like_num:
                    break
                stop, last = stop + 1, stop + 1
                following = reading.words[stop + 1]
            head = reading.words[stop]
            noun = head.head if head.dep_ in ("nummod", "compound", "quantmod") else None
            noun = noun if noun is not None and not noun.like_num and noun.pos_ in ("NOUN", "PROPN", "SYM") else None
            put = noun or (token if token.dep_ in _PLAIN else head)
            target = None if often else _target(put)
            yield _Count(token, reading.words[stop], value, noun, target, sentence.index)


_PLAIN = frozenset({"pobj", "attr", "dobj"})


def _target(number: Token) -> Token | None:
    """What a number is put on: "the cost at 27 million", "the limit is 30", "claims for 3 million"."""
    if number.dep_ == "attr":
        return next((child for child in number.head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if number.dep_ != "pobj":
        return None
    governor = number.head.head
    if governor.pos_ in ("NOUN", "PROPN"):
        return governor
    if number.head.lower_ in ("of", "about"):
        return None  # "spoke of 38"
    objects = (c for c in governor.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ in ("NOUN", "ADJ", "PROPN"))
    return next(objects, None)


def _meant(reading: Reading, count: _Count, before: Sequence[_Count]) -> _Count | None:
    """The number before of which this one is another version; None where there is none."""
    if not before:
        return None
    if _is_often(count):
        often = [each for each in before if _is_often(each)]
        shared = [e for e in often if _nouns(reading, e.sentence) & _nouns(reading, count.sentence)]
        return shared[-1] if shared else None
    if count.noun is not None:
        return None
    if count.target is not None:
        topic = alike(count.target.lemma_)
        same = [e for e in before if topic in _topics(reading, e) or _is_put_too(e, count)]
        return same[-1] if same else None
    verb = count.last
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    governs = {verb.lemma_, verb.head.lemma_}
    is_subject = count.last.dep_ in ("nsubj", "nsubjpass") and verb.lemma_ in _COMING
    if not (is_subject or verb.lemma_ in _MEASURING or count.last.dep_ == "npadvmod" and governs & _SWEARING):
        return None
    blocks = [reading.document.sentences[each.sentence - 1].block for each in (before[-1], count)]
    return before[-1] if not _is_often(before[-1]) and blocks[0] == blocks[1] else None


_SWEARING = frozenset({"swear", "say", "guess", "think", "reckon", "bet"})


def _is_often(count: _Count) -> bool:
    return count.first.lower_ in _TIMES or count.noun is not None and count.noun.lower_ == "times"


def _is_put_too(earlier: _Count, count: _Count) -> bool:
    """ "At 9 million by the city and at 14 million by the traders": one verb puts both on one thing."""
    return earlier.target is not None and count.sentence == earlier.sentence and earlier.target == count.target


def _nouns(reading: Reading, sentence: int) -> frozenset[str]:
    span = reading.document.sentences[sentence - 1].span
    tokens = (reading.words[i] for i in reading.tokens_in(span.start, span.end))
    return frozenset(t.lemma_.casefold() for t in tokens if t.pos_ == "NOUN" and t.lower_ not in ("times", "time"))


def _topics(reading: Reading, count: _Count) -> frozenset[str]:
    """What a number measures, as far as its own clause tells: the noun it counts, its target, its verb."""
    words = [t for t in (count.noun, count.target) if t is not None]
    at = count.last
    for _ in range(4):
        words.append(at)
        at = at.head
    words.append(at)
    return frozenset(alike(word.lemma_) for word in words if word.pos_ in ("NOUN", "VERB", "ADJ", "PROPN"))


def _side(reading: Reading, drafts: Sequence[Draft], count: _Count, beside: _Count) -> Side:
    """The clause of a number, with who gives it; two of one sentence are cut apart."""
    if count.sentence == beside.sentence:
        return _part(reading, count)
    sentence = reading.document.sentences[count.sentence - 1]
    own = [d for d in drafts if d.sentence == count.sentence and not d.is_aside and _covers(d, count.first.idx)]
    draft = next((d for d in own if d.source), own[0] if own else None)
    verb = count.last
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    first, last = verb.left_edge, verb.right_edge
    span = reading.document.span(max(first.idx, sentence.span.start), min(last.idx + len(last), sentence.span.end))
    span = _around(reading, clipped(reading, span), count)
    return Side(span, draft.source if draft is not None else None, draft)


def _around(reading: Reading, span: Span, count: _Count) -> Span:
    """A clause that was cut before its number, begun later."""
    end = count.last.idx + len(count.last)
    if count.noun is not None:
        end = max(end, count.noun.idx + len(count.noun))
    if span.end >= end:
        return span
    start = max(span.start, reading.words[max(0, count.first.i - 8)].idx)
    return reading.document.span(start, end)


def _covers(draft: Draft, place: int) -> bool:
    return any(start <= place < end for start, end in draft.evidence)


def _part(reading: Reading, count: _Count) -> Side:
    """A number with the "by" behind it that names who gives it: "at 9 million florins by the city"."""
    at = count.noun or count.last
    i = at.i + 1
    while i < len(reading.words) and reading.words[i].text in '"”’':
        i += 1
    by = reading.words[i] if i < len(reading.words) and reading.words[i].lower_ == "by" else None
    named = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    start = at.head if at.dep_ == "pobj" else at.left_edge
    if named is None:
        return Side(reading.document.span(start.idx, at.idx + len(at)))
    last = next((t for t in named.subtree if t.dep_ in ("relcl", "cc", "punct")), None)
    end = reading.words[last.i - 1] if last is not None and last.i > named.i else named.right_edge
    holder = reading.document.text[named.left_edge.idx : end.idx + len(end)]
    return Side(reading.document.span(start.idx, end.idx + len(end)), " ".join(holder.split()))
