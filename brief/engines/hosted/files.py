"""Small files that several processes share: read or absent, written whole or not at all, for their owner only.

What stands in them, and what a missing one means, is for `cache`, `cassettes` and `abilities`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

__all__ = ["read_file", "try_folder", "user_cache_folder", "write_file"]


def read_file(path: Path) -> str | None:
    """What stands in a file; None if it is not there or cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError):
        return None


def write_file(path: Path, content: str, *, mode: int = 0o600) -> str | None:
    """Writes a file, so that a reader sees the old content or the new and nothing between.

    Returns:
        Why it could not be written; None if it was.
    """
    temporary = None
    try:
        path.parent.mkdir(mode=0o700 if mode == 0o600 else 0o777, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except (OSError, ValueError) as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        return f"{path.parent}: {error.strerror if isinstance(error, OSError) else error}"
    return None


def try_folder(folder: Path) -> str | None:
    """Makes a folder where there is none, and tries whether a file can be written to it.

    Returns:
        Why it cannot; None if it can.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, trial = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        os.close(handle)
        Path(trial).unlink()
    except (OSError, ValueError) as error:
        return f"{folder}: {error.strerror if isinstance(error, OSError) else error}"
    return None


def user_cache_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """Where a user's caches belong: `XDG_CACHE_HOME` where it is set, or else the platform's own place.

    >>> user_cache_folder({}, "linux", Path("/home/ada")).as_posix()
    '/home/ada/.cache/brief'
    """
    # The standard says that a relative path is to be ignored.
    if Path(environment.get("XDG_CACHE_HOME", "")).is_absolute():
        return Path(environment["XDG_CACHE_HOME"]) / "brief"
    if platform == "darwin":
        return home / "Library" / "Caches" / "brief"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "brief" / "Cache"
    return home / ".cache" / "brief"
