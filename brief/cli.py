"""The command line: arguments in, results to standard output, everything else to standard error.

Only this module knows exit codes. What the commands do is done elsewhere and loaded when a command runs, so that
`brief --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from brief.console import abandon_stdout, say, show_progress, use_console, use_warnings, write_result
from brief.errors import BriefError, ConfigError, EngineError, GroundingError, InputError, NothingMeasured
from brief.evaluation.command import mount

if TYPE_CHECKING:
    from types import TracebackType

    from brief.briefing import Briefing
    from brief.document import Document
    from brief.engines.proposal import Authoring, Engine
    from brief.settings import Settings

__all__ = ["app", "main"]

CHECK_FAILED, USAGE, BAD_INPUT, BAD_CONFIGURATION, ENGINE_FAILED, NOTHING_MEASURED = 1, 2, 3, 4, 5, 6
INTERRUPTED, PIPE_CLOSED = 130, 141  # as the shell reports SIGINT and SIGPIPE
_EXIT_CODES: tuple[tuple[type[BriefError], int], ...] = (
    (InputError, BAD_INPUT),
    (ConfigError, BAD_CONFIGURATION),
    (EngineError, ENGINE_FAILED),
    (GroundingError, CHECK_FAILED),
    (NothingMeasured, NOTHING_MEASURED),
)

# Without Rich: it would cost a third of the start, and a page of help needs no boxes.
app = typer.Typer(
    name="brief",
    help="Write neutral, sourced briefings: every claim can be followed to the words that say it.",
    epilog="A text stays on this machine unless an engine is chosen that says otherwise. Exit status: 0 done; "
    "1 a check failed; 2 usage; 3 bad input; 4 configuration; 5 the engine failed; 6 nothing whole was measured.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        import brief

        write_result(f"brief {brief.__version__}\n")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command(
    short_help="Write a neutral briefing of each source.",
    epilog="""\b
Examples:
  brief summarise article.txt
  brief summarise article.txt --published 2021-06-03 -o briefing.md
  brief summarise article.md --format json -o briefing.json
  xclip -o | brief summarise -

\b
With a model behind an endpoint that speaks OpenAI's Chat Completions:
  OPENAI_API_KEY=… brief summarise article.txt --engine hosted --model MODEL
  brief summarise article.txt --engine hosted --model MODEL --dry-run
  brief summarise article.txt --engine hosted --model MODEL --base-url http://127.0.0.1:8080/v1

Every other setting is a variable; see `brief settings`.""",
)
def summarise(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Text or Markdown files; - is standard input.")
    ],
    engine: Annotated[
        Literal["embedded", "hosted"],
        typer.Option(help="Who reads: rules on this machine, or a model; the text is then sent to its endpoint."),
    ] = "embedded",
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When it was published (YYYY-MM-DD); relative dates count from it."),
    ] = None,
    format: Annotated[
        Literal["markdown", "json"], typer.Option(help="A page to read, or the whole record.")
    ] = "markdown",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, in one piece or not at all.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every claim, actor and date in the page.")] = False,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Hosted: the model to ask for.")] = None,
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Hosted: the endpoint; OpenAI's otherwise.")
    ] = None,
    max_tokens: Annotated[
        int | None, typer.Option(metavar="N", help="Hosted: the most tokens to use, retries counted in.")
    ] = None,
    output_language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Hosted: of the words around quotations; not for a text in English."),
    ] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Hosted: a second call judges every statement.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Hosted: print calls and tokens, and send nothing.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Hosted: neither use nor keep answers.")] = False,
    record: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Hosted: write every exchange to this folder.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Hosted: answer from this folder, without a network.")
    ] = None,
) -> None:
    """Write a neutral briefing of each SOURCE.

    Several briefings become pages with a rule between them, or with --format json one object a line. When one
    SOURCE fails, nothing is written.
    """
    use_warnings()
    _check_published(published)
    _check_sources(sources, output)
    given = {
        "model": model, "base_url": base_url, "max_tokens": max_tokens, "output_language": output_language,
        "verify": verify or None, "cache": False if no_cache else None, "record": record, "replay": replay,
    }  # fmt: skip
    settings = _settings(engine, given, dry_run=dry_run)
    if dry_run:
        write_result("".join(_estimate(source, settings, published=published) for source in sources), output)
        return
    from brief.pipeline import open_engine

    proposer = open_engine(engine, settings=settings)  # one for all, so that its limits hold for all
    made = [_summarise(source, engine=proposer, published=published, settings=settings) for source in sources]
    write_result(_render_all(made, format=format, everything=everything), output)


@app.command(
    short_help="Hold a briefing against its source.",
    epilog="""\b
Example:
  brief audit briefing.json article.txt""",
)
def audit(
    briefing: Annotated[str, typer.Argument(metavar="BRIEFING.json", help="A briefing in JSON; - is standard input.")],
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The text it was made of.")],
) -> None:
    """Hold a briefing against its SOURCE: one finding a line, exit status 1 when one is an error.

    Every quote, name, number and reference is looked up anew; nothing in the file is believed.
    """
    use_warnings()
    from brief.grounding.audit import audit as audit_briefing
    from brief.sources import read

    if briefing == source == "-":
        raise typer.BadParameter("only one of BRIEFING.json and SOURCE can be standard input")
    content = _read_json(briefing)
    document = read(source)
    with show_progress(f"auditing {briefing}"):
        report = audit_briefing(content, document)
    write_result("".join(f"{_one_line(str(finding))}\n" for finding in report.findings))
    n_errors = sum(finding.severity == "error" for finding in report.findings)
    say(f"errors: {n_errors}; warnings: {len(report.findings) - n_errors}")
    if not report.ok:
        raise typer.Exit(CHECK_FAILED)


mount(app)


@app.command()
def settings() -> None:
    """Print every setting: its variable, what it is now, and what it is for.

    A key is never shown.
    """
    from brief.settings import Settings

    now = Settings.from_environment()
    lines = []
    for name, field in Settings.model_fields.items():
        value = getattr(now, name)
        secret = name in ("api_key", "base_url")  # an address may hold a password or a key
        shown = "not set" if value is None else "set" if secret else value
        lines.append(f"BRIEF_{name.upper():<20} {shown!s:<12} {field.description}")
    write_result("\n".join(lines) + "\n")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a briefing."""
    import json

    from brief.briefing import Briefing

    write_result(json.dumps(Briefing.model_json_schema(), indent=2) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit status; errors are one line on standard error."""
    use_console()
    sys.excepthook = _report_bug
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        # Not app(): it would put a hook of its own in the place of ours.
        status = typer.main.get_command(app).main(args=arguments, standalone_mode=False, prog_name="brief")
        sys.stdout.flush()
        if status == INTERRUPTED:  # Typer makes an exit of its own of Ctrl-C, and says nothing
            return _fail("interrupted", INTERRUPTED)
        return status if isinstance(status, int) else 0
    except BriefError as error:
        return _fail(str(error), next(code for kind, code in _EXIT_CODES if isinstance(error, kind)))
    except typer.TyperException as error:
        return _fail_usage(error)
    except BrokenPipeError:
        abandon_stdout()  # the reader has left
        return PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return _fail("interrupted", INTERRUPTED)
    except MemoryError:
        abandon_stdout()
        return _fail("there is not enough memory for this; split the text, or lower BRIEF_MAX_CHARS", BAD_INPUT)


def _fail_usage(error: typer.TyperException) -> int:
    command = getattr(getattr(error, "ctx", None), "command_path", "brief")
    message = error.format_message()
    if "\n" in message:  # no command was given: the message is the help
        print(message, file=sys.stderr)
        return USAGE
    return _fail(f"{message.rstrip('.')}; see: {command} --help", error.exit_code)


def _fail(message: str, status: int) -> int:
    say(f"error: {_one_line(message)}")
    return status


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw is a bug of ours; it too is told in one line, with the place."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    say(f"error: this is a bug in brief ({kind.__name__}{place}: {_one_line(str(error))}); please report it")
    sys.exit(ENGINE_FAILED)


def _one_line(message: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(message.split()))


def _check_published(published: str | None) -> None:
    from datetime import date

    try:
        date.fromisoformat(published or "2000-01-01")
    except ValueError as error:
        raise typer.BadParameter(
            f"{published!r} is no date; write it as YYYY-MM-DD", param_hint="--published"
        ) from error


def _check_sources(sources: Sequence[str], output: Path | None) -> None:
    if sources.count("-") > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="SOURCE")
    if output is not None and any(source != "-" and _is_same_file(output, Path(source)) for source in sources):
        raise typer.BadParameter(f"{output} is a SOURCE and would be overwritten", param_hint="--output")


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _settings(engine: str, given: dict[str, Any], *, dry_run: bool) -> Settings:
    from brief.settings import Settings

    foreign = [name for name, value in given.items() if value is not None] + ["dry_run"] * dry_run
    if engine != "hosted" and foreign:
        option = foreign[0].replace("_", "-").replace("cache", "no-cache")
        raise typer.BadParameter("it is for --engine hosted", param_hint=f"--{option}")
    return Settings.from_environment(**given)


def _estimate(source: str, settings: Settings, *, published: str | None) -> str:
    from brief.engines.hosted import HostedEngine
    from brief.pipeline import check_document
    from brief.sources import read

    document = read(source, published=published)
    check_document(document, settings)
    return f"{_one_line(source)}: {HostedEngine(settings).estimate(document)}\n"


def _summarise(
    source: str, *, engine: Engine | Authoring, published: str | None, settings: Settings
) -> tuple[Document, Briefing]:
    from brief.sources import read

    with show_progress(f"reading {source}"):
        document = read(source, published=published)
    with show_progress(f"summarising {source}"):
        from brief.pipeline import summarise as summarise_document

        briefing = summarise_document(document, engine=engine, settings=settings)
    usage = briefing.provenance.usage
    for stage in usage.stages:
        say(
            f"{stage.stage}: {stage.calls} call{'' if stage.calls == 1 else 's'}, {stage.input_tokens:,} tokens in, "
            f"{stage.output_tokens:,} out, {stage.retries} {'retry' if stage.retries == 1 else 'retries'}, "
            f"{stage.cached} from the cache"
        )
    return document, briefing


def _render_all(made: Sequence[tuple[Document, Briefing]], *, format: str, everything: bool) -> str:
    from brief.renderers import render

    if len(made) == 1:
        document, briefing = made[0]
        return render(briefing, format=format, document=document, everything=everything)
    if format == "json":
        return "".join(briefing.model_dump_json() + "\n" for _, briefing in made)
    from brief.renderers.markdown import render_markdown

    pages = [
        render_markdown(briefing, everything=everything, prefix=f"{number}-")
        for number, (_, briefing) in enumerate(made, start=1)
    ]
    return "\n---\n\n".join(pages)


def _read_json(name: str) -> bytes:
    import json

    from brief.sources.content import read_content

    shown = "standard input" if name == "-" else name
    content = read_content(name, shown=shown, max_chars=100_000_000)
    try:
        record = json.loads(content)
    except UnicodeDecodeError as error:
        raise InputError(f"{shown}: byte {error.start} is no UTF-8; give the JSON file that brief wrote") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{shown}: this is no JSON ({error}); give the JSON file that brief wrote") from error
    if not isinstance(record, dict):
        raise InputError(f"{shown}: this JSON is no briefing; give the JSON file that brief wrote")
    return content
