"""All the bytes of a source, or one refusal that says what to do."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from brief.errors import InputError
from brief.sources.content import read_content


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\r\n\xff\x00 a")
    assert read_content(str(tmp_path / "a"), shown="a", max_bytes=10) == b"\r\n\xff\x00 a"


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\xffa\r\n")))
    assert read_content("-", shown="standard input", max_bytes=10) == b"\xffa\r\n"


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"a" * 1000)))
    with pytest.raises(InputError, match=r"standard input: it is more than"):
        read_content("-", shown="standard input", max_bytes=10)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)  # sparse: reading it would take memory it does not have
    with pytest.raises(InputError, match=r"10,000,000,000 bytes are more than the .* that are read; split it"):
        read_content(str(path), shown="large", max_bytes=2_000_000)


def test_an_endless_device_is_refused() -> None:
    with pytest.raises(InputError, match="it is more than"):
        read_content("/dev/zero", shown="/dev/zero", max_bytes=100)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "there is no such file; check the path"),
        (".", "this is a directory; name a file in it"),
        ("x" * 5000, "too long for a path"),
        ("a\0b", "this is no path"),
        ("note.txt/more", "it cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").touch()
    with pytest.raises(InputError) as caught:
        read_content(name, shown=name, max_bytes=100)
    assert says in str(caught.value)


def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # root may read anything, so for a moment this is nobody
    try:
        with pytest.raises(InputError, match="may not be read; change its permissions"):
            read_content(str(path), shown="secret", max_bytes=100)
    finally:
        os.seteuid(user)
