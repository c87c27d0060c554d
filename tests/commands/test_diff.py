"""The command `brief diff`, run as a user runs it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.briefing import Briefing
from brief.changes import Changes, diff, render_changes

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def other(briefing: Briefing) -> Briefing:
    record = briefing.model_dump(mode="json")
    record["claims"][3]["statement"] = "The ferry carried 5,000 people in 2019."
    return Briefing.model_validate(record)


@pytest.fixture
def files(briefing: Briefing, other: Briefing, tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "a.json", tmp_path / "b.json"
    for path, each in zip(made, (briefing, other), strict=True):
        path.write_text(each.model_dump_json(), "utf-8")
    return made


def test_a_page_or_data_goes_to_standard_output(
    files: tuple[Path, Path], briefing: Briefing, other: Briefing, run_brief: Run
) -> None:
    done = run_brief("diff", *files)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == render_changes(diff(briefing, other))
    again = run_brief("diff", files[0], "-", "--format", "json", stdin=files[1].read_bytes())
    assert again.returncode == 0
    assert Changes.model_validate_json(again.stdout) == diff(briefing, other)


def test_the_exit_status_tells_whether_they_differ_only_when_asked(files: tuple[Path, Path], run_brief: Run) -> None:
    before, after = files
    assert run_brief("diff", before, after, "--exit-code").returncode == 1
    assert run_brief("diff", before, before, "--exit-code").returncode == 0


def test_the_name_of_the_file_tells_the_format(files: tuple[Path, Path], tmp_path: Path, run_brief: Run) -> None:
    out = tmp_path / "changes.json"
    done = run_brief("diff", *files, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert json.loads(out.read_text("utf-8"))["claims"]["same"] == 5


def test_what_is_no_briefing_is_bad_input(files: tuple[Path, Path], tmp_path: Path, run_brief: Run) -> None:
    wrong = tmp_path / "wrong.json"
    for content, said in (
        ("{}", "this is no valid briefing"),
        ("[]", "this JSON is no briefing"),
        ("no", "this is no JSON"),
    ):
        wrong.write_text(content, "utf-8")
        done = run_brief("diff", files[0], wrong)
        (line,) = done.stderr.decode().splitlines()
        assert (done.returncode, done.stdout) == (3, b"")
        assert line.startswith(f"brief: error: {wrong}: {said}")
    assert run_brief("diff", files[0], tmp_path / "absent.json").returncode == 3
    assert run_brief("diff", "-", "-").returncode == 2


def test_two_documents_with_nothing_in_common_are_told(
    files: tuple[Path, Path], tmp_path: Path, run_brief: Run
) -> None:
    record = json.loads(files[0].read_text("utf-8"))
    record["document"]["sha256"] = "0" * 64
    for number, claim in enumerate(record["claims"]):
        claim["statement"] = f"Something else happened {number} times."
        claim["evidence"] = [{"start": 0, "end": 5, "quote": "Words"}]
    path = tmp_path / "other.json"
    path.write_text(json.dumps(record), "utf-8")
    done = run_brief("diff", files[0], path)
    assert done.returncode == 0
    assert b"hardly a claim in common" in done.stderr
