"""One attempt of the client at a server that does what a test wants."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import SecretStr

from brief.engines.hosted.bodies import Body, ask_body
from brief.engines.hosted.client import ServerClient
from brief.engines.hosted.endpoints import read_endpoint
from brief.engines.hosted.outcomes import Reply
from brief.errors import BriefError
from brief.settings import Settings
from tests.engines.hosted.clockwork import make_request
from tests.engines.hosted.fault_server import (
    KEY,
    Action,
    FaultServer,
)

BODY: Body = ask_body(make_request(), model="tern-1", settings=Settings())


async def send(
    url: str, *, key: str | None = KEY, timeout_s: float = 5.0, body: Body = BODY, times: int = 1
) -> list[Reply]:
    api_key = None if key is None else SecretStr(key)
    client = ServerClient(read_endpoint(url, api_key), api_key, connections=4)
    try:
        return [await client.send(body, timeout_s=timeout_s) for _ in range(times)]
    finally:
        await client.close()


async def serve(
    *actions: Action, check: Callable[[FaultServer], Awaitable[Any]] | None = None, **options: Any
) -> tuple[FaultServer, Any]:
    """The server after one attempt, with the reply or the error."""
    async with FaultServer(actions) as server:
        try:
            outcome: Any = (await send(server.url, **options))[0]
        except BriefError as error:
            outcome = error
    return server, outcome
