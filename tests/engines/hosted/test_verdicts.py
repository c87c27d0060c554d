"""What servers say of their errors, in the words that they use."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from brief.engines.hosted.endpoints import read_endpoint
from brief.engines.hosted.outcomes import Refused, TransientFault
from brief.engines.hosted.verdicts import Complaint, judge_complaint
from brief.errors import BriefError, ConfigError, EngineError, EngineUnavailable

ENDPOINT = read_endpoint("https://ness.example/v1", SecretStr("sk-planted"))


def judge(status: int, words: str = "", **more: str) -> BriefError:
    return judge_complaint(Complaint(status, words, **more), ENDPOINT, "tern-1")


@pytest.mark.parametrize(
    ("status", "words", "more"),
    [
        (400, "API key not valid. Please pass a valid API key.", {}),
        (400, "Incorrect API key provided: sk-planted. You can obtain an API key from the console.", {}),
        (400, "Model Not Exist", {}),
        (400, "Invalid model: tern-1", {}),
        (400, "The model `tern-1` does not exist or you do not have access to it.", {}),
        (400, "no", {"code": "model_not_found"}),
        (400, "no", {"parameter": "model"}),
        (404, 'model "tern-1" not found, try pulling it first', {}),
        (404, "Resource not found", {"code": "DeploymentNotFound"}),
        (405, "Method Not Allowed", {}),
        (403, "Country, region, or territory not supported", {}),
    ],
)
def test_what_makes_every_request_fail(status: int, words: str, more: dict[str, str]) -> None:
    error = judge(status, words, **more)
    assert isinstance(error, ConfigError)
    assert any(name in str(error) for name in ("OPENAI_API_KEY", "BRIEF_MODEL"))
    assert "sk-planted" not in str(error)


@pytest.mark.parametrize(
    "words",
    [
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.",
        "max_tokens is too large: 6000. This model supports at most 4096 completion tokens.",
        "the request exceeds the available context size, try increasing it",
        "Please reduce the length of the messages.",
    ],
)
def test_what_is_too_long_says_which_settings_are(words: str) -> None:
    error = judge(400, words)
    assert isinstance(error, Refused)
    assert "BRIEF_CONTEXT_TOKENS" in str(error)


@pytest.mark.parametrize("words", ["You exceeded your current quota, please check your plan and billing details.", ""])
def test_an_empty_account_is_not_waited_for(words: str) -> None:
    error = judge(429, words, code="insufficient_quota")
    assert isinstance(error, TransientFault)
    assert error.most_retries == 0
    assert not error.throttled
    assert judge(402, "Insufficient Balance").most_retries == 0  # type: ignore[attr-defined]  # checked above


def test_an_internal_error_about_the_shape_is_a_refusal_of_it() -> None:
    assert isinstance(judge(500, "failed to parse grammar"), Refused)
    assert isinstance(judge(501, "response_format"), Refused)
    assert isinstance(judge(500, "CUDA out of memory"), TransientFault)


def test_every_status_is_judged() -> None:
    for status in range(300, 600):
        error = judge(status, "so it is")
        assert isinstance(error, ConfigError | EngineError)
        assert f"https://ness.example/v1 answered {status}" in str(error)
        if status == 429 or (status >= 500 and status != 501):
            assert isinstance(error, EngineUnavailable)


def test_what_is_said_is_short_and_on_one_line() -> None:
    message = str(judge(400, "line one\n\n\tline two " + "and more " * 400))
    assert "“line one line two and more" in message
    assert len(message) < 420
    assert "\n" not in message
