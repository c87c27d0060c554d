"""The command `brief eval`: arguments in, reports out. What is measured and judged is decided elsewhere.

Everything is loaded when the command runs, so that `brief --help` answers at once. `mount` puts it on an application.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from brief.console import say, show_progress, use_warnings, write_result
from brief.errors import ConfigError, InputError, NothingMeasured

if TYPE_CHECKING:
    from brief.evaluation.floors import FloorFile, Floors
    from brief.evaluation.gate import Verdict
    from brief.evaluation.results import SuiteResult
    from brief.evaluation.running import Answering
    from brief.evaluation.suite import Suite

__all__ = ["evaluate", "mount"]

_CHECK_FAILED = 1
_SUITE = Path("evals/suites/main")
_FLOORS = Path("evals/floors.toml")


def mount(app: typer.Typer) -> None:
    """Puts `eval` on an application."""
    app.command(
        "eval",
        short_help="Score an engine on labelled documents.",
        epilog="""\b
Examples:
  brief eval --lint
  brief eval --engine embedded --gate
  brief eval evals/suites/replayed --engine hosted --replay --gate --report build
  brief eval --prove

\b
Exit status: 0 done; 1 a finding, or the gate failed; 6 nothing whole was measured.""",
    )(evaluate)


def evaluate(
    suite: Annotated[Path, typer.Argument(metavar="SUITE", help="A folder of labelled documents.")] = _SUITE,
    engine: Annotated[Literal["embedded", "hosted"], typer.Option(help="Who reads the documents.")] = "embedded",
    replay: Annotated[
        bool, typer.Option("--replay", help="Hosted: answer from each document's recordings, without a network.")
    ] = False,
    live: Annotated[
        bool, typer.Option("--live", help="Hosted: ask the endpoint of the settings; such a run never gates.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="With --live: write every exchange to the document's folder.")
    ] = False,
    epochs: Annotated[
        int, typer.Option(min=1, metavar="K", help="With --live: run so often, and report how far runs agree.")
    ] = 1,
    lint: Annotated[bool, typer.Option("--lint", help="Check the gold files, and run no engine.")] = False,
    prove: Annotated[
        bool, typer.Option("--prove", help="Plant faults in gold briefings, and see each one found; run no engine.")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Compare the gold with second labels; run no engine.")
    ] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Hold the run to invariants, floors and baseline.")] = False,
    floors: Annotated[Path, typer.Option(metavar="FILE", help="Where the floors are kept.")] = _FLOORS,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to this run's scores.")] = False,
    allow_regression: Annotated[
        str | None, typer.Option(metavar="REASON", help="With --update: why a floor may be lowered.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier report.json to compare with.")
    ] = None,
    margin: Annotated[float, typer.Option(help="By how much a measure may fall below the baseline.")] = 0.01,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes to spread documents over; all processors otherwise."),
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="Write all reports to this folder.")] = None,
    annotate: Annotated[bool, typer.Option("--annotate", help="Print ::error lines for GitHub Actions.")] = False,
) -> None:
    """Brief every document of a SUITE, score the briefings against their labels, and say what was missed and why.

    Without --gate, scores are reported and stop nothing; a run that is not whole is never a pass.
    """
    use_warnings()
    from brief.evaluation.suite import load_suite

    if allow_regression is not None and not update:
        raise typer.BadParameter("it is for --update", param_hint="--allow-regression")
    loaded = load_suite(suite)
    if lint:
        _lint(loaded, annotate=annotate)
        return
    if prove:
        _prove(loaded, report, workers=workers)
        return
    if agreement:
        _compare_labels(loaded)
        return
    if not live and (record or epochs > 1):
        raise typer.BadParameter("it is for --live", param_hint="--record" if record else "--epochs")
    if live:
        if engine != "hosted" or replay or gate or update:
            raise typer.BadParameter("it is for --engine hosted, and goes with no --replay, --gate or --update")
        _run_live(loaded, epochs=epochs, record=record, report=report)
        return
    name = f"{engine}-replay" if replay else engine
    result = _run(loaded, _answering(engine, replay=replay), name, workers=workers)
    kept = _read_floors(floors)
    own = kept.get((result.suite, name))
    verdict = _judge(result, own, baseline, margin=margin, report=report, suite=loaded, shown=gate)
    if annotate:
        from brief.evaluation.reports.markdown import render_annotations

        write_result(render_annotations(verdict, loaded))
    if result.void:
        more = f" (and {len(result.void) - 1} more)" if len(result.void) > 1 else ""
        raise NothingMeasured(f"{suite}: this run is no measurement: {result.void[0]}{more}")
    if update:
        _update(kept, own, result, floors, allow_regression)
        return
    if gate and verdict.outcome == "void":
        raise NothingMeasured(f"{suite}: this run is no measurement: {verdict.objections[0].message}")
    if gate and verdict.outcome == "failed":
        raise typer.Exit(_CHECK_FAILED)


def _lint(suite: Suite, *, annotate: bool) -> None:
    from brief.evaluation.labels import load_second
    from brief.evaluation.lint import lint_suite

    if suite.problems or not suite.cases:
        raise NothingMeasured("; ".join(suite.problems) or f"{suite.folder}: there is no document")
    findings = lint_suite(suite)
    for finding in findings:
        message = " ".join(finding.message.split())
        shown = f"::error file={finding.file},line={finding.line}::{finding.code}: {message}" if annotate else finding
        write_result(f"{shown}\n")
    n_second = sum(load_second(case) is not None for case in suite.cases)
    more = f" and {n_second} second labellings" if n_second else ""
    say(f"{len(suite.cases)} gold files{more}, {len(findings)} findings; suite {suite.digest[:12]}")
    if findings:
        raise typer.Exit(_CHECK_FAILED)


def _prove(suite: Suite, report: Path | None, *, workers: int | None) -> None:
    from brief.evaluation.crew import count_workers
    from brief.evaluation.proof import render_matrix, start_proof

    if suite.problems:
        raise NothingMeasured(suite.problems[0])
    finish = start_proof(suite, workers=workers or count_workers())
    with show_progress("planting faults"):
        proof = finish()
    matrix = render_matrix(proof)
    write_result(matrix)
    if report is not None:
        _folder(report)
        write_result(matrix, report / "kill-matrix.txt")
    if proof.void:
        raise NothingMeasured(proof.void[0])
    if not proof.holds:
        raise typer.Exit(_CHECK_FAILED)


def _compare_labels(suite: Suite) -> None:
    from brief.evaluation.labels import compare_labels, render_labels

    if suite.problems:
        raise NothingMeasured(suite.problems[0])
    write_result(render_labels(compare_labels(suite)))


def _answering(engine: str, *, replay: bool) -> Answering:
    from brief.evaluation.running import embedded_answers, replayed_answers
    from brief.settings import Settings

    if engine == "embedded":
        if replay:
            raise typer.BadParameter("it is for --engine hosted", param_hint="--replay")
        return embedded_answers(Settings())
    if not replay:
        raise typer.BadParameter("say --replay or --live", param_hint="--engine hosted")
    return replayed_answers(Settings())


def _run_live(suite: Suite, *, epochs: int, record: bool, report: Path | None) -> None:
    from brief.evaluation.epochs import measure_agreement, render_agreement
    from brief.evaluation.running import live_answers
    from brief.settings import Settings

    answering = live_answers(Settings.from_environment(), record=record)
    runs = [_run(suite, answering, "hosted-live", workers=1) for _ in range(epochs)]
    for number, result in enumerate(runs, 1):
        folder = report and (report / f"epoch-{number}" if epochs > 1 else report)
        _judge(result, None, None, margin=0.0, report=folder, suite=suite, shown=False)
    if epochs > 1:
        write_result(render_agreement(measure_agreement(runs)))
    if void := [reason for result in runs for reason in result.void]:
        raise NothingMeasured(f"{suite.folder}: this run is no measurement: {void[0]}")


def _run(suite: Suite, answering: Answering, engine: str, *, workers: int | None) -> SuiteResult:
    from brief.evaluation.crew import count_workers
    from brief.evaluation.running import start_run

    finish = start_run(suite, answering, engine=engine, workers=workers or count_workers())
    with show_progress(f"briefing {len(suite.cases)} documents"):
        return finish()


def _judge(
    result: SuiteResult,
    own: Floors | None,
    baseline: Path | None,
    *,
    margin: float,
    report: Path | None,
    suite: Suite,
    shown: bool,
) -> Verdict:
    from brief.evaluation.comparison import compare
    from brief.evaluation.gate import judge
    from brief.evaluation.reports.table import render_table
    from brief.evaluation.results import load_result

    comparison = None
    if baseline is not None:
        comparison = compare(result, load_result(_read(baseline), name=str(baseline)))
    verdict = judge(result, own, comparison, margin=margin)
    write_result(render_table(result, own, comparison, verdict if shown else None))
    if report is not None:
        from brief.evaluation.reports.folder import write_reports

        _folder(report)
        for path, content in write_reports(result, own, comparison, verdict, suite).items():
            write_result(content, report / path)
    return verdict


def _update(kept: FloorFile, own: Floors | None, result: SuiteResult, path: Path, reason: str | None) -> None:
    from brief.evaluation.floors import render_floors, update_floors

    updated = update_floors(own, result, reason=reason)
    write_result(render_floors({**kept, (result.suite, result.engine): updated}), path)
    say(f"{path}: {len(updated.measures)} floors of {result.suite} and {result.engine}")


def _read_floors(path: Path) -> FloorFile:
    from brief.evaluation.floors import load_floors

    return load_floors(_read(path).decode("utf-8", "replace"), name=str(path)) if path.exists() else {}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); name another file") from error


def _folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be made ({error.strerror or error}); name another folder") from error
