"""A suite as tests of pytest: `pytest --brief-suite evals/suites/main`, one test a document and invariant.

Silent and free unless it is asked for: nothing is imported, collected or printed without the option. It holds the
invariants; scores and floors are for `brief eval --gate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from brief.evaluation.results import CaseResult
    from brief.evaluation.running import Answering
    from brief.evaluation.suite import Case

__all__ = ["DocumentTest", "SuiteOfDocuments", "pytest_addoption", "pytest_collection_modifyitems"]

_MEASURED = "measured"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the two options."""
    group = parser.getgroup("brief")
    group.addoption(
        "--brief-suite", action="append", default=[], metavar="DIR", help="hold an engine to this suite of documents"
    )
    group.addoption(
        "--brief-engine", choices=("embedded", "hosted-replay"), default="embedded", help="which engine (embedded)"
    )


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Adds the suites' tests behind all others.

    Raises:
        UsageError: If there is no document, or one is not whole.
    """
    for folder in config.getoption("brief_suite"):
        items += [*_collect(session, Path(folder), config.getoption("brief_engine"))]


def _collect(session: pytest.Session, folder: Path, engine: str) -> Iterator[pytest.Item]:
    from brief.errors import BriefError
    from brief.evaluation.running import embedded_answers, replayed_answers
    from brief.evaluation.suite import load_suite
    from brief.settings import Settings

    try:
        suite = load_suite(folder)
        answering = embedded_answers(Settings()) if engine == "embedded" else replayed_answers(Settings())
    except BriefError as error:
        raise pytest.UsageError(f"--brief-suite: {error}") from error
    if suite.problems:
        raise pytest.UsageError(f"--brief-suite: {suite.problems[0]}")
    collector: Any = SuiteOfDocuments.from_parent(session, name=f"brief-suite {suite.name} ({engine})")
    for case in suite.cases:
        yield from collector.collect_case(case, answering)


class SuiteOfDocuments(pytest.Collector):
    """One suite; its tests are made case by case."""

    def collect(self) -> Iterator[pytest.Item]:
        """Nothing by itself: tests are handed to the session."""
        return iter(())

    def collect_case(self, case: Case, answering: Answering) -> Iterator[pytest.Item]:
        """A test that the document is measured, and one for each invariant; it is briefed once, when first needed."""
        from brief.evaluation.invariants import INVARIANTS
        from brief.evaluation.running import score_case

        @cache
        def result() -> CaseResult:
            (answer,) = answering([case])
            return score_case(case, answer)

        for check in (_MEASURED, *INVARIANTS):
            if check == "uncaught_fault" and not case.faults:
                continue
            test: Any = DocumentTest.from_parent(self, name=f"{case.name}::{check}", result=result, check=check)
            yield test


class DocumentTest(pytest.Item):
    """One document and one thing that may not happen."""

    def __init__(self, *, result: Any, check: str, **other: Any) -> None:
        super().__init__(**other)
        self._result = result
        self._check = check

    def runtest(self) -> None:
        """Fails with every breach."""
        result: CaseResult = self._result()
        if self._check == _MEASURED:
            problems = [*([result.failure] if result.failure is not None else []), *result.void]
        else:
            problems = [f"{b.where}: {b.code}: {b.message}" for b in result.breaches if b.invariant == self._check]
            if result.failure is not None:
                problems.append("there is no briefing to be held to it")
        if problems:
            pytest.fail("\n".join(problems), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """What stands above a failure."""
        return self.path, None, self.name
