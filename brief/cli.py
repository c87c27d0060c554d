"""The command line: arguments in, results to standard output, everything else to standard error.

Only this module knows exit codes. What the commands do is done elsewhere and loaded when a command runs, so that
`brief --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brief.commands import audit, batch, diff, reference, stats, summarise
from brief.console import abandon_stdout, one_line, say, use_console, write_result
from brief.errors import BriefError, ConfigError, EngineError, GroundingError, InputError, NothingMeasured
from brief.evaluation import command as evaluation

if TYPE_CHECKING:
    from types import TracebackType

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


for command in (summarise, audit, diff, batch, stats, evaluation, reference):
    command.mount(app)


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
    say(f"error: {one_line(message)}")
    return status


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw is a bug of ours; it too is told in one line, with the place."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    say(f"error: this is a bug in brief ({kind.__name__}{place}: {one_line(str(error))}); please report it")
    sys.exit(ENGINE_FAILED)
