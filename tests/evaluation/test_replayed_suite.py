"""The committed suite `replayed`: its recordings are fresh, its bad replies are caught, and it needs nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
REPLAY = ("--engine", "hosted", "--replay")


@pytest.fixture
def suite(root: Path) -> Path:
    return root / "evals" / "suites" / "replayed"


@pytest.fixture
def copy(suite: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(suite, tmp_path / "replayed"))


def test_the_recordings_are_what_the_hand_written_replies_give(root: Path, suite: Path) -> None:
    """A new version of a prompt needs `python evals/cassettes.py`, and no new reply."""
    command = [sys.executable, "evals/cassettes.py", str(suite), "--check"]
    done = subprocess.run(
        command, cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_six_documents_and_more_of_which_two_and_more_are_bad_on_purpose(suite: Path) -> None:
    cases = [path for path in suite.iterdir() if path.is_dir()]
    bad = [path for path in cases if (path / "faults.json").is_file()]
    assert len(cases) >= 6
    assert len(bad) >= 2
    for path in cases:
        note = json.loads((path / "replies.json").read_text("utf-8"))["note"]
        assert "by hand" in note
        assert ("bad on purpose" in note) == (path in bad)
        assert any((path / "cassettes").glob("*.json"))


def test_every_fault_of_the_bad_replies_is_caught_by_name(run_brief: Run, suite: Path, tmp_path: Path) -> None:
    done = run_brief("eval", suite, *REPLAY, "--report", tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    for case in report["documents"]:
        path = suite / case["name"] / "faults.json"
        faults = json.loads(path.read_text("utf-8"))["faults"] if path.is_file() else []
        assert [told.rpartition(": ")[0] for told in case["caught"]] == [fault["fault"] for fault in faults]
        assert case["breaches"] == []


def test_a_fault_that_nothing_refuses_stops_the_gate(run_brief: Run, copy: Path, tmp_path: Path) -> None:
    path = copy / "bad-order" / "faults.json"
    path.write_text(path.read_text("utf-8").replace("Anneli Storm cheated.", "Anneli Storm slept."), "utf-8")
    floors = ("--floors", tmp_path / "floors.toml")
    assert run_brief("eval", copy, *REPLAY, "--update", "--allow-regression", "planted", *floors).returncode == 0
    kept = (tmp_path / "floors.toml").read_text("utf-8")
    assert '"bad-order faults[0]"' in kept
    (tmp_path / "floors.toml").write_text(re.sub(r"uncaught_fault = \[\n.*?\n\]\n", "", kept, flags=re.DOTALL), "utf-8")
    done = run_brief("eval", copy, *REPLAY, "--gate", *floors)
    assert done.returncode == 1
    assert b"uncaught_fault: bad-order: " in done.stdout


@pytest.mark.parametrize("spoil", ["missing", "unused", "empty", "broken"])
def test_a_run_that_is_not_whole_is_6(run_brief: Run, copy: Path, spoil: str, tmp_path: Path) -> None:
    """By the command, as in CI: a recording that is missing, one that nobody asks for, no document, no gold."""
    folder = copy / "tram-vote" / "cassettes"
    first = min(folder.glob("*.json"))
    if spoil == "missing":
        first.unlink()
    elif spoil == "unused":
        shutil.copy(first, folder / f"{'0' * 64}.json")
    elif spoil == "broken":
        first.write_text("{}", "utf-8")
    else:
        shutil.rmtree(copy)
        copy.mkdir()
    done = run_brief("eval", copy, *REPLAY, "--gate", "--floors", tmp_path / "none.toml")
    assert done.returncode == 6, (done.stdout, done.stderr)
    assert b"passed" not in done.stdout


def test_workers_and_hash_seeds_change_no_byte(run_brief: Run, suite: Path, tmp_path: Path) -> None:
    written = []
    for workers, seed in ((1, "0"), (3, "4711")):
        folder = tmp_path / f"{workers}"
        done = run_brief(
            "eval", suite, *REPLAY, "--workers", str(workers), "--report", folder, environment={"PYTHONHASHSEED": seed}
        )
        assert done.returncode == 0
        written.append({path.name: path.read_bytes() for path in folder.iterdir()} | {"": done.stdout})
    assert written[0] == written[1]


def test_it_needs_no_key_no_client_and_not_much_time(root: Path, suite: Path) -> None:
    """Bounds are generous: a busy machine takes three times as long as one that has nothing else to do."""
    program = (
        "import sys, time\nsys.argv = sys.argv[:1] + ['eval', sys.argv[1], '--engine', 'hosted', '--replay']\n"
        "import runpy\ntry:\n    runpy.run_module('brief', run_name='__main__')\nexcept SystemExit as end:\n"
        "    assert not end.code\nassert not {'openai', 'httpx2', 'spacy', 'numpy'} & set(sys.modules)\n"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, str(suite)], env={"PYTHONPATH": str(root)}, capture_output=True, timeout=60,
        cwd=root, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert time.perf_counter() - began < 30
