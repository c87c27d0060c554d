"""What the README shows is what there is: samples and help are generated, code is run, the two lines are whole.

`pytest tests/test_readme.py --update-readme` writes the generated parts anew.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
_GENERATED = re.compile(r"(<!-- generated: (\w+) -->\n```\w*\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def generated(run_brief: Run) -> dict[str, str]:
    page = run_brief("summarise", "examples/salmon-farm.txt").stdout.decode()
    sample = page.partition("\n## Actors")[0] + "\n"
    first = re.search(r"^## What people.*?\[(c\d+)\]$", page, re.DOTALL | re.MULTILINE)
    assert first is not None
    evidence = [line for line in page.splitlines() if line.startswith(f'- <a id="{first[1]}">')]
    helps = [["--help"], ["summarise", "--help"], ["audit", "--help"]]
    shown = [
        f"$ brief {' '.join(arguments)}\n{run_brief(*arguments, environment={'COLUMNS': '100'}).stdout.decode()}"
        for arguments in helps
    ]
    return {"sample": sample, "evidence": "\n".join(evidence) + "\n", "help": "\n".join(shown)}


def test_generated_parts_are_what_is_generated(
    readme: str, generated: dict[str, str], root: Path, request: pytest.FixtureRequest
) -> None:
    current = _GENERATED.sub(lambda match: match[1] + generated[match[2]] + match[4], readme)
    if request.config.getoption("--update-readme"):
        (root / "README.md").write_text(current, "utf-8")
        return
    assert [match[2] for match in _GENERATED.finditer(readme)] == ["sample", "evidence", "help"]
    assert readme == current, "run: pytest tests/test_readme.py --update-readme"


def test_the_code_runs(
    readme: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert len([line for line in code.splitlines() if line]) <= 6
    monkeypatch.chdir(root)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("# ")


def test_the_two_lines_stand_alone(readme: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        assert block.count("\n") == 1
        done = subprocess.run(["bash", "-n"], input=block, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    run, test = blocks
    assert run.endswith("&& .venv/bin/brief summarise examples/salmon-farm.txt\n")
    assert re.search(r"&& \.venv/bin/pytest [-\w ]+\n$", test)


def test_links_lead_somewhere(readme: str, root: Path) -> None:
    prose = re.sub(r"```.*?```", "", readme, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)\)", prose):
        assert (root / target).exists(), target
