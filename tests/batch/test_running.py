"""A run deals with each document once; ended anywhere, the next one goes on from there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.batch.inputs import Item
from brief.batch.jobs import Outcome, Task, fail_task
from brief.batch.ledger import open_ledger
from brief.batch.outputs import ledger_path, open_output
from brief.batch.recipes import Recipe
from brief.batch.records import Failure
from brief.batch.running import Batch, Totals, check_found
from brief.errors import InputError


class Scribe:
    """A crew of this process that writes what it was given; it dies before a number of its steps."""

    def __init__(self, *, dies_at: int | None = None, failing: str = "", code: str = "bad_input") -> None:
        self.worked: list[str] = []
        self._dies_at = dies_at
        self._failing = failing
        self._code = code

    def work(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            if self._dies_at == len(self.worked):
                raise KeyboardInterrupt
            self.worked.append(task.key)
            if task.key in self._failing.split():
                yield task, fail_task(task, Failure(self._code, "it is torn"))
            else:
                yield task, Outcome(json.dumps({"key": task.key, "text": task.content}).encode() + b"\n")

    def in_flight(self) -> list[str]:
        return []

    def close(self) -> None:
        return None


def items(texts: dict[str, str]) -> list[Item]:
    return [Item(key, key, lambda key=key, text=text: Task(key, key, text)) for key, text in texts.items()]  # type: ignore[misc] # bound now


def go(
    out: Path, found: Iterable[Item], crew: Scribe, *, recipe: str = "r", bounds: str = "", retry_failed: bool = False
) -> Totals:
    with open_ledger(ledger_path(out)) as ledger:
        output = open_output(out, ledger)
        batch = Batch(
            found, output=output, ledger=ledger, recipe=Recipe(recipe, recipe + bounds), retry_failed=retry_failed
        )
        try:
            for _ in batch.run(crew):
                pass
        finally:
            output.close()
        return batch.totals


def texts_of(out: Path) -> dict[str, str]:
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    found = {line["key"]: line["text"] for line in lines if "key" in line}
    assert len(found) == len(lines)
    return found


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.text("xy", max_size=3)), min_size=1, max_size=5),
    st.data(),
)
def test_runs_that_end_anywhere_come_to_what_one_undisturbed_run_writes(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]], data: st.DataObject
) -> None:
    """The documents change between the runs, too; what is gone from the sources keeps its line."""
    out = tmp_path_factory.mktemp("runs") / "out.jsonl"
    kept: dict[str, str] = {}
    for texts in states:
        crew = Scribe(dies_at=data.draw(st.integers(0, 8)))
        with suppress(KeyboardInterrupt):
            go(out, items(texts), crew)
        kept |= {key: texts[key] for key in crew.worked}
    final = Scribe()
    go(out, items(states[-1]), final)
    assert texts_of(out) == kept | states[-1]


def test_what_is_done_is_not_done_again_and_what_changed_is(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    go(out, items({"a": "1", "b": "2", "c": "3"}), Scribe())
    again = Scribe()
    totals = go(out, items({"a": "1", "b": "changed", "c": "3"}), again)
    assert again.worked == ["b"]
    assert (totals.kept, totals.briefed, totals.replaced) == (2, 1, 1)
    assert texts_of(out) == {"a": "1", "b": "changed", "c": "3"}


def test_another_recipe_makes_every_document_stale(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    go(out, items({"a": "1", "b": "2"}), Scribe())
    again = Scribe()
    go(out, items({"a": "1", "b": "2"}), again, recipe="s")
    assert again.worked == ["a", "b"]
    assert len(texts_of(out)) == 2


def test_other_bounds_make_what_failed_stale_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    go(out, items({"a": "1", "b": "2"}), Scribe(failing="b"))
    again = Scribe(failing="b")
    go(out, items({"a": "1", "b": "2"}), again, bounds="wider")
    assert again.worked == ["b"]


@pytest.mark.parametrize(
    ("code", "retry", "tried"), [("bad_input", False, []), ("bad_input", True, ["b"]), ("timeout", False, ["b"])]
)
def test_what_failed_is_tried_again_when_it_may_go_better(
    tmp_path: Path, code: str, retry: bool, tried: list[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert go(out, items({"a": "1", "b": "2"}), Scribe(failing="b", code=code)).failed == 1
    again = Scribe()
    totals = go(out, items({"a": "1", "b": "2"}), again, retry_failed=retry)
    assert again.worked == tried
    assert totals.kept_failed == (not tried)
    assert len(out.read_bytes().splitlines()) == 2


def test_a_document_that_cannot_be_read_has_its_line_and_stays_out_of_the_crews_hands(tmp_path: Path) -> None:
    def refuse() -> Task:
        raise InputError("b.txt: there is no such file; check the path")

    out = tmp_path / "out.jsonl"
    crew = Scribe()
    totals = go(out, [*items({"a": "1"}), Item("b.txt", "b.txt", refuse)], crew)
    assert (crew.worked, totals.failed) == (["a"], 1)
    failed = next(line for line in map(json.loads, out.read_bytes().splitlines()) if "error" in line)
    assert failed["error"] == {
        "code": "bad_input",
        "message": "b.txt: there is no such file; check the path",
        "attempts": 1,
    }
    assert go(out, [*items({"a": "1"}), Item("b.txt", "b.txt", refuse)], Scribe()).kept == 2


def test_a_file_named_twice_is_briefed_once_and_two_rows_of_one_id_are_told_apart(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    rows = [Item("t:1", f"t:{place}", lambda: Task("t:1", "t:1", "x")) for place in ("row 1", "row 2")]
    crew = Scribe()
    totals = go(out, [*items({"a": "1"}), *items({"a": "1"}), *rows], crew)
    assert crew.worked == ["a", "t:1"]
    assert (totals.met, totals.twice, totals.failed) == (3, 1, 1)
    assert "duplicate_id" in out.read_text()


def test_no_document_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="hold no document"):
        check_found(go(tmp_path / "out.jsonl", [], Scribe()))
