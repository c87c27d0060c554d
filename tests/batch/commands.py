"""The real command in a process of its own, and what tests of it share: small documents, lines without their times."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_TIMES = re.compile(rb'"created_at":"[^"]*"|"seconds":[0-9.e-]+')
_NAMES = "Ada Bram Cora Dino Edda Falk Greta Hugo Inga Jonas".split()
_PLACES = "Arden Brink Corran Dale Esker Fallow Garth Hamn Ilse Jarrow".split()


def write_documents(folder: Path, n: int) -> Path:
    """So many short documents, no two alike."""
    folder.mkdir(exist_ok=True)
    for number in range(n):
        name, place = _NAMES[number % 10], _PLACES[number // 10 % 10]
        text = f"{name} Marlow said the {place} ferry would carry {number + 11} people.\n"
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This one without settings of brief, with this source tree first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEF_", "OPENAI_"))}
    paths = os.pathsep.join(filter(None, [(more or {}).get("PYTHONPATH"), str(ROOT)]))
    return {**kept, **(more or {}), "PYTHONPATH": paths}


def start(*arguments: str | Path, cwd: Path, **more: str) -> subprocess.Popen[bytes]:
    """`brief batch` under way."""
    return subprocess.Popen(
        [sys.executable, "-m", "brief", "batch", *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd, env=environment(more),
    )  # fmt: skip


def run(*arguments: str | Path, cwd: Path, **more: str) -> tuple[int, str]:
    """The exit status of `brief batch`, and what it said."""
    process = start(*arguments, cwd=cwd, **more)
    try:
        printed, said = process.communicate(timeout=300)
    finally:
        process.kill()
    assert printed == b""
    return process.returncode, said.decode()


def wait_until(condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
    """Returns when something holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.005)


def lines(output: Path) -> list[bytes]:
    """The lines of an output, without their times, in one order; each is whole JSON."""
    content = output.read_bytes() if output.exists() else b""
    assert not content or content.endswith(b"\n")
    found = content.splitlines()
    for line in found:
        json.loads(line)
    return sorted(_TIMES.sub(b'"at":0', line) for line in found)


def n_lines(output: Path) -> int:
    """How many whole lines there are so far."""
    return output.read_bytes().count(b"\n") if output.exists() else 0


def records(output: Path) -> dict[str, dict[str, Any]]:
    """The lines by their documents' sources; no document has two."""
    parsed = [json.loads(line) for line in output.read_bytes().splitlines()]
    found = {record["document"]["source"]: record for record in parsed}
    assert len(found) == len(parsed)
    return found


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a process has started."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]


def kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process as a power failure would."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def plant(folder: Path, program: str) -> str:
    """A PYTHONPATH that has this program run first in every process of the command."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(program, "utf-8")
    return str(folder)
