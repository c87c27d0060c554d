"""A model that answers what it was told to, stage by stage, and keeps what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from brief.engines.hosted.exchange import Answer, Request
from brief.errors import BriefError

Script = dict[str, Any] | str | BriefError | Callable[[Request], Any]

__all__ = ["ScriptedExchange"]


@dataclass
class ScriptedExchange:
    """Answers by stage: with a reply, with words as they are, with an error, or with what a function makes."""

    scripts: dict[str, Script]
    requests: list[Request] = field(default_factory=list)

    async def ask(self, request: Request) -> Answer:
        self.requests.append(request)
        script = self.scripts[request.stage]
        content = script(request) if callable(script) else script
        if isinstance(content, BriefError):
            raise content
        return Answer(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))

    def data(self, stage: str) -> str:
        """What the user's messages of a stage said."""
        return "\n".join(request.messages[-1].content for request in self.requests if request.stage == stage)
