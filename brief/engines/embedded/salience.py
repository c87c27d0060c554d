"""How much a reader needs each claim: by who holds it, where it stands, and how much the text itself speaks of it.

The weights are judgement, set while reading the pages they give; no suite has measured them yet.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from brief.briefing import Salience
from brief.engines.embedded.clauses import is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading

__all__ = ["weigh"]

# What somebody can be held to weighs most; what the outlet thinks of it weighs least.
_HOLDER = {
    "named_person": 3.0,
    "named_organisation": 3.0,
    "government_collective": 2.9,
    "role_only": 2.7,
    "document": 2.6,
    "unnamed_collective": 2.5,
    "implicit": 1.2,
}
_OWN_VOICE = {
    "assertion": 2.1,
    "plan": 2.0,
    "prediction": 1.3,
    "rationale": 1.6,
    "position": 1.5,
    "judgement": 1.6,
    "background": 0.9,
}
_CORE, _LOW = 3.4, 1.9
_CORE_SHARE, _LEAST_CORE, _MOST_CORE = 0.4, 3, 18


def weigh(reading: Reading, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Salience]]:
    """Each draft with its salience, in the order given; `weight` is set on the way."""
    topics = _topics(reading)
    n_sentences = max(1, len(reading.document.sentences))
    for draft in drafts:
        draft.weight = _weight(reading, draft, topics, n_sentences)
    most = max(_LEAST_CORE, min(_MOST_CORE, round(_CORE_SHARE * len(drafts))))
    best = sorted(drafts, key=lambda draft: -draft.weight)[:most]
    # A short text has claims that matter too: its best few are core whatever their weight.
    core = {id(draft) for place, draft in enumerate(best) if draft.weight >= _CORE or place < min(2, len(drafts))}
    for draft in drafts:
        if id(draft) in core:
            yield draft, "core"
        else:
            yield draft, "low" if draft.weight < _LOW else "supporting"


def _topics(reading: Reading) -> dict[str, float]:
    """By lemma of a content word: how much the text speaks of it, 0..1."""
    counts = Counter(
        token.lemma_.casefold() for token in reading.doc if token.pos_ in ("NOUN", "PROPN") and token.is_alpha
    )
    most = max(counts.values(), default=1)
    return {lemma: math.log1p(count) / math.log1p(most) for lemma, count in counts.items() if count > 1}


def _weight(reading: Reading, draft: Draft, topics: dict[str, float], n_sentences: int) -> float:
    held = draft.attribution
    weight = _HOLDER.get(held.source_type, 2.0) if held else _OWN_VOICE[draft.kind]
    weight += 0.9 * (1 - (draft.sentence - 1) / n_sentences)
    if not draft.heading and draft.sentence <= 2:
        weight += 0.6
    tokens = [reading.words[i] for start, end in draft.evidence for i in reading.tokens_in(start, end)]
    spoken_of = [topics.get(token.lemma_.casefold(), 0.0) for token in tokens if token.pos_ in ("NOUN", "PROPN")]
    weight += sum(spoken_of) / len(spoken_of) if spoken_of else -0.3
    weight += 0.3 * draft.has_date + 0.3 * draft.has_number
    if held and held.mode in ("direct", "mixed"):
        weight += 0.2
    if draft.is_aside:
        weight -= 1.5
    if draft.is_quoted and held:
        weight -= 0.4
    if held and " spoke of " in draft.statement:
        weight -= 1.2  # that somebody spoke of it, not what was said; "expressed concern over it" does say it
    if held and held.confidence == "ambiguous":
        weight -= 0.3
    if len(tokens) < 7:
        weight -= 0.6
    if (
        held is None
        and draft.confidence == "explicit"
        and not any(is_finite(token) for token in tokens if token.pos_ in ("VERB", "AUX"))
    ):
        weight -= 1.5  # a caption, a byline, a fragment
    return weight
