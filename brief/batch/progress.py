"""How far a run is, in one line: documents, rate, time left, failures, tokens.

When to write the line, and where, is for the command; the rate is that of the last minutes, since the first documents
wait for models to load.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from brief.batch.running import Totals

__all__ = ["Pulse", "describe_seconds"]

_WINDOW_S = 120.0


@dataclass
class Pulse:
    """The pace of a run. `total` is the number of documents, where it is known; `budget` that of tokens.

    >>> pulse = Pulse(total=300)
    >>> pulse.line(Totals(), now=0.0)
    '0 of 300'
    >>> pulse.line(Totals(briefed=98, failed=2), now=50.0)
    '100 of 300, 2 failed, 2.0 a second, 2 min left'
    """

    total: int | None = None
    budget: int | None = None
    _marks: deque[tuple[float, int]] = field(default_factory=deque)

    def line(self, totals: Totals, *, now: float) -> str:
        """What to show at a time, in seconds of any clock that does not go back."""
        worked = totals.briefed + totals.failed
        self._marks.append((now, worked))
        while now - self._marks[0][0] > _WINDOW_S and len(self._marks) > 2:
            self._marks.popleft()
        parts = [f"{totals.done:,}" + (f" of {self.total:,}" if self.total is not None else "")]
        if totals.kept:
            parts.append(f"{totals.kept:,} done before")
        if totals.failed:
            parts.append(f"{totals.failed:,} failed")
        rate = self._rate()
        if rate:
            parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute")
            if self.total is not None and self.total > totals.done:
                parts.append(f"{describe_seconds((self.total - totals.done) / rate)} left")
        if totals.tokens:
            parts.append(f"{totals.tokens:,}" + (f" of {self.budget:,}" if self.budget else "") + " tokens")
        return ", ".join(parts)

    def _rate(self) -> float:
        (since, before), (now, after) = self._marks[0], self._marks[-1]
        return (after - before) / (now - since) if now > since else 0.0


def describe_seconds(seconds: float) -> str:
    """A time as people say it.

    >>> describe_seconds(40), describe_seconds(300), describe_seconds(9_000)
    ('40 s', '5 min', '2 h 30 min')
    """
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
