"""Every exception of the packages below becomes one of ours."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import httpx2
import openai
import pytest
from pydantic import SecretStr

from brief.engines.hosted.client import map_error
from brief.engines.hosted.endpoints import read_endpoint
from brief.engines.hosted.outcomes import Refused, TransientFault
from brief.errors import BriefError, ConfigError
from tests.engines.hosted.fault_server import (
    KEY,
)


def exceptions() -> Sequence[type[Exception]]:
    """Every exception class that the package exports."""
    found = {
        value
        for module in (openai, openai._exceptions)
        for value in list(vars(module).values())
        if inspect.isclass(value) and issubclass(value, Exception) and value.__module__.startswith("openai")
    }
    return sorted(found, key=lambda kind: kind.__name__)


REQUEST = httpx2.Request("POST", "https://host.example/v1", headers={"Authorization": f"Bearer {KEY}"})


EXPECTED: dict[str, type[BriefError]] = {
    "_AmbiguousModuleClientUsageError": ConfigError,
    "APIConnectionError": TransientFault,
    "APIError": TransientFault,
    "APIResponseValidationError": TransientFault,
    "APIStatusError": Refused,
    "APITimeoutError": TransientFault,
    "AuthenticationError": ConfigError,
    "BadRequestError": Refused,
    "ConflictError": TransientFault,
    "ContentFilterFinishReasonError": Refused,
    "InternalServerError": TransientFault,
    "InvalidWebhookSignatureError": ConfigError,
    "LengthFinishReasonError": Refused,
    "NotFoundError": ConfigError,
    "OAuthError": ConfigError,
    "OpenAIError": ConfigError,
    "PermissionDeniedError": ConfigError,
    "RateLimitError": TransientFault,
    "SubjectTokenProviderError": ConfigError,
    "UnprocessableEntityError": Refused,
    "WebSocketConnectionClosedError": ConfigError,
    "WebSocketQueueFullError": ConfigError,
}


def test_the_list_of_exceptions_is_whole() -> None:
    assert [kind.__name__ for kind in exceptions()] == sorted(EXPECTED)


@pytest.mark.parametrize("kind", exceptions(), ids=lambda kind: kind.__name__)
def test_every_exception_of_the_package_becomes_ours(kind: type[Exception]) -> None:
    status = getattr(kind, "status_code", 418)
    status = {"InternalServerError": 500, "OAuthError": 400}.get(kind.__name__, status)
    response = httpx2.Response(status if isinstance(status, int) else 418, request=REQUEST, json={"error": "no"})
    given: dict[str, Any] = {
        "message": "no",
        "request": REQUEST,
        "response": response,
        "body": {"error": "no"},
        "completion": openai.types.chat.ChatCompletion.model_construct(usage=None),
        "unsent_messages": [],
    }
    wanted = inspect.signature(kind.__init__).parameters
    named = {name: value for name, value in given.items() if name in wanted}
    error = kind(**named) if named or "args" not in wanted else kind("no")
    ours = map_error(error, read_endpoint("https://host.example/v1", SecretStr(KEY)), "tern-1")
    assert type(ours) is EXPECTED[kind.__name__]
    assert KEY not in f"{ours!r}"
