"""Which documents a batch has: files, folders, patterns, lists, and tables with a column of texts.

They come one by one, so that a million need no more memory than one. Finding is separate from reading: a document that
cannot be read is still one of the batch, and gets its line.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief.batch.jobs import Task
from brief.batch.rows import Columns, count_rows, read_rows
from brief.errors import BriefError, InputError

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["Item", "count_items", "find_items"]

_TABLES = (".jsonl", ".ndjson", ".parquet")


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the batch: its key, where it stands (a table's row by its number), and how to read it.

    `load` raises InputError where it cannot be read.
    """

    key: str
    place: str
    load: Callable[[], Task]


def find_items(
    sources: Sequence[str],
    *,
    columns: Columns,
    settings: Settings,
    published: str | None = None,
    leave: Sequence[Path] = (),
) -> Iterator[Item]:
    """The documents of the sources, in order; a path that is met twice comes twice.

    Args:
        sources: Files, folders, patterns, tables, web addresses; `-` is a list of them on standard input, one a line.
        columns: What a table's columns are called.
        settings: How large a document may be.
        published: The date of publication, where neither table nor document says it.
        leave: Files and folders that are no sources, wherever they are met: what the batch itself writes.

    Raises:
        InputError: If a pattern matches nothing, or a table cannot be read.
    """
    for found in _find_paths(sources, leave):
        if isinstance(found, str):
            yield _page_item(found, published=published)
        elif found.suffix.casefold() in _TABLES:
            yield from _find_rows(found, columns, max_chars=settings.max_chars, published=published)
        else:
            yield _file_item(found, max_bytes=settings.max_bytes, published=published)


def count_items(sources: Sequence[str], *, leave: Sequence[Path] = ()) -> int | None:
    """How many documents `find_items` will find, without reading any; None where only reading would tell."""
    if "-" in sources:
        return None
    try:
        return sum(
            count_rows(found) if isinstance(found, Path) and found.suffix.casefold() in _TABLES else 1
            for found in _find_paths(sources, leave)
        )
    except (BriefError, OSError):
        return None


def _find_paths(sources: Iterable[str], leave: Sequence[Path]) -> Iterator[Path | str]:
    """Files and tables as paths, web addresses as they are."""
    from brief.sources.web import is_address

    left = {path.name: os.path.realpath(path) for path in leave}
    for source in _listed(sources):
        if is_address(source):
            yield source
        else:
            for path in _expand(source, left):
                if left.get(path.name) != os.path.realpath(path) if path.name in left else True:
                    yield path


def _listed(sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        if source == "-":
            yield from (line for raw in sys.stdin if (line := raw.rstrip("\r\n")))
        else:
            yield source


def _expand(source: str, left: Mapping[str, str]) -> Iterator[Path]:
    path = Path(source)
    if path.is_dir():
        yield from _walk(path, left)
    elif not path.exists() and glob.has_magic(source):
        found = False
        for name in glob.iglob(source, recursive=True):
            if not os.path.isdir(name):
                found = True
                yield Path(name)
        if not found:
            raise InputError(f"{source}: no file has such a name; check the pattern")
    else:
        yield path  # one that is not there gets its line, too: a list may be older than its files


def _walk(folder: Path, left: Mapping[str, str]) -> Iterator[Path]:
    """The documents and tables of a folder and of those in it; what is hidden, and what is of another kind, is not."""
    from brief.sources.recognition import suffix_kind

    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (name not in left or left[name] != os.path.realpath(Path(parent, name)))
        )
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and (suffix_kind(name) or path.suffix.casefold() in _TABLES):
                yield path


def _file_item(path: Path, *, max_bytes: int, published: str | None) -> Item:
    name = os.path.normpath(path)
    key = _writable(name)

    def load() -> Task:
        from brief.sources.content import read_content

        return Task(key, key, read_content(name, shown=key, max_bytes=max_bytes), published=published)

    return Item(key, key, load)


def _page_item(address: str, *, published: str | None) -> Item:
    key = _writable(address)
    return Item(key, key, lambda: Task(key, key, None, published=published))


def _writable(name: str) -> str:
    """A name as UTF-8 can write it: of a file's, the bytes that are no text are shown by their numbers."""
    return name.encode("utf-8", "backslashreplace").decode()


def _find_rows(path: Path, columns: Columns, *, max_chars: int, published: str | None) -> Iterator[Item]:
    shown = _writable(str(path))
    for number, row in read_rows(path, columns):
        name = _cell(row, columns.id) if isinstance(row, dict) else None
        place = f"{shown}:{'#' if columns.id else ''}{number}"  # a number may be somebody's id
        key = f"{shown}:{name}" if name else place
        load = _row_loader(key, row, columns, name=name, max_chars=max_chars, published=published)
        yield Item(key, place, load)


def _row_loader(
    key: str,
    row: dict[str, Any] | str,
    columns: Columns,
    *,
    name: str | None,
    max_chars: int,
    published: str | None,
) -> Callable[[], Task]:
    def load() -> Task:
        if isinstance(row, str):
            raise InputError(f"{key}: {row}")
        text = row.get(columns.text)
        if not isinstance(text, str):
            there = ", ".join(map(str, row)) or "none"
            raise InputError(
                f"{key}: there is no text in {columns.text!r} (its fields: {there}); name it: --text-field"
            )
        if len(text) > max_chars:
            raise InputError(f"{key}: {len(text):,} characters are more than the {max_chars:,} that are read")
        stated = _cell(row, columns.published)
        day = published if stated is None else stated[:10]
        return Task(key, key, text, id=name, title=_cell(row, columns.title), published=day)

    return load


def _cell(row: dict[str, Any], column: str | None) -> str | None:
    value = None if column is None else row.get(column)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return None if value is None else _writable(str(value))
