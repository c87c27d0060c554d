"""One request and its answer: bytes within a limit, unpacked within the same limit; cookies are neither kept nor sent.

Where a redirection leads and whether it is followed is decided in `fetching`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Final, cast

from brief.errors import InputError

if TYPE_CHECKING:
    import socket

    from brief.sources.web.addresses import Address
    from brief.sources.web.connections import Connection, Deadline, Dialler

__all__ = ["Answer", "Exchange"]

_PIECE_BYTES: Final = 65_536
_ACCEPTED: Final = (
    "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,text/markdown;q=0.9,*/*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the content is empty where it was not wanted."""

    status: int
    reason: str
    headers: Message
    content: bytes
    is_whole: bool = True

    @property
    def redirects_to(self) -> str | None:
        """Where the answer says that the page is."""
        return self.headers.get("Location") if self.status in (301, 302, 303, 307, 308) else None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What asks for pages, and holds their size within `max_bytes`."""

    dialler: Dialler
    agent: str

    def get(self, address: Address, deadline: Deadline, *, max_bytes: int) -> Answer:
        """The answer to a request; the content of one that is larger is cut, and `is_whole` is False.

        Raises:
            InputError: If there is no answer, or none that can be understood.
        """
        connection = self.dialler.connect(address, deadline)
        try:
            connection.send(self._request(address, connection))
            response = HTTPResponse(cast("socket.socket", connection), method="GET")
            response.begin()
            wanted = response.status == 200
            content, is_whole = _read(response, deadline, max_bytes) if wanted else (b"", True)
            return Answer(response.status, response.reason, response.headers, content, is_whole)
        except (HTTPException, OSError, zlib.error) as error:
            deadline.left_s()
            raise InputError(
                f"{deadline.shown}: the answer of {address.host} cannot be read ({type(error).__name__}); try again, "
                "or save the page and name its file"
            ) from error
        finally:
            connection.close()

    def _request(self, address: Address, connection: Connection) -> bytes:
        headers = {
            "Host": address.authority,
            "User-Agent": self.agent,
            "Accept": _ACCEPTED,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **connection.headers,
        }
        lines = [f"GET {connection.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("ascii")


def _read(response: HTTPResponse, deadline: Deadline, max_bytes: int) -> tuple[bytes, bool]:
    pieces, n_bytes = [], 0
    for piece in _unpacked(response, deadline):
        pieces.append(piece)
        n_bytes += len(piece)
        if n_bytes > max_bytes:
            return b"".join(pieces)[:max_bytes], False
    if response.length:  # the standard library does not mind what is missing
        raise InputError(f"{deadline.shown}: the connection ended before the page did; try again")
    return b"".join(pieces), True


def _unpacked(response: HTTPResponse, deadline: Deadline) -> Iterator[bytes]:
    """The content in pieces, none of which is larger than a piece, however it was packed."""
    coding = (response.headers.get("Content-Encoding") or "identity").strip().casefold()
    if coding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise InputError(
            f"{deadline.shown}: the page is packed in a way that was not asked for ({coding[:20]}); "
            "save it and name its file"
        )
    unpacker = None if coding in ("identity", "") else zlib.decompressobj(wbits=47 if "gzip" in coding else 15)
    while piece := response.read(_PIECE_BYTES):
        deadline.left_s()
        if unpacker is None:
            yield piece
            continue
        while piece:
            yield unpacker.decompress(piece, _PIECE_BYTES)
            piece = unpacker.unconsumed_tail
            deadline.left_s()
    if unpacker is not None and not unpacker.eof:
        raise InputError(f"{deadline.shown}: the connection ended before the page did; try again")
