"""The command as a user meets it: in a process of its own, by what it writes and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.briefing import Briefing
from brief.document import Document

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def made(run_brief: Run, article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing of the article that ships with the project, in a file."""
    path = tmp_path_factory.mktemp("made") / "briefing.json"
    done = run_brief("summarise", article, "--format", "json", "-o", path)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    return path


def error_line(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on standard error, apart from progress."""
    assert done.stdout == b""
    lines = [line for line in done.stderr.decode().splitlines() if " …" not in line and "still" not in line]
    assert len(lines) == 1, lines
    assert lines[0].startswith("brief: error: ")
    return lines[0].removeprefix("brief: error: ")


BAD_INPUT: dict[str, tuple[bytes | None, str]] = {
    "missing.txt": (None, "there is no such file"),
    "empty.txt": (b"", "there is no text in it"),
    "blank.txt": (b" \n\r\n\t", "there is no text in it"),
    "binary.txt": (bytes(range(256)) * 4, "byte 0 is NUL"),
    "picture.md": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "damaged.txt": ("A café’s ".encode() + b"\xff owner.", "byte 12 (0xFF) is no UTF-8"),
    "paper.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "this PDF is cut off: its end is missing"),
    "large.txt": (b"The council said so. " * 500_000, "split it"),
    "french.txt": (
        "Le maire a déclaré que l’école était fermée à cause des inondations. Les élèves ont été prévenus à midi, "
        "d’après la préfecture, et les parents attendent encore une réponse.".encode(),
        "hosted",
    ),
    "marks.txt": ("… — “” !!!".encode(), ""),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_one_line_and_no_file(name: str, run_brief: Run, tmp_path: Path) -> None:
    content, says = BAD_INPUT[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = sorted(os.listdir(tmp_path))
    done = run_brief("summarise", name, "-o", "out.md", cwd=tmp_path)
    line = error_line(done)
    assert done.returncode == 3, line
    assert name in line
    assert says in line
    assert sorted(os.listdir(tmp_path)) == before


def test_a_directory_and_a_name_with_a_line_break_are_one_line(run_brief: Run, tmp_path: Path) -> None:
    done = run_brief("summarise", tmp_path)
    assert done.returncode == 3
    assert "this is a directory; name a file in it" in error_line(done)
    done = run_brief("summarise", "no\nsuch\x1bfile")
    assert done.returncode == 3
    assert error_line(done).startswith("no such\\x1bfile: there is no such file")


ODD_INPUT = {
    "a headline": "Council closes bridge for repairs",
    "quotations": "“We will build,” said Quill. “Nobody asked,” said Renfrey.",
    "nested quotations": "Quill said: “Renfrey told me ‘it is over’ and “left” at once.” She agreed.",
    "unclosed": "“The council said ‘so. “It is. ‘Over",
    "control characters": "The council\x07 said on Monday\x1b[31m that\x00 the bridge would close.".replace(
        "\0", "\x01"
    ),
    "no full stop": "the council said the bridge would close and " * 2_000,
}


def test_odd_input_is_briefed_and_audits_clean(run_brief: Run, tmp_path: Path) -> None:
    for number, text in enumerate(ODD_INPUT.values()):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    names = [f"{number}.txt" for number in range(len(ODD_INPUT))]
    done = run_brief("summarise", *names, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    from brief.grounding.audit import audit

    for line, (name, text) in zip(done.stdout.decode().splitlines(), ODD_INPUT.items(), strict=True):
        document = Document.from_text(text)
        report = audit(Briefing.load(line, document=document), document)
        assert report.ok, (name, report.findings)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["summarise"], "Missing argument 'SOURCE'; see: brief summarise --help"),
        (["summarize", "a"], "No such command 'summarize'"),
        (["summarise", "a", "--colour"], "No such option: --colour"),
        (["summarise", "a", "--format", "pdf"], "'pdf'"),
        (["summarise", "a", "--published", "3 June"], "'3 June' is no date; write it as YYYY-MM-DD"),
        (["summarise", "-", "-"], "standard input can be read only once"),
        (["summarise", "README.md", "-o", "./README.md"], "is a SOURCE and would be overwritten"),
        (["summarise", "a", "--model", "m"], "--model: it is for --engine hosted"),
        (["summarise", "a", "--dry-run"], "--dry-run: it is for --engine hosted"),
        (["summarise", "a", "--no-cache"], "--no-cache: it is for --engine hosted"),
        (["audit", "-", "-"], "only one of BRIEFING.json and SOURCE"),
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], says: str, run_brief: Run) -> None:
    done = run_brief(*arguments)
    assert says in error_line(done)
    assert done.returncode == 2


def test_configuration_is_status_4(run_brief: Run, article: Path, tmp_path: Path) -> None:
    for arguments, environment, says in (
        (["summarise", article, "--engine", "hosted"], {}, "no model is named; set --model or BRIEF_MODEL"),
        (["summarise", article, "--engine", "hosted", "--model", "m"], {}, "set OPENAI_API_KEY, or --base-url"),
        (["summarise", article], {"BRIEF_MAX_CHARS": "many"}, "BRIEF_MAX_CHARS='many'"),
        (["summarise", article], {"BRIEF_SPACY_MODEL": "xx_none"}, "xx_none is not installed"),
        (["schema"], {"BRIEF_MAX_CHARS": "many"}, None),
    ):
        done = run_brief(*arguments, environment=environment)
        if says is None:
            assert done.returncode == 0
        else:
            assert done.returncode == 4
            assert says in error_line(done)


def test_the_briefing_of_the_article_is_whole_and_audits_clean(made: Path, run_brief: Run, article: Path) -> None:
    briefing = Briefing.load(made.read_bytes(), document=Document.from_text(article.read_text("utf-8")))
    assert briefing.provenance.engine == "embedded"
    assert len(briefing.claims) > 15
    done = run_brief("audit", made, article)
    assert (done.returncode, done.stderr.splitlines()[-1][:16]) == (0, b"brief: errors: 0"), done.stdout
    assert run_brief("audit", "-", article, stdin=made.read_bytes()).returncode == 0


def test_a_changed_briefing_fails_its_audit(made: Path, run_brief: Run, article: Path, tmp_path: Path) -> None:
    record = json.loads(made.read_bytes())
    record["claims"][0]["statement"] = "Piet Sandoe resigned in 1999."
    (tmp_path / "changed.json").write_text(json.dumps(record))
    done = run_brief("audit", tmp_path / "changed.json", article)
    assert done.returncode == 1
    assert b"1999" in done.stdout
    assert all(line.startswith((b"error: ", b"warning: ")) for line in done.stdout.splitlines())
    (tmp_path / "other.txt").write_text("Another text.")
    assert run_brief("audit", made, tmp_path / "other.txt").returncode == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff{}", b"null", b"[" * 100_000])
def test_a_malformed_briefing_is_status_3(content: bytes, run_brief: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_bytes(content)
    done = run_brief("audit", tmp_path / "broken.json", article)
    assert done.returncode == 3
    assert "give the JSON file that brief wrote" in error_line(done)


def test_standard_input_in_any_locale_gives_the_same_page(run_brief: Run, article: Path) -> None:
    plain = run_brief("summarise", "-", stdin=article.read_bytes())
    ascii_only = run_brief(
        "summarise",
        "-",
        stdin=article.read_bytes(),
        environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"},
    )
    assert plain.returncode == ascii_only.returncode == 0
    pages = [re.sub(r"(?m)^- Made by .*$", "", done.stdout.decode("utf-8")) for done in (plain, ascii_only)]
    assert pages[0] == pages[1]
    assert pages[0].startswith("# ")
    assert "\x1b" not in pages[0]


def test_several_sources_make_several_pages_and_one_failure_none(run_brief: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Ferry stops\n\nThe council said on Monday that the ferry would stop.\n")
    done = run_brief("summarise", article, tmp_path / "note.txt", "--all")
    assert done.returncode == 0
    first, second = done.stdout.decode().split("\n---\n\n")
    assert "[1-c1]: #1-c1" in first
    assert "[2-c1]: #2-c1" in second
    done = run_brief("summarise", article, tmp_path / "missing.txt", "-o", tmp_path / "out.md")
    assert done.returncode == 3
    assert not (tmp_path / "out.md").exists()


def test_a_reader_that_leaves_is_no_error(root: Path) -> None:
    command = f'"{sys.executable}" -m brief schema | head -c 1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] in (b"{141", b"{0")  # 0 where the pipe took all of it at once
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("redirection", "says"), [(">/dev/full", "No space left on device"), (">&-", "standard output is closed")]
)
def test_an_output_that_takes_nothing_is_one_line(redirection: str, says: str, root: Path) -> None:
    command = f'"{sys.executable}" -m brief schema {redirection}'
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, check=False, timeout=60)
    assert done.returncode == 4
    assert says in error_line(done)


def test_an_interruption_is_status_130(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "brief", "summarise", "-"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        assert b"reading -" in process.stderr.readline()  # it now waits for its input
        process.send_signal(2)
        assert process.wait(30) == 130
        assert b"Traceback" not in process.stderr.read()


def test_help_has_examples_and_version_a_number(run_brief: Run) -> None:
    for command in ("summarise", "audit"):
        assert f"  brief {command} " in run_brief(command, "--help").stdout.decode()
    assert re.fullmatch(rb"brief [0-9]+\S*\n", run_brief("--version").stdout)
    without = run_brief()
    assert (without.returncode, without.stdout) == (2, b"")
    assert b"Commands:" in without.stderr


def test_the_schema_is_that_of_the_model(run_brief: Run) -> None:
    assert json.loads(run_brief("schema").stdout) == Briefing.model_json_schema()
