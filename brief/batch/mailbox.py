"""The letters of a batch that is sent by post: what was asked, with which delivery it went out, what came back.

They stand in an SQLite file beside the output. A letter is named by the hash of its body, so that each question is
sent, and paid for, once. Who writes letters is for `posting`, who carries them for `brief.engines.hosted.deliveries`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Self

from brief.errors import InputError

__all__ = ["Letter", "Mailbox"]

_TABLES = """
CREATE TABLE IF NOT EXISTS letters (
    key TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    delivery TEXT,                   -- null while it waits to be sent
    tries INTEGER NOT NULL DEFAULT 0,
    answer TEXT,                     -- the endpoint's payload, as it came
    complaint TEXT                   -- or why there is none
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS waiting ON letters (delivery) WHERE answer IS NULL;
CREATE TABLE IF NOT EXISTS deliveries (
    name TEXT PRIMARY KEY,           -- ours, noted before it is sent
    id TEXT,                         -- the endpoint's, noted when it is
    over INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """One question: how often it was sent, and what came of it."""

    tries: int
    waits: bool
    answer: str | None
    complaint: str | None


class Mailbox:
    """The letters at a path; may be asked from several threads.

    Raises:
        InputError: If the file is damaged or cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(_TABLES)
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    def find(self, key: str) -> Letter | None:
        """The letter of that name, if it was ever written."""
        rows = self._do("SELECT tries, delivery IS NULL, answer, complaint FROM letters WHERE key = ?", key)
        return None if not rows else Letter(rows[0][0], bool(rows[0][1]), rows[0][2], rows[0][3])

    def write(self, key: str, body: dict[str, Any]) -> None:
        """Puts a letter among those to be sent, anew if it was sent before."""
        self._do(
            "INSERT INTO letters (key, body) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET delivery = NULL, answer = NULL, complaint = NULL",
            key,
            json.dumps(body, ensure_ascii=False),
        )

    def waiting(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every letter that is to be sent, by name."""
        last = ""
        query = (
            "SELECT key, body FROM letters WHERE delivery IS NULL AND answer IS NULL AND key > ? ORDER BY key LIMIT 100"
        )
        while rows := self._do(query, last):
            yield from ((key, json.loads(body)) for key, body in rows)
            last = rows[-1][0]

    def count(self, *, sent: bool) -> int:
        """How many letters are to be sent, or were sent and have not come back."""
        condition = "IS NOT NULL" if sent else "IS NULL"
        rows = self._do(
            f"SELECT COUNT(*) FROM letters WHERE answer IS NULL AND complaint IS NULL AND delivery {condition}"
        )
        return int(rows[0][0])

    def all(self) -> Iterator[tuple[dict[str, Any], str | None, bool]]:
        """Every letter: its body, its answer if it has one, whether it is still to be sent."""
        last = ""
        query = "SELECT key, body, answer, delivery IS NULL FROM letters WHERE key > ? ORDER BY key LIMIT 100"
        while rows := self._do(query, last):
            yield from ((json.loads(body), answer, answer is None and bool(waits)) for _, body, answer, waits in rows)
            last = rows[-1][0]

    def begin_delivery(self, name: str, keys: list[str]) -> None:
        """Notes that letters are about to be sent."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT INTO deliveries (name) VALUES (?)", (name,))
            self._db.executemany(
                "UPDATE letters SET delivery = ?, tries = tries + 1 WHERE key = ?", ((name, key) for key in keys)
            )
            self._db.execute("COMMIT")

    def note_delivery(self, name: str, id: str) -> None:
        """Notes what the endpoint calls a delivery."""
        self._do("UPDATE deliveries SET id = ? WHERE name = ?", id, name)

    def deliveries(self) -> list[tuple[str, str | None]]:
        """Those that are not over: our name, and the endpoint's where it was noted."""
        return [(name, id) for name, id in self._do("SELECT name, id FROM deliveries WHERE NOT over ORDER BY name")]

    def receive(self, key: str, *, answer: str | None, complaint: str | None) -> None:
        """Keeps what came back for a letter."""
        self._do("UPDATE letters SET answer = ?, complaint = ? WHERE key = ?", answer, complaint, key)

    def end_delivery(self, name: str, *, sent: bool = True) -> None:
        """Notes that nothing more will come of a delivery; what it left unanswered waits to be sent again."""
        back = "" if sent else ", tries = tries - 1"
        self._do(
            f"UPDATE letters SET delivery = NULL{back} WHERE delivery = ? AND answer IS NULL AND complaint IS NULL",
            name,
        )
        self._do("UPDATE deliveries SET over = 1 WHERE name = ?", name)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _do(self, statement: str, *values: object) -> list[Any]:
        try:
            with self._lock:
                return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error

    def _told(self, error: sqlite3.DatabaseError) -> InputError:
        return InputError(
            f"{self.path}: the letters of this batch cannot be read or written ({error}); make room, or restore it"
        )
