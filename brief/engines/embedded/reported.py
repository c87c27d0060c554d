"""The claims of others: one attribution in one sentence, worded as "X said …" with the text's own words.

Where the grammar of the cue gives no sure wording, the claim is the attributed quotation of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.document import Sentence
from brief.engines.embedded.acts import is_conditional, is_helper, is_modal, is_said, is_stance, tells_saying
from brief.engines.embedded.clauses import Clause, is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.holders import UNRESOLVED, ClaimHolder, find_holder, is_plural
from brief.engines.embedded.kinds import classify_kind, is_open
from brief.engines.embedded.reading import Ranges, Reading, subtract
from brief.engines.embedded.statements import (
    Wording,
    lower_opening,
    points_elsewhere,
    quote_whole,
    quote_words,
    reporting_verb,
    sentence_case,
    without_stop,
)
from brief.language.analysis import Attribution

__all__ = ["reported_drafts"]

_COMPLEMENTISER = re.compile(r"(?i)^(?:that)\s+")
_CONNECTIVE = re.compile(r"(?i)^(?:but|and|yet|so|or),?\s+(?=[^\W\d_]+\s)")
_NAMING = frozenset({"call", "cite", "describe", "label", "dub", "term", "brand", "name", "deem"})
_QUESTION_WORD = re.compile(r"(?i)(?:how|whether|if|what|who|whom|whose|why|where|when|which)\b")
_ASKING = frozenset({"ask", "wonder", "question"})
# Cues that only dress up "spoke of"; what praises, attacks or concedes is an act of its own and is never levelled out.
_SPEAKING_OF = frozenset(
    """highlight emphasise emphasize stress underline underscore note clarify reiterate point mention address outline
    detail cite tout hail trumpet flag discuss describe""".split()
)
# A fragment that is nearly the sentence is quoted as the sentence, which a reader finds sooner.
_NEARLY_ALL_SHARE = 0.6
_WITH = re.compile(r",?\s+(with\s+(?:an?|the|no|some|many)\s)")
# A name put for one of these stands right before its verb: "She now expects" is told as "Karrow expects".
_PERSONAL = frozenset({"he", "she", "it", "they"})
_AS = re.compile(r"(?i)\bas\b")


def reported_drafts(
    reading: Reading, wording: Wording, sentence: Sentence, clauses: Sequence[Clause], attribution: Attribution
) -> list[Draft]:
    """What an attribution says in a sentence; nothing where its content there has no word."""
    content = _content_in(reading, sentence, attribution)
    if not content:
        return []
    attribution = _as_here(reading, sentence, content, attribution)
    if not _belongs(sentence, attribution):
        return []
    holder = find_holder(reading, attribution)
    addition = _addition(reading, content, attribution) if holder.phrase else None
    if addition is not None:
        content = subtract(content, [addition])
    plain = subtract(content, _insertions(reading, clauses, content))
    evidence = _evidence(reading, sentence, attribution, content)
    if holder.group is not None:
        # "some", "others": who they are a part of must be in sight.
        evidence = [(min(holder.group.start, evidence[0][0]), evidence[0][1])]
    statement = _statement(reading, wording, sentence, attribution, plain, holder.phrase) if holder.phrase else None
    quoted = statement is None
    if statement is None and holder.group is None and not _is_what_is_told(reading, attribution):
        return []
    if statement is None:
        statement, evidence = _quotation(reading, sentence, evidence)
    drafts = [_draft(reading, wording, sentence, attribution, holder, content, evidence, statement, quoted=quoted)]
    if quoted and holder.source is not None and holder.source.casefold() in UNRESOLVED:
        # Who "they" are is not sure: the sentence is quoted, and credited to nobody.
        return [replace(drafts[0], attribution=None, source=None, confidence="ambiguous")]
    if addition is not None:
        # Whose words these are, the holder's or the outlet's, the text leaves open.
        statement = f"The article speaks of {quote_words(_verbatim_words(reading, addition).removeprefix('with '))}."
        added = _draft(reading, wording, sentence, attribution, holder, [addition], [addition], statement, quoted=False)
        drafts.append(replace(added, attribution=None, confidence="ambiguous"))
    return drafts


def _as_here(reading: Reading, sentence: Sentence, content: Ranges, attribution: Attribution) -> Attribution:
    """The attribution as it is in one sentence: a quotation that follows a paraphrase is direct there."""
    span = sentence.span
    if any(span.start <= cue.start < span.end for cue in attribution.cue):
        return attribution
    if attribution.content_form == "quotation" and attribution.mode == "indirect":
        return attribution  # an answer in an interview, which has no marks of its own
    speech = [q.span for q in reading.analysis.quotations if q.speech]
    if all(any(q.start <= a and b <= q.end for q in speech) for a, b in content):
        return replace(attribution, mode="direct", content_form="quotation")
    return attribution


def _is_what_is_told(reading: Reading, attribution: Attribution) -> bool:
    """Whether a sentence is told for the sake of a report in it, so that its quotation is the holder's claim.

    "Ray's plan to close the pier", "a boat called the Kell": what is only mentioned on the way makes nobody the holder
    of the sentence around it.
    """
    if any(q.speech and q.span.overlaps(s) for q in reading.analysis.quotations for s in attribution.content):
        return True
    if attribution.cue_index < 0:
        return True
    cue = reading.words[attribution.cue_index]
    if attribution.cue_lemma == "according" or cue.pos_ in ("ADV", "ADP", "PUNCT", "SCONJ"):
        return True
    if cue.pos_ == "NOUN" and cue.dep_ != "ROOT" and not is_finite(cue.head):
        return False
    while cue.dep_ in ("conj", "ccomp", "parataxis", "acomp", "xcomp", "dobj", "advcl") and cue.head.i != cue.i:
        cue = cue.head
    return cue.dep_ == "ROOT"


def _belongs(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether a sentence is reported: it has the cue, or goes on with somebody's quoted words."""
    span = sentence.span
    here = any(span.start <= cue.start < span.end for cue in attribution.cue)
    return here or not attribution.cue or attribution.mode == "direct" or attribution.content_form == "quotation"


def _draft(
    reading: Reading,
    wording: Wording,
    sentence: Sentence,
    attribution: Attribution,
    holder: ClaimHolder,
    content: Ranges,
    evidence: Ranges,
    statement: str,
    *,
    quoted: bool,
) -> Draft:
    words = wording.words(content)
    categories = [item.category for a, b in content for item in reading.judged_in(a, b)]
    tokens = reading.tokens_in(content[0][0], content[-1][1])
    head = reading.doc[tokens[0] : tokens[-1] + 1].root if tokens else None
    return Draft(
        statement=statement,
        kind=classify_kind(
            words,
            head=head,
            cue_lemma=attribution.cue_lemma or "say",
            loaded=categories,
            is_scheduled=any(date.relation == "deadline" for a, b in content for date in reading.dates_in(a, b)),
            is_direct=attribution.mode in ("direct", "mixed"),
        ),
        evidence=evidence,
        sentence=sentence.index,
        heading=sentence.heading,
        attribution=replace(attribution, source_type=holder.source_type),
        source=holder.source,
        hedged=is_open(words),
        is_quoted=quoted,
        has_date=any(reading.dates_in(a, b) for a, b in evidence),
        has_number=any(character.isdigit() for character in words),
        n_names=sum(character.isupper() for character in words[1:]),
    )


def _quotation(reading: Reading, sentence: Sentence, evidence: Ranges) -> tuple[str, Ranges]:
    """The claim as a quotation of the text, with the stretch it rests on."""
    place, whole = (evidence[0][0], evidence[-1][1]), (reading.opening_of(sentence), sentence.span.end)
    if place[1] - place[0] > _NEARLY_ALL_SHARE * (whole[1] - whole[0]):
        place = whole
    return quote_whole(_verbatim_words(reading, place), heading=sentence.heading), [place]


def _verbatim_words(reading: Reading, place: tuple[int, int]) -> str:
    return " ".join(reading.document.text[place[0] : place[1]].split())


def _addition(reading: Reading, content: Ranges, attribution: Attribution) -> tuple[int, int] | None:
    """A phrase behind quoted words that may be the speaker's or the outlet's: "…, with a definitive goal of …"."""
    if attribution.mode != "mixed" or attribution.content_form != "clause":
        return None
    start, end = content[-1]
    for quotation in reading.analysis.quotations:
        if quotation.level == 1 and start < quotation.span.end < end:
            found = _WITH.match(reading.document.text, quotation.span.end, end)
            before = reading.document.text[quotation.inner.end - 1]
            if found and (before == "," or found[0].startswith(",")) and end - found.start(1) > 20:
                return found.start(1), end
    return None


def _content_in(reading: Reading, sentence: Sentence, attribution: Attribution) -> Ranges:
    found = []
    for span in attribution.content:
        start, end = max(span.start, reading.opening_of(sentence)), min(span.end, sentence.span.end)
        if start < end and any(character.isalnum() for character in reading.document.text[start:end]):
            found.append((start, end))
    return found


def _insertions(reading: Reading, clauses: Sequence[Clause], content: Ranges) -> Ranges:
    """Descriptions that the outlet puts inside reported words; inside quotation marks they are the speaker's."""
    cuts = []
    for clause in clauses:
        if clause.shape != "apposition":
            continue
        start = reading.words[clause.first].idx
        last = reading.words[clause.last]
        end = last.idx + len(last)
        inside = any(a <= start and end <= b for a, b in content)
        spoken = any(q.span.start <= start and end <= q.span.end for q in reading.analysis.quotations)
        if inside and not spoken:
            text = reading.document.text
            while start > 0 and text[start - 1] in " \n,":
                start -= 1
            if end < len(text) and text[end] == ",":
                end += 1
            cuts.append((start, end))
    return cuts


def _evidence(reading: Reading, sentence: Sentence, attribution: Attribution, content: Ranges) -> Ranges:
    """From the first to the last word of source, cue and content in this sentence."""
    inside = [
        (span.start, span.end)
        for span in (*attribution.source, *attribution.cue)
        if sentence.span.start <= span.start and span.end <= sentence.span.end
    ]
    time = _time_of_speech(reading, sentence, attribution) if inside else None
    places = sorted([*content, *inside, *([time] if time else [])])
    start, end = places[0][0], max(b for _, b in places)
    text = reading.document.text
    while end < sentence.span.end and text[end] in "\"”’'»)":
        end += 1
    while start > sentence.span.start and text[start - 1] in '"“‘«(':
        start -= 1
    return [(start, end)]


def _statement(
    reading: Reading, wording: Wording, sentence: Sentence, attribution: Attribution, content: Ranges, holder: str
) -> str | None:
    """The claim in the text's words after its holder and a plain verb; None where that would be no sentence."""
    form, judging = attribution.content_form, reading.is_judging(attribution)
    time = _time_of_speech(reading, sentence, attribution)
    if time and time[0] > content[0][0]:
        time = None  # "p, the company said on Tuesday": moved before p, the time would seem to be that of p
    when = wording.words([time]) if time else ""
    words = _COMPLEMENTISER.sub("", wording.words(content))
    if form == "clause":
        words = _CONNECTIVE.sub("", words)  # "but the pier stayed shut": what it is linked to is told elsewhere
    if not words:
        return None
    if form == "quotation" or attribution.mode == "direct":
        verb = "asked" if attribution.cue_lemma == "ask" else "wrote" if attribution.cue_lemma == "write" else "said"
        if not words.startswith(("“", "‘")):
            return None
        return _finished(f"{_dated(holder, verb, when)}: {words}")
    if attribution.cue_lemma in _NAMING and not _has_finite_verb(reading, content):
        return _verbatim(reading, wording, attribution, content, holder)
    outside = wording.unquoted(content)
    if points_elsewhere(outside):
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
        return _finished(f"{_dated(holder, verb, when)}{link}{_lowered(reading, content, words)}")
    if judging and form == "noun_phrase" and attribution.cue_lemma in _SPEAKING_OF:
        return _finished(f"{_dated(holder, 'spoke', when)} of {_lowered(reading, content, words)}")
    if judging and form == "as_phrase" and _AS.search(words):
        return _finished(f"{_dated(holder, 'described', when)} {_lowered(reading, content, words)}")
    if not judging:
        return _verbatim(reading, wording, attribution, content, holder)
    return None


def _governed(reading: Reading, wording: Wording, attribution: Attribution, content: Ranges, holder: str) -> str | None:
    """ "X avoided saying that p": told from the verb that governs the saying, or not at all."""
    verb = reading.words[attribution.cue_index]
    after = max((span.end for span in attribution.source), default=-1)
    while verb.dep_ in ("xcomp", "pcomp", "prep", "pobj", "acl") and not is_finite(verb) and verb.head.i != verb.i:
        verb = verb.head
    if not is_finite(verb) or is_conditional(verb) or not 0 <= after <= verb.idx < content[0][0]:
        return None
    helpers = [child.idx for child in verb.children if is_helper(child) and after <= child.idx < verb.idx]
    return _finished(f"{holder} {wording.words([(min([verb.idx, *helpers]), content[0][0]), *content])}")


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
    return _finished(f"{holder} {words}") if len(words.split()) > 1 else None


def _time_of_speech(reading: Reading, sentence: Sentence, attribution: Attribution) -> tuple[int, int] | None:
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
    if when[0].isupper():
        inside = holder[0].lower() + holder[1:] if holder.startswith("Unnamed ") else holder
        return f"{when}, {inside} {verb}"
    return f"{holder} {verb} {when}"


def _lowered(reading: Reading, content: Ranges, words: str) -> str:
    place = reading.tokens_in(content[0][0], content[0][1])
    return lower_opening(words, reading.words[place[0]], reading.name_words) if place else words


def _finished(statement: str) -> str:
    """One sentence: a capital at its start, one stop at its end, outside the quotation marks."""
    line = sentence_case(statement.strip())
    if closing := re.search(r"”[.,;:]*$", line):
        inner = line[: closing.start()]
        line = (inner if inner.endswith(("’.", "'.", '".')) else without_stop(inner)) + "”"
        return line if re.search(r"[!?…]$", line.rstrip("”’")) else line + "."
    return line if line.endswith(("!", "?", "…")) else line.rstrip(" ,;:.–—-") + "."
