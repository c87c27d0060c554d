"""A server on loopback that answers as it is told: well, badly, slowly, or not at all. It counts what it gets.

It runs in the event loop of the test, on raw sockets, since most faults are below what a web framework can be told.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from brief.settings import Settings

GOOD = '{"name": "Ness"}'
KEY = "sk-planted-4af1c0ffee"


@dataclass(frozen=True)
class Received:
    """One request as it came, `at` on the loop's clock."""

    number: int
    at: float
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """A whole response."""

    status: int = 200
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    chunk_bytes: int | None = None  # sent in pieces of this size, with `pause_s` between them
    pause_s: float = 0.0
    cut_at: int | None = None  # the connection ends after so many bytes of the content
    abort: bool = False  # and ends with a reset


@dataclass(frozen=True)
class Silence:
    """No response at all, as long as the client waits."""


Action = Answered | Silence
Behaviour = Callable[[Received], Action]


def completion(
    content: Any = GOOD, *, finish_reason: Any = "stop", usage: Any = (100, 10), refusal: str | None = None, **more: Any
) -> Answered:
    """A chat completion with this content."""
    message = {"role": "assistant", "content": content, "refusal": refusal, **more}
    payload: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": finish_reason}],
    }
    if usage is not None:
        taken, given = usage
        payload["usage"] = {"prompt_tokens": taken, "completion_tokens": given, "total_tokens": taken + given}
    return Answered(content=json.dumps(payload).encode())


def complaint(
    status: int,
    message: Any = "no",
    *,
    code: Any = None,
    param: str | None = None,
    headers: dict[str, str] | None = None,
) -> Answered:
    """An error in OpenAI's shape."""
    content = json.dumps({"error": {"message": message, "type": "some_error", "code": code, "param": param}})
    return Answered(status, content.encode(), tuple((headers or {}).items()))


def page(status: int = 200, title: str = "Welcome") -> Answered:
    """A web page where an answer should be."""
    content = f"<!doctype html><html><title>{title}</title><body>{title}</body></html>"
    return Answered(status, content.encode(), (("Content-Type", "text/html"),))


@dataclass
class FaultServer:
    """Answers each request as `behaviour` says: a function, or a list of actions of which the last one is repeated."""

    behaviour: Behaviour | Sequence[Action] = field(default_factory=lambda: [completion()])
    latency_s: float = 0.0
    received: list[Received] = field(default_factory=list)
    n_connections: int = 0
    n_open: int = 0
    most_at_once: int = 0
    n_bytes_sent: int = 0
    _at_once: int = 0
    _port: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [received.body for received in self.received]

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.n_connections += 1
        self.n_open += 1
        try:
            while await self._serve(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.n_open -= 1
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answers one request; whether the connection may be used again."""
        received = await self._read(reader)
        self.received.append(received)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            if self.latency_s:
                await asyncio.sleep(self.latency_s)
            return await self._act(self._choose(received), reader, writer)
        finally:
            self._at_once -= 1

    async def _read(self, reader: asyncio.StreamReader) -> Received:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        content = await reader.readexactly(int(headers.get("content-length", "0")))
        address = urlsplit(first.split()[1])
        return Received(
            number=len(self.received),
            at=asyncio.get_running_loop().time(),
            path=address.path,
            query=dict(parse_qsl(address.query)),
            headers=headers,
            body=json.loads(content or b"{}"),
        )

    def _choose(self, received: Received) -> Action:
        if callable(self.behaviour):
            return self.behaviour(received)
        return self.behaviour[min(received.number, len(self.behaviour) - 1)]

    async def _act(self, action: Action, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if isinstance(action, Silence):
            await reader.read()  # until the client hangs up
            return False
        named = {"Content-Type": "application/json", "Content-Length": str(len(action.content)), **dict(action.headers)}
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        writer.write(f"HTTP/1.1 {action.status} Said\r\n{head}\r\n".encode())
        content = action.content if action.cut_at is None else action.content[: action.cut_at]
        step = action.chunk_bytes or max(1, len(content))
        for start in range(0, len(content), step):
            writer.write(content[start : start + step])
            self.n_bytes_sent += len(content[start : start + step])
            await writer.drain()
            if action.pause_s:
                await asyncio.sleep(action.pause_s)
        if action.abort:
            await writer.drain()
            writer.transport.abort()
        return action.cut_at is None and not action.abort


def settings_for(server: FaultServer, folder: Path, **more: Any) -> Settings:
    """Settings for a run against the server, which keeps its answers in a folder."""
    values = {"model": "tern-1", "base_url": server.url, "api_key": KEY, "cache_dir": folder, "retries": 3}
    return Settings.model_validate(values | more)


def name_of(received: Received) -> str:
    """The user's words, by which a test knows its requests."""
    return str(received.body["messages"][-1]["content"])
