"""Answers kept on disk by what was asked of whom, so that an interrupted run repeats no paid call.

One file an answer, named by the sha256 of the endpoint's address (without secrets) and the whole body as asked. Many
processes may share a folder. A file that cannot be read is as good as none, and is replaced by the next answer.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from brief.engines.hosted.bodies import canonical_json
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.files import read_file, write_file
from brief.engines.hosted.outcomes import Reply, TokenUsage

__all__ = ["AnswerCache", "is_worth_keeping"]


def is_worth_keeping(answer: Answer) -> bool:
    """Whether asking the same again would be a waste: a whole answer that says something.

    A cut-off reply and a refusal are not kept, since another try (or a larger limit, a later model) may do better.
    """
    return answer.finish_reason == "stop" and answer.refusal is None and bool(answer.content.strip())


class AnswerCache:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> Reply | None:
        """The reply under a key, if there is a whole one."""
        try:
            kept = json.loads(read_file(self._path(key)) or "")
            content, usage = kept["content"], kept["usage"]
            content.encode()
            reply = Reply(Answer(str(content)), None if usage is None else TokenUsage(*map(int, usage)))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
            return None
        whole = isinstance(content, str) and kept.get("key") == key and is_worth_keeping(reply.answer)
        return reply if whole else None

    def write(self, key: str, reply: Reply) -> str | None:
        """Keeps a reply if it is worth it; returns why it could not."""
        if not is_worth_keeping(reply.answer):
            return None
        usage = None if reply.usage is None else [reply.usage.input, reply.usage.output]
        kept = {"key": key, "content": reply.answer.content, "usage": usage}
        return write_file(self._path(key), canonical_json(kept) + "\n")

    def remove(self, key: str) -> None:
        """Forgets an answer, if there is one."""
        with suppress(OSError):
            self._path(key).unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
