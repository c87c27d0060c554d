"""Whatever bytes a server sends, they are an answer, an error of ours, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.engines.hosted.endpoints import read_endpoint
from brief.engines.hosted.outcomes import Reply, TransientFault
from brief.engines.hosted.payloads import parse_error, parse_payload
from brief.errors import BriefError, ConfigError
from tests.engines.hosted.fault_server import GOOD, completion

ENDPOINT = read_endpoint("https://ness.example/v1")
WHOLE = completion().content


def parse(content: bytes) -> Reply | BriefError:
    try:
        return parse_payload(content, ENDPOINT, "tern-1")
    except BriefError as error:
        return error


def test_a_whole_reply_is_read() -> None:
    reply = parse(WHOLE)
    assert isinstance(reply, Reply)
    assert reply.answer.content == GOOD


NAMES = "choices message content refusal finish_reason usage prompt_tokens completion_tokens error code text".split()
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "words", "half \ud83d"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(values)
def test_any_json_is_survived(value: Any) -> None:
    outcome = parse(json.dumps(value).encode())
    if isinstance(outcome, Reply):
        outcome.answer.content.encode()
        (outcome.answer.refusal or "").encode()
        outcome.answer.finish_reason.encode()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3))
def test_any_damage_is_survived(at: int, instead: bytes) -> None:
    assert isinstance(parse(WHOLE[:at] + instead + WHOLE[at + 1 :]), Reply | BriefError)
    assert isinstance(parse(WHOLE[:at]), TransientFault)


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        ({"error": {"message": "no such key", "code": 401}}, ConfigError),
        ({"error": {"message": "overloaded", "code": 529}}, TransientFault),
        ({"error": "overloaded"}, TransientFault),
        ({"error": {"message": "odd", "code": "odd"}}, TransientFault),
        ({"error": None, "choices": None}, TransientFault),
        ({}, TransientFault),
    ],
)
def test_an_error_inside_a_good_status_is_one(payload: dict[str, Any], kind: type[BriefError]) -> None:
    assert isinstance(parse(json.dumps(payload).encode()), kind)


@pytest.mark.parametrize(
    ("body", "words", "code", "parameter"),
    [
        ({"error": {"message": "m", "code": "c", "param": "p", "type": "t"}}, "m", "c t", "p"),
        ({"message": "m", "code": "c", "param": None, "type": None}, "m", "c", None),
        ({"error": "m"}, "m", "", None),
        ({"detail": "m"}, "m", "", None),
        ({"detail": [{"loc": ["body", "seed"]}]}, '[{"loc": ["body", "seed"]}]', "", None),
        ({"object": "error", "message": "m", "code": 400}, "m", "400", None),
        ("<html>m</html>", "<html>m</html>", "", None),
        (None, "", "", None),
        ({}, "{}", "", None),
        ({"error": {"message": "half \ud83d"}}, "half ?", "", None),
    ],
)
def test_errors_are_read_in_any_shape(body: object, words: str, code: str, parameter: str | None) -> None:
    assert parse_error(body) == (words, code, parameter)
