"""An endpoint that takes less than everything is found out, asked otherwise, and remembered."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from brief.engines.hosted.abilities import Abilities, AbilityNotes, take_less
from brief.engines.hosted.bodies import Body, Taken, ask_body
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Refused, Reply, TransientFault
from brief.settings import Settings
from tests.engines.hosted.clockwork import FastClock, make_request, run

SETTINGS = Settings(temperature=0.0, seed=7, reasoning_effort="low")
BODY = ask_body(make_request(), model="tern-1", settings=SETTINGS)
ALL = Taken()

# As servers word it.
NO_SCHEMA = [
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    "This response_format type is unavailable now",
    "This model does not support response format `json_schema`. See supported models",
    "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later",
    'response_format type must be one of "text" or "json_object", but got: json_schema',
    "Invalid schema for response_format 'ExtractReply': In context=('properties',), 'minLength' is not permitted.",
    "[{'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or"
    " 'json_object'\", 'input': 'json_schema'}]",
    "failed to parse grammar",
    "Unrecognized request argument supplied: response_format",
    'Invalid JSON payload received. Unknown name "response_format": Cannot find field.',
    "Extra inputs are not permitted: response_format",
    "guided_json is not available for this model",
]


def refusal(words: str, parameter: str | None = None, status: int = 400) -> Refused:
    return Refused(words, status=status, words=words, parameter=parameter)


@pytest.mark.parametrize("words", NO_SCHEMA)
def test_a_refused_shape_is_followed_by_a_simpler_one(words: str) -> None:
    once = take_less(ALL, refusal(words), BODY)
    assert once == Taken(reply_format="json_object")
    assert take_less(once, refusal(words), BODY) == Taken(reply_format="text")
    assert take_less(Taken(reply_format="text"), refusal(words), BODY) is None


@pytest.mark.parametrize(
    ("words", "parameter", "less"),
    [
        (
            "Unsupported value: 'temperature' does not support 0.0 with this model. Only the default (1) value is"
            " supported.",
            "temperature",
            Taken(refused=frozenset({"temperature"})),
        ),
        (
            "Unrecognized request argument supplied: reasoning_effort",
            None,
            Taken(refused=frozenset({"reasoning_effort"})),
        ),
        ("Unsupported parameter.", "seed", Taken(refused=frozenset({"seed"}))),
        ('{"detail":[{"type":"extra_forbidden","loc":["body","seed"]}]}', None, Taken(refused=frozenset({"seed"}))),
        ("`temperature` is deprecated for this model.", None, Taken(refused=frozenset({"temperature"}))),
        (
            "Unsupported parameter: 'max_completion_tokens' is not supported here. Use 'max_tokens' instead.",
            "max_completion_tokens",
            Taken(length_names=("max_tokens",)),
        ),
        ("Unsupported value: 'messages[0].role' does not support 'system' with this model.", None, Taken(system=False)),
        ("System role not supported", None, Taken(system=False)),
    ],
)
def test_what_is_refused_by_name_is_left_out(words: str, parameter: str | None, less: Taken) -> None:
    assert take_less(ALL, refusal(words, parameter), BODY) == less


def test_the_other_word_for_length_is_tried_and_then_none() -> None:
    first = Taken(length_names=("max_tokens", "max_completion_tokens"))
    words = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    second = take_less(first, refusal(words), BODY)
    assert second == Taken(length_names=("max_completion_tokens",))
    # The advice is the same, and is now about what was not sent.
    assert take_less(second, refusal("Unknown field: max_completion_tokens"), BODY) == Taken(length_names=())


@pytest.mark.parametrize(
    "words",
    [
        "This model's maximum context length is 8192 tokens, however you requested 9000 tokens",
        "'max_tokens' or 'max_completion_tokens' is too large: 6000.",
        "max_tokens is too large: 6000. This model supports at most 4096 completion tokens",
        "temperature must be between 0 and 1",
        "The messages are empty.",
        "",
    ],
)
def test_a_refusal_for_anything_else_stands(words: str) -> None:
    assert take_less(ALL, refusal(words), BODY) is None


def test_a_setting_that_was_not_sent_is_not_dropped() -> None:
    plain = ask_body(make_request(), model="tern-1", settings=Settings())
    assert take_less(ALL, refusal("Unsupported: 'seed' is not supported"), plain) is None


# --- a run against a server that takes little ---


class Picky:
    """A server that takes a body only as `taken` says, and answers after a while."""

    def __init__(self, *, formats: tuple[str | None, ...], refused: tuple[str, ...] = ()) -> None:
        self.formats = formats
        self.refused = refused
        self.bodies: list[Body] = []
        self.fault: TransientFault | None = None

    async def send(self, body: Body) -> Reply:
        self.bodies.append(body)
        await asyncio.sleep(0.005)
        if self.fault:
            fault, self.fault = self.fault, None
            raise fault
        for name in self.refused:
            if name in body:
                raise refusal(f"Unknown parameter: {name}", name)
        if body.get("response_format", {}).get("type") not in self.formats:
            raise refusal("this response_format is not supported")
        return Reply(Answer("{}"))


def abilities(notes: Path | None = None, clock: FastClock | None = None) -> Abilities:
    timing = (clock or FastClock()).timing
    return Abilities("http://host.example/v1", "tern-1", first=ALL, notes=AbilityNotes(notes, timing))


def test_everything_is_found_out_in_one_call() -> None:
    server = Picky(formats=(None,), refused=("seed", "temperature", "max_completion_tokens"))
    found = abilities()
    run(found.send(BODY, server.send))
    assert found.taken == Taken("text", ("max_tokens",), True, frozenset({"seed", "temperature"}))
    last = server.bodies[-1]
    assert set(last) == {"model", "messages", "max_tokens", "reasoning_effort"}
    assert "JSON" in last["messages"][0]["content"]
    assert '"required":["name"]' in last["messages"][0]["content"]
    n_asked = len(server.bodies)
    run(found.send(BODY, server.send))
    assert len(server.bodies) == n_asked + 1


def test_calls_that_begin_together_do_not_each_climb_down() -> None:
    server = Picky(formats=(None,), refused=("seed",))

    async def together() -> Any:
        found = abilities()
        return await asyncio.gather(*(found.send(BODY, server.send) for _ in range(16)))

    assert len(run(together())) == 16
    # All 16 as asked, one for each thing that is found out, and 15 with what was found.
    assert len(server.bodies) == 16 + 3 + 15


def test_those_that_waited_go_out_together() -> None:
    server = Picky(formats=("json_object",))
    at_once = most = 0

    async def send(body: Body) -> Reply:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        try:
            return await server.send(body)
        finally:
            at_once -= 1
            if len(server.bodies) > 9:
                most = max(most, at_once)

    async def together() -> int:
        nonlocal most
        found = abilities()
        calls = [asyncio.create_task(found.send(BODY, send)) for _ in range(8)]
        while len(server.bodies) < 9:
            await asyncio.sleep(0.001)
        most = 0
        await asyncio.gather(*calls)
        return most

    assert run(together()) == 7


def test_what_was_tried_and_failed_for_another_reason_is_not_remembered(tmp_path: Path) -> None:
    server = Picky(formats=("json_object",))
    found = abilities(tmp_path)

    async def fails_on_the_second(body: Body) -> Reply:
        if len(server.bodies) == 1:
            server.fault = TransientFault("busy")
        return await server.send(body)

    with pytest.raises(TransientFault):
        run(found.send(BODY, fails_on_the_second))
    assert found.taken == ALL
    assert not [*tmp_path.iterdir()]


def test_a_shorter_reply_is_asked_for_under_the_word_that_is_known() -> None:
    server = Picky(formats=("json_schema",), refused=("max_completion_tokens",))
    run(abilities().send(BODY, server.send, output_tokens=300))
    assert [body.get("max_tokens") for body in server.bodies] == [None, 300]


# --- notes ---


def test_what_worked_is_known_to_the_next_run(tmp_path: Path) -> None:
    clock = FastClock()
    server = Picky(formats=("json_object",), refused=("seed",))
    run(abilities(tmp_path, clock).send(BODY, server.send))
    again = abilities(tmp_path, clock)
    assert again.taken == Taken("json_object", refused=frozenset({"seed"}))
    clock.seconds = timedelta(days=31).total_seconds()
    assert abilities(tmp_path, clock).taken == ALL  # it may have learned since


def test_what_an_endpoint_takes_is_not_believed_of_another(tmp_path: Path) -> None:
    run(abilities(tmp_path).send(BODY, Picky(formats=("json_object",)).send))
    notes = AbilityNotes(tmp_path, FastClock().timing)
    assert notes.read("http://host.example/v1", "tern-1") is not None
    assert notes.read("http://host.example/v1", "tern-2") is None
    assert notes.read("http://other.example/v1", "tern-1") is None


@pytest.mark.parametrize(
    "change",
    [
        {"reply_format": "yaml"},
        {"reply_format": ["json_object"]},
        {"length_names": ["max_words"]},
        {"length_names": [["max_tokens"]]},
        {"refused": ["messages"]},
        {"refused": 7},
        {"system": "yes"},
        {"written": "yesterday"},
        {"written": 9e18},
        None,
    ],
)
def test_a_note_that_cannot_be_is_not_believed(tmp_path: Path, change: dict[str, Any] | None) -> None:
    run(abilities(tmp_path).send(BODY, Picky(formats=("json_object",)).send))
    (path,) = tmp_path.iterdir()
    path.write_text("{" if change is None else json.dumps({**json.loads(path.read_text()), **change}))
    assert abilities(tmp_path).taken == ALL
