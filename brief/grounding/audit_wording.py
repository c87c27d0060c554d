"""The part of an audit that reads: statements against evidence, lines against claims, holders, actors and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from brief.briefing import Briefing, Claim, Evidence, OpenQuestion, Tension
from brief.briefing import Sentence as Line
from brief.document import Document, Span
from brief.grounding.aliases import identifying
from brief.grounding.audit_layers import check_actors, check_dates, check_loaded
from brief.grounding.context import GuardContext, Holder
from brief.grounding.findings import Finding, error, warning
from brief.grounding.frames import READ
from brief.grounding.guards import check_statement
from brief.grounding.judging import droppable
from brief.grounding.lines import bare, check_line
from brief.grounding.placing import PLACE_REASONS, is_near, names_holder
from brief.grounding.quoting import find_quoted, flat
from brief.grounding.remarks import check_question, check_remark
from brief.grounding.sentences import is_light
from brief.grounding.speaking import holder_stems
from brief.grounding.words import split_words
from brief.language.modality import is_hedged

__all__ = ["Reading"]

_FREE_REASONS = PLACE_REASONS | {"duplicate", "pointer_not_found", "span_not_in_text", "mention_of_another"}
_PLAIN_HEDGES = frozenset({"may", "might", "allegedly", "reportedly"})
_FALLBACK_WORDS = frozenset("the article headline say ask of quot and".split())


class Reading:
    """A briefing of the right shape, with its document, as the reading checks need them."""

    def __init__(self, briefing: Briefing, document: Document) -> None:
        self.briefing = briefing
        self.document = document

    @cached_property
    def context(self) -> GuardContext:
        """The document as the guards see it, with what the briefing says of actors, dates and loaded wording."""
        return GuardContext.of(
            self.document,
            actors=identifying(self.briefing.actors),
            dates=self.briefing.dates,
            loaded=droppable(self.briefing.loaded),
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
        yield from check_actors(self.briefing, self.document)
        yield from check_dates(self.briefing, self.document)
        yield from check_loaded(self.briefing, self.context)
        yield from self._check_remarks()
        yield from self._check_rejected()

    def _spans(self, item: Claim | Tension | OpenQuestion) -> tuple[Span, ...]:
        return tuple(self._span(place) for place in item.evidence)

    def _span(self, place: Evidence) -> Span:
        return self.document.span(place.start, place.end)

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
        if self.context.language not in READ:
            return  # what hedges in it is not known here
        quotes = " ".join(place.quote for place in claim.evidence)
        if claim.hedged and not is_hedged(quotes) and not is_hedged(claim.statement):
            yield warning("hedge_not_in_evidence", f"{where}.hedged", "nothing in the evidence hedges it")
        if not claim.hedged and (word := _plain_hedge(claim.statement)):
            yield warning("hedge_not_told", f"{where}.hedged", f"{word!r} hedges it")

    def _is_named(self, actor_id: str, statement: str) -> bool:
        return any(form in statement for a in self.briefing.actors if a.id == actor_id for form in (a.name, *a.aliases))

    def _check_fallback(self, claim: Claim, spans: Sequence[Span], holder: Holder, where: str) -> Iterator[Finding]:
        whole = flat(claim.statement)
        for span in spans:
            if flat(span.quote).rstrip(" .,;:") not in whole:
                yield error(
                    "quotation_not_evidence", f"{where}.statement", f"does not quote all of {span.quote[:80]!r}"
                )
        if self.context.language not in READ:
            return  # the statement's other words are those of a frame, or its claim has been objected to
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
            if source.source_type.startswith("named_") and not any(c.isupper() for c in source.source):
                yield warning("source_not_a_name", f"{where}.source_type", f"{source.source!r} is no name")
        actor = next((a for a in self.briefing.actors if a.id == source.actor_id), None)
        if actor and source.source and source.source not in (actor.name, *actor.aliases):
            mine = {w.stem for form in (actor.name, *actor.aliases) for w in split_words(form)}
            if not mine & {w.stem for w in split_words(source.source)}:
                yield error("actor_mismatch", f"{where}.actor_id", f"{source.source!r} is not {actor.name!r}")
        for name, place in (("cue", source.cue), ("source_span", source.source_span)):
            if place is None:
                continue
            if not is_near(self._span(place), self._spans(claim), source.mode, self.context):
                yield error("attribution_far", f"{where}.{name}", f"{place.quote[:60]!r} is nowhere near the evidence")
        if source.source_span and source.source and not names_holder(source.source_span.quote, self._holder(claim)):
            found = warning if source.source_type == "unnamed_collective" else error
            yield found(
                "source_off_span", f"{where}.source_span", f"{source.source!r} is not {source.source_span.quote[:60]!r}"
            )
        if source.mode in ("direct", "mixed") and not any(
            self.context.quotation_at(place.start, place.end) for place in claim.evidence
        ):
            yield warning("direct_without_marks", f"{where}.mode", "none of the evidence stands in quotation marks")

    def _check_line(self, line: Line, where: str) -> Iterator[Finding]:
        """A headline or summary sentence may say what the claims it cites say, in their words and in no others."""
        cited = [claim for claim in self.briefing.claims if claim.id in line.claim_ids]
        if not cited:
            yield error("uncited", where, "cites no claim")
            return
        for refusal in check_line(line.text, cited, context=self.context, actors=self.briefing.actors):
            yield error(refusal.reason, f"{where}.text", f"against the claims it cites: {refusal.detail}")

    def _check_remarks(self) -> Iterator[Finding]:
        claims = self.briefing.claims
        for n, tension in enumerate(self.briefing.tensions):
            for refusal in check_remark(tension.statement, self._spans(tension), self.context, claims):
                yield error(refusal.reason, f"tensions[{n}].statement", refusal.detail)
        for n, item in enumerate(self.briefing.open_questions):
            for refusal in check_question(item.question, item.why, self._spans(item), self.context, claims):
                yield error(refusal.reason, f"open_questions[{n}]", refusal.detail)

    def _check_rejected(self) -> Iterator[Finding]:
        refused = {bare(item.statement) for item in self.briefing.rejected if item.reason not in _FREE_REASONS}
        for number, claim in enumerate(self.briefing.claims):
            if claim.support == "verified" and bare(claim.statement) in refused:
                yield error("rejected_as_claim", f"claims[{number}]", "this wording was refused")


def _plain_hedge(statement: str) -> str | None:
    """A word outside quotation marks that hedges beyond doubt; "May" is a month as well."""
    quoted = find_quoted(statement)
    return next(
        (
            word.form
            for word in split_words(statement)
            if word.form in _PLAIN_HEDGES and not any(q.start <= word.start < q.end for q in quoted)
        ),
        None,
    )
