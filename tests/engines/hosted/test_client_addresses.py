"""Where the client sends to, and that nobody learns the secrets that go along."""

from __future__ import annotations

import logging
import traceback

import pytest
from pydantic import SecretStr

from brief.engines.hosted.endpoints import read_endpoint
from brief.errors import BriefError
from tests.engines.hosted.attempts import send, serve
from tests.engines.hosted.clockwork import run
from tests.engines.hosted.fault_server import (
    GOOD,
    KEY,
    Action,
    Answered,
    FaultServer,
    Received,
    Silence,
    complaint,
    completion,
)


def test_addresses_work_as_they_are_given() -> None:
    async def paths() -> list[str]:
        async with FaultServer() as server:
            bare = server.url.removesuffix("/v1")
            for url in (
                server.url,
                server.url + "/",
                server.url + "/chat/completions",
                bare,
                bare + "/openai/deployments/tern?api-version=2024-10-21&api-key=hush",
            ):
                await send(url)
        assert server.received[-1].query == {"api-version": "2024-10-21", "api-key": "hush"}
        assert server.received[-1].headers["api-key"] == KEY
        assert "api-key" not in server.received[0].headers
        return [received.path for received in server.received]

    assert run(paths()) == [
        "/v1/chat/completions",
        "/v1/chat/completions",
        "/v1/chat/completions",
        "/chat/completions",
        "/openai/deployments/tern/chat/completions",
    ]


def test_azure_itself_is_not_sent_a_bearer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.engines.hosted.endpoints.Endpoint.is_at_azure", True)
    server, reply = run(serve(completion()))
    assert reply.answer.content == GOOD
    assert server.received[0].headers["api-key"] == KEY
    assert "authorization" not in server.received[0].headers


def test_a_bare_server_is_asked_below_v1_where_it_has_nothing_above() -> None:
    def only_v1(received: Received) -> Action:
        return completion() if received.path.startswith("/v1/") else complaint(404, "Not Found")

    async def paths() -> list[str]:
        async with FaultServer(only_v1) as server:
            await send(server.url.removesuffix("/v1"), times=2)
        return [received.path for received in server.received]

    assert run(paths()) == ["/chat/completions", "/v1/chat/completions", "/v1/chat/completions"]


def test_a_server_without_keys_needs_none() -> None:
    server, reply = run(serve(completion(), key=None))
    assert reply.answer.content == GOOD
    assert KEY not in str(server.received)


ECHO = f"Incorrect API key provided: {KEY}. You can find your API key at https://keys.example"


@pytest.mark.parametrize(
    "action",
    [
        *(complaint(status, ECHO) for status in (400, 401, 403, 404, 409, 422, 429, 500, 503)),
        Answered(content=f"<html>{ECHO} {'hush-' * 3}".encode()),
        Answered(content=b'{"error": "' + ECHO.encode() + b'"}'),
        Answered(content=completion().content, cut_at=30, abort=True),
        Silence(),
    ],
)
def test_no_secret_leaves_the_client(action: Action, caplog: pytest.LogCaptureFixture) -> None:
    async def attempt() -> str:
        async with FaultServer([action]) as server:
            url = server.url.replace("http://", "http://ada:open-sesame@") + "?api-key=swordfish-9"
            try:
                await send(url, timeout_s=0.3)
            except BriefError as error:
                shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
                contexts = [error.__context__, error.__cause__]
                return shown + repr(error) + repr(error.__dict__) + repr(contexts)
        raise AssertionError("it has to fail")

    with caplog.at_level(logging.DEBUG):
        shown = run(attempt()) + caplog.text
    for secret in (KEY, "open-sesame", "swordfish-9"):
        assert secret not in shown
    assert "127.0.0.1" in shown


def test_a_representation_shows_no_secret() -> None:
    endpoint = read_endpoint("https://ada:open-sesame@host.example/v1?sig=swordfish-9", SecretStr(KEY))
    shown = repr(endpoint) + str(endpoint)
    assert not any(secret in shown for secret in (KEY, "open-sesame", "swordfish-9"))
    assert endpoint.shown == "https://host.example/v1"
