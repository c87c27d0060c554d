"""Where a text pulls apart: names, numbers, dates, certainty and sources that do not agree with each other.

Only what two places of the text show side by side is a tension; which of them is right is not asked here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from brief.briefing import TensionType
from brief.document import Span
from brief.engines.embedded.counts import find_counts
from brief.engines.embedded.disputes import find_clashes, find_denials, find_despites, find_turns, is_another
from brief.engines.embedded.doubts import find_doubts
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.figures import find_figures
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.revisions import find_changes, find_corrections, find_dates
from brief.engines.embedded.sides import set_against, side_of
from brief.engines.embedded.spellings import find_spellings
from brief.engines.embedded.statements import quote_words
from brief.engines.embedded.versions import (
    find_disowned,
    find_namesakes,
    find_rival_plans,
    find_same_again,
    find_taken_back,
)
from brief.engines.proposal import ProposedTension
from brief.language.analysis import DateExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_tensions"]

_CONTRAST = re.compile(
    r"(?i)\b(?:contrast(?:s|ed|ing)?(?: sharply)? with|in (?:sharp |stark )?contrast (?:to|with)|contradict(?:s|ed)?|"
    r"at odds with|belie[sd]?|runs? counter to|inconsistent with)\b"
)
_DIVIDED = re.compile(
    r"(?i)\b(?:(?:remain|remains|remained|is|are|was|were|been|stay|stayed)(?: \w+){0,2} (?:divided|split)|"
    r"(?:divided|split) (?:over|on|about)|at odds|differ(?:ed|s)? (?:over|on))\b"
)
_OPPOSED = frozenset({"deny", "reject", "dispute", "refute", "contradict", "dismiss", "rebut", "counter"})
_TURNING = frozenset({"meanwhile", "however", "but", "conversely", "yet", "while", "instead", "nevertheless"})
_UNCERTAIN = frozenset(
    {"potential", "possible", "alleged", "suspected", "likely", "apparent", "supposed", "planned", "proposed"}
)
_CERTAIN = frozenset(
    {"growing", "increasing", "ongoing", "continuing", "rising", "actual", "confirmed", "accelerating", "mounting"}
)
_PRONOUN = re.compile(r"(?i)(?:i|you|he|she|it|we|they|who|that|this|one|some|others|(?:my|his|her|their|our|your) .*)")
_DOUBTING = frozenset("claim claims claimed claiming insist insists insisted purports purported".split())
_MOST_OF_A_TYPE = 3
# Numbers of two holders and what a text takes back: each is of another thing, and all of them are wanted.
_MOST_PLAIN = 8


def find_tensions(reading: Reading, drafts: Sequence[Draft]) -> list[ProposedTension]:
    """The tensions of a document, at most three of a type, in the order a reader should hear them."""
    found: list[ProposedTension] = []
    finders = (
        *(
            find_clashes,
            find_denials,
            find_counts,
            find_figures,
            _numbers,
            find_dates,
            _deadlines,
            find_corrections,
            find_taken_back,
        ),
        *(find_namesakes, find_spellings, find_disowned, find_doubts, find_rival_plans, find_same_again),
        *(find_changes, find_turns, _disagreements),
        *(find_despites, _contrasts, _certainty, _asymmetry, _headline),
    )
    places: set[object] = set()
    told: set[object] = set()
    for finder in finders:
        new = [tension for tension in finder(reading, drafts) if not {*tension.evidence} <= places]
        for tension in new[: _MOST_PLAIN if finder in (find_counts, find_taken_back) else _MOST_OF_A_TYPE]:
            pair = (tension.type, *sorted({pointer.sentence for pointer in tension.evidence}))
            if pair in told and len(pair) > 2:
                continue  # the same two sentences, cut otherwise
            found.append(tension)
            told.add(pair)
            places |= {*tension.evidence}
    return found


def _tension(reading: Reading, kind: TensionType, statement: str, spans: Iterable[Span]) -> Iterator[ProposedTension]:
    pointers = [pointer for span in spans if (pointer := reading.pointer(span.start, span.end))]
    if len(pointers) > 1 or kind in ("source_disagreement", "asserted_contrast") and pointers:
        yield ProposedTension(kind, statement, pointers)


def _token_span(reading: Reading, first: Token, last: Token) -> Span:
    return reading.document.span(first.idx, last.idx + len(last))


def _numbers(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two counts of one thing under one verb: "12 people died", "15 people died"."""
    counts: dict[tuple[str, str], list[tuple[str, Token, Token]]] = defaultdict(list)
    for token in reading.doc:
        if token.dep_ == "nummod" and token.head.pos_ == "NOUN" and token.ent_type_ in ("CARDINAL", "QUANTITY", ""):
            noun = token.head
            verb = noun.head if noun.head.pos_ == "VERB" else None
            if verb is not None and noun.dep_ in ("nsubj", "nsubjpass", "dobj"):
                counts[(noun.lemma_.casefold(), verb.lemma_.casefold())].append(
                    (token.lower_.replace(",", ""), token, noun)
                )
    for places in counts.values():
        for (one, a, noun_a), (other, b, noun_b) in pairwise(places):
            if one == other or a.sent.start == b.sent.start or "one" in (one, other) or _is_to_come(noun_a, noun_b):
                continue
            first = _token_span(reading, a, noun_a) if a.i < noun_a.i else _token_span(reading, noun_a, a)
            second = _token_span(reading, b, noun_b) if b.i < noun_b.i else _token_span(reading, noun_b, b)
            yield from _tension(
                reading,
                "internal_tension",
                f"The text counts {quote_words(first.quote)} in one place and {quote_words(second.quote)} in another.",
                (first, second),
            )


def _is_to_come(*nouns: Token) -> bool:
    """Whether one of two counts is of what will be: "followed 40 people", "will follow 90 people"."""
    return any(child.tag_ == "MD" for noun in nouns for child in noun.head.children)


def _deadlines(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two target dates that are not the same, in sentences that speak of one thing."""
    deadlines = [date for date in reading.analysis.dates if date.relation == "deadline" and date.type == "DATE"]
    for one, other in combinations(deadlines, 2):
        if (one.timex or one.span.quote.casefold()) == (other.timex or other.span.quote.casefold()):
            continue
        if not _nouns(reading, one.span) & _nouns(reading, other.span) and len(deadlines) > 3:
            continue
        if _is_day(one) != _is_day(other):
            continue  # "by Friday" and "by the end of June" set dates for different things
        yield from _tension(
            reading,
            "timeline_discrepancy",
            f"Different target dates are given: {quote_words(one.span.quote)} and {quote_words(other.span.quote)}.",
            (one.span, other.span),
        )
        return


def _is_day(date: DateExpression) -> bool:
    """Whether a deadline is a day rather than a month, a season or a year."""
    return re.search(r"-\d\d-\d\d|-W", date.timex or "") is not None


def _nouns(reading: Reading, span: Span) -> set[str]:
    sentence = reading.document.sentence_at(span.start)
    if sentence is None:
        return set()
    tokens = (reading.words[i] for i in reading.tokens_in(sentence.span.start, sentence.span.end))
    return {t.lemma_.casefold() for t in tokens if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ != "DATE"}


def _disagreements(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """A division that the text tells of, with two holders who come next."""
    said = [d for d in drafts if d.attribution and d.source and d.attribution.source_type != "implicit"]
    for draft in drafts:
        words = reading.document.text[draft.evidence[0][0] : draft.evidence[-1][1]]
        if draft.attribution is None and (found := _DIVIDED.search(words)) and not draft.heading:
            sentence = reading.document.sentences[draft.sentence - 1].span
            after = [d for d in said if draft.sentence <= d.sentence <= draft.sentence + 3 and not d.is_aside]
            second = next((d for d in after[1:] if is_another(d, after[0])), None)
            if second is not None:
                yield from set_against(
                    reading, "source_disagreement", side_of(reading, after[0]), side_of(reading, second)
                )
                continue
            statement = f"The article itself reports a division: {quote_words(found[0])}."
            yield from _tension(reading, "source_disagreement", statement, (sentence,))


def _are_two(one: str, other: str) -> bool:
    """Whether two sources are surely not one: no pronoun, and no word of one in the other ("the fund", "Rate Fund")."""
    words = [
        {word for word in name.casefold().split() if word not in ("the", "a", "an", "of", "and")}
        for name in (one, other)
    ]
    return not words[0] & words[1] and not any(
        _PRONOUN.fullmatch(name) or not found for name, found in zip((one, other), words, strict=True)
    )


def _contrasts(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """The outlet says that two things do not fit."""
    for sentence in reading.document.sentences:
        found = _CONTRAST.search(sentence.span.quote)
        if not found or any(
            q.span.start <= sentence.span.start + found.start() < q.span.end for q in reading.analysis.quotations
        ):
            continue
        start = sentence.span.start + found.start()
        place = reading.document.span(start, sentence.span.end)
        before = next((d for d in reversed(drafts) if d.evidence[-1][1] <= start), None)
        spans = [place]
        if before is not None and sentence.index - before.sentence <= 1:
            spans.insert(0, reading.document.span(before.evidence[0][0], before.evidence[-1][1]))
        statement = f"The article itself sets two things against each other: {quote_words(place.quote)}."
        yield from _tension(reading, "asserted_contrast", statement, spans)


def _certainty(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """One thing, taken as certain in one place and as possible in another."""
    possible: dict[str, Span] = {}
    settled: dict[str, Span] = {}
    for token in reading.doc:
        if token.dep_ == "amod" and token.head.pos_ == "NOUN" and token.i < token.head.i:
            if token.lower_ in _UNCERTAIN:
                possible.setdefault(token.head.lemma_, _token_span(reading, token, token.head))
            elif token.lower_ in _CERTAIN:
                settled.setdefault(token.head.lemma_, _token_span(reading, token, token.head))
    for lemma in possible.keys() & settled.keys():
        a, b = sorted((possible[lemma], settled[lemma]))
        statement = f"What is {quote_words(a.quote)} in one place is {quote_words(b.quote)} in another."
        yield from _tension(reading, "certainty_mismatch", statement, (a, b))


def _asymmetry(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Neighbouring sides, one of them reported with a verb that casts doubt."""
    found = [d for d in drafts if d.attribution and d.attribution.cue and d.attribution.source]
    said = [*{(d.sentence, d.source): d for d in reversed(found)}.values()][::-1]
    for one, other in pairwise(said):
        if one.source == other.source or one.attribution is None or other.attribution is None:
            continue
        if "document" in (one.attribution.source_type, other.attribution.source_type):
            continue
        if not 0 < other.sentence - one.sentence <= 2:
            continue
        doubts = [_doubts(reading, d.attribution.cue[0]) for d in (one, other) if d.attribution]
        if doubts[0] == doubts[1]:
            continue
        a, b = one.attribution.cue[0], other.attribution.cue[0]
        statement = (
            f"The words for {one.source} are {quote_words(a.quote)}, for {other.source} {quote_words(b.quote)}: "
            "one of the verbs casts doubt, the other does not."
        )
        if not any(_PRONOUN.fullmatch(d.source or "it") for d in (one, other)):
            yield from _tension(reading, "framing_asymmetry", statement, (a, b))
            return


def _doubts(reading: Reading, cue: Span) -> bool:
    words = cue.quote.casefold().split()
    return (
        bool(words)
        and words[0] in _DOUBTING
        or any(item.category == "expression_of_doubt" for item in reading.loaded_in(cue.start, cue.end))
    )


def _headline(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """A headline sure of what the body only reports as possible."""
    if not reading.document.sentences or not reading.document.sentences[0].heading:
        return
    heading = reading.document.sentences[0].span
    own = next((d for d in drafts if d.sentence == 1), None)
    if own is None or own.hedged or own.attribution is not None:
        return
    words = _nouns(reading, heading)
    for draft in drafts:
        if draft.sentence == 1 or not draft.hedged:
            continue
        place = reading.document.span(draft.evidence[0][0], draft.evidence[-1][1])
        if len(words & _nouns(reading, place)) >= 3:
            statement = "The headline states as certain what the body reports as possible."
            yield from _tension(reading, "headline_body_mismatch", statement, (heading, place))
            return
