"""Whatever foreign bytes do to their reader, the caller gets a text or one line, soon, and without the memory."""

from __future__ import annotations

import importlib.util
import os
import resource
import sys
import time
from pathlib import Path

import pytest

from brief.errors import ConfigError, InputError
from brief.sources import confinement
from brief.sources.confinement import read_confined
from brief.sources.reading import Hints
from tests.sources import writers
from tests.sources.pdf.test_pdf import bomb

HINTS = Hints("a.x")


def test_a_reader_at_work_elsewhere_gives_what_it_gives_here() -> None:
    from brief.sources.html import read_html

    assert read_confined("html", writers.page(), HINTS, timeout_s=60) == read_html(writers.page(), HINTS)


def test_a_refusal_comes_back_as_it_was_written() -> None:
    with pytest.raises(InputError, match=r"^a\.x: there is no text on this page; "):
        read_confined("html", b"<html></html>", HINTS, timeout_s=60)


def test_a_bomb_ends_its_reader_and_not_us() -> None:
    content = bomb(150_000_000)
    assert len(content) < 2_000_000
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(InputError, match=r"a\.x: reading it takes more than 1 s; .* BRIEF_READ_TIMEOUT_S"):
        read_confined("pdf", content, HINTS, timeout_s=1)
    assert time.monotonic() - began < 8
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_too_much_memory_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    hog = "confinement._limit(60); kept = bytes(10_000_000_000)"
    monkeypatch.setattr(confinement, "_PROGRAM", f"from brief.sources import confinement; {hog}")
    with pytest.raises(
        InputError, match=r"^a\.x: reading it takes more memory than a text should; .*split it"
    ) as caught:
        read_confined("html", b"x", HINTS, timeout_s=60)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "fault",
    ["raise RuntimeError('secret words')", "import os; os.abort()", "import sys; sys.exit(3)", "print('no JSON')"],
)
def test_a_reader_that_breaks_down_is_one_line(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "_PROGRAM", fault)
    with pytest.raises(InputError, match=r"^a\.x: it cannot be read \(.*\): it is damaged, or made in a way") as caught:
        read_confined("pdf", b"x", HINTS, timeout_s=60)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_reader_knows_no_key_and_writes_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.chdir(tmp_path)
    look = (
        "import json, os, sys; from brief.sources import confinement\n"
        "confinement._limit(5)\n"
        "try: open('a', 'wb', 0).write(b'x'); wrote = True\n"
        "except OSError: wrote = False\n"
        "key = any('sk-secret' in value for value in os.environ.values())\n"
        "print(json.dumps({'refused': f'{key} {wrote}'}))"
    )
    program = confinement._PROGRAM.split("from brief")[0].rstrip() + f" exec({look!r})"
    monkeypatch.setattr(confinement, "_PROGRAM", program)
    with pytest.raises(InputError, match=r"^False False$"):
        read_confined("pdf", b"x", HINTS, timeout_s=60)


@pytest.mark.parametrize("kind", ["html", "md", "pdf", "docx", "eml"])
def test_a_missing_package_is_one_line_with_the_way_to_get_it(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"^a\.x: reading this needs ([\w-]+); install it: pip install \1$"):
        read_confined(kind, b"x", HINTS, timeout_s=60)


def test_without_a_python_to_start_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(ConfigError, match="there is no Python to read this with"):
        read_confined("pdf", b"x", HINTS, timeout_s=60)


def test_deep_nesting_is_survived() -> None:
    page = b"<html><body>" + b"<div>" * 50_000 + b"<p>The levy rose.</p>"
    text = ""
    try:
        text = read_confined("html", page, HINTS, timeout_s=60).text
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017  # either is right: a text, or one line
    assert text in ("", "The levy rose.\n")
    assert os.getpid()
