"""Two labellings of one document beside each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.errors import InputError, NothingMeasured
from brief.evaluation.labels import SuiteAgreement, compare_labels, kappa, load_second, render_labels
from brief.evaluation.lint import lint_suite
from brief.evaluation.measures import values_of
from brief.evaluation.suite import load_suite
from tests.evaluation.millpond import gold, write_case

Labels = dict[str, Any]


@pytest.fixture
def compared(other_folder: Path) -> Callable[..., SuiteAgreement]:
    """The agreement of the millpond's labels with a changed copy of them."""

    def compare(change: Callable[[Labels], object]) -> SuiteAgreement:
        labels = gold()
        change(labels)
        folder = write_case(other_folder / "one")
        (folder / "second.json").write_text(json.dumps(labels), "utf-8")
        return compare_labels(load_suite(other_folder))

    return compare


def test_the_same_labels_agree_in_everything(compared: Callable[..., SuiteAgreement]) -> None:
    agreement = compared(lambda labels: None)
    values = {name: v for name, v in values_of(agreement.shares).items() if not name.startswith("summary/")}
    assert values["subjects/f1"] == 1
    assert {value for value in values.values() if value is not None} == {1.0}
    assert kappa(agreement.pairs("kind")) == 1


@pytest.mark.parametrize(
    ("change", "measure", "value"),
    [
        (lambda labels: labels["claims"].pop(), "subjects/recall", 5 / 6),
        (lambda labels: labels["claims"][3].update(kind="background"), "claims/kind", 5 / 6),
        (lambda labels: labels["claims"][0].update(salience="supporting"), "core/recall", 2 / 3),
        (lambda labels: labels["claims"][4].update(hedged=False), "hedging/flag", 5 / 6),
        (lambda labels: labels["claims"][4]["attribution"].update(mode="direct"), "attribution/mode", 5 / 6),
        (lambda labels: labels["dates"][0].update(value="2024-03-05"), "dates/value", 0.0),
        (lambda labels: labels["loaded"].clear(), "loaded/recall", 0.0),
    ],
)
def test_what_differs_is_measured(
    compared: Callable[..., SuiteAgreement], change: Callable[[Labels], object], measure: str, value: float
) -> None:
    assert values_of(compared(change).shares)[measure] == pytest.approx(value)


def test_a_value_that_only_one_reader_could_know_is_left_out(compared: Callable[..., SuiteAgreement]) -> None:
    def forget(labels: Labels) -> None:
        labels["document"]["published"] = None
        labels["dates"][0] |= {"value": None, "needs_anchor": True}

    assert values_of(compared(forget).shares)["dates/value"] is None


def test_what_is_confused_is_told(compared: Callable[..., SuiteAgreement]) -> None:
    page = render_labels(compared(lambda labels: labels["claims"][3].update(kind="background")))
    assert "assertion, background: 1" in page
    assert "| one |" in page


def test_no_second_labels_are_no_agreement(other_folder: Path) -> None:
    write_case(other_folder / "one")
    with pytest.raises(NothingMeasured, match="no document has second labels"):
        compare_labels(load_suite(other_folder))


def test_second_labels_are_linted_and_told_by_their_own_file(other_folder: Path) -> None:
    labels = gold()
    labels["claims"][0]["evidence"][0][0]["end"] -= 1
    folder = write_case(other_folder / "one")
    (folder / "second.json").write_text(json.dumps(labels), "utf-8")
    (finding,) = lint_suite(load_suite(other_folder))
    assert finding.file.name == "second.json"
    with pytest.raises(InputError, match=r"second\.json"):
        compare_labels(load_suite(other_folder))


def test_the_page_in_the_suite_is_what_the_command_writes(root: Path) -> None:
    suite = load_suite(root / "evals" / "suites" / "main")
    if not any(load_second(case) for case in suite.cases):
        pytest.skip("nobody has labelled the suite a second time")
    assert (suite.folder / "AGREEMENT.md").read_text("utf-8") == render_labels(compare_labels(suite))
