"""A web site on this machine, some of whose pages misbehave, and a way to stand it behind a public address."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = b"<html lang=en><body><h1>Levy rises</h1><p>The board said it would rise.</p></body></html>"
PUBLIC = "93.184.216.34"  # a number of the open internet, to which no test connects


class Site(ThreadingHTTPServer):
    """The site; `asked` are the requests that reached it, `robots` its wishes."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.robots: tuple[int, bytes] = (404, b"")
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def url(self, path: str = "/page", host: str = "127.0.0.1") -> str:
        """The address of a page on it."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The pages that were asked for, but for its wishes."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: that a reader hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.close_connection = True
        if self.path == "/robots.txt":
            return self._answer(self.server.robots[0], {"Content-Type": "text/plain"}, self.server.robots[1])
        if self.path in self.server.pages:
            return self._answer(*self.server.pages[self.path])
        page = getattr(self, f"_{self.path.strip('/').partition('?')[0]}", None)
        if page is None:
            return self._answer(404, {}, b"no")
        with suppress(OSError):
            page()
        return None

    def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _page(self) -> None:
        self._answer(200, {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "who=you"}, PAGE)

    def _drip(self) -> None:
        self._answer(200, {"Content-Type": "text/html", "Content-Length": "100000"}, b"<p>")
        while True:
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def _slow_head(self) -> None:
        for letter in "HTTP/1.1 200 OK\r\nX: " + "y" * 10_000:
            self.wfile.write(letter.encode())
            self.wfile.flush()
            time.sleep(0.05)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while True:
            self.wfile.write(b"<p>more</p>" * 1000)

    def _endless_head(self) -> None:
        self.send_response(200)
        while True:
            self.wfile.write(b"X-More: yes\r\n" * 100)

    def _bomb(self) -> None:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        self._answer(200, headers, gzip.compress(bytes(50_000_000), 9))

    def _packed(self) -> None:
        self._answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE))

    def _half(self) -> None:
        self._answer(200, {"Content-Type": "text/html", "Content-Length": str(len(PAGE))}, PAGE[:40])

    def _half_packed(self) -> None:
        content = gzip.compress(PAGE * 50)[:60]
        self._answer(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, content)

    def _chunked(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (PAGE[:30], PAGE[30:]):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def _half_chunked(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"400\r\nonly this")

    def _rude(self) -> None:
        self.wfile.write(b"I do not speak HTTP\r\n\r\n")

    def _silent(self) -> None:
        time.sleep(5)

    def _loop(self) -> None:
        self._answer(302, {"Location": "/loop"}, b"")


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is there while the block runs."""
    site = Site()
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


def dial_here(number: tuple[str, int], **options: Any) -> socket.socket:
    """What connects to this machine in the place of the public number, and to nothing else."""
    if number[0] == PUBLIC:
        number = ("127.0.0.1", number[1])
    return _CONNECT(number, **options)


_CONNECT = socket.create_connection
