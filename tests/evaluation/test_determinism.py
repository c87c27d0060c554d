"""Equal runs give equal bytes, whatever order a process keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.evaluation.millpond import write_case

# The gold itself answers, so that no model has to be loaded; half of it is left out, so that there is much to explain.
PROGRAM = """
import sys
from pathlib import Path
from dataclasses import replace
from brief.evaluation.gate import judge
from brief.evaluation.golden import labelled_briefing
from brief.evaluation.reports.folder import write_reports
from brief.evaluation.running import given_answers, run_suite
from brief.evaluation.suite import load_suite
suite = load_suite(Path(sys.argv[1]))
briefings = {}
for case in suite.cases:
    briefing = labelled_briefing(case)
    briefings[case.name] = briefing.model_copy(update={"claims": briefing.claims[::2], "actors": briefing.actors[1:]})
    briefings[case.name] = briefings[case.name].model_copy(update={"claims": tuple(
        claim.model_copy(update={"attribution": claim.attribution.model_copy(update={"actor_id": None})})
        for claim in briefings[case.name].claims)})
result = run_suite(suite, given_answers(briefings), engine="gold")
for name, content in sorted(write_reports(result, None, None, judge(result, None), suite).items()):
    print(name, content)
assert "openai" not in sys.modules and "spacy" not in sys.modules
"""


def test_hash_seeds_change_nothing(root: Path, other_folder: Path) -> None:
    for name in ("one", "two", "three"):
        write_case(other_folder / name)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(other_folder)],
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("0", "4711")
    }
    (output,) = outputs
    assert b"claims/recall" in output
