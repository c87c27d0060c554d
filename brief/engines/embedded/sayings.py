"""How a reported clause is worded: its holder, a plain verb and the text's own words.

Which stretch is told and whose it is, `reported` has decided; a quotation of the text is what it falls back on.
"""

from __future__ import annotations

import re

from brief.document import Sentence
from brief.engines.embedded.acts import is_conditional, is_helper, is_modal, is_said, is_stance, tells_saying
from brief.engines.embedded.clauses import is_finite
from brief.engines.embedded.holders import is_plural
from brief.engines.embedded.reading import Ranges, Reading
from brief.engines.embedded.statements import (
    Wording,
    lower_opening,
    points_elsewhere,
    reporting_verb,
    sentence_case,
    with_article,
    without_stop,
)
from brief.language.analysis import Attribution

__all__ = ["finished", "time_of_speech", "word_participle", "word_report"]

_COMPLEMENTISER = re.compile(r"(?i)^(?:that)\s+")
_CONNECTIVE = re.compile(
    r"(?i)^(?:(?:but|and|yet|so|or),?|(?:however|moreover|furthermore|meanwhile|nevertheless|nonetheless|still|also|"
    r"overall|instead|therefore|thus|additionally|besides),)\s+(?=[^\W\d_]+\s)"
)
# "…, and" before what somebody else said.
_TRAILING = re.compile(r"(?i)[,;]?\s+(?:and|but|or|while|as|although|though)$")
_NAMING = frozenset({"call", "cite", "describe", "label", "dub", "term", "brand", "name", "deem"})
_QUESTION_WORD = re.compile(r"(?i)(?:how|whether|if|what|who|whom|whose|why|where|when|which)\b")
_ASKING = frozenset({"ask", "wonder", "question"})
# Cues that only dress up "spoke of"; what praises, attacks or concedes is an act of its own and is never levelled out.
_SPEAKING_OF = frozenset(
    """highlight emphasise emphasize stress underline underscore note clarify reiterate point mention address outline
    detail cite tout hail trumpet flag discuss describe""".split()
)
# A name put for one of these stands right before its verb: "She now expects" is told as "Karrow expects".
_PERSONAL = frozenset({"he", "she", "it", "they"})
# "Kell disputed that": what was disputed is in another sentence.
_STANDING_FOR = frozenset({"that", "it", "this", "them", "so", "him", "her", "both"})
_AS = re.compile(r"(?i)\bas\b")


def word_report(
    reading: Reading, wording: Wording, sentence: Sentence, attribution: Attribution, content: Ranges, holder: str
) -> str | None:
    """The claim in the text's words after its holder and a plain verb; None where that would be no sentence."""
    form, judging = attribution.content_form, reading.is_judging(attribution)
    time = time_of_speech(reading, sentence, attribution)
    if time and time[0] > content[0][0]:
        time = None  # "p, the company said on Tuesday": moved before p, the time would seem to be that of p
    when = wording.words([time]) if time else ""
    words = _COMPLEMENTISER.sub("", wording.words(content))
    if form == "clause":
        words = _TRAILING.sub(
            "", _CONNECTIVE.sub("", words)
        )  # "but the pier stayed shut": what it is linked to is told elsewhere
    if not words:
        return None
    if form == "quotation" or attribution.mode == "direct":
        verb = "asked" if attribution.cue_lemma == "ask" else "wrote" if attribution.cue_lemma == "write" else "said"
        if not words.startswith(("“", "‘")):
            return None
        return finished(f"{_dated(holder, verb, when)}: {words}")
    if attribution.cue_lemma in _NAMING and form == "noun_phrase" and "“" not in words:
        return None  # "called her vote", and not what
    if attribution.cue_lemma in _NAMING and not _has_finite_verb(reading, content):
        return _verbatim(reading, wording, attribution, content, holder)
    outside = wording.unquoted(content)
    if "“" not in words and points_elsewhere(outside):
        words = with_article(words)
        outside = words
    if points_elsewhere(outside) or words.casefold() in _STANDING_FOR:
        return None
    if form == "clause" and not is_said(reading, attribution):
        return _governed(reading, wording, attribution, content, holder)
    if form == "clause" and not judging and is_stance(attribution):
        kept = _verbatim(reading, wording, attribution, content, holder)
        if kept is not None:
            return kept  # who found or suggested it did not just say it
    if form == "clause":
        cue = reading.words[attribution.cue_index] if attribution.cue_index >= 0 else None
        past = cue.lower_ if cue is not None and cue.tag_ == "VBD" else None
        verb = reporting_verb(attribution, judging=judging, plural=is_plural(reading, attribution), past=past)
        found_out = verb == "said" and not judging and not tells_saying(reading, attribution)
        if attribution.negated or found_out or is_modal(reading, attribution) or not _has_finite_verb(reading, content):
            return _verbatim(reading, wording, attribution, content, holder)
        link = " " if attribution.cue_lemma in _ASKING or _QUESTION_WORD.match(words) else " that "
        return finished(f"{_dated(holder, verb, when)}{link}{_lowered(reading, content, words)}")
    if judging and form == "noun_phrase" and attribution.cue_lemma in _SPEAKING_OF:
        return finished(f"{_dated(holder, 'spoke', when)} of {_lowered(reading, content, words)}")
    if judging and form == "as_phrase" and _AS.search(words):
        return finished(f"{_dated(holder, 'described', when)} {_lowered(reading, content, words)}")
    if not judging:
        return _verbatim(reading, wording, attribution, content, holder)
    return None


def word_participle(
    reading: Reading, wording: Wording, governing: Attribution, attribution: Attribution, holder: str
) -> str | None:
    """ "X denied it, saying that p", told with the verb that the participle goes with; None where that may not be."""
    cue = reading.words[attribution.cue_index]
    if cue.tag_ != "VBG" or cue.dep_ != "advcl":
        return None
    if reading.is_judging(governing) or reading.is_judging(attribution) or governing.negated:
        return None
    content = [(governing.content[0].start, attribution.content[-1].end)]
    if points_elsewhere(wording.unquoted(content)):
        return None
    return _verbatim(reading, wording, governing, content, holder)


def _governed(reading: Reading, wording: Wording, attribution: Attribution, content: Ranges, holder: str) -> str | None:
    """ "X avoided saying that p": told from the verb that governs the saying, or not at all."""
    verb = reading.words[attribution.cue_index]
    after = max((span.end for span in attribution.source), default=-1)
    while verb.dep_ in ("xcomp", "pcomp", "prep", "pobj", "acl") and not is_finite(verb) and verb.head.i != verb.i:
        verb = verb.head
    if not is_finite(verb) or is_conditional(verb) or not 0 <= after <= verb.idx < content[0][0]:
        return None
    helpers = [child.idx for child in verb.children if is_helper(child) and after <= child.idx < verb.idx]
    return finished(f"{holder} {wording.words([(min([verb.idx, *helpers]), content[0][0]), *content])}")


def _has_finite_verb(reading: Reading, content: Ranges) -> bool:
    """Whether the content is a clause: "declared the sound a reserve" has none in it."""
    tokens = (reading.words[i] for start, end in content for i in reading.tokens_in(start, end))
    return any(token.pos_ in ("VERB", "AUX") and is_finite(token) for token in tokens)


def _verbatim(reading: Reading, wording: Wording, attribution: Attribution, content: Ranges, holder: str) -> str | None:
    """The holder, then cue and content as they stand in the text, when they stand in that order."""
    if not attribution.source or not attribution.cue:
        return None
    after = max(span.end for span in attribution.source)
    cue = min(span.start for span in attribution.cue)
    tokens = reading.tokens_in(cue, attribution.cue[0].end)
    if not after <= cue <= content[0][0] or not tokens:
        return None
    verb = reading.doc[tokens[0] : tokens[-1] + 1].root
    if is_finite(verb):
        is_renamed = attribution.source[0].quote.casefold() in _PERSONAL
        helpers = [
            child.idx
            for child in verb.children
            if is_helper(child) and after <= child.idx < verb.idx and not (is_renamed and child.dep_ == "advmod")
        ]
        words = wording.words([(min([verb.idx, *helpers]), content[0][0]), *content])
    else:
        return None
    return finished(f"{holder} {words}") if len(words.split()) > 1 else None


def time_of_speech(reading: Reading, sentence: Sentence, attribution: Attribution) -> tuple[int, int] | None:
    """Where the time of the speech act stands: "on Tuesday", "at the end of October"."""
    taken = [
        (span.start, span.end) for part in (attribution.source, attribution.cue, attribution.content) for span in part
    ]
    for date in reading.dates_in(reading.opening_of(sentence), sentence.span.end):
        if any(a < date.span.end and date.span.start < b for a, b in taken):
            continue
        tokens = reading.tokens_in(date.span.start, date.span.end)
        if not tokens:
            continue
        head = reading.doc[tokens[0] : tokens[-1] + 1].root
        while head.dep_ == "pobj" or (head.dep_ == "prep" and head.head.dep_ == "pobj"):
            head = head.head
        if head.head.i != attribution.cue_index or head.right_edge.i - head.left_edge.i > 7:
            continue
        edge = head.right_edge
        return head.left_edge.idx, edge.idx + len(edge)
    return None


def _dated(holder: str, verb: str, when: str) -> str:
    if not when:
        return f"{holder} {verb}"
    if when[0].isupper() and " " in when:
        inside = holder[0].lower() + holder[1:] if holder.startswith(("Unnamed ", "The ")) else holder
        return f"{when}, {inside} {verb}"
    return f"{holder} {verb} {when}"


def _lowered(reading: Reading, content: Ranges, words: str) -> str:
    place = reading.tokens_in(content[0][0], content[0][1])
    return lower_opening(words, reading.words[place[0]], reading.name_words) if place else words


def finished(statement: str) -> str:
    """One sentence: a capital at its start, one stop at its end, outside the quotation marks."""
    line = sentence_case(statement.strip())
    if closing := re.search(r"”[.,;:]*$", line):
        inner = line[: closing.start()]
        line = (inner if inner.endswith(("’.", "'.", '".')) else without_stop(inner)) + "”"
        return line if re.search(r"[!?…]$", line.rstrip("”’")) else line + "."
    return line if line.endswith(("!", "?", "…")) else line.rstrip(" ,;:.–—-") + "."
