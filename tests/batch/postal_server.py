"""OpenAI's files and batches on loopback, as far as a run by post needs them; it answers when it is told to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.engines.hosted.fault_server import Answered, Received
from tests.engines.hosted.reader import read_plainly

__all__ = ["PostalServer"]

Respond = Callable[[str, Received], dict[str, Any]]


def answer_plainly(key: str, received: Received) -> dict[str, Any]:
    """A line of answers as it stands in the file."""
    answered = read_plainly(received)
    assert isinstance(answered, Answered)
    response = {"status_code": 200, "request_id": "r", "body": json.loads(answered.content)}
    return {"id": f"line-{key}", "custom_id": key, "response": response, "error": None}


class PostalServer:
    """Keeps files and batches; `work` answers all that came in. `requests` are those of each file."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.requests: list[list[dict[str, Any]]] = []
        self.keys: set[str | None] = set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def work(self, respond: Respond = answer_plainly, *, status: str = "completed") -> None:
        """Answers every request of every open batch; a failing line goes to the file of errors, None nowhere."""
        for batch in self.batches.values():
            if batch["status"] != "in_progress":
                continue
            requests = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
            lines = [
                respond(each["custom_id"], Received(0, 0.0, each["url"], {}, {}, each["body"])) for each in requests
            ]
            good = [line for line in lines if line.get("response", {}).get("status_code") == 200]
            bad = [line for line in lines if line and line not in good]
            batch |= {"status": status, "output_file_id": self._keep(good), "error_file_id": self._keep(bad)}
            batch["request_counts"] = {"total": len(requests), "completed": len(good), "failed": len(bad)}

    def _keep(self, lines: list[dict[str, Any]]) -> str | None:
        if not lines:
            return None
        name = f"file-{len(self.files)}"
        self.files[name] = "".join(f"{json.dumps(line)}\n" for line in lines)
        return name

    def upload(self, content: bytes) -> dict[str, Any]:
        """What comes of a file that is handed in."""
        text = re.split(rb"\r\n\r\n", next(p for p in content.split(b"\r\n--") if b"filename=" in p), maxsplit=1)[1]
        name = f"file-{len(self.files)}"
        self.files[name] = text.decode()
        return {"id": name, "object": "file", "bytes": len(text), "created_at": 0, "filename": "x", "purpose": "batch"}

    def create(self, body: dict[str, Any]) -> dict[str, Any]:
        """What comes of a batch that is asked for."""
        requests = [json.loads(line) for line in self.files[body["input_file_id"]].splitlines()]
        assert all(each["method"] == "POST" and each["url"] == body["endpoint"] for each in requests)
        self.requests.append(requests)
        name = f"batch_{len(self.batches)}"
        self.batches[name] = {
            "id": name, "object": "batch", "created_at": 0, "status": "in_progress", **body,
            "request_counts": {"total": len(requests), "completed": 0, "failed": 0},
        }  # fmt: skip
        return self.batches[name]

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()


def _handler(server: PostalServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.keys.add(self.headers["authorization"])
            content = self.rfile.read(int(self.headers["content-length"]))
            self._send(server.upload(content) if self.path == "/v1/files" else server.create(json.loads(content)))

        def do_GET(self) -> None:
            parts = self.path.partition("?")[0].strip("/").split("/")
            if parts[1:2] == ["files"]:
                self._send(server.files[parts[2]])
            elif len(parts) == 3:
                self._send(server.batches[parts[2]])
            else:
                self._send({"object": "list", "data": [*server.batches.values()][::-1], "has_more": False})

        def _send(self, content: dict[str, Any] | str) -> None:
            written = (content if isinstance(content, str) else json.dumps(content)).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, format: str, *arguments: object) -> None:
            return

    return Handler
