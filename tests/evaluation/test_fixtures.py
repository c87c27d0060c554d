"""The project's own suites: their labels are sound, and told as a briefing they score 1 throughout."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.evaluation.golden import labelled_briefing
from brief.evaluation.lint import lint_suite
from brief.evaluation.running import Answer, score_case
from brief.evaluation.suite import Suite, load_suite

SUITES = Path(__file__).resolve().parents[2] / "evals" / "suites"
pytestmark = pytest.mark.skipif(not (SUITES / "main").is_dir(), reason="a source distribution has no suites")


@pytest.fixture(scope="module")
def main_suite() -> Suite:
    return load_suite(SUITES / "main")


def test_the_suite_is_whole(main_suite: Suite) -> None:
    assert main_suite.problems == ()
    assert len(main_suite.cases) >= 16


def test_the_labels_are_sound(main_suite: Suite) -> None:
    assert [str(finding) for finding in lint_suite(main_suite)] == []


def test_gold_scores_one_in_every_document(main_suite: Suite) -> None:
    imperfect = {
        f"{case.name} {name}": share
        for case in main_suite.cases
        for name, share in score_case(case, Answer(labelled_briefing(case)), audited=False).shares.items()
        if share.value not in (1.0, None) and name != "summary/brevity"
    }
    assert imperfect == {}
