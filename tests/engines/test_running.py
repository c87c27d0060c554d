"""A coroutine is run to its end with a loop or without, and its errors tell of nothing but itself."""

from __future__ import annotations

import asyncio

import pytest

from brief.engines.running import current_loop, run_coroutine


async def fail() -> int:
    raise ValueError("no")


def test_an_error_has_no_cause_of_ours() -> None:
    with pytest.raises(ValueError, match="no") as caught:
        run_coroutine(fail())
    assert caught.value.__context__ is None


def test_a_loop_that_runs_is_no_hindrance() -> None:
    async def answer() -> int:
        return 42

    async def inside() -> int:
        assert current_loop() is asyncio.get_running_loop()
        return run_coroutine(answer())

    assert asyncio.run(inside()) == 42
    assert current_loop() is None
