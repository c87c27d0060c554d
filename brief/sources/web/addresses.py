"""Where a web address leads: its parts, and whether the machine behind it may be spoken to.

A name is looked up once, and what was looked up is what is checked and connected to: a name that means another machine
a moment later gains nothing. Connecting is left to `connections`.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from brief.errors import InputError

__all__ = ["Address", "Resolve", "is_public", "look_up", "parse_address"]

Resolve = Callable[[str, int], Sequence[str]]

# Public by number, and yet no part of the web: the machines that tell a cloud's guests about themselves.
_NOT_PUBLIC: Final = tuple(
    map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "100.64.0.0/10", "fec0::/10"))
)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~-._"
_HOST = re.compile(r"[A-Za-z0-9_.:-]+(?:%[A-Za-z0-9]+)?")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its parts; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as one string."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def authority(self) -> str:
        """Host and port as a request names them."""
        return self.origin.partition("://")[2]

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"

    def join(self, reference: str) -> Address:
        """The address that a reference on this page leads to.

        Raises:
            InputError: If it leads nowhere that is fetched.
        """
        return parse_address(urljoin(str(self), reference.strip()))


def parse_address(url: str) -> Address:
    """The parts of a web address.

    Raises:
        InputError: If it is not one of http or https, or holds a password.

    >>> str(parse_address("https://example.org/a b?q=ä#top"))
    'https://example.org/a%20b?q=%C3%A4'
    """
    shown = url if len(url) <= 300 else f"{url[:300]}…"
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise InputError(f"{shown}: this is no web address ({error}); check it") from error
    if parts.scheme not in _PORTS:
        raise InputError(f"{shown}: only http and https addresses are fetched; save the document and name its file")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            f"{parts.scheme}://…@{parts.hostname}: an address with a name or a password in it is not fetched; "
            "save the page and name its file"
        )
    host = _ascii_host(parts.hostname or "", shown)
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], path + query)


def _ascii_host(host: str, shown: str) -> str:
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError(f"{shown}: its host is no name that can be looked up; check it") from error
    if not _HOST.fullmatch(name):
        raise InputError(f"{shown}: it names no host; check it")
    return name


def is_public(number: str) -> bool:
    """Whether an IP address is one of the open internet: none of this machine, this network, a cloud's inside, or many.

    >>> [is_public(n) for n in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "2002:a00:1::")]
    [True, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.teredo is not None:
            return False
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local:
        return False
    return address.is_global and not any(
        address in network for network in _NOT_PUBLIC if network.version == address.version
    )


def look_up(host: str, port: int, *, resolve: Resolve | None = None, timeout_s: float) -> list[str]:
    """The IP addresses of a host, in the order in which they are to be tried.

    Args:
        host: A name, or an IP address itself.
        port: Where it will be spoken to.
        resolve: What knows names; the system otherwise.
        timeout_s: How long that may take; the system itself may take minutes.

    Raises:
        InputError: If there is none.
    """
    found: list[str] = []
    problem: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found.extend((resolve or _ask_system)(host, port))
        except (OSError, UnicodeError) as error:
            problem.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, timeout_s))
    if asking.is_alive():
        raise InputError(f"{host}: looking up this name takes too long; check the network, or try again")
    if not found:
        reason = f" ({problem[0].strerror if isinstance(problem[0], OSError) else problem[0]})" if problem else ""
        raise InputError(f"{host}: there is no such host{reason}; check the address and the network")
    return list(dict.fromkeys(found))


def _ask_system(host: str, port: int) -> list[str]:
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
