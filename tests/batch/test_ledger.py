"""A ledger has one holder, refuses what it cannot read, and overwrites nothing that is damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from brief.batch.ledger import VERSION, Entry, open_ledger
from brief.errors import ConfigError, InputError

ENTRY = Entry("a", "c1", "r1", None, 1, "out.jsonl", 0, 4, 7)


def test_what_was_committed_is_there_when_the_process_dies_at_once(tmp_path: Path) -> None:
    code = f"""
import os
from pathlib import Path
from brief.batch.ledger import Entry, open_ledger
with open_ledger(Path({str(tmp_path / "l")!r})) as ledger:
    ledger.record(Entry("a", "c1", "r1", None, 1, "out.jsonl", 0, 4, 7))
    ledger.commit()
    ledger.record(Entry("b", "c1", "r1", None, 1, "out.jsonl", 4, 4, 7))
    os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    with open_ledger(tmp_path / "l") as ledger:
        assert list(ledger.entries()) == [ENTRY]
        assert ledger.find("a") == ENTRY
        assert ledger.find("b") is None


def test_a_second_run_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l"):
        code = "import sys; from pathlib import Path; from brief.batch.ledger import open_ledger\n"
        code += "with open_ledger(Path(sys.argv[1])): pass"
        command = [sys.executable, "-c", code, str(tmp_path / "l")]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert f"another run (process {os.getpid()}) is writing to this output" in done.stderr
    with open_ledger(tmp_path / "l") as ledger:
        assert ledger.run == 2


def test_a_ledger_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "l") as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    before = (tmp_path / "l").read_bytes()
    with pytest.raises(ConfigError, match="newer version of brief"), open_ledger(tmp_path / "l"):
        raise AssertionError("it was opened")
    assert (tmp_path / "l").read_bytes() == before


@pytest.mark.parametrize("damage", ["no database", "torn page"])
def test_a_damaged_ledger_is_refused_and_left_as_it_is(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "l"
    if damage == "no database":
        path.write_bytes(b"this is no database " * 100)
    else:
        with open_ledger(path) as ledger:
            for number in range(500):
                ledger.record(Entry(f"key {number}", "c", "r", None, 1, "out", number, 1, 1))
        content = bytearray(path.read_bytes())
        content[4096 : 4096 * 3] = os.urandom(4096 * 2)
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"the ledger is damaged.*nothing was overwritten"), open_ledger(path):
        raise AssertionError("it was opened")
    assert path.read_bytes() == before


def test_counts_tell_failed_from_done_and_met_from_left_over(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l") as ledger:
        ledger.record(ENTRY)
        ledger.record(Entry("b", "c", "r", "bad_input", 1, "out", 4, 1, 1))
    with open_ledger(tmp_path / "l") as ledger:
        assert (ledger.count(), ledger.count(failed=True), ledger.count(met=True)) == (2, 1, 0)
        ledger.meet("a")
        assert (ledger.count(met=True), ledger.count(met=False)) == (1, 1)
        assert ledger.met("a")
        assert not ledger.met("b")
