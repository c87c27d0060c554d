"""A desk briefs a document as anybody would, and forgets its words with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from brief.batch.desks import Desk
from brief.batch.jobs import Task, brief_task
from brief.language.model import load_model
from brief.pipeline import open_engine
from brief.settings import Settings

SETTINGS = Settings()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("embedded", SETTINGS)


def told(line: bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(line)
    del record["provenance"]
    return record


def text(number: int) -> str:
    word = "".join(chr(97 + int(digit)) for digit in str(number * 7919))
    return (
        f"Minister {word.title()} Vost said on Monday that the {word}ing of Ness had been {word}ed twice. "
        f"The {word}s were not asked. “We {word} nobody,” {word.title()} said."
    )


def test_what_a_desk_writes_is_what_anybody_would_have_written(desk: Desk) -> None:
    """Also after the words of the documents between have been forgotten."""
    tasks = [Task(f"{n}", f"{n}", text(n)) for n in range(1, 6)]
    first = [told(desk.brief(task).line) for task in tasks]
    again = [told(desk.brief(task).line) for task in reversed(tasks)]
    engine = open_engine("embedded", settings=SETTINGS)
    apart = [told(brief_task(task, engine=engine, settings=SETTINGS).line) for task in tasks]
    assert first == again[::-1] == apart


def test_the_words_of_a_document_are_forgotten_with_it(desk: Desk) -> None:
    strings = load_model(None).vocab.strings
    desk.brief(Task("0", "0", text(9)))
    before = len(strings)
    for number in range(10, 20):
        desk.brief(Task(f"{number}", f"{number}", text(number)))
    assert len(strings) == before
    assert not desk.overgrown
