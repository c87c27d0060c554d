"""How `brief summarise` writes: laid out for a terminal, plain into a pipe, and in each format into a file.

The terminal is a real one, as far as a program can tell: a pseudo-terminal of a width of its own.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import csv
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import typer
from rich.cells import cell_len

import brief
from brief.briefing import Briefing
from brief.commands.output import choose_format, write_briefings
from brief.document import Document
from brief.renderers import FORMATS

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
_STYLE = re.compile(r"\x1b\[[\d;]*m")
ARTICLE = (
    "Pier shut\n\nThe harbour board said it would close the north pier on Monday. "
    "“It has sunk,” said Ines Corrie, its \x1b[31mhead\x1b[0m. \x1b]0;owned\x07 The pier\u202e was built in 1902.\n"
)


@pytest.fixture(scope="module")
def article() -> Document:
    return Document.from_text(ARTICLE)


@pytest.fixture(scope="module")
def made(article: Document) -> list[tuple[Document, Briefing]]:
    return [(article, brief.summarise(article))]


def read_all(outer: int) -> str:
    """What has come out of a pseudo-terminal until its other end is closed."""
    shown = b""
    with contextlib.suppress(OSError):  # so Linux says that the other end is closed
        while part := os.read(outer, 65536):
            shown += part
    os.close(outer)
    return shown.decode().replace("\r\n", "\n")


def open_terminal(columns: int) -> tuple[int, int]:
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    return outer, inner


@pytest.fixture
def show(made: list[tuple[Document, Briefing]], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Puts the briefing on a terminal of a width, with standard output being that terminal."""
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def shown(*, columns: int, format: str | None = None, n_sources: int = 1) -> str:
        outer, inner = open_terminal(columns)
        with monkeypatch.context() as patch, open(inner, "w", encoding="utf-8") as terminal:
            patch.setattr(sys, "stdout", terminal)
            chosen = choose_format(format, output=None, n_sources=n_sources)
            # A terminal holds only so much that nobody has read yet.
            reader = concurrent.futures.ThreadPoolExecutor(1)
            page = reader.submit(read_all, outer)
            write_briefings(made * n_sources, None, format=chosen, everything=False)
        return page.result(timeout=60)

    return shown


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_a_page_of_its_width(show: Callable[..., str], columns: int) -> None:
    page = show(columns=columns)
    bare = _STYLE.sub("", page)
    assert page != bare
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", bare)
    assert "(U+001B)" in bare
    assert max(map(cell_len, bare.splitlines())) <= min(columns, 100)
    assert "│ “It has sunk" in bare
    assert re.search(r"(?m)^c\d +", bare)
    assert "## " not in bare


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_gets_none(
    show: Callable[..., str], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    page = show(columns=70)
    assert "\x1b" not in page
    assert "What the article reports ─" in page


def test_columns_that_are_stated_go_before_those_that_are_found(
    show: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(cell_len, _STYLE.sub("", show(columns=90)).splitlines())) == 50
    monkeypatch.setenv("COLUMNS", "0")
    assert max(map(cell_len, _STYLE.sub("", show(columns=0)).splitlines())) == 80


def test_whoever_asks_for_markdown_gets_it_on_a_terminal_too(show: Callable[..., str]) -> None:
    page = show(columns=70, format="markdown")
    assert "\n## What the article reports\n" in page
    assert "\x1b" not in page


def test_several_pages_on_a_terminal_keep_their_numbers_apart(show: Callable[..., str]) -> None:
    page = _STYLE.sub("", show(columns=90, n_sources=2))
    assert re.search(r"(?m)^1-c2 +", page)
    assert re.search(r"(?m)^2-c2 +", page)


def test_the_command_lays_its_page_out_for_a_terminal(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "pier.txt"
    path.write_text(ARTICLE, "utf-8")
    outer, inner = open_terminal(64)
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "TERM")}
    with open(inner, "wb") as terminal:
        process = subprocess.Popen(
            [sys.executable, "-m", "brief", "summarise", str(path)],
            stdout=terminal,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=root,
            env={**kept, "PYTHONPATH": str(root), "TERM": "xterm"},
        )
    page = read_all(outer)
    assert process.wait(timeout=120) == 0
    assert max(map(cell_len, _STYLE.sub("", page).splitlines())) == 64
    assert "\x1b[1;36mWhat the article reports" in page


def written(made: list[tuple[Document, Briefing]], path: Path, *, times: int = 1) -> bytes:
    """What a file of this name holds afterwards."""
    chosen = choose_format(None, output=path, n_sources=times)
    write_briefings(made * times, path, format=chosen, everything=False)
    return path.read_bytes()


def test_the_name_of_the_file_tells_the_format(made: list[tuple[Document, Briefing]], tmp_path: Path) -> None:
    document, briefing = made[0]
    assert written(made, tmp_path / "out.md").startswith(b"# ")
    assert Briefing.load(written(made, tmp_path / "out.json"), document=document) == briefing
    assert b'"@context"' in written(made, tmp_path / "out.jsonld")
    assert json.loads(written(made, tmp_path / "out.stix.json"))["type"] == "bundle"
    table = io.StringIO(written(made, tmp_path / "out.csv").decode("utf-8"), newline="")
    assert len([*csv.DictReader(table)]) == len(briefing.claims)
    word = docx.Document(io.BytesIO(written(made, tmp_path / "out.docx")))
    assert word.paragraphs[0].text.startswith(briefing.headline.text[:20])
    assert written(made, tmp_path / "out.html").lstrip().lower().startswith(b"<!doctype html>")
    assert written(made, tmp_path / "notes").startswith(b"# ")


def test_several_briefings_are_one_table_or_an_object_a_line(
    made: list[tuple[Document, Briefing]], tmp_path: Path
) -> None:
    table = io.StringIO(written(made, tmp_path / "out.csv", times=2).decode("utf-8"), newline="")
    assert [row["id"] for row in csv.DictReader(table)].count("c1") == 2
    for name in ("out.json", "out.stix", "out.jsonld"):
        lines = written(made, tmp_path / name, times=2).decode("utf-8").splitlines()
        assert len(lines) == 2
        assert all(isinstance(json.loads(line), dict) for line in lines)
    pages = written(made, tmp_path / "out.md", times=2).decode("utf-8")
    assert "[1-c2]: #1-c2" in pages
    assert "[2-c2]: #2-c2" in pages


def test_what_cannot_be_written_is_said_before_any_work(tmp_path: Path, run_brief: Run) -> None:
    path = tmp_path / "x.docx"
    done = run_brief("summarise", "examples/salmon-farm.txt", "README.md", "-o", path)
    assert done.returncode == 2
    assert b"docx takes one SOURCE at a time" in done.stderr
    assert not path.exists()
    with pytest.raises(typer.BadParameter, match="html takes one SOURCE"):
        choose_format("html", output=None, n_sources=2)


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_that_is_asked_for_goes_before_the_name(format: str) -> None:
    assert choose_format(format, output=Path("x.json"), n_sources=1) == format


def test_without_a_terminal_the_page_is_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert choose_format(None, output=None, n_sources=1) == "markdown"
    assert choose_format(None, output=Path("-"), n_sources=1) == "markdown"
    assert choose_format(None, output=Path("notes"), n_sources=2) == "markdown"
    assert choose_format("docx", output=None, n_sources=1) == "docx"


def test_a_word_file_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(typer.BadParameter, match="name a file with -o"):
        choose_format("docx", output=None, n_sources=1)
    assert choose_format("json", output=None, n_sources=1) == "json"
    assert choose_format(None, output=None, n_sources=3) == "terminal"
