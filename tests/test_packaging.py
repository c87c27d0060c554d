"""What is built is what is needed: the wheel does the main job away from the source tree."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        "-m",
        "pip",
        "wheel",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
        "-q",
        "-w",
        str(folder),
        str(root),
    ]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    sources = {
        str(path.relative_to(root))
        for path in (root / "brief").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sources <= names
    assert any(name.startswith("brief/language/lexicons/") and name.endswith(".txt") for name in names)
    assert {f"brief/prompts/{path.name}" for path in (root / "prompts").iterdir()} <= names
    assert {name.partition("/")[0] for name in names} == {"brief", "brief_engine-0.1.0.dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_wheel_does_the_main_job_elsewhere(wheel: Path, article: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=120)
    (site,) = environment.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)  # what an installer does with a pure wheel, but for the launcher
    # The dependencies are those of the environment that runs the tests: nothing is fetched.
    (here,) = {str(Path(path)) for path in sys.path if path.endswith("site-packages")}
    (site / "dependencies.pth").write_text(here + "\n")
    python, elsewhere = environment / "bin" / "python", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "article.txt").write_bytes(article.read_bytes())

    def brief(*arguments: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BRIEF_"))}
        return subprocess.run(
            [str(python), "-m", "brief", *arguments],
            cwd=elsewhere,
            env=kept,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    where = subprocess.run(
        [str(python), "-c", "import brief; print(brief.__file__)"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
    assert brief("--version").stdout == "brief 0.1.0\n"
    done = brief("summarise", "article.txt", "--format", "json", "-o", "briefing.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((elsewhere / "briefing.json").read_text("utf-8"))["claims"]
    audited = brief("audit", "briefing.json", "article.txt")
    assert audited.returncode == 0, audited.stdout


def test_dependencies_are_few_and_exact(project: dict[str, Any]) -> None:
    needed = project["project"]["dependencies"]
    extras = project["project"]["optional-dependencies"]
    assert len(needed) <= 14
    for requirement in [*needed, *extras["hosted"], *extras["dev"], *project["build-system"]["requires"]]:
        assert requirement.count("==") == 1, requirement


def test_the_lock_has_every_dependency_with_hashes_and_no_host(project: dict[str, Any], root: Path) -> None:
    lock = (root / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if line and not line.startswith(("#", " "))]
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert all(line.endswith("\\") for line in pinned), "a requirement without a hash"
    names = {line.partition(" ")[0] for line in pinned}
    extras = project["project"]["optional-dependencies"]
    wanted = [
        *project["project"]["dependencies"],
        *extras["hosted"],
        *extras["dev"],
        *project["build-system"]["requires"],
    ]
    assert set(wanted) <= names


def test_the_changelog_knows_the_version(project: dict[str, Any], root: Path) -> None:
    assert f"## {project['project']['version']}" in (root / "CHANGELOG.md").read_text("utf-8")
