"""Who says, writes, thinks or wants what: the reports of a document, outermost only, each quotation tagged once.

`reports` drafts what each single cue says; here the drafts are weighed against each other, quotations that go on
without a tag are given to whoever spoke, and the records are built. What becomes a claim is for the engine.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from brief.document import Document, Span
from brief.language.analysis import Attribution, Confidence, Mode, Quotation
from brief.language.contents import quotations_over, tidy
from brief.language.dialogue import Turn, find_turns, sole_guest
from brief.language.draft import Draft
from brief.language.grammar import Grammar, Range, lay_out
from brief.language.parse import Parse
from brief.language.reports import draft_reports
from brief.language.sources import designate, source_type
from brief.language.speakers import Holders

__all__ = ["extract_attributions"]


def extract_attributions(parse: Parse, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """Every attribution of a document in text order; what is reported inside a report is not listed again."""
    grammar = lay_out(parse, quotations)
    drafts, nested = _outermost(grammar, [*draft_reports(grammar)])
    _shorten_sources(grammar, drafts)
    _continue_quotations(parse.document, grammar, drafts)
    holders = Holders(grammar)
    records = [
        _record(parse.document, grammar, draft, holders, _inner(parse.document, grammar, draft, nested, holders))
        for draft in drafts
    ]
    turns = [turn for turn in find_turns(parse.document) if not turn.asks]
    records = [
        each for each in records if not any(turn.holds(each.content[0].start, each.content[0].end) for turn in turns)
    ]
    records += [_turn_record(parse.document, grammar, turn, holders) for turn in turns]
    records.sort(key=lambda each: min(each.content[0].start, each.cue[0].start))
    return tuple(_carry_speakers(records, holders))


def _carry_speakers(records: Sequence[Attribution], holders: Holders) -> Iterator[Attribution]:
    """Give "he continued" after somebody's quoted words to that somebody, where nobody else has been named since."""
    last: Attribution | None = None
    for record in records:
        is_pronoun = len(record.source) == 1 and record.source[0].quote.casefold() in ("he", "she")
        if last and is_pronoun and record.holder is None and record.content_form == "quotation":
            if not holders.people_between(last.cue_index + 1, record.source_index):
                record = replace(record, holder=last.holder, source_type="named_person", confidence="inferred")
        is_speaker = record.mode == "direct" and record.source_type == "named_person" and record.holder is not None
        last = record if is_speaker and record.cue_index >= 0 else None
        yield record


def _outermost(grammar: Grammar, drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts whose cue stands in nobody else's content, and the others.

    Of two that hold each other, the higher in rank is the outer one.
    """
    commented = {draft.insertion for draft in drafts if draft.insertion >= 0}
    drafts = [draft for draft in drafts if draft.head not in commented]
    # Contents by the sentences they touch, so that a long document costs no more a word than a short one.
    holders: dict[int, list[Draft]] = {}
    starts = sorted({grammar.first[token] for token in range(len(grammar))})
    offsets = [grammar.start[token] for token in starts]
    for draft in drafts:
        touched = set()
        for a, b in draft.content:
            place = max(0, bisect_right(offsets, a) - 1)
            while place < len(offsets) and offsets[place] < b:
                touched.add(starts[place])
                place += 1
        for sentence in touched:
            holders.setdefault(sentence, []).append(draft)
    outer: list[Draft] = []
    nested: list[Draft] = []
    for draft in drafts:
        around = holders.get(grammar.first[draft.head], ())
        (nested if any(_holds(grammar, other, draft) for other in around) else outer).append(draft)
    return outer, nested


def _inner(
    document: Document, grammar: Grammar, outer: Draft, nested: Sequence[Draft], holders: Holders
) -> list[Attribution]:
    """What is reported within a report, each with the chain of those who report it."""
    found: list[Attribution] = []
    chains: list[tuple[Draft, tuple[str, ...]]] = [(outer, (_name(grammar, outer, holders),))]
    low = bisect_left(nested, outer.content[0][0], key=lambda each: grammar.start[each.head])
    for draft in nested[low:]:
        if grammar.start[draft.head] >= outer.content[-1][1]:
            break
        if not _contains(grammar, outer, draft):
            continue
        parent = next((each for each in reversed(chains) if _contains(grammar, each[0], draft)), chains[0])
        chain = tuple(name for name in parent[1] if name)
        found.append(_record(document, grammar, draft, holders, (), chain))
        chains.append((draft, (*chain, _name(grammar, draft, holders))))
    return found


def _name(grammar: Grammar, draft: Draft, holders: Holders) -> str:
    if draft.source is None:
        return ""
    words = grammar.text[slice(*draft.source)]
    return holders.resolve(draft.source_token, words)[0] or words


def _holds(grammar: Grammar, outer: Draft, inner: Draft) -> bool:
    if outer is inner or not _contains(grammar, outer, inner):
        return False
    return not _contains(grammar, inner, outer) or _rank(grammar, outer) > _rank(grammar, inner)


def _contains(grammar: Grammar, outer: Draft, inner: Draft) -> bool:
    place = grammar.start[inner.head]
    return any(a <= place < b for a, b in outer.content)


def _rank(grammar: Grammar, draft: Draft) -> tuple[bool, int, int]:
    """What counts between two reports that hold each other: a phrase on the whole sentence, then length, then place."""
    return grammar.lower[draft.head] == "according", sum(b - a for a, b in draft.content), -draft.head


def _shorten_sources(grammar: Grammar, drafts: list[Draft]) -> None:
    """Cut a source before a relative clause that reports something itself: "Cole, who backed the plan, said …"."""
    cues = sorted(grammar.start[draft.head] for draft in drafts)
    for draft in drafts:
        if draft.source is None:
            continue
        a, b = draft.source
        place = bisect_left(cues, a)
        if place < len(cues) and cues[place] < b and cues[place] != grammar.start[draft.head]:
            inner = cues[place]
            head = grammar.end[draft.source_token]
            comma = grammar.text.find(",", head, inner)
            relative = re.search(r"\b(?:who|which|that|whose|whom)\b", grammar.text[head:inner])
            cut = comma if comma >= 0 else head + relative.start() if relative else -1
            if cut > a:
                while cut > a and grammar.text[cut - 1].isspace():
                    cut -= 1
                draft.source = (a, cut)


def _continue_quotations(document: Document, grammar: Grammar, drafts: list[Draft]) -> None:
    """Give quotations without a tag to the speaker of the sentence before, in whose paragraph they go on."""
    covered: list[tuple[int, int, Draft]] = sorted(
        ((a, b, draft) for draft in drafts for a, b in draft.content), key=lambda each: each[:2]
    )
    place = 0
    last: Draft | None = None
    for quotation in grammar.quotations:
        span = quotation.span
        while place < len(covered) and covered[place][1] <= span.start:
            draft = covered[place][2]
            # "…," she said, citing the report. "…": the tag of the quotation speaks on, not what is added to it.
            same = last is not None and grammar.first[last.head] == grammar.first[draft.head]
            if not (same and last is not None and last.quotations and not draft.quotations):
                last = draft
            place += 1
        if any(a < span.end and span.start < b for a, b, _ in covered[place : place + 3]):
            continue
        if last is None or not quotation.speech or not last.content:
            continue
        if not _goes_on(document, grammar, last, span):
            continue
        last.content = tidy(grammar.text, [*last.content, (span.start, span.end)])
        last.quotations.append(-1)


def _goes_on(document: Document, grammar: Grammar, draft: Draft, span: Span) -> bool:
    """Whether a quotation is a sentence of its own right behind what the draft's speaker said."""
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return False
    # The splitter may leave a quotation in the sentence of the tag before it: "…," he said. “…”
    lead = grammar.text[sentence.span.start : span.start].rstrip()
    if lead and lead.rstrip("”\"’')")[-1:] not in (".", "!", "?"):
        return False
    stop = document.sentence_at(span.end - 1)
    if stop is None or grammar.text[span.end : stop.span.end].strip(" .\n\"”’'"):
        return False
    end = max(draft.content[-1][1], grammar.end[draft.cue[-1]], draft.source[1] if draft.source else 0)
    before = document.sentence_at(end - 1)
    return before is not None and sentence.index - before.index <= 1


def _record(
    document: Document,
    grammar: Grammar,
    draft: Draft,
    holders: Holders,
    inner: Sequence[Attribution],
    chain: tuple[str, ...] = (),
) -> Attribution:
    source = [draft.source] if draft.source is not None else []
    words = grammar.text[slice(*draft.source)] if draft.source else ""
    holder, inferred = holders.resolve(draft.source_token if draft.source else -1, words)
    kind = source_type(grammar, draft.source_token if draft.source else -1)
    if holder is not None and (kind == "role_only" or kind == "named_organisation" and holders.is_person(holder)):
        kind = "named_person"
    designation = None
    if draft.source is not None and draft.source[0] <= grammar.start[draft.source_token] < draft.source[1]:
        designation = document.span(*designate(grammar, draft.source_token, draft.source))
    confidence: Confidence = "explicit"
    if inferred:
        confidence = "explicit" if holder is not None else "ambiguous"
    return Attribution(
        source=_spans(document, source),
        cue=_spans(document, _cue_ranges(grammar, draft.cue)),
        content=_spans(document, draft.content),
        mode=_mode(grammar, draft, kind == "implicit"),
        source_type=kind,
        confidence=confidence,
        holder=holder,
        cue_lemma="according" if grammar.lower[draft.head] == "according" else grammar.lemma[draft.head],
        chain=chain,
        negated=draft.negated,
        content_form=draft.form,
        cue_index=draft.head,
        source_index=draft.source_token if draft.source else -1,
        designation=designation,
        inner=tuple(inner),
    )


def _turn_record(document: Document, grammar: Grammar, turn: Turn, holders: Holders) -> Attribution:
    """What a labelled speaker of a dialogue says: direct in quotation marks only, else it is the outlet's record."""
    cue = bisect_left(grammar.start, turn.colon)
    label = bisect_left(grammar.start, turn.label.end) - 1
    holder = holders.full_name(turn.label.quote)
    if holder is None and len(turn.label.quote) == 1:
        holder = sole_guest(document)
    is_marked = any(q.span.start == turn.start and q.inner.start > turn.start for q in grammar.quotations)
    return Attribution(
        source=(turn.label,),
        cue=(document.span(turn.colon, turn.colon + 1),),
        content=_spans(document, tidy(grammar.text, [(turn.start, turn.end)])),
        mode="direct" if is_marked else "indirect",
        source_type="named_person" if holder else "role_only",
        holder=holder,
        cue_lemma=":",
        content_form="quotation",
        cue_index=min(cue, len(grammar) - 1),
        source_index=label,
        designation=turn.label,
    )


def _cue_ranges(grammar: Grammar, tokens: Sequence[int]) -> list[Range]:
    ranges: list[Range] = []
    previous = -2
    for token in tokens:
        if token == previous + 1:
            ranges[-1] = (ranges[-1][0], grammar.end[token])
        else:
            ranges.append((grammar.start[token], grammar.end[token]))
        previous = token
    return ranges


def _spans(document: Document, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(document.span(a, b) for a, b in sorted(ranges) if a < b)


def _mode(grammar: Grammar, draft: Draft, is_implicit: bool) -> Mode:
    if is_implicit:
        return "indirect"
    quoted = unquoted = 0
    for a, b in draft.content:
        inside = 0
        for quotation in quotations_over(grammar, a, b):
            low, high = max(a, quotation.span.start), min(b, quotation.span.end)
            inside += sum(each.isalnum() for each in grammar.text[low:high])
        quoted += inside
        unquoted += sum(each.isalnum() for each in grammar.text[a:b]) - inside
    if not quoted:
        return "indirect"
    return "direct" if unquoted == 0 else "mixed"
