"""One document of a batch: what is handed to whoever does the work, and what comes back.

Both travel between processes and machines, so they hold plain values only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.batch.records import Failure, briefing_line, code_of, failure_line
from brief.errors import BriefError, ConfigError

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.document import Document
    from brief.engines.proposal import Authoring, Engine
    from brief.settings import Settings

__all__ = ["Outcome", "Task", "brief_task", "conclude", "fail_task", "open_task"]


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be briefed: its key, and the bytes of a file, a text that is at hand, or None for a web address.

    `attempts` are those made before.
    """

    key: str
    source: str
    content: bytes | str | None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    attempts: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of all that a briefing depends on and that stands in the source."""
        content = self.content or b""
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        digest.update(repr((self.id, self.title, self.published, type(self.content).__name__)).encode())
        return digest.hexdigest()

    def again(self) -> Task:
        """The same after one more attempt."""
        return replace(self, attempts=self.attempts + 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: its line, why it failed if it did, and the tokens that were used.

    A `pending` one has no line yet: it waits for answers that were sent for.
    """

    line: bytes
    failure: Failure | None = None
    tokens: int = 0
    pending: bool = False


def open_task(task: Task, settings: Settings) -> Document:
    """The document of a task.

    Raises:
        InputError: If it cannot be read.
    """
    from brief.batch.documents import fetch_document, read_document
    from brief.document import Document
    from brief.pipeline import check_document

    if isinstance(task.content, str):
        document = Document.from_text(
            task.content, title=task.title, published=task.published, id=task.id, source=task.source
        )
    elif task.content is None:
        document = fetch_document(task.source, published=task.published, settings=settings)
    else:
        document = read_document(task.content, task.source, published=task.published, settings=settings)
    check_document(document, settings)
    return document


def conclude(task: Task, briefing: Briefing) -> Outcome:
    """The outcome of a task that went well."""
    usage = briefing.provenance.usage
    return Outcome(briefing_line(briefing), tokens=(usage.input_tokens or 0) + (usage.output_tokens or 0))


def fail_task(task: Task, failure: Failure) -> Outcome:
    """The outcome of a task that did not."""
    return Outcome(failure_line(failure, id=task.id or task.key, source=task.source), failure)


def brief_task(task: Task, *, engine: Engine | Authoring, settings: Settings) -> Outcome:
    """The whole of a task; what is wrong with the document becomes a failure.

    Raises:
        ConfigError: What no document of the batch can be briefed with.
    """
    from brief.pipeline import summarise

    try:
        return conclude(task, summarise(open_task(task, settings), engine=engine, settings=settings))
    except ConfigError:
        raise
    except BriefError as error:
        return fail_task(task, Failure(code_of(error), str(error), task.attempts + 1))
