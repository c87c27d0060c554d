"""A document of 100,000 words against a server that takes a second to answer: time, memory, and what a kill costs.

    python evals/benchmarks/hosted_scale.py [--words N] [--latency S] [--concurrency N]

The real command runs in a process of its own, and so does the server. Three things are shown: that the run takes no
more than 1.3 times what its calls must take (calls ÷ concurrency × latency), that four times the words do not take much
more memory for each word, and that a run that was killed and started again asks for nothing that it was answered.
Exit status 1 when one of them is not so.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from invented_news import invent_news

ROOT = Path(__file__).resolve().parents[2]


MOST_TIMES_IDEAL = 1.3
# What a document may add to the command's memory for each 1,000 words: sentences, claims and briefing have to be
# somewhere. It was 1.8 when this was written.
MOST_MB_A_THOUSAND_WORDS = 2.0
_CHARS_A_WORD = 5.4  # of the invented news, measured


@dataclass(frozen=True)
class Server:
    """The model's server, which counts its answers."""

    url: str

    @property
    def answered(self) -> int:
        """How many answers it has sent."""
        with urllib.request.urlopen(f"{self.url}/count", timeout=60) as response:
            return int(json.load(response))


@contextmanager
def serving(latency_s: float) -> Iterator[Server]:
    """A server in a process of its own."""
    script = Path(__file__).with_name("instant_model.py")
    command = [sys.executable, str(script), "--latency", str(latency_s)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Server(process.stdout.readline().strip())
        process.stdin.close()


@dataclass(frozen=True)
class Run:
    """The command under way, on one document."""

    process: subprocess.Popen[bytes]
    output: Path
    cache: Path
    began: float

    @classmethod
    def start(cls, folder: Path, server: Server, n_words: int, concurrency: int) -> Run:
        """Starts the command; its cache is in the folder."""
        article, output, cache = folder / f"{n_words}.txt", folder / "briefing.json", folder / "cache"
        article.write_text(invent_news(round(n_words * _CHARS_A_WORD)), "utf-8")
        output.unlink(missing_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEF_", "OPENAI_"))}
        environment |= {
            "PYTHONPATH": str(ROOT), "BRIEF_MODEL": "gpt-4o", "BRIEF_BASE_URL": server.url,
            "BRIEF_CONCURRENCY": str(concurrency), "BRIEF_CACHE_DIR": str(cache),
        }  # fmt: skip
        command = [sys.executable, "-m", "brief", "summarise", str(article), "--engine", "hosted", "--format", "json"]
        process = subprocess.Popen([*command, "-o", str(output)], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        return cls(process, output, cache, time.perf_counter())

    @property
    def n_kept(self) -> int:
        """The answers that it has put away."""
        return sum(1 for path in (self.cache / "answers").rglob("*") if path.is_file() and path.suffix == ".json")

    def finish(self) -> tuple[float, float, float]:
        """The seconds that the engine took and the whole command did, and the most memory it had, in megabytes."""
        _, status, used = os.wait4(self.process.pid, 0)
        whole_s = time.perf_counter() - self.began
        if status:
            raise SystemExit(f"the command failed with status {os.waitstatus_to_exitcode(status)}")
        usage = json.loads(self.output.read_text("utf-8"))["provenance"]["usage"]
        return float(usage["seconds"]), whole_s, used.ru_maxrss / 1024


def measure(n_words: int, latency_s: float, concurrency: int) -> tuple[float, float]:
    """One run from nothing: how many times the ideal it took, and its memory."""
    with tempfile.TemporaryDirectory() as name, serving(latency_s) as server:
        engine_s, whole_s, memory_mb = Run.start(Path(name), server, n_words, concurrency).finish()
        calls = server.answered
    ideal_s = calls / concurrency * latency_s
    print(
        f"{n_words:8,} words: {calls} calls, {engine_s:.1f} s for the engine ({whole_s:.1f} s for the command),"
        f" {engine_s / ideal_s:.2f} x the ideal {ideal_s:.1f} s; {memory_mb:.0f} MB"
    )
    return engine_s / ideal_s, memory_mb


def interrupt(n_words: int, latency_s: float, concurrency: int) -> int:
    """How many answers a run that was killed in the middle and started again asked for twice."""
    with tempfile.TemporaryDirectory() as name, serving(latency_s) as server:
        run = Run.start(Path(name), server, n_words, concurrency)
        while run.n_kept < concurrency and run.process.poll() is None:
            time.sleep(0.02)
        in_the_middle = run.process.poll() is None
        run.process.send_signal(signal.SIGKILL)
        run.process.wait()
        time.sleep(2 * latency_s)  # what was on its way is answered to nobody
        kept, sent = run.n_kept, server.answered
        Run.start(Path(name), server, n_words, concurrency).finish()
        again, total = server.answered - sent, run.n_kept
    if not in_the_middle or again == 0:
        raise SystemExit("the run was over before it could be killed; take more words")
    repeated = again - (total - kept)
    print(
        f"killed with {kept} answers kept ({sent} sent, {sent - kept} of them to nobody); started again, it asked for"
        f" {again} of {total}: {repeated} answered calls were repeated"
    )
    return repeated


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure a long document against a slow server.")
    parser.add_argument("--words", type=int, default=100_000, metavar="N")
    parser.add_argument("--latency", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--concurrency", type=int, default=16, metavar="N")
    arguments = parser.parse_args()
    _, small_mb = measure(arguments.words // 4, arguments.latency, arguments.concurrency)
    times, large_mb = measure(arguments.words, arguments.latency, arguments.concurrency)
    growth = (large_mb - small_mb) / (0.75 * arguments.words / 1000)
    print(f"memory grows by {growth:.2f} MB for each 1,000 words (bar {MOST_MB_A_THOUSAND_WORDS:g})")
    repeated = interrupt(arguments.words // 2, arguments.latency, arguments.concurrency)
    print(f"bars: {MOST_TIMES_IDEAL} x the ideal, 0 repeated calls")
    return int(times > MOST_TIMES_IDEAL or growth > MOST_MB_A_THOUSAND_WORDS or repeated > 0)


if __name__ == "__main__":
    sys.exit(main())
