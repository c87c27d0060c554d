"""The claims of others: one attribution in one sentence, worded as "X said …" with the text's own words.

Where the grammar of the cue gives no sure wording, the claim is the attributed quotation of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from brief.document import Sentence
from brief.engines.embedded.clauses import Clause, is_finite
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.holders import UNRESOLVED, ClaimHolder, find_holder
from brief.engines.embedded.kinds import classify_kind, is_open
from brief.engines.embedded.nesting import innermost, word_nested
from brief.engines.embedded.parts import has_complementiser, split_content
from brief.engines.embedded.reading import Ranges, Reading, subtract
from brief.engines.embedded.sayings import time_of_speech, word_report
from brief.engines.embedded.statements import (
    Wording,
    quote_whole,
    quote_words,
)
from brief.language.analysis import Attribution

__all__ = ["reported_drafts"]

# A fragment that is nearly the sentence is quoted as the sentence, which a reader finds sooner.
_NEARLY_ALL_SHARE = 0.6
_WITH = re.compile(r",?\s+(with\s+(?:an?|the|no|some|many)\s)")


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
    insertions = _insertions(reading, clauses, content)
    if holder.phrase and holder.group is None and addition is None:
        if parts := _parts(reading, wording, sentence, attribution, holder, content, insertions):
            return parts
    plain = subtract(content, insertions)
    evidence = _evidence(reading, sentence, attribution, content)
    if holder.group is not None:
        # "some", "others": who they are a part of must be in sight.
        evidence = [(min(holder.group.start, evidence[0][0]), evidence[0][1])]
    statement = word_report(reading, wording, sentence, attribution, plain, holder.phrase) if holder.phrase else None
    quoted = statement is None
    if statement is None and holder.group is None and not _is_what_is_told(reading, attribution):
        return []
    if statement is None:
        statement, evidence = _quotation(reading, sentence, evidence)
    speaker, told_by = attribution, holder
    if not quoted and (nested := innermost(reading, attribution, content)):
        speaker, told_by = nested
        statement = word_nested(wording, attribution, plain) or statement
    drafts = [_draft(reading, wording, sentence, speaker, told_by, content, evidence, statement, quoted=quoted)]
    if quoted and holder.source is not None and holder.source.casefold() in UNRESOLVED:
        # Who "they" are is not sure: the sentence is quoted, and credited to nobody.
        return [replace(drafts[0], attribution=None, source=None, confidence="ambiguous")]
    if addition is not None:
        drafts.append(_added(reading, wording, sentence, attribution, holder, [*content, addition], insertions))
    return drafts


def _added(
    reading: Reading,
    wording: Wording,
    sentence: Sentence,
    attribution: Attribution,
    holder: ClaimHolder,
    content: Ranges,
    insertions: Ranges,
) -> Draft:
    """What stands behind quoted words, last of the content: whose it is, the holder's or the outlet's, is left open."""
    addition = content[-1]
    whole = [(content[0][0], addition[1])] if len(content) == 2 else content
    judging = _qualities(reading, addition)
    statement = (
        None
        if judging is None
        else word_report(
            reading, wording, sentence, attribution, subtract(whole, [*insertions, *judging]), holder.phrase or ""
        )
    )
    if statement is not None:
        evidence = _evidence(reading, sentence, attribution, whole)
        added = _draft(reading, wording, sentence, attribution, holder, [addition], evidence, statement, quoted=False)
        return replace(added, attribution=replace(attribution, source_type=holder.source_type, confidence="ambiguous"))
    statement = f"The article speaks of {quote_words(_verbatim_words(reading, addition).removeprefix('with '))}."
    added = _draft(reading, wording, sentence, attribution, holder, [addition], [addition], statement, quoted=False)
    return replace(added, attribution=None, confidence="ambiguous")


def _qualities(reading: Reading, place: tuple[int, int]) -> Ranges | None:
    """The adjectives right behind an article, which may be the outlet's and are left out; None where that jars."""
    cuts: Ranges = []
    for i in reading.tokens_in(*place):
        token = reading.words[i]
        if token.dep_ == "amod" and token.tag_ == "JJ" and token.nbor(-1).lower_ in ("a", "an", "the"):
            following = token.nbor(1)
            if (token.nbor(-1).lower_ == "an") != (following.lower_[:1] in "aeiou") and token.nbor(-1).lower_ != "the":
                return None
            cuts.append((token.idx, following.idx))
    return cuts


def _parts(
    reading: Reading,
    wording: Wording,
    sentence: Sentence,
    attribution: Attribution,
    holder: ClaimHolder,
    content: Ranges,
    insertions: Ranges,
) -> list[Draft]:
    """What is reported, a claim for each clause that can stand alone; nothing where it is one or cannot be worded."""
    parts = split_content(reading, attribution, content)
    drafts: list[Draft] = []
    for part in parts if len(parts) > 1 else ():
        statement = word_report(
            reading, wording, sentence, attribution, subtract(part, insertions), holder.phrase or ""
        )
        if statement is None:
            return []
        if drafts and has_complementiser(reading, content[0][0]) and not has_complementiser(reading, part[0][0]):
            # What one "that" governs cannot be told behind another of ours.
            statement = statement.replace(" said that ", " said ", 1)
        tag = [(span.start, span.end) for spans in (attribution.source, attribution.cue) for span in spans]
        here = [(a, b) for a, b in tag if sentence.span.start <= a < sentence.span.end]
        evidence = sorted([*part, *([(min(a for a, _ in here), max(b for _, b in here))] if here else [])])
        speaker, told_by = innermost(reading, attribution, part) or (attribution, holder)
        drafts.append(_draft(reading, wording, sentence, speaker, told_by, part, evidence, statement, quoted=False))
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
    time = time_of_speech(reading, sentence, attribution) if inside else None
    places = sorted([*content, *inside, *([time] if time else [])])
    start, end = places[0][0], max(b for _, b in places)
    text = reading.document.text
    while end < sentence.span.end and text[end] in "\"”’'»)":
        end += 1
    while start > sentence.span.start and text[start - 1] in '"“‘«(':
        start -= 1
    return [(start, end)]
