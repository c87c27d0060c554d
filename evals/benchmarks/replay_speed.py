"""How fast `brief eval` replays: many short documents, all different, from the start of the process to its exit.

The documents are those of the suite `replayed` with other names of the same length, so that labels, replies and
recordings go with them and nothing that was read for one document serves another.

    python evals/benchmarks/replay_speed.py [--samples N] [--workers N]
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cassettes import SUITE, write_cassettes

from brief.evaluation.suite import load_suite

NAMES = (
    "Torvik", "Hedda", "Brenning", "Olan", "Frisk", "Kystnytt", "Asterby", "Garmo", "Corvale", "Drayholt", "Edwin",
    "Tarle", "Lenmark", "Sunniva", "Dahl", "Ostrand", "Ragna", "Vik", "Tomas", "Eide", "Anneli", "Storm", "Birkvale",
    "Halvard", "Moe", "Arnt",
)  # fmt: skip
_NAME = re.compile(rf"\b(?:{'|'.join(NAMES)})\b")


def rename(content: str, seed: int) -> str:
    """The same with other names of the same length."""
    source = random.Random(seed)
    other = {name: _invent(source, len(name)) for name in NAMES}
    return _NAME.sub(lambda found: other[found[0]], content)


def _invent(source: random.Random, length: int) -> str:
    letters = (source.choice("bdfgklmnprstv" if n % 2 == 0 else "aeiou") for n in range(length))
    return "".join(letters).capitalize()


def make_suite(folder: Path, n_samples: int) -> int:
    """Writes so many cases with their recordings; the characters of all texts."""
    cases = sorted(path for path in SUITE.iterdir() if path.is_dir())
    for number in range(n_samples):
        origin = cases[number % len(cases)]
        case = folder / f"{origin.name}-{number:0>4}"
        case.mkdir(parents=True)
        for path in origin.iterdir():
            if path.is_file():
                (case / path.name).write_text(rename(path.read_text("utf-8"), number), "utf-8")
        text = (case / "document.txt").read_text("utf-8")
        gold = case / "gold.json"
        gold.write_text(_repinned(gold.read_text("utf-8"), origin.name, case.name, text), "utf-8")
    suite = load_suite(folder)
    for each in suite.cases:
        write_cassettes(each, each.gold_path.parent / "cassettes")
    return sum(len(each.document.text) for each in suite.cases)


def _repinned(gold: str, old: str, new: str, text: str) -> str:
    import hashlib

    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return re.sub(r'"sha256": "\w+"', f'"sha256": "{digest}"', gold.replace(f'"id": "{old}"', f'"id": "{new}"'))


def run(folder: Path, *options: str) -> tuple[float, float]:
    """Wall and CPU seconds of the command, from its start to its exit."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "brief", "eval", str(folder), "--engine", "hosted", "--replay", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("options", nargs="*", help="further options of brief eval, behind --")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        n_chars = make_suite(folder / "many", given.samples)
        make_suite(folder / "one", 1)
        one = min(run(folder / "one", *given.options) for _ in range(given.runs))
        many = min(run(folder / "many", *given.options) for _ in range(given.runs))
    finally:
        shutil.rmtree(folder)
    rest = given.samples - 1
    average = n_chars / given.samples
    print(f"{given.samples} samples of {average:.0f} characters on average, the best of {given.runs} runs")
    print(f"one sample, start to exit: {one[0]:.2f} s ({one[1]:.2f} s of CPU)")
    print(f"all samples, start to exit: {many[0]:.2f} s ({many[1]:.2f} s of CPU)")
    each, cpu = ((whole - first) / rest * 1e3 for whole, first in zip(many, one, strict=True))
    print(f"each further sample: {each:.2f} ms ({cpu:.2f} ms of CPU)")


if __name__ == "__main__":
    main()
