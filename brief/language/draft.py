"""A report in the making: what the kinds of report share, and how a content is cleaned of everything not reported.

Which cue makes which report is for `verb_reports`, `noun_reports` and `phrase_reports`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.language.analysis import ContentForm
from brief.language.contents import cut_insertion, subtract, tidy, widen
from brief.language.cues import load_frames
from brief.language.grammar import Grammar, Range
from brief.language.sources import is_agentive, is_text

__all__ = ["Draft", "can_report", "finish", "holes_of", "is_inside", "reporting_range", "sentence_of"]

# In tokens. A text without full stops must not make every tag in it read the whole of it.
_MAX_REACH = 400
_GOES_ON = frozenset("and but because if unless than that although though despite".split())


@dataclass(slots=True)
class Draft:
    """A report in the making. `cue` are tokens, `content` and `source` ranges of characters.

    `insertion` is a participle at which the outlet's own comment begins, -1 if it makes none.
    """

    head: int
    cue: list[int]
    source_token: int
    source: Range | None
    content: list[Range]
    form: ContentForm
    negated: bool = False
    quotations: list[int] = field(default_factory=list)
    insertion: int = -1


def sentence_of(grammar: Grammar, token: int) -> Range:
    """The characters of a token's sentence."""
    first = max(grammar.first[token], token - _MAX_REACH)
    return grammar.start[first], grammar.end[min(grammar.last[token], token + _MAX_REACH)]


def reporting_range(grammar: Grammar, draft: Draft) -> Range:
    """The characters of the tag: cue and source with what lies between them."""
    a, b = grammar.start[draft.cue[0]], grammar.end[draft.cue[-1]]
    if draft.source is not None and grammar.first[draft.head] <= draft.source_token <= grammar.last[draft.head]:
        # A subject far up the tree does not make what lies between part of the tag.
        between = grammar.text[draft.source[1] : a]
        if draft.source[0] >= b or between.count(",") <= 2 and len(between) < 200:
            a, b = min(a, draft.source[0]), max(b, draft.source[1])
    return a, b


def holes_of(grammar: Grammar, draft: Draft) -> list[Range]:
    """What can be no part of the content: the cue, the source, and a short tag as a whole."""
    holes = [(grammar.start[each], grammar.end[each]) for each in draft.cue]
    if draft.source is not None:
        holes.append(draft.source)
    a, b = reporting_range(grammar, draft)
    if b - a < 160:
        holes.append((a, b))
    return holes


def finish(grammar: Grammar, draft: Draft) -> None:
    """Take the tag out of the content, complete its quotations, and give the outlet back its own comments."""
    ranges = widen(grammar, _with_tail(grammar, draft, subtract(draft.content, holes_of(grammar, draft))))
    ranges = _without_outlet(grammar, draft, ranges)
    draft.content = tidy(grammar.text, subtract(ranges, holes_of(grammar, draft)))


def _with_tail(grammar: Grammar, draft: Draft, ranges: list[Range]) -> list[Range]:
    """A reported clause with what goes on after it to the end of the sentence: "said it was long but that it held".

    The parser hangs a later clause on the reporting verb as often as on the reported one; a speaker goes on speaking
    unless the later clause has a tense of its own and no subject ("said so and left") or reports anew.
    """
    if draft.form != "clause" or not ranges or ranges[-1][0] < grammar.end[draft.head]:
        return ranges
    a, b = ranges[-1]
    last = min(grammar.last[draft.head], draft.head + _MAX_REACH)
    at = next((each for each in range(draft.head, last + 1) if grammar.start[each] >= b), -1)
    while 0 <= at <= last and grammar.pos[at] in ("PUNCT", "SPACE") and grammar.lower[at] in (",", ";", "”", '"', "''"):
        at += 1
    if not 0 <= at < last or grammar.lower[at] not in _GOES_ON:
        return ranges
    following = grammar.tag[at + 1]
    if grammar.lower[at] in ("and", "or", "but") and following in ("VBD", "VBZ", "VBP", "VBG", "VBN", "RB", "MD"):
        return ranges
    verbs = load_frames("cue_verbs")
    for token in range(at, last + 1):
        if grammar.lemma[token] in verbs and grammar.is_verb(token) and grammar.quoted[token] < 0:
            if "quote" in verbs[grammar.lemma[token]].takes:
                return ranges
    return [*ranges[:-1], (a, grammar.end[last])]


def _without_outlet(grammar: Grammar, draft: Draft, ranges: list[Range]) -> list[Range]:
    if not ranges or grammar.start[draft.head] > ranges[-1][0]:
        return ranges
    a, b = ranges[-1]
    first = next(
        (
            each
            for each in range(draft.head, min(grammar.last[draft.head], draft.head + _MAX_REACH) + 1)
            if grammar.start[each] >= a
        ),
        -1,
    )
    if first < 0:
        return ranges
    last = first
    while last + 1 <= grammar.last[draft.head] and grammar.end[last + 1] <= b:
        last += 1
    cut = cut_insertion(grammar, first, last)
    if cut < last and grammar.tag[cut + 1] == "VBG":
        draft.insertion = cut + 1
    return [*ranges[:-1], (a, grammar.start[cut])] if cut <= last else ranges


def can_report(grammar: Grammar, noun: int, takes: frozenset[str]) -> bool:
    """Whether such a thing can be a source: somebody, or a text where the cue is one that texts have too."""
    if grammar.lower[noun] in ("which", "that") and grammar.dep[grammar.head[noun]] == "relcl":
        noun = grammar.head[grammar.head[noun]]
    return is_agentive(grammar, noun) or "doc" in takes and is_text(grammar, noun)


def is_inside(grammar: Grammar, token: int) -> bool:
    """Whether a quoted token is part of what somebody says, and no mark or name in marks."""
    quotation = grammar.quotations[grammar.quoted[token]]
    return quotation.speech or grammar.start[token] > quotation.inner.start
