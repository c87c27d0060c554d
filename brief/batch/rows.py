"""The rows of a table of texts, JSON lines or Parquet, one by one: a million need no more memory than a few.

Which of a row's fields is what is told by `Columns`; what becomes of a row is for `inputs`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief.errors import ConfigError, InputError

__all__ = ["Columns", "count_rows", "read_rows"]

_ROWS_AT_ONCE = 64

# A row, or what is wrong with it.
Row = dict[str, Any] | str


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns: its texts, and what else is known of each."""

    text: str = "text"
    id: str | None = None
    published: str | None = None
    title: str | None = None


def read_rows(path: Path, columns: Columns) -> Iterator[tuple[int, Row]]:
    """Each row with its number, which in a file of lines is its line's; blank lines are none.

    Raises:
        InputError: If the table cannot be read, or has no such column of texts.
        ConfigError: If it is Parquet, and the package for that is not installed.
    """
    return _parquet_rows(path, columns) if _is_parquet(path) else _json_rows(path)


def count_rows(path: Path) -> int:
    """How many rows a table has; no row is read.

    Raises:
        InputError: If the table cannot be read.
        ConfigError: If it is Parquet, and the package for that is not installed.
    """
    try:
        if _is_parquet(path):
            with _parquet().ParquetFile(path) as table:
                return int(table.metadata.num_rows)
        with open(path, "rb") as file:
            return sum(1 for line in file if line.strip())
    except (OSError, ValueError) as error:  # those of Arrow are among the latter
        raise InputError(f"{path}: it cannot be read ({error}); check the path") from error


def _is_parquet(path: Path) -> bool:
    return path.suffix.casefold() == ".parquet"


def _json_rows(path: Path) -> Iterator[tuple[int, Row]]:
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, _parse_line(line)
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}); check the path") from error


def _parse_line(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"this line is no JSON ({error}); mend it"
    return row if isinstance(row, dict) else "this line is no JSON object; mend it"


def _parquet_rows(path: Path, columns: Columns) -> Iterator[tuple[int, Row]]:
    parquet = _parquet()
    wanted = [name for name in (columns.text, columns.id, columns.published, columns.title) if name is not None]
    try:
        with parquet.ParquetFile(path) as table:
            there = table.schema_arrow.names
            if columns.text not in there:
                raise InputError(
                    f"{path}: there is no column {columns.text!r}; name one of: {', '.join(there)} (--text-field)"
                )
            number = 0
            for batch in table.iter_batches(
                batch_size=_ROWS_AT_ONCE, columns=[name for name in wanted if name in there]
            ):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except (OSError, ValueError) as error:  # those of Arrow are among the latter
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise InputError(f"{path}: it cannot be read as Parquet ({reason}); check the path") from error


def _parquet() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise ConfigError("Parquet needs one more package; install it: pip install 'brief-engine[parquet]'") from None
    return pyarrow.parquet
