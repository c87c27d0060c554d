"""A model that reads plainly: every sentence it is shown becomes a claim in the sentence's own words.

It answers Chat Completions for a `FaultServer`, so that a fault can be put wherever a test wants one.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.engines.hosted.fault_server import Action, Answered, FaultServer, Received, completion

__all__ = ["read_plainly", "sentences_shown", "serving", "stage_of"]

_LINE = re.compile(r"^s(\d+)(?: \[heading\])?: ", re.M)
_ENTRY = re.compile(r"^([rvcqt]\d+)\b", re.M)
_FENCE = re.compile(r"^(=+ \w+ =+)$", re.M)
_STAGES = {"ExtractReply": "extract", "RepairReply": "repair", "VerifyReply": "verify", "ComposeReply": "compose"}


def stage_of(received: Received) -> str:
    """Which of the stages asks."""
    return _STAGES[received.body["response_format"]["json_schema"]["name"]]


def sentences_shown(received: Received) -> list[int]:
    """The sentences of the passage, without those of its context."""
    data = received.body["messages"][1]["content"]
    fences = [match.end() for match in _FENCE.finditer(data)]
    return [int(number) for number in _LINE.findall(data[fences[-2] :])]


def read_plainly(received: Received) -> Answered:
    """What a model without a mind of its own answers."""
    ids = _ENTRY.findall(received.body["messages"][1]["content"])
    reply: dict[str, Any]
    match stage_of(received):
        case "extract":
            claims = [
                {"at": f"s{number}", "who": None, "how": None, "say": None, "is": "assertion core"}
                for number in sentences_shown(received)
            ]
            others: dict[str, list[Any]] = {key: [] for key in ("actors", "tensions", "questions", "dates", "loaded")}
            reply = {"claims": claims, **others}
        case "repair":
            reply = {"repairs": [{"id": i, "say": None, "who": None} for i in ids]}
        case "verify":
            reply = {"verdicts": [{"id": i, "verdict": "supported", "why": None} for i in ids]}
        case _:
            reply = {"headline": None, "summary": [], "tensions": [], "answered": []}
    return completion(json.dumps(reply))


@contextmanager
def serving(
    behaviour: Callable[[Received], Action] | Sequence[Action], *, latency_s: float = 0.0
) -> Iterator[FaultServer]:
    """A fault server in a thread of its own, for clients that are no part of an event loop."""
    server = FaultServer(behaviour, latency_s)
    loop = asyncio.new_event_loop()
    ready, done = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with server:
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)
        loop.close()
