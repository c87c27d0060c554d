"""What a call will cost, counted before it goes out.

The count is of the body as asked: its messages, what frames them, and the shape of the reply, which servers count as
input too. What is done with it is for `spending`, or for whoever asks before a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from brief.engines.hosted.bodies import Body, canonical_json
from brief.engines.hosted.tokens import count_tokens

__all__ = ["Estimate", "count_body_tokens"]

# As OpenAI's own guide to counting has them: what frames a message, and what begins the reply.
_FRAME_TOKENS = 3
_ROLE_TOKENS = 1
_PRIMING_TOKENS = 3


@dataclass(frozen=True, slots=True)
class Estimate:
    """What requests would cost: the calls, their input tokens, and the most that they may answer.

    `cached` counts those that are answered already and would not be sent; they are in none of the other figures.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached: int = 0


def count_body_tokens(body: Body) -> int:
    """The input tokens of a body as asked."""
    model = body["model"]
    messages = sum(
        count_tokens(message["content"], model) + _FRAME_TOKENS + _ROLE_TOKENS for message in body["messages"]
    )
    return messages + _PRIMING_TOKENS + _count_shape(canonical_json(body["response_format"]), model)


@lru_cache(maxsize=64)
def _count_shape(shape: str, model: str) -> int:
    return count_tokens(shape, model)
