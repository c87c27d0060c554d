"""What a text tells and does not explain: why something happened, and which earlier thing it refers to.

What it says itself to be open is for `unanswered`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.engines.embedded.asking import Asked, ask, unquoted
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words

__all__ = ["ask_causes", "ask_earlier"]

# What nobody means to happen, so that a reader asks for the cause.
_MISHAP = re.compile(
    r"(?i)\b(?:derail(?:s|ed|ment)?|left the (?:rails|road|track|runway)|crash(?:es|ed)?|collaps(?:e|es|ed)|"
    r"capsiz(?:e|es|ed)|explo(?:des?|ded|sion)|blaze|caught fire|fire (?:broke out|destroyed|swept)|sank|blackout|"
    r"power (?:cut|failure|outage)|outbreak|oil spill|burst (?:its|their) banks)\b"
)
_CAUSE = re.compile(
    r"(?i)\b(?:because|caus(?:e[sd]?|ing)|due to|owing to|blam(?:e[sd]?|ing)|triggered|sparked|started (?:by|when|in)|"
    r"as a result of|the reason|led to|investigators (?:found|believe|think|said))\b"
)
_LEAD_SENTENCES = 4
_PAST = frozenset({"earlier", "previous", "prior"})
_MOST = 2


def ask_causes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """What brought about the mishap that a text opens with, where it gives no cause anywhere."""
    if _CAUSE.search(reading.document.text):
        return
    for sentence in reading.document.sentences[:_LEAD_SENTENCES]:
        match = None if sentence.heading else _MISHAP.search(sentence.span.quote)
        if match is None:
            continue
        start = sentence.span.start + match.start()
        span = reading.document.span(start, start + len(match[0]))
        question = f"What was the cause of what is told as {quote_words(unquoted(span))}?"
        yield from ask(reading, 3.9, question, "missing_evidence", "No cause is given.", (span,))
        return


def ask_earlier(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Which earlier thing is meant, where none has been told of: "ignored earlier warnings", "a previous deadline"."""
    seen: set[str] = set()
    n_asked = 0
    for token in reading.words:
        if token.pos_ == "NOUN" and token.ent_type_ not in ("DATE", "TIME"):
            past = next((c for c in token.children if c.dep_ == "amod" and c.lower_ in _PAST), None)
            pointed = any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.children)
            if past is not None and not pointed and token.lemma_ not in seen and n_asked < _MOST:
                n_asked += 1
                span = reading.document.span(past.idx, token.idx + len(token))
                question = f"Which {'are' if token.tag_ == 'NNS' else 'is'} the {quote_words(unquoted(span))}?"
                yield from ask(reading, 3.3, question, "unresolved_reference", "It is not told of before.", (span,))
            seen.add(token.lemma_)
