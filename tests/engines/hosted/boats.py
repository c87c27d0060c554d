"""A story of boats, as long as a test wants it, and models that answer with what a function makes of a request."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any

from brief.document import Document
from brief.engines.hosted.exchange import Answer, Request
from brief.engines.hosted.extraction import extract_proposals
from brief.engines.hosted.replies import ExtractReply
from brief.engines.hosted.tokens import count_tokens
from brief.engines.proposal import Proposals
from brief.settings import Settings

ROOMY = Settings(model="m", context_tokens=64_000, reply_tokens=20_000)


NARROW = Settings(model="m", context_tokens=16_000, reply_tokens=600)


EMPTY: dict[str, list[Any]] = {name: [] for name in ExtractReply.model_fields}


HOLT = {"id": "a1", "name": "Piet Holt", "aliases": ["Holt"], "type": "person", "voice": "named_person", "roles": []}


def claim(at: str, **keys: Any) -> dict[str, Any]:
    return {"at": at, "who": None, "how": None, "say": None, "is": "assertion core"} | keys


def numbers(request: Request) -> list[int]:
    """The sentences that a request is about."""
    passage = request.messages[1].content.partition("Passage:")[2]
    return [int(number) for number in re.findall(r"^s(\d+)(?: \[heading\])?: ", passage, re.MULTILINE)]


def each_sentence(request: Request) -> str:
    return json.dumps(EMPTY | {"claims": [claim(f"s{number}") for number in numbers(request)]})


class Model:
    """Answers with what a function makes of each request."""

    def __init__(self, reply: Callable[[Request], str | Answer | Exception], wait_s: float = 0.0) -> None:
        self.reply = reply
        self.wait_s = wait_s
        self.requests: list[Request] = []
        self.under_way = self.most = 0

    async def ask(self, request: Request) -> Answer:
        self.requests.append(request)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(self.wait_s)
        self.under_way -= 1
        reply = self.reply(request)
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, Answer) else Answer(reply)


def extract(document: Document, model: Model, settings: Settings = ROOMY) -> Proposals:
    return asyncio.run(extract_proposals(document, model, settings, count=count_tokens))


def story(n_paragraphs: int) -> Document:
    return Document.from_text(
        "\n\n".join(
            f"Boat {n} left the harbour at noon. It carried {n} people to the island." for n in range(n_paragraphs)
        )
    )
