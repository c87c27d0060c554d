"""The body of a call: what is asked, in full, and the same as a certain endpoint takes it.

The body as asked depends on the request and the settings alone. It names an exchange in the cache and in a recording,
so that both hold whichever endpoint answers and whatever it has learned to refuse. What an endpoint takes is for
`abilities` to find out.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal

from brief.engines.hosted.exchange import Request
from brief.engines.hosted.schemas import strict_schema
from brief.settings import Settings

__all__ = [
    "OPTIONAL",
    "Body",
    "ReplyFormat",
    "Taken",
    "adapt_body",
    "ask_body",
    "canonical_json",
    "digest_body",
    "encodable",
]

Body = dict[str, Any]
ReplyFormat = Literal["json_schema", "json_object", "text"]
LengthName = Literal["max_completion_tokens", "max_tokens"]

# What a caller may set and a server may not know.
OPTIONAL = ("temperature", "seed", "reasoning_effort")

_SHAPE = "Answer with one JSON object and nothing else, without a code fence. It fits this JSON Schema:\n"


@dataclass(frozen=True, slots=True)
class Taken:
    """What an endpoint takes of a body; as created, everything.

    `length_names` are its words for the most tokens of a reply, the better one first; `system` is whether it knows that
    role.
    """

    reply_format: ReplyFormat = "json_schema"
    length_names: tuple[LengthName, ...] = ("max_completion_tokens", "max_tokens")
    system: bool = True
    refused: frozenset[str] = field(default_factory=frozenset)


def ask_body(request: Request, *, model: str, settings: Settings) -> Body:
    """The whole body of a request, for an endpoint that takes everything."""
    optional = {name: getattr(settings, name) for name in OPTIONAL}
    return {
        "model": model,
        "messages": [{"role": message.role, "content": encodable(message.content)} for message in request.messages],
        "max_completion_tokens": request.max_output_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": request.reply.__name__, "strict": True, "schema": strict_schema(request.reply)},
        },
        **{name: value for name, value in optional.items() if value is not None},
    }


def adapt_body(body: Body, taken: Taken, *, output_tokens: int | None = None) -> Body:
    """A body as asked, as the endpoint takes it; `output_tokens` where the reply must be shorter than asked."""
    adapted = {name: value for name, value in body.items() if name not in taken.refused}
    length = adapted.pop("max_completion_tokens")
    if taken.length_names:
        adapted[taken.length_names[0]] = length if output_tokens is None else output_tokens
    if taken.reply_format != "json_schema":
        shape = adapted.pop("response_format")["json_schema"]["schema"]
        adapted["messages"] = _with_instruction(adapted["messages"], _SHAPE + canonical_json(shape))
        if taken.reply_format == "json_object":
            adapted["response_format"] = {"type": "json_object"}
    if not taken.system:
        adapted["messages"] = _without_system(adapted["messages"])
    return adapted


def canonical_json(value: object) -> str:
    """The one way in which a value is written: sorted, compact, in Unicode.

    >>> canonical_json({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_body(body: Body, *, endpoint: str | None = None) -> str:
    """The sha256 that names a body, or an endpoint's answer to it."""
    named = body if endpoint is None else {"endpoint": endpoint, "body": body}
    return hashlib.sha256(canonical_json(named).encode("utf-8", "replace")).hexdigest()


def encodable(content: str) -> str:
    """The same text, with a question mark for half a surrogate pair, which UTF-8 cannot write."""
    try:
        content.encode()
    except UnicodeEncodeError:
        return content.encode("utf-8", "replace").decode()
    return content


def _with_instruction(messages: list[dict[str, str]], instruction: str) -> list[dict[str, str]]:
    """The messages with a system instruction more: at the end of the first one, since many servers take only one."""
    if messages and messages[0]["role"] == "system":
        first, *rest = messages
        return [{**first, "content": f"{first['content']}\n\n{instruction}"}, *rest]
    return [{"role": "system", "content": instruction}, *messages]


def _without_system(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """The messages with what the system says at the head of what the user says."""
    system = [message["content"] for message in messages if message["role"] == "system"]
    user = [message["content"] for message in messages if message["role"] != "system"]
    return [{"role": "user", "content": "\n\n".join([*system, *user])}]
