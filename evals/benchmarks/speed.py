"""How long `brief` takes beside what it stands on: bare Python, and a bare script that parses the same text with spaCy.

    python evals/benchmarks/speed.py ARTICLE.txt [--runs N]

Cold starts are whole processes in turn (bare, brief, bare, …); warm times are taken in one process, in turn too.
Medians are printed with their ratio.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

import brief
from brief.language.parse import parse_document

_BARE_SCRIPT = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
nlp(open(sys.argv[2], encoding="utf-8").read())
"""


def time_once(run: Callable[[], object]) -> float:
    """The seconds one call takes, by the wall clock."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def time_in_turn(one: Callable[[], object], other: Callable[[], object], *, runs: int) -> tuple[float, float]:
    """The median seconds of each of two, run in turn after one run that is not counted."""
    one(), other()
    pairs = [(time_once(one), time_once(other)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def spawn(arguments: Sequence[str]) -> Callable[[], object]:
    """A whole process of this interpreter, its output thrown away."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time brief beside what it stands on.")
    parser.add_argument("article", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    text = arguments.article.read_text(encoding="utf-8")
    name = parse_document(brief.Document.from_text(text)).model.split(" ")[0]
    nlp = spacy.load(name)  # as a bare script has it: brief's own pipeline is a quicker one

    bare, imported = time_in_turn(spawn(["-c", ""]), spawn(["-c", "import brief"]), runs=arguments.runs)
    print(f"import brief         {imported - bare:6.3f} s over bare Python")
    bare, helped = time_in_turn(spawn(["-c", ""]), spawn(["-m", "brief", "--help"]), runs=arguments.runs)
    print(f"brief --help         {helped - bare:6.3f} s over bare Python")
    bare, cold = time_in_turn(
        spawn(["-c", _BARE_SCRIPT, name, str(arguments.article)]),
        spawn(["-m", "brief", "summarise", str(arguments.article)]),
        runs=arguments.runs,
    )
    print(f"brief summarise      {cold:6.3f} s from a cold start, {cold / bare:.2f} x bare spaCy ({bare:.3f} s)")
    parse, warm = time_in_turn(
        lambda: nlp(text), lambda: brief.summarise(brief.Document.from_text(text)), runs=2 * arguments.runs
    )
    print(f"brief.summarise      {warm:6.3f} s warm, {warm / parse:.2f} x the parse alone ({parse:.3f} s)")


if __name__ == "__main__":
    main()
