"""Equal questions under way at once are asked once, and nobody hangs when one of them is called off."""

from __future__ import annotations

import asyncio
import gc

import pytest

from brief.engines.hosted.flights import Flights
from tests.engines.hosted.clockwork import run


class Question:
    def __init__(self, *outcomes: object) -> None:
        self.outcomes = list(outcomes)
        self.n_asked = 0
        self.n_joined = 0
        self.flights: Flights[object] = Flights()

    async def __call__(self) -> object:
        self.n_asked += 1
        await asyncio.sleep(0.005)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def joined(self) -> None:
        self.n_joined += 1

    async def ask(self, key: str = "same") -> object:
        return await self.flights.join(key, self, on_joined=self.joined)


def test_equal_questions_are_asked_once() -> None:
    async def together() -> tuple[Question, list[object]]:
        question = Question("answer", "other")
        keys = ("same", "same", "same", "else")
        return question, await asyncio.gather(*(question.ask(key) for key in keys))

    question, answers = run(together())
    assert answers == ["answer", "answer", "answer", "other"]
    assert (question.n_asked, question.n_joined) == (2, 2)


def test_later_ones_are_asked_anew() -> None:
    async def after_another() -> list[object]:
        question = Question("one", "two")
        return [await question.ask(), await question.ask()]

    assert run(after_another()) == ["one", "two"]


def test_an_error_goes_to_all() -> None:
    async def together() -> tuple[Question, list[object]]:
        question = Question(ValueError("no"))
        return question, await asyncio.gather(*(question.ask() for _ in range(2)), return_exceptions=True)

    question, answers = run(together())
    assert [str(answer) for answer in answers] == ["no", "no"]
    assert question.n_asked == 1


def test_an_error_nobody_waits_for_is_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    question = Question(ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        run(question.ask())
    del question
    gc.collect()
    assert not recwarn.list


def test_the_next_one_asks_when_the_first_is_called_off() -> None:
    async def called_off() -> tuple[Question, object]:
        question = Question("second")
        first = asyncio.create_task(question.ask())
        await asyncio.sleep(0)
        others = [asyncio.create_task(question.ask()) for _ in range(3)]
        await asyncio.sleep(0)
        first.cancel()
        answers = await asyncio.gather(*others)
        assert answers == ["second"] * 3
        return question, first.cancelled()

    question, cancelled = run(called_off())
    assert cancelled
    assert question.n_asked == 2


def test_the_first_goes_on_when_one_that_joined_is_called_off() -> None:
    async def called_off() -> object:
        question = Question("answer")
        first = asyncio.create_task(question.ask())
        await asyncio.sleep(0)
        second = asyncio.create_task(question.ask())
        await asyncio.sleep(0)
        second.cancel()
        return await first

    assert run(called_off()) == "answer"
