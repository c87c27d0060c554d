"""The hosted engine on one event loop: many documents at once, all under the limits of one run's settings.

Calls are retried where they are made. Here a document is tried again when its endpoint was away, for as long as a run
is worth waiting; then the run is given up as a whole, so that its documents are not failures of their own.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from brief.batch.desks import fail_with_bug
from brief.batch.jobs import Outcome, Task, conclude, fail_task, open_task
from brief.batch.records import Deferred, Failure, code_of
from brief.errors import BriefError, ConfigError, EngineUnavailable

if TYPE_CHECKING:
    from brief.engines.proposal import Authoring, Engine
    from brief.settings import Settings

__all__ = ["LoopCrew"]

_LOG = logging.getLogger("brief.batch")

# A document whose own calls go unanswered, while others' are answered, is tried so often.
_ATTEMPTS = 3
# The first pause before a document is tried again, in seconds; each further one is twice as long, up to a minute.
_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0
# How many documents are under way for each call that may be: some of them are read and checked meanwhile.
_DOCUMENTS_A_CALL = 1.5


class LoopCrew:
    """An engine that mostly waits; many documents are under way at once, in a thread with an event loop.

    Args:
        open_engine: An engine for one attempt; whether the attempt may do without an answer that is not to be had.
        settings: How many calls may be under way at once.
        patience_s: How long the endpoint may be away before the run is given up.
        pause_s: The first pause before a document is tried again.
    """

    def __init__(
        self,
        open_engine: Callable[[bool], Engine | Authoring],
        settings: Settings,
        *,
        patience_s: float,
        pause_s: float = _PAUSE_S,
    ) -> None:
        self._open_engine = open_engine
        self._settings = settings
        self._patience_s = patience_s
        self._pause_s = pause_s
        self._answered = time.monotonic()
        self._n_answered = 0
        self._told_away = False
        self._all_begun = False
        self._done: queue.SimpleQueue[tuple[Task, Outcome | BaseException]] = queue.SimpleQueue()
        self._under_way: dict[str, asyncio.Task[Outcome]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="conversations", daemon=True)
        self._thread.start()

    def work(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome, in the order in which they end.

        Raises:
            ConfigError: If no document can be briefed.
            EngineUnavailable: If the endpoint stays away, or the budget is spent.
        """
        waiting = iter(tasks)
        most = max(self._settings.concurrency + 1, int(self._settings.concurrency * _DOCUMENTS_A_CALL))
        n_open, more = 0, True
        while True:
            while more and n_open < most:
                task = next(waiting, None)
                more = task is not None
                self._all_begun = not more
                if task is not None:
                    n_open += 1
                    self._loop.call_soon_threadsafe(self._begin, task)
            if not n_open:
                return
            task, outcome = self._done.get()
            n_open -= 1
            if isinstance(outcome, BaseException):
                raise outcome
            yield task, outcome

    def _begin(self, task: Task) -> None:
        def conclude_it(done: asyncio.Task[Outcome]) -> None:
            self._under_way.pop(task.key, None)
            if done.cancelled():
                return
            error = done.exception()
            if error is None:
                self._done.put((task, done.result()))
            elif isinstance(error, BriefError):  # it concerns all documents
                self._done.put((task, error))
            else:
                self._done.put((task, fail_with_bug(task, error)))

        under_way = self._loop.create_task(self._brief(task))
        self._under_way[task.key] = under_way
        under_way.add_done_callback(conclude_it)

    async def _brief(self, task: Task) -> Outcome:
        from brief.engines.hosted.spending import BudgetSpent

        pause, n_tried, own_faults = self._pause_s, 0, 0
        while True:
            began = time.monotonic()
            n_tried += 1
            try:
                outcome = await self._attempt(task, strict=own_faults < _ATTEMPTS - 1)
            except Deferred:
                return Outcome(b"", pending=True)
            except (ConfigError, BudgetSpent):
                raise
            except EngineUnavailable as error:
                own_faults += self._answered > began  # others were answered meanwhile
                if own_faults == _ATTEMPTS or self._is_given_up(error):
                    return fail_task(task, Failure(code_of(error), str(error), task.attempts + n_tried))
                self._tell_away(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_S)
            except BriefError as error:
                self._note_answer()
                return fail_task(task, Failure(code_of(error), str(error), task.attempts + n_tried))
            else:
                self._note_answer()
                return outcome

    def _tell_away(self, error: EngineUnavailable) -> None:
        """Says once for each time that the endpoint is away, so that a run which waits does not seem to hang."""
        if not self._told_away:
            _LOG.warning("no answer is to be had, so it is waited for one, %g s at most (%s)", self._patience_s, error)
        self._told_away = True

    def _note_answer(self) -> None:
        self._answered, self._told_away = time.monotonic(), False
        self._n_answered += 1

    def _is_given_up(self, error: EngineUnavailable) -> bool:
        """Whether a document is given up: it is one of the last, and was not answered though others were.

        Raises:
            EngineUnavailable: If the run is: the endpoint has been away for too long.
        """
        away_s = time.monotonic() - self._answered
        if away_s <= self._patience_s:
            return False
        if self._all_begun and self._n_answered:
            return True
        raise EngineUnavailable(
            f"{error}; the endpoint has been away for {away_s:.0f} s: what was done is kept, run the same command when "
            "it is back"
        ) from error

    async def _attempt(self, task: Task, *, strict: bool) -> Outcome:
        from brief.pipeline import asummarise

        document = await asyncio.to_thread(open_task, task, self._settings)
        briefing = await asummarise(document, engine=self._open_engine(strict), settings=self._settings)
        return conclude(task, briefing)

    def in_flight(self) -> list[str]:
        """The keys of what is under way."""
        return [*self._under_way]

    def close(self) -> None:
        """Cancels what is under way, and closes the loop."""
        if self._thread.is_alive():
            asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop.close()

    async def _drop(self) -> None:
        under_way = [*self._under_way.values()]
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await self._loop.shutdown_asyncgens()
        await self._loop.shutdown_default_executor()
