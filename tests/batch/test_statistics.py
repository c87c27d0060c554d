"""The statistics of a batch are the sums of its lines, told in three ways, and need no more memory for more lines."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.batch.records import Failure, briefing_line, failure_line
from brief.batch.reports import render_page, render_text
from brief.batch.statistics import Frequent, Statistics, gather, read_records
from brief.briefing import Briefing
from brief.errors import InputError


@pytest.fixture
def output(tmp_path: Path, briefing: Briefing) -> Path:
    path = tmp_path / "out.jsonl"
    failures = [failure_line(Failure(code, "it is torn"), id="x", source="x") for code in ("timeout", "bug", "timeout")]
    path.write_bytes(briefing_line(briefing) * 2 + b"".join(failures))
    return path


def test_the_sums_are_those_of_the_lines(output: Path, briefing: Briefing) -> None:
    record = gather(read_records(output)).to_record()
    assert record["documents"] == {"briefed": 2, "failed": 3, "characters": 2 * briefing.document.length_chars}
    assert record["errors"] == {"timeout": 2, "bug": 1}
    assert record["engines"] == {"by hand (no model named)": 2}
    assert record["claims"]["total"] == 12
    assert record["claims"]["a_document"] == {
        "least": 6, "lower_quartile": 6, "median": 6, "upper_quartile": 6, "most": 6, "mean": 6.0,
    }  # fmt: skip
    outlet = sum(claim.attribution.source_type == "outlet" for claim in briefing.claims)
    assert record["claims"]["outlet_share"] == outlet / 6
    assert record["sources"][0] == {"source": "Ada Quill", "claims": 4}
    assert record["dates"] == {"total": 4, "unresolved": 2}
    assert (record["open_questions"], record["rejected"]) == (2, 2)


def test_the_command_writes_text_json_and_a_page(output: Path, run_brief: Callable[..., Any]) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        done: subprocess.CompletedProcess[bytes] = run_brief("stats", output, *arguments)
        assert done.returncode == 0, done.stderr
        return done

    assert re.search(r"documents briefed: +2\n.*failed: +3\n", run().stdout.decode())
    assert json.loads(run("--format", "json").stdout)["claims"]["total"] == 12
    run("-o", str(output.with_suffix(".html")))
    page = output.with_suffix(".html").read_text()
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") == 6


def test_a_page_loads_and_runs_nothing_whatever_the_lines_say(briefing: Briefing) -> None:
    record = json.loads(briefing_line(briefing))
    hostile = "<script>alert(1)</script>\"'&\u202e"
    record["claims"][0]["attribution"]["source"] = hostile
    record["provenance"]["engine"] = hostile
    page = render_page(gather([record]), title=hostile)
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(?:src|href)=|url\(|@import|https?:""", page)
    assert "default-src &#39;none&#39;" in page
    assert "prefers-color-scheme:dark" in page


def test_a_folder_is_summed_up_as_its_files(tmp_path: Path, briefing: Briefing) -> None:
    for name in "ab":
        (tmp_path / f"{name}.json").write_bytes(briefing_line(briefing))
    assert gather(read_records(tmp_path)).briefed == 2


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no line in it"),
        (b"[1]\n", "no line of a batch"),
        (b'{"document": {}}\n', "no line of a batch"),
        (b'{"doc', "no JSON"),
        (b"\xff\xfe", "no UTF-8"),
    ],
)
def test_what_no_batch_wrote_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=complaint):
        gather(read_records(path))


@given(st.lists(st.sampled_from("abcdefghij"), max_size=200))
def test_frequent_names_are_counted_as_exactly_as_is_said(names: list[str]) -> None:
    frequent, real = Frequent(3), Counter(names)
    for name in names:
        frequent.add(name)
    for name, count in frequent.top(10):
        assert real[name] - frequent.slack <= count <= real[name]
    for name in real.keys() - dict(frequent.top(10)).keys():
        assert real[name] <= frequent.slack


def test_a_batch_without_a_briefing_is_told_as_such() -> None:
    statistics = Statistics(failed=1, errors=Counter(timeout=1))
    assert "timeout" in render_text(statistics)
    assert "No document was briefed" in render_page(statistics, title="x")
