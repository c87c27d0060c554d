"""A call tried again until it is answered, refused, or not worth another try.

Waits grow exponentially with full jitter, unless the endpoint says how long to wait. What is a fault that may pass is
for `verdicts` and `client` to say.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from brief.engines.hosted.outcomes import Reply, TransientFault
from brief.engines.hosted.pacing import Pace
from brief.engines.hosted.timing import Deadline, Timing
from brief.errors import EngineUnavailable

__all__ = ["Retrying", "read_retry_after"]

_FIRST_WAIT_S = 0.5
_LONGEST_WAIT_S = 30.0


class Retrying:
    """Tries calls again: at most `retries` times each, and never past the deadline."""

    def __init__(self, *, retries: int, timing: Timing, deadline: Deadline, pace: Pace) -> None:
        self._retries = retries
        self._timing = timing
        self._deadline = deadline
        self._pace = pace

    async def run(self, attempt: Callable[[], Awaitable[Reply]], *, on_retry: Callable[[], None]) -> Reply:
        """What the first attempt that is answered brings.

        Raises:
            EngineUnavailable: If none was; the message says what the last one met, and how often it was tried.
        """
        n_tried = n_doubtful = 0  # the doubtful ones are worth only so many tries, whatever comes between them
        while True:
            n_tried += 1
            try:
                return await attempt()
            except TransientFault as fault:
                asked_s = read_retry_after(fault, self._timing.now())
                if asked_s is not None and fault.throttled:
                    self._pace.rest(asked_s)
                n_doubtful += fault.most_retries is not None
                is_worth_it = n_tried <= self._retries and (
                    fault.most_retries is None or n_doubtful <= fault.most_retries
                )
                wait_s = self._wait_s(n_tried, asked_s)
                if not is_worth_it or wait_s >= self._deadline.left_s:
                    too_late = self._too_late(wait_s) if is_worth_it else ""
                    times = f"{n_tried} time{'s' if n_tried > 1 else ''}"
                    raise EngineUnavailable(f"{fault}; tried {times}{too_late}") from None
            on_retry()
            await self._timing.sleep(wait_s)

    def _wait_s(self, n_tried: int, asked_s: float | None) -> float:
        backoff_s = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(n_tried - 1, 30)) * self._timing.chance()
        if asked_s is None:
            return backoff_s
        return asked_s + min(backoff_s, 1.0)  # not all of those that were told the same at the same moment

    def _too_late(self, wait_s: float) -> str:
        return (
            f", and the deadline of {self._deadline.length_s:g} s comes before the next try in {round(wait_s, 1):g} s"
            " (BRIEF_DEADLINE_S)"
        )


def read_retry_after(fault: TransientFault, now: datetime) -> float | None:
    """The seconds that the endpoint asks to wait, if it does.

    They stand in `retry-after-ms`, or in `Retry-After` as a number or a date.

    >>> read_retry_after(TransientFault("busy", retry_after="1.5"), datetime.now(UTC))
    1.5
    """
    for header, unit_s in ((fault.retry_after_ms, 0.001), (fault.retry_after, 1.0)):
        try:
            seconds = float(header or "") * unit_s
        except ValueError:
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    try:
        date = parsedate_to_datetime(fault.retry_after or "")
    except ValueError:
        return None
    return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now.timestamp())
