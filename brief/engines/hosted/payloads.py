"""What an endpoint's bytes say in the terms of Chat Completions: an answer with its usage, or an error.

Servers bend the format; what is missing is left out rather than believed. Whether the words of an answer are of any
use is not looked at here: that is for `reading`.
"""

from __future__ import annotations

import json
from typing import Any

from brief.engines.hosted.bodies import encodable
from brief.engines.hosted.endpoints import Endpoint
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Reply, TokenUsage, TransientFault
from brief.engines.hosted.verdicts import Complaint, judge_complaint

__all__ = ["parse_error", "parse_payload"]

_SHOWN_CHARS = 60


def parse_payload(content: bytes, endpoint: Endpoint, model: str) -> Reply:
    """The reply that the body of a 200 holds; no choices at all are an empty answer with the finish reason "empty".

    Raises:
        TransientFault: If it is no JSON or not Chat Completions.
        BriefError: If it is an error after all, as some gateways send them.
    """
    try:
        payload = json.loads(content)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        # A page where an answer should be is mostly a wrong address, seldom a proxy's bad moment: one more try.
        start = " ".join(endpoint.hide(content[:200].decode("utf-8", "replace")).split())[:_SHOWN_CHARS]
        raise TransientFault(
            f"{endpoint.shown} answered what is not JSON (“{start}…”); check that BRIEF_BASE_URL is the address of Chat"
            " Completions, which mostly ends in /v1",
            most_retries=1,
        )
    choices = payload.get("choices")
    if not isinstance(choices, list):
        if payload.get("error"):
            words, code, parameter = parse_error(payload)
            status = int(code) if code.isdigit() and 400 <= int(code) < 600 else 500
            raise judge_complaint(Complaint(status, words, code, parameter), endpoint, model)
        raise TransientFault(
            f"{endpoint.shown} answered JSON that is not of Chat Completions; check BRIEF_BASE_URL", most_retries=1
        )
    return Reply(_answer(choices), _usage(payload.get("usage")))


def parse_error(body: object) -> tuple[str, str, str | None]:
    """An error's words, its code and the parameter that it names, in any of the shapes that servers give them."""
    if isinstance(body, dict):
        inner = body.get("error") or body
        if isinstance(inner, dict):
            words = inner.get("message") or inner.get("detail") or inner.get("error_description") or inner
            code = " ".join(str(inner[name]) for name in ("code", "type") if inner.get(name))
            if isinstance(inner.get("code"), int):
                code = str(inner["code"])
            parameter = inner.get("param")
            return _words(words), code, parameter if isinstance(parameter, str) else None
        return _words(inner), "", None
    return _words(body), "", None


def _words(value: object) -> str:
    """A message as it is; a structure as JSON; of a page, no more than its beginning."""
    if isinstance(value, str):
        return encodable(value[:4_000])
    return "" if value is None else encodable(json.dumps(value, ensure_ascii=False, default=str)[:4_000])


def _answer(choices: list[Any]) -> Answer:
    choice = choices[0] if choices and isinstance(choices[0], dict) else None
    if choice is None:
        return Answer("", finish_reason="empty")
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    reason, refusal = choice.get("finish_reason"), message.get("refusal")
    return Answer(
        content=_content(message.get("content")),
        finish_reason=encodable(reason) if isinstance(reason, str) and reason else "stop",
        refusal=encodable(refusal) if isinstance(refusal, str) and refusal else None,
    )


def _content(content: object) -> str:
    """The words of a message, which some servers send in parts."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return encodable("".join(part for part in parts if isinstance(part, str)))
    return encodable(content) if isinstance(content, str) else ""


def _usage(usage: object) -> TokenUsage | None:
    if not isinstance(usage, dict):
        return None
    taken, given = usage.get("prompt_tokens"), usage.get("completion_tokens")
    if type(taken) is not int or type(given) is not int or min(taken, given) < 0:
        return None
    return TokenUsage(taken, given)
