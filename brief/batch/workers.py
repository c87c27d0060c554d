"""The processes of this machine, each with a warm model, one document at a time each.

A document that takes too long, or takes its process with it, costs itself: the process is replaced and the document
is a failure. Which documents there are, and where the lines go, is for others.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import TYPE_CHECKING, Literal

from brief.batch.desks import Desk, bound_memory, fail_with_bug, killed_after
from brief.batch.jobs import Outcome, Task, fail_task
from brief.batch.records import Failure
from brief.console import use_warnings
from brief.errors import ConfigError

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["Order", "ProcessCrew", "Report", "count_cores", "serve"]

# A process that died under a document may have been killed for another's sake: the document gets a second one.
_ATTEMPTS = 2
_GRACE_S = 5.0
_LONGEST_WAIT_S = 1.0
# A process whose document is late is killed by the one that hands out the work; if that is gone, by the system so much
# later.
_LATE_S = 10.0


_PROGRAM = "import sys; sys.path[:] = {path!r}; from brief.batch.workers import serve; serve({handle})"


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is told first: which engine to be, and within which limits."""

    engine: str
    settings: Settings
    timeout_s: float
    memory_mb: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a process sends when it is done with a document, and whether it ends itself then."""

    outcome: Outcome
    leaves: bool


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    due: float = float("inf")

    def rest(self) -> Task | None:
        """The task it was at; it has none now."""
        task, self.task, self.due = self.task, None, float("inf")
        return task


class ProcessCrew:
    """So many processes, kept until they are closed; `work` hands them tasks and yields what comes of each.

    Args:
        settings: For the engine, in every process.
        engine: Its name.
        processes: How many.
        timeout_s: The seconds that one document may take.
        memory_mb: The memory that one process may ask for, where the system can bound it.
    """

    def __init__(
        self, settings: Settings, *, engine: str, processes: int, timeout_s: float, memory_mb: int | None = None
    ) -> None:
        self._order = Order(engine, settings, timeout_s, memory_mb)
        self._timeout_s = timeout_s
        self._n_processes = processes
        self._workers: list[_Worker] = []
        self.replaced = 0

    def work(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome, in the order in which they end; a task is taken when a process is free.

        Raises:
            ConfigError: If a process finds that no document can be briefed.
        """
        waiting = iter(tasks)
        again = [task for task in [next(waiting, None)] if task is not None]
        more = bool(again)
        while more and len(self._workers) < self._n_processes:  # a run that has nothing to do loads no model
            self._workers.append(self._start())
        while True:
            for worker in self._workers:
                if worker.ready and worker.task is None and (again or more):
                    task = again.pop() if again else next(waiting, None)
                    more = more and task is not None
                    if task is not None:
                        self._hand(worker, task)
            if not more and not again and all(worker.task is None for worker in self._workers):
                return
            yield from self._collect(again)

    def _hand(self, worker: _Worker, task: Task) -> None:
        worker.task, worker.due = task, time.monotonic() + self._timeout_s
        with suppress(BrokenPipeError, ConnectionResetError):  # it is dead; `_collect` will see
            worker.pipe.send(task)

    def _collect(self, again: list[Task]) -> Iterator[tuple[Task, Outcome]]:
        """What has come, or one second's wait; the dead and the late are replaced."""
        next_due = min((worker.due for worker in self._workers), default=float("inf"))
        pause = max(0.0, min(_LONGEST_WAIT_S, next_due - time.monotonic()))
        came = set(wait([worker.pipe for worker in self._workers], timeout=pause))
        for number, worker in enumerate(self._workers):
            if worker.pipe in came:
                answer = self._receive(worker)
                if answer is None:
                    yield from self._bury(worker, again)
                    self._replace(number)
                elif isinstance(answer, Report) and (task := worker.rest()) is not None:
                    if answer.leaves:
                        self._replace(number)
                    yield task, answer.outcome
            elif time.monotonic() >= worker.due and (task := worker.rest()) is not None:
                self._replace(number)
                message = f"{task.source}: not done after {self._timeout_s:g} s; raise --timeout, or split it"
                yield task, fail_task(task, Failure("timeout", message, task.attempts + 1))

    def _bury(self, worker: _Worker, again: list[Task]) -> Iterator[tuple[Task, Outcome]]:
        """A process died: its document gets another one, or is a failure."""
        task = worker.rest()
        if task is not None and task.attempts + 1 < _ATTEMPTS:
            again.append(task.again())
        elif task is not None:
            message = (
                f"{task.source}: its process died ({_tell_death(worker)}); the document may be "
                "damaged, or the machine short of memory"
            )
            yield task, fail_task(task, Failure("worker_died", message, task.attempts + 1))

    def _receive(self, worker: _Worker) -> Report | Literal["ready"] | None:
        """What a process sent; None if it died.

        Raises:
            ConfigError: If it found that no document can be briefed.
        """
        try:
            answer: Report | ConfigError | Literal["ready"] = worker.pipe.recv()
        except (EOFError, OSError):
            if not worker.ready:
                raise ConfigError(
                    f"a process ended before it was ready ({_tell_death(worker)}); is there memory "
                    "for so many? lower --processes, or raise --memory"
                ) from None
            return None
        if isinstance(answer, ConfigError):
            raise answer
        worker.ready = True
        return answer

    def _start(self) -> _Worker:
        ours, theirs = Pipe()
        program = _PROGRAM.format(path=sys.path, handle=theirs.fileno())
        process = subprocess.Popen(
            [sys.executable, "-c", program], pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL
        )
        theirs.close()
        with suppress(BrokenPipeError, ConnectionResetError):
            ours.send(self._order)
        return _Worker(process, ours)

    def _replace(self, number: int) -> None:
        _end(self._workers[number])
        self._workers[number] = self._start()
        self.replaced += 1

    def in_flight(self) -> list[str]:
        """The keys of the documents that are being briefed."""
        return [worker.task.key for worker in self._workers if worker.task is not None]

    def pids(self) -> list[int]:
        """The numbers of the processes that there are."""
        return [worker.process.pid for worker in self._workers]

    def close(self) -> None:
        """Ends all processes; what they were at is dropped."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.wait()
    worker.pipe.close()


def _tell_death(worker: _Worker) -> str:
    try:
        code = worker.process.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        return "no answer"
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def serve(handle: int) -> None:
    """What a process does: load, say so, and brief what comes until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that hands out the work
    use_warnings()
    # It has gone, and what it was to get is of no use to anybody.
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), Connection(handle) as pipe:
        order: Order = pipe.recv()
        if order.memory_mb is not None:
            bound_memory(order.memory_mb)
        try:
            desk = Desk(order.engine, order.settings)
            pipe.send("ready")
            while _answer(pipe, desk, order.timeout_s):
                pass
        except ConfigError as error:
            pipe.send(error)


def _answer(pipe: Connection, desk: Desk, timeout_s: float) -> bool:
    """Briefs one document; whether this process is fit for another."""
    task: Task = pipe.recv()
    try:
        with killed_after(timeout_s + _LATE_S):
            outcome = desk.brief(task)
    except ConfigError:
        raise
    except MemoryError:
        message = f"{task.source}: there is not enough memory for it; raise --memory, or split it"
        pipe.send(Report(fail_task(task, Failure("out_of_memory", message, task.attempts + 1)), leaves=True))
        return False
    except BaseException as error:
        pipe.send(Report(fail_with_bug(task, error), leaves=True))
        raise SystemExit(1) from error  # nobody knows what it left behind
    leaves = desk.overgrown
    pipe.send(Report(outcome, leaves))
    return not leaves


def count_cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
