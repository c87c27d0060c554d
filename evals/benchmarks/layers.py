"""The language layers on corpora that experts annotated, beside the best that can be installed: one table.

    python evals/benchmarks/layers.py [--bench FOLDER] [--data FOLDER] [--sample] [--only LAYER ...]

The scorers of FOLDER `bench` are run as they are, on the corpora of FOLDER `data`; neither is shipped. Peers are the
best of those that its README lists for the same files and measure, humans the annotators among themselves. `--sample`
takes the first documents of each corpus only and holds each measure against its floor in `evals/layers.toml`: a check
of two minutes, not a figure to quote. Exit status: 0 done; 1 below a floor; 6 nothing measured.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BELOW_A_FLOOR, NOTHING_MEASURED = 1, 6
_HERE = Path(__file__).resolve().parent
_FLOORS = _HERE.parent / "layers.toml"


@dataclass(frozen=True)
class Row:
    """One line of the table: where the figure stands in a scorer's JSON, and what it is held against."""

    layer: str
    measure: str
    path: tuple[str, ...]
    peer: str
    least: float | None
    aim: float | None
    lower_is_better: bool = False

    def reaches(self, value: float, bar: float | None) -> bool:
        """Whether the value is as good as the bar, or there is no bar."""
        return bar is None or (value <= bar if self.lower_is_better else value >= bar)


@dataclass(frozen=True)
class Layer:
    """One run of a scorer: its arguments, how many documents a sample has, and the rows it fills."""

    name: str
    command: Callable[[Path, Path], list[str]]
    sample: int
    rows: tuple[Row, ...]


def _bench(script: str, *data: str) -> Callable[[Path, Path], list[str]]:
    return lambda bench, folder: [str(bench / script), *(str(folder / part) for part in data), "--json"]


def _actors(_: Path, data: Path) -> list[str]:
    return [str(_HERE / "actors.py"), "--gum", str(data / "gum"), "--meantime", str(data / "meantime"), "--json"]


def _itself(kind: str) -> Callable[[Path, Path], list[str]]:
    return lambda _, data: [str(_HERE / "layers.py"), "--measure", kind, "--data", str(data)]


def _f1(layer: str, measure: str, name: str, peer: str, least: float | None = None, aim: float | None = None) -> Row:
    return Row(layer, measure, ("scores", name, "f1"), peer, least, aim)


LAYERS = (
    Layer(
        "attribution",
        _bench("attribution.py", "polnear/dev"),
        20,
        (
            _f1("attribution", "PolNeAR dev: attribution F1", "attribution", ".495 (human .80)", 0.68, 0.75),
            _f1("", "with source and cue F1", "attribution, source and cue", ".386 (human .73)", 0.56, 0.65),
            _f1("", "source, exact span F1", "source spans, exact", ".557 (human .789)", 0.66, 0.789),
            _f1("", "cue, exact span F1", "cue spans, exact", ".504 (human .712)", 0.60, 0.712),
            _f1("", "content, exact span F1", "content spans, exact", ".330 (human .687)", 0.48, 0.687),
        ),
    ),
    Layer(
        "timebank",
        _bench("dates.py", "tbaq/TimeBank"),
        40,
        (
            _f1("dates", "TimeBank: strict F1", "strict", ".853 (HeidelTime)", 0.87, 0.90),
            _f1("", "TimeBank: value F1", "value", ".795 (HeidelTime)", 0.81, 0.85),
        ),
    ),
    Layer(
        "aquaint",
        _bench("dates.py", "tbaq/AQUAINT"),
        15,
        (_f1("", "AQUAINT: value F1", "value", ".729 (HeidelTime)", 0.75),),
    ),
    Layer(
        "wikiwars",
        _bench("dates.py", "wikiwars/testset"),
        3,
        (_f1("", "WikiWars testset: value F1", "value", ".781 (HeidelTime)", 0.80),),
    ),
    Layer(
        "invented",
        _itself("invented"),
        20,
        (Row("", "values invented without an anchor", ("scores", "invented"), "-", 0, 0, lower_is_better=True),),
    ),
    Layer(
        "loaded",
        _bench("loaded.py", "babe/dev.csv"),
        400,
        (
            _f1("loaded wording", "BABE dev: word F1", "words", ".256 (Liu)", 0.36, 0.45),
            Row("", "balanced accuracy", ("scores", "sentences, balanced accuracy"), ".596 (narrow)", 0.68, 0.75),
            Row("", "false alarms", ("scores", "false alarms, unbiased"), ".41 (narrow)", 0.25, 0.15, True),
        ),
    ),
    Layer(
        "actors",
        _actors,
        12,
        (
            Row("actors", "GUM and MEANTIME: B3 F1", ("scores", "f1"), "none measured", 0.88, 0.93),
            Row("", "wrong merges, share of pairs", ("scores", "wrong merges"), "none measured", 0.01, 0.01, True),
        ),
    ),
    Layer(
        "speed",
        _itself("speed"),
        20,
        (Row("speed", "all layers over PolNeAR dev, x spaCy's parse", ("scores", "ratio"), "1", 1.25, 1.1, True),),
    ),
)


def measure_speed(texts: Sequence[str]) -> dict[str, float]:
    """The time of all layers against that of the same model called as spaCy's README does, text by text in turn."""
    import spacy

    import brief
    from brief.language.parse import parse_document

    name = parse_document(brief.Document.from_text("A word.")).model.split(" ")[0]
    nlp = spacy.load(name)

    def time_both(text: str) -> tuple[float, float]:
        began = time.perf_counter()
        nlp(text)
        between = time.perf_counter()
        brief.analyse(brief.Document.from_text(text))
        return between - began, time.perf_counter() - between

    time_both(texts[0])  # loads and warms up what is made once
    spans = [time_both(text) for text in texts]
    theirs, ours = (sum(side) for side in zip(*spans, strict=True))
    return {"ratio": ours / theirs, "spacy_seconds": theirs, "brief_seconds": ours}


def measure_invented(texts: Sequence[str]) -> dict[str, float]:
    """How many values hold a year that stands nowhere in the text, the date of publication not being given."""
    import brief

    invented = valued = 0
    for text in texts:
        written = set(re.findall(r"\d+", text))
        for date in brief.analyse(brief.Document.from_text(text)).dates:
            years = re.findall(r"(?<![\dX])-?(\d{4})(?![\dX])", date.value or "")
            valued += bool(years)
            invented += any(not {year, year[2:], year[:3] + "0"} & written for year in years)
    return {"invented": float(invented), "of": float(valued)}


def read_texts(data: Path, limit: int | None) -> list[str]:
    """The articles of PolNeAR dev."""
    paths = sorted((data / "polnear" / "dev").rglob("*.txt"))[:limit]
    return [path.read_text("utf-8") for path in paths]


def run(layer: Layer, *, bench: Path, data: Path, limit: int | None) -> dict[str, Any] | None:
    """The JSON of a layer's scorer; None if there is nothing to measure."""
    command = [sys.executable, *layer.command(bench, data)] + (["--limit", str(limit)] if limit else [])
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode == 0:
        scored: dict[str, Any] = json.loads(done.stdout)
        return scored
    print(f"{layer.name}: not measured: {(done.stderr.strip() or 'no message').splitlines()[-1]}", file=sys.stderr)
    return None


def find_figure(scored: dict[str, Any], path: Sequence[str]) -> float:
    """The figure at a path of keys."""
    found: Any = scored
    for key in path:
        found = found[key]
    return float(found)


def write_line(row: Row, value: float) -> str:
    """One line of the table, with whether the value reaches what it should."""
    bars = ["-" if bar is None else f"{bar:g}" for bar in (row.least, row.aim)]
    state = "aim" if row.aim is not None and row.reaches(value, row.aim) else "yes"
    return f"| {row.layer} | {row.measure} | {value:.3f} | {row.peer} | {bars[0]} | {bars[1]} | " + (
        f"{state if row.reaches(value, row.least) else 'no'} |"
    )


def tabulate(layers: Sequence[Layer], options: argparse.Namespace) -> Iterator[tuple[Row, str, float]]:
    """The rows with their names in the file of floors and their values, each printed when it is known."""
    print("| layer | measure | brief | best peer | at least | aim | reached |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for layer in layers:
        limit = layer.sample if options.sample else options.limit
        scored = run(layer, bench=options.bench, data=options.data, limit=limit)
        for row in layer.rows if scored is not None else ():
            value = find_figure(scored or {}, row.path)
            print(write_line(row, value), flush=True)
            yield row, f"{layer.name}/{row.path[1]}", value


def main() -> int:
    """Print the table; with a sample, hold it against the floors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    shared = _HERE.parent.parent.parent / "shared"
    parser.add_argument("--bench", type=Path, default=shared / "bench")
    parser.add_argument("--data", type=Path, default=shared / "data")
    parser.add_argument("--sample", action="store_true", help="the first documents only, held against the floors")
    parser.add_argument("--limit", type=int, help="the first N documents of each corpus only")
    parser.add_argument("--only", nargs="+", choices=[layer.name for layer in LAYERS], help="these layers")
    parser.add_argument("--measure", choices=["speed", "invented"], help="print one measure of our own as JSON")
    options = parser.parse_args()
    if options.measure:
        texts = read_texts(options.data, options.limit)
        if not texts:
            print(f"there is no article in {options.data / 'polnear' / 'dev'}", file=sys.stderr)
            return NOTHING_MEASURED
        print(json.dumps({"scores": (measure_speed if options.measure == "speed" else measure_invented)(texts)}))
        return 0
    layers = [layer for layer in LAYERS if options.only is None or layer.name in options.only]
    measured = list(tabulate(layers, options))
    if len(measured) < sum(len(layer.rows) for layer in layers):
        return NOTHING_MEASURED
    if not options.sample:
        return 0
    floors = tomllib.loads(_FLOORS.read_text("utf-8"))
    fallen = [(name, value) for row, name, value in measured if not row.reaches(value, floors[name])]
    for name, value in fallen:
        print(f"{name}: {value:.4f} is worse than its floor {floors[name]:.4f}", file=sys.stderr)
    return BELOW_A_FLOOR if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
