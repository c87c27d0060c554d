"""The way to a page: asked of the site first, followed from redirection to redirection, each of them checked anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.request import getproxies, proxy_bypass

from brief.errors import InputError
from brief.sources.web.addresses import Address, parse_address
from brief.sources.web.connections import Deadline, Dialler
from brief.sources.web.exchanges import Answer, Exchange
from brief.sources.web.robots import Robots

__all__ = ["Fetched", "Fetcher", "is_address"]

_AGENT: Final = "brief"
_MAX_REDIRECTIONS: Final = 8
_MAX_ROBOTS_REDIRECTIONS: Final = 5
_MAX_ROBOTS_BYTES: Final = 524_288
_REMEDY: Final = "save the page and name its file"
_MEANINGS: Final = {
    401: f"it wants a password; {_REMEDY}",
    402: f"it wants to be paid; {_REMEDY}",
    403: f"it does not hand the page to programs; {_REMEDY}",
    404: "there is no such page; check the address",
    410: "the page is gone; check the address",
    429: "it has been asked too often; try later",
    451: f"it may not show the page; {_REMEDY}",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, with what its server says of them and where they were in the end."""

    content: bytes
    media_type: str | None
    charset: str | None
    address: str


def is_address(name: str) -> bool:
    """Whether a source's name is a web address rather than a path.

    >>> is_address("https://example.org/a"), is_address("ftp://example.org"), is_address("C:/a.txt")
    (True, True, False)
    """
    scheme, mark, _ = name.partition("://")
    return bool(mark) and len(scheme) > 1 and scheme.isascii() and scheme.replace("+", "").isalnum()


class Fetcher:
    """What fetches pages, each within `max_bytes` and `timeout_s`."""

    def __init__(self, *, max_bytes: int, timeout_s: float, version: str = "0", dialler: Dialler | None = None) -> None:
        self.max_bytes = max_bytes
        self.timeout_s = timeout_s
        self.dialler = dialler or Dialler(proxies=getproxies())
        self.exchange = Exchange(self.dialler, f"{_AGENT}/{version}")

    def fetch(self, url: str) -> Fetched:
        """The page at an address.

        Raises:
            InputError: If it cannot be had, may not be had, or is too large; the message says what to do.
        """
        address = parse_address(url)
        deadline = Deadline(url if len(url) <= 300 else f"{url[:300]}…", self.timeout_s)
        asked: dict[str, Robots] = {}
        for _ in range(_MAX_REDIRECTIONS + 1):
            self._ask_leave(address, deadline, asked)
            answer = self._exchange_with(address).get(address, deadline, max_bytes=self.max_bytes)
            if answer.redirects_to is None:
                return self._take(answer, address, deadline)
            address = _follow(address, answer.redirects_to, deadline)
        raise InputError(
            f"{deadline.shown}: it leads from one address to the next, more than {_MAX_REDIRECTIONS} times; {_REMEDY}"
        )

    def _exchange_with(self, address: Address) -> Exchange:
        """What asks the host of an address: past the proxy where the system's settings say so."""
        if self.dialler.proxies and proxy_bypass(address.authority):
            dialler = self.dialler
            direct = Dialler(dialler.allow_private, resolve=dialler.resolve, tls=dialler.tls)
            return Exchange(direct, self.exchange.agent)
        return self.exchange

    def _take(self, answer: Answer, address: Address, deadline: Deadline) -> Fetched:
        if answer.status != 200:
            meaning = _MEANINGS.get(answer.status, "try later" if answer.status >= 500 else _REMEDY)
            raise InputError(f"{deadline.shown}: the server answers {answer.status}: {meaning}")
        if not answer.is_whole:
            raise InputError(
                f"{deadline.shown}: it is more than the {self.max_bytes:,} bytes that are read; "
                "save what matters of it, or raise BRIEF_MAX_BYTES"
            )
        has_type = answer.headers.get("Content-Type") is not None
        return Fetched(
            answer.content,
            answer.headers.get_content_type() if has_type else None,
            answer.headers.get_content_charset(),
            str(address),
        )

    def _ask_leave(self, address: Address, deadline: Deadline, asked: dict[str, Robots]) -> None:
        """Refuses what the site's robots.txt does not want read."""
        if address.origin not in asked:
            asked[address.origin] = self._read_robots(address, deadline)
        if not asked[address.origin].allow(address.target):
            raise InputError(f"{deadline.shown}: the site asks programs not to read this (robots.txt); {_REMEDY}")

    def _read_robots(self, address: Address, deadline: Deadline) -> Robots:
        place = address.join("/robots.txt")
        for _ in range(_MAX_ROBOTS_REDIRECTIONS + 1):
            answer = self._exchange_with(place).get(place, deadline, max_bytes=_MAX_ROBOTS_BYTES)
            if answer.redirects_to is None:
                break
            place = _follow(place, answer.redirects_to, deadline)
        if answer.status >= 500:
            raise InputError(
                f"{deadline.shown}: whether the site lets programs read it cannot be told "
                f"(its robots.txt answers {answer.status}); try later, or {_REMEDY}"
            )
        return Robots(answer.content.decode("utf-8", errors="replace"), agent=_AGENT)


def _follow(address: Address, reference: str, deadline: Deadline) -> Address:
    try:
        return address.join(reference)
    except InputError as error:
        raise InputError(f"{deadline.shown}: it leads to where nothing is fetched from ({error})") from error
