"""Files are written whole or not at all, and caches lie where a user's belong."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from brief.engines.hosted.files import read_file, user_cache_folder, write_file

HOME = Path("/home/ada")


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({}, "linux", "/home/ada/.cache/brief"),
        ({"XDG_CACHE_HOME": "/var/scratch"}, "linux", "/var/scratch/brief"),
        ({"XDG_CACHE_HOME": "scratch"}, "linux", "/home/ada/.cache/brief"),
        ({"XDG_CACHE_HOME": ""}, "freebsd14", "/home/ada/.cache/brief"),
        ({}, "darwin", "/home/ada/Library/Caches/brief"),
        ({"XDG_CACHE_HOME": "/var/scratch"}, "darwin", "/var/scratch/brief"),
        ({}, "win32", "/home/ada/AppData/Local/brief/Cache"),
        ({"LOCALAPPDATA": "/profile"}, "win32", "/profile/brief/Cache"),
    ],
)
def test_where_caches_belong(environment: dict[str, str], platform: str, folder: str) -> None:
    assert PurePosixPath(user_cache_folder(environment, platform, HOME).as_posix()) == PurePosixPath(folder)


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "note.json"
    assert write_file(path, "one\n") is None
    assert write_file(path, "zwei é\n") is None
    assert read_file(path) == "zwei é\n"
    assert [*path.parent.iterdir()] == [path]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    write_file(path, "one")
    assert write_file(path, "half a pair \ud83d") is not None
    assert read_file(path) == "one"
    assert [*tmp_path.iterdir()] == [path]


def test_what_cannot_be_read_is_absent(tmp_path: Path) -> None:
    assert read_file(tmp_path) is None
    assert read_file(tmp_path / "none") is None
    (tmp_path / "bytes").write_bytes(b"\xff")
    assert read_file(tmp_path / "bytes") is None
