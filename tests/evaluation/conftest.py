"""One labelled case, its gold as a briefing, and a way to corrupt it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.briefing import Briefing
from brief.evaluation.golden import labelled_briefing
from brief.evaluation.results import CaseResult
from brief.evaluation.running import Answer, score_case
from brief.evaluation.suite import Case
from tests.evaluation.millpond import load_case

Record = dict[str, Any]
Scored = Callable[..., CaseResult]


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The millpond."""
    return load_case(tmp_path_factory.mktemp("suite"))


@pytest.fixture(scope="session")
def perfect(case: Case) -> Briefing:
    """Its gold, told as a briefing."""
    return labelled_briefing(case)


@pytest.fixture
def scored(case: Case, perfect: Briefing) -> Scored:
    """Scores the perfect briefing after a change of its record."""

    def score(change: Callable[[Record], object] = lambda record: None) -> CaseResult:
        record: Record = json.loads(perfect.model_dump_json())
        change(record)
        briefing = Briefing.load(json.dumps(record), document=case.document)
        return score_case(case, Answer(briefing), audited=False)

    return score


@pytest.fixture
def other_folder(tmp_path: Path) -> Path:
    """A folder for a suite of one's own."""
    return tmp_path / "suite"
