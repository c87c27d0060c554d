"""When a call may begin: so many at once, so many a minute, and none while the endpoint asks for a rest.

Calls begin in the order in which they ask, and each as soon as it may: there are no rounds. Whether a call is tried
again is for `retrying`.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Lock

from brief.engines.hosted.timing import Deadline, Timing
from brief.errors import EngineUnavailable

__all__ = ["Pace", "Starts", "Tempo"]

_MINUTE_S = 60.0
# Calls that have waited for the same moment start spread over this much, so that the endpoint does not get them as one.
_SPREAD_S = 0.25


@dataclass(slots=True)
class Starts:
    """What is known of the calls of a run: until when each recent one counts, and until when none may begin."""

    counting: deque[float] = field(default_factory=deque)
    rest_until: float = float("-inf")
    lock: Lock = field(default_factory=Lock)


class Tempo:
    """What the documents of a run that share an event loop wait on."""

    def __init__(self, concurrency: int, starts: Starts | None = None) -> None:
        self.slots = asyncio.Semaphore(concurrency)
        self.in_order = asyncio.Lock()
        self.starts = starts or Starts()


class Pace:
    """The pace of one document, which may share its tempo with others; belongs to one event loop."""

    def __init__(
        self,
        *,
        concurrency: int,
        requests_per_minute: int | None,
        timing: Timing,
        deadline: Deadline,
        tempo: Tempo | None = None,
    ) -> None:
        self._tempo = tempo or Tempo(concurrency)
        self._starts = self._tempo.starts
        self._per_minute = requests_per_minute
        self._timing = timing
        self._deadline = deadline

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Holds one of the places for calls under way."""
        async with self._tempo.slots:
            yield

    async def begin(self) -> None:
        """Returns when the next request may go out.

        Raises:
            EngineUnavailable: If that would be after the deadline.
        """
        if self._per_minute is not None:
            async with self._tempo.in_order:
                await self._wait_for_the_rest()
                while (seconds := self._take_start(self._per_minute)) > 0:
                    await self._wait(seconds, f"{self._per_minute} requests a minute are used up")
                    await self._wait_for_the_rest()
        else:
            await self._wait_for_the_rest()
        if not self._deadline.left_s:
            raise EngineUnavailable(self._late("no time is left"))

    def rest(self, seconds: float) -> None:
        """Lets no request begin before so many seconds from now."""
        self._starts.rest_until = max(self._starts.rest_until, self._timing.clock() + seconds)

    def _take_start(self, per_minute: int) -> float:
        """Counts a request that begins now, if fewer than that many have within the last minute; else how long to wait.

        At once: loops in other threads take theirs from the same minute.
        """
        counting, now = self._starts.counting, self._timing.clock()
        with self._starts.lock:
            while counting and counting[0] <= now:
                counting.popleft()
            if len(counting) >= per_minute:
                return counting[0] - now
            counting.append(now + _MINUTE_S)
            return 0.0

    async def _wait_for_the_rest(self) -> None:
        while (seconds := self._starts.rest_until - self._timing.clock()) > 0:
            await self._wait(seconds + _SPREAD_S * self._timing.chance(), "the endpoint asks to wait")

    async def _wait(self, seconds: float, reason: str) -> None:
        if seconds >= self._deadline.left_s:
            raise EngineUnavailable(self._late(reason))
        await self._timing.sleep(seconds)

    def _late(self, reason: str) -> str:
        return (
            f"the deadline of {self._deadline.length_s:g} s does not hold another call ({reason});"
            " raise BRIEF_DEADLINE_S, or run again to go on from the answers that are kept"
        )
