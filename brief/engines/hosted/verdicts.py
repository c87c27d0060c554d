"""What an endpoint's error means: ask again later, ask otherwise, or set the run up differently.

Servers agree on the numbers and on little else, so the few cases that a number does not decide are read from the words
around it. Which header or class they came in is for `client`; what to do about them for `retrying` and `abilities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from brief.engines.hosted.endpoints import Endpoint
from brief.engines.hosted.outcomes import Refused, TransientFault
from brief.errors import BriefError, ConfigError

__all__ = ["FORMAT_WORDS", "Complaint", "judge_complaint"]

# How servers name the shape of a reply when they do not take it: OpenAI, Azure, vLLM, llama.cpp, LM Studio, Groq,
# DeepSeek, Mistral and Gemini each in their own words.
FORMAT_WORDS = re.compile(
    r"response[_ ]?format|json[_ ]?schema|json[_ ]?object|json mode|structured output|guided|grammar|\bschema\b", re.I
)
_KEY_WORDS = re.compile(r"\bapi[_ -]?key\b|\bunauthori[sz]ed\b|invalid.{0,20}\btoken\b.{0,20}auth", re.I)
_MODEL_WORDS = re.compile(
    r"model[_ ]not[_ ]found|unknown model|invalid model\b|no such model"
    r"|\bmodel\b.{0,80}\b(does not exist|not exist|not found|isn't available)",
    re.I | re.S,
)
_LONG_WORDS = re.compile(
    r"context[_ ](length|window|size)|maximum context|too many tokens|reduce the length|is too (long|large)"
    r"|exceeds? the (max|available)|at most \d+ (completion|output) tokens",
    re.I,
)
_QUOTA_WORDS = re.compile(r"insufficient[_ ](quota|balance|credit|funds)|exceeded your current quota|billing", re.I)

_BUSY = frozenset({408, 409, 425, 429})
_SHOWN_CHARS = 300


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error as an endpoint sends it: its number, its words, and the headers that matter."""

    status: int
    words: str = ""
    code: str = ""
    parameter: str | None = None
    retry_after: str | None = None
    retry_after_ms: str | None = None
    location: str | None = None


def judge_complaint(complaint: Complaint, endpoint: Endpoint, model: str) -> BriefError:
    """The error to raise: a `TransientFault`, a `Refused`, or a `ConfigError`."""
    status, words = complaint.status, endpoint.hide(f"{complaint.code} {complaint.words}")
    said = _said(complaint, endpoint)
    answered = f"{endpoint.shown} answered {status}"
    if 300 <= status < 400:
        return ConfigError(
            f"{answered}, which sends us elsewhere, and documents are not sent on; set BRIEF_BASE_URL to the address"
            " that answers"
        )
    if status == 401 or status in (400, 403) and _KEY_WORDS.search(words):
        return ConfigError(f"{answered}: it does not accept the key; check OPENAI_API_KEY (or BRIEF_API_KEY)")
    if status == 403:
        return ConfigError(
            f"{answered}{said}; check that the key (OPENAI_API_KEY) may use the model {model} (BRIEF_MODEL) at this"
            " address (BRIEF_BASE_URL)"
        )
    if status in (404, 405, 410) or status in (400, 422) and _names_model(complaint, words):
        return ConfigError(
            f"{answered}{said}; check the model {model} (--model, BRIEF_MODEL) and the address (--base-url,"
            " BRIEF_BASE_URL), which mostly ends in /v1"
        )
    if status == 402 or status == 429 and _QUOTA_WORDS.search(words):
        return TransientFault(
            f"{answered}{said}; the account has nothing left to spend, so top it up or use another key",
            unbilled=True,
            most_retries=0,
        )
    if status == 501 or status == 500 and FORMAT_WORDS.search(words):
        return Refused(f"{answered}{said}", status=status, words=words, parameter=complaint.parameter)
    if status in _BUSY or status >= 500:
        return TransientFault(
            f"{answered}{said}",
            retry_after=complaint.retry_after,
            retry_after_ms=complaint.retry_after_ms,
            throttled=status in (429, 503),
            unbilled=status < 500,
        )
    advice = "; lower BRIEF_CONTEXT_TOKENS or BRIEF_REPLY_TOKENS to what the model holds"
    return Refused(
        f"{answered}{said}{advice if _LONG_WORDS.search(words) else ''}",
        status=status,
        words=words,
        parameter=complaint.parameter,
    )


def _names_model(complaint: Complaint, words: str) -> bool:
    """Whether it is the model that is wrong, and not a setting that the model does not take."""
    return complaint.parameter == "model" or bool(_MODEL_WORDS.search(words))


def _said(complaint: Complaint, endpoint: Endpoint) -> str:
    """The endpoint's own words, on one line, short, and without a secret."""
    words = " ".join(endpoint.hide(complaint.words).split())
    if not words:
        return ""
    return f" (“{words[:_SHOWN_CHARS]}{'…' if len(words) > _SHOWN_CHARS else ''}”)"
