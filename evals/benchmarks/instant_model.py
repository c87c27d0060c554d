"""A model without a mind: it answers at once, one claim a sentence, so that only what stands around it is measured.

As an exchange within a process, or as a server on loopback in a process of its own:

    python evals/benchmarks/instant_model.py [--latency SECONDS]

The server prints its address, waits that long before it answers, counts what it answers (GET /count) and ends when its
standard input does.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import time
from collections import Counter
from typing import Any

from brief.engines.hosted.exchange import Answer, Request

__all__ = ["InstantModel", "answer"]

_FENCE = re.compile(r"^=+ \w+ =+$", re.M)
_LINE = re.compile(r"^s(\d+)(?: \[heading\])?: (.*)$", re.M)
_ENTRY = re.compile(r"^([rvc]\d+)\b(?: \[(core|supporting|low))?", re.M)
_SAID = re.compile(r"(?P<name>[A-Z]\w+ [A-Z]\w+)(?:, [^,]+,)? (?P<cue>said|told|denied|called)\b")
_STAGES = {"ExtractReply": "extract", "RepairReply": "repair", "VerifyReply": "verify", "ComposeReply": "compose"}


def answer(stage: str, data: str) -> dict[str, Any]:
    """The reply to what a stage shows."""
    if stage == "extract":
        return _extract(_LINE.findall(data[[match.end() for match in _FENCE.finditer(data)][-2] :]))
    found = _ENTRY.findall(data)
    if stage == "repair":
        return {"repairs": [{"id": i, "say": None, "who": None} for i, _ in found]}
    if stage == "verify":
        return {"verdicts": [{"id": i, "verdict": "supported", "why": None} for i, _ in found]}
    return {"headline": None, "summary": [], "tensions": [], "answered": []}


def _extract(lines: list[tuple[str, str]]) -> dict[str, Any]:
    """A claim a sentence: somebody's where somebody is named as saying it, worded with the edges of its words."""
    actors: dict[str, str] = {}
    claims = []
    for number, line in lines:
        claim = {"at": f"s{number}", "who": None, "how": None, "say": None, "is": "assertion supporting"}
        words = line.rstrip(".").split()
        if (said := _SAID.search(line)) and "“" not in line:
            actor = actors.setdefault(said["name"], f"a{len(actors) + 1}")
            claim |= {"who": f"{actor}: {said['cue']}", "how": "indirect"}
            claim["say"] = f"{{{' '.join(words[:2])} … {' '.join(words[-2:])}}}."
        claims.append(claim)
    return {
        "actors": [
            {"id": i, "name": name, "aliases": [], "type": "person", "voice": "named_person", "roles": []}
            for name, i in actors.items()
        ],
        "claims": claims,
        **{key: [] for key in ("tensions", "questions", "dates", "loaded")},
    }


class InstantModel:
    """An exchange that answers at once; `cpu_s` is what its own answers took, `calls` how many there were by stage."""

    def __init__(self) -> None:
        self.cpu_s = 0.0
        self.calls: Counter[str] = Counter()

    async def ask(self, request: Request) -> Answer:
        """The reply, as a server would send it."""
        began = time.process_time()
        self.calls[request.stage] += 1
        reply = json.dumps(answer(request.stage, request.messages[1].content), ensure_ascii=False)
        self.cpu_s += time.process_time() - began
        return Answer(reply)


async def _serve(latency_s: float) -> None:
    answered = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal answered
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                length = re.search(r"content-length: *(\d+)", head)
                body = await reader.readexactly(int(length[1]) if length else 0)
                if head.startswith("get"):
                    content = json.dumps(answered).encode()
                else:
                    content = _complete(json.loads(body))
                    await asyncio.sleep(latency_s)
                    answered += 1
                kind = f"Content-Type: application/json\r\nContent-Length: {len(content)}"
                writer.write(f"HTTP/1.1 200 OK\r\n{kind}\r\n\r\n".encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=2**22)
    sys.stdout.write(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)


def _complete(body: dict[str, Any]) -> bytes:
    stage = _STAGES[body["response_format"]["json_schema"]["name"]]
    content = json.dumps(answer(stage, body["messages"][1]["content"]), ensure_ascii=False)
    message = {"role": "assistant", "content": content}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Serve a model without a mind.")
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    asyncio.run(_serve(parser.parse_args().latency))
