"""JUnit XML: one test a document and invariant, and one a floor, for whatever shows test results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from brief.evaluation.floors import Floors
from brief.evaluation.gate import Verdict
from brief.evaluation.results import CaseResult, SuiteResult

__all__ = ["render_junit"]

# What XML 1.0 cannot hold even when escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(result: SuiteResult, floors: Floors | None, verdict: Verdict) -> str:
    """The run as JUnit XML, without times, so that equal runs give equal files."""
    tests = [test for case in result.cases for test in _tests(case)]
    tests += [_floor(name, floor, result) for name, floor in sorted((floors.measures if floors else {}).items())]
    tests += _gate(verdict)
    n_failed = sum("<failure" in test for test in tests)
    n_errors = sum("<error" in test for test in tests)
    name = quoteattr(_clean(f"brief eval {result.suite} ({result.engine})"))
    body = "".join(tests)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name={name} tests="{len(tests)}" failures="{n_failed}" errors="{n_errors}">\n{body}</testsuite>\n'
    )


def _tests(case: CaseResult) -> Iterator[str]:
    problems = [*([case.failure] if case.failure is not None else []), *case.void]
    yield _test(case.name, "measured", error="\n".join(problems))
    for name in case.invariants:
        broken = [
            f"{breach.where}: {breach.code}: {breach.message}" for breach in case.breaches if breach.invariant == name
        ]
        if case.failure is None:
            yield _test(case.name, name, failure="\n".join(broken))


def _floor(name: str, floor: float, result: SuiteResult) -> str:
    value = result.values.get(name)
    if value is None:
        return _test("floors", name, error="it was not measured")
    return _test("floors", name, failure=f"{value:.4f} is below {floor:.4f}" if value < floor - 1e-9 else "")


def _gate(verdict: Verdict) -> Iterator[str]:
    rest = [item for item in verdict.objections if item.document is None and not item.check.startswith("floor:")]
    told = "\n".join(f"{item.check}: {item.message}" for item in rest)
    is_void = verdict.outcome == "void"
    yield _test("gate", "run", error=told if is_void else "", failure="" if is_void else told)


def _test(group: str, name: str, *, failure: str = "", error: str = "") -> str:
    head = f"  <testcase classname={quoteattr(_clean(group))} name={quoteattr(_clean(name))}"
    if not failure and not error:
        return f"{head}/>\n"
    kind, told = ("error", error) if error else ("failure", failure)
    first = quoteattr(_clean(told.splitlines()[0][:200]))
    return f"{head}>\n    <{kind} message={first}>{escape(_clean(told))}</{kind}>\n  </testcase>\n"


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("�", words)
