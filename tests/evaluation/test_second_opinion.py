"""An independent auditor and scorer beside ours, where they are at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def test_both_agree_on_what_is_sourced(root: Path, tmp_path: Path) -> None:
    bench = root.parent / "shared" / "bench"
    if not (bench / "audit.py").is_file():
        pytest.skip("there is no independent scorer")
    for name in ("very-short", "wire-derailment"):
        shutil.copytree(root / "evals" / "suites" / "main" / name, tmp_path / name)
    command = [sys.executable, "evals/benchmarks/second_opinion.py", str(bench), "--suite", str(tmp_path)]
    done = subprocess.run(
        command, cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"| the gold | 2 | 2 | 0 | 0 | 0 |" in done.stdout
    assert b"| change a digit | " in done.stdout
