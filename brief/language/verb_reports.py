"""Reports by verbs: "X said p", "p, said X", "X was described by Y as Z", "is expected to".

Quotations and clauses around a tag are found by `tags`, complements by `contents`.
"""

from __future__ import annotations

from brief.language.analysis import ContentForm
from brief.language.contents import complement, is_figure
from brief.language.cues import cue_tokens, load_frames, load_words
from brief.language.draft import Draft, can_report, finish, is_inside
from brief.language.grammar import Grammar, Range
from brief.language.phrase_reports import draft_phrase
from brief.language.sources import find_subject, is_agentive, source_range
from brief.language.tags import around_commas, around_tag, find_antecedent, take_quotations

__all__ = ["draft_verb"]

_QUESTIONED = frozenset({"asked", "questioned", "pressed", "quizzed"})
_ANSWERING = frozenset({"say", "reply", "answer", "respond", "decline", "tell", "refuse"})


def draft_verb(grammar: Grammar, verb: int) -> Draft | None:
    """What a verb of the lexicon reports here, active or passive; None if it reports nothing."""
    frames = load_frames("cue_verbs")[grammar.lemma[verb]]
    if grammar.dep[verb] in ("amod", "compound", "aux", "auxpass"):
        return None
    if _is_idiom(grammar, verb) or _is_asked(grammar, verb):
        return None
    if grammar.tag[verb] == "VBN" and _is_passive(grammar, verb):
        return _draft_passive(grammar, verb)
    subject = find_subject(grammar, verb)
    tokens, negated = cue_tokens(grammar, verb)
    if subject < 0:
        subject = _inverted(grammar, verb)
    if subject == verb or subject >= 0 and grammar.quoted[subject] >= 0 and is_inside(grammar, subject):
        subject = -1
    source = source_range(grammar, subject, verb) if subject >= 0 else None
    draft = Draft(verb, tokens, subject, source, [], "clause", negated or _is_question(grammar, verb))
    if "quote" in frames.takes and take_quotations(grammar, draft):
        return draft
    if "quote" in frames.takes and (both := around_commas(grammar, draft)):
        draft.content = both
        finish(grammar, draft)
        return draft if draft.content else None
    found = complement(grammar, verb, frames)
    if found is not None:
        if found.form not in ("clause", "infinitive") or "agent" in frames.takes and found.form == "infinitive":
            if subject < 0 or not can_report(grammar, subject, frames.takes):
                return None
        elif subject >= 0 and "quote" not in frames.takes and not can_report(grammar, subject, frames.takes):
            return None
        if subject < 0 and not _may_lack_source(grammar, verb):
            return None
        draft.form = found.form
        draft.content = (
            _with_neighbour(grammar, verb, list(found.ranges)) if found.form == "clause" else [*found.ranges]
        )
        if found.preposition >= 0:
            draft.cue = sorted({*draft.cue, found.preposition})
    elif subject >= 0:
        draft.content = find_antecedent(grammar, draft, frames.takes)
        if not draft.content and "quote" in frames.takes and grammar.dep[verb] not in ("relcl", "acl", "xcomp"):
            draft.content = around_tag(grammar, draft)
    finish(grammar, draft)
    return draft if draft.content and not _is_before_colon(grammar, draft) else None


def _with_neighbour(grammar: Grammar, verb: int, ranges: list[Range]) -> list[Range]:
    """A clause before its tag with the one behind it that the parser hangs on the tag: "p and q, the board said"."""
    for child in grammar.children[verb]:
        if child < verb and grammar.dep[child] == "ccomp":
            a, b = grammar.subtree(child)
            start, end = ranges[-1]
            if end <= a and grammar.text[end:a].strip(" ,\n") in ("", "and", "but"):
                ranges = [*ranges[:-1], (start, b)]
    return ranges


def _is_before_colon(grammar: Grammar, draft: Draft) -> bool:
    """ "It was so before: Kell declared war": a colon leads from what stands before it, and tags nothing."""
    tag = min(grammar.start[draft.head], draft.source[0] if draft.source else grammar.start[draft.head])
    before = draft.content[-1][1]
    return before <= tag and grammar.text[before:tag].strip() == ":"


def _is_idiom(grammar: Grammar, verb: int) -> bool:
    """ "That said, …", and "to see how it goes", which reports nothing."""
    lower, before = grammar.lower, max(verb - 1, grammar.first[verb])
    if lower[before] == "that" and before == grammar.first[verb] and lower[min(verb + 1, len(grammar) - 1)] == ",":
        return True
    following = lower[verb + 1] if verb < grammar.last[verb] else ""
    return lower[verb] == "see" and lower[before] == "to" and following in ("how", "whether", "if", "what", "who")


def _is_asked(grammar: Grammar, verb: int) -> bool:
    """ "Kell, asked about the pier, said": a participle between commas, of somebody who answers and asks nothing."""
    if grammar.lower[verb] not in _QUESTIONED or verb == 0 or grammar.lower[verb - 1] != ",":
        return False
    for place in range(verb + 1, grammar.last[verb] + 1):
        if grammar.lemma[place] in _ANSWERING and grammar.lower[place - 1] in (",", "has", "had"):
            return grammar.tag[place] in ("VBD", "VBZ", "VBN")
    return False


def _is_passive(grammar: Grammar, verb: int) -> bool:
    if grammar.child(verb, "nsubjpass", "auxpass", "agent") >= 0:
        return True
    if grammar.child(verb, "nsubj", "aux") >= 0:
        return False
    return grammar.dep[verb] == "acl" or grammar.dep[verb] == "advcl" and grammar.child(verb, "dobj") < 0


def _is_question(grammar: Grammar, verb: int) -> bool:
    if grammar.dep[verb] != "ROOT":
        return False
    last = grammar.last[verb]
    if not any(grammar.lower[each] == "?" for each in range(max(last - 1, verb), last + 1)):
        return False
    return grammar.quoted[last] < 0 and grammar.quoted[max(last - 1, 0)] < 0


def _may_lack_source(grammar: Grammar, verb: int) -> bool:
    return grammar.tag[verb] == "VBN" and grammar.lemma[verb] in load_words("cue_implicit")


def _inverted(grammar: Grammar, verb: int) -> int:
    """The subject behind a verb of saying that follows its quotation: "…," said the mayor."""
    if verb == 0 or grammar.quoted[verb - 1] < 0 and grammar.lower[verb - 1] not in (",", "—", "–"):
        return -1
    target = grammar.child(verb, "dobj", "attr", "dative", "npadvmod", "oprd")
    return target if target == -1 or target > verb else -1


def _draft_passive(grammar: Grammar, verb: int) -> Draft | None:
    """ "X was described by Y as Z", "X is expected to …", "a letter signed by Y"."""
    frames = load_frames("cue_verbs")[grammar.lemma[verb]]
    agent = grammar.child(verb, "agent")
    source_token = grammar.child(agent, "pobj") if agent >= 0 else -1
    tokens, negated = cue_tokens(grammar, verb)
    if source_token >= 0:
        if not is_agentive(grammar, source_token) and "doc" not in frames.takes:
            return None
        tokens = sorted({*tokens, agent})
    elif grammar.lemma[verb] not in load_words("cue_implicit"):
        return None
    source = source_range(grammar, source_token, verb) if source_token >= 0 else None
    if source is not None and verb - grammar.first[verb] <= 2 and grammar.lower[max(verb - 1, 0)] == "as":
        return draft_phrase(grammar, verb, tokens, source_token, source)
    subject = find_subject(grammar, verb)
    content: list[Range] = []
    form: ContentForm = "noun_phrase"
    for child in grammar.children[verb]:
        if child > verb and grammar.dep[child] in ("ccomp", "xcomp", "oprd", "acomp", "attr", "advcl"):
            if grammar.dep[child] == "advcl" and not any(grammar.lower[c] == "to" for c in grammar.children[child]):
                continue
            content.append(grammar.subtree(child))
            form = "clause" if grammar.dep[child] == "ccomp" else "infinitive"
            if grammar.dep[child] in ("oprd", "acomp", "attr"):
                form = "as_phrase"
        elif child > verb and grammar.dep[child] == "prep" and grammar.lower[child] in ("as", "of", "to", "for"):
            if source_token < 0 and grammar.lower[child] != "as":
                continue
            content.append(grammar.subtree(child))
            form = "as_phrase"
    if source_token < 0 and not content:
        return None
    if frames.takes <= {"fig", "doc"}:
        put_at = next((c for c in grammar.children[verb] if c > verb and is_figure(grammar, c)), -1)
        if put_at < 0:
            return None
        content.append(grammar.subtree(put_at))
    is_addressee = bool({"to"} & frames.takes) or grammar.lemma[verb] == "ask"
    if is_addressee and not content:
        return None
    is_expletive = subject >= 0 and grammar.lower[subject] == "it" and form == "clause"
    if subject >= 0 and not is_expletive and not is_addressee:
        a, b = grammar.subtree(subject)
        if not a <= grammar.start[verb] < b:
            content.insert(0, (a, b))
        elif grammar.start[grammar.left[verb]] > a:
            content.insert(0, (a, grammar.start[grammar.left[verb]]))
    draft = Draft(verb, tokens, source_token, source, content, form, negated)
    finish(grammar, draft)
    return draft
