"""An answer to the reply that was asked for: item by item, so that one bad item costs no other.

Everything that can be wrong with an answer as a whole is a `ReplyError` with a name for it; what is wrong with an item
is on record in the reading. What a reply says of a document is for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from brief.engines.hosted.salvage import salvage_json
from brief.errors import ReplyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brief.engines.hosted.exchange import Answer

__all__ = ["DroppedItem", "Reading", "read_items", "read_reply"]

R = TypeVar("R", bound=BaseModel)

_CUT_OFF: Final = "length"
_FILTERED: Final = "content_filter"
_SHOWN_CHARS: Final = 200
# No list of an honest reply is longer; a model that repeats itself is stopped there.
_MOST_ITEMS: Final = 2_000


@dataclass(frozen=True, slots=True)
class DroppedItem:
    """An item that is not of its shape: the list it stood in, what it was, and what is wrong with it."""

    field: str
    value: Any
    problem: str


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """A reply, what of it was dropped, and the fields that a reply that broke off did not come to the end of."""

    reply: R
    dropped: Sequence[DroppedItem] = ()
    unfinished: Sequence[str] = ()


def read_reply(answer: Answer, model: type[R]) -> R:
    """The reply in an answer, without what is broken in it.

    Raises:
        ReplyError: If there is none: a refusal, nothing, no JSON, another shape, or broken off before its first item.

    >>> from brief.engines.hosted.exchange import Answer
    >>> from brief.engines.hosted.replies import VerifyReply
    >>> answer = Answer('```json\\n{"verdicts": [{"id": "v1", "verdict": "supported", "why": null}, {"id": 2}]}\\n```')
    >>> [item.id for item in read_reply(answer, VerifyReply).verdicts]
    ['v1']
    """
    reading = read_items(answer, model)
    if reading.unfinished and not any(value for _, value in reading.reply):
        raise _unreadable("the reply broke off before its first item", answer, "allow a longer reply (reply_tokens)")
    return reading.reply


def read_items(answer: Answer, model: type[R]) -> Reading[R]:
    """The same with a record of what is missing, and a reply without an item where it broke off at once.

    Raises:
        ReplyError: If there is none.
    """
    content: object = answer.content  # an exchange of somebody's own may bring what it likes
    if not isinstance(content, str):
        raise ReplyError(f"the reply is no text but {type(content).__name__}; mend the exchange", reply="")
    if answer.refusal:
        raise _unreadable(f"the model refused: {_shown(answer.refusal)}", answer, "try another model")
    if not answer.content.strip():
        if answer.finish_reason == _CUT_OFF:
            return Reading(_build({}, model)[0], unfinished=tuple(model.model_fields))
        if answer.finish_reason == _FILTERED:
            raise _unreadable("the endpoint's content filter withheld the reply", answer, "try another model")
        raise _unreadable("the reply is empty", answer, "try again or another model")
    salvage = salvage_json(answer.content)
    if salvage is None or (not salvage.value and salvage.open_keys is not None):
        if salvage is not None or answer.finish_reason == _CUT_OFF:
            return Reading(_build({}, model)[0], unfinished=tuple(model.model_fields))
        raise _unreadable(f"the reply holds no JSON: {_shown(answer.content)}", answer, "try again or another model")
    values = _as_fields(salvage.value, model)
    if values is None:
        raise _unreadable(
            f"the reply has none of the keys {', '.join(_keys(model))}: {_shown(answer.content)}",
            answer,
            "try again or another model",
        )
    reply, dropped = _build(values, model)
    unfinished = () if salvage.open_keys is None else _unfinished(values, salvage.open_keys, model)
    return Reading(reply, dropped, unfinished)


def _unfinished(values: Mapping[str, Any], open_keys: Sequence[str], model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that a broken reply has not got, or not the whole of."""
    return tuple(name for name in model.model_fields if name not in values or name in open_keys)


def _as_fields(value: Any, model: type[BaseModel]) -> Mapping[str, Any] | None:
    """The reply's fields, of an object that has any of them, or of what such an object is wrapped in."""
    fields = model.model_fields
    if isinstance(value, dict):
        if any(key in fields for key in value):
            return value
        inner = [each for each in value.values() if isinstance(each, dict) and any(key in fields for key in each)]
        return inner[0] if len(inner) == 1 else None
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
        return None
    if len(value) == 1 and any(key in fields for key in value[0]):
        return dict(value[0])
    # A bare list is the list of the one field that its items fit.
    return next(
        (
            {name: value}
            for name, item in _items(model).items()
            if any(_fits(each, item) for each in value[:_MOST_ITEMS])
        ),
        None,
    )


def _build(values: Mapping[str, Any], model: type[R]) -> tuple[R, tuple[DroppedItem, ...]]:
    """The reply of those fields, a missing one empty, with what had to be dropped."""
    dropped: list[DroppedItem] = []
    built: dict[str, Any] = {}
    for name, item in _items(model).items():
        value = values.get(name)
        listed = value if isinstance(value, list) else [] if value is None else [value]
        built[name] = []
        for each in listed[:_MOST_ITEMS]:
            try:
                built[name].append(item.model_validate(each))
            except ValidationError as error:
                dropped.append(DroppedItem(name, each, _problem(error)))
        if len(listed) > _MOST_ITEMS:
            dropped.append(DroppedItem(name, None, f"{len(listed) - _MOST_ITEMS} items too many"))
    alone = {name: values[name] for name in model.model_fields if name not in built and values.get(name) is not None}
    for name, value in alone.items():
        try:
            model.model_validate(built | {name: value})
        except ValidationError as error:
            dropped.append(DroppedItem(name, value, _problem(error)))
        else:
            built[name] = value
    return model.model_validate(built), tuple(dropped)


@lru_cache(maxsize=32)
def _items(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """The fields of a reply that are lists, with the model of their items."""
    return {
        name: get_args(info.annotation)[0]
        for name, info in model.model_fields.items()
        if get_origin(info.annotation) is list
    }


def _keys(model: type[BaseModel]) -> Sequence[str]:
    return [*model.model_fields]


def _fits(value: Any, item: type[BaseModel]) -> bool:
    try:
        item.model_validate(value)
    except ValidationError:
        return False
    return True


def _problem(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]


def _shown(words: str) -> str:
    """The beginning of a reply, on one line."""
    plain = " ".join(words[: 4 * _SHOWN_CHARS].split())
    return plain if len(plain) <= _SHOWN_CHARS else f"{plain[:_SHOWN_CHARS]}…"


def _unreadable(problem: str, answer: Answer, next_step: str) -> ReplyError:
    return ReplyError(f"{problem}; {next_step}", reply=answer.content)
