"""Answers are kept whole or not at all, for their owner, and only where they are of use."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from brief.engines.hosted.cache import AnswerCache, is_worth_keeping
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Reply, TokenUsage

KEY = "ab" + "0" * 62
REPLY = Reply(Answer('{"name": "Nêss"}'), TokenUsage(80, 9))


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers")
    assert cache.read(KEY) is None
    assert cache.write(KEY, REPLY) is None
    assert AnswerCache(tmp_path / "answers").read(KEY) == REPLY
    assert cache.read("ab" + "1" * 62) is None


def test_it_is_kept_for_its_owner(tmp_path: Path) -> None:
    AnswerCache(tmp_path / "answers").write(KEY, REPLY)
    (path,) = tmp_path.rglob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [item for item in tmp_path.rglob("*") if item.is_file()] == [path]


@pytest.mark.parametrize(
    "answer",
    [
        Answer('{"name": "Ne', finish_reason="length"),
        Answer("", finish_reason="content_filter"),
        Answer("", finish_reason="empty"),
        Answer("", refusal="I will not."),
        Answer("half", refusal="I will not."),
        Answer(" \n"),
    ],
)
def test_an_answer_of_no_use_is_not_kept(tmp_path: Path, answer: Answer) -> None:
    assert not is_worth_keeping(answer)
    cache = AnswerCache(tmp_path)
    cache.write(KEY, REPLY)
    cache.write(KEY, Reply(answer))
    assert cache.read(KEY) == REPLY  # nor does it push a better one out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"7",
        b"[" * 100_000,
        b'{"content": "x"}',
        json.dumps({"key": KEY, "content": 7, "usage": None}).encode(),
        json.dumps({"key": KEY, "content": "\ud800", "usage": None}).encode(),
        json.dumps({"key": KEY, "content": "x", "usage": [1e999, 1]}).encode(),
        json.dumps({"key": KEY, "content": "x", "usage": [1, 2, 3]}).encode(),
        json.dumps({"key": KEY, "content": "", "usage": None}).encode(),
        json.dumps({"key": KEY, "content": "x", "usage": [1]}).encode(),
        json.dumps({"key": KEY, "content": "x", "usage": "12"}).encode()[:-3],
        json.dumps({"key": "of another", "content": "x", "usage": None}).encode(),
    ],
)
def test_a_damaged_file_is_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    cache = AnswerCache(tmp_path)
    cache.write(KEY, REPLY)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    assert cache.read(KEY) is None
    cache.write(KEY, REPLY)
    assert cache.read(KEY) == REPLY


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "answers").write_text("a file where the folder should be")
    cache = AnswerCache(tmp_path / "answers")
    problem = cache.write(KEY, REPLY)
    assert problem is not None
    assert "answers" in problem
    assert cache.read(KEY) is None
    cache.remove(KEY)


def test_what_is_removed_is_asked_again(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.write(KEY, REPLY)
    cache.remove(KEY)
    cache.remove(KEY)
    assert cache.read(KEY) is None


def test_processes_share_a_folder(tmp_path: Path) -> None:
    """Several processes write the same answers again and again, and none ever reads half of one."""
    program = f"""
from pathlib import Path
from brief.engines.hosted.cache import AnswerCache
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Reply
cache = AnswerCache(Path({str(tmp_path)!r}))
reply = Reply(Answer("x" * 50_000))
for number in range(60):
    key = f"{{number % 3:064x}}"
    assert cache.read(key) in (None, reply)
    assert cache.write(key, reply) is None
    assert cache.read(key) == reply
"""
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len([item for item in tmp_path.rglob("*") if item.is_file()]) == 3
