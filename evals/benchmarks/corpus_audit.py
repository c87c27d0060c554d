"""Brief many documents and audit every briefing: counts, and exit status 1 when one error is found.

    python evals/benchmarks/corpus_audit.py FOLDER [--limit N] [--auditor SCRIPT] [--processes N]

FOLDER is searched for `.txt`, `.tml` and `.conllu` files, of which the text alone is read.
SCRIPT is a second, independent auditor, run as
`SCRIPT BRIEFING.json SOURCE.txt --json`; what it prints as a list of findings with a `severity` is counted too, but for
names it misses only since it cuts figures from letters ("M5S"), which are counted as explained.
Exit status 6: there was nothing to audit.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import brief

CHECK_FAILED, NOTHING_MEASURED = 1, 6


@dataclass
class Outcome:
    """What became of one document."""

    source: Path
    n_claims: int = 0
    n_quoted: int = 0
    n_rejected: int = 0
    seconds: float = 0.0
    n_explained: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_text(source: Path) -> brief.Document:
    """The text alone of a file: plain, TimeML (`.tml`) or a treebank with `# text` lines (`.conllu`)."""
    if source.suffix == ".tml":
        root = ElementTree.fromstring(source.read_bytes())
        body = root.find("TEXT")
        return brief.Document.from_text("".join((root if body is None else body).itertext()), id=source.stem)
    if source.suffix == ".conllu":
        pieces: list[str] = []
        for line in source.read_text("utf-8").splitlines():
            if line.startswith("# newpar") and pieces:
                pieces.append("\n\n")
            elif line.startswith("# text = "):
                pieces.append(line.removeprefix("# text = ") + " ")
        return brief.Document.from_text("".join(pieces).strip(), id=source.stem)
    return brief.read(source)


def audit_document(source: Path, *, auditor: Path | None) -> Outcome:
    """Brief one document and audit the briefing, by the package's own audit and by `auditor`."""
    outcome = Outcome(source)
    began = time.perf_counter()
    try:
        document = read_text(source)
        briefing = brief.summarise(document)
    except brief.BriefError as error:
        outcome.errors.append(f"no briefing: {error}")
        return outcome
    outcome.seconds = time.perf_counter() - began
    outcome.n_claims, outcome.n_rejected = len(briefing.claims), len(briefing.rejected)
    outcome.n_quoted = sum(claim.support == "quoted" for claim in briefing.claims)
    for finding in brief.audit(briefing, document).findings:
        (outcome.errors if finding.severity == "error" else outcome.warnings).append(str(finding))
    if auditor is not None:
        for item in _second_opinion(brief.render(briefing, format="json"), document.text, auditor=auditor):
            if _is_explained(item, document.text):
                outcome.n_explained += 1
                continue
            line = f"{auditor.name}: {' '.join(str(value) for value in item.values())}"
            (outcome.errors if item.get("severity") == "error" else outcome.warnings).append(line)
    return outcome


def _is_explained(item: dict[str, Any], text: str) -> bool:
    """Whether a name is missed only because the second auditor cuts figures from words: "M5S", "$1B", "5:30PM"."""
    word = re.escape(str(item.get("message")))
    return item.get("code") == "name_not_in_source" and bool(re.search(rf"\d{word}|{word}\d", text))


def _second_opinion(content: str, text: str, *, auditor: Path) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "briefing.json", Path(folder) / "source.txt"]
        for file, written in zip(files, (content, text), strict=True):
            file.write_bytes(written.encode("utf-8"))
        command = [sys.executable, str(auditor), *map(str, files), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode not in (0, CHECK_FAILED):
        return [{"severity": "error", "message": done.stderr.strip() or f"exit status {done.returncode}"}]
    report = json.loads(done.stdout)
    findings: list[dict[str, Any]] = report if isinstance(report, list) else report["findings"]
    return findings


def _spread(sources: list[Path], limit: int) -> list[Path]:
    """`limit` of the sources, taken evenly over the whole list."""
    if limit >= len(sources):
        return sources
    return [sources[number * len(sources) // limit] for number in range(limit)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Brief many documents and audit every briefing.")
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=60, help="how many documents of each folder (default: 60)")
    parser.add_argument("--auditor", type=Path, help="a second auditor to be run on each briefing")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="print warnings too")
    arguments = parser.parse_args()

    found = [
        sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".tml", ".conllu")) for folder in arguments.folder
    ]
    sources = [path for paths in found for path in _spread(paths, arguments.limit)]
    if not sources:
        print("nothing to audit", file=sys.stderr)
        return NOTHING_MEASURED
    began = time.perf_counter()
    with ProcessPoolExecutor(arguments.processes) as pool:
        outcomes = list(pool.map(partial(audit_document, auditor=arguments.auditor), sources, chunksize=4))
    for outcome in outcomes:
        for line in [*outcome.errors, *(outcome.warnings if arguments.verbose else [])]:
            print(f"{outcome.source.name}: {line}")
    n_claims = sum(outcome.n_claims for outcome in outcomes)
    n_errors = sum(len(outcome.errors) for outcome in outcomes)
    n_quoted, n_rejected = (sum(getattr(o, name) for o in outcomes) for name in ("n_quoted", "n_rejected"))
    n_warnings = sum(len(outcome.warnings) for outcome in outcomes)
    n_explained = sum(outcome.n_explained for outcome in outcomes)
    n_clean = sum(not outcome.errors for outcome in outcomes)
    kinds = Counter(line.split()[1].rstrip(":") for outcome in outcomes for line in outcome.errors)
    print(
        f"{len(outcomes)} documents, {n_clean} clean; {n_claims} claims, {n_quoted} quoted, {n_rejected} refused; "
        f"{n_errors} errors, {n_explained} explained, {n_warnings} warnings; {time.perf_counter() - began:.0f} s"
    )
    if kinds:
        print("errors: " + ", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))
    return CHECK_FAILED if n_errors else 0


if __name__ == "__main__":
    sys.exit(main())
