"""Where the lines go: one file with a line a document, or a folder with a file each.

An output writes a line whole, says where it stands, and at the start of a run is brought back to what the ledger
knows. What a line holds is for `records`, when it is written for `running`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, Self

from brief.batch.ledger import Entry, Ledger
from brief.errors import ConfigError, InputError

__all__ = ["FolderOutput", "LinesOutput", "Output", "Place", "ledger_path", "lines_path", "name_file", "open_output"]

_COPY_BYTES = 1 << 20
# A file name may have 255 bytes; a character up to four.
_NAME_CHARS = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its file, its first byte, its bytes, their CRC-32."""

    name: str
    start: int
    length: int
    crc: int


class Output(Protocol):
    """What `running` asks of an output."""

    def mend(self, ledger: Ledger) -> int:
        """Brings output and ledger to agreement; the number of documents whose lines are gone."""

    def write(self, key: str, line: bytes) -> Place:
        """Writes one document's line, with its line break."""

    def flush(self, ledger: Ledger) -> None:
        """Makes what was written last, also when the power fails."""

    def settle(self, ledger: Ledger) -> int:
        """Removes lines that another has replaced; their number."""

    def close(self) -> None:
        """Ends the writing."""


def ledger_path(output: Path) -> Path:
    """Where the ledger of an output is: beside it."""
    return output.with_name(output.name + ".ledger")


def lines_path(output: Path) -> Path:
    """The file of lines behind an output; a table of claims is made of one when the run is done."""
    return output.with_name(output.name + ".jsonl") if output.suffix.casefold() == ".parquet" else output


def open_output(output: Path, ledger: Ledger) -> Output:
    """The output of that name, brought to what the ledger knows: `OUT.jsonl`, `OUT.parquet`, or a folder.

    Raises:
        ConfigError: If there is something of that name which no run of a batch has written.
        InputError: If it cannot be written.
    """
    is_folder = output.is_dir() or (not output.suffix and not output.exists())
    path = output if is_folder else lines_path(output)
    if not ledger.fact("output"):
        if path.exists() and (any(path.iterdir()) if is_folder else path.stat().st_size):
            raise ConfigError(
                f"{path}: it is there already, and no ledger says what is in it; name another with -o, or move it away"
            )
        ledger.set_fact("output", "folder" if is_folder else "lines")
    opened: Output = FolderOutput(path) if is_folder else LinesOutput(path)
    opened.mend(ledger)
    return opened


class LinesOutput:
    """One file, a line a document, in the order in which they were done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[bytes] | None = None
        self._end = 0
        self._flushed = 0

    def mend(self, ledger: Ledger) -> int:
        """Cuts off what the ledger does not know; drops what the file does not hold (as after a power failure)."""
        _finish_settling(self.path, ledger)
        size = self.path.stat().st_size if self.path.exists() else 0
        flushed = int(ledger.fact("flushed") or 0)
        end, lost = 0, []
        with _told(self.path), open(self.path, "a+b") as file:
            for entry in ledger.entries():
                whole = entry.start + entry.length <= size
                if not whole or (entry.start >= flushed and not _holds(file, entry)):
                    lost.append(entry.key)
                else:
                    end = max(end, entry.start + entry.length)
            if size > end:
                file.truncate(end)
        for key in lost:
            ledger.forget(key)
        ledger.commit()
        self._end = self._flushed = end
        return len(lost)

    def write(self, key: str, line: bytes) -> Place:
        """Appends the line.

        Raises:
            InputError: If there is no room; the file then ends where it ended before.
        """
        with _told(self.path):
            if self._file is None:
                self._file = open(self.path, "ab", buffering=0)  # noqa: SIM115 # open until `close`
            try:
                _write_all(self._file, line)
            except OSError:
                self._file.truncate(self._end)
                raise
        place = Place(self.path.name, self._end, len(line), zlib.crc32(line))
        self._end += len(line)
        return place

    def flush(self, ledger: Ledger) -> None:
        """Has the system write the file to its disk, and notes how far it is safe."""
        if self._file is not None and self._flushed < self._end:
            with _told(self.path):
                os.fsync(self._file.fileno())
            self._flushed = self._end
            ledger.set_fact("flushed", str(self._flushed))

    def settle(self, ledger: Ledger) -> int:
        """Writes the file anew without the lines that no entry speaks of, if there are any.

        The new file is put in the old one's place in one step; whoever is killed in between goes on from the note in
        the ledger that says which of the two stands there.

        Raises:
            InputError: If a line is not the one that was written.
        """
        self.flush(ledger)
        live = ledger.total_length()
        if live == self._end:
            return 0
        self.close()
        fresh = self.path.with_name(self.path.name + ".settling")
        n_lines = _count_lines(self.path)
        kept = 0
        with _told(fresh), open(self.path, "rb") as old, open(fresh, "wb") as new:
            for entry in ledger.entries():
                old.seek(entry.start)
                line = old.read(entry.length)
                if zlib.crc32(line) != entry.crc:
                    raise InputError(
                        f"{self.path}: somebody else has changed it, and its lines are not where the ledger has them; "
                        "restore it, or move both away and start anew"
                    )
                new.write(line)
                kept += 1
            new.flush()
            os.fsync(new.fileno())
        ledger.set_fact("settling", str(live))
        ledger.commit()
        os.replace(fresh, self.path)
        _finish_settling(self.path, ledger)
        self._end = self._flushed = live
        return n_lines - kept

    def close(self) -> None:
        """Closes the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class FolderOutput:
    """A folder with one file a document, each written in one step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)

    def mend(self, ledger: Ledger) -> int:
        """Drops the entries whose file is gone or of another size."""
        lost = []
        for entry in ledger.entries():
            path = self.folder / entry.name
            if not path.is_file() or path.stat().st_size != entry.length:
                lost.append(entry.key)
        for key in lost:
            ledger.forget(key)
        ledger.commit()
        return len(lost)

    def write(self, key: str, line: bytes) -> Place:
        """Writes the document's file, or writes it anew."""
        name = name_file(key)
        path = self.folder / name
        fresh = path.with_name(f".{name}.writing")
        with _told(path):
            try:
                with open(fresh, "wb") as file:
                    file.write(line)
                os.replace(fresh, path)
            except OSError:
                fresh.unlink(missing_ok=True)
                raise
        return Place(name, 0, len(line), zlib.crc32(line))

    def flush(self, ledger: Ledger) -> None:
        """Nothing: each file is whole."""

    def settle(self, ledger: Ledger) -> int:
        """Nothing is left over: a file replaces the one of its document."""
        return 0

    def close(self) -> None:
        """Nothing is open."""


def name_file(key: str) -> str:
    """A file name for a document: what can be read of its key, and enough of a hash to tell it from all others.

    >>> name_file("reports/May 3.txt")
    'reports-May-3.txt-dc40ec58b6.json'
    """
    readable = re.sub(r"[^\w.-]+", "-", key).strip("-.")[-_NAME_CHARS:]
    return f"{readable}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}.json"


def _holds(file: IO[bytes], entry: Entry) -> bool:
    file.seek(entry.start)
    return zlib.crc32(file.read(entry.length)) == entry.crc


def _write_all(file: IO[bytes], content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[file.write(view) :]


def _count_lines(path: Path) -> int:
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_COPY_BYTES), b""))


def _finish_settling(path: Path, ledger: Ledger) -> None:
    """Gives the entries their places in the file that was written anew, if it stands there already."""
    size = ledger.fact("settling")
    if not size:
        return
    fresh = path.with_name(path.name + ".settling")
    if fresh.exists():  # killed before it took the old one's place: the old one still stands
        fresh.unlink()
    else:
        ledger.close_gaps()
        ledger.set_fact("flushed", size)
    ledger.set_fact("settling", "")
    ledger.commit()


class _told:  # noqa: N801 # used like a function
    """The errors of the system about a path, in our words."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise InputError(
                    f"{self._path}: there is no room for more ({error.strerror}); what was done is kept; make room "
                    "and run the same command"
                ) from error
            raise InputError(f"{self._path}: it cannot be written ({error.strerror}); check the folder") from error
