"""What all documents of one run share: the tokens that it may use, and how often it may call.

A run of several documents may have one event loop for all of them or one for each; what is counted is carried over,
what is waited on belongs to a loop. How it is counted is for `spending` and `pacing`.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from brief.engines.hosted.pacing import Pace, Starts, Tempo
from brief.engines.hosted.spending import Budget, Ledger
from brief.engines.running import current_loop

if TYPE_CHECKING:
    from brief.engines.hosted.timing import Deadline, Timing
    from brief.settings import Settings

__all__ = ["Limits"]


class Limits:
    """The limits of one run; each document takes its pace and its budget from them, in its event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ledger = Ledger()
        self._starts = Starts()
        self._finding = Lock()  # documents may be read in several threads, each with a loop of its own
        self._tempos: WeakKeyDictionary[AbstractEventLoop, Tempo] = WeakKeyDictionary()
        self._budgets: WeakKeyDictionary[AbstractEventLoop, Budget] = WeakKeyDictionary()

    def budget(self) -> Budget | None:
        """The budget of the loop that runs; None where the settings set none."""
        most, loop = self._settings.max_tokens, current_loop()
        if most is None:
            return None
        if loop is None:
            return Budget(most, ledger=self._ledger)
        with self._finding:
            return self._budgets.setdefault(loop, Budget(most, ledger=self._ledger))

    def pace(self, timing: Timing, deadline: Deadline) -> Pace:
        """The pace of a document that has to be done by a deadline of its own."""
        loop = current_loop()
        tempo = Tempo(self._settings.concurrency, self._starts)
        if loop is not None:
            with self._finding:
                tempo = self._tempos.setdefault(loop, tempo)
        return Pace(
            concurrency=self._settings.concurrency,
            requests_per_minute=self._settings.requests_per_minute,
            timing=timing,
            deadline=deadline,
            tempo=tempo,
        )
