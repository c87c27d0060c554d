"""One attempt against a server that fails in every way there is."""

from __future__ import annotations

import asyncio
import gc
import warnings
from typing import Any

import pytest

from brief.engines.hosted.client import MOST_REPLY_BYTES
from brief.engines.hosted.outcomes import Refused, TokenUsage, TransientFault
from brief.errors import BriefError, ConfigError
from tests.engines.hosted.attempts import BODY, send, serve
from tests.engines.hosted.clockwork import run
from tests.engines.hosted.fault_server import (
    GOOD,
    KEY,
    Action,
    Answered,
    FaultServer,
    Silence,
    complaint,
    completion,
    page,
)


def test_a_good_reply_comes_with_its_usage() -> None:
    server, reply = run(serve(completion(usage=(812, 96))))
    assert reply.answer.content == GOOD
    assert reply.usage == TokenUsage(812, 96)
    assert server.bodies == [BODY]
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_connection_is_used_again() -> None:
    async def twice() -> FaultServer:
        async with FaultServer() as server:
            await send(server.url, times=3)
        return server

    assert run(twice()).n_connections == 1


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 529])
def test_these_statuses_may_pass(status: int) -> None:
    server, fault = run(serve(complaint(status, "busy", headers={"Retry-After": "7", "Retry-After-Ms": "6500"})))
    assert isinstance(fault, TransientFault)
    assert (fault.retry_after, fault.retry_after_ms) == ("7", "6500")
    assert fault.throttled == (status in (429, 503))
    assert fault.unbilled == (status < 500)
    assert f"answered {status} (“busy”)" in str(fault)
    assert len(server.received) == 1  # the package tries nothing again of itself


@pytest.mark.parametrize(
    ("status", "names"),
    [
        (401, ["OPENAI_API_KEY"]),
        (403, ["OPENAI_API_KEY", "BRIEF_MODEL", "BRIEF_BASE_URL", "tern-1"]),
        (404, ["BRIEF_MODEL", "BRIEF_BASE_URL", "tern-1"]),
    ],
)
def test_these_statuses_concern_the_whole_run(status: int, names: list[str]) -> None:
    _, error = run(serve(complaint(status, "there is no such thing")))
    assert isinstance(error, ConfigError)
    assert all(name in str(error) for name in names), error
    assert "\n" not in str(error)


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_request_may_be_refused_for_good(status: int) -> None:
    _, error = run(serve(complaint(status, "the prompt is not to our taste", param="messages")))
    assert isinstance(error, Refused)
    assert error.status == status
    assert error.parameter == "messages"
    assert "not to our taste" in str(error)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_document_is_sent_on(status: int) -> None:
    async def redirected() -> tuple[FaultServer, BriefError]:
        async with FaultServer() as elsewhere:
            headers = (("Location", elsewhere.url + "/chat/completions"),)
            _, error = await serve(Answered(status, b"", headers))
        return elsewhere, error

    elsewhere, error = run(redirected())
    assert isinstance(error, ConfigError)
    assert "BRIEF_BASE_URL" in str(error)
    assert elsewhere.n_connections == 0


@pytest.mark.parametrize(
    ("action", "says"),
    [
        (Silence(), "did not answer within 0.3 s"),
        (Answered(content=b"{" + b" " * 400, chunk_bytes=1, pause_s=0.01), "did not answer within 0.3 s"),
        (Answered(content=completion().content, cut_at=40), "failed"),
        (Answered(content=completion().content, cut_at=40, abort=True), "failed"),
        (Answered(content=b"", cut_at=0, abort=True, headers=(("Content-Length", "99"),)), "failed"),
        (Answered(content=completion().content[:-9]), "not JSON"),
        (Answered(content=b""), "not JSON"),
        (Answered(content=b"[" * 200_000), "not JSON"),
        (Answered(content=b'{"choices": 7}'), "not of Chat Completions"),
        (Answered(content=b'"well"'), "not JSON"),
        (Answered(content=b'{"error": {"message": "overloaded", "code": 503}}'), "answered 503 (“overloaded”)"),
        (page(200), "is not JSON"),
        (page(502, "Bad Gateway"), "answered 502"),
    ],
    ids=[
        *("silence", "drip", "cut", "reset", "reset at the start", "cut JSON", "nothing", "deep", "no choices"),
        *("a string", "an error inside a 200", "a page", "a page with 502"),
    ],
)
def test_what_may_go_better_another_time(action: Action, says: str) -> None:
    _, fault = run(serve(action, timeout_s=0.3 if "within" in says else 5.0))
    assert isinstance(fault, TransientFault), fault
    assert says in str(fault)
    assert "\n" not in str(fault)


def test_nobody_at_the_address_costs_nothing() -> None:
    async def nobody() -> None:
        async with FaultServer() as server:
            url = server.url
        await send(url)

    with pytest.raises(TransientFault, match="failed") as caught:
        run(nobody())
    assert caught.value.unbilled


@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_reply_that_is_too_long_is_not_read_to_its_end(status: int) -> None:
    content = b'{"choices": "' + b"x" * 20_000_000
    server, fault = run(serve(Answered(status, content, chunk_bytes=65_536)))
    assert isinstance(fault, TransientFault)
    assert f"more than {MOST_REPLY_BYTES:,} bytes" in str(fault)
    assert fault.most_retries == 0
    assert server.n_bytes_sent < MOST_REPLY_BYTES + 8_000_000  # what lay in the system's buffers


def test_what_is_unreadable_is_tried_once_more_at_most() -> None:
    assert run(serve(page(200)))[1].most_retries == 1


@pytest.mark.parametrize(
    ("payload", "content", "reason", "refusal"),
    [
        (completion("words", finish_reason="length"), "words", "length", None),
        (completion(None, refusal="I will not."), "", "stop", "I will not."),
        (completion(None, finish_reason="content_filter"), "", "content_filter", None),
        (completion("", finish_reason=None), "", "stop", None),
        (completion([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]), "ab", "stop", None),
        (completion(7), "", "stop", None),
        (completion("half a pair \ud83d here"), "half a pair ? here", "stop", None),
        (Answered(content=b'{"choices": []}'), "", "empty", None),
        (Answered(content=b'{"choices": [null]}'), "", "empty", None),
        (Answered(content=b'{"choices": [{}]}'), "", "stop", None),
    ],
)
def test_answers_are_handed_on_as_they_are(payload: Action, content: str, reason: str, refusal: str | None) -> None:
    _, reply = run(serve(payload))
    assert (reply.answer.content, reply.answer.finish_reason, reply.answer.refusal) == (content, reason, refusal)


@pytest.mark.parametrize("usage", [None, (-1, 5), ("9", 5), (True, 5)])
def test_a_usage_that_cannot_be_is_none(usage: Any) -> None:
    if usage is None or isinstance(usage[0], int):
        _, reply = run(serve(completion(usage=usage)))
    else:
        _, reply = run(
            serve(Answered(content=completion(usage=(1, 5)).content.replace(b'_tokens": 1', b'_tokens": "9"')))
        )
    assert reply.usage is None
    assert reply.answer.content == GOOD


def test_a_cancelled_call_closes_its_connection_at_once() -> None:
    async def cancelled() -> tuple[int, int]:
        async with FaultServer([Silence()]) as server:
            calls = [asyncio.create_task(send(server.url, timeout_s=60)) for _ in range(3)]
            while server.n_open < 3:
                await asyncio.sleep(0.01)
            before = server.n_open
            for call in calls:
                call.cancel()
            await asyncio.gather(*calls, return_exceptions=True)
            for _ in range(50):
                if not server.n_open:
                    break
                await asyncio.sleep(0.01)
            return before, server.n_open

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(cancelled()) == (3, 0)
        gc.collect()
