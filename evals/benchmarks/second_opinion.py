"""A suite scored twice: by `brief.evaluation`, and by an independent auditor and scorer that know nothing of it.

    python evals/benchmarks/second_opinion.py BENCH [--suite DIR]

BENCH is a folder with `audit.py BRIEFING SOURCE --json` and `gold.py BRIEFING GOLD SOURCE --json`. Both must agree on
what is sourced: in briefings as the embedded engine makes them, in gold briefings, and in gold briefings with a planted
fault. The exit status is 1 where they differ and it is not known why. Scores are printed side by side; they measure
alike and not the same.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from brief.briefing import Briefing
from brief.evaluation.golden import LabelledEngine
from brief.evaluation.invariants import check_invariants
from brief.evaluation.measures import sum_shares, values_of
from brief.evaluation.mutations import OPERATORS
from brief.evaluation.running import Answer, score_case
from brief.evaluation.suite import Case, load_suite
from brief.pipeline import summarise
from brief.settings import Settings

# Ours, theirs (section and measure), and why they may differ.
MEASURES = (
    ("claims/core_recall", "claims", "core recall", "ours wants polarity, numbers, dates and speaker to agree"),
    ("claims/recall", "claims", "recall", "the same"),
    ("claims/precision", "claims", "precision", "the same"),
    ("claims/kind", "claims", "kind", "on other pairs: ours are likest in both words and evidence, theirs in either"),
    ("attribution/source", "attribution", "source", "ours takes any name of the holder, and its role"),
    ("attribution/source_type", "attribution", "source_type", "on other pairs"),
    ("attribution/mode", "attribution", "mode", "on other pairs"),
    ("actors/f1", "actors (B-cubed)", "f1", "ours assigns mentions one to one"),
    ("actors/mentions_recall", "actors (B-cubed)", "mentions found", "the same"),
    ("dates/f1", "dates", "f1", ""),
    ("dates/value", "dates", "value", ""),
    ("loaded/f1", "loaded (characters)", "f1", ""),
    ("tensions/recall", "tensions", "recall, any type", ""),
    ("open_questions/recall", "open questions", "recall, any category", ""),
    ("summary/core", "summary", "core claims cited", "as for core recall"),
)
# Each is found by reading the briefing against its text alone.
PLANTED = ("drop the evidence", "shift an offset by one", "swap two quotes", "change a digit", "lose a sentence",
           "cite no claim")  # fmt: skip
# What an auditor without the labels cannot see.
OWN_MATTERS = frozenset({"leak", "must_not"})
_THIN_SPACE = (
    "a number grouped by a narrow space is one number to us, and two where it is quoted with a plain one to them"
)
# Where the two are known to differ, and why; any other difference fails the run.
EXPLAINED = {
    ("the embedded engine's", "non-ascii"): _THIN_SPACE,
    ("the gold", "non-ascii"): _THIN_SPACE,
    (
        "change a digit",
        "article-quoting-article",
    ): "the new year stands elsewhere in the text, which is enough for them",
}


def ask(tool: Path, *files: Path) -> Any:
    """What a tool says of these files."""
    done = subprocess.run([sys.executable, str(tool), *map(str, files), "--json"], capture_output=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        sys.exit(f"{tool}: {done.stderr.decode('utf-8', 'replace') or done.stdout.decode('utf-8', 'replace')}")


def is_sourced_to_us(record: Any, case: Case) -> bool:
    """Whether no invariant of ours is broken that an auditor without the gold could see."""
    return all(breach.invariant in OWN_MATTERS for breach in check_invariants(record, case.document))


def is_sourced_to_them(bench: Path, briefing: Path, source: Path) -> bool:
    """Whether the auditor finds no error."""
    return not any(finding["severity"] == "error" for finding in ask(bench / "audit.py", briefing, source))


def records(case: Case, made: Briefing) -> Iterator[tuple[str, Any]]:
    """The briefings that both look at, by what they are."""
    yield "the embedded engine's", json.loads(made.model_dump_json())
    gold = summarise(case.document, engine=LabelledEngine(case.gold), settings=Settings())
    record = json.loads(gold.model_dump_json())
    yield "the gold", record
    for operator in OPERATORS:
        if operator.base == "grounded" and operator.name in PLANTED:
            for fault in islice((f for f in operator.plant(record, case) if f.equivalent is None), 1):
                yield operator.name, fault.record


def compare(suite: Path, bench: Path) -> int:
    """Prints both opinions; 1 where they are two on what is sourced."""
    ours, theirs = [], []
    verdicts: dict[str, list[tuple[str, bool, bool]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.json"
        for case in load_suite(suite).cases:
            made = summarise(case.document, settings=Settings())
            for name, record in records(case, made):
                path.write_text(json.dumps(record), "utf-8")
                opinion = (is_sourced_to_us(record, case), is_sourced_to_them(bench, path, case.text_path))
                verdicts.setdefault(name, []).append((case.name, *opinion))
            path.write_text(made.model_dump_json(), "utf-8")
            ours.append(score_case(case, Answer(made), audited=False).shares)
            theirs.append(ask(bench / "gold.py", path, case.gold_path, case.text_path))
    print("| briefings | of | sourced to both | to neither | to us alone | to them alone |")
    print("|---|---:|---:|---:|---:|---:|")
    apart, told = 0, list[str]()
    for name, cases in verdicts.items():
        counts = [
            sum((us, them) == wanted for _, us, them in cases)
            for wanted in ((True, True), (False, False), (True, False), (False, True))
        ]
        print(f"| {name} | {len(cases)} | {' | '.join(map(str, counts))} |")
        for case_name, us, them in cases:
            if us != them:
                why = EXPLAINED.get((name, case_name))
                apart += why is None
                told.append(
                    f"- {case_name}, {name}: sourced to {'us' if us else 'them'} alone; {why or 'not explained'}"
                )
    print("", *told, "", sep="\n")
    values = values_of(sum_shares(ours))
    print("| measure | ours | the other's | why they differ |")
    print("|---|---:|---:|---|")
    for name, section, measure, why in MEASURES:
        print(f"| `{name}` | {_number(values.get(name))} | {_number(_pooled(theirs, section, measure))} | {why} |")
    return 1 if apart else 0


def _pooled(theirs: list[Any], section: str, measure: str) -> float | None:
    """A measure of the other's over all documents."""
    if measure == "f1":
        p, r = (_pooled(theirs, section, name) for name in ("precision", "recall"))
        return None if p is None or r is None else 2 * p * r / (p + r) if p + r else 0.0
    shares = [scores[section][measure] for scores in theirs]
    total = sum(share["of"] for share in shares)
    return sum(share["hits"] for share in shares) / total if total else None


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--suite", type=Path, default=Path("evals/suites/main"))
    options = parser.parse_args()
    sys.exit(compare(options.suite, options.bench))
