"""The command `brief summarise`: sources in, briefings out. What a briefing says is decided elsewhere.

Everything is loaded when the command runs, so that `brief --help` answers at once. `mount` puts it on an application.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from brief.commands.inputs import AllowPrivate, Published, Reading, Type, read_source
from brief.commands.output import choose_format, write_briefings
from brief.console import one_line, say, show_progress, use_warnings, write_result

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.document import Document
    from brief.engines.proposal import Authoring, Engine
    from brief.settings import Settings

__all__ = ["check_published", "mount", "summarise"]

_EPILOG = """\b
Examples:
  brief summarise article.txt
  brief summarise article.txt --published 2021-06-03 -o briefing.md
  brief summarise article.md -o briefing.json
  brief summarise article.txt -o briefing.html
  brief summarise article.txt -o briefing.docx --all
  brief summarise *.txt --format csv -o claims.csv
  brief summarise paper.pdf --save-text paper.txt
  brief summarise https://example.org/news/levy
  xclip -o | brief summarise - --type html

\b
With a model behind an endpoint that speaks OpenAI's Chat Completions:
  OPENAI_API_KEY=… brief summarise article.txt --engine hosted --model MODEL
  brief summarise article.txt --engine hosted --model MODEL --dry-run
  brief summarise article.txt --engine hosted --model MODEL --base-url http://127.0.0.1:8080/v1

Every other setting is a variable; see `brief settings`."""


def mount(app: typer.Typer) -> None:
    """Puts `summarise` on an application."""
    app.command(short_help="Write a neutral briefing of each source.", epilog=_EPILOG)(summarise)


def summarise(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Text, Markdown, HTML, PDF, Word or e-mail files, web addresses; - is standard input.",
        ),
    ],
    engine: Annotated[
        Literal["embedded", "hosted"],
        typer.Option(help="Who reads: rules on this machine, or a model; the text is then sent to its endpoint."),
    ] = "embedded",
    published: Published = None,
    type: Type = None,
    save_text: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the text that was read there; offsets point into it.")
    ] = None,
    allow_private: AllowPrivate = False,
    format: Annotated[
        Literal["markdown", "json", "html", "jsonld", "stix", "csv", "docx"] | None,
        typer.Option(
            help="A page to read, to look at (html) or to work on (docx); the whole record; data for other tools. "
            "Without it the name of FILE tells, or it is a page to read."
        ),
    ] = None,
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

    In a terminal the page is laid out for it; a pipe or a file gets Markdown. Several briefings become pages one after
    the other, one object a line (json, jsonld, stix) or one table (csv). When one SOURCE fails, nothing is written.
    """
    use_warnings()
    check_published(published)
    _check_sources(sources, output, save_text)
    given = {
        "model": model, "base_url": base_url, "max_tokens": max_tokens, "output_language": output_language,
        "verify": verify or None, "cache": False if no_cache else None, "record": record, "replay": replay,
    }  # fmt: skip
    settings = _settings(engine, given, dry_run=dry_run)
    chosen = choose_format(format, output=output, n_sources=len(sources))
    reading = Reading(type, published, allow_private, save_text)
    if dry_run:
        write_result("".join(_estimate(source, settings, reading) for source in sources), output)
        return
    from brief.pipeline import open_engine

    proposer = open_engine(engine, settings=settings)  # one for all, so that its limits hold for all
    made = [_summarise(source, engine=proposer, reading=reading, settings=settings) for source in sources]
    write_briefings(made, output, format=chosen, everything=everything)


def check_published(published: str | None) -> None:
    """Refuses, as a mistake in the command, what is no date."""
    from datetime import date

    try:
        date.fromisoformat(published or "2000-01-01")
    except ValueError as error:
        raise typer.BadParameter(
            f"{published!r} is no date; write it as YYYY-MM-DD", param_hint="--published"
        ) from error


def _check_sources(sources: Sequence[str], output: Path | None, save_text: Path | None) -> None:
    if sources.count("-") > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="SOURCE")
    for option, path in (("--output", output), ("--save-text", save_text)):
        if path is not None and any(source != "-" and _is_same_file(path, Path(source)) for source in sources):
            raise typer.BadParameter(f"{path} is a SOURCE and would be overwritten", param_hint=option)
    if save_text is None:
        return
    if len(sources) > 1:
        raise typer.BadParameter("it is for one SOURCE", param_hint="--save-text")
    if str(save_text) == "-" or (output is not None and save_text.absolute() == output.absolute()):
        raise typer.BadParameter("it needs a file of its own beside the briefing's", param_hint="--save-text")


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


def _estimate(source: str, settings: Settings, reading: Reading) -> str:
    from brief.engines.hosted import HostedEngine
    from brief.pipeline import check_document

    document = read_source(source, reading, settings=settings)
    check_document(document, settings)
    return f"{one_line(source)}: {HostedEngine(settings).estimate(document)}\n"


def _summarise(
    source: str, *, engine: Engine | Authoring, reading: Reading, settings: Settings
) -> tuple[Document, Briefing]:
    document = read_source(source, reading, settings=settings)
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
