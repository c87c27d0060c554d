"""The clock, sleep and chance of a run, in one place, so that a test can put its own in.

The only module of the hosted engine that touches them; what is waited for, and how long, is for `pacing` and
`retrying`.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["Deadline", "Timing"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time and chance come from; the defaults are the machine's.

    `clock` never runs backwards and counts seconds; `now` is the date on the wall, for `Retry-After`; `chance` is
    somewhere in [0, 1).
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    now: Callable[[], datetime] = _now


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a run has to be done: `length_s` after it began, at `began` on the run's clock."""

    timing: Timing
    length_s: float
    began: float

    @property
    def left_s(self) -> float:
        """The seconds that are left; 0 when it has passed."""
        return max(0.0, self.began + self.length_s - self.timing.clock())
