"""The command, run as a user runs it; only what a test plants is not real."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import typer

from brief.engines.hosted.cassettes import write_recording
from brief.errors import ConfigError, InputError, NothingMeasured
from brief.evaluation.command import mount
from brief.evaluation.measures import Score, Share
from brief.evaluation.scores import board
from tests.evaluation.millpond import gold, write_case

Eval = Callable[..., int]


@pytest.fixture
def evaluate(tmp_path: Path) -> Eval:
    """Runs `brief eval` and gives its exit status, 6 for a run that is no measurement."""
    app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(lambda: None)
    mount(app)

    def run(*arguments: object) -> int:
        floors = ("--floors", str(tmp_path / "floors.toml"))
        try:
            status = typer.main.get_command(app).main(["eval", *map(str, arguments), *floors], standalone_mode=False)
        except NothingMeasured:
            return 6
        return status or 0

    return run


@pytest.fixture
def suite(other_folder: Path) -> Path:
    write_case(other_folder / "one")
    return other_folder


def test_lint_passes_sound_labels_and_stops_others(
    evaluate: Eval, suite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate("--lint", suite) == 0
    labels = gold()
    labels["claims"][0]["evidence"][0][0]["end"] -= 1
    write_case(suite / "two", labels)
    assert evaluate("--lint", suite) == 1
    assert "gold.json:" in capsys.readouterr().out
    assert evaluate("--lint", suite, "--annotate") == 1
    assert capsys.readouterr().out.startswith("::error file=")


def test_a_run_is_scored_and_reported(
    evaluate: Eval, suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(suite, "--report", tmp_path / "out") == 0
    assert "claims/recall" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"report.json", "junit.xml", "summary.md"}
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["documents"][0]["name"] == "one"


def test_floors_are_written_then_held(evaluate: Eval, suite: Path, tmp_path: Path) -> None:
    assert evaluate(suite, "--gate") == 1  # no floors are kept
    assert evaluate(suite, "--update", "--allow-regression", "the first run") == 0
    assert evaluate(suite, "--gate") == 0
    floors = tmp_path / "floors.toml"
    floors.write_text(
        floors.read_text("utf-8").replace('"summary/brevity" = 0', '"summary/brevity" = 1.0 # 0'), "utf-8"
    )
    assert evaluate(suite, "--gate") == 1
    with pytest.raises(ConfigError, match="summary/brevity would go from 1"):
        evaluate(suite, "--update")


def test_a_changed_label_needs_a_new_pin(evaluate: Eval, suite: Path) -> None:
    assert evaluate(suite, "--update", "--allow-regression", "the first run") == 0
    labels = gold()
    labels["claims"][5]["salience"] = "low"
    (suite / "one" / "gold.json").write_text(json.dumps(labels), "utf-8")
    assert evaluate(suite, "--gate") == 1


def test_a_baseline_is_compared(
    evaluate: Eval, suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(suite, "--report", tmp_path / "out") == 0
    assert evaluate(suite, "--baseline", tmp_path / "out" / "report.json") == 0
    told = capsys.readouterr().out
    assert "+0.000" in told
    assert "0 claims lost, 0 gained of 6 (p = 1.0000); of losses this suite could have told from chance: 100.0%" in told
    with pytest.raises(InputError, match="cannot be read"):
        evaluate(suite, "--baseline", tmp_path / "nowhere.json")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(InputError, match="no report of brief eval"):
        evaluate(suite, "--baseline", tmp_path / "bad.json")


def test_nothing_to_measure_is_6(evaluate: Eval, tmp_path: Path) -> None:
    assert evaluate(tmp_path / "nowhere", "--gate") == 6
    (tmp_path / "empty").mkdir()
    assert evaluate(tmp_path / "empty", "--gate") == 6
    assert evaluate(tmp_path / "empty", "--lint") == 6
    assert evaluate(tmp_path / "empty", "--prove") == 6


def test_missing_gold_is_6(evaluate: Eval, suite: Path) -> None:
    (write_case(suite / "two") / "gold.json").unlink()
    assert evaluate(suite) == 6
    assert evaluate(suite, "--lint") == 6
    assert evaluate(suite, "--update", "--allow-regression", "x") == 6


def test_a_missing_cassette_is_6(evaluate: Eval, suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(suite, "--engine", "hosted", "--replay", "--gate") == 6
    (suite / "one" / "cassettes").mkdir()
    assert evaluate(suite, "--engine", "hosted", "--replay", "--gate") == 6
    assert "one: " in capsys.readouterr().out


def test_a_recording_that_nobody_asks_for_is_6(evaluate: Eval, suite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = {"model": "a-model", "messages": [{"role": "user", "content": "another question"}]}
    write_recording(suite / "one" / "cassettes", body, {"claims": []})
    assert evaluate(suite, "--engine", "hosted", "--replay", "--gate") == 6
    told = capsys.readouterr().out
    assert "a recording is missing" in told
    assert "was not asked for" in told


def _crash(*_: object) -> Score:
    raise ZeroDivisionError("planted")


def _nan(*_: object) -> Score:
    return Score("dates", {"value": Share(float("nan"), 1)})


def _too_many(*_: object) -> Score:
    return Score("dates", {"value": Share(2, 1)})


@pytest.mark.parametrize("scorer", [_crash, _nan, _too_many])
def test_a_scorer_that_fails_is_6_and_never_a_pass(
    evaluate: Eval,
    suite: Path,
    monkeypatch: pytest.MonkeyPatch,
    scorer: board.Scorer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert evaluate(suite, "--update", "--allow-regression", "the first run") == 0
    scorers: Mapping[str, board.Scorer] = {**board.SCORERS, "dates": scorer}
    monkeypatch.setattr("brief.evaluation.running.SCORERS", scorers)
    assert evaluate(suite, "--gate") == 6
    assert "the scorer dates" in capsys.readouterr().out
    assert evaluate(suite) == 6
    assert evaluate(suite, "--update", "--allow-regression", "x") == 6


def test_an_engine_that_crashes_is_6_and_the_document_stays_a_miss(
    evaluate: Eval, suite: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("brief.pipeline.summarise", crash)
    assert evaluate(suite, "--report", tmp_path / "out") == 6
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert report["documents"][0]["failure"] == "the engine raised RuntimeError: planted"
    assert report["documents"][0]["shares"]["claims/recall"] == [0, 6, True]
    assert 'errors="2"' in (tmp_path / "out" / "junit.xml").read_text("utf-8")


def test_two_runs_give_the_same_bytes(evaluate: Eval, suite: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert evaluate(suite, "--report", tmp_path / name) == 0
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_wrong_usage_is_told(evaluate: Eval, suite: Path) -> None:
    with pytest.raises(typer.BadParameter):
        evaluate(suite, "--replay")
    with pytest.raises(typer.BadParameter):
        evaluate(suite, "--allow-regression", "why")
    with pytest.raises(typer.BadParameter):
        evaluate(suite, "--engine", "hosted")
    for options in (["--live"], ["--live", "--engine", "hosted", "--gate"], ["--record"], ["--epochs", "2"]):
        with pytest.raises(typer.BadParameter):
            evaluate(suite, *options)
