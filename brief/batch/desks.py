"""A desk: an engine with its model warm, which briefs one task after the other and needs no more memory for it.

A process of this machine has one (`workers`), and so has a worker of a cluster (`cluster`).
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any

from brief.batch.jobs import Outcome, Task, brief_task, fail_task
from brief.batch.records import Failure

if TYPE_CHECKING:
    from spacy.language import Language

    from brief.engines.proposal import Authoring, Engine
    from brief.settings import Settings

__all__ = ["Desk", "bound_memory", "describe_bug", "fail_with_bug", "killed_after"]

# What spaCy's lemmatizer remembers is forgotten at so many forms; an article has a few hundred.
_MOST_LEMMAS = 20_000
# A process that has grown by more than this has met a document of many megabytes, and keeps its memory for good.
_MOST_GROWTH_MB = 256


class Desk:
    """An engine in one process. Building it loads the model.

    Raises:
        ConfigError: If no document can be briefed: a package or a model is missing.
    """

    def __init__(self, engine: str, settings: Settings) -> None:
        from brief.pipeline import open_engine

        self._engine: Engine | Authoring = open_engine(engine, settings=settings)
        self._settings = settings
        self._nlp: Language | None = None
        if engine == "embedded":
            from brief.language.model import load_model

            self._nlp = load_model(settings.spacy_model)
            _keep_rules(self._nlp)
        self._size_mb = _resident_mb()

    def brief(self, task: Task) -> Outcome:
        """What comes of a task.

        Raises:
            ConfigError: What no document can be briefed with.
        """
        with self._zone():
            outcome = brief_task(task, engine=self._engine, settings=self._settings)
        if self._nlp is not None:
            _forget_lemmas(self._nlp)
        return outcome

    @property
    def overgrown(self) -> bool:
        """Whether it is better to begin with a new process."""
        return _resident_mb() - self._size_mb > _MOST_GROWTH_MB

    def _zone(self) -> Any:
        """Where spaCy puts the words of one document, to forget them with it; otherwise it keeps every one it meets."""
        return nullcontext() if self._nlp is None else self._nlp.memory_zone()


def _keep_rules(nlp: Language) -> None:
    """Has the vocabulary keep for good what the attribute ruler's rules set: they are worked out when first met."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe("attribute_ruler")
    strings: Any = nlp.vocab.strings
    for rule in ruler.patterns:
        for name, value in rule["attrs"].items():
            if isinstance(value, str):
                strings.add(value, allow_transient=False)
                if name == "MORPH":
                    nlp.vocab.morphology.add(value)


def _forget_lemmas(nlp: Language) -> None:
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    known = getattr(lemmatizer, "cache", None)
    if isinstance(known, dict) and len(known) > _MOST_LEMMAS:
        known.clear()


def _resident_mb() -> float:
    """The memory that this process has; 0 where the system does not tell."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def bound_memory(megabytes: int) -> None:
    """Lets this process ask for no more memory than that, where the system can hold it to it."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):  # a lower limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, resource.getrlimit(resource.RLIMIT_AS)[1]))


@contextmanager
def killed_after(seconds: float) -> Iterator[None]:
    """The system kills this process when the block takes longer, also where nobody is left to do it."""
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def fail_with_bug(task: Task, error: BaseException) -> Outcome:
    """The outcome of a task that met a bug of ours."""
    message = f"{task.source}: this is a bug in brief ({describe_bug(error)}); please report it"
    return fail_task(task, Failure("bug", message, task.attempts + 1))


def describe_bug(error: BaseException) -> str:
    """What went wrong, and where."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}: {error}"
