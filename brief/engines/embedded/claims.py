"""From layers to proposed claims: every sentence's propositions, each given to the voice that holds it.

Attributions give the claims of others; what they leave is the outlet's own. Wording is `statements`' business, cutting
`clauses`', weighing `salience`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.engines.embedded.backgrounds import settle_background
from brief.engines.embedded.clauses import Clause, is_finite, split_clauses
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.holders import find_holder
from brief.engines.embedded.outlet import outlet_drafts, told_by_clause
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.reported import reported_drafts
from brief.engines.embedded.sayings import word_participle
from brief.engines.embedded.statements import Wording
from brief.language.modality import speech_group

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

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
# What an agency tells its clients: "(Adds details)", "3rd graf pvs", "Editing by Jane Roe".
_WIRE_NOTE = re.compile(
    r"(?i)\((?:adds?|updates?|recasts?|repeats?|corrects?|changes?|eds?:)\b[^()]{0,120}\)\.?"
    r"|(?:\d+(?:st|nd|rd|th)|first|second|third|last) grafs?\b.{0,30}|(?:eds|editors)[:;].{0,200}"
    r"|\(?(?:(?:additional )?reporting|writing|editing|compiled|edited|written) by [^.]{2,120}\.?\)?",
    re.DOTALL,
)
_OBJECTS = frozenset({"ccomp", "dobj", "xcomp"})
# Forms that are as often nouns: "critics point to money" is told as what critics do. The checks read them alike.
_NOUNS_TOO = frozenset(
    """report state show point note claim post hold find call order comment question fear hope challenge request demand
    dispute doubt praise blame estimate""".split()
)
_MEASURING = frozenset({"put", "count", "tally", "value", "estimate", "place", "give"})
_HAVING_WRITTEN = frozenset({"list", "mention", "give", "detail", "outline", "quote", "cite", "name", "put", "ask"})
_REACHING = frozenset("get write call ring phone telephone email contact reply respond tweet".split())
_NOBODY = frozenset({"neither", "no", "nobody", "none", "few"})
_STANDING_FOR = frozenset({"that", "it", "this", "them"})
_WORD = re.compile(r"\w+")

__all__ = ["draft_claims", "unread_reason"]


def draft_claims(reading: Reading) -> list[Draft]:
    """Every proposition of a document in reading order, each sentence giving at least one where it says anything."""
    wording = Wording(reading.document, reading.analysis.quotations)
    by_sentence: dict[int, list[Attribution]] = {}
    for attribution in reading.analysis.attributions:
        if not _speaks(attribution) or not _is_voiced(reading, attribution):
            continue
        for index in _sentences_of(reading, attribution):
            by_sentence.setdefault(index, []).append(attribution)
    drafts: list[Draft] = []
    for sentence, tokens in reading.parse.pairs():
        if unread_reason(sentence, tokens):
            continue
        start = reading.opening_of(sentence)
        clauses = split_clauses(tokens[sum(token.idx < start for token in tokens) :])
        held = by_sentence.get(sentence.index, [])
        if sentence.heading:
            held = [attribution for attribution in held if _is_tagged(attribution)]
        drafts += _distinct(_of_sentence(reading, wording, sentence, clauses, held))
    settle_background(reading, drafts)
    return drafts


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that tell the same words again: two holders in one quoted sentence are told once."""
    return list({draft.statement.rstrip(".”’ "): draft for draft in reversed(drafts)}.values())[::-1]


def unread_reason(sentence: Sentence, tokens: Tokens) -> str | None:
    """Why a sentence gives no claim of its own; None when it should give one."""
    words = [token for token in tokens if token.is_alpha or token.like_num]
    if not words:
        return "it has no words"
    if _WIRE_NOTE.fullmatch(sentence.span.quote.strip()):
        return "it is a heading or a label and says nothing by itself"
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
    if attribution.source and attribution.source[0].quote.casefold().split()[0] in _NOBODY:
        return False  # "neither side would say": nobody is left who holds it
    if attribution.cue_lemma == "see" and attribution.content_form == "noun_phrase":
        return False  # "a report seen by this newspaper" was read, not said
    if attribution.source_type == "implicit" and attribution.cue_lemma in _NAMING:
        return False
    if attribution.cue_lemma not in _READ_INTO or attribution.content_form == "quotation":
        return True
    return attribution.source_type == "document" and attribution.cue_lemma in _DOCUMENTS_DO


def _is_voiced(reading: Reading, attribution: Attribution) -> bool:
    """Whether its cue is a word of saying: who endorsed, attacked or planned something did it, as the outlet tells."""
    if attribution.source_type == "implicit" or attribution.content_form == "quotation":
        return True
    if attribution.cue_lemma in ("according", ":") or attribution.cue_index < 0:
        return True
    cue = reading.words[attribution.cue_index]
    if _is_purpose(cue):
        return False
    if _puts_figure(attribution, cue) or _is_written(attribution, cue):
        return True
    if attribution.cue_lemma == "declare" and not any(is_finite(child) for child in cue.children):
        return False  # "declared the sound a reserve" is a deed
    if cue.pos_ == "NOUN" and not _leads_to_clause(cue):
        # "expressed concern over", but not "is raising questions about"
        return any(speech_group(word.text) for word in (cue.head, *cue.head.children) if word.pos_ == "VERB")
    if cue.pos_ not in ("VERB", "AUX", "ADJ") or cue.tag_ == "VBG":
        return True  # "Farmers voiced concern, viewing it as a threat": they go on as they began
    if cue.lower_ in _NOUNS_TOO and not (cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "that"):
        return False
    # "declined to say how", but not "declined to comment"
    governed = [c.text for c in cue.children if c.dep_ == "xcomp" and any(g.dep_ in _OBJECTS for g in c.children)]
    return any(speech_group(word) for part in attribution.cue for word in (*part.quote.split(), *governed))


def _puts_figure(attribution: Attribution, cue: Token) -> bool:
    """ "Put the toll at seven", "counted 52": who gives a number holds it, with no word of saying."""
    if attribution.cue_lemma not in _MEASURING or attribution.content_form != "noun_phrase" or not is_finite(cue):
        return False
    return any(each.tag_ == "CD" for child in cue.children if child.i > cue.i for each in child.subtree)


def _is_written(attribution: Attribution, cue: Token) -> bool:
    """ "The website lists it as sold", "the logs do not mention it": what a text has in it, it says."""
    return attribution.source_type == "document" and attribution.cue_lemma in _HAVING_WRITTEN and is_finite(cue)


def _is_tagged(attribution: Attribution) -> bool:
    """Whether a headline gives what it says to somebody: "…, officials say"; all else is the outlet's own wording."""
    if attribution.source_type == "implicit" or attribution.content_form not in ("clause", "quotation"):
        return False
    is_behind = bool(attribution.cue) and attribution.cue[0].start > attribution.content[0].start
    return is_behind and speech_group(attribution.cue_lemma) is not None or attribution.cue_lemma in (":", "according")


def _repeats(own: Draft, reported: Draft) -> bool:
    """Whether the outlet's claim holds all of a reported one, cue and source included: that one is told twice."""
    if own.is_quoted or own.is_aside:
        return False
    if reported.is_quoted and reported.attribution is not None:
        # What is quoted for the sake of a report that the outlet tells in plain words is told twice.
        parts = (*reported.attribution.cue, *reported.attribution.content)
        return own.evidence[0][0] <= min(s.start for s in parts) and max(s.end for s in parts) <= own.evidence[-1][1]
    words = set(_WORD.findall(reported.statement.casefold()))
    inside = own.evidence[0][0] <= reported.evidence[0][0] and reported.evidence[-1][1] <= own.evidence[-1][1]
    return inside and words <= set(_WORD.findall(own.statement.casefold())) | {"that", "said", "unnamed"}


def _is_purpose(cue: Token) -> bool:
    """ "a process to suggest designs": an infinitive on a noun, or of what is done in order to, has not been said.

    Who "got in touch to say" so, or "wrote to tell" somebody, has said it.
    """
    if cue.dep_ == "advcl" and cue.head.lemma_ in _REACHING and cue.head.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    while cue.dep_ == "conj" and cue.head.i != cue.i:
        cue = cue.head
    return cue.tag_ == "VB" and cue.dep_ in ("acl", "advcl", "relcl") and any(c.lower_ == "to" for c in cue.children)


def _leads_to_clause(noun: Token) -> bool:
    """Whether what a noun reports is a clause: "the claim that the pier leaks"."""
    return noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in ("that", ",", ":", "“")


def _sentences_of(reading: Reading, attribution: Attribution) -> Iterator[int]:
    seen = set()
    for span in attribution.content:
        for sentence in reading.document.sentences_over(span.start, span.end):
            if sentence.index not in seen:
                seen.add(sentence.index)
                yield sentence.index


def _is_explained(attribution: Attribution, attributions: list[Attribution]) -> bool:
    """ "Kell disputed that, saying …": what follows is what Kell said, and "that" alone says nothing."""
    if len(attribution.content) != 1 or attribution.content[0].quote.casefold() not in _STANDING_FOR:
        return False
    return any(
        other is not attribution and other.source_index == attribution.source_index >= 0 for other in attributions
    )


def _tell_with_verb(
    reading: Reading, wording: Wording, attribution: Attribution, attributions: list[Attribution], draft: Draft
) -> None:
    """Word a participle's report with its verb, where it cannot stand alone: "Kell fears it, viewing it as a risk"."""
    if attribution.cue_index < 0 or draft.attribution is None or not draft.source:
        return
    verb = reading.words[attribution.cue_index].head
    others = (other for other in attributions if other is not attribution)
    governing = next((each for each in others if any(cue.start <= verb.idx < cue.end for cue in each.cue)), None)
    if governing is None or governing.source_index != attribution.source_index:
        return
    if not draft.is_quoted and not _is_explained(governing, attributions):
        return
    holder = find_holder(reading, governing)
    if holder.phrase and (statement := word_participle(reading, wording, governing, attribution, holder.phrase)):
        draft.statement, draft.is_quoted = statement, False
        draft.evidence = [(min(s.start for s in (*governing.source, *governing.cue)), attribution.content[-1].end)]


def _of_sentence(
    reading: Reading, wording: Wording, sentence: Sentence, clauses: list[Clause], attributions: list[Attribution]
) -> list[Draft]:
    drafts: list[Draft] = []
    held: list[Attribution] = []
    for attribution in [each for each in attributions if not _is_explained(each, attributions)]:
        if attribution.source_type == "implicit":
            others = [other for other in attributions if other is not attribution]
            by_outlet = told_by_clause(reading, wording, sentence, clauses, others, attribution)
            if by_outlet is True:
                continue
            if by_outlet is not None:
                drafts.append(by_outlet)
                held.append(attribution)
                continue
        told = reported_drafts(reading, wording, sentence, clauses, attribution)
        if len(told) == 1:
            _tell_with_verb(reading, wording, attribution, attributions, told[0])
        drafts += told
        if told or attribution.mode == "direct":
            held.append(attribution)
    own = outlet_drafts(reading, wording, sentence, clauses, held)
    drafts = [draft for draft in drafts if not any(_repeats(other, draft) for other in own)] + own
    return sorted(drafts, key=lambda draft: (draft.evidence[0][0], draft.evidence[-1][1]))
