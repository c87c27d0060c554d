"""How much a reader needs each claim: by what kind it is, who holds it, where it stands, and what the text is about.

The weights follow the shares of core claims by kind, holder and place in eleven labelled articles of the evaluation
suite (131 core claims of 465): plans and forecasts are core in half the cases, judgements in one of eight, background
in one of fifteen; of what bodies say half is core, of what the outlet says one claim in seven.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from brief.briefing import Salience
from brief.engines.embedded.clauses import is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.proposal import ProposedTension

__all__ = ["weigh"]

_HOLDER = {
    "government_collective": 3.1,
    "named_organisation": 3.0,
    "role_only": 3.0,
    "unnamed_collective": 2.8,
    "named_person": 2.5,
    "document": 2.4,
    "implicit": 2.2,
}
_OUTLET = 2.1
_KIND = {
    "plan": 0.8,
    "prediction": 0.4,
    "assertion": 0.0,
    "rationale": 0.1,
    "position": 0.1,
    "judgement": -0.7,
    "background": -1.2,
}
# That nothing was said, asked or seen is seldom the news.
_SILENCE = re.compile(
    r"(?i)\b(?:declined to|did not (?:\w+ )?(?:respond|reply|comment|take)|has not responded|would not comment|"
    r"not comment on|could not be reached)\b"
)
# What the text speaks of most, and what one place contradicts in another, a reader must hear.
_TOPIC, _DISPUTED = 1.6, 0.4
_CORE_SHARE, _LEAST_CORE, _MOST_CORE = 0.28, 2, 18
# Fewer than the labels have (27 of 100): where the weights do not tell, a claim supports.
_LOW_SHARE = 0.2


def weigh(
    reading: Reading, drafts: Sequence[Draft], tensions: Sequence[ProposedTension] = ()
) -> Iterator[tuple[Draft, Salience]]:
    """Each draft with its salience, in the order given; `weight` is set on the way."""
    topics = _topics(reading)
    n_sentences = max(1, len(reading.document.sentences))
    disputed = _disputed(reading, tensions)
    for draft in drafts:
        draft.weight = _weight(reading, draft, topics, n_sentences)
        start, end = draft.evidence[-1]
        if any(start < b and a < end for a, b in disputed):
            draft.weight += _DISPUTED  # what somebody contradicts, and the contradiction, a reader must hear
    most = max(_LEAST_CORE, min(_MOST_CORE, round(_CORE_SHARE * len(drafts))))
    ranked = sorted(drafts, key=lambda draft: -draft.weight)
    core = {id(draft) for draft in ranked[:most]}
    # A long text has more that can be left out than one of a few lines.
    n_low = round(_LOW_SHARE * max(0, len(drafts) - _LEAST_CORE))
    low = {id(draft) for draft in ranked[len(ranked) - n_low :]} - core
    for draft in drafts:
        yield draft, "core" if id(draft) in core else "low" if id(draft) in low else "supporting"


def _disputed(reading: Reading, tensions: Sequence[ProposedTension]) -> list[tuple[int, int]]:
    """The places that pull apart from others, naming and wording left aside."""
    places = []
    for tension in tensions:
        if tension.type not in ("source_disagreement", "internal_tension", "certainty_mismatch"):
            continue
        for pointer in tension.evidence:
            span = reading.document.sentences[pointer.sentence - 1].span
            at = reading.document.text.find(pointer.fragment, span.start, span.end) if pointer.fragment else span.start
            places.append((at, at + len(pointer.fragment) if pointer.fragment else span.end))
    return places


def _topics(reading: Reading) -> dict[str, float]:
    """By lemma of a content word: how much the text speaks of it, 0..1."""
    counts = Counter(
        token.lemma_.casefold() for token in reading.doc if token.pos_ in ("NOUN", "PROPN") and token.is_alpha
    )
    most = max(counts.values(), default=1)
    return {lemma: math.log1p(count) / math.log1p(most) for lemma, count in counts.items() if count > 1}


def _is_call(reading: Reading, draft: Draft) -> bool:
    """Whether it tells the reader what to do and nothing else: "Follow the latest on the rescue"."""
    tokens = [reading.words[i] for i in reading.tokens_in(draft.evidence[0][0], draft.evidence[0][1])]
    return bool(tokens) and tokens[0].tag_ == "VB" and tokens[0].dep_ == "ROOT"


def _lead(reading: Reading, draft: Draft) -> float:
    """What the first sentences of the body weigh more: there a report says what it is about."""
    if draft.heading:
        return 0.3
    first = next((s.index for s in reading.document.sentences if not s.heading), 1)
    return {0: 1.2, 1: 0.5, 2: 0.3}.get(draft.sentence - first, 0.0)


def _weight(reading: Reading, draft: Draft, topics: dict[str, float], n_sentences: int) -> float:
    held = draft.attribution
    weight = (_HOLDER.get(held.source_type, 2.2) if held else _OUTLET) + _KIND[draft.kind]
    weight += 0.5 * (1 - (draft.sentence - 1) / n_sentences)
    weight += _lead(reading, draft)
    tokens = [reading.words[i] for start, end in draft.evidence for i in reading.tokens_in(start, end)]
    spoken_of = [topics.get(token.lemma_.casefold(), 0.0) for token in tokens if token.pos_ in ("NOUN", "PROPN")]
    weight += _TOPIC * sum(spoken_of) / len(spoken_of) if spoken_of else -0.3
    weight += 0.1 * draft.has_date + 0.2 * draft.has_number
    if held and held.mode == "direct":
        weight -= 0.5  # spoken words colour what has been told already
    if draft.is_aside:
        weight -= 1.0
    if _SILENCE.search(draft.statement):
        weight -= 0.9
    if held and " spoke of " in draft.statement:
        weight -= 1.2  # that somebody spoke of it, not what was said; "expressed concern over it" does say it
    if held and held.confidence == "ambiguous":
        weight -= 0.3
    if len(tokens) < 7:
        weight -= 0.6
    if held is None and _is_call(reading, draft):
        weight -= 2.0
    if (
        held is None
        and draft.confidence == "explicit"
        and not any(is_finite(token) for token in tokens if token.pos_ in ("VERB", "AUX"))
    ):
        weight -= 1.5  # a caption, a byline, a fragment
    return weight
