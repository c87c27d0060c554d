"""The command with a model at its end, as a process: how it ends, what it writes, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.engines.hosted.fault_server import Action, FaultServer, Received, Silence, complaint
from tests.engines.hosted.reader import read_plainly, serving

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

KEY = "sk-planted-5b1e77a0c4"
TEXT = "The keepers of Skarn lit 40 lamps in May. The council of Hamn read the log and did not reply.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "lamps.txt"
    path.write_text(TEXT, "utf-8")
    return path


def environment(folder: Path, **more: str) -> dict[str, str]:
    given = {
        "OPENAI_API_KEY": KEY,
        "BRIEF_MODEL": "tern-1",
        "BRIEF_CACHE_DIR": str(folder / "cache"),
        "BRIEF_RETRIES": "1",
    }
    return given | {f"BRIEF_{name.upper()}": value for name, value in more.items()}


def hosted(server: FaultServer) -> tuple[str, ...]:
    return ("--engine", "hosted", "--base-url", server.url)


def check_key_is_nowhere(folder: Path, *streams: bytes) -> None:
    """Not in what was printed, and in no file that was written."""
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not any(KEY.encode() in content for content in (*streams, *written))


def test_a_good_run_prints_the_page_and_what_it_cost(run_brief: Run, article: Path, tmp_path: Path) -> None:
    with serving(read_plainly) as server:
        done = run_brief(
            "summarise", article, *hosted(server), "--record", tmp_path / "tape", environment=environment(tmp_path)
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.decode().startswith("# ")
        assert "lit 40 lamps in May" in done.stdout.decode()
        bills = [line for line in done.stderr.decode().splitlines() if "tokens in" in line]
        assert [line.split(": ")[1] for line in bills] == ["extract", "compose"]
        assert {received.headers["authorization"] for received in server.received} == {f"Bearer {KEY}"}
        assert len(server.received) == 2
    assert [*(tmp_path / "tape").iterdir()]
    assert [*(tmp_path / "cache").rglob("*.json")]
    check_key_is_nowhere(tmp_path, done.stdout, done.stderr)
    again = run_brief("summarise", article, *hosted(server), environment=environment(tmp_path))
    assert again.returncode == 0, again.stderr  # the server is gone, its answers are kept
    replayed = run_brief(
        "summarise", article, "--engine", "hosted", "--replay", tmp_path / "tape", "--format", "json",
        environment={"BRIEF_CACHE_DIR": str(tmp_path / "none")},
    )  # fmt: skip
    assert replayed.returncode == 0, replayed.stderr
    assert len(json.loads(replayed.stdout)["claims"]) == 2
    check_key_is_nowhere(tmp_path, replayed.stdout, replayed.stderr, again.stderr)


def test_a_dry_run_sends_nothing(run_brief: Run, article: Path, tmp_path: Path) -> None:
    with serving(read_plainly) as server:
        done = run_brief("summarise", article, *hosted(server), "--dry-run", environment=environment(tmp_path))
        assert done.returncode == 0, done.stderr
        assert server.received == []
    assert b"lamps.txt: " in done.stdout
    assert b"tokens" in done.stdout


@pytest.mark.parametrize("fault", ["key_refused", "nobody_there"])
def test_an_endpoint_that_is_of_no_use_is_one_line(run_brief: Run, article: Path, tmp_path: Path, fault: str) -> None:
    with serving([complaint(401, f"Incorrect API key provided: {KEY}.")]) as server:
        given = environment(tmp_path)
        output = tmp_path / "out.md"
        if fault == "key_refused":
            done = run_brief("summarise", article, *hosted(server), "-o", output, environment=given)
    if fault == "nobody_there":
        done = run_brief("summarise", article, *hosted(server), "-o", output, environment=given)
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("brief: error: ")]
    assert done.returncode == (4 if fault == "key_refused" else 5), done.stderr
    assert len(lines) == 1
    assert ("OPENAI_API_KEY" if fault == "key_refused" else "connection to http://127.0.0.1:") in lines[0]
    assert b"Traceback" not in done.stderr
    assert not output.exists()
    check_key_is_nowhere(tmp_path, done.stdout, done.stderr)


def test_a_text_without_a_word_is_told_as_such_in_a_dry_run_too(run_brief: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("… – …\n", "utf-8")
    ends = [
        run_brief("summarise", path, "--engine", "hosted", *more, environment=environment(tmp_path))
        for more in ((), ("--dry-run",))
    ]
    assert [done.returncode for done in ends] == [3, 3]
    assert all(b"there is no word in it" in done.stderr for done in ends)


def test_the_budget_is_over_all_sources(run_brief: Run, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.replace("40", "41"), "utf-8")
    given = environment(tmp_path, reply_tokens="600")
    limit = ("--max-tokens", "9000", "--no-cache")
    with serving(heavy_reading) as server:
        for source in (article, other):
            alone = run_brief("summarise", source, *hosted(server), *limit, environment=given)
            assert alone.returncode == 0, alone.stderr
            assert b"extract: 1 call, 7,000 tokens in" in alone.stderr
        both = run_brief("summarise", article, other, *hosted(server), *limit, environment=given)
    assert both.returncode == 5, both.stderr
    assert b"the budget of 9,000 tokens" in both.stderr


def heavy_reading(received: Received) -> Action:
    """A plain reading for which much is charged."""
    answered = read_plainly(received)
    payload = json.loads(answered.content) | {"usage": {"prompt_tokens": 7_000, "completion_tokens": 100}}
    return replace(answered, content=json.dumps(payload).encode())


class Interrupted:
    """The command, and Ctrl-C as soon as a request has come in."""

    def __init__(self, root: Path, article: Path, folder: Path, server: FaultServer) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEF_", "OPENAI_"))}
        self._server = server
        self._process = subprocess.Popen(
            [sys.executable, "-m", "brief", "summarise", str(article), *hosted(server), "-o", str(folder / "out.md")],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root,
            env={**kept, "PYTHONPATH": str(root), **environment(folder)},
        )  # fmt: skip

    def interrupt(self, n_requests: int) -> tuple[int, float, bytes, bytes]:
        """Its status, the seconds it took to end, and what it had printed."""
        until = time.monotonic() + 60
        while len(self._server.received) < n_requests and time.monotonic() < until:
            time.sleep(0.02)
        assert len(self._server.received) >= n_requests
        began = time.monotonic()
        self._process.send_signal(signal.SIGINT)
        printed, said = self._process.communicate(timeout=30)
        return self._process.returncode, time.monotonic() - began, printed, said


@pytest.mark.parametrize("stage", ["extract", "compose", "waiting_to_try_again"])
def test_an_interruption_ends_it_at_once_and_cleanly(root: Path, article: Path, tmp_path: Path, stage: str) -> None:
    def behave(received: Received) -> Action:
        if stage == "waiting_to_try_again":
            return complaint(503, "overloaded", headers={"Retry-After": "30"})
        return read_plainly(received) if stage == "compose" and received.number == 0 else Silence()

    with serving(behave) as server:
        run = Interrupted(root, article, tmp_path, server)
        status, seconds, printed, said = run.interrupt(2 if stage == "compose" else 1)
    assert status == 130
    assert seconds < 2 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # two on a machine that is free
    assert printed == b""
    lines = [line for line in said.decode().splitlines() if " …" not in line and "still" not in line]
    assert lines == ["brief: error: interrupted"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "cache") == ["lamps.txt"]
    check_key_is_nowhere(tmp_path, said)
