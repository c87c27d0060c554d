"""The command `brief batch`: many documents in, a line each out, and a run that can be ended and gone on with.

How the run goes is decided in `brief.batch`; here are its options, its progress on standard error, and its end.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from brief.console import one_line, say, use_warnings

if TYPE_CHECKING:
    from types import FrameType

    from brief.batch.progress import Pulse
    from brief.batch.running import Batch, Crew, Totals
    from brief.commands.postage import Postage
    from brief.settings import Settings

__all__ = ["Limits", "batch", "mount"]

_FAILED = 1
_TERMINAL_EVERY_S, _LOG_EVERY_S = 0.5, 30.0
_NAMED = 5


def mount(app: typer.Typer) -> None:
    """Puts `batch` on an application."""
    app.command(
        short_help="Brief many documents; a run can be ended and gone on with.",
        epilog="""\b
Examples:
  brief batch articles/ -o briefings.jsonl
  brief batch archive.jsonl --text-field body --id-field url -o briefings.jsonl
  find . -name '*.txt' | brief batch - -o briefings/
  brief batch articles/ -o briefings.jsonl --cluster tcp://scheduler:8786
  brief batch articles/ -o briefings.jsonl --engine hosted --model MODEL --max-tokens 5000000

\b
Exit status: 0 every document has its briefing; 1 some have not; 5 the endpoint or the scheduler is gone, the
budget is spent, or answers are still to come: what is done is kept.""",
    )(batch)


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Files, folders, patterns, web addresses, tables (.jsonl, .parquet); - is a list of them, one a line.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Lines (OUT.jsonl), a file each (OUT/), or a table of claims (OUT.parquet).",
        ),
    ],
    engine: Annotated[
        Literal["embedded", "hosted"],
        typer.Option(help="Who reads: rules on this machine, or a model; the texts are then sent to its endpoint."),
    ] = "embedded",
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="For documents that do not say when they were published.")
    ] = None,
    text_field: Annotated[str, typer.Option(metavar="NAME", help="Of a table: the column of texts.")] = "text",
    id_field: Annotated[str | None, typer.Option(metavar="NAME", help="Of a table: what a document is called.")] = None,
    published_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a table: when it was published.")
    ] = None,
    title_field: Annotated[str | None, typer.Option(metavar="NAME", help="Of a table: its headline.")] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Embedded: processes; one for each core otherwise.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.001, metavar="S", help="Embedded: the most seconds for a document.")
    ] = 300.0,
    memory: Annotated[
        int | None, typer.Option(min=256, metavar="MB", help="Embedded: the most memory of a process.")
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="SCHEDULER", help="Embedded: a dask scheduler's address or file; or local."),
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again also what failed for good in an earlier run.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors and the summary.")] = False,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Hosted: the model to ask for.")] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Hosted: the endpoint.")] = None,
    max_tokens: Annotated[
        int | None, typer.Option(metavar="N", help="Hosted: the most tokens of the whole run, retries counted in.")
    ] = None,
    patience: Annotated[
        float, typer.Option(min=0.0, metavar="S", help="Hosted: seconds to wait for an endpoint that is away.")
    ] = 600.0,
    submit: Annotated[
        bool, typer.Option("--submit", help="Hosted, OpenAI: fetch what is answered, send what is not; half the price.")
    ] = False,
    collect: Annotated[
        bool, typer.Option("--collect", help="Hosted, OpenAI: fetch what is answered, and send nothing.")
    ] = False,
) -> None:
    """Write a line for each document of each SOURCE: its briefing, or why there is none.

    A ledger beside OUT knows what is done, and the same command goes on where a run ended, however it ended. A document
    that has changed is briefed anew; so are all when engine, prompt or setting has.
    """
    use_warnings()
    from brief.batch.inputs import count_items, find_items
    from brief.batch.ledger import open_ledger
    from brief.batch.outputs import ledger_path, lines_path, open_output
    from brief.batch.progress import Pulse
    from brief.batch.recipes import digest_recipe
    from brief.batch.rows import Columns
    from brief.batch.running import Batch, check_found
    from brief.batch.tables import check_parquet, write_claims
    from brief.commands.postage import Postage
    from brief.commands.summarise import check_published
    from brief.errors import EngineUnavailable

    check_published(published)
    limits = Limits(processes, timeout, memory, cluster, patience)
    posted = submit or collect
    settings = _settings(
        engine, {"model": model, "base_url": base_url, "max_tokens": max_tokens}, limits=limits, posted=posted
    )
    if output.suffix.casefold() == ".parquet":
        check_parquet()
    written = (output, lines_path(output), ledger_path(output))
    columns = Columns(text_field, id_field, published_field, title_field)
    items = find_items(sources, columns=columns, settings=settings, published=published, leave=written)
    recipe = digest_recipe(engine, settings)
    with ExitStack() as stack:
        ledger = stack.enter_context(open_ledger(ledger_path(output)))
        sink = stack.enter_context(closing(open_output(output, ledger)))
        postage = stack.enter_context(Postage(output, settings)) if posted else None
        if postage is not None:
            postage.fetch()
        run = Batch(items, output=sink, ledger=ledger, recipe=recipe, retry_failed=retry_failed)
        crew = stack.enter_context(closing(_open_crew(engine, settings, limits, postage)))
        pulse = Pulse(None if quiet else count_items(sources, leave=written), settings.max_tokens)
        _run(run, crew, pulse, quiet=quiet)
        if postage is not None and submit:
            postage.send()
        if output.suffix.casefold() == ".parquet":
            write_claims(lines_path(output), output)
        left_over = ledger.count(met=False)
    check_found(run.totals)
    _say_summary(run.totals, left_over, output)
    if run.totals.pending:
        raise EngineUnavailable(
            f"{run.totals.pending:,} documents wait for answers; run the same command in an hour or so"
        )
    if run.totals.failed or run.totals.kept_failed:
        raise typer.Exit(_FAILED)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the options say of who does the work."""

    processes: int | None
    timeout_s: float
    memory_mb: int | None
    cluster: str | None
    patience_s: float


def _settings(engine: str, given: dict[str, Any], *, limits: Limits, posted: bool) -> Settings:
    from brief.settings import Settings

    hosted = [name for name, value in given.items() if value is not None] + ["submit"] * posted
    if hosted and engine != "hosted":
        raise typer.BadParameter("it is for --engine hosted", param_hint=f"--{hosted[0].replace('_', '-')}")
    if limits.cluster is not None and engine == "hosted":
        raise typer.BadParameter("it is for --engine embedded: a model's endpoint is one place", param_hint="--cluster")
    # What comes by post is kept beside the output, where each answer is counted once.
    return Settings.from_environment(**given, cache=False if posted else None)


def _run(run: Batch, crew: Crew, pulse: Pulse, *, quiet: bool) -> None:
    with _interrupted_by_sigterm():
        try:
            _show(run.run(crew), pulse, quiet=quiet)
        except KeyboardInterrupt:
            say(_tell_interrupt(run.totals, crew.in_flight()))
            raise


def _open_crew(engine: str, settings: Settings, limits: Limits, postage: Postage | None) -> Crew:
    if engine == "hosted":
        # A document whose calls go unanswered is briefed again, so that what it would lack is of no interest.
        logging.getLogger("brief.engines.hosted").setLevel(logging.ERROR)
        from brief.batch.conversations import LoopCrew
        from brief.batch.hosting import StrictEngine, make_limits

        shared, post = make_limits(settings), postage.office if postage is not None else None
        return LoopCrew(
            lambda strict: StrictEngine(settings, shared, strict=strict, post=post),
            settings,
            patience_s=limits.patience_s,
        )
    from brief.batch.workers import ProcessCrew, count_cores

    processes = limits.processes or count_cores()
    if limits.cluster is not None:
        from brief.batch.cluster import ClusterCrew

        return ClusterCrew(
            limits.cluster, settings, processes=processes, timeout_s=limits.timeout_s, memory_mb=limits.memory_mb
        )
    return ProcessCrew(
        settings, engine=engine, processes=processes, timeout_s=limits.timeout_s, memory_mb=limits.memory_mb
    )


def _show(states: Iterator[Totals], pulse: Pulse, *, quiet: bool) -> None:
    """Runs to the end; every now and then a line on standard error, in one place where that is a terminal."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    every, last = (_TERMINAL_EVERY_S if terminal else _LOG_EVERY_S), time.monotonic()
    for totals in states:
        now = time.monotonic()
        if quiet or now - last < every:
            continue
        last = now
        line = pulse.line(totals, now=now)
        if terminal:
            sys.stderr.write(f"\r\x1b[Kbrief: {line}")
            sys.stderr.flush()
        else:
            say(line)
    if terminal and not quiet:
        sys.stderr.write("\r\x1b[K")


@contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """A polite kill ends the run as Ctrl-C does."""

    def interrupt(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell_interrupt(totals: Totals, dropped: Sequence[str]) -> str:
    named = ", ".join(one_line(key) for key in dropped[:_NAMED]) + (" …" if len(dropped) > _NAMED else "")
    under_way = f"; dropped under way: {named}" if dropped else ""
    return f"{totals.briefed + totals.failed:,} done in this run{under_way}; the same command goes on from here"


def _say_summary(totals: Totals, left_over: int, output: Path) -> None:
    parts = [f"{totals.briefed:,} briefed", f"{totals.failed:,} failed"]
    parts += [f"{totals.kept:,} done before"] * bool(totals.kept)
    parts += [f"{totals.kept_failed:,} of them failed then (--retry-failed)"] * bool(totals.kept_failed)
    parts += [f"{totals.replaced:,} stale lines replaced"] * bool(totals.replaced)
    parts += [f"{totals.twice:,} named twice"] * bool(totals.twice)
    parts += [f"{left_over:,} of earlier sources kept"] * bool(left_over)
    parts += [f"{totals.pending:,} waiting for answers"] * bool(totals.pending)
    parts += [f"{totals.tokens:,} tokens"] * bool(totals.tokens)
    say(f"{', '.join(parts)}: {output}")
