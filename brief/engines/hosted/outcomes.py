"""How one attempt at an endpoint ends: a reply, a fault that may pass, or a refusal that will not.

Plain records and errors that the layers pass to each other; none of them decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from brief.engines.hosted.exchange import Answer
from brief.errors import EngineError, EngineUnavailable

__all__ = ["Refused", "Reply", "TokenUsage", "TransientFault"]


@dataclass(frozen=True, slots=True)
class TokenUsage:
    """Tokens of one call or of many, in and out."""

    input: int
    output: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.input + self.output


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, with what the endpoint says it used; None when it does not say."""

    answer: Answer
    usage: TokenUsage | None = None


class TransientFault(EngineUnavailable):
    """An attempt that failed in a way that may pass.

    `retry_after` and `retry_after_ms` are the endpoint's headers as they came. `throttled` says that it was asked too
    often, `unbilled` that it certainly did no work, and `most_retries` that more would be a waste.
    """

    def __init__(
        self,
        message: str,
        *,
        retry_after: str | None = None,
        retry_after_ms: str | None = None,
        throttled: bool = False,
        unbilled: bool = False,
        most_retries: int | None = None,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.retry_after_ms = retry_after_ms
        self.throttled = throttled
        self.unbilled = unbilled
        self.most_retries = most_retries


class Refused(EngineError):
    """A request that the endpoint does not take as it is; `words` is what it said of it, `parameter` what it named."""

    def __init__(self, message: str, *, status: int, words: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.words = words
        self.parameter = parameter
