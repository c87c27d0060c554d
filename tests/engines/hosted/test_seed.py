"""The seed article, which is not part of the project, read by replies that were written by hand."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"


@pytest.mark.skipif(not (SHARED / "data" / "seed").is_dir(), reason="there is no ../shared")
def test_a_good_reading_takes_two_calls_and_covers_the_core_claims() -> None:
    script = ROOT / "evals" / "benchmarks" / "hosted_seed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(SHARED / "data" / "seed"), "--bench", str(SHARED / "bench")],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "calls: {'extract': 1, 'compose': 1}" in done.stdout
