"""The streams and files the command line writes to: results in one piece, progress only when it takes a while."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from brief.errors import ConfigError

__all__ = ["abandon_stdout", "one_line", "say", "show_progress", "use_console", "use_warnings", "write_result"]

# A step shorter than this is not worth a line; one that goes on says so again, each time after twice as long.
_FIRST_SIGN_S = 1.0
_NEXT_SIGN_S = 10.0


def use_console() -> None:
    """Make standard output and error take any character, whatever the locale says."""
    if sys.stderr is None:  # closed by the caller; print would then turn to standard output
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # open until the process ends
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def use_warnings() -> None:
    """Show what the package's modules warn of, one line each, and nobody else's warnings."""
    import logging
    import warnings

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("brief: warning: %(message)s"))
    logging.getLogger("brief").handlers = [handler]
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def say(line: str) -> None:
    """Put a line on standard error, if anybody listens."""
    with contextlib.suppress(OSError, ValueError):
        print(f"brief: {line}", file=sys.stderr, flush=True)


def abandon_stdout() -> None:
    """Give up standard output, which can no longer be written: nothing complains of it when the process ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


@contextlib.contextmanager
def show_progress(step: str) -> Iterator[None]:
    """Say on standard error what is going on, once it has taken over a second."""
    done = threading.Event()

    def report() -> None:
        waited = _FIRST_SIGN_S
        if done.wait(waited):
            return
        say(f"{step} …")
        pause = _NEXT_SIGN_S
        while not done.wait(pause):
            waited += pause
            pause = waited
            say(f"still {step}, after {waited:.0f} s")

    reporter = threading.Thread(target=report, daemon=True)
    reporter.start()
    try:
        yield
    finally:
        done.set()
        reporter.join()


def write_result(content: str | bytes, path: Path | None = None) -> None:
    """Write to standard output, or to a file in one piece: a file of that name is replaced whole or left alone.

    A text is written in UTF-8.

    Raises:
        ConfigError: If the file cannot be written.
    """
    if path is None or str(path) == "-":
        _write_stdout(content)
        return
    try:
        _write_file(content.encode("utf-8") if isinstance(content, str) else content, path)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror or error}); name another file with -o"
        ) from error


def _write_stdout(content: str | bytes) -> None:
    if sys.stdout is None:
        raise ConfigError("standard output is closed; open it, or name a file with -o")
    try:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_stdout()
        raise ConfigError(
            f"standard output cannot be written ({error.strerror or error}); check where it goes"
        ) from error


def _write_file(content: bytes, path: Path) -> None:
    target = Path(os.path.realpath(path))  # a link stays a link
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as device:  # /dev/null and pipes cannot be replaced; a directory is refused here
            device.write(content)
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part")
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def one_line(message: str) -> str:
    """The message on one line, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(message.split()))
