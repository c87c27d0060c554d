from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.evaluation import proof
from brief.evaluation.mutations import OPERATORS, Fault, Operator, Record
from brief.evaluation.proof import Proof, prove, render_matrix
from brief.evaluation.suite import Case, Suite, load_suite
from tests.evaluation.millpond import gold, write_case


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Suite:
    folder = tmp_path_factory.mktemp("suite")
    write_case(folder / "one")
    write_case(folder / "two", gold())
    return load_suite(folder)


@pytest.fixture(scope="module")
def proved(suite: Suite) -> Proof:
    return prove(suite)


def test_every_fault_is_found_by_its_check(proved: Proof) -> None:
    assert [
        (m.operator, m.base, m.where, m.objecting) for m in proved.mutants if not m.is_killed and not m.equivalent
    ] == []
    assert proved.void == ()
    assert proved.holds


def test_nearly_every_operator_finds_a_site(proved: Proof) -> None:
    assert set(proved.unused) == {"invent a date (grounded)", "invent a date (labelled)"}  # its only date is known
    assert {m.operator for m in proved.mutants} >= {operator.name for operator in OPERATORS} - {"invent a date"}
    assert "drop the worst document" in {m.operator for m in proved.mutants}


def test_the_matrix_counts(proved: Proof) -> None:
    n = sum(mutant.equivalent is None for mutant in proved.mutants)
    assert render_matrix(proved).endswith(f"{n} of {n} faults were found by the check that is for them (100.0%)\n")


def _nothing(record: Record, case: Case) -> Iterator[Fault]:
    yield Fault(record, "nowhere")


def test_a_fault_that_nothing_finds_breaks_the_proof(suite: Suite) -> None:
    found = prove(suite, (Operator("change nothing", "labelled", "floor:claims/recall", _nothing),))
    assert not found.holds
    assert "not found: change nothing (labelled) at one nowhere" in render_matrix(found)


def test_the_wrong_check_does_not_count(suite: Suite) -> None:
    (empty,) = [o for o in OPERATORS if o.name == "empty the summary" and o.base == "labelled"]
    found = prove(suite, (Operator(empty.name, empty.base, "floor:dates/value", empty.plant),))
    assert not found.holds
    assert all("floor:summary/present" in m.objecting for m in found.mutants if m.operator == empty.name)


def test_a_gate_that_stops_nothing_is_found_out_by_the_canary(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "check_invariants", lambda *_: ())
    found = prove(suite, ())
    assert not found.holds
    assert "the canary lives" in found.void[0]


def test_unsound_gold_voids_the_proof(tmp_path: Path) -> None:
    labels = gold()
    labels["claims"][1]["statement"] = "The callous millpond at Averleigh holds 3,000 fish."
    write_case(tmp_path / "one", labels)
    found = prove(load_suite(tmp_path), ())
    assert "the unchanged gold (labelled) does not pass: leak" in found.void[0]
