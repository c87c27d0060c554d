"""Reports by nouns and adjectives: "the minister's claim that p", "expressed concern over p", "is confident that p".

Verbs are for `verb_reports`.
"""

from __future__ import annotations

from brief.language.analysis import ContentForm
from brief.language.contents import complement
from brief.language.cues import cue_tokens, load_frames, load_words
from brief.language.draft import Draft, finish
from brief.language.grammar import Grammar, Range
from brief.language.sources import find_subject, is_agentive, source_range

__all__ = ["draft_adjective", "draft_noun"]


def draft_noun(grammar: Grammar, noun: int) -> Draft | None:
    """ "The minister's claim that …", "fears of …" with a holder, "criticism from X that …"."""
    frames = load_frames("cue_nouns")[grammar.lemma[noun]]
    content: list[Range] = []
    form: ContentForm = "clause"
    extra: list[int] = []
    clause = -1
    for child in grammar.children[noun]:
        if child < noun:
            continue
        dep = grammar.dep[child]
        if "clause" in frames.takes and dep in ("acl", "ccomp", "relcl") and _has_that(grammar, child):
            clause = child
            break
        if "inf" in frames.takes and dep in ("acl", "relcl", "xcomp") and grammar.lower[grammar.left[child]] == "to":
            clause, form = child, "infinitive"
            break
    if grammar.lower[noun] == "order" and noun and grammar.lower[noun - 1] == "in":
        return None
    holder, cue = _noun_holder(grammar, noun)
    if clause >= 0:
        content = [grammar.subtree(clause)]
    elif holder >= 0:
        for child in grammar.children[noun]:
            if child > noun and grammar.dep[child] == "prep" and grammar.lower[child] in frames.takes:
                if grammar.left[holder] <= child <= grammar.right[holder] or grammar.head[holder] == child:
                    continue
                inner = grammar.child(child, "pobj", "pcomp")
                if inner >= 0 and child + 1 < len(grammar):
                    content, form = [(grammar.start[child + 1], grammar.end[grammar.right[child]])], "noun_phrase"
                    extra = [child]
                    break
    if not content:
        return None
    light = grammar.head[noun]
    if holder < 0 and grammar.dep[noun] in ("dobj", "pobj") and grammar.lemma[light] in load_words("cue_light"):
        holder = find_subject(grammar, light)
        tokens, _ = cue_tokens(grammar, light)
        cue = [*tokens, noun]
    if holder >= 0 and not is_agentive(grammar, holder):
        return None
    source = source_range(grammar, holder, noun) if holder >= 0 else None
    draft = Draft(noun, sorted({*cue, noun, *extra}), holder, source, content, form)
    finish(grammar, draft)
    return draft


def _has_that(grammar: Grammar, clause: int) -> bool:
    """Whether a clause after a noun is its content and no relative clause: "the claim that he left"."""
    first = grammar.left[clause]
    if grammar.lower[first] != "that":
        return False
    return grammar.dep[first] == "mark" or grammar.child(clause, "nsubj", "nsubjpass") not in (-1, first)


def _noun_holder(grammar: Grammar, noun: int) -> tuple[int, list[int]]:
    """Whose claim it is: a possessive, or "by", "from", "among" and their like behind the noun."""
    holder = grammar.child(noun, "poss")
    if holder >= 0:
        case = grammar.child(holder, "case")
        return holder, [case, noun] if case >= 0 else [noun]
    for child in grammar.children[noun]:
        if child > noun and grammar.dep[child] in ("prep", "agent") and grammar.lower[child] in ("by", "from", "among"):
            inner = grammar.child(child, "pobj")
            if inner >= 0:
                return inner, [noun, child]
    light = grammar.head[noun]
    if grammar.dep[noun] == "dobj" and grammar.lemma[light] in load_words("cue_light"):
        subject = find_subject(grammar, light)
        if subject >= 0:
            tokens, _ = cue_tokens(grammar, light)
            return subject, [*tokens, noun]
    return -1, [noun]


def draft_adjective(grammar: Grammar, adjective: int) -> Draft | None:
    """ "The mayor is confident that …", "was eager to …", "made (it) clear that …"."""
    frames = load_frames("cue_adjectives")[grammar.lower[adjective]]
    verb = adjective if grammar.dep[adjective] == "ROOT" else grammar.head[adjective]
    subject = find_subject(grammar, verb)
    if subject < 0 or not is_agentive(grammar, subject) or grammar.lower[subject] == "it" or subject == adjective:
        return None
    found = complement(grammar, adjective, frames)
    if found is None and verb != adjective and verb < adjective:
        found = complement(grammar, verb, frames)
    if found is None or found.ranges[0][0] < grammar.end[adjective]:
        return None
    tokens, negated = cue_tokens(grammar, verb)
    extra = [] if found.preposition < 0 else [found.preposition]
    cue = sorted({*tokens, *range(max(tokens[-1] + 1, grammar.left[adjective]), adjective + 1), *extra})
    source = source_range(grammar, subject, verb)
    draft = Draft(adjective, cue, subject, source, list(found.ranges), found.form, negated)
    finish(grammar, draft)
    return draft
