"""The hosted engine as a batch needs it: one run's limits for all documents, and no document done by halves.

On its own the engine makes do without an answer that it cannot have, and says what the briefing lacks. In a batch such
a document is better briefed again when the endpoint is back: its other answers are kept, and cost nothing.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from brief.errors import EngineError, EngineUnavailable

if TYPE_CHECKING:
    from brief.document import Document
    from brief.engines.hosted.bodies import Body
    from brief.engines.hosted.calls import Calls
    from brief.engines.hosted.engine import HostedAuthor
    from brief.engines.hosted.exchange import Stage
    from brief.engines.hosted.limits import Limits
    from brief.engines.hosted.opening import Carrier
    from brief.engines.hosted.outcomes import Reply
    from brief.engines.hosted.spending import Bill
    from brief.settings import Settings

__all__ = ["Post", "StrictEngine", "make_limits"]

_LOG = logging.getLogger("brief.batch")


class Post:
    """What `StrictEngine` asks of somebody who carries bodies in another way than by calls; this one calls."""

    def carrier(self, calls: Calls, bill: Bill) -> Carrier:
        """The carrier for one document."""
        return calls


def make_limits(settings: Settings) -> Limits:
    """The limits of one run."""
    from brief.engines.hosted.limits import Limits

    return Limits(settings)


class _Noting:
    """A carrier that remembers the first call that went unanswered."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self.unanswered: EngineUnavailable | None = None

    async def fetch(self, body: Body, stage: Stage) -> Reply:
        try:
            return await self._carrier.fetch(body, stage)
        except EngineUnavailable as error:
            self.unanswered = self.unanswered or error
            raise


class StrictEngine:
    """The hosted engine for one attempt at a document.

    Args:
        settings: Whom to ask, and how.
        limits: Those of the run.
        strict: A call that went unanswered ends the attempt, also where the briefing could do without.
        post: Who carries what is asked.
    """

    name = "hosted"

    def __init__(self, settings: Settings, limits: Limits, *, strict: bool = True, post: Post | None = None) -> None:
        self._settings = settings
        self._limits = limits
        self._strict = strict
        self._post = post or Post()

    @asynccontextmanager
    async def open(self, document: Document) -> AsyncIterator[HostedAuthor]:
        """An author for one document.

        Raises:
            EngineUnavailable: On leaving, if a call went unanswered.
            ConfigError: If no request of the run can succeed.
        """
        from brief.engines.hosted import HostedEngine
        from brief.engines.hosted.cassettes import MissingRecording
        from brief.engines.hosted.opening import open_exchange

        noting: list[_Noting] = []

        def carry(calls: Calls, bill: Bill) -> Carrier:
            noting.append(_Noting(self._post.carrier(calls, bill)))
            return noting[0]

        try:
            async with open_exchange(self._settings, limits=self._limits, carry=carry) as exchange:
                async with HostedEngine(self._settings, exchange=exchange).open(document) as author:
                    yield author
                for remark in exchange.remarks:
                    _LOG.warning("%s", remark)
                if exchange.missing:
                    raise MissingRecording(exchange.missing[0])
        except EngineError as error:
            if self._strict and noting and noting[0].unanswered is not None:
                raise noting[0].unanswered from error
            raise
        if self._strict and noting and noting[0].unanswered is not None:
            raise noting[0].unanswered
