"""The gold file of one document: what a careful analyst takes out of it, as records that hold their own shape.

Whether the labels are sound (spans that stand in the text, whole coverage) is for `lint` to say; scores only read them.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field, ValidationError

from brief.briefing import Kind, QuestionCategory, Salience, TensionType
from brief.document import Span
from brief.errors import InputError
from brief.evaluation.places import find_lines
from brief.language.analysis import ActorType, Confidence, LoadedCategory, Mode, Relation, SourceType, Voice
from brief.provenance import Record

__all__ = [
    "Gold",
    "GoldActor",
    "GoldAttribution",
    "GoldClaim",
    "GoldDate",
    "GoldDocument",
    "GoldLoaded",
    "GoldQuestion",
    "GoldRule",
    "GoldSpan",
    "GoldTension",
    "GoldUncovered",
    "load_gold",
]


class GoldSpan(Record):
    """A place in the document, in code points, half-open, with its words."""

    start: int
    end: int
    quote: str

    @cached_property
    def span(self) -> Span:
        """The same as a plain span."""
        return Span(self.start, self.end, self.quote)


Group = Annotated[tuple[GoldSpan, ...], Field(min_length=1)]


class GoldDocument(Record):
    """Which text the labels are of."""

    id: str
    sha256: str
    length_chars: int
    published: date | None = None
    title: GoldSpan | None = None


class GoldAttribution(Record):
    """Who holds a claim, and where the text says so; `chain` holds the outer holders of a nested source."""

    source: str | None
    source_type: SourceType
    mode: Mode
    cue: GoldSpan | None = None
    source_span: GoldSpan | None = None
    confidence: Confidence
    chain: tuple[str, ...] = ()


class GoldClaim(Record):
    """One proposition; any one complete group of `evidence` bears it out."""

    id: str
    statement: Annotated[str, Field(min_length=1)]
    kind: Kind
    salience: Salience
    hedged: bool
    attribution: GoldAttribution
    evidence: Annotated[tuple[Group, ...], Field(min_length=1)]


class GoldActor(Record):
    """A person, body or group with every place that names it."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[GoldSpan, ...] = ()


class GoldDate(GoldSpan):
    """A temporal expression; `value` is EDTF, None where it cannot be known."""

    value: str | None
    timex: str | None = None
    needs_anchor: bool
    relation: Relation


class GoldLoaded(GoldSpan):
    """Wording that judges, and whose it is."""

    category: LoadedCategory
    voice: Voice
    in_quotation: bool
    suggestion: str | None = None


class GoldTension(Record):
    """Two things that pull apart, with the places where they stand."""

    type: TensionType
    statement: str
    evidence: Group


class GoldQuestion(Record):
    """What the text raises and does not answer."""

    question: str
    category: QuestionCategory
    evidence: Group


class GoldRule(Record):
    """A pattern that no briefing of this document may contain in its own wording."""

    pattern: str
    why: str


class GoldUncovered(GoldSpan):
    """A sentence that gives no claim, and why."""

    reason: str


class Gold(Record):
    """All labels of one document. A layer that is None was not labelled, which is not the same as empty."""

    document: GoldDocument
    claims: tuple[GoldClaim, ...]
    actors: tuple[GoldActor, ...] | None = None
    dates: tuple[GoldDate, ...] | None = None
    loaded: tuple[GoldLoaded, ...] | None = None
    tensions: tuple[GoldTension, ...] | None = None
    open_questions: tuple[GoldQuestion, ...] | None = None
    must_not: tuple[GoldRule, ...] | None = None
    uncovered: tuple[GoldUncovered, ...] = ()


def load_gold(content: bytes, *, name: str) -> Gold:
    """The labels that a gold file holds.

    Args:
        content: The file's bytes.
        name: How messages call the file.

    Raises:
        InputError: If it is no JSON or no gold file; the message names the file, the line and the key.
    """
    try:
        return Gold.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, problem["loc"]))
        line = find_lines(content).get(problem["loc"]) or find_lines(content).get(problem["loc"][:-1], 1)
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise InputError(
            f"{name}:{line}: {where or 'the file'}: {problem['msg']}{more}; see the layout of a gold file"
        ) from error
