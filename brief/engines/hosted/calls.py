"""Calls to one endpoint: what lies between a body that nobody has answered yet and its reply.

From the outside in: tries, a slot among the calls under way, a reservation in the budget, the body as the endpoint
takes it, the pace, the client. Answers that are at hand do not come this way; they are for `opening`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.engines.hosted.abilities import Abilities, AbilityNotes
from brief.engines.hosted.bodies import Body, Taken
from brief.engines.hosted.endpoints import Endpoint
from brief.engines.hosted.estimates import count_body_tokens
from brief.engines.hosted.exchange import Stage
from brief.engines.hosted.limits import Limits
from brief.engines.hosted.outcomes import Refused, Reply, TokenUsage, TransientFault
from brief.engines.hosted.retrying import Retrying
from brief.engines.hosted.spending import Bill, Budget, Reservation
from brief.engines.hosted.timing import Deadline, Timing
from brief.engines.hosted.tokens import count_tokens
from brief.errors import ConfigError, EngineUnavailable
from brief.settings import Settings

if TYPE_CHECKING:
    from brief.engines.hosted.client import ServerClient

__all__ = ["Calls"]


class Calls:
    """Sends bodies to one endpoint for one document, within the limits of its run, and bills them."""

    def __init__(
        self,
        endpoint: Endpoint,
        model: str,
        settings: Settings,
        *,
        notes: AbilityNotes,
        timing: Timing,
        bill: Bill,
        limits: Limits,
    ) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._bill = bill
        self._deadline = Deadline(timing, settings.deadline_s, began=timing.clock())
        self._pace = limits.pace(timing, self._deadline)
        self._retrying = Retrying(retries=settings.retries, timing=timing, deadline=self._deadline, pace=self._pace)
        self._budget = limits.budget()
        # The old word for the length of a reply is known everywhere but at OpenAI's newer models.
        newer = endpoint.is_openai or endpoint.is_azure
        first = Taken() if newer else Taken(length_names=("max_tokens", "max_completion_tokens"))
        self._abilities = Abilities(endpoint.shown, model, first=first, notes=notes)
        self._client: ServerClient | None = None

    async def fetch(self, body: Body, stage: Stage) -> Reply:
        """The endpoint's reply to a body as asked; one that does not say what it used is counted.

        Raises:
            EngineUnavailable: If none could be had in the tries, the time and the tokens that there are.
            Refused: If the endpoint does not take the body.
            ConfigError: If it takes none.
        """
        counted_tokens = 0 if self._budget is None else count_body_tokens(body)
        stage_bill = self._bill.of(stage)

        def count_retry() -> None:
            stage_bill.retries += 1

        reply = await self._retrying.run(lambda: self._attempt(body, counted_tokens), on_retry=count_retry)
        used = reply.usage or _count(body, reply)
        stage_bill.calls += 1
        stage_bill.input_tokens += used.input
        stage_bill.output_tokens += used.output
        return reply

    def remarks(self) -> tuple[str, ...]:
        """What the endpoint does not take and the settings ask for."""
        taken = self._abilities.taken
        refused = [name for name in sorted(taken.refused) if getattr(self._settings, name) is not None]
        remarks = [f"{self._endpoint.shown} does not take {name}, so that it was asked without" for name in refused]
        if not taken.length_names:
            remarks.append(f"{self._endpoint.shown} takes no limit to the length of a reply")
        return tuple(remarks)

    async def close(self) -> None:
        """Closes every connection."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def _attempt(self, body: Body, counted_tokens: int) -> Reply:
        async with self._pace.slot():
            if self._budget is None:
                return await self._abilities.send(body, self._send)
            reservation = await self._budget.reserve(counted_tokens, body["max_completion_tokens"])
            return await self._within(self._budget, reservation, body)

    async def _within(self, budget: Budget, reservation: Reservation, body: Body) -> Reply:
        """One attempt whose cost has been reserved, and is settled whatever becomes of it."""
        try:
            reply = await self._abilities.send(body, self._send, output_tokens=reservation.output_tokens)
        except TransientFault as fault:
            if fault.unbilled:
                budget.release(reservation)
            else:
                self._lose(budget, reservation)
            raise
        except (EngineUnavailable, Refused, ConfigError):  # refused, or never sent
            budget.release(reservation)
            raise
        except BaseException:  # cancelled on its way
            self._lose(budget, reservation)
            raise
        budget.settle(reservation, reply.usage or _count(body, reply))
        return reply

    def _lose(self, budget: Budget, reservation: Reservation) -> None:
        budget.forfeit(reservation)
        self._bill.lost_tokens += reservation.total

    async def _send(self, body: Body) -> Reply:
        await self._pace.begin()
        if self._client is None:
            from brief.engines.hosted.client import ServerClient

            self._client = ServerClient(self._endpoint, self._settings.api_key, connections=self._settings.concurrency)
        return await self._client.send(body, timeout_s=min(self._settings.timeout_s, self._deadline.left_s))


def _count(body: Body, reply: Reply) -> TokenUsage:
    """What a call used by our own count, for an endpoint that does not say."""
    words = reply.answer.content or reply.answer.refusal or ""
    return TokenUsage(count_body_tokens(body), count_tokens(words, body["model"]))
