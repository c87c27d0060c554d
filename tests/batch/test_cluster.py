"""A cluster gives the same lines with the same guarantees, and lets nobody in who has other code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.batch.commands import environment, lines, n_lines, plant, records, run, start, wait_until, write_documents

OUT = "out.jsonl"
_QUIET = {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False", "DASK_LOGGING__DISTRIBUTED": "error"}


@contextmanager
def scheduling() -> Iterator[str]:
    """A scheduler's address."""
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    with spawned([*command, "--host", "127.0.0.1"]) as scheduler:
        assert scheduler.stderr is not None
        for line in scheduler.stderr:
            if found := re.search(r"Scheduler at:\s*(tcp://\S+)", line):
                yield found[1]
                return


@contextmanager
def spawned(command: list[str], **more: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment(_QUIET | more | {"DASK_LOGGING__DISTRIBUTED": "info"}),
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def worker(address: str, **more: str) -> AbstractContextManager[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    return spawned([*command, "--no-dashboard", "--host", "127.0.0.1"], **more)


@pytest.mark.faults
def test_a_worker_killed_in_the_middle_loses_nothing_and_one_of_other_code_gets_nothing(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 40)
    other = plant(
        tmp_path / "other", "import brief.batch.fingerprints as f\nf._hash_code = lambda package: 'changed'\n"
    )
    with scheduling() as address:
        options = ("texts", "-o", OUT, "--cluster", address)
        with worker(address, PYTHONPATH=other):
            status, said = run(*options, cwd=tmp_path)
            assert status == 4, said
            assert re.search(r"1 of 1 workers have other code .*its code is changed, not [0-9a-f]{16}; install", said)
        with worker(address) as doomed, worker(address):
            process = start(*options, cwd=tmp_path)
            wait_until(lambda: n_lines(tmp_path / OUT) > 3)
            with worker(address, PYTHONPATH=other):  # joins late
                doomed.send_signal(signal.SIGKILL)
                _, told = process.communicate(timeout=200)
            assert process.returncode == 0, told
    assert len(records(tmp_path / OUT)) == 40
    assert run("texts", "-o", "here.jsonl", "--quiet", cwd=tmp_path)[0] == 0
    assert lines(tmp_path / OUT) == lines(tmp_path / "here.jsonl")


def test_a_local_cluster_bounds_a_poisonous_document_and_leaves_nobody_behind(tmp_path: Path) -> None:
    texts = write_documents(tmp_path / "texts", 4)
    (texts / "crash.txt").write_text("This is a crash.\n")
    poison = """
import brief.batch.jobs as jobs
honest = jobs.open_task
def open_task(task, settings):
    if b"crash" in task.content:
        import ctypes
        ctypes.string_at(0)
    return honest(task, settings)
jobs.open_task = open_task
"""
    path = plant(tmp_path / "poison", poison)
    process = start("texts", "-o", OUT, "--cluster", "local", "--processes", "1", cwd=tmp_path, PYTHONPATH=path)
    _, said = process.communicate(timeout=200)
    assert process.returncode == 1, said
    errors = {
        source: record["error"]["code"] for source, record in records(tmp_path / OUT).items() if "error" in record
    }
    assert errors == {"texts/crash.txt": "worker_died"}
    wait_until(lambda: not any(_is_ours(pid, path) for pid in os.listdir("/proc") if pid.isdigit()))


def _is_ours(pid: str, path: str) -> bool:
    try:
        return path.encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize(
    ("address", "complaint"),
    [("tcp://127.0.0.1:9", "no scheduler answers at tcp://127.0.0.1:9"), ("nonsense", "nonsense: this is neither")],
)
def test_no_scheduler_is_one_clear_error(tmp_path: Path, address: str, complaint: str) -> None:
    write_documents(tmp_path / "texts", 1)
    given = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    status, said = run("texts", "-o", OUT, "--cluster", address, cwd=tmp_path, **given)
    assert status == 4, said
    assert complaint in said
    assert said.count("\n") == 1, said
