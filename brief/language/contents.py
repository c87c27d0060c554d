"""What is reported: the characters that a cue brings with it, from the grammar and from the quotation marks.

Which words are cues is for `cues`, whose words they are for `sources`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from brief.language.analysis import ContentForm, Quotation
from brief.language.cues import Frames, load_words
from brief.language.grammar import Grammar, Range

__all__ = [
    "Content",
    "complement",
    "cut_insertion",
    "is_figure",
    "quotations_over",
    "quoted_beside",
    "subtract",
    "tidy",
    "widen",
]

_EDGE = re.compile(r"[\s,;:—–\-]+")
# The stop of a sentence, which is no part of a clause; that of "U.S." or "J." stays.
_FULL_STOP = re.compile(r"[^\W_]{3}\.$")
_WORDLESS = re.compile(r"[\W_]*")
# What may stand between a reporting clause and the quotation it opens: "in a statement", "on Tuesday", "reporters".
_BEFORE_QUOTE = re.compile(r"[^.!?\n]{0,160}?[,:—–]\s*(?:that\s*)?|\s*(?:that\s*)?")
_AFTER_QUOTE = re.compile(r"[\s,.—–-]*")
_NOMINAL_TAIL = ("as", "for", "of", "over", "after", "about", "because", "on", "to", "with", "by", "from", "against")
_SMALL_CLAUSE = ("oprd", "xcomp", "ccomp", "attr", "acomp", "dobj", "obj")
_COUNTING = frozenset(("count", "counted", "counts", "tallied", "tallies"))
# What follows "a line" or "a pledge" where the outlet goes on to comment on it.
_COMMENTING = frozenset({"that", "which", "in", "seen", "the", "he", "she", "they"})


@dataclass(frozen=True, slots=True)
class Content:
    """Ranges of characters in text order, their form, and the tokens of a preposition that belongs to the cue."""

    ranges: tuple[Range, ...]
    form: ContentForm
    preposition: int = -1


def complement(grammar: Grammar, verb: int, frames: Frames) -> Content | None:
    """What a verb's own dependents say is reported; None if none of them fits what the verb takes."""
    takes = frames.takes
    clause = _clause_of(grammar, verb) if {"quote", "that"} & takes else -1
    if clause >= 0:
        form: ContentForm = "infinitive" if _is_infinitive(grammar, clause) else "clause"
        a, b = grammar.subtree(clause)
        return Content(((a, b),), form)
    if {"that", "to"} <= takes and (told := _told_clause(grammar, verb)) >= 0:
        return Content((grammar.subtree(told),), "clause")
    if "fig" in takes and (figure := _figure(grammar, verb)):
        return Content((figure,), "noun_phrase")
    if "inf" in takes:
        found = _infinitive(grammar, verb, with_object="to" not in takes)
        if found is not None:
            return found
    if "as" in takes or "np" in takes:
        found = _nominal(grammar, verb, frames)
        if found is not None:
            return found
    for child in grammar.children[verb]:
        if child > verb and grammar.dep[child] in ("prep", "agent") and grammar.lower[child] in frames.prepositions:
            inner = grammar.child(child, "pobj", "pcomp")
            if inner >= 0 and grammar.ent[inner] not in ("DATE", "TIME"):
                form = "noun_phrase" if grammar.dep[inner] == "pobj" else "other"
                return Content(((grammar.start[child + 1], grammar.end[grammar.right[child]]),), form, child)
    return None


def _clause_of(grammar: Grammar, verb: int) -> int:
    """The finite clause a verb governs, on either side of it."""
    best = -1
    for child in grammar.children[verb]:
        if grammar.dep[child] != "ccomp":
            continue
        if grammar.quoted[child] >= 0 and best >= 0:
            continue
        if best < 0 or child > verb:
            best = child
    return best


def _told_clause(grammar: Grammar, verb: int) -> int:
    """ "Told a meeting in the hall that the pier leaks": the clause, which the parser hangs on the nearest noun."""
    told = grammar.child(verb, "dobj", "dative")
    if told < verb:
        return -1
    for at in range(told + 1, grammar.right[told] + 1):
        if grammar.dep[at] in ("relcl", "acl") and grammar.lower[grammar.left[at]] == "that":
            if any(grammar.dep[c] in ("nsubj", "nsubjpass") and c > grammar.left[at] for c in grammar.children[at]):
                return at
    return -1


def _figure(grammar: Grammar, verb: int) -> Range | None:
    """A number that is put on something: "the dead at seven", "52", "the toll as 13"; None where there is no number."""
    behind = [child for child in grammar.children[verb] if child > verb]
    target = next((child for child in behind if grammar.dep[child] in ("dobj", "attr")), -1)
    if target < 0:
        return None
    for child in behind:
        if child > target and is_figure(grammar, child):
            return grammar.chars(grammar.left[target], grammar.right[child])
    is_bare = grammar.lower[verb] in _COUNTING and _is_number(grammar, target)
    return grammar.chars(grammar.left[target], grammar.right[target]) if is_bare else None


def is_figure(grammar: Grammar, preposition: int) -> bool:
    """Whether "at" or "as" leads to a number: "at no less than 14 million"."""
    inner = grammar.child(preposition, "pobj") if grammar.lower[preposition] in ("at", "as") else -1
    return inner >= 0 and _is_number(grammar, inner)


def _is_number(grammar: Grammar, noun: int) -> bool:
    places = [noun, *grammar.children[noun]]
    return any(grammar.tag[each] in ("CD", "$") for each in places) and grammar.ent[noun] not in ("DATE", "TIME")


def _is_infinitive(grammar: Grammar, clause: int) -> bool:
    return any(grammar.lower[each] == "to" and grammar.dep[each] == "aux" for each in grammar.children[clause])


def _infinitive(grammar: Grammar, verb: int, *, with_object: bool) -> Content | None:
    for child in grammar.children[verb]:
        if child > verb and grammar.dep[child] in ("xcomp", "ccomp", "advcl") and _is_infinitive(grammar, child):
            if grammar.dep[child] == "advcl" and grammar.left[child] > verb + 1 and grammar.child(verb, "dobj") < 0:
                continue
            start, end = grammar.subtree(child)
            if with_object:
                target = grammar.child(verb, "dobj", "dative")
                if verb < target < child:
                    start = grammar.start[grammar.left[target]]
            return Content(((start, end),), "infinitive")
    return None


def _nominal(grammar: Grammar, verb: int, frames: Frames) -> Content | None:
    """The object with what is said of it: "the deployment as a necessary measure", "his rival for lying"."""
    takes_as = "as" in frames.takes
    first = last = -1
    form: ContentForm = "noun_phrase"
    for child in grammar.children[verb]:
        if child < verb or grammar.dep[child] == "punct":
            continue
        dep = grammar.dep[child]
        if first < 0:
            if dep in ("dobj", "obj") or takes_as and dep in ("ccomp", "xcomp", "oprd"):
                if grammar.ent[child] in ("DATE", "TIME") and grammar.pos[child] != "PRON":
                    continue
                first, last = grammar.left[child], grammar.right[child]
                if dep == "ccomp" and grammar.pos[child] != "VERB":
                    form = "as_phrase"
            continue
        opening = grammar.left[child]
        is_apart = any(
            grammar.pos[each] != "PUNCT" or grammar.lower[each] in ",;:—–" for each in range(last + 1, opening)
        )
        if is_apart or grammar.quoted[child] < 0 and grammar.lower[opening] == ",":
            break
        is_tail = dep == "prep" and grammar.lower[child] in _NOMINAL_TAIL
        if is_tail and grammar.ent[grammar.right[child]] in ("DATE", "TIME"):
            break
        if is_tail or takes_as and dep in _SMALL_CLAUSE:
            last = grammar.right[child]
            if dep in ("oprd", "xcomp", "ccomp", "attr", "acomp") or grammar.lower[child] == "as":
                form = "as_phrase"
        elif dep == "prep" and takes_as:
            break
        else:
            break
    if first < 0:
        return None
    return Content((grammar.chars(first, last),), form)


def quoted_beside(grammar: Grammar, reporting: Range, sentence: Range) -> list[int]:
    """The quotations right before and right after a reporting clause, of which it can be the tag."""
    text, quotations = grammar.text, grammar.quotations
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        if quotations[middle].span.end <= reporting[0]:
            low = middle + 1
        else:
            high = middle
    found = []
    if low > 0:
        before = quotations[low - 1].span
        is_near = before.end > sentence[0]
        if not is_near:
            # "…?" she asked: the splitter takes the question for a sentence of its own.
            inner = quotations[low - 1].inner.quote
            is_near = inner[-1:] in "?!,…—" and not text[before.end : sentence[0]].strip(" \u00a0")
        if is_near and _AFTER_QUOTE.fullmatch(text, before.end, reporting[0]):
            found.append(low - 1)
    if low < len(quotations):
        after = quotations[low].span
        if reporting[1] <= after.start < sentence[1] and _BEFORE_QUOTE.fullmatch(text, reporting[1], after.start):
            found.append(low)
    return found


def widen(grammar: Grammar, ranges: Sequence[Range]) -> list[Range]:
    """The same stretches, none of which begins or ends inside a quotation that is speech."""
    widened = []
    for a, b in ranges:
        for quotation in quotations_over(grammar, a, b):
            span = quotation.span
            if not (a <= span.start and span.end <= b):
                # A content that ends within a quotation was cut by the parser, which does not see the marks.
                if span.start < a < span.end and (quotation.speech or b < span.end):
                    a = span.start
                if span.start < b < span.end:
                    b = span.end
        widened.append((a, b))
    return widened


def quotations_over(grammar: Grammar, a: int, b: int) -> list[Quotation]:
    """The outermost quotations that share a character with a stretch."""
    place = bisect_left(grammar.quotations, a, key=lambda quotation: quotation.span.end)
    found = []
    while place < len(grammar.quotations) and grammar.quotations[place].span.start < b:
        found.append(grammar.quotations[place])
        place += 1
    return found


def subtract(ranges: Sequence[Range], holes: Sequence[Range]) -> list[Range]:
    """What is left of some stretches without others.

    >>> subtract([(0, 10)], [(3, 5)])
    [(0, 3), (5, 10)]
    """
    left = sorted(ranges)
    for low, high in holes:
        cut: list[Range] = []
        for a, b in left:
            if high <= a or b <= low:
                cut.append((a, b))
                continue
            if a < low:
                cut.append((a, low))
            if high < b:
                cut.append((high, b))
        left = cut
    return left


def tidy(text: str, ranges: Sequence[Range]) -> list[Range]:
    """The stretches without stray punctuation at their edges, merged where nothing but punctuation parts them."""
    trimmed: list[Range] = []
    for a, b in sorted(ranges):
        if trimmed and a <= trimmed[-1][1]:
            trimmed[-1] = (trimmed[-1][0], max(b, trimmed[-1][1]))
        elif trimmed and not text[trimmed[-1][1] : a].strip():
            trimmed[-1] = (trimmed[-1][0], b)
        else:
            trimmed.append((a, b))
    found = []
    for a, b in trimmed:
        lead = _EDGE.match(text, a, b)
        if lead:
            a = lead.end()
        while b > a and (text[b - 1].isspace() or text[b - 1] in ",;:—–-"):
            b -= 1
        if b - a > 3 and _FULL_STOP.search(text, b - 4, b):
            b -= 1
        if text[b : b + 1] == ")" and text.count("(", a, b) > text.count(")", a, b):
            b += 1
        if a < b and not _WORDLESS.fullmatch(text, a, b):
            found.append((a, b))
    return found


@lru_cache(maxsize=1)
def _insertion_words() -> tuple[frozenset[str], frozenset[str]]:
    pairs = [line.split() for line in load_words("cue_insertions")]
    return (
        frozenset(word for kind, word in pairs if kind == "participle"),
        frozenset(word for kind, word in pairs if kind == "noun"),
    )


def _leads_on(grammar: Grammar, after: int) -> bool:
    """Whether a noun's comment goes on: "a line that he repeats", "a line the mayor repeats"."""
    return grammar.lower[after] in _COMMENTING or grammar.pos[after] == "PROPN"


def cut_insertion(grammar: Grammar, first: int, last: int) -> int:
    """Where the outlet's own comment begins at the end of reported speech, as a token; `last + 1` if it has none.

    "X said p, suggesting that …" and "X said p, a move that …": what follows the comma is no longer X's.
    """
    participles, nouns = _insertion_words()
    for token in range(first + 2, last):
        if grammar.lower[token] in ("others", "some", "many") and grammar.tag[token + 1] == "VBG":
            # "some backing it and others warning of it": the second voice is not the first one's.
            if grammar.lower[token - 1] in ("and", "while", "but") and grammar.quoted[token] < 0:
                return token - 1
        if grammar.lower[token] not in (",", "—", "–") or grammar.quoted[token] >= 0:
            continue
        word = token + 1
        if grammar.tag[word] == "VBG" and grammar.lemma[word] in participles and grammar.quoted[word] < 0:
            return token
        if grammar.lower[word] in ("a", "an") and word + 2 <= last:
            head = next((each for each in range(word + 1, min(word + 5, last)) if grammar.tag[each] == "NN"), -1)
            while 0 <= head < last - 1 and grammar.tag[head + 1] == "NN":
                head += 1
            if head > 0 and grammar.lemma[head] in nouns and _leads_on(grammar, head + 1):
                return token
    return last + 1
