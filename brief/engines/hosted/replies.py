"""The shapes in which a model answers, one for each prompt: short, flat, and the same in strict JSON Schema.

Every key is always there, and null where there is nothing to say, because strict servers want it so. What has few
values shares a key ("assertion core hedged"), since keys cost as much as words do. What a reply means in terms of a
document is for `pointing` and `claiming`; how one is got out of a model's words for `reading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Annotated, Any, Final, Literal, cast, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from brief.briefing import Kind, QuestionCategory, Salience, TensionType
from brief.language.analysis import ActorType, Confidence, DateType, LoadedCategory, Mode, Relation, SourceType, Voice

__all__ = [
    "ActorItem",
    "AnswerItem",
    "ClaimItem",
    "ComposeReply",
    "DateItem",
    "ExtractReply",
    "LineItem",
    "LoadedItem",
    "QuestionItem",
    "RepairItem",
    "RepairReply",
    "Reply",
    "TensionItem",
    "VerdictItem",
    "VerifyReply",
]

# Longer than any honest statement, name or fragment; what is longer is noise, and its item is dropped with a record.
_MOST_CHARS: Final = 2_000
_MOST_IDS: Final = 100

_KINDS: Final = get_args(Kind)
_WEIGHTS: Final = get_args(Salience)
_MODES: Final = ("indirect", "direct", "mixed")
_DOUBTS: Final = ("inferred", "ambiguous")
_CATEGORIES: Final = get_args(LoadedCategory)
_WHAT: Final = [" ".join(filter(None, parts)) for parts in product(_KINDS, _WEIGHTS, ("", "hedged"))]
_HOW: Final = [*(" ".join(filter(None, parts)) for parts in product(_MODES, ("", *_DOUBTS))), *_DOUBTS]
_KNOWN_WHAT: Final = frozenset(_WHAT)
_LOADED: Final = [" ".join(filter(None, parts)) for parts in product(_CATEGORIES, ("", "source"))]


def _plain(value: str) -> str:
    return "_".join(value.strip().lower().replace("-", " ").split())


def _known(values: object, *, otherwise: str | None = None) -> BeforeValidator:
    """Accepts a value of a vocabulary in any case and spacing; others become `otherwise`, and fail where it is None."""
    words = frozenset(get_args(values))

    def recognise(value: Any) -> Any:
        if isinstance(value, str) and _plain(value) in words:
            return _plain(value)
        return value if otherwise is None and value is not None else otherwise

    return BeforeValidator(recognise)


def _found(words: Sequence[str], value: Any) -> str | None:
    """The first of the words that a value of several words has."""
    there = value.lower().replace(",", " ").split() if isinstance(value, str) else ()
    return next((word for word in words if word in there), None)


def _read_what(value: Any) -> str:
    """Kind, weight and perhaps "hedged", in any order; what is missing is the least that can be meant."""
    return value if isinstance(value, str) and value in _KNOWN_WHAT else _reread_what(value)


def _reread_what(value: Any) -> str:
    hedged = "hedged" if _found(("hedged",), value) else None
    return " ".join(
        filter(None, (_found(_KINDS, value) or "assertion", _found(_WEIGHTS, value) or "supporting", hedged))
    )


def _read_how(value: Any) -> str | None:
    if value is None or isinstance(value, str) and value in _HOW:
        return value
    return " ".join(filter(None, (_found(_MODES, value), _found(_DOUBTS, value)))) or None


def _read_loaded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    category, _, voice = value.strip().rpartition(" ")
    if voice.lower() not in get_args(Voice):
        category, voice = value, ""
    category = _plain(category.rstrip(" ,:"))
    if category not in _CATEGORIES:
        raise ValueError(f"{category[:40]!r} is no category of loaded wording")
    return f"{category} source" if voice.lower() == "source" else category


def _one_of(values: Sequence[str], *, nullable: bool = False) -> WithJsonSchema:
    listed = {"type": "string", "enum": [*values]}
    return WithJsonSchema({"anyOf": [listed, {"type": "null"}]} if nullable else listed)


def _joined(value: Any) -> Any:
    """Pointers as one string: a list of them is accepted too, and a sentence number that is a number."""
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
        return value
    return "; ".join(f"s{item}" if isinstance(item, int) else item for item in items)


def _as_id(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_list(value: Any) -> Any:
    if value is None:
        return []
    return [value] if isinstance(value, str) else value


_Words = Annotated[str, Field(max_length=_MOST_CHARS)]
_Said = Annotated[str, Field(min_length=1, max_length=_MOST_CHARS)]
_Id = Annotated[str, BeforeValidator(_as_id), Field(min_length=1, max_length=40)]
_Ids = Annotated[list[_Id], BeforeValidator(_as_list), Field(max_length=_MOST_IDS)]
_Pointers = Annotated[str, BeforeValidator(_joined), Field(min_length=1, max_length=_MOST_CHARS)]
_List = Annotated[list[_Words], BeforeValidator(_as_list), Field(max_length=_MOST_IDS)]

# What a schema says for people, and bounds that not every strict server takes: they are checked when a reply is read.
_UNSENT = frozenset("default title description maxLength minLength maxItems minItems".split())


def _strict(schema: dict[str, Any]) -> None:
    """What strict servers ask of a schema: every key required, none beside them, no defaults and no bounds."""
    properties = schema.get("properties", {})
    for part in [schema, *_within(properties.values())]:
        for key in _UNSENT & part.keys():
            del part[key]
    schema["required"] = [*properties]
    schema["additionalProperties"] = False


def _within(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield part
        yield from _within([*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())])


class Reply(BaseModel):
    """What all replies and their items are: frozen, strict in the schema that is sent, forgiving when read."""

    model_config = ConfigDict(frozen=True, extra="ignore", json_schema_extra=_strict)


class ActorItem(Reply):
    """A person, body or group of the passage. `id` is what claims call it; code finds where its names stand.

    `voice` is the type that it has as a source of claims, null for who says nothing. `roles` are pointers to the words.
    """

    id: _Id
    name: _Said
    aliases: _List = []
    type: Annotated[ActorType, _known(ActorType, otherwise="other")] = "other"
    voice: Annotated[SourceType | None, _known(SourceType)] = None
    roles: _List = []


class ClaimItem(Reply):
    """One proposition.

    `at` points at its evidence: "s12", or "s12: first words … last words" for a part of the sentence, several with "; "
    between them. `who` is "a1: emphasized", the id of the actor who holds it and the words that credit it to them;
    null for the outlet, "?: is seen as" for a holder whom the text does not name. `how` is the mode and, where it is
    not explicit, the confidence. `say` is the statement, in which "{first … last}" stands for the words of the evidence
    from the one to the other; null where the evidence itself is the statement.
    """

    at: _Pointers
    who: _Words | None = None
    how: Annotated[str | None, BeforeValidator(_read_how), _one_of(_HOW, nullable=True)] = None
    say: _Words | None = None
    is_: Annotated[str, BeforeValidator(_read_what), _one_of(_WHAT), Field(alias="is", validate_default=True)] = ""

    @property
    def kind(self) -> Kind:
        """What sort of claim it is."""
        return cast(Kind, self.is_.split()[0])

    @property
    def salience(self) -> Salience:
        """How much it weighs."""
        return cast(Salience, self.is_.split()[1])

    @property
    def hedged(self) -> bool:
        """Whether the document hedges it."""
        return self.is_.endswith(" hedged")

    @property
    def mode(self) -> Mode:
        """How it is reported; none for the outlet, and indirect where a holder has none."""
        said = self.how and _found(_MODES, self.how)
        return cast(Mode, said or ("indirect" if self.who else "none"))

    @property
    def confidence(self) -> Confidence:
        """How sure its holder is."""
        return cast(Confidence, self.how and _found(_DOUBTS, self.how) or "explicit")


class LoadedItem(Reply):
    """Wording that judges: where it stands, what it does (and "source" where it is no word of the outlet's), and a
    plainer word or "delete".
    """

    at: _Pointers
    is_: Annotated[str, BeforeValidator(_read_loaded), _one_of(_LOADED), Field(alias="is")]
    put: _Words | None = None

    @property
    def category(self) -> LoadedCategory:
        """What it does."""
        return cast(LoadedCategory, self.is_.split()[0])

    @property
    def voice(self) -> Voice:
        """Whose it is."""
        return "source" if self.is_.endswith(" source") else "outlet"


class TensionItem(Reply):
    """Places that pull apart; `at` are pointers in a reply to `extract`, ids of claims in one to `compose`."""

    is_: Annotated[TensionType, _known(TensionType), Field(alias="is")]
    say: _Said
    at: _Pointers


class QuestionItem(Reply):
    """What the passage raises and does not answer."""

    is_: Annotated[QuestionCategory, _known(QuestionCategory), Field(alias="is")]
    ask: _Said
    at: _Pointers


class DateItem(Reply):
    """An expression of time, asked for only where no grammar of dates knows the language.

    `value` is EDTF; `anchor` says that it is counted from the publication date.
    """

    at: _Pointers
    type: Annotated[DateType, _known(DateType, otherwise="DATE")] = "DATE"
    value: _Words | None = None
    anchor: Annotated[bool, BeforeValidator(bool)] = False
    relation: Annotated[Relation, _known(Relation, otherwise="event")] = "event"


class ExtractReply(Reply):
    """Everything of one passage; the reply to the prompt `extract`."""

    actors: list[ActorItem]
    claims: list[ClaimItem]
    tensions: list[TensionItem]
    questions: list[QuestionItem]
    dates: list[DateItem]
    loaded: list[LoadedItem]


class RepairItem(Reply):
    """Another wording of a refused statement, null to give it up; `who` is "outlet" where nobody else holds it."""

    id: _Id
    say: _Words | None = None
    who: Annotated[Literal["outlet"] | None, _known(Literal["outlet"])] = None


class RepairReply(Reply):
    """The reply to the prompt `repair`: one item for each refused statement."""

    repairs: list[RepairItem]


class LineItem(Reply):
    """A headline or a sentence of the summary, and the ids of the claims it is made of.

    `say` is null where it is the statement of the first of them, and may have "{first … last}" like a claim's.
    """

    say: _Words | None = None
    claims: _Ids


class AnswerItem(Reply):
    """An open question that a claim answers, both by their ids."""

    question: _Id
    claim: _Id


class ComposeReply(Reply):
    """The reply to the prompt `compose`: the page's first lines and what pulls apart, made of claims only."""

    headline: LineItem | None = None
    summary: list[LineItem]
    tensions: list[TensionItem]
    answered: list[AnswerItem]


class VerdictItem(Reply):
    """Whether a claim's evidence bears its statement; `why` says what is missing, null where nothing is."""

    id: _Id
    verdict: Annotated[
        Literal["supported", "unsupported", "unclear"],
        _known(Literal["supported", "unsupported", "unclear"], otherwise="unclear"),
    ]
    why: _Words | None = None


class VerifyReply(Reply):
    """The reply to the prompt `verify`: one verdict a claim."""

    verdicts: list[VerdictItem]
