"""The plugin, in a pytest of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.evaluation.millpond import gold, write_case


def run_pytest(root: Path, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Another pytest, with an own test, the plugin and nothing of ours."""
    (folder / "test_own.py").write_text("def test_own():\n    assert True\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:brief",
        "-p",
        "brief.evaluation.pytest_plugin",
        "-p",
        "no:cacheprovider",
        "-q",
    ]
    return subprocess.run(
        [*command, "test_own.py", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_unasked_it_does_nothing(root: Path, tmp_path: Path) -> None:
    done = run_pytest(root, tmp_path)
    assert done.returncode == 0
    assert "1 passed" in done.stdout


def test_one_test_a_document_and_invariant(root: Path, tmp_path: Path) -> None:
    write_case(tmp_path / "suite" / "one")
    labels = gold()
    labels["must_not"] = [{"pattern": "Averleigh", "why": "to plant a failure"}]
    write_case(tmp_path / "suite" / "two", labels)
    done = run_pytest(root, tmp_path, "--brief-suite", "suite")
    assert done.returncode == 1
    assert "1 failed, 16 passed" in done.stdout
    assert "two::must_not" in done.stdout
    assert "to plant a failure" in done.stdout


def test_a_suite_without_documents_is_no_pass(root: Path, tmp_path: Path) -> None:
    (tmp_path / "suite").mkdir()
    done = run_pytest(root, tmp_path, "--brief-suite", "suite")
    assert done.returncode == 4
    assert "--brief-suite: suite: there is no" in done.stderr


def test_a_missing_recording_fails_every_test_of_the_document(root: Path, tmp_path: Path) -> None:
    write_case(tmp_path / "suite" / "one")
    done = run_pytest(root, tmp_path, "--brief-suite", "suite", "--brief-engine", "hosted-replay")
    assert "8 failed, 1 passed" in done.stdout
