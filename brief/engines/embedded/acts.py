"""What act a cue tells: that something was said, thought or found, or only that it could, should or might be.

Whose words they are and how they are worded is for `reported`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.engines.embedded.clauses import is_finite
from brief.engines.embedded.reading import Reading
from brief.language.analysis import Attribution
from brief.language.modality import speech_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_conditional", "is_helper", "is_modal", "is_said", "is_stance", "tells_saying"]


def is_said(reading: Reading, attribution: Attribution) -> bool:
    """Whether the cue tells that it was said: by a finite verb, or a participle beside one ("…, saying that")."""
    if attribution.cue_index < 0 or attribution.cue_lemma == "according":
        return True
    verb = reading.words[attribution.cue_index]
    if verb.pos_ not in ("VERB", "AUX") or is_finite(verb):
        return not is_conditional(verb)
    return verb.dep_ == "advcl" and verb.tag_ == "VBG"


def is_conditional(verb: Token) -> bool:
    """ "Had Kern said that", "if Kern said that", "whether Kern said that": nobody is told to have said it."""
    inverted = any(c.dep_ in ("aux", "auxpass") and c.is_sent_start for c in verb.children)
    marked = any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)
    return inverted or marked


def is_stance(attribution: Attribution) -> bool:
    """Whether the cue gives its content as a belief or a finding, so that the verb must stay."""
    words = (word for cue in attribution.cue for word in cue.quote.split())
    return any(speech_group(word) == "stance" for word in words)


def tells_saying(reading: Reading, attribution: Attribution) -> bool:
    """Whether the cue is a word of saying: who found or learned something did not say it."""
    cues = (reading.words[i] for cue in attribution.cue for i in reading.tokens_in(cue.start, cue.end))
    return attribution.cue_lemma in ("according", ":") or any(speech_group(word.text) for word in cues)


def is_modal(reading: Reading, attribution: Attribution) -> bool:
    """Whether somebody would, could or must say it, which is not that it was said."""
    if attribution.cue_index < 0:
        return False
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in reading.words[attribution.cue_index].children)


def is_helper(child: Token) -> bool:
    """Whether a word before a verb belongs to it in any wording: an auxiliary, a negation, a bare adverb."""
    if child.dep_ in ("aux", "auxpass", "neg"):
        return True
    return child.dep_ == "advmod" and child.lower_ != "ago" and not any(True for _ in child.children)
