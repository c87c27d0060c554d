"""Readers of foreign bytes at work in a process of their own, which may use so much memory and time and no more.

A page, a PDF or an archive can be made to swell in whoever opens it. Whatever happens in there, the caller gets a
reading or one clear refusal, and keeps its own memory. What the readers do is left to them.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
from typing import IO, Any, Final

from brief.errors import ConfigError, InputError
from brief.sources.reading import Hints, Reading

__all__ = ["read_confined", "serve"]

# What each format needs, by the name it is imported and the name it is installed by.
_PACKAGES: Final = {
    "html": ("trafilatura", "trafilatura"),
    "md": ("markdown_it", "markdown-it-py"),
    "pdf": ("pypdfium2", "pypdfium2"),
    "docx": ("docx", "python-docx"),
    "eml": ("trafilatura", "trafilatura"),
}
# Address space, of which Python with all that a reader loads takes 0.3 GB before it has read anything.
_MEMORY_BYTES: Final = 2_000_000_000
_PROGRAM: Final = (
    "import json, sys; order = json.loads(sys.stdin.buffer.readline()); sys.path[:] = order.pop('path'); "
    "from brief.sources.confinement import serve; serve(order, sys.stdin.buffer, sys.stdout)"
)
# The rest of the environment is none of a reader's business, a key least of all.
_ENVIRONMENT: Final = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG")


def read_confined(kind: str, content: bytes, hints: Hints, *, timeout_s: float) -> Reading:
    """What the reader of that format makes of the bytes.

    Raises:
        ConfigError: If the format's package is not installed.
        InputError: If the bytes cannot be read, or not with the memory and time that is given.
    """
    module, package = _PACKAGES[kind]
    if importlib.util.find_spec(module) is None:
        raise ConfigError(f"{hints.shown}: reading this needs {package}; install it: pip install {package}")
    if not sys.executable:
        raise ConfigError(f"{hints.shown}: there is no Python to read this with; give plain text")
    order = {
        "path": sys.path,
        "kind": kind,
        "seconds": timeout_s,
        "hints": {"shown": hints.shown, "charset": hints.charset, "address": hints.address},
    }
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", _PROGRAM],
            input=json.dumps(order).encode() + b"\n" + content,
            capture_output=True,
            timeout=timeout_s,
            env=environment | {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(hints.shown, f"more than {timeout_s:g} s", "raise BRIEF_READ_TIMEOUT_S") from None
    return _understand(done, hints.shown)


def _understand(done: subprocess.CompletedProcess[bytes], shown: str) -> Reading:
    with contextlib.suppress(ValueError):
        answer = json.loads(done.stdout)
        if "refused" in answer:
            raise InputError(answer["refused"])
        if "exhausted" in answer:
            raise _too_much(shown, "more memory than a text should", "split it")
        return Reading.from_record(answer["reading"])
    last = done.stderr.decode("utf-8", errors="replace").strip().splitlines()[-1:] or [f"status {done.returncode}"]
    if "MemoryError" in last[0] or "bad_alloc" in last[0]:
        raise _too_much(shown, "more memory than a text should", "split it")
    what = last[0].partition(":")[0].rpartition(".")[2][:60]
    raise InputError(
        f"{shown}: it cannot be read ({what}): it is damaged, or made in a way that no reader expects; "
        "open it in its own program and save it anew, or give its text"
    )


def _too_much(shown: str, what: str, remedy: str) -> InputError:
    return InputError(f"{shown}: reading it takes {what}; it is damaged or made to do so: {remedy}, or give its text")


def serve(order: dict[str, Any], source: IO[bytes], sink: IO[str]) -> None:
    """Read what is ordered, within limits, and write the answer; this is what the process of its own does."""
    _limit(order["seconds"])
    hints = Hints(**order["hints"])
    answer: dict[str, Any]
    try:
        answer = {"reading": _read(order["kind"], source.read(), hints).to_record()}
    except InputError as error:
        answer = {"refused": str(error)}
    except (MemoryError, RecursionError):
        answer = {"exhausted": True}
    json.dump(answer, sink)
    sink.flush()
    os._exit(0)  # libraries that tidy up after a hostile file have been known to fail at it


def _read(kind: str, content: bytes, hints: Hints) -> Reading:
    if kind == "html":
        from brief.sources.html import read_html

        return read_html(content, hints)
    if kind == "pdf":
        from brief.sources.pdf import read_pdf

        return read_pdf(content, hints)
    if kind == "docx":
        from brief.sources.word import read_word

        return read_word(content, hints)
    if kind == "eml":
        from brief.sources.mail import read_mail

        return read_mail(content, hints)
    from brief.sources.markdown import read_markdown

    return read_markdown(content, hints)


def _limit(seconds: float) -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's clock alone holds
        return
    for limit, amount in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CPU, int(seconds) + 2),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        lower = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (lower, hard))
