"""How much a reader needs each claim: what kind it is, who holds it, where it stands, what the text is about.

The weights are fitted, not chosen: `evals/benchmarks/salience_fit.py` makes them anew from the labelled articles of the
evaluation suite that are kept for development.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from brief.briefing import Salience
from brief.document import Sentence
from brief.engines.embedded.clauses import is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.proposal import ProposedTension

__all__ = ["WEIGHTS", "features", "survey", "weigh"]

# Ridge regression (penalty 5) of core 1, supporting 0, low -1, on 364 claims of twelve articles and on nothing else.
# Each article scored by weights that were fitted to the others alone: a core claim goes before one that is not, and one
# that is not low before one that is, in 74 of 100 pairs.
WEIGHTS: Final[Mapping[str, float]] = {
    "told by the outlet": -0.13,
    "held by government_collective": 0.24,
    "held by named_organisation": 0.11,
    "held by role_only": 0.21,
    "held by unnamed_collective": 0.30,
    "is a plan": 0.31,
    "is a background": -0.19,
    "is a judgement": -0.12,
    "place": -0.25,
    "second sentence": 0.26,
    "length": 0.32,
    "is short": -0.20,
    "topic": 0.42,
    "share of the headline": 0.20,
    "goes against": 0.24,
    "is disputed": 0.24,
    "is an aside": -0.14,
    "in so many words": -0.27,
    "tells of silence": -0.36,
}
# Judged, for the suite has too few of them to learn from: captions and bylines are no news, nor that somebody spoke of
# a thing; the headline is told again below it; the sentence that opens a report says what it is about,
# but not where it begins with somebody's story, which has nothing of the headline.
_JUDGED: Final[Mapping[str, float]] = {
    "is a fragment": -2.0,
    "is a call": -2.0,
    "is the headline": -0.3,
    "opens the text": 0.2,
    "says little": -0.5,
}
_ALL: Final[Mapping[str, float]] = {**WEIGHTS, **_JUDGED}
_CONTRARY = frozenset(
    {"source_disagreement", "internal_tension", "certainty_mismatch", "framing_asymmetry", "asserted_contrast"}
)
# That nothing was said, asked or seen is seldom the news.
_SILENCE = re.compile(
    r"(?i)\b(?:declined to|did not (?:\w+ )?(?:respond|reply|comment|take)|has not responded|would not comment|"
    r"not comment on|could not be reached)\b"
)
# A claim that goes against another is of the matter itself.
_AGAINST = frozenset("but however although though despite while disputed denied contrary".split())
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NAMING = frozenset({"NOUN", "PROPN"})
_FULL_LENGTH, _SHORT = 40, 7
_CORE_SHARE, _LEAST_CORE, _MOST_CORE = 0.28, 2, 18
# Fewer than the labels have (27 of 100): where the weights do not tell, a claim supports.
_LOW_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class _Survey:
    """What a claim is weighed against: the text's topics, its headline, its first sentences, its disputes."""

    topics: Mapping[str, float]
    title: frozenset[str]
    first: int
    n_sentences: int
    disputed: Sequence[tuple[int, int]]


def weigh(
    reading: Reading, drafts: Sequence[Draft], tensions: Sequence[ProposedTension] = ()
) -> Iterator[tuple[Draft, Salience]]:
    """Each draft with its salience, in the order given; `weight` is set on the way."""
    surveyed = survey(reading, tensions)
    for draft in drafts:
        found = features(reading, draft, surveyed)
        draft.weight = sum(_ALL[name] * value for name, value in found.items())
    most = max(_LEAST_CORE, min(_MOST_CORE, round(_CORE_SHARE * len(drafts))))
    ranked = sorted(drafts, key=lambda draft: -draft.weight)
    core = {id(draft) for draft in ranked[:most]}
    # A long text has more that can be left out than one of a few lines.
    n_low = round(_LOW_SHARE * max(0, len(drafts) - _LEAST_CORE))
    low = {id(draft) for draft in ranked[len(ranked) - n_low :]} - core
    for draft in drafts:
        yield draft, "core" if id(draft) in core else "low" if id(draft) in low else "supporting"


def survey(reading: Reading, tensions: Sequence[ProposedTension]) -> _Survey:
    """What `features` needs to know of the whole text."""
    sentences = reading.document.sentences
    opening = sentences[0] if sentences and sentences[0].heading else None
    return _Survey(
        topics=_topics(reading),
        title=frozenset(_content(reading, opening)) if opening else frozenset(),
        first=next((sentence.index for sentence in sentences if not sentence.heading), 1),
        n_sentences=max(1, len(sentences)),
        disputed=_disputed(reading, tensions),
    )


def features(reading: Reading, draft: Draft, surveyed: _Survey) -> dict[str, float]:
    """What can be said of a claim that bears on its weight; what does not hold of it is left out."""
    held = draft.attribution
    tokens = [reading.words[i] for start, end in draft.evidence for i in reading.tokens_in(start, end)]
    spoken_of = [surveyed.topics.get(t.lemma_.casefold(), 0.0) for t in tokens if t.pos_ in _NAMING]
    lemmas = {t.lemma_.casefold() for t in tokens if t.pos_ in _CONTENT}
    start, end = draft.evidence[-1]
    is_fragment = (
        held is None
        and draft.confidence == "explicit"
        and not (any(is_finite(t) for t in tokens) and any(t.dep_ in _SUBJECTS for t in tokens))
    )
    found: dict[str, float] = {
        f"held by {held.source_type}" if held else "told by the outlet": 1.0,
        f"is a {draft.kind}": 1.0,
        "place": (draft.sentence - 1) / surveyed.n_sentences,
        "opens the text": draft.sentence == surveyed.first and (not surveyed.title or bool(lemmas & surveyed.title)),
        "second sentence": draft.sentence == surveyed.first + 1,
        "length": min(len(tokens), _FULL_LENGTH) / _FULL_LENGTH,
        "is short": len(tokens) < _SHORT,
        "topic": sum(spoken_of) / len(spoken_of) if spoken_of else 0.0,
        "share of the headline": len(lemmas & surveyed.title) / max(1, len(surveyed.title)),
        "goes against": any(t.lower_ in _AGAINST for t in tokens[:4]),
        "is disputed": any(start < b and a < end for a, b in surveyed.disputed),
        "is an aside": draft.is_aside,
        "in so many words": bool(held and held.mode == "direct"),
        "tells of silence": _SILENCE.search(draft.statement) is not None,
        "says little": bool(held) and " spoke of " in draft.statement,
        "is a fragment": is_fragment,
        "is a call": held is None and _is_call(reading, draft),
        "is the headline": draft.heading,
    }
    return {name: float(value) for name, value in found.items() if value and name in _ALL}


def _content(reading: Reading, sentence: Sentence) -> Iterator[str]:
    for i in reading.tokens_in(sentence.span.start, sentence.span.end):
        if reading.words[i].pos_ in _CONTENT:
            yield reading.words[i].lemma_.casefold()


def _disputed(reading: Reading, tensions: Sequence[ProposedTension]) -> list[tuple[int, int]]:
    """The places that pull apart from others, naming and wording left aside."""
    places = []
    for tension in tensions:
        if tension.type not in _CONTRARY:
            continue
        for pointer in tension.evidence:
            span = reading.document.sentences[pointer.sentence - 1].span
            at = reading.document.text.find(pointer.fragment, span.start, span.end) if pointer.fragment else span.start
            places.append((at, at + len(pointer.fragment) if pointer.fragment else span.end))
    return places


def _topics(reading: Reading) -> dict[str, float]:
    """By lemma of a content word: how much the text speaks of it, 0..1."""
    counts = Counter(token.lemma_.casefold() for token in reading.words if token.pos_ in _NAMING and token.is_alpha)
    most = max(counts.values(), default=1)
    return {lemma: math.log1p(count) / math.log1p(most) for lemma, count in counts.items() if count > 1}


def _is_call(reading: Reading, draft: Draft) -> bool:
    """Whether it tells the reader what to do and nothing else: "Follow the latest on the rescue"."""
    tokens = [reading.words[i] for i in reading.tokens_in(draft.evidence[0][0], draft.evidence[0][1])]
    return bool(tokens) and tokens[0].tag_ == "VB" and tokens[0].dep_ == "ROOT"
