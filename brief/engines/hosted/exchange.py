"""What passes between the engine and a model: a request, its answer, and whoever carries the one and brings the other.

Plain records and one protocol; how a request travels (a server, a cache, a cassette) is for those who implement it,
what it asks for the stages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Answer", "Exchange", "Message", "Request", "Stage"]

Stage = Literal["extract", "repair", "compose", "verify"]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a model: the messages, the shape of the reply, and how long it may become (in tokens).

    `stage` is for the bill and the log; the model does not see it.
    """

    stage: Stage
    messages: tuple[Message, ...]
    reply: type[BaseModel]
    max_output_tokens: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unread: the words, why the model stopped ("stop", "length", …), and its refusal if it refused."""

    content: str
    finish_reason: str = "stop"
    refusal: str | None = None


class Exchange(Protocol):
    """Whoever answers requests; many may be under way at once."""

    async def ask(self, request: Request) -> Answer:
        """The answer to one request.

        Raises:
            EngineUnavailable: If it could not be had: network, timeout, rate limit, deadline, budget.
            EngineError: If the endpoint refuses the request for good; asking again would not help.
            ConfigError: If the endpoint, the model or the key is wrong: no request of the run can succeed.
        """
        ...
