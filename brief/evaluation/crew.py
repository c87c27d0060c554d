"""Work that is spread over processes and comes back in order, so that nobody can tell how many hands did it.

Processes are forked, since what they need is loaded already and what they do cannot be pickled; where a system cannot
fork, or there is nothing to share out, everything is done here. What is done is the caller's business.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from brief.errors import NothingMeasured

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = ["Crew", "count_workers"]

T = TypeVar("T")
R = TypeVar("R")

Work = Callable[[Iterable[T]], Iterator[R]]
"""Gives one result for each item, in order; it may take a few items before it gives the first result."""


def count_workers() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class Crew(Generic[T, R]):
    """Processes at work on items since it was made; `results` waits for them.

    It is to be made before any thread is started, since a fork copies locks and not the threads that hold them.
    """

    def __init__(self, work: Work[T, R], items: Sequence[T], *, workers: int, first: Sequence[int] = ()) -> None:
        """Shares out the items.

        Args:
            work: What is done, in each process for as many items as it gets to.
            items: What it is done to.
            workers: How many processes at most.
            first: The places of items to begin with, the longest ones; the others follow in order.
        """
        self._work = work
        self._items = items
        self._processes: list[BaseProcess] = []
        self._connections: list[Connection] = []
        workers = min(workers, len(items))
        if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        order = [*first, *(n for n in range(len(items)) if n not in set(first))]
        taken = context.Value("i", 0)

        def places() -> Iterator[int]:
            """The places of the items that this process gets to."""
            while True:
                with taken.get_lock():
                    at = taken.value
                    taken.value += 1
                if at >= len(order):
                    return
                yield order[at]

        def labour(connection: Connection) -> None:
            mine: deque[int] = deque()

            def given() -> Iterator[T]:
                for place in places():
                    mine.append(place)
                    yield items[place]

            for result in work(given()):
                connection.send((mine.popleft(), result))
            connection.send(None)
            connection.close()

        for _ in range(workers):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=labour, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._connections.append(ours)
            self._processes.append(process)

    def results(self) -> list[R]:
        """All results, in the order of the items.

        Raises:
            NothingMeasured: If a process ended before its work did.
        """
        if not self._processes:
            return [*self._work(self._items)]
        found: dict[int, R] = {}
        waiting = [*self._connections]
        while waiting:
            for connection in wait(waiting):
                assert isinstance(connection, Connection)
                try:
                    message = connection.recv()
                except EOFError:
                    self.dismiss()
                    raise NothingMeasured("a worker process ended before its work did; try --workers 1") from None
                if message is None:
                    waiting.remove(connection)
                else:
                    found[message[0]] = message[1]
        self.dismiss()
        return [found[place] for place in range(len(self._items))]

    def dismiss(self) -> None:
        """Ends every process."""
        for process in self._processes:
            process.terminate()
            process.join()
        for connection in self._connections:
            connection.close()
