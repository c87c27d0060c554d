"""An output is brought back to what its ledger knows, whatever happened to either."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.batch.ledger import Entry, Ledger, open_ledger
from brief.batch.outputs import FolderOutput, LinesOutput, Output, name_file, open_output
from brief.errors import ConfigError, InputError


def put(output: Output, ledger: Ledger, key: str, line: bytes) -> None:
    place = output.write(key, line)
    ledger.record(Entry(key, "c", "r", None, 1, place.name, place.start, place.length, place.crc))
    ledger.commit()


def keys(ledger: Ledger) -> list[str]:
    return [entry.key for entry in ledger.entries()]


def test_a_line_that_the_ledger_does_not_know_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        put(output, ledger, "a", b"one\n")
        output.write("b", b'{"tw')
        output.close()
    with open_ledger(tmp_path / "l") as ledger:
        open_output(path, ledger)
        assert (path.read_bytes(), keys(ledger)) == (b"one\n", ["a"])


def test_an_entry_whose_line_is_gone_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        put(output, ledger, "a", b"one\n")
        put(output, ledger, "b", b"two\n")
        output.close()
        os.truncate(path, 6)
    with open_ledger(tmp_path / "l") as ledger:
        assert LinesOutput(path).mend(ledger) == 1
        assert (path.read_bytes(), keys(ledger)) == (b"one\n", ["a"])


def test_a_line_that_the_disk_lost_after_a_power_failure_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        put(output, ledger, "a", b"one\n")
        output.flush(ledger)
        put(output, ledger, "b", b"two\n")
        output.close()
        with open(path, "r+b") as file:
            file.seek(4)
            file.write(b"\0\0\0\0")
    with open_ledger(tmp_path / "l") as ledger:
        open_output(path, ledger)
        assert (path.read_bytes(), keys(ledger)) == (b"one\n", ["a"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.text("xyé", max_size=9)), max_size=15))
def test_after_settling_each_document_has_its_last_line_and_nothing_else_stands_there(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("settling")
    path = folder / "out.jsonl"
    lines = [(key, f"{content}\n".encode()) for key, content in written]
    with open_ledger(folder / "l") as ledger:
        output = open_output(path, ledger)
        for key, line in lines:
            put(output, ledger, key, line)
        replaced = output.settle(ledger)
        put(output, ledger, "z", b"last\n")
        output.close()
        last = dict(lines) | {"z": b"last\n"}
        content = path.read_bytes()
        assert sorted(content.splitlines(keepends=True)) == sorted(last.values())
        assert replaced == len(lines) - len(dict(lines))
        for entry in ledger.entries():
            assert content[entry.start : entry.start + entry.length] == last[entry.key]


@pytest.mark.parametrize("moment", ["before the new file takes its place", "after"])
def test_a_run_killed_while_settling_goes_on_from_either_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = tmp_path / "out.jsonl"
    replace = os.replace

    def die(source: str, target: str) -> None:
        if moment == "after":
            replace(source, target)
        raise KeyboardInterrupt

    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        for key, line in (("a", b"old\n"), ("b", b"two\n"), ("a", b"newer\n")):
            put(output, ledger, key, line)
        monkeypatch.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            output.settle(ledger)
        monkeypatch.undo()
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        output.settle(ledger)
        assert path.read_bytes() == b"two\nnewer\n"
        assert [(entry.key, entry.start) for entry in ledger.entries()] == [("b", 0), ("a", 4)]


def test_a_file_whose_lines_somebody_has_moved_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(path, ledger)
        for key, line in (("a", b"old\n"), ("b", b"two\n"), ("a", b"newer\n")):
            put(output, ledger, key, line)
        output.close()
        moved = b"newer\nold\ntwo\n"
        path.write_bytes(moved)
        with pytest.raises(InputError, match="somebody else has changed it"):
            output.settle(ledger)
        assert path.read_bytes() == moved


def test_a_file_that_no_batch_wrote_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine\n")
    with open_ledger(tmp_path / "l") as ledger, pytest.raises(ConfigError, match="no ledger says what is in it"):
        open_output(path, ledger)
    assert path.read_text() == "mine\n"


def test_a_folder_holds_one_file_a_document_and_loses_none(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with open_ledger(tmp_path / "l") as ledger:
        output = open_output(folder, ledger)
        assert isinstance(output, FolderOutput)
        put(output, ledger, "x/a.txt", b"one\n")
        put(output, ledger, "x/a.txt", b"newer\n")
        put(output, ledger, "b", b"two\n")
        (folder / name_file("b")).unlink()
        assert output.mend(ledger) == 1
        assert keys(ledger) == ["x/a.txt"]
        assert [path.read_bytes() for path in folder.iterdir()] == [b"newer\n"]


@settings(max_examples=100)
@given(st.text(min_size=1), st.text(min_size=1))
def test_file_names_are_short_safe_and_each_documents_own(one: str, other: str) -> None:
    name = name_file(one)
    assert len(name.encode()) <= 255
    assert "/" not in name
    assert not name.startswith(".")
    assert (name == name_file(other)) == (one == other)


def test_a_full_disk_leaves_the_file_as_it_was_and_says_so(tmp_path: Path) -> None:
    code = f"""
import resource, signal
from pathlib import Path
from brief.batch.ledger import open_ledger
from brief.batch.outputs import open_output
from brief.errors import InputError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path({str(tmp_path / "out.jsonl")!r})
with open_ledger(Path({str(tmp_path / "l")!r})) as ledger:
    output = open_output(path, ledger)
    output.write("a", b"x" * 90_000 + b"\\n")
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    try:
        output.write("b", b"y" * 90_000 + b"\\n")
    except InputError as error:
        print(error)
    print(path.stat().st_size)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "there is no room for more" in done.stdout
    assert done.stdout.endswith("\n90001\n")


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l") as ledger, pytest.raises(InputError, match="cannot be written"):
        open_output(tmp_path / "none" / "out.jsonl", ledger)
