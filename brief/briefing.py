"""The briefing: its parts, its vocabulary and its invariants, enforced where it is built or loaded.

What a reader is promised is checked here as far as the record itself can show it; with the document at hand (validation
context, or `Briefing.of`) every quote is held against the text. Whether a statement says more than its evidence is for
`grounding` to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, Self

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from brief.document import Document
from brief.errors import GroundingError
from brief.language.analysis import ActorType, Confidence, DateType, LoadedCategory, Mode, Relation, SourceType, Voice
from brief.provenance import DocumentRecord, Provenance, Record, StageUsage, Usage

__all__ = [
    "SCHEMA_VERSION",
    "Actor",
    "Attribution",
    "Briefing",
    "Claim",
    "Coverage",
    "DateMention",
    "DocumentRecord",
    "Evidence",
    "Kind",
    "LoadedWording",
    "OpenQuestion",
    "Place",
    "Provenance",
    "QuestionCategory",
    "Rejected",
    "Salience",
    "Sentence",
    "StageUsage",
    "Tension",
    "TensionType",
    "Usage",
]

SCHEMA_VERSION: Final = "1.0"

Kind = Literal["assertion", "plan", "prediction", "rationale", "position", "judgement", "background"]
Salience = Literal["core", "supporting", "low"]
TensionType = Literal[
    "source_disagreement",
    "timeline_discrepancy",
    "naming_inconsistency",
    "certainty_mismatch",
    "headline_body_mismatch",
    "framing_conflict",
    "framing_asymmetry",
    "asserted_contrast",
    "internal_tension",
]
QuestionCategory = Literal[
    "missing_date",
    "missing_identity",
    "missing_source",
    "missing_quantity",
    "undefined_term",
    "unresolved_reference",
    "conflicting_accounts",
    "missing_party",
    "missing_evidence",
    "missing_outcome",
]


class Place(Record):
    """A stretch of the document, in code points, half-open."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"[{self.start}, {self.end}) encloses nothing")
        return self


class Evidence(Place):
    """A stretch of the document with its words."""

    quote: str

    @model_validator(mode="after")
    def _quote_fits(self) -> Self:
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"a quote of {len(self.quote)} characters cannot stand at [{self.start}, {self.end})")
        return self


class Sentence(Record):
    """A headline or summary sentence, which cites what it says."""

    text: str = Field(min_length=1)
    claim_ids: tuple[str, ...] = Field(min_length=1)


class Attribution(Record):
    """Who holds a claim: nobody is named for the outlet itself (`mode` none) and for an implicit holder."""

    source: str | None = None
    source_type: SourceType = "outlet"
    actor_id: str | None = None
    mode: Mode = "none"
    confidence: Confidence = "explicit"
    cue: Evidence | None = None
    source_span: Evidence | None = None

    @model_validator(mode="after")
    def _voice_is_one(self) -> Self:
        if (self.source_type == "outlet") != (self.mode == "none"):
            raise ValueError("the outlet's own voice has the mode none, and nobody else's has")
        if self.source is not None and self.source_type in ("outlet", "implicit"):
            raise ValueError(f"a source of type {self.source_type} has no name, but {self.source!r} is given")
        if self.source is None and self.source_type not in ("outlet", "implicit"):
            raise ValueError(f"a source of type {self.source_type} needs its name")
        return self


class Claim(Record):
    """One proposition in neutral wording, with who holds it and the words that say it."""

    id: str
    statement: str = Field(min_length=1)
    kind: Kind
    salience: Salience
    hedged: bool = False
    actor_ids: tuple[str, ...] = ()
    date_ids: tuple[str, ...] = ()
    support: Literal["verified", "quoted"]
    attribution: Attribution = Attribution()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Actor(Record):
    """A person, body or group; mentions never belong to two actors."""

    id: str
    name: str = Field(min_length=1)
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[Evidence, ...] = ()
    mentions: tuple[Evidence, ...] = Field(min_length=1)


class DateMention(Evidence):
    """A temporal expression; `value` is EDTF, None where the text leaves it open."""

    id: str
    type: DateType
    value: str | None = None
    timex: str | None = None
    needs_anchor: bool = False
    relation: Relation = "event"


class LoadedWording(Evidence):
    """Wording that judges, with whose it is and a plainer word."""

    category: LoadedCategory
    voice: Voice
    in_quotation: bool = False
    suggestion: str | None = None


class Tension(Record):
    """Two things in the text that pull apart."""

    id: str
    type: TensionType
    statement: str = Field(min_length=1)
    claim_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class OpenQuestion(Record):
    """What the text raises and does not answer."""

    id: str
    question: str = Field(min_length=1)
    category: QuestionCategory
    why: str
    claim_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)


class Coverage(Record):
    """A sentence of the document: the claims it gave, or why it gave none."""

    sentence: Place
    claim_ids: tuple[str, ...] = ()
    reason: str | None = None

    @model_validator(mode="after")
    def _is_accounted_for(self) -> Self:
        if not self.claim_ids and not self.reason:
            raise ValueError(f"the sentence at {self.sentence.start} has neither claims nor a reason")
        return self


class Rejected(Record):
    """What an engine proposed and the checks refused."""

    statement: str
    reason: str = Field(min_length=1)
    detail: str = ""


class Briefing(Record):
    """A structured briefing of one document, whose every claim has its evidence.

    Build it with `Briefing.of` (or `model_validate(…, context={"document": document})`), which holds every quote
    against the text; without a document, what the record alone can show is checked.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    document: DocumentRecord
    headline: Sentence
    summary: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    loaded: tuple[LoadedWording, ...] = ()
    tensions: tuple[Tension, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    coverage: tuple[Coverage, ...]
    rejected: tuple[Rejected, ...] = ()
    provenance: Provenance

    @classmethod
    def of(cls, document: Document, parts: Mapping[str, Any]) -> Briefing:
        """The briefing of `document` with these parts (all fields but `document` and `schema_version`).

        Raises:
            GroundingError: If an invariant is broken; the message names the first.
        """
        try:
            return cls.model_validate(
                {"document": DocumentRecord.of(document), **parts}, context={"document": document}
            )
        except ValidationError as error:
            raise GroundingError(f"the briefing of {document.id} cannot be built: {_first(error)}") from error

    @classmethod
    def load(cls, content: str | bytes, *, document: Document | None = None) -> Briefing:
        """The briefing that a JSON text holds.

        Raises:
            GroundingError: If it is no JSON, not of this schema, breaks an invariant, or is of another document.
        """
        try:
            return cls.model_validate_json(content, context={"document": document} if document else None)
        except ValidationError as error:
            raise GroundingError(f"this is no valid briefing: {_first(error)}") from error

    def places(self) -> Iterator[tuple[str, Evidence]]:
        """Every span with a quote, with its path."""
        for number, claim in enumerate(self.claims):
            path = f"claims[{number}]"
            for place, span in enumerate(claim.evidence):
                yield f"{path}.evidence[{place}]", span
            if claim.attribution.cue:
                yield f"{path}.attribution.cue", claim.attribution.cue
            if claim.attribution.source_span:
                yield f"{path}.attribution.source_span", claim.attribution.source_span
        for number, actor in enumerate(self.actors):
            for name, spans in (("roles", actor.roles), ("mentions", actor.mentions)):
                for place, span in enumerate(spans):
                    yield f"actors[{number}].{name}[{place}]", span
        for number, item in enumerate(self.dates):
            yield f"dates[{number}]", item
        for number, word in enumerate(self.loaded):
            yield f"loaded[{number}]", word
        for number, tension in enumerate(self.tensions):
            for place, span in enumerate(tension.evidence):
                yield f"tensions[{number}].evidence[{place}]", span
        for number, question in enumerate(self.open_questions):
            for place, span in enumerate(question.evidence):
                yield f"open_questions[{number}].evidence[{place}]", span

    @model_validator(mode="after")
    def _ids_resolve(self) -> Self:
        for name in ("claims", "actors", "dates", "tensions", "open_questions"):
            ids = [item.id for item in getattr(self, name)]
            if len(set(ids)) < len(ids):
                raise ValueError(f"two {name} have one id")
        claims, actors, dates = ({item.id for item in items} for items in (self.claims, self.actors, self.dates))
        cited = [("headline", self.headline.claim_ids)]
        cited += [(f"summary[{n}]", item.claim_ids) for n, item in enumerate(self.summary)]
        cited += [(f"tensions[{n}]", item.claim_ids) for n, item in enumerate(self.tensions)]
        cited += [(f"open_questions[{n}]", item.claim_ids) for n, item in enumerate(self.open_questions)]
        cited += [(f"coverage[{n}]", item.claim_ids) for n, item in enumerate(self.coverage)]
        for where, claim_ids in cited:
            if unknown := [i for i in claim_ids if i not in claims]:
                raise ValueError(f"{where} cites the claim {unknown[0]}, which does not exist")
        for claim in self.claims:
            holders = () if claim.attribution.actor_id is None else (claim.attribution.actor_id,)
            if unknown := [i for i in (*claim.actor_ids, *holders) if i not in actors]:
                raise ValueError(f"claim {claim.id} names the actor {unknown[0]}, which does not exist")
            if unknown := [i for i in claim.date_ids if i not in dates]:
                raise ValueError(f"claim {claim.id} names the date {unknown[0]}, which does not exist")
        return self

    @model_validator(mode="after")
    def _coverage_is_in_order(self) -> Self:
        at = 0
        for entry in self.coverage:
            if entry.sentence.start < at:
                raise ValueError(f"coverage runs backwards at {entry.sentence.start}")
            at = entry.sentence.end
        if at > self.document.length_chars:
            raise ValueError(f"coverage ends at {at}, behind the text's end")
        return self

    @model_validator(mode="after")
    def _spans_hold(self, info: ValidationInfo) -> Self:
        document = (info.context or {}).get("document")
        if document is None:
            for where, span in self.places():
                if span.end > self.document.length_chars:
                    raise ValueError(f"{where} ends at {span.end}, behind the text's end")
            return self
        if document.sha256 != self.document.sha256:
            raise ValueError(
                f"the briefing is of the text {self.document.sha256[:12]}…, the document is {document.sha256[:12]}…"
            )
        for where, span in self.places():
            if document.text[span.start : span.end] != span.quote:
                raise ValueError(f"{where} quotes {span.quote[:60]!r}, which does not stand at {span.start}")
        wanted = [(sentence.span.start, sentence.span.end) for sentence in document.sentences]
        if [(entry.sentence.start, entry.sentence.end) for entry in self.coverage] != wanted:
            raise ValueError("coverage does not hold every sentence of the document")
        return self


def _first(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in problem["loc"]) or "briefing"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{where}: {problem['msg'].removeprefix('Value error, ')}{more}"
