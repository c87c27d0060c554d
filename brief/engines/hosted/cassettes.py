"""Exchanges recorded in a folder, and answered from it without a network.

A recording is one JSON file, written in one way only (sorted keys, two spaces) so that a new one can be reviewed as a
diff. It is named by the sha256 of its request: `<digest_body(request)>.json`. Whoever answered is not in the name, so
that a recording holds for any endpoint.

    {
      "answer": {"content": "…", "finish_reason": "stop", "refusal": null},
      "request": {the whole body as `bodies.ask_body` makes it},
      "usage": {"input": 812, "output": 96}
    }

`content` is the model's words; in a recording made by hand it may also be the JSON object itself. `finish_reason`,
`refusal` and `usage` may be left out. `write_recording` writes one. Addresses, headers and keys are never in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief.engines.hosted.bodies import Body, canonical_json, digest_body
from brief.engines.hosted.differences import describe_difference, distance
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.files import read_file, try_folder, write_file
from brief.engines.hosted.outcomes import Reply, TokenUsage
from brief.errors import ConfigError, EngineError

__all__ = ["MissingRecording", "Recordings", "check_recordable", "write_recording"]


_UNRECORDED = "the exchange cannot be recorded: {}; choose another folder with --record"


class MissingRecording(EngineError):
    """A replayed run asked what has not been recorded, or its recording does not hold."""


def write_recording(
    folder: Path,
    body: Body,
    content: str | dict[str, Any],
    *,
    finish_reason: str = "stop",
    refusal: str | None = None,
    usage: TokenUsage | None = None,
) -> Path:
    """Writes the recording of one exchange and returns its path; an older one of the same request is replaced.

    Raises:
        ConfigError: If the folder cannot be written to.
    """
    recording = {
        "request": body,
        "answer": {"content": content, "finish_reason": finish_reason, "refusal": refusal},
        "usage": None if usage is None else {"input": usage.input, "output": usage.output},
    }
    path = folder / f"{digest_body(body)}.json"
    content_written = json.dumps(recording, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    problem = write_file(path, content_written, mode=0o644)  # recordings are committed and reviewed
    if problem:
        raise ConfigError(_UNRECORDED.format(problem))
    return path


def check_recordable(folder: Path) -> None:
    """Nothing, if exchanges can be written to a folder; it is there afterwards.

    Raises:
        ConfigError: If they cannot.
    """
    if problem := try_folder(folder):
        raise ConfigError(_UNRECORDED.format(problem))


@dataclass(frozen=True, slots=True)
class _Recording:
    path: Path
    request: Body
    reply: Reply


class Recordings:
    """A folder of recordings that is answered from."""

    def __init__(self, folder: Path) -> None:
        """Takes a folder; what stands in its files is read when it is asked for.

        Raises:
            ConfigError: If there is none.
        """
        if not folder.is_dir():
            raise ConfigError(f"{folder}: there is no such folder of recordings; record one with --record {folder}")
        self._folder = folder
        self._asked: set[Path] = set()

    def answer(self, body: Body) -> Reply:
        """What was recorded for a body.

        Raises:
            MissingRecording: If nothing was; the message shows where the nearest recording differs.
        """
        path = self._folder / f"{digest_body(body)}.json"
        if not path.is_file():
            raise MissingRecording(self._explain(body))
        recording = _read(path)
        if digest_body(recording.request) != path.stem:
            raise MissingRecording(
                f"{path}: its request is not the one it is named for ({describe_difference(body, recording.request)});"
                " undo the change, or record it again"
            )
        self._asked.add(path)
        return recording.reply

    def unused(self) -> tuple[Path, ...]:
        """The recordings that nobody has asked for, by name."""
        return tuple(path for path in sorted(self._folder.glob("*.json")) if path not in self._asked)

    def models(self) -> frozenset[str]:
        """The models that the recordings are of."""
        return frozenset(str(recording.request.get("model")) for recording in self._readable())

    def _readable(self) -> list[_Recording]:
        found = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                found.append(_read(path))
            except MissingRecording:
                continue
        return found

    def _explain(self, body: Body) -> str:
        recordings = self._readable()
        if not recordings:
            return f"{self._folder}: it holds no recording; record one with --record {self._folder}"
        nearest = min(recordings, key=lambda recording: distance(body, recording.request))
        return (
            f"{self._folder}: this request was not recorded; the nearest recording, {nearest.path.name[:12]}…, differs:"
            f" {describe_difference(body, nearest.request)}; record it again, or undo the change"
        )


def _read(path: Path) -> _Recording:
    """A recording.

    Raises:
        MissingRecording: If the file does not hold one.
    """
    try:
        kept = json.loads(read_file(path) or "")
        canonical_json(kept).encode()  # what UTF-8 cannot write, nobody has answered
        request, answer, usage = kept["request"], kept["answer"], kept.get("usage")
        content = answer["content"]
        reply = Reply(
            Answer(
                content=content if isinstance(content, str) else json.dumps(content, ensure_ascii=False),
                finish_reason=str(answer.get("finish_reason") or "stop"),
                refusal=_refusal(answer.get("refusal")),
            ),
            None if usage is None else TokenUsage(int(usage["input"]), int(usage["output"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise MissingRecording(
            f"{path}: this is no recording ({type(error).__name__}: {error}); record it again, or delete it"
        ) from error
    if not isinstance(request, dict):
        raise MissingRecording(f"{path}: its request is no object; record it again, or delete it")
    return _Recording(path, request, reply)


def _refusal(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"the refusal is {value!r}")
