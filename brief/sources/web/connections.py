"""A connection to the very address that was checked, with TLS for the name that was asked for, until a point in time.

Every wait ends at the deadline, however slowly the other side drips. What is said over it is left to `exchanges`.
"""

from __future__ import annotations

import base64
import io
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from brief.errors import ConfigError, InputError
from brief.sources.web.addresses import Resolve, is_public, look_up

if TYPE_CHECKING:
    import ssl

    from brief.sources.web.addresses import Address

__all__ = ["Connection", "Deadline", "Dialler"]

_MAX_TRIES = 4
_MAX_PROXY_HEADER_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time until which all is to be done."""

    shown: str
    timeout_s: float
    began: float = field(default_factory=time.monotonic)

    def left_s(self) -> float:
        """How long that still is.

        Raises:
            InputError: If it is over.
        """
        left = self.began + self.timeout_s - time.monotonic()
        if left <= 0:
            raise InputError(
                f"{self.shown}: it was not fetched within {self.timeout_s:g} s; try again, or raise "
                "BRIEF_FETCH_TIMEOUT_S"
            )
        return left


class _Stream(io.RawIOBase):
    """What a socket sends, each piece of it waited for no longer than until the deadline."""

    def __init__(self, link: socket.socket, deadline: Deadline) -> None:
        self._link, self._deadline = link, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._link.settimeout(self._deadline.left_s())
        try:
            return self._link.recv_into(buffer)
        except TimeoutError:
            self._deadline.left_s()
            raise


@dataclass(slots=True)
class Connection:
    """An open connection; a request is named by `target` on it, which is the whole address on the way to a proxy."""

    link: socket.socket
    deadline: Deadline
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def send(self, content: bytes) -> None:
        """Send bytes."""
        self.link.settimeout(self.deadline.left_s())
        self.link.sendall(content)

    def makefile(self, mode: str = "rb") -> BinaryIO:
        """What comes back, as a file; the name is that which the standard library asks a socket for."""
        return cast(BinaryIO, io.BufferedReader(_Stream(self.link, self.deadline)))

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self.link.close()


@dataclass(frozen=True, slots=True)
class Dialler:
    """What connects to hosts, and to none that is not public unless that is allowed.

    `proxies` gives a proxy's address for a scheme; `resolve` is what knows names, `tls` what trusts certificates: the
    system's where they are None.
    """

    allow_private: bool = False
    proxies: Mapping[str, str] = field(default_factory=dict)
    resolve: Resolve | None = None
    tls: ssl.SSLContext | None = None

    def connect(self, address: Address, deadline: Deadline) -> Connection:
        """A connection to the host of an address.

        Raises:
            InputError: If it is not public, cannot be reached, or shows no certificate for its name.
            ConfigError: If the proxy's address cannot be used.
        """
        proxy = self.proxies.get(address.scheme)
        if proxy:
            return self._connect_by(proxy, address, deadline)
        link = self._dial(self._allowed(address, deadline), address.port, address.host, deadline)
        if address.scheme == "https":
            link = self._secure(link, address.host, deadline)
        return Connection(link, deadline, address.target)

    def _allowed(self, address: Address, deadline: Deadline) -> list[str]:
        """The numbers of a host that may be spoken to."""
        numbers = look_up(address.host, address.port, resolve=self.resolve, timeout_s=deadline.left_s())
        allowed = [number for number in numbers if self.allow_private or is_public(number)]
        if not allowed:
            shown = "" if address.host == numbers[0] else f" ({numbers[0]})"
            raise InputError(
                f"{deadline.shown}: {address.host}{shown} is an address of this machine or of a private network; "
                "give --allow-private if it is to be fetched"
            )
        return allowed

    def _dial(self, numbers: list[str], port: int, host: str, deadline: Deadline) -> socket.socket:
        problem: OSError | None = None
        for number in numbers[:_MAX_TRIES]:
            try:
                # A number is connected to as it is: nothing is looked up a second time.
                return socket.create_connection((number, port), timeout=deadline.left_s())
            except OSError as error:
                problem = error
        deadline.left_s()
        raise InputError(
            f"{deadline.shown}: {host} cannot be reached ({problem.strerror or problem if problem else 'no answer'}); "
            "check the address and the network"
        ) from problem

    def _secure(self, link: socket.socket, host: str, deadline: Deadline) -> socket.socket:
        import ssl

        context = self.tls or ssl.create_default_context()
        link.settimeout(deadline.left_s())
        try:
            return context.wrap_socket(link, server_hostname=host)
        except (ssl.SSLError, ssl.CertificateError, OSError) as error:
            link.close()
            deadline.left_s()
            reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or error
            raise InputError(
                f"{deadline.shown}: there is no secure connection to {host} ({reason}); check the address"
            ) from error

    def _connect_by(self, proxy: str, address: Address, deadline: Deadline) -> Connection:
        """A connection through a proxy, which looks names up itself; what is known to be private is refused too."""
        try:
            self._allowed(address, deadline)
        except InputError as error:
            if "--allow-private" in str(error):
                raise
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        try:
            host, port = parts.hostname, parts.port or 80
        except ValueError:
            host, port = None, 0
        if parts.scheme != "http" or not host:
            raise ConfigError("the proxy's address is none of http; correct or unset http_proxy and https_proxy")
        headers = {}
        if parts.username is not None:
            pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Proxy-Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
        numbers = look_up(host, port, resolve=self.resolve, timeout_s=deadline.left_s())
        link = self._dial(numbers, port, f"the proxy {host}", deadline)
        if address.scheme == "http":
            return Connection(link, deadline, str(address), headers)
        self._tunnel(link, address, headers, deadline)
        return Connection(self._secure(link, address.host, deadline), deadline, address.target)

    def _tunnel(self, link: socket.socket, address: Address, headers: Mapping[str, str], deadline: Deadline) -> None:
        host = f"[{address.host}]" if ":" in address.host else address.host
        lines = [f"CONNECT {host}:{address.port} HTTP/1.1", f"Host: {host}:{address.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        link.settimeout(deadline.left_s())
        link.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
        answer = b""
        while not answer.endswith(b"\r\n\r\n") and len(answer) < _MAX_PROXY_HEADER_BYTES:
            link.settimeout(deadline.left_s())
            byte = link.recv(1)  # one at a time: what follows the header is no longer the proxy's
            if not byte:
                break
            answer += byte
        status = answer.split(b"\r\n", 1)[0].split(b" ")[1:2]
        if status != [b"200"]:
            link.close()
            shown = status[0].decode("ascii", "replace")[:3] if status else "nothing"
            raise InputError(f"{deadline.shown}: the proxy does not connect to {address.host} (it answers {shown})")
