"""What is done: one row a document, in a SQLite file beside the output, so that a run that was killed can go on.

A row is written after the line it speaks of, so the ledger never knows more than the output holds; what the output
holds beyond it is cut off when the next run begins (`outputs`). One run at a time holds the ledger.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from brief.errors import ConfigError, InputError

__all__ = ["VERSION", "Entry", "Ledger", "open_ledger"]

# Raised when a table changes; an older ledger is read, a newer one is refused.
VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS documents (
    key TEXT PRIMARY KEY,      -- what the document is called in its source
    content TEXT NOT NULL,     -- SHA-256 of what was read
    recipe TEXT NOT NULL,      -- SHA-256 of engine, prompts and settings
    code TEXT,                 -- why it failed; null when it is done
    attempts INTEGER NOT NULL,
    name TEXT NOT NULL,        -- the file that holds its line
    start INTEGER NOT NULL,    -- where the line begins in that file, in bytes
    length INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    run INTEGER NOT NULL       -- the last run that met it
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS places ON documents (name, start);
CREATE INDEX IF NOT EXISTS runs ON documents (run);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document that has its line: what it was made of, and where it stands (bytes; `crc` is CRC-32)."""

    key: str
    content: str
    recipe: str
    code: str | None
    attempts: int
    name: str
    start: int
    length: int
    crc: int


_COLUMNS = "key, content, recipe, code, attempts, name, start, length, crc"


class Ledger:
    """The rows of one output. Every method raises InputError where SQLite finds the file damaged."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self.run = int(self.fact("run") or 0) + 1
        self.set_fact("run", str(self.run))

    def find(self, key: str) -> Entry | None:
        """The entry of a document, if it has one."""
        with _translated(self.path):
            row = self._db.execute(f"SELECT {_COLUMNS} FROM documents WHERE key = ?", (key,)).fetchone()
        return None if row is None else Entry(*row)

    def met(self, key: str) -> bool:
        """Whether this run has met the document already."""
        with _translated(self.path):
            row = self._db.execute("SELECT 1 FROM documents WHERE key = ? AND run = ?", (key, self.run)).fetchone()
        return row is not None

    def meet(self, key: str) -> None:
        """Notes that this run has met a document that needs nothing."""
        with _translated(self.path):
            self._db.execute("UPDATE documents SET run = ? WHERE key = ?", (self.run, key))

    def record(self, entry: Entry) -> None:
        """Writes an entry, in the place of the one of the same key."""
        values = (entry.key, entry.content, entry.recipe, entry.code, entry.attempts, entry.name)
        places = (entry.start, entry.length, entry.crc, self.run)
        with _translated(self.path):
            self._db.execute(
                f"INSERT OR REPLACE INTO documents ({_COLUMNS}, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, *places),
            )

    def forget(self, key: str) -> None:
        """Drops an entry: its line is gone."""
        with _translated(self.path):
            self._db.execute("DELETE FROM documents WHERE key = ?", (key,))

    def close_gaps(self) -> None:
        """Notes that all lines stand one behind the other now, in the order of their places."""
        with _translated(self.path):
            self._db.execute(
                "CREATE TEMP TABLE moved AS "
                "SELECT key, SUM(length) OVER (ORDER BY name, start) - length AS start FROM documents"
            )
            self._db.execute("CREATE UNIQUE INDEX temp.moved_keys ON moved (key)")
            self._db.execute("UPDATE documents SET start = (SELECT start FROM moved WHERE moved.key = documents.key)")
            self._db.execute("DROP TABLE moved")

    def total_length(self) -> int:
        """The bytes of all lines together."""
        with _translated(self.path):
            return int(self._db.execute("SELECT COALESCE(SUM(length), 0) FROM documents").fetchone()[0])

    def commit(self) -> None:
        """Makes what was written so far last; a process that is killed loses nothing of it."""
        with _translated(self.path):
            self._db.commit()

    def entries(self) -> Iterator[Entry]:
        """All entries by their place."""
        with _translated(self.path):
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM documents ORDER BY name, start")
            yield from (Entry(*row) for row in rows)

    def count(self, *, failed: bool | None = None, met: bool | None = None) -> int:
        """How many entries there are: failed ones or not, met by this run or not."""
        wheres, values = ["1"], []
        if failed is not None:
            wheres.append(f"code IS {'NOT ' * failed}NULL")
        if met is not None:
            wheres.append(f"run {'=' if met else '<'} ?")
            values.append(self.run)
        with _translated(self.path):
            return int(
                self._db.execute(f"SELECT COUNT(*) FROM documents WHERE {' AND '.join(wheres)}", values).fetchone()[0]
            )

    def fact(self, name: str) -> str | None:
        """Something that is known of the whole output."""
        with _translated(self.path):
            row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Notes something of the whole output."""
        with _translated(self.path):
            self._db.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """The ledger at a path, made if there is none, held by this process until the block ends.

    Raises:
        ConfigError: If another run holds it, or a newer version of brief wrote it.
        InputError: If it is damaged; nothing is overwritten.
    """
    with _held(path), _translated(path):
        connection = sqlite3.connect(path)
        try:
            _check_version(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.commit()
            ledger = Ledger(connection, path)
            ledger.commit()
            yield ledger
            connection.commit()
        finally:
            connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise ConfigError(
            f"{path}: a newer version of brief wrote this ledger (format {version}, this version reads up to "
            f"{VERSION}); update brief, or write to another file"
        )
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(str(verdict).splitlines()[0])


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """SQLite's errors in our words; a full disk is told as the operating system tells it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error) or "disk I/O" in str(error):  # the latter for a limit on the size of files
            raise InputError(
                f"{path}: there is no room for more, or the disk fails ({error}); what was done is kept; make room and "
                "run the same command"
            ) from error
        raise InputError(
            f"{path}: the ledger cannot be used ({error}); check the folder and its permissions"
        ) from error
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"{path}: the ledger is damaged ({error}); nothing was overwritten; restore it, or move it and its output "
            "away and start anew"
        ) from error


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Holds a lock file beside the ledger, with this process's number in it; the system frees it at any death."""
    lock_path = path.with_name(path.name + ".lock")
    try:
        lock = open(lock_path, "a+", encoding="utf-8")  # noqa: SIM115 # closed below, after the lock is given up
    except OSError as error:
        raise InputError(f"{lock_path}: it cannot be written ({error.strerror}); check the folder") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigError(f"{path}: {_describe_holder(lock)} is writing to this output; wait for it") from None
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        yield
        lock.seek(0)
        lock.truncate()


def _describe_holder(lock: IO[str]) -> str:
    lock.seek(0)
    pid = lock.read().strip()
    return f"another run (process {pid})" if pid else "another run"
