"""What the tests of transport share: a clock that runs as fast as they like, something to ask, and a loop to ask in."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from pydantic import BaseModel

from brief.engines.hosted.exchange import Message, Request, Stage
from brief.engines.hosted.timing import Timing


class FastClock:
    """Time that passes when everybody waits for it; chance is fixed."""

    def __init__(self, chance: float = 1.0) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self._waiting: list[tuple[float, int]] = []
        self._chance = chance
        self._n_slept = 0

    @property
    def timing(self) -> Timing:
        start = datetime(2021, 6, 3, 12, tzinfo=UTC)
        return Timing(
            clock=lambda: self.seconds,
            sleep=self._sleep,
            chance=lambda: self._chance,
            now=lambda: start + timedelta(seconds=self.seconds),
        )

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._n_slept += 1
        mine = (self.seconds + seconds, self._n_slept)
        heapq.heappush(self._waiting, mine)
        while True:
            for _ in range(20):  # others go on first
                await asyncio.sleep(0)
            if self._waiting[0] == mine:
                heapq.heappop(self._waiting)
                self.seconds = max(self.seconds, mine[0])
                return


class NameReply(BaseModel):
    """The reply that tests ask for."""

    name: str


def make_request(
    content: str = "The ferry to Ness stops.", *, stage: Stage = "extract", max_output_tokens: int = 500
) -> Request:
    return Request(stage, (Message("system", "Find the name."), Message("user", content)), NameReply, max_output_tokens)


T = TypeVar("T")


def run(awaited: Awaitable[T], *, timeout_s: float = 30.0) -> T:
    """What a coroutine brings; it fails rather than hangs."""

    async def bounded() -> T:
        async with asyncio.timeout(timeout_s):
            return await awaited

    return asyncio.run(bounded())
