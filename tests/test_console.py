"""Results in one piece; progress only for what takes a while."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from brief import console
from brief.console import show_progress, write_result
from brief.errors import ConfigError


def test_a_result_replaces_a_file_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("old")
    path.chmod(0o640)
    write_result("new “text”\n", path)
    assert path.read_bytes() == "new “text”\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["out.md"]


def test_a_new_file_has_the_mode_that_files_have(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_result("new", tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_result("new", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ConfigError, match="cannot be written \\(No space left on device\\); name another file"):
        write_result("new", path)
    assert os.listdir(tmp_path) == ["out"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("name", ["missing/out", ".", "note/out"])
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "note").touch()
    with pytest.raises(ConfigError, match="cannot be written"):
        write_result("new", tmp_path / name)


def test_a_device_is_written_and_not_replaced() -> None:
    write_result("new", Path(os.devnull))
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_a_quick_step_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    with show_progress("reading note.txt"):
        pass
    assert capfd.readouterr() == ("", "")


def test_a_slow_step_says_so_again_and_again(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_FIRST_SIGN_S", 0.01)
    monkeypatch.setattr(console, "_NEXT_SIGN_S", 0.05)
    with show_progress("reading note.txt"):
        time.sleep(0.3)
    written = capfd.readouterr()
    assert written.out == ""
    first, second, *_ = written.err.splitlines()
    assert (first, second) == ("brief: reading note.txt …", "brief: still reading note.txt, after 0 s")
