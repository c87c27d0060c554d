"""Whether a gold file is sound: every finding with the file and the line, so that an editor can jump to it.

Scores believe the labels; this module is why they may. It decides what form can decide. Whether a label is right is for
the people who label, twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path as File

from brief.document import Span
from brief.evaluation.edtf import find_years, is_edtf
from brief.evaluation.gold import GoldSpan
from brief.evaluation.labels import load_second
from brief.evaluation.places import Path, find_lines
from brief.evaluation.suite import Case, Suite
from brief.grounding.boundaries import cuts
from brief.grounding.quoting import find_quoted, flat
from brief.grounding.words import split_words
from brief.language.quotations import extract_quotations

__all__ = ["LintFinding", "lint_case", "lint_suite"]

_LAYERS = ("actors", "dates", "loaded", "tensions", "open_questions", "must_not")


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One fault of a gold file."""

    file: File
    line: int
    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} at {self.where}: {' '.join(self.message.split())}"


Fault = tuple[Path, str, str]
"""Where in the record, a code, and what is wrong."""


def lint_suite(suite: Suite) -> tuple[LintFinding, ...]:
    """Every fault of every gold file, second labels included, in order of file and line."""
    ids = Counter(case.gold.document.id for case in suite.cases)
    found = [finding for case in suite.cases for finding in lint_case(case)]
    found += [finding for case in suite.cases if (second := load_second(case)) for finding in lint_case(second)]
    for case in suite.cases:
        if ids[case.gold.document.id] > 1:
            place = ("document", "id")
            found.append(_finding(case, place, "duplicate_id", f"{case.gold.document.id!r} is another document's too"))
    return tuple(sorted(found, key=lambda finding: (str(finding.file), finding.line, finding.where, finding.code)))


def lint_case(case: Case) -> tuple[LintFinding, ...]:
    """Every fault of one gold file."""
    faults = [fault for check in _CHECKS for fault in check(case)]
    return tuple(_finding(case, *fault) for fault in dict.fromkeys(faults))


def _finding(case: Case, place: Path, code: str, message: str) -> LintFinding:
    lines = find_lines(case.gold_content)
    line = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    return LintFinding(case.gold_path, line, code, where or "file", message)


def _spans(case: Case) -> Iterator[tuple[Path, GoldSpan]]:
    gold = case.gold
    if gold.document.title:
        yield ("document", "title"), gold.document.title
    for n, claim in enumerate(gold.claims):
        for name, span in (("cue", claim.attribution.cue), ("source_span", claim.attribution.source_span)):
            if span:
                yield ("claims", n, "attribution", name), span
        for g, group in enumerate(claim.evidence):
            yield from ((("claims", n, "evidence", g, m), span) for m, span in enumerate(group))
    for n, actor in enumerate(gold.actors or ()):
        yield from ((("actors", n, "mentions", m), span) for m, span in enumerate(actor.mentions))
    for name, items in (("dates", gold.dates), ("loaded", gold.loaded), ("uncovered", gold.uncovered)):
        yield from (((name, n), item) for n, item in enumerate(items or ()))
    for n, tension in enumerate(gold.tensions or ()):
        yield from ((("tensions", n, "evidence", m), span) for m, span in enumerate(tension.evidence))
    for n, question in enumerate(gold.open_questions or ()):
        yield from ((("open_questions", n, "evidence", m), span) for m, span in enumerate(question.evidence))


def _check_document(case: Case) -> Iterator[Fault]:
    given, document = case.gold.document, case.document
    if given.sha256 != document.sha256:
        yield ("document", "sha256"), "hash_mismatch", f"the text's is {document.sha256}"
    if given.length_chars != len(document.text):
        yield ("document", "length_chars"), "length_mismatch", f"the text has {len(document.text)} characters"
    if case.name != case.gold_path.parent.name:
        yield ("document", "id"), "name_mismatch", f"the folder is {case.gold_path.parent.name!r}"
    for layer in _LAYERS:
        if getattr(case.gold, layer) is None:
            yield (), "layer_missing", f"{layer!r} is not labelled; an empty list says that there is nothing"


def _check_spans(case: Case) -> Iterator[Fault]:
    text = case.document.text
    for place, span in _spans(case):
        stands = text[max(0, span.start) : max(0, span.end)]
        if not 0 <= span.start < span.end <= len(text):
            yield place, "span_out_of_range", f"[{span.start}, {span.end}) in {len(text)} characters"
        elif stands != span.quote:
            yield place, "quote_mismatch", f"{span.quote[:60]!r} is given, {stands[:60]!r} stands there"
        elif span.quote != span.quote.strip():
            yield place, "space_at_end", repr(span.quote[:60])
        elif cuts(text, span.start) or cuts(text, span.end):
            yield place, "cuts_word", repr(text[max(0, span.start - 8) : span.end + 8])


def _check_ids(case: Case) -> Iterator[Fault]:
    claims, actors = [c.id for c in case.gold.claims], [a.id for a in case.gold.actors or ()]
    for name, ids in (("claims", claims), ("actors", actors)):
        for n, i in enumerate(ids):
            if not i or i in ids[:n]:
                yield (name, n, "id"), "duplicate_id" if i else "no_id", repr(i)


def _check_claims(case: Case) -> Iterator[Fault]:
    quotations = extract_quotations(case.document)
    for n, claim in enumerate(case.gold.claims):
        source, place = claim.attribution, ("claims", n, "attribution")
        if (source.source_type == "outlet") != (source.mode == "none"):
            yield place, "voice", f"source_type {source.source_type} with mode {source.mode}"
        if (source.source is None) != (source.source_type in ("outlet", "implicit")):
            yield place, "voice", f"source_type {source.source_type} with source {source.source!r}"
        if source.source_type == "implicit" and source.mode != "indirect":
            yield place, "voice", f"an implicit holder has mode indirect, not {source.mode}"
        if source.source_type == "outlet" and (source.cue or source.source_span):
            yield place, "voice", "the outlet's own voice has neither cue nor source"
        if source.mode in ("direct", "mixed") and not any(
            span.start < quotation.span.end and quotation.span.start < span.end
            for group in claim.evidence
            for span in group
            for quotation in quotations
        ):
            yield ("claims", n), "direct_without_marks", "none of the evidence stands in quotation marks"


def _check_actors(case: Case) -> Iterator[Fault]:
    plain = flat(case.document.text).casefold()
    actors = case.gold.actors or ()
    taken = sorted((m.start, -m.end, n, k) for n, actor in enumerate(actors) for k, m in enumerate(actor.mentions))
    for (start, end, n, k), (later, _, other, m) in pairwise(taken):
        if later < -end:
            where = ("actors", other, "mentions", m)
            yield where, "mention_overlaps", f"it meets actors[{n}].mentions[{k}] at {start}"
    for n, actor in enumerate(actors):
        for form in (actor.name, *actor.aliases, *actor.roles):
            if flat(form).casefold() not in plain:
                yield ("actors", n), "form_not_in_text", repr(form)
        if not actor.mentions:
            yield ("actors", n), "no_mention", repr(actor.name)


_LEADING = re.compile(r"(?:at|by|in|on|for|from|since|until|till|during|throughout|within)\s", re.IGNORECASE)


def _check_dates(case: Case) -> Iterator[Fault]:
    published = case.gold.document.published
    for n, item in enumerate(case.gold.dates or ()):
        place: Path = ("dates", n)
        if _LEADING.match(item.quote) and not item.quote.casefold().startswith("by turns"):
            yield place, "date_span", f"{item.quote!r} begins with a preposition"
        if re.search(r"[^\W\d]['’]s$", item.quote):
            yield place, "date_span", f"{item.quote!r} ends with a possessive"
        if item.value is None:
            continue
        place = ("dates", n, "value")
        if not is_edtf(item.value):
            yield place, "bad_edtf", repr(item.value)
        if item.relation in ("duration", "recurring"):
            yield place, "duration_value", f"{item.value!r}: a duration or a set has no EDTF value, only a timex"
        if published is None:
            if find_years(item.value) and item.needs_anchor:
                yield place, "unanchored_value", f"{item.value!r} without a publication date"
            for year in sorted(find_years(item.value)):
                if year not in case.document.text:
                    yield place, "year_invented", year


def _check_rules(case: Case) -> Iterator[Fault]:
    for n, rule in enumerate(case.gold.must_not or ()):
        try:
            re.compile(rule.pattern)
        except re.error as problem:
            yield ("must_not", n, "pattern"), "bad_pattern", str(problem)
            continue
        for k, claim in enumerate(case.gold.claims):
            if found := re.search(rule.pattern, claim.statement):
                yield ("must_not", n, "pattern"), "rule_hits_gold", f"{found[0]!r} of claims[{k}] ({claim.id})"


def _check_wording(case: Case) -> Iterator[Fault]:
    """A quotation in a statement is verbatim, and a number in digits stands in the text or in a date's value."""
    plain = flat(case.document.text)
    known = {word.stem for word in split_words(case.document.text)}
    values = " ".join(item.value or "" for item in case.gold.dates or ())
    known |= {f"#{int(digits)}" for digits in re.findall(r"\d+", f"{values} {case.gold.document.published or ''}")}
    for n, claim in enumerate(case.gold.claims):
        place = ("claims", n, "statement")
        for quoted in find_quoted(claim.statement):
            if flat(quoted.words).strip(" .,;:!?'").casefold() not in plain.casefold():
                yield place, "quotation_not_verbatim", repr(quoted.words[:80])
        for word in split_words(claim.statement):
            if word.form[0].isdigit() and word.stem.removesuffix("th") not in known and word.stem not in known:
                yield place, "number_not_in_text", repr(word.form)


def _check_coverage(case: Case) -> Iterator[Fault]:
    labelled = [span.span for _, span in _claim_places(case)]
    named = [Span(item.start, item.end, item.quote) for item in case.gold.uncovered]
    for sentence in case.document.sentences:
        if not any(character.isalnum() for character in sentence.span.quote):
            continue
        if not any(sentence.span.overlaps(span) for span in (*labelled, *named)):
            message = f"neither a claim nor uncovered: {sentence.span.quote[:80]!r}"
            yield ("uncovered",), "sentence_lost", f"[{sentence.span.start}, {sentence.span.end}) {message}"
    for n, item in enumerate(case.gold.uncovered):
        if not item.reason.strip():
            yield ("uncovered", n), "no_reason", repr(item.quote[:60])


def _claim_places(case: Case) -> Iterator[tuple[Path, GoldSpan]]:
    return ((place, span) for place, span in _spans(case) if place[0] == "claims" and "evidence" in place)


_CHECKS: tuple[Callable[[Case], Iterator[Fault]], ...] = (
    _check_document,
    _check_spans,
    _check_ids,
    _check_claims,
    _check_actors,
    _check_dates,
    _check_rules,
    _check_wording,
    _check_coverage,
)
