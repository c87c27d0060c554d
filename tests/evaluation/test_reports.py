from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from brief.briefing import Briefing
from brief.evaluation.floors import Floors, update_floors
from brief.evaluation.gate import Verdict, judge
from brief.evaluation.invariants import Breach
from brief.evaluation.places import find_lines
from brief.evaluation.reports.junit import render_junit
from brief.evaluation.reports.markdown import render_annotations, render_markdown
from brief.evaluation.reports.table import render_table
from brief.evaluation.results import SuiteResult
from brief.evaluation.running import given_answers, run_suite
from brief.evaluation.suite import Case, Suite

HOSTILE = "</td><script>alert(1)</script> | [x](javascript:1) \x07 ]]> ::error::\n::set-env"


@pytest.fixture(scope="module")
def suite(case: Case) -> Suite:
    return Suite("pond", case.gold_path.parent.parent, (case,), "d" * 64)


@pytest.fixture(scope="module")
def judged(suite: Suite, perfect: Briefing) -> tuple[SuiteResult, Floors, Verdict]:
    result = run_suite(suite, given_answers({"millpond": perfect}), engine="gold")
    case = replace(result.cases[0], breaches=(Breach("leak", "leak", "headline.text", HOSTILE, "loaded[0]"),))
    result = replace(result, cases=(case,))
    floors = update_floors(None, result, reason="known")
    floors = replace(floors, known={}, measures={**floors.measures, "claims/recall": 1.0})
    return result, floors, judge(result, floors)


def test_junit_is_xml_with_one_failure_a_broken_invariant(judged: tuple[SuiteResult, Floors, Verdict]) -> None:
    root = ElementTree.fromstring(render_junit(*judged))
    assert root.get("failures") == "1"
    assert root.get("errors") == "0"
    (failed,) = [test for test in root if test.find("failure") is not None]
    assert (failed.get("classname"), failed.get("name")) == ("millpond", "leak")
    assert int(root.get("tests") or 0) == len(list(root))


def test_markdown_holds_hostile_words_harmless(judged: tuple[SuiteResult, Floors, Verdict]) -> None:
    result, floors, verdict = judged
    page = render_markdown(result, floors, None, verdict)
    assert "<script>" not in page
    rows = [line for line in page.splitlines() if line.startswith("| leak | millpond")]
    assert len(rows) == 1
    assert rows[0].count("|") == 4
    assert "| claims/recall | 1.000 | 0.541–1.000 | 6/6 | 1.0000 |" in page


def test_an_annotation_stands_at_the_fixtures_line(
    judged: tuple[SuiteResult, Floors, Verdict], suite: Suite, case: Case
) -> None:
    lines = render_annotations(judged[2], suite).splitlines()
    line = find_lines(case.gold_content)["loaded", 0]
    assert lines[0].startswith(f"::error file={case.gold_path.as_posix()},line={line}::leak: headline.text: ")
    assert all(line.startswith("::error") for line in lines)
    assert "%0A" in lines[0]


def test_the_table_shows_values_intervals_and_what_no_failure_proves(
    judged: tuple[SuiteResult, Floors, Verdict],
) -> None:
    result, floors, verdict = judged
    table = render_table(result, floors, None, verdict)
    assert "claims/recall                 1.000  0.541–1.000" in table
    assert "broken_span                       0  in 0 of 1 documents; a rate of up to 97.5% is not ruled out" in table
    assert "gate: failed" in table
    assert max(map(len, table.splitlines()[:70])) <= 100
