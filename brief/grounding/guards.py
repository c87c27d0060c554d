"""Whether a statement says no more and no other than its evidence: all guards, in one call.

Each guard has its own module; here they meet. False refusals cost a fallback to the quotation, false acceptance would
break the promise: in doubt, the guards refuse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from brief.document import Span
from brief.grounding.address import check_address, check_borrowing
from brief.grounding.attributing import Telling, check_voices, speaks_in
from brief.grounding.calendar import date_words
from brief.grounding.certainty import check_certainty
from brief.grounding.context import OUTLET, GuardContext, Holder, Reason, Refusal
from brief.grounding.derivation import derive, derive_description
from brief.grounding.frames import READ, parse_framed
from brief.grounding.joins import check_joins, licensed_frames
from brief.grounding.licences import Wording, may_be_nearer, nearer_wordings, with_designations
from brief.grounding.naming import with_told_roles
from brief.grounding.numbers import check_numbers
from brief.grounding.openings import find_opening
from brief.grounding.own_marks import check_description, check_own_marks
from brief.grounding.passages import Passage
from brief.grounding.quoting import check_quotations, find_quoted, quote_evidence
from brief.grounding.speaking import check_speaker, holder_stems, parse_frame
from brief.grounding.telling import acts_itself, tells_role
from brief.grounding.verbatim import is_told_whole
from brief.grounding.wording import (
    check_additions,
    check_loaded,
    check_references,
    check_shape,
    is_description,
    own_places,
    without_remarks,
)
from brief.grounding.words import split_words
from brief.language.modality import is_hedged

_START, _END = attrgetter("start"), attrgetter("end")
_OWN_OPENINGS = ("The article ", "The headline ")
_QUOTED_WHOLE = re.compile(r"The (?:article|headline) (?:says|asks): [“‘](?P<quote>.+)[”’]\.?", re.DOTALL)
_QUOTED_OF = re.compile(r"The article says of (?P<name>[^“”:]+): [“‘](?P<quote>.+)[”’]\.?", re.DOTALL)
# What a statement may be refused for and a wording nearer to its evidence may not.
_MENDED = frozenset(
    (
        "name_not_in_evidence", "word_not_in_evidence", "words_reordered", "words_joined", "words_cut", "wrong_speaker",
        "number_not_in_evidence", "date_not_in_evidence", "quantity_changed", "tense_changed", "voice_changed",
        "negation_lost", "negation_added", "hedge_lost", "hedge_added", "condition_lost", "qualifier_lost",
        "quantity_lost", "certainty_changed",
    )
)  # fmt: skip

__all__ = ["OUTLET", "GuardContext", "Holder", "Reason", "Refusal", "check_statement", "is_quotation", "may_stand"]


def check_statement(
    statement: str,
    evidence: Sequence[Span],
    *,
    context: GuardContext,
    holder: Holder = OUTLET,
    hedged: bool = False,
) -> list[Refusal]:
    """Every reason why the statement may not stand on this evidence; empty when it may.

    Args:
        statement: Our wording.
        evidence: Spans of the context's document.
        context: The document as the guards see it, built once with `GuardContext.of`.
        holder: Who holds it, best from `context.holder(name, source_type, mode)`.
        hedged: Whether the claim is marked as hedged, so that its statement must show it.

    >>> from brief.document import Document
    >>> document = Document.from_text("Some 40 boats did not sail on Monday.")
    >>> context = GuardContext.of(document)
    >>> check_statement("Some 40 boats did not sail on Monday.", [document.sentences[0].span], context=context)
    []
    >>> check_statement("Some 40 boats did sail on Monday.", [document.sentences[0].span], context=context)[0].reason
    'negation_lost'
    """
    if context.language not in READ:
        return [*_check_framed(statement, evidence, context, holder)]
    if is_told_whole(statement, evidence, context, holder, hedged=hedged):
        return []
    if _is_whole_quotation(statement, evidence, context, holder):
        return []
    if name := _find_nobody(statement, holder):
        return [Refusal("dangling_reference", f"that the words are about {name!r} is not certain")]
    refusals = list(dict.fromkeys(_refusals(statement, evidence, context, holder, hedged)))
    return [] if refusals and _follows(statement, evidence, context, holder, hedged, refusals) else refusals


def may_stand(
    statement: str, evidence: Sequence[Span], *, context: GuardContext, holder: Holder = OUTLET, hedged: bool = False
) -> bool:
    """Whether there is no reason why the statement may not stand; the guards stop at the first one they find."""
    if context.language not in READ:
        return next(_check_framed(statement, evidence, context, holder), None) is None
    if is_told_whole(statement, evidence, context, holder, hedged=hedged):
        return True
    if _is_whole_quotation(statement, evidence, context, holder):
        return True
    if _find_nobody(statement, holder):
        return False
    refusals = _refusals(statement, evidence, context, holder, hedged)
    first = next(refusals, None)
    if first is None or first.reason not in _MENDED:
        return first is None
    return _follows(statement, evidence, context, holder, hedged, [first, *refusals])


def _follows(
    statement: str,
    evidence: Sequence[Span],
    context: GuardContext,
    holder: Holder,
    hedged: bool,
    refusals: Sequence[Refusal],
) -> bool:
    """Whether a refused statement follows from another wording that may stand.

    What the statement is refused for whatever its words stand for, no other wording mends.
    """
    if not _MENDED.issuperset([refusal.reason for refusal in refusals]):
        return False
    if is_quotation(statement) or _QUOTED_OF.fullmatch(statement):
        return False
    if holder.is_outlet and not hedged and tells_role(statement, evidence, context):
        return True
    if acts_itself(statement, holder) and may_stand(statement, evidence, context=context, hedged=hedged):
        return True
    if not may_be_nearer(statement, evidence, context):
        return False
    known = with_designations(holder, context)
    tried = {(statement, tuple(evidence))} if known is holder else set()
    for wording in nearer_wordings(statement, evidence, known, context):
        key = wording.statement, tuple(wording.evidence)
        if key in tried:
            continue
        tried.add(key)
        refused = _refusals(wording.statement, wording.evidence, context, known, hedged)
        if next((r for r in refused if not _is_of_wording(r, wording)), None) is None:
            return True
    return False


def _is_of_wording(refusal: Refusal, wording: Wording) -> bool:
    """Whether a refusal is only of the nearer wording: its pronouns and its loaded words are not told."""
    if refusal.reason in ("dangling_reference", "loaded_wording"):
        return True
    return wording.spoken and refusal.reason == "not_reported"


def _find_nobody(statement: str, holder: Holder) -> str | None:
    """The name that "The article says of …" has and the words between the marks have not."""
    about = _QUOTED_OF.fullmatch(statement) if statement.startswith(_OWN_OPENINGS) else None
    return about["name"] if about and holder.is_outlet and about["name"] not in about["quote"] else None


def is_quotation(statement: str) -> bool:
    """Whether a statement is nothing but an attributed quotation: 'The article says: “…”'."""
    if statement.startswith(_OWN_OPENINGS):
        return _QUOTED_WHOLE.fullmatch(statement) is not None
    return parse_framed(statement) is not None


def _check_framed(statement: str, evidence: Sequence[Span], context: GuardContext, holder: Holder) -> Iterator[Refusal]:
    """In a language that is not read here, a statement may be its evidence's whole sentences in a frame, and no more.

    That a holder named in them is the one who speaks is the engine's word; the sentence stands there to be read.
    """
    whole = [s for span in evidence for s in context.document.sentences_over(span.start, span.end)]
    if parse_framed(statement) != " ".join(quote_evidence(span.quote) for span in evidence):
        yield Refusal("language_not_read", f"the guards do not read {context.language!r}; only its sentences are told")
    elif [s.span for s in whole] != [*evidence]:
        yield Refusal("words_cut", "in a language that is not read only whole sentences are told")
    elif not holder.is_outlet and holder.name and not any(holder.name in span.quote for span in evidence):
        yield Refusal("holder_not_named", f"{holder.name!r} is not named in the evidence")


def _is_whole_quotation(statement: str, evidence: Sequence[Span], context: GuardContext, holder: Holder) -> bool:
    """Whether a statement is just its sentence in quotation marks, which needs no other guard: nothing is left out.

    A holder other than the outlet must be named in the sentence; a person it is said to be about ("says of X") must be
    the one whom its opening pronoun means.
    """
    if not statement.startswith(_OWN_OPENINGS):
        return False
    found = _QUOTED_WHOLE.fullmatch(statement) or _QUOTED_OF.fullmatch(statement)
    if not found or not evidence:
        return False
    named, whole = evidence[:-1], evidence[-1]
    sentence = context.document.sentence_at(whole.start)
    if sentence is None or sentence.span != whole:
        return False
    plain = " ".join(whole.quote.split())
    if found["quote"] not in (plain, plain.rstrip(" .,;:")):
        return False
    if name := found.groupdict().get("name"):
        return holder.is_outlet and _is_meant(name, named, sentence.index, context)
    if named or holder.is_outlet:
        return not named
    names = holder_stems(holder)
    return any(item.word.stem in names for item in context.view(sentence.index)) and speaks_in(
        holder, sentence.index, context
    )


def _is_meant(name: str, named: Sequence[Span], index: int, context: GuardContext) -> bool:
    """Whether the pronoun that opens a sentence can mean this person only: no other is named in the sentence before."""
    words = context.view(index)
    before = context.document.sentences[index - 2].span if index > 1 else None
    if before is None or not words or words[0].word.key not in ("he", "she") or len(named) != 1:
        return False
    near = [forms for forms in context.people if any(_is_named(form, before.quote) for form in forms)]
    return len(near) == 1 and name in near[0] and named[0].quote in near[0] and before.covers(named[0])


def _is_named(form: str, quote: str) -> bool:
    return form in quote and re.search(rf"\b{re.escape(form)}\b", quote) is not None


def _refusals(
    statement: str, evidence: Sequence[Span], context: GuardContext, holder: Holder, hedged: bool
) -> Iterator[Refusal]:
    shape = list(check_shape(statement))
    yield from shape
    if shape:
        return
    own_words = without_remarks(statement, holder)
    words = split_words(own_words)
    marks = find_quoted(own_words)
    quoted = [False] * len(words)
    for item in marks:
        first, end = (bisect_left(words, at, key=_START) for at in (item.start, item.end))
        quoted[first:end] = [True] * (end - first)
    frame = parse_frame(words, quoted, with_told_roles(holder, context))
    ours = own_places(words, quoted)
    passage, inside = _read_evidence(evidence, context)
    view = passage.words
    dates = [value for _, _, value in context.dates_in(evidence)]

    yield from check_quotations(own_words, evidence, holder, own=frame.own or bool(ours), context=context)
    is_whole = len(evidence) == 1 and own_words == evidence[0].quote and len(passage.starts) == 1 and all(inside)
    if not is_whole:
        yield from check_numbers(own_words, words, [span.quote for span in evidence], dates)
    yield from check_speaker(words, quoted, frame, holder, context)
    yield from check_loaded(own_words, evidence, context)
    yield from check_references(own_words, words)
    yield from check_address(own_words, words, quoted, marks, framed=bool(frame.own or ours or frame.verbs))
    if hedged and holder.is_outlet and not is_hedged(own_words):
        yield Refusal("hedge_lost", "the claim is marked as hedged, and its statement is not")

    free = frame.free | ours
    resolved = frozenset[str]().union(*map(date_words, dates)) if dates else frozenset[str]()
    description = derive_description(words, quoted, free, passage, inside) if ours and marks else None
    derivation = description or derive(words, free, passage, inside)
    telling = Telling(words, quoted, free, derivation, passage)
    yield from check_borrowing(telling, holder, context)
    if is_description(words, ours):
        yield from check_description(telling, context)
    else:
        yield from check_voices(telling, holder, speaks=bool(frame.verbs) or any(quoted), context=context)
        if marks and (frame.own or ours):
            yield from check_own_marks(telling, context)
    if is_whole and len(derivation.kept) == len(words) == len(view):
        # Each word is taken from its own place, and none is left out: nothing can have been added, joined, moved, cut
        # off, or told in another form or with less doubt.
        return
    frames = licensed_frames(passage, holder)
    yield from check_additions(words, free, derivation, view, inside, holder, resolved, context)
    yield from check_certainty(words, derivation, passage, holder, frames)
    if description is None:
        is_phrase = is_description(words, ours) or any(words[verb].stem == "speak" for verb in frame.verbs)
        opening = find_opening(telling, holder, context)
        yield from check_joins(derivation, free, passage, frames, is_phrase=is_phrase, opening=opening)


def _read_evidence(evidence: Sequence[Span], context: GuardContext) -> tuple[Passage, Sequence[bool]]:
    """The sentences the evidence stands in, and which of their words the evidence itself has."""
    over = [context.document.sentences_over(span.start, span.end) for span in evidence]
    passage = context.passage(tuple(sorted({sentence.index for sentences in over for sentence in sentences})))
    if len(evidence) == 1:
        start, end = evidence[0].start, evidence[0].end
        if all(start <= sentence.span.start and sentence.span.end <= end for sentence in over[0]):
            return passage, [True] * len(passage.words)
        first = bisect_left(passage.words, start, key=_START)
        behind = max(first, bisect_right(passage.words, end, key=_END))
        return passage, [False] * first + [True] * (behind - first) + [False] * (len(passage.words) - behind)
    inside = [any(span.start <= item.start and item.end <= span.end for span in evidence) for item in passage.words]
    return passage, inside
