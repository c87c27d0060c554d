"""The budget holds whatever comes, and the bill says what was used."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.engines.hosted.outcomes import TokenUsage
from brief.engines.hosted.spending import Bill, Budget, Ledger, Reservation
from brief.errors import EngineUnavailable
from tests.engines.hosted.clockwork import run


def test_a_call_reserves_all_that_it_may_cost() -> None:
    budget = Budget(1_000)
    reservation = run(budget.reserve(300, 500))
    assert reservation == Reservation(counted_tokens=300, input_tokens=300, output_tokens=500)
    budget.settle(reservation, TokenUsage(300, 20))
    assert budget.used_tokens == 320


def test_a_reply_is_made_shorter_rather_than_not_asked_for() -> None:
    assert run(Budget(1_000).reserve(600, 500)).output_tokens == 400
    with pytest.raises(EngineUnavailable, match="the budget of 1,000 tokens"):
        run(Budget(1_000).reserve(800, 500))  # 200 tokens hold no answer
    assert run(Budget(1_000).reserve(900, 100)).output_tokens == 100  # unless no more was asked for


def test_what_is_spent_is_said() -> None:
    budget = Budget(1_000)
    budget.forfeit(run(budget.reserve(500, 400)))
    with pytest.raises(EngineUnavailable) as caught:
        run(budget.reserve(200, 300))
    assert str(caught.value) == (
        "the budget of 1,000 tokens (--max-tokens, BRIEF_MAX_TOKENS) is spent: 900 are used, 100 are left, and the next"
        " call sends 200"
    )


def test_a_reservation_that_was_not_needed_is_given_back() -> None:
    budget = Budget(1_000)
    budget.release(run(budget.reserve(500, 400)))
    assert run(budget.reserve(500, 500)).total == 1_000


def test_a_call_waits_for_what_others_give_back() -> None:
    budget = Budget(1_000)

    async def two() -> Reservation:
        first = await budget.reserve(400, 400)
        second = asyncio.create_task(budget.reserve(400, 400))
        await asyncio.sleep(0.01)
        assert not second.done()  # neither refused nor cut to 200
        budget.settle(first, TokenUsage(100, 50))
        return await second

    assert run(two()).output_tokens == 400


def test_those_that_wait_are_served_in_order() -> None:
    budget = Budget(1_000)
    served: list[int] = []

    async def call(number: int, n_tokens: int) -> None:
        reservation = await budget.reserve(n_tokens, n_tokens)
        served.append(number)
        await asyncio.sleep(0.001)
        budget.release(reservation)

    async def together() -> None:
        await asyncio.gather(call(0, 400), call(1, 450), call(2, 10), call(3, 450))

    run(together())
    assert served == [0, 1, 2, 3]


def test_a_server_that_counts_more_is_believed_from_then_on() -> None:
    budget = Budget(10_000)
    budget.settle(run(budget.reserve(100, 50)), TokenUsage(150, 50))
    assert run(budget.reserve(200, 50)).input_tokens == 300
    budget.settle(run(budget.reserve(100, 50)), TokenUsage(90, 50))
    assert run(budget.reserve(200, 50)).input_tokens == 300  # one that counts less now is no reason to hope


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), most_tokens=st.integers(1, 5_000), n_calls=st.integers(1, 25))
def test_no_order_of_events_goes_beyond_the_budget(seed: int, most_tokens: int, n_calls: int) -> None:
    chance = random.Random(seed)
    budget = Budget(most_tokens)
    charged = 0

    async def call() -> None:
        nonlocal charged
        asked = chance.randint(1, 900)
        try:
            reservation = await budget.reserve(asked, chance.randint(1, 900))
        except EngineUnavailable:
            return
        for _ in range(chance.randint(0, 3)):
            await asyncio.sleep(0)
        outcome = chance.choice(["settle", "release", "forfeit"])
        if outcome == "settle":
            used = TokenUsage(asked, chance.randint(0, reservation.output_tokens))
            charged += used.total
            budget.settle(reservation, used)
        elif outcome == "forfeit":
            charged += reservation.total
            budget.forfeit(reservation)
        else:
            budget.release(reservation)

    async def together() -> None:
        await asyncio.gather(*(call() for _ in range(n_calls)))

    run(together())
    assert budget.used_tokens == charged <= most_tokens


def test_the_bill_adds_up() -> None:
    bill = Bill()
    extract, compose = bill.of("extract"), bill.of("compose")
    extract.calls, extract.input_tokens, extract.output_tokens, extract.retries = 3, 900, 90, 2
    compose.calls, compose.input_tokens, compose.output_tokens, compose.cached = 1, 50, 5, 4
    assert bill.of("extract") is extract
    total = bill.total(seconds=2.5)
    assert (total.calls, total.input_tokens, total.output_tokens, total.retries) == (4, 950, 95, 2)
    assert total.seconds == 2.5
    assert [(stage.stage, stage.calls, stage.cached) for stage in total.stages] == [
        ("extract", 3, 0),
        ("compose", 1, 4),
    ]


def test_loops_in_several_threads_share_the_tokens_and_wait_for_each_other() -> None:
    ledger, most = Ledger(), 0

    def spend(_: int) -> None:
        async def calls() -> None:
            nonlocal most
            budget = Budget(2_000, ledger=ledger)
            for _ in range(3):
                reservation = await budget.reserve(300, 700)
                most = max(most, ledger.used_tokens + ledger.reserved_tokens)
                await asyncio.sleep(0.005)
                budget.settle(reservation, TokenUsage(50, 50))

        asyncio.run(calls())

    with ThreadPoolExecutor(3) as pool:
        assert [*pool.map(spend, range(3))] == [None] * 3
    assert ledger.used_tokens == 900
    assert ledger.reserved_tokens == 0
    assert 1_000 < most <= 2_000
