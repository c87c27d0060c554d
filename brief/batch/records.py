"""The lines of a batch: a briefing, or why there is none.

A line is one JSON object. A briefing's is what `Briefing.load` reads; a failure's has `document` and `error` alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.errors import BriefError, ConfigError, EngineError, EngineUnavailable, GroundingError, InputError

if TYPE_CHECKING:
    from brief.briefing import Briefing

__all__ = ["TRANSIENT", "Deferred", "Failure", "briefing_line", "code_of", "failure_line"]

# Codes of failures that may not come again; a later run tries these documents anew.
TRANSIENT = frozenset({"engine_unavailable", "worker_died", "timeout", "out_of_memory", "cluster_failed"})
_CODES: tuple[tuple[type[BriefError], str], ...] = (
    (InputError, "bad_input"),
    (ConfigError, "bad_configuration"),
    (EngineUnavailable, "engine_unavailable"),
    (EngineError, "engine_failed"),
    (GroundingError, "check_failed"),
)


class Deferred(EngineUnavailable):
    """An answer was sent for, and is still to come."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no briefing: a code for programs, a message for people, how often it was tried."""

    code: str
    message: str
    attempts: int = 1

    @property
    def transient(self) -> bool:
        """Whether another attempt may go better."""
        return self.code in TRANSIENT


def code_of(error: BriefError) -> str:
    """The code of an error of `brief`.

    >>> code_of(EngineUnavailable("no answer"))
    'engine_unavailable'
    """
    return next((code for kind, code in _CODES if isinstance(error, kind)), "failed")


def briefing_line(briefing: Briefing) -> bytes:
    """The line of a briefing."""
    return briefing.model_dump_json().encode() + b"\n"


def failure_line(failure: Failure, *, id: str, source: str) -> bytes:
    """The line of a document that has no briefing."""
    record = {
        "document": {"id": id, "source": source},
        "error": {"code": failure.code, "message": failure.message, "attempts": failure.attempts},
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
