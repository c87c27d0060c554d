"""What a tag such as "she said" belongs to when the grammar does not say: quotations beside it, the clause around it.

The parser sees no quotation marks; this goes by them and by commas. Complements are for `contents`.
"""

from __future__ import annotations

from brief.language.contents import complement, quoted_beside, subtract, tidy
from brief.language.cues import load_frames
from brief.language.draft import Draft, can_report, holes_of, reporting_range, sentence_of
from brief.language.grammar import Grammar, Range

__all__ = ["around_commas", "around_tag", "find_antecedent", "take_quotations"]

_FINITE = ("VBD", "VBZ", "VBP", "MD", "VB")
_SUBORDINATORS = frozenset("as while when after before if although though since because once until unless".split())
_RELATIVE = frozenset(("which", "whom", "who", "that"))


def take_quotations(grammar: Grammar, draft: Draft) -> bool:
    """Give a verb of saying the quotations it stands beside; False if it stands beside none."""
    sentence = sentence_of(grammar, draft.head)
    reporting = reporting_range(grammar, draft)
    beside = quoted_beside(grammar, reporting, sentence)
    cue_only = (grammar.start[draft.cue[0]], grammar.end[draft.cue[-1]])
    if not beside and cue_only != reporting:
        beside = quoted_beside(grammar, cue_only, sentence)
    beside = [each for each in beside if not _is_interrupted(grammar, draft, each)]
    if not beside:
        return False
    clause = complement(grammar, draft.head, load_frames("cue_verbs")[grammar.lemma[draft.head]])
    is_mixed = False
    for each in beside:
        span = grammar.quotations[each].span
        a, b = span.start, span.end
        before = grammar.text[sentence[0] : a] if sentence[0] < a else ""
        is_own = before.rstrip().endswith((":", ".", "?", "!"))
        if span.end <= reporting[0] and not is_own and before.strip(" \n\r\t,—–-'\"“‘"):
            # They “had chemistry,” said X: what stands before the fragment in its clause is reported with it.
            a = _clause_start(grammar, a, sentence[0], clause.ranges[0][0] if clause else None)
            is_mixed = True
        if span.start >= reporting[1]:
            if clause and clause.ranges[0][0] < a and clause.ranges[0][0] >= reporting[1]:
                a, is_mixed = clause.ranges[0][0], True
            if clause and clause.ranges[-1][1] > b and not grammar.quotations[each].speech:
                b, is_mixed = clause.ranges[-1][1], True
        draft.content.append((a, b))
    draft.quotations = beside
    draft.form = "clause" if is_mixed else "quotation"
    if clause is not None and is_mixed:
        draft.form = clause.form
    draft.content = tidy(grammar.text, subtract(draft.content, holes_of(grammar, draft)))
    return bool(draft.content)


def _is_interrupted(grammar: Grammar, draft: Draft, quotation: int) -> bool:
    """Whether a second verb or sentence end lies between the reporting words and the quotation after them."""
    span = grammar.quotations[quotation].span
    at = draft.cue[-1] + 1
    frames = load_frames("cue_verbs")
    if span.start < grammar.start[draft.head]:
        return False
    while at < len(grammar) and grammar.start[at] < span.start:
        if grammar.is_verb(at) and grammar.lemma[at] in frames and "quote" in frames[grammar.lemma[at]].takes:
            return True
        at += 1
    gap = grammar.text[grammar.end[draft.cue[-1]] : span.start].rstrip()
    if grammar.quotations[quotation].speech:
        return bool(gap) and gap[-1] not in ",:—–" and gap.split()[-1] != "that" and len(gap.split()) > 3
    return bool(gap) and gap[-1] not in ",:"


def _clause_start(grammar: Grammar, quote: int, start: int, parsed: int | None) -> int:
    if parsed is not None and start <= parsed < quote:
        return parsed
    return start


def find_antecedent(grammar: Grammar, draft: Draft, takes: frozenset[str]) -> list[Range]:
    """What a relative clause without an object reports: "everything they wanted", "the figure that he cited"."""
    verb, subject = draft.head, draft.source_token
    head = grammar.head[verb]
    if grammar.dep[verb] != "relcl" or grammar.head[subject] != verb or grammar.lower[subject] in _RELATIVE:
        return []
    if not {"that", "quote"} & takes or not can_report(grammar, subject, takes):
        return []
    start, end = grammar.start[grammar.left[head]], grammar.start[grammar.left[verb]]
    before = (each for each in grammar.children[verb] if each < subject)
    relative = next((each for each in before if grammar.lower[each] in _RELATIVE), -1)
    draft.form = "noun_phrase"
    return [(start, end if relative < 0 else grammar.end[relative])] if start < end else []


def around_tag(grammar: Grammar, draft: Draft) -> list[Range]:
    """The sentence around a tag set off by commas: "Taxes, the minister said, will rise."""
    sentence = sentence_of(grammar, draft.head)
    a, b = reporting_range(grammar, draft)
    opening = max(0, draft.source_token and min(draft.source_token, draft.head) - 1)
    while opening > grammar.first[draft.head] and grammar.start[opening] >= a:
        opening -= 1
    if grammar.lower[opening] == "as" and grammar.start[opening] < a:
        # "…, as the minister put it, …"
        a = grammar.start[opening]
        is_front = opening - grammar.first[draft.head] <= 1
        if is_front and grammar.text[b : sentence[1]].lstrip().startswith(","):
            return [(b, sentence[1])]
    before = grammar.text[sentence[0] : a].rstrip()
    after = grammar.text[b : sentence[1]].lstrip()
    if not before.endswith((",", "”", '"', "’", "''")) or grammar.child(draft.head, "dobj", "ccomp") >= 0:
        return []
    if after.startswith((",", "—", "–")) and len(after.split()) > 2:
        return [(sentence[0], a), (b, sentence[1])]
    if len(after.split()) > 6 or not _is_clause(grammar, grammar.first[draft.head], a):
        return []
    return [(sentence[0], a)]


def _is_clause(grammar: Grammar, first: int, stop: int) -> bool:
    """Whether the words before a tag can stand as a sentence."""
    if grammar.lower[first] in _SUBORDINATORS:
        return False
    at = first
    while at < len(grammar) and grammar.start[at] < stop:
        if grammar.tag[at] in _FINITE:
            return True
        at += 1
    return False


def around_commas(grammar: Grammar, draft: Draft) -> list[Range]:
    """Both sides of a tag between two commas: "Even then, he said, it was late"."""
    if draft.source is None or grammar.dep[draft.head] in ("relcl", "acl", "advcl", "xcomp"):
        return []
    a, b = reporting_range(grammar, draft)
    sentence = sentence_of(grammar, draft.head)
    if b - a > 100 or a == sentence[0] or draft.source[0] < sentence[0]:
        return []
    before, after = grammar.text[sentence[0] : a].rstrip(), grammar.text[b : sentence[1]].lstrip()
    if before.endswith(",") and after.startswith(",") and len(before.split()) <= 40 and len(after.split()) > 1:
        return [(sentence[0], a), (b, sentence[1])]
    return []
