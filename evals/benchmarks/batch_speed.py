"""How fast a batch is beside what bounds it: spaCy's own pipe, a straight line, a server's latency, its own processes.

    python evals/benchmarks/batch_speed.py [--only PART ...] [--data FOLDER] [--runs N] [--quick]

Parts: `pipe`, `line`, `ledger`, `hosted`, `cluster`. FOLDER holds PolNeAR and GUM; without it news is invented. What is
compared runs in turn, warm, through ledger and output; medians are printed, with the CPU time, which says more where
others are at work. Exit status 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from invented_news import invent_news

from brief.batch.cluster import ClusterCrew
from brief.batch.conversations import LoopCrew
from brief.batch.hosting import StrictEngine, make_limits
from brief.batch.inputs import Item
from brief.batch.jobs import Outcome, Task
from brief.batch.ledger import open_ledger
from brief.batch.outputs import ledger_path, open_output
from brief.batch.recipes import Recipe
from brief.batch.running import Batch, Crew
from brief.batch.workers import ProcessCrew, count_cores
from brief.language.model import name_model
from brief.settings import Settings

SETTINGS = Settings()
_HERE = Path(__file__).resolve().parent
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Report:
    """Lines as they are found, and whether each bar was met."""

    missed: list[str] = field(default_factory=list)

    def say(self, what: str, value: str, *, bar: str = "", met: bool = True) -> None:
        print(f"{what:<58} {value:>22}  {bar:<14}{'' if met else 'MISSED'}", flush=True)
        if not met:
            self.missed.append(what)


def read_load(data: Path | None, n: int) -> list[str]:
    """PolNeAR dev and GUM, or as many invented articles; every so many of them where fewer are wanted."""
    if data is None:
        return [invent_news(3_000, seed=seed) for seed in range(n)]
    texts = [path.read_text("utf-8") for path in sorted((data / "polnear/dev/text").glob("*.txt"))]
    for path in sorted((data / "gum/dep").glob("*.conllu")):
        lines = path.read_text("utf-8").splitlines()
        texts.append(" ".join(line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")))
    return texts[:: max(1, len(texts) // n)][:n]


def items(texts: Sequence[str] | Iterator[str]) -> Iterator[Item]:
    for number, text in enumerate(texts):
        key = f"text:{number}"
        yield Item(key, key, lambda key=key, text=text: Task(key, key, text))  # type: ignore[misc] # bound now


def brief_all(texts: Sequence[str] | Iterator[str], crew: Crew) -> float:
    """The seconds that a batch of these takes, from the first to the last line."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        with open_ledger(ledger_path(out)) as ledger:
            output = open_output(out, ledger)
            began = time.perf_counter()
            batch = Batch(items(texts), output=output, ledger=ledger, recipe=Recipe("r", "r"))
            for _ in batch.run(crew):
                pass
            taken = time.perf_counter() - began
            output.close()
    assert not batch.totals.failed, batch.totals
    return taken


def warm_up(crew: Crew) -> None:
    for _ in range(3):
        brief_all([invent_news(300, seed=seed) for seed in range(12)], crew)


def processes(n: int) -> ProcessCrew:
    crew = ProcessCrew(SETTINGS, engine="embedded", processes=n, timeout_s=600)
    warm_up(crew)
    return crew


def cpu_of(pids: Sequence[int]) -> float:
    """The processor seconds that processes and this one have used so far, with their ended children."""
    own = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    used = sum(each.ru_utime + each.ru_stime for each in own)
    for pid in pids:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += (int(parts[11]) + int(parts[12])) / _TICKS
    return used


def timed(run: Callable[[], float], pids: Sequence[int] = ()) -> tuple[float, float]:
    """Wall and processor seconds."""
    began = cpu_of(pids)
    return run(), cpu_of(pids) - began


def measure_pipe(report: Report, texts: list[str], runs: int) -> None:
    nlp = spacy.load(name_model().partition(" ")[0])

    def pipe() -> float:
        began = time.perf_counter()
        for _ in nlp.pipe(texts, n_process=2):
            pass
        return time.perf_counter() - began

    one, two = processes(1), processes(2)
    found = [
        (
            timed(pipe),
            timed(lambda: brief_all(texts, one), one.pids()),
            timed(lambda: brief_all(texts, two), two.pids()),
        )
        for _ in range(runs)
    ]
    one.close()
    two.close()
    walls = [statistics.median(turn[i][0] for turn in found) for i in range(3)]
    cpus = [statistics.median(turn[i][1] for turn in found) for i in range(3)]
    size = f"{len(texts)} texts, {sum(map(len, texts)):,} characters"
    for name, wall, cpu in zip(("spaCy's pipe, 2 processes", "brief, 1", "brief, 2"), walls, cpus, strict=True):
        report.say(f"{name}: {size}", f"{len(texts) / wall:.2f}/s, CPU {cpu:.1f} s")
    gain, share = walls[1] / walls[2], walls[0] / walls[2]
    report.say("brief, 2 processes to 1", f"{gain:.2f} x", bar=">= 1.7 x", met=gain >= 1.7)
    report.say("brief to spaCy's pipe, by the clock", f"{share:.0%}", bar=">= 85 %", met=share >= 0.85)
    report.say("brief to spaCy's pipe, by CPU time", f"{cpus[0] / cpus[2]:.0%}")


def measure_line(report: Report, sizes: Sequence[int]) -> None:
    """A growing number of short documents, all different, each size with fresh processes."""
    rates, peaks = [], []
    for n in sizes:
        crew = processes(2)
        texts = (invent_news(120, seed=seed) for seed in range(n))
        began = cpu_of(crew.pids())
        taken = brief_all(texts, crew)
        cpu = cpu_of(crew.pids()) - began
        peaks.append(max(_peak_mb(pid) for pid in crew.pids()))
        rates.append(1000 * cpu / n)
        crew.close()
        report.say(f"{n:,} short documents", f"{taken:.1f} s, {peaks[-1]:.0f} MB")
        report.say("  CPU for each", f"{rates[-1]:.1f} ms")
    bend = rates[-1] / rates[0]
    report.say("cost of one, most documents to fewest", f"{bend:.2f} x", bar="<= 1.10 x", met=bend <= 1.1)
    growth = peaks[-1] / next(peak for n, peak in zip(sizes, peaks, strict=True) if n >= min(1_000, sizes[-1]))
    report.say("memory of a process, most documents to 1,000", f"{growth:.2f} x", bar="<= 1.10 x", met=growth <= 1.1)


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


class Idle:
    """A crew that does nothing but return a line."""

    line = Path(__file__).read_bytes()[:6_000].replace(b"\n", b" ") + b"\n"

    def work(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            yield task, Outcome(self.line)

    def in_flight(self) -> list[str]:
        return []

    def close(self) -> None:
        return None


def measure_ledger(report: Report, n: int) -> None:
    taken, cpu = timed(lambda: brief_all((f"text {number}" for number in range(n)), Idle()))  # type: ignore[arg-type] # an iterator is what it gets
    each = 1000 * taken / n
    report.say(f"ledger and output, {n:,} documents", f"{each:.2f} ms each", bar="<= 1 ms", met=each <= 1)
    report.say("  CPU for each", f"{1000 * cpu / n:.2f} ms")


def measure_hosted(report: Report, n: int, *, latency_s: float = 0.3, concurrency: int = 64) -> None:
    """Tiny documents of one call each, so that the ideal is known: as many as are under way, every latency."""
    command = [sys.executable, str(_HERE / "instant_model.py"), "--latency", str(latency_s)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        settings = Settings(model="m", base_url=server.stdout.readline().strip(), cache=False, concurrency=concurrency)
        limits = make_limits(settings)
        crew = LoopCrew(lambda strict: StrictEngine(settings, limits, strict=strict), settings, patience_s=30)
        texts = [f"The ferry number {number} sails from the harbour on Monday.\n" for number in range(n)]
        brief_all(texts[:8], crew)
        taken, cpu = timed(lambda: brief_all(texts, crew))
        crew.close()
        server.stdin.close()
    ideal = concurrency / latency_s
    report.say(f"hosted, {concurrency} calls of {latency_s:g} s at once: ideal", f"{ideal:.0f}/s")
    share = n / taken / ideal
    report.say("  reached", f"{n / taken:.0f}/s, {share:.0%}", bar=">= 90 %", met=share >= 0.9)
    report.say("  CPU for each, of one core", f"{1000 * cpu / n:.1f} ms")


def measure_cluster(report: Report, texts: list[str], runs: int) -> None:
    local = ClusterCrew("local", SETTINGS, processes=2, timeout_s=600)
    warm_up(local)
    two = processes(2)
    found = [(brief_all(texts, two), brief_all(texts, local)) for _ in range(runs)]
    two.close()
    local.close()
    share = statistics.median(a for a, _ in found) / statistics.median(b for _, b in found)
    report.say("cluster of two local workers to two processes", f"{share:.0%}", bar=">= 85 %", met=share >= 0.85)


def main() -> int:
    parts = ("pipe", "line", "ledger", "hosted", "cluster")
    parser = argparse.ArgumentParser(description="Measure batches beside what bounds them.")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, metavar="PART")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="a folder with polnear/ and gum/")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--quick", action="store_true", help="a small load, for a look rather than a figure")
    arguments = parser.parse_args()
    quick = arguments.quick
    texts = read_load(arguments.data, 16 if quick else 119)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{count_cores()} cores, {memory:.0f} GB, Python {platform.python_version()}, {name_model()}")
    report = Report()
    measures: dict[str, Callable[[], None]] = {
        "ledger": lambda: measure_ledger(report, 2_000 if quick else 20_000),
        "hosted": lambda: measure_hosted(report, 600 if quick else 4_000),
        "pipe": lambda: measure_pipe(report, texts, 1 if quick else arguments.runs),
        "cluster": lambda: measure_cluster(report, texts, 1 if quick else arguments.runs),
        "line": lambda: measure_line(report, (100, 400) if quick else (100, 1_000, 5_000, 20_000)),
    }
    for part in measures:
        if part in arguments.only:
            measures[part]()
    return int(bool(report.missed))


if __name__ == "__main__":
    sys.exit(main())
