"""One report at a time: every cue of a document with its source and content, nested ones among them.

Which of the drafts stand, and what quotation goes on after them, is for `attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.language.cues import load_frames, load_words
from brief.language.draft import Draft, is_inside
from brief.language.grammar import Grammar
from brief.language.noun_reports import draft_adjective, draft_noun
from brief.language.phrase_reports import draft_according, draft_adverb, draft_colon, draft_view
from brief.language.verb_reports import draft_verb

__all__ = ["draft_reports"]

_VIEW = frozenset("view opinion words eyes mind estimation judgment judgement telling account".split())


def draft_reports(grammar: Grammar) -> Iterator[Draft]:
    """Every report that a single cue makes, in the order of the cues, nested ones among them."""
    for token in range(len(grammar)):
        if grammar.quoted[token] >= 0 and is_inside(grammar, token):
            continue
        draft = _draft_report(grammar, token)
        if draft is not None and draft.content:
            yield draft


def _draft_report(grammar: Grammar, token: int) -> Draft | None:
    """The report of which one token is the cue, if it is one."""
    lower, lemma, pos = grammar.lower[token], grammar.lemma[token], grammar.pos[token]
    draft = None
    if lower == ":":
        draft = draft_colon(grammar, token)
    elif lower == "according":
        draft = draft_according(grammar, token)
    elif lemma in _VIEW:
        draft = draft_view(grammar, token)
    if draft is not None:
        return draft
    if lemma in load_frames("cue_verbs") and grammar.is_verb(token):
        return draft_verb(grammar, token)
    if lower in load_frames("cue_adjectives") and grammar.dep[token] in ("acomp", "ROOT", "conj"):
        return draft_adjective(grammar, token)
    if lemma in load_frames("cue_nouns") and pos == "NOUN":
        return draft_noun(grammar, token)
    if lemma in load_words("cue_adverbs") and pos == "ADV":
        return draft_adverb(grammar, token)
    return None
