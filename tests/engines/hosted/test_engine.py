"""One engine is one run: what its documents share, and what it says before anything is sent."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

import pytest

from brief.document import Document
from brief.engines.hosted import HostedEngine
from brief.errors import ConfigError, EngineError, EngineUnavailable
from brief.pipeline import asummarise, summarise
from brief.settings import Settings
from tests.engines.hosted.fault_server import Received, completion, settings_for
from tests.engines.hosted.reader import read_plainly, serving
from tests.engines.hosted.scripted import ScriptedExchange

TEXTS = [f"The keepers of Skarn lit {n} lamps in May." for n in (40, 41, 42, 43)]
DOCUMENTS = [Document.from_text(text) for text in TEXTS]
# What the first call sends by our count, and a reply of the length that is asked for.
ONE_CALL_TOKENS = 9_000


def test_a_refused_connection_is_told_with_its_own_cause(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    settings = Settings(model="tern-1", base_url=url, cache_dir=tmp_path, retries=0)
    try:
        raise FileNotFoundError("yesterday's briefing is not there")
    except FileNotFoundError:
        with pytest.raises(EngineUnavailable) as caught:
            summarise(DOCUMENTS[0], engine="hosted", settings=settings)
    assert "yesterday" not in str(caught.value)
    assert "event loop" not in str(caught.value)
    assert "failed (" in str(caught.value)
    assert "onnect" in str(caught.value).partition("failed (")[2]


def test_the_budget_is_over_all_documents_of_an_engine(tmp_path: Path) -> None:
    with serving(lambda received: completion(read_content(received), usage=(7_000, 100))) as server:
        settings = settings_for(server, tmp_path, max_tokens=ONE_CALL_TOKENS, reply_tokens=600)
        engine = HostedEngine(settings)
        summarise(DOCUMENTS[0], engine=engine, settings=settings)
        with pytest.raises(EngineUnavailable, match=r"the budget of 9,000 tokens .* 7,100 are used"):
            summarise(DOCUMENTS[1], engine=engine, settings=settings)
        assert len(server.received) == 1
        summarise(DOCUMENTS[1], engine=HostedEngine(settings), settings=settings)
        assert len(server.received) == 2


def test_the_pace_is_over_all_documents_of_an_engine(tmp_path: Path) -> None:
    with serving(read_plainly, latency_s=0.05) as server:
        settings = settings_for(server, tmp_path, concurrency=2)

        async def all_at_once() -> None:
            engine = HostedEngine(settings)
            await asyncio.gather(*(asummarise(each, engine=engine, settings=settings) for each in DOCUMENTS))

        asyncio.run(all_at_once())
        assert len(server.received) == len(DOCUMENTS)
        assert server.most_at_once == 2


def test_the_calls_of_a_minute_are_over_all_documents_of_an_engine(tmp_path: Path) -> None:
    with serving(read_plainly) as server:
        settings = settings_for(server, tmp_path, requests_per_minute=1, deadline_s=5)
        engine = HostedEngine(settings)
        summarise(DOCUMENTS[0], engine=engine, settings=settings)
        with pytest.raises(EngineUnavailable, match="1 requests a minute are used up"):
            summarise(DOCUMENTS[1], engine=engine, settings=settings)


def test_a_reply_of_no_use_is_not_kept(tmp_path: Path) -> None:
    with serving([completion("I am a ferry.")]) as server:
        settings = settings_for(server, tmp_path)
        for n_sent in (2, 4):
            with pytest.raises(EngineError, match="no JSON"):
                summarise(DOCUMENTS[0], engine="hosted", settings=settings)
            assert len(server.received) == n_sent


def test_proposals_may_be_had_in_a_running_loop() -> None:
    empty = ("actors", "tensions", "questions", "dates", "loaded")
    claim = {"at": "s1", "who": None, "how": None, "say": None, "is": "assertion core"}
    exchange = ScriptedExchange({"extract": {"claims": [claim], **{name: [] for name in empty}}})

    async def inside() -> int:
        return len(HostedEngine(Settings(model="m"), exchange=exchange).propose(DOCUMENTS[0]).claims)

    assert asyncio.run(inside()) == 1


def test_an_english_text_is_told_in_no_other_language(tmp_path: Path) -> None:
    exchange = ScriptedExchange({})
    document = Document.from_text(" ".join(TEXTS))
    assert document.language == "en"
    german = HostedEngine(Settings(model="m", output_language="de", cache_dir=tmp_path), exchange=exchange)
    with pytest.raises(ConfigError, match="statements are checked in English only"):
        german.propose(document)
    with pytest.raises(ConfigError, match="statements are checked in English only"):
        german.estimate(document)
    assert exchange.requests == []
    british = HostedEngine(Settings(model="m", output_language="en-GB", cache_dir=tmp_path))
    assert "1 call to extract" in british.estimate(document)


def test_a_folder_that_cannot_be_recorded_to_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "tape").write_text("a file")
    with serving(read_plainly) as server:
        settings = settings_for(server, tmp_path, record=tmp_path / "tape")
        with pytest.raises(ConfigError, match=r"cannot be recorded: .*; choose another folder with --record"):
            summarise(DOCUMENTS[0], engine="hosted", settings=settings)
        assert server.received == []


def test_an_estimate_says_where_there_is_no_room(tmp_path: Path) -> None:
    settings = Settings(model="m", context_tokens=2_000, reply_tokens=600, cache_dir=tmp_path)
    with pytest.raises(ConfigError, match="the prompt alone takes"):
        HostedEngine(settings).estimate(DOCUMENTS[0])


def read_content(received: Received) -> str:
    """The words of a plain reading."""
    content = json.loads(read_plainly(received).content)["choices"][0]["message"]["content"]
    return str(content)
