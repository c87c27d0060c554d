"""Many machines: tasks go to the workers of a dask cluster, each of which keeps a process with a warm model for them.

Scheduling, and what becomes of the tasks of a lost worker, is dask's. Ledger and output stay here, with the one who
hands out the work. Before its first document every worker shows that it has the same code and model; one that joins
later does so, too.
"""

from __future__ import annotations

import logging
import queue
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from brief.batch.fingerprints import Fingerprint, take_fingerprint
from brief.batch.jobs import Outcome, Task, fail_task
from brief.batch.records import Failure
from brief.batch.workers import ProcessCrew
from brief.errors import BriefError, ConfigError, EngineUnavailable

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["ClusterCrew", "Shift", "brief_on_worker", "dismiss_benches", "show_fingerprint"]

_LOG = logging.getLogger("brief.batch")

_ADDRESS = re.compile(r"(?:[a-z]+://)?[^/\s]+:\d+")
# Tasks that are out for each thread of the cluster: one under way, one waiting, so that none is idle.
_TASKS_A_THREAD = 2
# A task whose worker died several times under it, as dask counts, is handed out so often.
_ATTEMPTS = 2
# How often it is looked how many workers there are, and how long the first one may take to come.
_LOOK_EVERY_S, _WAIT_FOR_FIRST_S = 2.0, 300.0


@dataclass(frozen=True, slots=True)
class Shift:
    """What a worker is told with each task; equal ones share a warm process.

    `fingerprint` is what it has to have, as sorted pairs.
    """

    settings: Settings
    timeout_s: float
    memory_mb: int | None
    fingerprint: tuple[tuple[str, str], ...]


def show_fingerprint(model: str | None) -> Fingerprint | str:
    """This machine's fingerprint, or why it has none."""
    try:
        return take_fingerprint(model)
    except BriefError as error:
        return str(error)


def brief_on_worker(task: Task, shift: Shift) -> Outcome | str:
    """What a worker does with a task; a worker that is another one than it should says in what.

    Raises:
        ConfigError: What no document can be briefed with.
    """
    if differing := _describe_difference(show_fingerprint(shift.settings.spacy_model), dict(shift.fingerprint)):
        return differing
    benches = _benches(shift)
    try:
        crew = benches.get_nowait()
    except queue.Empty:  # as many as the worker has threads
        crew = ProcessCrew(
            shift.settings, engine="embedded", processes=1, timeout_s=shift.timeout_s, memory_mb=shift.memory_mb
        )
    try:
        return next(outcome for _, outcome in crew.work([task]))
    finally:
        benches.put(crew)


@lru_cache(maxsize=1)
def _benches(_: Shift) -> queue.LifoQueue[ProcessCrew]:
    """The idle processes of this worker; those of an earlier batch end when nothing refers to them any more."""
    return queue.LifoQueue()


def dismiss_benches(shift: Shift) -> None:
    """Ends the idle processes of this worker."""
    benches = _benches(shift)
    while not benches.empty():
        benches.get_nowait().close()


class ClusterCrew:
    """The workers of a cluster.

    Args:
        cluster: A scheduler's address or its file, or `local`: processes of this machine.
        settings: For the embedded engine, on every worker; no key leaves this machine.
        processes: Of a local cluster: how many workers.
        timeout_s: The seconds that one document may take.
        memory_mb: The memory that the process of one document may ask for.

    Raises:
        ConfigError: If dask is not installed, nobody answers, or a worker has other code or another model.
    """

    def __init__(
        self, cluster: str, settings: Settings, *, processes: int, timeout_s: float, memory_mb: int | None = None
    ) -> None:
        settings = settings.model_copy(update={"api_key": None, "base_url": None})
        fingerprint = take_fingerprint(settings.spacy_model)
        self._shift = Shift(settings, timeout_s, memory_mb, tuple(sorted(fingerprint.items())))
        self._dask = _import_dask()
        self._name = cluster
        self._cluster: Any = None
        self._client = self._connect(cluster, processes)
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._open: dict[str, tuple[Task, Any]] = {}
        self._foreign: set[str] = set()
        self._threads: dict[str, int] = {}
        self._looked = float("-inf")
        self._names = (f"brief-{uuid4().hex}-{number}" for number in count())
        try:
            self._wait_for_workers()
            self._check_workers()
        except BriefError:
            self.close()
            raise

    def work(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome, in the order in which they end; few more are out than there are threads.

        Raises:
            ConfigError: If no document can be briefed, or no worker is left that may brief one.
            EngineUnavailable: If the scheduler is gone.
        """
        waiting = iter(tasks)
        more = True
        while True:
            while more and len(self._open) < self._room():
                task = next(waiting, None)
                more = task is not None
                if task is not None:
                    self._hand(task)
            if not self._open:
                return
            try:
                future = self._done.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if future.key in self._open:
                task, _ = self._open.pop(future.key)
                outcome = self._receive(task, future)
                future.release()
                if outcome is not None:
                    yield task, outcome

    def _hand(self, task: Task) -> None:
        allowed = [address for address in self._threads if address not in self._foreign] if self._foreign else None
        future = self._client.submit(
            brief_on_worker, task, self._shift, key=next(self._names), pure=False, workers=allowed
        )
        self._open[future.key] = (task, future)
        future.add_done_callback(self._done.put)

    def _receive(self, task: Task, future: Any) -> Outcome | None:
        """What came of a task; None when it was handed out again.

        Raises:
            ConfigError: If no document can be briefed.
            EngineUnavailable: If the scheduler is gone.
        """
        if future.status in ("cancelled", "lost"):
            raise EngineUnavailable(
                f"the scheduler {self._name} is gone; what was done is kept: run the same command when it is back"
            )
        error = future.exception()
        if error is None:
            answer: Outcome | str = future.result()
            if isinstance(answer, Outcome):
                return answer
            self._shun(answer)
        elif isinstance(error, self._dask.KilledWorker):
            task = task.again()
            if task.attempts >= _ATTEMPTS:
                message = f"{task.source}: its workers died, one after the other; the document may be damaged"
                return fail_task(task, Failure("worker_died", message, task.attempts))
        elif isinstance(error, BriefError):
            raise error
        else:
            message = f"{task.source}: the cluster failed at it ({type(error).__name__}: {error}); see its log"
            return fail_task(task, Failure("cluster_failed", message, task.attempts + 1))
        self._hand(task)
        return None

    def _shun(self, difference: str) -> None:
        """Hands nothing more to workers of other code or model; one of them has just shown that it is."""
        self._look()
        for address, reason in self._differing().items():
            if address not in self._foreign:
                self._foreign.add(address)
                _LOG.warning("the worker %s is left out: %s", address, reason)
        if not self._threads.keys() - self._foreign:
            raise ConfigError(f"no worker of {self._name} has this machine's code and model: {difference}")

    def _check_workers(self) -> None:
        if differing := self._differing():
            address, reason = next(iter(differing.items()))
            raise ConfigError(
                f"{len(differing)} of {len(self._threads)} workers have other code or another model, the first of them "
                f"{address}: {reason}; install the same on all"
            )

    def _differing(self) -> dict[str, str]:
        """In what each worker differs that does."""
        model = self._shift.settings.spacy_model
        shown = self._client.run(show_fingerprint, model, on_error="return")
        wanted = dict(self._shift.fingerprint)
        differences = {address: _describe_difference(found, wanted) for address, found in shown.items()}
        return {address: difference for address, difference in differences.items() if difference}

    def _room(self) -> int:
        """How many tasks may be out."""
        if time.monotonic() - self._looked > _LOOK_EVERY_S:
            self._look()
        threads = sum(n for address, n in self._threads.items() if address not in self._foreign)
        return max(1, threads * _TASKS_A_THREAD)

    def _look(self) -> None:
        self._looked = time.monotonic()
        try:
            self._threads = dict(self._client.nthreads())
        except (OSError, TimeoutError):  # the futures will tell
            return

    def _connect(self, cluster: str, processes: int) -> Any:
        if cluster != "local" and not Path(cluster).is_file() and not _ADDRESS.fullmatch(cluster):
            raise ConfigError(
                f"{cluster}: this is neither a scheduler's address (tcp://HOST:8786), its file, nor local"
            )
        try:
            if cluster == "local":
                self._cluster = self._dask.LocalCluster(
                    n_workers=processes, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
                return self._dask.Client(self._cluster, set_as_default=False)
            if Path(cluster).is_file():
                return self._dask.Client(scheduler_file=cluster, set_as_default=False)
            return self._dask.Client(cluster, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise ConfigError(
                f"no scheduler answers at {cluster} ({str(error) or type(error).__name__}); start it, or check it"
            ) from error

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_WAIT_FOR_FIRST_S)
        except TimeoutError as error:
            raise ConfigError(f"the scheduler {self._name} has no worker; start some") from error
        self._look()

    def in_flight(self) -> list[str]:
        """The keys of what is out."""
        return [task.key for task, _ in self._open.values()]

    def close(self) -> None:
        """Takes back what is out, and leaves the cluster; a local one ends."""
        futures = [future for _, future in self._open.values()]
        self._open.clear()
        try:
            self._client.cancel(futures, force=True)
            self._client.run(dismiss_benches, self._shift, on_error="ignore")
        except (OSError, TimeoutError):
            _LOG.debug("the scheduler is gone")
        self._client.close(timeout=5)
        if self._cluster is not None:
            self._cluster.close(timeout=5)


def _describe_difference(found: object, wanted: Fingerprint) -> str | None:
    """In what a worker's fingerprint is another one, in words; None if it is not."""
    if not isinstance(found, dict):
        return f"brief cannot be used there ({found})"
    differing = [name for name in wanted if found.get(name) != wanted[name]]
    return "; ".join(f"its {name} is {found.get(name)}, not {wanted[name]}" for name in differing) or None


def _import_dask() -> Any:
    try:
        import distributed
    except ImportError:
        raise ConfigError("a cluster needs one more package; install it: pip install 'brief-engine[cluster]'") from None
    return distributed
