"""The options for a source: its type, its text in a file, and where it may be fetched from."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources import writers
from tests.sources.web.site import serving

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page and a PDF of one article."""
    path = tmp_path_factory.mktemp("sources")
    (path / "note.html").write_bytes(writers.page())
    (path / "note.pdf").write_bytes(writers.pdf())
    return path


def test_the_saved_text_is_the_one_that_offsets_point_into(folder: Path, run_brief: Run) -> None:
    arguments = ("note.html", "--published", "2024-05-03", "--save-text", "note.txt", "-o", "note.json")
    done = run_brief("summarise", *arguments, "--format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    text, record = (folder / "note.txt").read_bytes().decode(), json.loads((folder / "note.json").read_bytes())
    spans = [span for claim in record["claims"] for span in claim["evidence"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)
    assert record["document"]["origins"]["title"] == "h1"
    for source in ("note.txt", "note.html"):
        audited = run_brief("audit", "note.json", source, "--published", "2024-05-03", cwd=folder)
        assert audited.returncode == 0, audited.stdout


def test_standard_input_is_what_it_is_said_to_be(folder: Path, run_brief: Run) -> None:
    for kind in ("html", "pdf"):
        content = (folder / f"note.{kind}").read_bytes()
        done = run_brief("summarise", "-", "--type", kind, stdin=content, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert "“We have no choice”".encode() in done.stdout
        assert b"<p>" not in done.stdout


def test_a_page_of_this_machine_is_fetched_with_leave_alone(run_brief: Run, tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/a"] = (200, {"Content-Type": "text/html"}, writers.page())
        refused = run_brief("summarise", site.url("/a"), cwd=tmp_path)
        assert refused.returncode == 3
        assert b"give --allow-private" in refused.stderr
        assert site.asked == []
        done = run_brief("summarise", site.url("/a"), "--allow-private", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "“We have no choice”".encode() in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("note.html", "--save-text", "note.html"), "is a SOURCE and would be overwritten"),
        (("note.html", "note.pdf", "--save-text", "a.txt"), "it is for one SOURCE"),
        (("note.html", "--save-text", "-"), "it needs a file of its own"),
        (("note.html", "--save-text", "a.txt", "-o", "a.txt"), "it needs a file of its own"),
        (("note.html", "--type", "rtf"), "'rtf' is not one of"),
    ],
)
def test_a_mistaken_option_is_a_usage_error(
    arguments: tuple[str, ...], says: str, folder: Path, run_brief: Run
) -> None:
    done = run_brief("summarise", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode()
    assert (folder / "note.html").read_bytes() == writers.page()
