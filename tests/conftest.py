"""What all tests share: no network but loopback, one invented article, and a briefing of it written by hand."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from brief.briefing import Briefing
from brief.document import Document

ROOT = Path(__file__).resolve().parent.parent

# How quickly a machine makes up examples says nothing about the code; a busy one must not fail a test by it.
settings.register_profile("brief", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("brief")

NOTE = """Ferry to Ness “doomed”, islanders fear

The ferry to Ness will stop on 3 May, the council said. “We have no choice,” said Ada Quill, its chair.

Quill said last month that the line was safe. It carried 4,000 people in 2019.

The heartless plan ignores the island. Some say the ferry could be sold.
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-readme", action="store_true", help="write the generated parts of the README anew")
    parser.addoption("--update-prompts", action="store_true", help="pin the prompts' versions and bodies anew")


class NetworkReached(AssertionError):
    """A test tried to leave the machine."""


def _is_here(address: object) -> bool:
    """Whether an address is this machine's own: a server that a test started."""
    host = address[0] if isinstance(address, tuple) and address else address
    return isinstance(host, str) and host in ("127.0.0.1", "::1", "localhost")


def _guard(connect: Callable[..., Any], *, at: int) -> Callable[..., Any]:
    """The same call, refused where the argument at that place is no address of this machine."""

    def guarded(*arguments: Any, **options: Any) -> Any:
        if not _is_here(arguments[at]):
            raise NetworkReached("tests do not use the network")
        return connect(*arguments, **options)

    return guarded


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Any:
    """Every connection and every look-up of a name raises, loopback apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guard(socket.socket.connect, at=1))
        patch.setattr(socket.socket, "connect_ex", _guard(socket.socket.connect_ex, at=1))
        patch.setattr(socket, "getaddrinfo", _guard(socket.getaddrinfo, at=0))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def article(root: Path) -> Path:
    """The article that ships with the project."""
    return root / "examples" / "salmon-farm.txt"


@pytest.fixture(scope="session")
def note() -> Document:
    """A short invented article, undated and slanted."""
    return Document.from_text(NOTE, source="note.txt")


@pytest.fixture(scope="session")
def parts(note: Document) -> dict[str, Any]:
    """The parts of a briefing of `note`, each of which an analyst would sign."""

    def span(quote: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = note.text.index(quote, start + 1)
        return {"start": start, "end": start + len(quote), "quote": quote}

    quill = {"source": "Ada Quill", "source_type": "named_person", "actor_id": "a1"}
    claims: list[dict[str, Any]] = [
        {
            "id": "c1",
            "statement": "The council said the ferry to Ness will stop on 3 May.",
            "kind": "plan",
            "salience": "core",
            "support": "verified",
            "actor_ids": ["a2"],
            "date_ids": ["d1"],
            "attribution": {
                "source": "the council",
                "source_type": "named_organisation",
                "mode": "indirect",
                "actor_id": "a2",
                "cue": span("said"),
                "source_span": span("the council"),
            },
            "evidence": [span("The ferry to Ness will stop on 3 May")],
        },
        {
            "id": "c2",
            "statement": "Ada Quill, the chair, said: “We have no choice”.",
            "kind": "position",
            "salience": "core",
            "support": "quoted",
            "actor_ids": ["a1"],
            "attribution": {**quill, "mode": "direct"},
            "evidence": [span("We have no choice")],
        },
        {
            "id": "c3",
            "statement": "Ada Quill said the line was safe.",
            "kind": "assertion",
            "salience": "supporting",
            "support": "verified",
            "attribution": {**quill, "mode": "indirect", "confidence": "inferred"},
            "evidence": [span("Quill said last month that the line was safe")],
        },
        {
            "id": "c4",
            "statement": "The ferry carried 4,000 people in 2019.",
            "kind": "background",
            "salience": "core",
            "support": "verified",
            "date_ids": ["d2"],
            "evidence": [span("It carried 4,000 people in 2019.")],
        },
        {
            "id": "c5",
            "statement": "The article says: “The heartless plan ignores the island”.",
            "kind": "judgement",
            "salience": "low",
            "support": "quoted",
            "evidence": [span("The heartless plan ignores the island")],
        },
        {
            "id": "c6",
            "statement": "Some say the ferry could be sold.",
            "kind": "prediction",
            "salience": "low",
            "hedged": True,
            "support": "verified",
            "attribution": {"source": "some", "source_type": "unnamed_collective", "mode": "indirect"},
            "evidence": [span("Some say the ferry could be sold.")],
        },
    ]
    by_sentence = [[], ["c1"], ["c2"], ["c3"], ["c4"], ["c5"], ["c6"]]
    return {
        "headline": {"text": "The ferry to Ness will stop on 3 May", "claim_ids": ["c1"]},
        "summary": [
            {"text": "The council said the ferry to Ness will stop on 3 May.", "claim_ids": ["c1"]},
            {"text": "Ada Quill, the chair, said: “We have no choice”.", "claim_ids": ["c2", "c3"]},
        ],
        "claims": claims,
        "actors": [
            {
                "id": "a1",
                "name": "Ada Quill",
                "type": "person",
                "aliases": ["Quill"],
                "roles": [span("its chair")],
                "mentions": [span("Ada Quill"), span("Quill", 1)],
            },
            {"id": "a2", "name": "the council", "type": "organisation", "mentions": [span("the council")]},
        ],
        "dates": [
            {"id": "d1", **span("3 May"), "type": "DATE", "value": "XXXX-05-03", "needs_anchor": True},
            {"id": "d2", **span("2019"), "type": "DATE", "value": "2019", "relation": "reference"},
        ],
        "loaded": [
            {**span("heartless"), "category": "subjective_adjective", "voice": "outlet", "suggestion": "delete"}
        ],
        "tensions": [
            {
                "id": "t1",
                "type": "internal_tension",
                "statement": "Quill called the line safe before the council said it would stop.",
                "claim_ids": ["c1", "c3"],
                "evidence": [span("Quill said last month that the line was safe")],
            }
        ],
        "open_questions": [
            {
                "id": "q1",
                "question": "Who says that the ferry could be sold?",
                "category": "missing_source",
                "why": "The article names nobody.",
                "evidence": [span("Some say")],
            }
        ],
        "coverage": [
            {
                "sentence": {"start": sentence.span.start, "end": sentence.span.end},
                "claim_ids": ids,
                "reason": None if ids else "a headline that the text repeats",
            }
            for sentence, ids in zip(note.sentences, by_sentence, strict=True)
        ],
        "rejected": [{"statement": "The ferry was sold.", "reason": "certainty", "detail": "the text says “could”"}],
        "provenance": {
            "engine": "by hand",
            "brief_version": "0",
            "created_at": datetime(2021, 6, 3, 12, 0, tzinfo=UTC),
        },
    }


@pytest.fixture(scope="session")
def briefing(note: Document, parts: dict[str, Any]) -> Briefing:
    """The hand-written briefing of `note`."""
    return Briefing.of(note, parts)


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def run_brief(root: Path) -> Run:
    """Runs the real command in a process of its own, from this source tree."""

    def run(
        *arguments: str | Path,
        stdin: bytes = b"",
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BRIEF_", "OPENAI_", "COLUMNS", "LC_"))
        }
        return subprocess.run(
            [sys.executable, "-m", "brief", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd or root,
            env={**kept, "PYTHONPATH": str(root), **(environment or {})},
            timeout=120,
            check=False,
        )

    return run
