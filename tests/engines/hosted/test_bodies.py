"""What is asked, and how it is put to endpoints that take less."""

from __future__ import annotations

import json

import pytest

from brief.engines.hosted.bodies import Taken, adapt_body, ask_body, canonical_json, digest_body
from brief.engines.hosted.exchange import Message, Request
from brief.settings import Settings
from tests.engines.hosted.clockwork import NameReply, make_request

SETTINGS = Settings(temperature=0.0, seed=7)
BODY = ask_body(make_request("Où? 在哪里?"), model="tern-1", settings=SETTINGS)


def test_a_body_says_everything_that_is_asked() -> None:
    assert BODY == {
        "model": "tern-1",
        "messages": [{"role": "system", "content": "Find the name."}, {"role": "user", "content": "Où? 在哪里?"}],
        "max_completion_tokens": 500,
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "NameReply",
                "strict": True,
                "schema": {
                    "type": "object",
                    "properties": {"name": {"type": "string"}},
                    "description": "The reply that tests ask for.",
                    "required": ["name"],
                    "additionalProperties": False,
                },
            },
        },
        "temperature": 0.0,
        "seed": 7,
    }


def test_an_endpoint_that_takes_everything_gets_it() -> None:
    assert adapt_body(BODY, Taken()) == BODY


def test_a_body_is_not_changed_when_it_is_adapted() -> None:
    before = canonical_json(BODY)
    adapt_body(BODY, Taken("text", (), False, frozenset({"seed"})), output_tokens=9)
    assert canonical_json(BODY) == before


@pytest.mark.parametrize("reply_format", ["json_object", "text"])
def test_the_shape_is_said_in_words_where_it_cannot_be_set(reply_format: str) -> None:
    adapted = adapt_body(BODY, Taken(reply_format=reply_format))  # type: ignore[arg-type]  # parametrised
    system = adapted["messages"][0]["content"]
    assert system.startswith("Find the name.\n\n")
    assert json.loads(system[system.index("{") :]) == BODY["response_format"]["json_schema"]["schema"]
    assert "JSON" in system  # which OpenAI wants to see before it promises an object
    assert adapted.get("response_format") == ({"type": "json_object"} if reply_format == "json_object" else None)


def test_the_shape_is_said_also_where_there_is_no_system_message() -> None:
    request = Request("extract", (Message("user", "Which?"),), NameReply, 500)
    body = ask_body(request, model="tern-1", settings=SETTINGS)
    assert [message["role"] for message in adapt_body(body, Taken("text"))["messages"]] == ["system", "user"]


def test_an_endpoint_without_a_system_role_is_told_by_the_user() -> None:
    (message,) = adapt_body(BODY, Taken(system=False))["messages"]
    assert message == {"role": "user", "content": "Find the name.\n\nOù? 在哪里?"}


def test_the_length_has_the_endpoints_name() -> None:
    old = Taken(length_names=("max_tokens",))
    assert adapt_body(BODY, old)["max_tokens"] == 500
    assert adapt_body(BODY, old, output_tokens=300)["max_tokens"] == 300
    assert not {"max_tokens", "max_completion_tokens"} & adapt_body(BODY, Taken(length_names=())).keys()


def test_a_digest_is_of_the_content_and_not_of_its_order() -> None:
    assert digest_body(BODY) == digest_body(dict(reversed(BODY.items())))
    assert digest_body(BODY) != digest_body({**BODY, "seed": 8})
    assert digest_body(BODY) != digest_body(BODY, endpoint="http://a")
    assert digest_body(BODY, endpoint="http://a") != digest_body(BODY, endpoint="http://b")
    assert len(digest_body(BODY)) == 64


def test_a_digest_stays_what_it_is() -> None:
    """A change here makes every recording and every cache of every user worthless."""
    assert digest_body({"model": "tern-1", "messages": [{"role": "user", "content": "é"}], "temperature": 0.0}) == (
        "99f1b357acd16f678d0853cde700b4a118fd2521530582ccda5fe0c0fdfde779"
    )


def test_half_a_surrogate_pair_is_survived() -> None:
    body = ask_body(make_request("broken \ud83d here"), model="tern-1", settings=SETTINGS)
    assert body["messages"][1]["content"] == "broken ? here"
