"""So many at once, so many a minute, none during a rest; in order, and none later than it has to be."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.engines.hosted.pacing import Pace
from brief.engines.hosted.timing import Deadline
from brief.errors import EngineUnavailable
from tests.engines.hosted.clockwork import FastClock, run


def make_pace(
    clock: FastClock, *, concurrency: int = 100, per_minute: int | None = None, deadline_s: float = 10_000
) -> Pace:
    deadline = Deadline(clock.timing, deadline_s, began=clock.seconds)
    return Pace(concurrency=concurrency, requests_per_minute=per_minute, timing=clock.timing, deadline=deadline)


def begin(clock: FastClock, pace: Pace, n_calls: int, *, length_s: float = 0.0) -> tuple[list[tuple[int, float]], int]:
    """The calls in the order in which they began, each with when; and the most that were under way at once."""
    begun: list[tuple[int, float]] = []
    under_way, most = 0, 0

    async def call(number: int) -> None:
        nonlocal under_way, most
        async with pace.slot():
            await pace.begin()
            begun.append((number, clock.seconds))
            under_way += 1
            most = max(most, under_way)
            if length_s:
                await clock.timing.sleep(length_s)
            under_way -= 1

    async def together() -> None:
        await asyncio.gather(*(call(number) for number in range(n_calls)))

    run(together())
    return begun, most


def test_no_more_at_once_than_asked() -> None:
    clock = FastClock()
    begun, most = begin(clock, make_pace(clock, concurrency=3), 10, length_s=1.0)
    assert most == 3
    assert [number for number, _ in begun] == list(range(10))
    assert [at for _, at in begun] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3]


def test_a_short_call_makes_room_while_a_long_one_goes_on() -> None:
    clock = FastClock()
    pace = make_pace(clock, concurrency=2)
    done: list[int] = []

    async def call(number: int) -> None:
        async with pace.slot():
            await pace.begin()
            await clock.timing.sleep(10.0 if number == 0 else 1.0)
            done.append(number)

    async def together() -> None:
        await asyncio.gather(*(call(number) for number in range(8)))

    run(together())
    assert done == [1, 2, 3, 4, 5, 6, 7, 0]  # no round waits for its slowest
    assert clock.seconds == 10


def test_a_minute_holds_so_many_and_slides() -> None:
    clock = FastClock()
    begun, _ = begin(clock, make_pace(clock, concurrency=1, per_minute=3), 7, length_s=10.0)
    assert [at for _, at in begun] == [0, 10, 20, 60, 70, 80, 120]


@settings(max_examples=30, deadline=None)
@given(
    per_minute=st.integers(1, 20),
    concurrency=st.integers(1, 20),
    n_calls=st.integers(1, 60),
    length_s=st.sampled_from([0.0, 0.7, 13.0]),
)
def test_no_minute_ever_holds_more(per_minute: int, concurrency: int, n_calls: int, length_s: float) -> None:
    clock = FastClock()
    begun, most = begin(
        clock, make_pace(clock, concurrency=concurrency, per_minute=per_minute), n_calls, length_s=length_s
    )
    assert len(begun) == n_calls
    assert most <= concurrency
    recent: deque[float] = deque(maxlen=per_minute)
    for _, at in begun:
        assert len(recent) < per_minute or at >= recent[0] + 60
        recent.append(at)


def test_a_rest_holds_for_all_and_ends_without_a_rush() -> None:
    clock = FastClock(chance=0.5)
    pace = make_pace(clock)
    pace.rest(30.0)
    pace.rest(5.0)  # a shorter one does not end it
    begun, _ = begin(clock, pace, 4)
    assert all(30 <= at <= 31 for _, at in begun)


def test_nothing_begins_past_the_deadline() -> None:
    clock = FastClock()
    pace = make_pace(clock, per_minute=1, deadline_s=50)
    with pytest.raises(EngineUnavailable, match=r"deadline of 50 s .*1 requests a minute.*BRIEF_DEADLINE_S"):
        begin(clock, pace, 2)
    assert clock.seconds == 0
    clock.seconds = 51
    with pytest.raises(EngineUnavailable, match="no time is left"):
        begin(clock, make_pace_at(clock, began=0.0, deadline_s=50), 1)


def make_pace_at(clock: FastClock, *, began: float, deadline_s: float) -> Pace:
    deadline = Deadline(clock.timing, deadline_s, began=began)
    return Pace(concurrency=1, requests_per_minute=None, timing=clock.timing, deadline=deadline)
