"""The part of an audit that reads: statements against evidence, lines against claims, holders, actors and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from brief.briefing import Briefing, Claim, Evidence
from brief.briefing import Sentence as Line
from brief.document import Document, Span
from brief.grounding.context import GuardContext, Holder
from brief.grounding.findings import Finding, error, warning
from brief.grounding.guards import check_statement
from brief.grounding.quoting import find_quoted, flat
from brief.grounding.remarks import check_remark
from brief.grounding.sentences import function_class, is_light
from brief.grounding.speaking import holder_stems
from brief.grounding.words import split_words
from brief.language.modality import is_hedged

__all__ = ["Reading"]

_FREE_REASONS = ("duplicate", "cue_not_found", "pointer_not_found", "span_not_in_text", "mention_of_another")
_EDTF = re.compile(
    r"[-Y]?[\dX]{3,}[\dX](?:-[\dX]{2}){0,2}[~?%]?(?:T[\d:Z+-]+)?|[\dX]{1,4}(?:-[\dX]{2}){0,2}[~?%]?|\.\.|"
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FALLBACK_WORDS = frozenset("the article headline say ask of quot and".split())
_NEAR_SENTENCES = 5


class Reading:
    """A briefing of the right shape, with its document, as the reading checks need them."""

    def __init__(self, briefing: Briefing, document: Document) -> None:
        self.briefing = briefing
        self.document = document

    @cached_property
    def context(self) -> GuardContext:
        """The document as the guards see it, with what the briefing says of actors, dates and loaded wording."""
        return GuardContext.of(
            self.document, actors=self.briefing.actors, dates=self.briefing.dates, loaded=self.briefing.loaded
        )

    def findings(self) -> Iterator[Finding]:
        """Everything the reading checks find."""
        for number, claim in enumerate(self.briefing.claims):
            where = f"claims[{number}]"
            yield from self._check_claim(claim, where)
            yield from self._check_attribution(claim, where)
        yield from self._check_line(self.briefing.headline, "headline")
        for number, line in enumerate(self.briefing.summary):
            yield from self._check_line(line, f"summary[{number}]")
        yield from self._check_actors()
        yield from self._check_dates()
        yield from self._check_loaded()
        yield from self._check_remarks()
        yield from self._check_rejected()

    def _spans(self, claim: Claim) -> tuple[Span, ...]:
        return tuple(self.document.span(place.start, place.end) for place in claim.evidence)

    def _holder(self, claim: Claim) -> Holder:
        source = claim.attribution
        return self.context.holder(source.source, source.source_type, source.mode)

    def _check_claim(self, claim: Claim, where: str) -> Iterator[Finding]:
        spans = self._spans(claim)
        holder = self._holder(claim)
        for refusal in check_statement(
            claim.statement,
            spans,
            context=self.context,
            holder=holder,
            hedged=claim.hedged and claim.support == "verified",
        ):
            yield error(refusal.reason, f"{where}.statement", refusal.detail)
        if claim.support == "quoted":
            yield from self._check_fallback(claim, spans, holder, where)
        within = [d.id for d in self.briefing.dates if any(s.start <= d.start and d.end <= s.end for s in spans)]
        for i in sorted(set(claim.date_ids) - set(within)):
            yield error("date_not_in_evidence", f"{where}.date_ids", f"{i} stands outside the evidence")
        named = {
            a.id
            for a in self.briefing.actors
            if any(s.start <= m.start and m.end <= s.end for s in spans for m in a.mentions)
        }
        for i in sorted(set(claim.actor_ids) - named - {claim.attribution.actor_id}):
            if not self._is_named(i, claim.statement):
                yield error(
                    "actor_not_in_evidence",
                    f"{where}.actor_ids",
                    f"{i} is neither in the evidence nor in the statement",
                )
        quotes = " ".join(place.quote for place in claim.evidence)
        if claim.hedged and not is_hedged(quotes) and not is_hedged(claim.statement):
            yield warning("hedge_not_in_evidence", f"{where}.hedged", "nothing in the evidence hedges it")

    def _is_named(self, actor_id: str, statement: str) -> bool:
        return any(form in statement for a in self.briefing.actors if a.id == actor_id for form in (a.name, *a.aliases))

    def _check_fallback(self, claim: Claim, spans: Sequence[Span], holder: Holder, where: str) -> Iterator[Finding]:
        whole = flat(claim.statement)
        for span in spans:
            if flat(span.quote).rstrip(" .,;:") not in whole:
                yield error(
                    "quotation_not_evidence", f"{where}.statement", f"does not quote all of {span.quote[:80]!r}"
                )
        quoted = find_quoted(claim.statement)
        for word in split_words(claim.statement):
            if any(item.start <= word.start < item.end for item in quoted) or is_light(word):
                continue
            if (
                word.stem not in holder_stems(holder)
                and word.stem not in _FALLBACK_WORDS
                and word.key not in _FALLBACK_WORDS
            ):
                yield error(
                    "quotation_not_evidence", f"{where}.statement", f"{word.form!r} is no quotation of the evidence"
                )
                return

    def _check_attribution(self, claim: Claim, where: str) -> Iterator[Finding]:
        source = claim.attribution
        if source.mode == "none":
            return
        where = f"{where}.attribution"
        if source.source:
            for word in split_words(source.source):
                if not is_light(word) and word.key not in self.context.keys:
                    yield error("source_not_in_text", f"{where}.source", f"{word.form!r} is nowhere in the document")
        actor = next((a for a in self.briefing.actors if a.id == source.actor_id), None)
        if actor and source.source and source.source not in (actor.name, *actor.aliases):
            mine = {w.stem for form in (actor.name, *actor.aliases) for w in split_words(form)}
            if not mine & {w.stem for w in split_words(source.source)}:
                yield error("actor_mismatch", f"{where}.actor_id", f"{source.source!r} is not {actor.name!r}")
        first, last = claim.evidence[0].start, claim.evidence[-1].end
        near = self._sentences_near(first, last)
        for name, place in (("cue", source.cue), ("source_span", source.source_span)):
            if place is None or (near[0] <= place.start and place.end <= near[1]):
                continue
            if source.mode != "direct" or not self._is_speech_between(place, first, last):
                yield error("attribution_far", f"{where}.{name}", f"{place.quote[:60]!r} is nowhere near the evidence")
        if source.source_span and source.source:
            known = holder_stems(self._holder(claim), with_roles=True)
            there = split_words(source.source_span.quote)
            is_pronoun = all(
                function_class(w.key, w.stem) in ("pronoun", "relative", "determiner") or is_light(w) for w in there
            )
            if not is_pronoun and not known & {w.stem for w in there}:
                found = warning if source.source_type == "unnamed_collective" else error
                yield found(
                    "source_off_span",
                    f"{where}.source_span",
                    f"{source.source!r} is not {source.source_span.quote[:60]!r}",
                )
        if source.mode in ("direct", "mixed") and not any(
            self.context.quotation_at(place.start, place.end) for place in claim.evidence
        ):
            yield warning("direct_without_marks", f"{where}.mode", "none of the evidence stands in quotation marks")

    def _is_speech_between(self, place: Evidence, start: int, end: int) -> bool:
        """Whether a long quotation, tagged once, runs all the way from its tag to these words."""
        between = self.document.sentences_over(min(place.end, end), max(place.start, start))
        quoted = [quotation.span for quotation in self.context.quotations]
        return all(any(s.span.overlaps(span) for span in quoted) for s in between)

    def _sentences_near(self, start: int, end: int) -> tuple[int, int]:
        over = self.document.sentences_over(start, end)
        if not over:
            return start, end
        sentences = self.document.sentences
        low = max(0, over[0].index - 1 - _NEAR_SENTENCES)
        high = min(len(sentences) - 1, over[-1].index - 1 + _NEAR_SENTENCES)
        return sentences[low].span.start, sentences[high].span.end

    def _check_line(self, line: Line, where: str) -> Iterator[Finding]:
        """A headline or summary sentence may say what the claims it cites say, in their words and in no others."""
        cited = [claim for claim in self.briefing.claims if claim.id in line.claim_ids]
        if not cited:
            yield error("uncited", where, "cites no claim")
            return
        if any(_bare(line.text) == _bare(claim.statement) for claim in cited):
            return
        statements = "\n\n".join(f"{_bare(claim.statement)}." for claim in cited)
        material = Document.from_text(statements)
        context = GuardContext.of(material, actors=self.briefing.actors, loaded=(), quotations=None)
        holders = {claim.attribution.source for claim in cited}
        holder = self._holder(cited[0]) if len(holders) == 1 else Holder()
        spans = [sentence.span for sentence in material.sentences]
        for refusal in check_statement(line.text, spans, context=context, holder=holder):
            yield error(refusal.reason, f"{where}.text", f"against the claims it cites: {refusal.detail}")

    def _check_actors(self) -> Iterator[Finding]:
        plain = " ".join(self.document.text.split())
        taken: dict[int, str] = {}
        for number, actor in enumerate(self.briefing.actors):
            where = f"actors[{number}]"
            for form in (actor.name, *actor.aliases):
                if not form.strip() or " ".join(form.split()) not in plain:
                    yield error("actor_not_in_text", where, f"{form!r} is nowhere in the document")
            mine = {word.stem for form in (actor.name, *actor.aliases) for word in split_words(form)}
            for place in actor.mentions:
                if not mine & {word.stem for word in split_words(place.quote)}:
                    yield error("mention_of_another", where, f"{place.quote[:60]!r} does not name {actor.name!r}")
                other = next(
                    (taken[i] for i in range(place.start, place.end) if taken.get(i, actor.id) != actor.id), None
                )
                if other:
                    yield error("mention_of_another", where, f"{place.quote[:60]!r} belongs to {other} as well")
                taken.update(dict.fromkeys(range(place.start, place.end), actor.id))

    def _check_dates(self) -> Iterator[Finding]:
        numbers = set(re.findall(r"\d+", self.document.text))
        published = self.document.published or self.briefing.document.published
        for number, item in enumerate(self.briefing.dates):
            where = f"dates[{number}].value"
            if not item.value:
                continue
            if not all(_EDTF.fullmatch(side) for side in item.value.split("/")):
                yield error("value_malformed", where, f"{item.value[:40]!r} is no EDTF value")
            years = set(_YEAR.findall(item.value))
            if published is None:
                for year in sorted(years - numbers):
                    yield error("year_invented", where, f"{year} for {item.quote[:60]!r}")
            spoken = set(_YEAR.findall(item.quote))
            if spoken and years and not spoken & years:
                yield error("date_value_mismatch", where, f"{item.value!r} for {item.quote[:60]!r}")
            yield from self._check_month(item.quote, item.value, where)

    def _check_month(self, quote: str, value: str, where: str) -> Iterator[Finding]:
        named = {
            _MONTHS[w.key[:3]]
            for w in split_words(quote)
            if w.key[:3] in _MONTHS and w.form[:1].isupper() and _is_month(w.key)
        }
        given = {m for m in re.findall(r"[\dX]{4}-(\d\d)", value) if "01" <= m <= "12"}
        if len(named) == 1 and given and not named & given:
            yield error("date_value_mismatch", where, f"{value!r} for {quote[:60]!r}")

    def _check_loaded(self) -> Iterator[Finding]:
        for number, item in enumerate(self.briefing.loaded):
            quotation = self.context.quotation_at(item.start, item.end)
            if quotation is not None and not quotation.speech:
                continue  # scare quotes
            inside = quotation is not None
            if inside != item.in_quotation:
                yield warning(
                    "in_quotation_wrong",
                    f"loaded[{number}]",
                    f"{item.quote[:60]!r} stands {'in' if inside else 'outside'} quotation marks",
                )

    def _check_remarks(self) -> Iterator[Finding]:
        wordings = [(f"tensions[{n}].statement", item.statement) for n, item in enumerate(self.briefing.tensions)]
        for n, item in enumerate(self.briefing.open_questions):
            wordings += [(f"open_questions[{n}].question", item.question), (f"open_questions[{n}].why", item.why)]
        for where, wording in wordings:
            if wording.strip():
                for refusal in check_remark(wording, self.context):
                    yield error(refusal.reason, where, refusal.detail)

    def _check_rejected(self) -> Iterator[Finding]:
        refused = {_bare(item.statement) for item in self.briefing.rejected if item.reason not in _FREE_REASONS}
        for number, claim in enumerate(self.briefing.claims):
            if claim.support == "verified" and _bare(claim.statement) in refused:
                yield error("rejected_as_claim", f"claims[{number}]", "this wording was refused")


_MONTHS = {
    name: f"{number:02d}" for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)


def _is_month(key: str) -> bool:
    return key in _MONTH_NAMES


def _bare(wording: str) -> str:
    return " ".join(wording.split()).rstrip(".")
