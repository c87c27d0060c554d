"""Recordings are reviewed as diffs, written by hand, and missed with an explanation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brief.engines.hosted.bodies import ask_body, digest_body
from brief.engines.hosted.cassettes import MissingRecording, Recordings, write_recording
from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Reply, TokenUsage
from brief.errors import ConfigError, EngineError
from brief.settings import Settings
from tests.engines.hosted.clockwork import make_request

SETTINGS = Settings(temperature=0.0)
LONG = "The ferry to Ness stops on 3 May. " * 40


def body_of(content: str = LONG, *, model: str = "tern-1", settings: Settings = SETTINGS) -> dict[str, object]:
    return ask_body(make_request(content), model=model, settings=settings)


def test_what_is_recorded_is_answered(tmp_path: Path) -> None:
    path = write_recording(tmp_path, body_of(), "Wörter\n“so”", finish_reason="length", usage=TokenUsage(7, 3))
    assert path.name == f"{digest_body(body_of())}.json"
    reply = Recordings(tmp_path).answer(body_of())
    assert reply == Reply(Answer("Wörter\n“so”", "length"), TokenUsage(7, 3))


def test_one_exchange_is_written_in_one_way_only(tmp_path: Path) -> None:
    body = body_of()
    once = write_recording(tmp_path / "a", body, '{"name": "Ness"}').read_bytes()
    again = write_recording(tmp_path / "b", dict(reversed(body.items())), '{"name": "Ness"}').read_bytes()
    assert once == again
    assert once.endswith(b"}\n")
    assert [*json.loads(once)] == ["answer", "request", "usage"]


def test_a_recording_by_hand_may_hold_the_object_itself(tmp_path: Path) -> None:
    recording = {"request": body_of(), "answer": {"content": {"name": "Nêss"}}}
    (tmp_path / f"{digest_body(body_of())}.json").write_text(json.dumps(recording))
    assert Recordings(tmp_path).answer(body_of()) == Reply(Answer('{"name": "Nêss"}'))
    write_recording(tmp_path, body_of("else"), {"name": "Nêss"})
    assert Recordings(tmp_path).answer(body_of("else")).answer.content == '{"name": "Nêss"}'


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (
            body_of(LONG[:512] + "new " + LONG[512:]),
            "messages[1].content differs at character 512: “",
        ),
        (body_of(model="tern-2"), "model differs at character 5: “tern-2” is asked, “tern-1” was recorded"),
        (body_of(settings=Settings(temperature=0.5)), "temperature is 0.5, and was recorded as 0.0"),
        (body_of(settings=Settings()), "temperature is absent, and was recorded as 0.0"),
        (body_of(settings=Settings(temperature=0.0, seed=7)), "seed is 7, and was recorded as absent"),
        (body_of(model="tern-2", settings=Settings()), "model differs at character 5"),
        (body_of(model="tern-2", settings=Settings()), "(and 1 fields more)"),
    ],
)
def test_a_miss_says_what_differs(tmp_path: Path, asked: dict[str, object], says: str) -> None:
    write_recording(tmp_path, body_of("Something else entirely, of another article."), "{}")
    write_recording(tmp_path, body_of(), "{}")
    with pytest.raises(MissingRecording) as caught:
        Recordings(tmp_path).answer(asked)
    assert says in str(caught.value)
    assert digest_body(body_of())[:12] in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, EngineError)


def test_a_miss_in_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingRecording, match="holds no recording; record one with --record"):
        Recordings(tmp_path).answer(body_of())


def test_a_folder_that_is_none_is_said_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder of recordings"):
        Recordings(tmp_path / "none")


def test_a_request_that_was_changed_by_hand_is_not_answered_from(tmp_path: Path) -> None:
    path = write_recording(tmp_path, body_of(), "{}")
    path.write_text(path.read_text().replace("3 May", "9 May", 1))
    with pytest.raises(
        MissingRecording, match=r"not the one it is named for \(messages\[1\]\.content differs at character"
    ):
        Recordings(tmp_path).answer(body_of())


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "[]", '{"request": {}}', '{"request": {}, "answer": []}', '{"request": 7}'),
        '{"request": {}, "answer": {"content": "", "refusal": 5}}',
        '{"request": {}, "answer": {"content": ""}, "usage": {"input": 1e999, "output": 1}}',
        '{"request": {}, "answer": {"content": "\\ud800"}}',
        '{"request": {"model": "\\ud800"}, "answer": {"content": ""}}',
    ],
)
def test_what_is_no_recording_is_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / f"{digest_body(body_of())}.json"
    path.write_text(content)
    with pytest.raises(MissingRecording, match="this is no recording"):
        Recordings(tmp_path).answer(body_of())
    with pytest.raises(MissingRecording, match="holds no recording"):
        Recordings(tmp_path).answer(body_of("else"))


def test_what_nobody_asks_for_is_listed(tmp_path: Path) -> None:
    used = write_recording(tmp_path, body_of("used"), "{}")
    unused = write_recording(tmp_path, body_of("unused"), "{}")
    (tmp_path / "README.md").write_text("what these are")
    recordings = Recordings(tmp_path)
    assert recordings.unused() == tuple(sorted([used, unused]))
    recordings.answer(body_of("used"))
    assert recordings.unused() == (unused,)


def test_a_folder_that_cannot_be_written_to_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be recorded"):
        write_recording(tmp_path / "file", body_of(), "{}")
