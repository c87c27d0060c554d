"""Fit the weights of the embedded engine's salience anew, and say how well they tell on articles they have not seen.

    python evals/benchmarks/salience_fit.py ../shared/bench [--also ../shared/data/seed]

Only the suite's articles named below are read: the others are kept for measuring. Prints the weights as
`brief/engines/embedded/salience.py` holds them, then the two shares its comment gives.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import brief
from brief.engines.embedded import read_layers
from brief.engines.embedded.claims import draft_claims
from brief.engines.embedded.salience import WEIGHTS, features, survey
from brief.engines.embedded.tensions import find_tensions

_SUITE = Path(__file__).parents[1] / "suites" / "main"
_ARTICLES = """anonymous-sources article-quoting-article court-report interview live-blog market-report press-release
    science-news slanted-undated very-short wire-derailment""".split()
_VALUES = {"core": 1.0, "supporting": 0.0, "low": -1.0}

Labelled = list[tuple[dict[str, float], float]]


def main() -> int:
    """Print the weights and how well they order the claims of an article left out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("bench", type=Path, help="the folder of gold.py, which pairs claims with labels")
    parser.add_argument("--also", type=Path, nargs="*", default=[], help="folders with a gold.json and its text")
    parser.add_argument("--penalty", type=float, default=5.0)
    options = parser.parse_args()
    sys.path.insert(0, str(options.bench))
    folders = [*(_SUITE / name for name in _ARTICLES), *options.also]
    articles = [_labelled(folder) for folder in folders]
    for name, weight in _fit([pair for article in articles for pair in article], options.penalty).items():
        print(f'    "{name}": {weight:.2f},')
    held_out = [
        (_fit([pair for other in articles if other is not article for pair in other], options.penalty), article)
        for article in articles
    ]
    for label, limit in (("core", 0.5), ("not low", -0.5)):
        right = [verdict for weights, article in held_out for verdict in _ordered(weights, article, limit)]
        print(f"{label} first: {sum(right) / len(right):.3f} of {len(right)} pairs", file=sys.stderr)
    return 0


def _labelled(folder: Path) -> Labelled:
    """The features of each claim that has a label, with the label's value."""
    gold = importlib.import_module("gold")  # the benchmark's own, in the folder that was named
    labels: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = next(path for path in sorted(folder.iterdir()) if path.suffix == ".txt")
    document = brief.read(text, published=labels["document"]["published"])
    reading = read_layers(document)
    drafts = draft_claims(reading)
    surveyed = survey(reading, find_tensions(reading, drafts))
    ours = [
        {"place": n, "statement": d.statement, "evidence": [{"start": a, "end": b} for a, b in d.evidence]}
        for n, d in enumerate(drafts)
    ]
    return [
        (features(reading, drafts[claim["place"]], surveyed), _VALUES[label["salience"]])
        for claim, label in gold.pair_claims(ours, labels["claims"])
    ]


def _fit(pairs: Labelled, penalty: float) -> dict[str, float]:
    rows = np.array([[found.get(name, 0.0) for name in WEIGHTS] for found, _ in pairs])
    values = np.array([value for _, value in pairs])
    rows -= rows.mean(axis=0)
    weights = np.linalg.solve(rows.T @ rows + penalty * np.eye(len(WEIGHTS)), rows.T @ (values - values.mean()))
    return dict(zip(WEIGHTS, (float(weight) for weight in weights), strict=True))


def _ordered(
    weights: Mapping[str, float], article: Sequence[tuple[dict[str, float], float]], limit: float
) -> Iterator[bool]:
    """For each claim above a limit and each below it, whether the weights put the first before the second."""
    scored = [(sum(weights.get(name, 0.0) * value for name, value in found.items()), value) for found, value in article]
    above = [score for score, value in scored if value > limit]
    below = [score for score, value in scored if value <= limit]
    for score in above:
        for other in below:
            yield score > other


if __name__ == "__main__":
    sys.exit(main())
