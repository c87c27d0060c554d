"""What the language layers find in a document: plain records of spans, no judgement on whether a briefing may use them.

Each layer's module builds its own records; this one only says what they look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from brief.document import Sentence, Span

__all__ = [
    "Actor",
    "ActorType",
    "Analysis",
    "Attribution",
    "Confidence",
    "ContentForm",
    "DateExpression",
    "DateType",
    "Loaded",
    "LoadedCategory",
    "Mode",
    "Quotation",
    "Relation",
    "SourceType",
    "Voice",
]

Mode = Literal["direct", "indirect", "mixed", "none"]
SourceType = Literal[
    "named_person",
    "named_organisation",
    "role_only",
    "government_collective",
    "unnamed_collective",
    "document",
    "implicit",
    "outlet",
]
Confidence = Literal["explicit", "inferred", "ambiguous"]
ActorType = Literal["person", "organisation", "government", "group", "other"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["event", "deadline", "start", "end", "duration", "recurring", "reference"]
Voice = Literal["outlet", "source"]
ContentForm = Literal["clause", "quotation", "noun_phrase", "infinitive", "as_phrase", "other"]
LoadedCategory = Literal[
    "puffery",
    "contentious_label",
    "weasel_word",
    "vague_attribution",
    "expression_of_doubt",
    "editorializing",
    "non_neutral_reporting_verb",
    "euphemism",
    "cliche",
    "relative_time",
    "opinion_as_fact",
    "unsupported_inference",
    "mind_reading",
    "subjective_adjective",
    "sensational_verb",
    "intensifier",
    "framing_metaphor",
    "vague_quantity",
]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    `span` includes the marks, `inner` is what stands between them. `level` is 1 for an outermost quotation, 2 for one
    inside it. `speech` is False for scare quotes, titles and names in marks, as far as form alone can tell; a
    quotation that runs over several paragraphs is one record. An answer in an interview has no marks: its `inner` is
    its `span`.
    """

    span: Span
    inner: Span
    level: int = 1
    speech: bool = True


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts, reported: who (source), by which words (cue), what (content).

    Each part is a list of spans in text order, since it can be interrupted; `source` may be empty. `holder` is the
    fullest name the text surely gives for the source, a pronoun resolved; None when the text names nobody.
    `cue_lemma` is the head of the cue in its base form ("say", "according", "claim").
    Only outermost attributions are listed; what is reported inside one ("the audit says the board denied it") stands in
    its `inner`, and there `chain` holds the outer sources, outermost first.
    `negated` marks a cue under negation or in a question ("did not say").
    `designation` is the part of the source that names it, without appositions and clauses set off by a comma; None
    where there is no source.
    `content_form` is the grammar of the content as it stands in the text, a complementiser included: "that he left" is
    a `clause`, "the leader's role" a `noun_phrase`, "the plan as a threat" an `as_phrase`. `cue_index` and
    `source_index` are the head tokens of cue and source in the parse, -1 where there is none.
    """

    source: Sequence[Span]
    cue: Sequence[Span]
    content: Sequence[Span]
    mode: Mode
    source_type: SourceType
    confidence: Confidence = "explicit"
    holder: str | None = None
    cue_lemma: str = ""
    chain: Sequence[str] = ()
    negated: bool = False
    content_form: ContentForm = "other"
    cue_index: int = -1
    source_index: int = -1
    designation: Span | None = None
    inner: Sequence[Attribution] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, body or group: its fullest name in the text and every place where the text names it.

    `aliases` are other surface forms that surely mean the same; `roles` are spans as worded ("the Belarusian leader").
    Mentions are names only (for the nameless, their designation) and never nest.
    """

    name: str
    type: ActorType
    aliases: Sequence[str] = ()
    roles: Sequence[Span] = ()
    mentions: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One temporal expression. `value` is EDTF and `timex` TIMEX3, each None where it cannot be known.

    `needs_anchor` belongs to the expression: whatever must be counted from a publication date, resolved or not.
    """

    span: Span
    type: DateType
    value: str | None
    timex: str | None
    needs_anchor: bool
    relation: Relation


@dataclass(frozen=True, slots=True)
class Loaded:
    """Wording that judges, and whose it is. `suggestion` is a plainer word to put in its place, or `delete`."""

    span: Span
    category: LoadedCategory
    voice: Voice
    in_quotation: bool = False
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the embedded layers found in one document, each layer in text order.

    `loaded` is the wording that judges for any reader. `faint` is the rest that a neutral text would do without:
    what leaves open who, when or how much, trade metaphors, a verb of saying that is not plain. The two never overlap.
    """

    sentences: Sequence[Sentence] = field(default=())
    quotations: Sequence[Quotation] = field(default=())
    attributions: Sequence[Attribution] = field(default=())
    actors: Sequence[Actor] = field(default=())
    dates: Sequence[DateExpression] = field(default=())
    loaded: Sequence[Loaded] = field(default=())
    faint: Sequence[Loaded] = field(default=())
