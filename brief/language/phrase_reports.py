"""Reports by phrases on a whole sentence: "according to X", "in X's view", "reportedly", and "X: p" in headlines.

Verbs are for `verb_reports`.
"""

from __future__ import annotations

import re

from brief.language.contents import quoted_beside, tidy
from brief.language.draft import Draft, finish, sentence_of
from brief.language.grammar import Grammar, Range
from brief.language.sources import is_agentive, is_text, source_range

__all__ = ["draft_according", "draft_adverb", "draft_colon", "draft_phrase", "draft_view"]

_APPOSITIVE = re.compile(r"\s*,\s+(an?|the|who|which|whose|one|his|her|its|their|formerly|then)\b", re.IGNORECASE)
# The longest name with its titles that a colon can follow: "Former Secretary of State Jo Cole (D-Vt.):".
_NAME_TOKENS = 12
_FINITE = ("VBD", "VBZ", "VBP", "MD", "VB")


def draft_according(grammar: Grammar, token: int) -> Draft | None:
    """ "According to X, p", wherever in the sentence it stands."""
    if token + 2 > grammar.last[token] or grammar.lower[token + 1] != "to":
        return None
    source_token = grammar.child(token + 1, "pobj", "pcomp")
    if source_token < 0:
        source_token = next(
            (t for t in range(token + 2, grammar.last[token] + 1) if grammar.pos[t] in ("NOUN", "PROPN", "PRON")), -1
        )
    if source_token < 0:
        return None
    source = source_range(grammar, source_token, token)
    return draft_phrase(grammar, token, [token, token + 1], source_token, source)


def draft_view(grammar: Grammar, noun: int) -> Draft | None:
    """ "In the view of X, …" and "in X's opinion, …"."""
    first = grammar.left[noun]
    preposition = grammar.head[noun]
    if grammar.lower[preposition] not in ("in", "to", "by") or preposition > noun or grammar.dep[noun] != "pobj":
        return None
    holder = grammar.child(noun, "poss")
    if holder >= 0:
        source = source_range(grammar, holder, noun)
        cue = [preposition, noun]
    else:
        of = next((c for c in grammar.children[noun] if grammar.lower[c] == "of"), -1)
        holder = grammar.child(of, "pobj") if of >= 0 else -1
        if holder < 0:
            return None
        source, cue = source_range(grammar, holder, noun), [preposition, *range(first, noun + 1), of]
    if not is_agentive(grammar, holder):
        return None
    if source is not None and source[1] < grammar.start[noun]:
        source = (source[0], min(source[1], grammar.end[holder]))
    draft = draft_phrase(grammar, preposition, cue, holder, source)
    if draft is not None:
        draft.head = noun
    return draft


def draft_phrase(grammar: Grammar, token: int, cue: list[int], source_token: int, source: Range | None) -> Draft | None:
    """A report by a phrase that hangs on the sentence: before it, inside it between commas, or at its end."""
    if source is None:
        return None
    text = grammar.text
    sentence = sentence_of(grammar, token)
    a, b = min(grammar.start[cue[0]], source[0]), max(grammar.end[cue[-1]], source[1])
    before = text[sentence[0] : a]
    after = text[b : sentence[1]]
    is_front = len(before.split()) <= 2 and not before.rstrip().endswith(("”", '"'))
    host = grammar.head[token]
    content: list[Range]
    if is_front:
        if not after.lstrip().startswith(","):
            # The source was cut short, or runs into the clause: take what follows the next comma.
            comma = text.find(",", b, sentence[1])
            if comma < 0:
                return None
            source = (source[0], comma)
            b = comma
        b = _past_appositive(grammar, source_token, b, sentence[1])
        source = (source[0], b)
        content = [(b, sentence[1])]
    else:
        start = _host_start(grammar, host, token, sentence[0])
        content = [(start, a)]
        if len(after.split()) > 1 and after.lstrip()[:1] in (",", "—", "–") and before.rstrip()[-1:] in ",—–":
            content.append((b, sentence[1]))
    draft = Draft(token, cue, source_token, source, content, "clause")
    finish(grammar, draft)
    return draft


def _past_appositive(grammar: Grammar, noun: int, end: int, stop: int) -> int:
    """Where a source ends that an appositive or relative clause follows: "According to Cole, a trader, prices …"."""
    text = grammar.text
    opened = _APPOSITIVE.match(text, end, stop)
    comma = text.find(",", opened.end(), stop) if opened else -1
    if opened is None or comma < 0 or comma - end > 160:
        return end
    at = next((each for each in range(noun, grammar.last[noun] + 1) if grammar.start[each] >= opened.start(1)), -1)
    finite = False
    if opened[1] not in ("who", "which", "whose"):
        while 0 <= at <= grammar.last[noun] and grammar.start[at] < comma:
            finite = finite or grammar.tag[at] in ("VBD", "VBZ", "VBP", "MD") and grammar.quoted[at] < 0
            at += 1
    # A finite verb before the next comma makes it the clause that is reported, not an apposition.
    return end if finite else comma


def _host_start(grammar: Grammar, host: int, token: int, start: int) -> int:
    """Where the clause begins that a phrase at its end hangs on."""
    at = host
    for _ in range(6):
        if grammar.is_verb(at) or grammar.head[at] == at:
            break
        at = grammar.head[at]
    if grammar.dep[at] in ("conj", "advcl", "ccomp", "parataxis") and grammar.left[at] < token:
        if grammar.child(at, "nsubj", "nsubjpass") >= 0:
            return max(start, grammar.start[grammar.left[at]])
    return start


def draft_adverb(grammar: Grammar, token: int) -> Draft | None:
    """ "X reportedly left": the clause is reported, by nobody named."""
    verb = grammar.head[token]
    if not grammar.is_verb(verb) or token == grammar.first[token] and grammar.lower[token] == "apparently":
        return None
    first, last = grammar.left[verb], grammar.right[verb]
    for child in grammar.children[verb]:
        if child > verb and grammar.dep[child] in ("conj", "cc", "parataxis", "ccomp") and grammar.left[child] > verb:
            if grammar.dep[child] != "ccomp":
                last = min(last, grammar.left[child] - 1)
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    if 0 <= subject < verb:
        first = grammar.left[subject]
    a, b = grammar.chars(first, max(first, last))
    draft = Draft(token, [token], -1, None, [(a, b)], "clause")
    finish(grammar, draft)
    return draft


def draft_colon(grammar: Grammar, colon: int) -> Draft | None:
    """ "Cook: strikes worked", as headlines and transcripts have it: a short name, a colon, and what is said."""
    first = grammar.first[colon]
    while first < colon and grammar.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    if first == colon or colon - first > _NAME_TOKENS or colon == grammar.last[colon]:
        return None
    names = range(first, colon)
    if any(grammar.tag[each][:1] in "VM" and grammar.pos[each] != "PROPN" for each in names):
        return None
    noun = next(
        (each for each in reversed(names) if grammar.pos[each] in ("PROPN", "NOUN") and grammar.lower[each] != ")"), -1
    )
    if noun < 0 or not (_is_speaker(grammar, noun) or _kind_speaks(grammar, noun)):
        return None
    start, end = grammar.end[colon], grammar.end[grammar.last[colon]]
    source = grammar.chars(first, colon - 1)
    draft = Draft(colon, [colon], noun, source, [(start, end)], "clause")
    beside = quoted_beside(grammar, (source[0], start), (source[0], max(end, start + 3)))
    quoted = [grammar.quotations[each].span for each in beside if grammar.quotations[each].span.start >= start]
    if quoted:
        draft.quotations, draft.form = beside, "quotation"
        draft.content = [(quoted[0].start, max(quoted[0].end, start))]
    elif not any(grammar.tag[each] in _FINITE for each in range(colon + 1, grammar.last[colon] + 1)):
        return None
    draft.content = tidy(grammar.text, draft.content)
    return draft


def _is_speaker(grammar: Grammar, noun: int) -> bool:
    return grammar.ent[noun] in ("PERSON", "ORG") and grammar.pos[noun] == "PROPN"


def _kind_speaks(grammar: Grammar, noun: int) -> bool:
    """Whether a common noun before a colon is somebody or something that speaks ("Police:", "Report:")."""
    return (
        grammar.tag[noun] in ("NN", "NNS")
        and grammar.first[noun] == grammar.left[noun]
        and (is_text(grammar, noun) or is_agentive(grammar, noun))
    )
