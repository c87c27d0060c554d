"""The bytes of a file or of standard input: all of them, or one clear refusal.

What the bytes mean is left to `encoding`.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import IO

from brief.errors import InputError

__all__ = ["read_content"]


def read_content(name: str, *, shown: str, max_bytes: int) -> bytes:
    """The bytes of the file `name`, or of standard input for `-`.

    Args:
        name: A path, or `-`.
        shown: What the source is called in an error.
        max_bytes: A source that is longer than that is refused, a file before any of it is read.

    Raises:
        InputError: If it cannot be read, or is too large.
    """
    try:
        if name == "-":
            if sys.stdin is None:
                raise InputError(f"{shown}: it is closed; open it, or name a file")
            return _read_bounded(sys.stdin.buffer, shown=shown, max_bytes=max_bytes)
        with open(name, "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > max_bytes:
                raise _too_large(shown, status.st_size, max_bytes)
            return _read_bounded(file, shown=shown, max_bytes=max_bytes)
    except OSError as error:
        raise InputError(f"{shown}: {_reason(error)}") from error
    except ValueError as error:  # a path with a NUL in it
        raise InputError(f"{shown!r}: this is no path ({error}); name a file, or - for standard input") from error


def _read_bounded(file: IO[bytes], *, shown: str, max_bytes: int) -> bytes:
    content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise _too_large(shown, None, max_bytes)
    return content


def _too_large(shown: str, n_bytes: int | None, max_bytes: int) -> InputError:
    size = f"{n_bytes:,} bytes are" if n_bytes else "it is"
    return InputError(
        f"{shown}: {size} more than the {max_bytes:,} bytes that are read; split it, or raise BRIEF_MAX_BYTES"
    )


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file; check the path, or give - to read standard input"
        case IsADirectoryError():
            return "this is a directory; name a file in it"
        case PermissionError():
            return "it may not be read; change its permissions"
        case _ if error.errno == errno.ENAMETOOLONG:
            return "this is too long for a path; pipe a text into standard input and give -"
        case _:
            return f"it cannot be read ({error.strerror or error}); check it, or give - to read standard input"
