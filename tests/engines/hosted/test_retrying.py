"""Waits that grow, waits that are asked for, and when it is enough; on a clock that need not be waited for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.outcomes import Refused, Reply, TransientFault
from brief.engines.hosted.pacing import Pace
from brief.engines.hosted.retrying import Retrying, read_retry_after
from brief.engines.hosted.timing import Deadline
from brief.errors import ConfigError, EngineUnavailable
from tests.engines.hosted.clockwork import FastClock, run

REPLY = Reply(Answer("{}"))
NOW = datetime(2021, 6, 3, 12, tzinfo=UTC)


class Attempts:
    """Fails with each of these in turn, then answers."""

    def __init__(self, clock: FastClock, *faults: Exception) -> None:
        self.clock = clock
        self.faults = list(faults)
        self.at: list[float] = []
        self.n_retries = 0

    async def __call__(self) -> Reply:
        self.at.append(self.clock.seconds)
        if self.faults:
            raise self.faults.pop(0)
        return REPLY

    def count_retry(self) -> None:
        self.n_retries += 1


def retry(clock: FastClock, *faults: Exception, retries: int = 5, deadline_s: float = 900.0) -> Attempts:
    deadline = Deadline(clock.timing, deadline_s, began=0.0)
    pace = Pace(concurrency=4, requests_per_minute=None, timing=clock.timing, deadline=deadline)
    attempts = Attempts(clock, *faults)
    retrying = Retrying(retries=retries, timing=clock.timing, deadline=deadline, pace=pace)

    async def go() -> None:
        try:
            assert await retrying.run(attempts, on_retry=attempts.count_retry) is REPLY
        finally:
            await pace.begin()
            attempts.at.append(clock.seconds)  # when the next call could begin

    run(go())
    return attempts


def test_waits_grow_up_to_a_bound() -> None:
    clock = FastClock(chance=1.0)
    attempts = retry(clock, *[TransientFault("busy")] * 9, retries=9)
    assert clock.slept == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert attempts.n_retries == 9


def test_jitter_is_full() -> None:
    clock = FastClock(chance=0.25)
    retry(clock, *[TransientFault("busy")] * 3)
    assert clock.slept == [0.125, 0.25, 0.5]


@pytest.mark.parametrize(("retries", "tried"), [(0, "tried 1 time"), (1, "tried 2 times"), (3, "tried 4 times")])
def test_so_many_tries_and_no_more(retries: int, tried: str) -> None:
    with pytest.raises(EngineUnavailable, match=f"busy; {tried}") as caught:
        retry(FastClock(), *[TransientFault("busy")] * 9, retries=retries)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_fault_may_be_worth_fewer_tries() -> None:
    with pytest.raises(EngineUnavailable, match="tried 2 times"):
        retry(FastClock(), *[TransientFault("a page", most_retries=1)] * 9)


@pytest.mark.parametrize("error", [Refused("no", status=400, words="no"), ConfigError("no key")])
def test_what_will_not_pass_is_not_tried_again(error: Exception) -> None:
    clock = FastClock()
    with pytest.raises(type(error)):
        retry(clock, error)
    assert clock.slept == []


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (TransientFault("x", retry_after="7"), 7.0),
        (TransientFault("x", retry_after="0"), 0.0),
        (TransientFault("x", retry_after=" 1.5 "), 1.5),
        (TransientFault("x", retry_after="7", retry_after_ms="250"), 0.25),
        (TransientFault("x", retry_after_ms="soon", retry_after="7"), 7.0),
        (TransientFault("x", retry_after=format_datetime(NOW + timedelta(seconds=90), usegmt=True)), 90.0),
        (TransientFault("x", retry_after="Thu, 03 Jun 2021 11:00:00 GMT"), 0.0),
        (TransientFault("x", retry_after="Thu, 03 Jun 2021 12:00:10 -0000"), 10.0),
        (TransientFault("x", retry_after="later"), None),
        (TransientFault("x", retry_after="-5"), None),
        (TransientFault("x", retry_after="nan"), None),
        (TransientFault("x", retry_after="inf"), None),
        (TransientFault("x", retry_after="Thu, 99 Jun 2021 12:00:10 GMT"), None),
        (TransientFault("x", retry_after=""), None),
        (TransientFault("x"), None),
    ],
)
def test_how_long_the_endpoint_asks_to_wait(fault: TransientFault, seconds: float | None) -> None:
    assert read_retry_after(fault, NOW) == seconds


def test_a_wait_that_is_asked_for_is_kept() -> None:
    clock = FastClock(chance=0.5)
    attempts = retry(clock, TransientFault("busy", retry_after="40"))
    assert attempts.at[1] == pytest.approx(40.25)


def test_a_throttled_call_makes_all_of_them_wait() -> None:
    clock = FastClock(chance=0.5)
    with pytest.raises(EngineUnavailable):
        retry(clock, TransientFault("slow down", retry_after="40", throttled=True), retries=0)
    assert clock.seconds >= 40  # `pace.begin` of the next call


def test_no_try_begins_past_the_deadline() -> None:
    clock = FastClock()
    with pytest.raises(EngineUnavailable, match=r"deadline of 60 s comes before the next try in 3600\.5 s"):
        retry(clock, TransientFault("busy", retry_after="3600"), deadline_s=60)
    assert clock.seconds == 0  # and nobody waits to be told


def test_the_deadline_ends_many_tries() -> None:
    clock = FastClock(chance=1.0)
    with pytest.raises(EngineUnavailable, match="deadline"):
        retry(clock, *[TransientFault("busy")] * 60, retries=50, deadline_s=100)
    assert 60 < clock.seconds < 100
