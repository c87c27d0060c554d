"""Batches of the hosted engine by the real command: an endpoint that goes away, a budget, and answers by post."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.commands import lines, n_lines, records, run, start, wait_until, write_documents
from tests.batch.postal_server import PostalServer, answer_plainly
from tests.engines.hosted.fault_server import Action, Received, complaint
from tests.engines.hosted.reader import read_plainly, serving

OUT = "out.jsonl"
KEY = "sk-planted-77ab31c09e"


def asked(folder: Path, url: str, **more: str) -> dict[str, str]:
    given = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": url, "BRIEF_MODEL": "tern-1", "BRIEF_RETRIES": "1"}
    return given | {"BRIEF_CACHE_DIR": str(folder / "cache"), "BRIEF_CONCURRENCY": "8"} | more


def without_usage(output: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in lines(output)]
    for record in found:
        del record["provenance"]["usage"]
    return found


def test_an_endpoint_that_dies_for_a_while_costs_time_alone(tmp_path: Path) -> None:
    """Whatever stage a document is in when it goes away, its briefing is that of an undisturbed run."""
    write_documents(tmp_path / "texts", 30)
    for path in (tmp_path / "texts").iterdir():
        path.write_text(f"{path.read_text()}\nThe council of Ness has not answered since May.\n")
    away = threading.Event()

    def behave(received: Received) -> Action:
        return complaint(503, "the server is away") if away.is_set() else read_plainly(received)

    with serving(behave, latency_s=0.1) as server:
        given = asked(tmp_path, server.url)
        process = start("texts", "-o", OUT, "--engine", "hosted", "--quiet", cwd=tmp_path, **given)
        wait_until(lambda: n_lines(tmp_path / OUT) > 3)
        away.set()
        time.sleep(3)
        done = n_lines(tmp_path / OUT)
        away.clear()
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        assert done < 30
        fresh = asked(tmp_path, server.url, BRIEF_CACHE_DIR=str(tmp_path / "other"))
        assert run("texts", "-o", "undisturbed.jsonl", "--engine", "hosted", cwd=tmp_path, **fresh)[0] == 0
    assert without_usage(tmp_path / OUT) == without_usage(tmp_path / "undisturbed.jsonl")


def test_an_endpoint_that_stays_away_ends_the_run_and_no_document_fails_for_it(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 12)
    options = ("texts", "-o", OUT, "--engine", "hosted", "--patience", "1.5")
    with serving([complaint(503, "the server is away")]) as server:
        status, said = run(*options, cwd=tmp_path, **asked(tmp_path, server.url))
    assert status == 5, said
    assert "the endpoint has been away for" in said
    assert "what was done is kept" in said
    assert n_lines(tmp_path / OUT) == 0
    with serving(read_plainly) as server:
        assert run(*options, cwd=tmp_path, **asked(tmp_path, server.url))[0] == 0
    assert len(records(tmp_path / OUT)) == 12


@pytest.mark.faults
def test_a_document_that_the_endpoint_cannot_answer_fails_alone(tmp_path: Path) -> None:
    texts = write_documents(tmp_path / "texts", 6)
    (texts / "bad.txt").write_text("Zebulon asked for it.\n")

    def behave(received: Received) -> Action:
        return complaint(500, "it broke") if "Zebulon" in json.dumps(received.body) else read_plainly(received)

    with serving(behave, latency_s=0.2) as server:
        given = asked(tmp_path, server.url, BRIEF_CONCURRENCY="1")
        status, said = run("texts", "-o", OUT, "--engine", "hosted", "--patience", "3", cwd=tmp_path, **given)
    assert status == 1, said
    failed = {source: record["error"] for source, record in records(tmp_path / OUT).items() if "error" in record}
    assert failed.keys() == {"texts/bad.txt"}
    assert failed["texts/bad.txt"]["code"] == "engine_unavailable"


def test_a_spent_budget_ends_the_run_at_once(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 8)
    with serving(read_plainly) as server:
        given = asked(tmp_path, server.url, BRIEF_REPLY_TOKENS="500")
        options = ("texts", "-o", OUT, "--engine", "hosted", "--max-tokens", "4000")
        began = time.monotonic()
        status, said = run(*options, cwd=tmp_path, **given)
    assert status == 5, said
    assert "the budget of 4,000 tokens" in said
    assert time.monotonic() - began < 60  # it did not wait for what cannot come
    assert KEY not in said


@pytest.mark.faults
def test_an_interruption_leaves_at_once_and_asks_nothing_twice(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 20)
    with serving(read_plainly, latency_s=0.5) as server:
        given = asked(tmp_path, server.url, BRIEF_CONCURRENCY="4")
        process = start("texts", "-o", OUT, "--engine", "hosted", cwd=tmp_path, **given)
        wait_until(lambda: n_lines(tmp_path / OUT) > 2)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
        said = told.decode()
        assert process.returncode == 130
        assert "done in this run; dropped under way: texts/" in said
        assert "Traceback" not in said
        assert "never retrieved" not in said
        assert run("texts", "-o", OUT, "--engine", "hosted", "--quiet", cwd=tmp_path, **given)[0] == 0
        asked_for = [json.dumps(body, sort_keys=True) for body in server.bodies]
    assert len(records(tmp_path / OUT)) == 20
    assert len(asked_for) - len({*asked_for}) <= 4 * 2  # what was under way


def write_ferries(folder: Path, n: int) -> Path:
    """Documents whose only sentence a model need not be asked about again."""
    folder.mkdir()
    for number in range(n):
        (folder / f"{number:03}.txt").write_text(f"The harbour of Ness had {number + 11} boats in May.\n")
    return folder


@pytest.fixture
def post() -> Iterator[PostalServer]:
    server = PostalServer()
    yield server
    server.close()


def test_a_batch_by_post_takes_its_rounds_and_comes_to_the_same_briefings(tmp_path: Path, post: PostalServer) -> None:
    texts = write_ferries(tmp_path / "texts", 5)
    for path in sorted(texts.iterdir())[:3]:
        path.write_text(f"{path.read_text()}\nThe council of Ness has not answered since May.\n")
    options, given = ("texts", "-o", OUT, "--engine", "hosted"), asked(tmp_path, post.url)
    status, said = run(*options, "--submit", cwd=tmp_path, **given)
    assert status == 5, said
    assert "batch_0: 5 requests sent" in said
    assert "5 documents wait for answers" in said
    assert {each["body"]["model"] for each in post.requests[0]} == {"tern-1"}
    status, said = run(*options, "--submit", cwd=tmp_path, **given)
    assert (status, len(post.requests)) == (5, 1), said  # nothing is asked twice
    assert "batch_0: in_progress, 0 of 5 answered" in said
    post.work()
    status, said = run(*options, "--collect", cwd=tmp_path, **given)
    assert (status, len(post.requests), n_lines(tmp_path / OUT)) == (5, 1, 2), said
    status, said = run(*options, "--submit", cwd=tmp_path, **given)
    assert (status, [len(each) for each in post.requests]) == (5, [5, 3]), said
    post.work()
    status, said = run(*options, "--submit", cwd=tmp_path, **given)
    assert status == 0, said
    assert post.keys == {f"Bearer {KEY}"}
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with serving(read_plainly) as server:
        given = asked(tmp_path, server.url)
        assert run("texts", "-o", "called.jsonl", "--engine", "hosted", cwd=tmp_path, **given)[0] == 0
    assert lines(tmp_path / OUT) == lines(tmp_path / "called.jsonl")  # and cost the same tokens


@pytest.mark.faults
def test_what_the_post_loses_is_sent_again_and_what_it_refuses_twice_fails(tmp_path: Path, post: PostalServer) -> None:
    write_ferries(tmp_path / "texts", 3)
    options, given = ("texts", "-o", OUT, "--engine", "hosted", "--submit"), asked(tmp_path, post.url)

    def expire(key: str, received: Received) -> dict[str, Any]:
        return {} if "11 boats" in json.dumps(received.body) else refuse(key, received)

    def refuse(key: str, received: Received) -> dict[str, Any]:
        if "12 boats" not in json.dumps(received.body):
            return answer_plainly(key, received)
        body = {"error": {"message": "it is not taken"}}
        return {"id": "x", "custom_id": key, "response": {"status_code": 400, "body": body}, "error": None}

    run(*options, cwd=tmp_path, **given)
    post.work(expire, status="expired")
    status, said = run(*options, cwd=tmp_path, **given)
    assert (status, n_lines(tmp_path / OUT), [len(each) for each in post.requests]) == (5, 1, [3, 2]), said
    post.work(refuse)
    status, said = run(*options, cwd=tmp_path, **given)
    assert (status, len(post.requests)) == (1, 2), said
    failed = records(tmp_path / OUT)["texts/001.txt"]["error"]
    assert (failed["code"], "it is not taken" in failed["message"]) == ("engine_failed", True)


def test_a_budget_holds_for_the_post_too(tmp_path: Path, post: PostalServer) -> None:
    write_documents(tmp_path / "texts", 3)
    options = ("texts", "-o", OUT, "--engine", "hosted", "--submit", "--max-tokens", "5000")
    status, said = run(*options, cwd=tmp_path, **asked(tmp_path, post.url))
    assert (status, post.requests) == (5, []), said
    assert "nothing was sent" in said
