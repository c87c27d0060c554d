from __future__ import annotations

from brief.evaluation.epochs import measure_agreement, render_agreement
from tests.evaluation.test_gate import run


def test_runs_that_are_alike_agree() -> None:
    found = measure_agreement([run(8), run(8), run(8)])
    assert (found.n_runs, found.n_claims, found.share) == (3, 120, 1.0)
    assert ("claims/recall", 0.8, 0.8) in found.ranges


def test_what_one_run_misses_is_no_agreement() -> None:
    found = measure_agreement([run(8), run(6)])
    assert found.n_agreed == 120 - 24
    assert ("claims/recall", 0.6, 0.8) in found.ranges
    assert render_agreement(found).startswith("agreement of 2 runs: 0.800 of 120 claims told by all or by none\n")
