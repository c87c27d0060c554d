"""Markdown for a step summary, and the annotations that put a finding beside the fixture's own line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File

from brief.evaluation.comparison import Comparison
from brief.evaluation.floors import Floors, count_breaches
from brief.evaluation.gate import Verdict
from brief.evaluation.places import Path, find_lines
from brief.evaluation.results import SuiteResult
from brief.evaluation.suite import Suite

__all__ = ["render_annotations", "render_markdown"]

_MOST_ROWS = 60
_MOST_ANNOTATIONS = 50  # a step shows ten, a run fifty; more would only hide them


def render_markdown(result: SuiteResult, floors: Floors | None, comparison: Comparison | None, verdict: Verdict) -> str:
    """The run as a page of Markdown."""
    what = f"`{result.suite}` ({result.digest[:12]}), engine `{result.engine}`, {len(result.cases)} documents"
    lines = [f"## brief eval: {verdict.outcome}", "", what, ""]
    lines += _objections(verdict)
    lines += ["| measure | value | 95 % interval | of | floor | change |", "|---|---:|---|---:|---:|---:|"]
    for name, summed in sorted(result.summed.items()):
        if summed.value is None:
            lines.append(f"| {name} | – | nothing to count | | | |")
            continue
        ends = "" if summed.low is None else f"{summed.low:.3f}–{summed.high:.3f}"
        counts = "" if summed.total is None else f"{summed.hits:.0f}/{summed.total:.0f}"
        floor = "" if not floors or name not in floors.measures else f"{floors.measures[name]:.4f}"
        change = comparison.differences.get(name) if comparison else None
        told = "" if change is None else f"{change.by:+.3f}"
        lines.append(f"| {name} | {summed.value:.3f} | {ends} | {counts} | {floor} | {told} |")
    lines += ["", "| invariant | breaches |", "|---|---:|"]
    lines += [f"| {name} | {n} |" for name, n in count_breaches(result).items()]
    lines += [] if comparison is None else ["", f"Since the baseline: {comparison.claims}."]
    lines += ["", *(f"- note: {_cell(note)}" for note in verdict.notes)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _objections(verdict: Verdict) -> Iterator[str]:
    if not verdict.objections:
        return
    yield from ("| check | document | what |", "|---|---|---|")
    for item in verdict.objections[:_MOST_ROWS]:
        yield f"| {_cell(item.check)} | {_cell(item.document or '')} | {_cell(item.message)} |"
    if len(verdict.objections) > _MOST_ROWS:
        yield f"| … | | {len(verdict.objections) - _MOST_ROWS} more |"
    yield ""


def _cell(words: str) -> str:
    """Words that stay inside a cell and are no markup: they may come from a hostile document."""
    plain = " ".join(words.split())
    return "".join(f"&#{ord(c)};" if c in "|<>&`*_[]\\!@#" else c for c in plain)


def render_annotations(verdict: Verdict, suite: Suite) -> str:
    """`::error file=…,line=…::` for each objection, at the line of the gold item or of the document's record."""
    cases = {case.name: case for case in suite.cases}
    lines = []
    for item in verdict.objections[:_MOST_ANNOTATIONS]:
        place = ""
        if case := cases.get(item.document or ""):
            place = f" file={_property(_shown(case.gold_path))},line={_line(case.gold_content, item.item)}"
        lines.append(f"::error{place}::{_data(f'{item.check}: {item.message}')}")
    return "".join(f"{line}\n" for line in lines)


def _shown(path: File) -> str:
    return path.as_posix()


def _line(content: bytes, item: str | None) -> int:
    path: Path = ()
    if item:
        name, _, number = item.partition("[")
        path = (name, int(number.partition("]")[0])) if number else (name,)
    return find_lines(content).get(path, 1)


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
