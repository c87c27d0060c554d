"""The run of a batch: what needs doing is found, done by a crew, written, and noted, in this order for each document.

Nothing here knows how the work is done (`workers`, `conversations`, `cluster`) or shown (`progress`). A run that is
ended at any point leaves output and ledger such that the same run goes on from there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from brief.batch.inputs import Item
from brief.batch.jobs import Outcome, Task, fail_task
from brief.batch.ledger import Entry, Ledger
from brief.batch.outputs import Output
from brief.batch.recipes import Recipe
from brief.batch.records import TRANSIENT, Failure, code_of
from brief.errors import BriefError, ConfigError, InputError

__all__ = ["Batch", "Crew", "Totals", "check_found"]

_FLUSH_EVERY_S = 5.0


class Crew(Protocol):
    """Whoever briefs documents: takes tasks when it has room, and yields each with its outcome."""

    def work(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome, in the order in which they end."""

    def in_flight(self) -> list[str]:
        """The keys of what is under way."""

    def close(self) -> None:
        """Ends the work; what is under way is dropped."""


@dataclass
class Totals:
    """What a run has done so far: documents met, briefed, failed now, left alone since they were done before.

    `pending` ones wait for answers that were sent for, and have no line yet.
    """

    met: int = 0
    briefed: int = 0
    failed: int = 0
    kept: int = 0
    kept_failed: int = 0
    twice: int = 0
    replaced: int = 0
    pending: int = 0
    tokens: int = 0

    @property
    def done(self) -> int:
        """The documents that this run has dealt with."""
        return self.briefed + self.failed + self.kept


class Batch:
    """One run over items into an output; `run` yields after each document, so that a caller can show how far it is.

    Args:
        items: The documents, in any order.
        output: Where the lines go.
        ledger: What is done.
        recipe: What a briefing depends on beside its document.
        retry_failed: Try again also what failed for a reason that lies in the document.
    """

    def __init__(
        self, items: Iterable[Item], *, output: Output, ledger: Ledger, recipe: Recipe, retry_failed: bool = False
    ) -> None:
        self.totals = Totals()
        self._items = items
        self._output = output
        self._ledger = ledger
        self._recipe = recipe
        self._retry_failed = retry_failed
        self._under_way: dict[str, str] = {}
        self._flushed = time.monotonic()

    def run(self, crew: Crew) -> Iterator[Totals]:
        """Briefs what needs it.

        Raises:
            BriefError: What no document of the batch can be briefed with or written after.
        """
        for task, outcome in crew.work(self._tasks()):
            self._settle(task, outcome)
            yield self.totals
        self._output.flush(self._ledger)
        self.totals.replaced += self._output.settle(self._ledger)
        self._ledger.commit()
        yield self.totals

    def _tasks(self) -> Iterator[Task]:
        """The tasks that need doing; what cannot be read has its line here and now."""
        for item in self._items:
            if item.key in self._under_way or self._ledger.met(item.key):
                self._meet_twice(item)
                continue
            self.totals.met += 1
            try:
                task = item.load()
            except ConfigError:
                raise
            except BriefError as error:
                self._refuse(item.key, Failure(code_of(error), str(error)))
                continue
            digest = task.digest
            entry = self._ledger.find(item.key)
            if self._stands(entry, digest):
                self._keep(item.key, failed=entry is not None and entry.code is not None)
                continue
            self._under_way[item.key] = digest
            yield task

    def _stands(self, entry: Entry | None, digest: str) -> bool:
        """Whether the line that is there is still the right one."""
        if entry is None or entry.content != digest:
            return False
        failed = entry.code is not None
        if entry.recipe != self._recipe.of(failed=failed):
            return False
        return not failed or not (self._retry_failed or entry.code in TRANSIENT)

    def _keep(self, key: str, *, failed: bool) -> None:
        self._ledger.meet(key)
        self.totals.kept += 1
        self.totals.kept_failed += failed

    def _meet_twice(self, item: Item) -> None:
        """A file that is met again is the same document; of two rows of one id nobody knows which is meant."""
        if item.place == item.key or self._ledger.met(item.place):
            self.totals.twice += item.place == item.key
            return
        self.totals.met += 1
        message = f"{item.place}: another row before it has the same id, {item.key!r}; give each row its own"
        self._refuse(item.place, Failure("duplicate_id", message))

    def _refuse(self, key: str, failure: Failure) -> None:
        """Gives a document that cannot even be handed out its line, unless it has just this one already."""
        digest = hashlib.sha256(failure.message.encode("utf-8", "backslashreplace")).hexdigest()
        entry = self._ledger.find(key)
        if entry is not None and entry.code == failure.code and entry.content == digest:
            self._keep(key, failed=True)
            return
        self._under_way[key] = digest
        task = Task(key, key, b"")
        self._settle(task, fail_task(task, failure))

    def _settle(self, task: Task, outcome: Outcome) -> None:
        self.totals.tokens += outcome.tokens
        if outcome.pending:
            self._ledger.forget(task.key)  # its line, if it has one, is of another content or recipe
            del self._under_way[task.key]
            self.totals.pending += 1
            return
        place = self._output.write(task.key, outcome.line)
        failure = outcome.failure
        self._ledger.record(
            Entry(
                key=task.key,
                content=self._under_way.pop(task.key),
                recipe=self._recipe.of(failed=failure is not None),
                code=failure.code if failure else None,
                attempts=failure.attempts if failure else task.attempts + 1,
                name=place.name,
                start=place.start,
                length=place.length,
                crc=place.crc,
            )
        )
        if time.monotonic() - self._flushed >= _FLUSH_EVERY_S:
            self._output.flush(self._ledger)
            self._flushed = time.monotonic()
        self._ledger.commit()
        self.totals.briefed += failure is None
        self.totals.failed += failure is not None


def check_found(totals: Totals) -> None:
    """Nothing, if there was a document.

    Raises:
        InputError: If the sources hold none.
    """
    if not totals.met:
        raise InputError("the sources hold no document; name files, folders with texts in them, or tables")
