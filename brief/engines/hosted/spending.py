"""What a run costs: a bill of what was used, and a budget that no call goes beyond.

A call reserves what it may cost at most before it goes out, and gives back what it did not use. What nobody can know
(whether an attempt that broke off was charged) counts as used. How tokens are counted is for `tokens`.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from brief.engines.hosted.exchange import Stage
from brief.engines.hosted.outcomes import TokenUsage
from brief.errors import EngineUnavailable
from brief.provenance import StageUsage, Usage

__all__ = ["Bill", "Budget", "BudgetSpent", "Ledger", "Reservation", "StageBill"]

# A reply is made shorter rather than not asked for, but not shorter than this: half a claim is none.
_LEAST_OUTPUT_TOKENS = 256
_LOOK_AGAIN_S = 0.1


class BudgetSpent(EngineUnavailable):
    """What is left of a run's tokens does not hold another call; waiting does not help."""


@dataclass(slots=True)
class StageBill:
    """What one stage has used: calls that were answered, their tokens, attempts beyond the first, answers at hand.

    `cached` answers came from the cache or a recording, or were under way already; they are no calls and cost nothing.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    retries: int = 0
    cached: int = 0


@dataclass(slots=True)
class Bill:
    """What a run has used, stage by stage, in the order in which they began.

    `lost_tokens` is the most that attempts which broke off may have cost beyond that.
    """

    stages: dict[Stage, StageBill] = field(default_factory=dict)
    lost_tokens: int = 0

    def of(self, stage: Stage) -> StageBill:
        """A stage's part, which begins empty."""
        return self.stages.setdefault(stage, StageBill())

    def total(self, seconds: float | None = None) -> Usage:
        """All stages together, as a briefing's provenance has it."""
        stages = self.stages.values()
        return Usage(
            calls=sum(stage.calls for stage in stages),
            input_tokens=sum(stage.input_tokens for stage in stages),
            output_tokens=sum(stage.output_tokens for stage in stages),
            retries=sum(stage.retries for stage in stages),
            seconds=seconds,
            stages=tuple(
                StageUsage(
                    stage=name,
                    calls=stage.calls,
                    input_tokens=stage.input_tokens,
                    output_tokens=stage.output_tokens,
                    retries=stage.retries,
                    cached=stage.cached,
                )
                for name, stage in self.stages.items()
            ),
        )


@dataclass(frozen=True, slots=True)
class Reservation:
    """What one attempt may cost: its input as counted, and how long its reply may become."""

    counted_tokens: int
    input_tokens: int
    output_tokens: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.input_tokens + self.output_tokens


@dataclass(slots=True)
class Ledger:
    """What all budgets of a run have used and reserved together, and how much more a server counts than we do."""

    used_tokens: int = 0
    reserved_tokens: int = 0
    share: float = 1.0
    lock: Lock = field(default_factory=Lock)  # loops may run in several threads


class Budget:
    """The tokens that a run may use, in and out; belongs to one event loop, its ledger to all of the run.

    Servers count with their own tokenizers. Where one counts more than we do, its share more is learned from its first
    replies and added to what is reserved afterwards.
    """

    def __init__(self, most_tokens: int, *, ledger: Ledger | None = None) -> None:
        self.most_tokens = most_tokens
        self._ledger = ledger or Ledger()
        self._in_order = asyncio.Lock()
        self._freed = asyncio.Event()

    @property
    def used_tokens(self) -> int:
        """What the run has used so far."""
        return self._ledger.used_tokens

    async def reserve(self, counted_tokens: int, output_tokens: int) -> Reservation:
        """A reservation for an attempt, whose reply may have to be shorter; waits for others to give back first.

        Raises:
            BudgetSpent: If what is left cannot hold it.
        """
        async with self._in_order:
            while (reservation := self._take(counted_tokens, output_tokens)) is None:
                self._freed.clear()
                with suppress(TimeoutError):  # nobody tells this loop what another thread gives back
                    await asyncio.wait_for(self._freed.wait(), _LOOK_AGAIN_S)
            return reservation

    def _take(self, counted_tokens: int, output_tokens: int) -> Reservation | None:
        """A reservation of what is left; None where others of the run are still to give back."""
        ledger = self._ledger
        with ledger.lock:
            input_tokens = int(counted_tokens * ledger.share + 0.5)
            left = self.most_tokens - ledger.used_tokens - ledger.reserved_tokens
            if input_tokens + output_tokens > left:
                if ledger.reserved_tokens:
                    return None
                if left - input_tokens < min(output_tokens, _LEAST_OUTPUT_TOKENS):
                    raise BudgetSpent(self._empty(input_tokens, left))
                output_tokens = left - input_tokens
            reservation = Reservation(counted_tokens, input_tokens, output_tokens)
            ledger.reserved_tokens += reservation.total
            return reservation

    def settle(self, reservation: Reservation, used: TokenUsage) -> None:
        """Replaces a reservation by what the endpoint says was used."""
        self._free(reservation, used.total)
        if reservation.counted_tokens:
            with self._ledger.lock:
                self._ledger.share = max(self._ledger.share, used.input / reservation.counted_tokens)

    def release(self, reservation: Reservation) -> None:
        """Gives a reservation back: nothing was used."""
        self._free(reservation, 0)

    def forfeit(self, reservation: Reservation) -> None:
        """Counts a reservation as used, since nobody can say what was."""
        self._free(reservation, reservation.total)

    def _free(self, reservation: Reservation, used_tokens: int) -> None:
        with self._ledger.lock:
            self._ledger.reserved_tokens -= reservation.total
            self._ledger.used_tokens += used_tokens
        self._freed.set()

    def _empty(self, input_tokens: int, left: int) -> str:
        return (
            f"the budget of {self.most_tokens:,} tokens (--max-tokens, BRIEF_MAX_TOKENS) is spent: {self.used_tokens:,}"
            f" are used, {max(left, 0):,} are left, and the next call sends {input_tokens:,}"
        )
