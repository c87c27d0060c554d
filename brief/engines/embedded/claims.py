"""From layers to proposed claims: every sentence's propositions, each given to the voice that holds it.

Attributions give the claims of others; what they leave is the outlet's own. Wording is `statements`' business, cutting
`clauses`', weighing `salience`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.engines.embedded.clauses import Clause, split_clauses
from brief.engines.embedded.datelines import dateline_end
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.outlet import outlet_drafts
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.reported import reported_drafts
from brief.engines.embedded.statements import Wording

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from brief.document import Sentence
    from brief.language.analysis import Attribution

# Verbs by which an outlet reads a meaning into what somebody did; a report or a poll, though, can show and suggest.
_DOCUMENTS_DO = frozenset(
    {"show", "demonstrate", "prove", "reveal", "illustrate", "reflect", "highlight", "underscore"}
)
_READ_INTO = _DOCUMENTS_DO - {"highlight", "underscore", "reveal"} | {
    "signal",
    "mean",
    "mark",
    "symbolise",
    "symbolize",
}

# "a venture called Orion" names and claims nothing.
_NAMING = frozenset({"call", "name", "dub", "nickname", "know", "title"})
# A writer's own "I" and everybody's "you" are the outlet's voice.
_GENERIC = re.compile(r"(?i)(?:i|you|we|one|us|people)(?:[’'](?:m|ve|re|d|ll|s))?")

__all__ = ["draft_claims", "unread_reason"]


def draft_claims(reading: Reading) -> list[Draft]:
    """Every proposition of a document in reading order, each sentence giving at least one where it says anything."""
    wording = Wording(reading.document, reading.analysis.quotations)
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in reading.analysis.attributions:
        if not _speaks(attribution):
            continue
        for index in _sentences_of(reading, attribution):
            by_sentence.setdefault(index, []).append(attribution)
    drafts: list[Draft] = []
    for sentence, tokens in reading.parse.pairs():
        if unread_reason(sentence, tokens):
            continue
        start = dateline_end(sentence)
        clauses = split_clauses(tokens[sum(token.idx < start for token in tokens) :])
        # A headline is the outlet's own wording, whoever it is about.
        held = [] if sentence.heading else by_sentence.get(sentence.index, [])
        drafts += _distinct(_of_sentence(reading, wording, sentence, clauses, held))
    return drafts


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that tell the same words again: two holders in one quoted sentence are told once."""
    return list({draft.statement.rstrip(".”’ "): draft for draft in reversed(drafts)}.values())[::-1]


def unread_reason(sentence: Sentence, tokens: Tokens) -> str | None:
    """Why a sentence gives no claim of its own; None when it should give one."""
    words = [token for token in tokens if token.is_alpha or token.like_num]
    if not words:
        return "it has no words"
    if sentence.index == 1 and sentence.heading and len(words) > 2:
        return None  # a headline says something even where the parser sees no verb in it
    verbs = any(token.pos_ in ("VERB", "AUX") for token in words)
    if len(words) <= 6 and not verbs and (sentence.heading or sentence.span.quote[-1] not in "!?"):
        return "it is a heading or a label and says nothing by itself"
    return None


def _speaks(attribution: Attribution) -> bool:
    """Whether somebody says or thinks it; "the government has shown that …" is what the outlet reads into a deed."""
    if attribution.source and _GENERIC.fullmatch(attribution.source[0].quote):
        return False
    if attribution.cue_lemma == "see" and attribution.content_form == "noun_phrase":
        return False  # "a report seen by this newspaper" was read, not said
    if attribution.source_type == "implicit" and attribution.cue_lemma in _NAMING:
        return False
    if attribution.cue_lemma not in _READ_INTO or attribution.content_form == "quotation":
        return True
    return attribution.source_type == "document" and attribution.cue_lemma in _DOCUMENTS_DO


def _sentences_of(reading: Reading, attribution: Attribution) -> Iterator[int]:
    seen = set()
    for span in attribution.content:
        for sentence in reading.document.sentences_over(span.start, span.end):
            if sentence.index not in seen:
                seen.add(sentence.index)
                yield sentence.index


def _of_sentence(
    reading: Reading, wording: Wording, sentence: Sentence, clauses: list[Clause], attributions: list[Attribution]
) -> list[Draft]:
    drafts: list[Draft] = []
    held: list[Attribution] = []
    for attribution in attributions:
        told = reported_drafts(reading, wording, sentence, clauses, attribution)
        drafts += told
        if told or attribution.mode == "direct":
            held.append(attribution)
    drafts += outlet_drafts(reading, wording, sentence, clauses, held)
    return sorted(drafts, key=lambda draft: (draft.evidence[0][0], draft.evidence[-1][1]))
