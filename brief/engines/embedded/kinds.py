"""What kind of claim a clause makes: from tense, mood, the cue and what it is said of.

The labels are those of the labelling guide: what happened or is the case (assertion), what somebody intends (plan),
what will happen (prediction), why (rationale), what somebody wants or holds (position), a reading that could be
disputed (judgement), older context (background). What counts as a hedge is `language.modality`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.briefing import Kind
from brief.language.modality import find_markers

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["classify_kind", "is_open"]

_OPEN_GROUPS = frozenset({"possible", "likely", "reported", "apparent"})
_LOOKING_AHEAD = frozenset(
    """risk risks chance chances potential potentially possibility possibilities threatens threatened should would
    claim claims claimed suggest suggests suggested suggesting indicate indicates indicated indicating forecast
    forecasts estimate estimates estimated predicted projected prospect prospects
    considered understood accused""".split()
) | {"set to", "due to", "on track"}
_PLANNING = frozenset({"plan", "intend", "promise", "vow", "pledge", "commit", "decide", "aim", "schedule", "prepare"})
_PREDICTING = frozenset({"predict", "expect", "forecast", "foresee", "anticipate", "project"})
_HOLDING = frozenset(
    """want demand urge call support oppose reject criticise criticize praise condemn welcome ask wish hope deny
    refuse defend endorse back blame accuse insist agree disagree object prefer favour favor concern fear worry
    caution warn appeal thank apologise apologize denounce dismiss""".split()
)
_RATIONALE = re.compile(
    r"(?i)\b(?:because|in order to|so that|so as to|due to|owing to|as a result of|the reason|"
    r"(?:intended|designed|meant|aimed|measure) (?:to|at)|"
    r"aim(?:s|ed|ing)? (?:is |was )?to|purpose|on the grounds? that)\b"
)
_SHOULD = re.compile(
    r"(?i)\b(?:should|must|ought to|has to|have to|need to|needs to|not up for|unacceptable|deserves?)\b"
)
_FUTURE = re.compile(r"(?i)\b(?:will|won[’']t|shall|would|is going to|are going to|[’']ll)\b")
# "would have died": nothing that is still to come.
_PERFECT = re.compile(r"(?i)\b(?:would|will|[’']d|[’']ll)(?: not|n[’']t)? have \w+")
_STATES = frozenset({"be", "have", "become", "remain", "seem", "feel", "like", "love", "need", "know", "stay", "mean"})
_INTENT = re.compile(
    r"(?i)\b(?:plans? to|intends? to|aims? to|is set to|are set to|is due to|are due to|"
    r"is scheduled|are scheduled|goal of)\b"
)
_OLDER = re.compile(
    r"(?i)\b(?:has long|had been|used to|previously|in the past|for (?:years|decades)|since (?:19|20)\d\d|"
    r"founded|established)\b"
)
_EVALUATIVE_LOADED = frozenset(
    {
        "opinion_as_fact",
        "unsupported_inference",
        "mind_reading",
        "subjective_adjective",
        "editorializing",
        "puffery",
        "contentious_label",
        "framing_metaphor",
        "cliche",
        "intensifier",
        "weasel_word",
    }
)


def classify_kind(
    words: str,
    *,
    head: Token | None,
    cue_lemma: str | None,
    loaded: Sequence[str],
    is_definition: bool = False,
    is_scheduled: bool = False,
) -> Kind:
    """The kind of claim that `words` make.

    Args:
        words: The proposition as worded in the text, without its reporting clause.
        head: Its governing verb or noun, where the parse has one.
        cue_lemma: The base form of the reporting word; None in the outlet's own voice.
        loaded: The categories of the loaded wording in it that is the claim-holder's own.
        is_definition: Whether it only says what somebody or something is.
        is_scheduled: Whether it sets a date by which something is to be.
    """
    if is_definition:
        return "judgement" if _EVALUATIVE_LOADED & set(loaded) else "background"
    if cue_lemma in _HOLDING:
        return "position"
    if cue_lemma in _PREDICTING:
        return "prediction"
    if cue_lemma in _PLANNING or _INTENT.search(words):
        return "plan"
    if cue_lemma is None and _EVALUATIVE_LOADED & set(loaded):
        return "judgement"
    if _RATIONALE.search(words):
        return "rationale"
    if _SHOULD.search(words):
        return "position" if cue_lemma else "judgement"
    if _FUTURE.search(_PERFECT.sub(" ", words)):
        return "plan" if is_scheduled or _is_arranged(head) else "prediction"
    if cue_lemma is None and (_OLDER.search(words) or _states_what_is(head)):
        return "background"
    return "assertion"


def is_open(words: str) -> bool:
    """Whether the text itself leaves it open that something is so: "may", "expected", "alleged", "reportedly".

    Words that only look ahead or weigh ("risk", "potential", "would", "suggests") hedge no claim of their own.

    >>> is_open("the quay may close"), is_open("the quay would close"), is_open("the risk of storms")
    (True, False, False)
    """
    return any(
        marker.kind == "hedge" and marker.group in _OPEN_GROUPS and marker.form.casefold() not in _LOOKING_AHEAD
        for marker in find_markers(words)
    )


def _is_arranged(head: Token | None) -> bool:
    """Whether a future is somebody's to decide: a passive of placing and holding, or a subject that acts."""
    if head is None or head.lemma_ in _STATES:
        return False
    if any(child.dep_ == "nsubjpass" for child in head.children):
        return True
    subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or subject.lower_ in ("he", "she", "we", "i", "they")
    )


def _states_what_is(head: Token | None) -> bool:
    """A present-tense copula with a noun after it: "the Oreshnik is a missile system"."""
    return (
        head is not None
        and head.lemma_ == "be"
        and head.tag_ in ("VBZ", "VBP")
        and any(child.dep_ == "attr" and child.pos_ in ("NOUN", "PROPN") for child in head.children)
    )
