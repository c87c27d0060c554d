"""An exchange with the endpoint that the settings name: answers that are at hand, and calls for the rest.

A replayed run answers from recordings alone, and knows neither key nor address. Any other one looks among the answers
that are kept, asks equal questions once, and keeps (and records, if it shall) what comes. How a call is made is for
`calls`, what is asked and what an answer means for the stages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from brief.engines.hosted.abilities import AbilityNotes
from brief.engines.hosted.bodies import Body, ask_body, digest_body
from brief.engines.hosted.cache import AnswerCache
from brief.engines.hosted.calls import Calls
from brief.engines.hosted.cassettes import MissingRecording, Recordings, check_recordable, write_recording
from brief.engines.hosted.endpoints import check_access, read_endpoint
from brief.engines.hosted.estimates import Estimate, count_body_tokens
from brief.engines.hosted.exchange import Answer, Request, Stage
from brief.engines.hosted.files import user_cache_folder
from brief.engines.hosted.flights import Flights
from brief.engines.hosted.limits import Limits
from brief.engines.hosted.outcomes import Reply
from brief.engines.hosted.spending import Bill
from brief.engines.hosted.timing import Timing
from brief.errors import ConfigError
from brief.settings import Settings

__all__ = ["Carrier", "OpenExchange", "estimate_requests", "open_exchange"]


class Carrier(Protocol):
    """Whoever has a body answered by the endpoint; `Calls` is the one that calls it."""

    async def fetch(self, body: Body, stage: Stage) -> Reply:
        """The reply to a body as asked.

        Raises:
            EngineUnavailable: If none could be had.
            EngineError: If the endpoint does not take the body.
            ConfigError: If it takes none.
        """
        ...


class OpenExchange:
    """An exchange for one document and one event loop; an async context manager, since it holds connections.

    `model` is who is asked; `bill` what it has cost so far; `missing` what a replayed run was asked and had no
    recording of, each with where the nearest one differs.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        timing: Timing | None = None,
        limits: Limits | None = None,
        carry: Callable[[Calls, Bill], Carrier] | None = None,
    ) -> None:
        self.bill = Bill()
        self.missing: list[str] = []
        self._settings = settings
        self._recordings = None if settings.replay is None else Recordings(settings.replay)
        self.model = _name_model(settings, self._recordings)
        self._flights: Flights[Reply] = Flights()
        self._unkept: str | None = None
        self._cache: AnswerCache | None = None
        self._calls: Calls | None = None
        self._carrier: Carrier | None = None
        if self._recordings is None:
            endpoint = read_endpoint(settings.base_url, settings.api_key)
            check_access(endpoint, settings.api_key)
            timing = timing or Timing()
            folder = _cache_folder(settings)
            self._address = endpoint.shown
            self._cache = None if folder is None else AnswerCache(folder / "answers")
            notes = AbilityNotes(None if folder is None else folder / "endpoints", timing)
            self._calls = Calls(
                endpoint,
                self.model,
                settings,
                notes=notes,
                timing=timing,
                bill=self.bill,
                limits=limits or Limits(settings),
            )
            self._carrier = self._calls if carry is None else carry(self._calls, self.bill)
            if settings.record is not None:
                check_recordable(settings.record)  # before anything is paid for
        else:
            self._address = f"recordings in {settings.replay}"

    @property
    def endpoint(self) -> str:
        """Who answers, as it may be shown: an address without user, password and query, or a folder."""
        return self._address

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user should know after a run: settings that the endpoint does not take, answers not kept."""
        unkept = () if self._unkept is None else (f"answers are not kept ({self._unkept}); set BRIEF_CACHE_DIR",)
        return (*(self._calls.remarks() if self._calls else ()), *unkept)

    async def ask(self, request: Request) -> Answer:
        """The answer to a request: recorded, kept, about to come, or fetched.

        Raises:
            EngineUnavailable: If it could not be had: network, timeout, rate limit, deadline, budget.
            MissingRecording: If a replayed run asks what was not recorded.
            EngineError: If the endpoint refuses the request for good.
            ConfigError: If no request of the run can succeed.
        """
        body = ask_body(request, model=self.model, settings=self._settings)
        stage_bill = self.bill.of(request.stage)

        def count_cached() -> None:
            stage_bill.cached += 1

        if self._recordings is not None:
            answer = self._replay(self._recordings, body)
            count_cached()
            return answer

        key = digest_body(body, endpoint=self._address)
        if self._cache is not None and (kept := self._cache.read(key)) is not None:
            count_cached()
            self._record(body, kept)
            return kept.answer
        reply = await self._flights.join(key, lambda: self._fetch(request, body, key), on_joined=count_cached)
        return reply.answer

    def forget(self, request: Request) -> None:
        """Lets the same request be asked anew: its answer was of no use, as only its reader can tell."""
        if self._cache is not None:
            body = ask_body(request, model=self.model, settings=self._settings)
            self._cache.remove(digest_body(body, endpoint=self._address))

    def unused_recordings(self) -> tuple[Path, ...]:
        """The recordings of a replayed folder that nobody has asked for; none when nothing is replayed."""
        return () if self._recordings is None else self._recordings.unused()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes every connection."""
        if self._calls is not None:
            await self._calls.close()

    def _replay(self, recordings: Recordings, body: Body) -> Answer:
        try:
            return recordings.answer(body).answer
        except MissingRecording as missing:
            self.missing.append(str(missing))
            raise

    async def _fetch(self, request: Request, body: Body, key: str) -> Reply:
        assert self._carrier is not None
        reply = await self._carrier.fetch(body, request.stage)
        if self._cache is not None:
            self._unkept = self._cache.write(key, reply) or self._unkept
        self._record(body, reply)
        return reply

    def _record(self, body: Body, reply: Reply) -> None:
        if self._settings.record is not None:
            answer = reply.answer
            write_recording(
                self._settings.record,
                body,
                answer.content,
                finish_reason=answer.finish_reason,
                refusal=answer.refusal,
                usage=reply.usage,
            )


def open_exchange(
    settings: Settings,
    *,
    timing: Timing | None = None,
    limits: Limits | None = None,
    carry: Callable[[Calls, Bill], Carrier] | None = None,
) -> OpenExchange:
    """An exchange with the endpoint that the settings name; nothing is sent before somebody asks.

    Args:
        settings: Whom to ask, and how.
        timing: The machine's own otherwise.
        limits: Those of the run that it is a part of; otherwise it is one of its own.
        carry: Who has bodies answered, given the calls and the bill of this exchange; the calls themselves otherwise.

    Raises:
        ConfigError: If no model is named, the key or a package is missing, the address is none, there is no such
            folder of recordings, or it cannot be recorded to.
    """
    return OpenExchange(settings, timing=timing, limits=limits, carry=carry)


def estimate_requests(requests: Iterable[Request], settings: Settings) -> Estimate:
    """What these requests would cost; nothing is sent, and no key is needed.

    Raises:
        ConfigError: If no model is named, or the package that counts tokens is missing.
    """
    model = _name_model(settings, None)
    address = read_endpoint(settings.base_url, settings.api_key).shown
    folder = _cache_folder(settings)
    cache = None if folder is None else AnswerCache(folder / "answers")
    bodies = {}
    for request in requests:
        body = ask_body(request, model=model, settings=settings)
        bodies[digest_body(body, endpoint=address)] = body
    new = [body for key, body in bodies.items() if cache is None or cache.read(key) is None]
    return Estimate(
        calls=len(new),
        input_tokens=sum(count_body_tokens(body) for body in new),
        output_tokens=sum(body["max_completion_tokens"] for body in new),
        cached=len(bodies) - len(new),
    )


def _name_model(settings: Settings, recordings: Recordings | None) -> str:
    """The model of the settings; a replayed run without one takes the only one that was recorded."""
    if settings.model:
        return settings.model
    recorded = recordings.models() if recordings else frozenset()
    if len(recorded) == 1:
        return next(iter(recorded))
    raise ConfigError("no model is named; set --model or BRIEF_MODEL to one that the endpoint serves")


def _cache_folder(settings: Settings) -> Path | None:
    if not settings.cache:
        return None
    if settings.cache_dir:
        return settings.cache_dir
    try:
        return user_cache_folder(os.environ, sys.platform, Path.home())
    except RuntimeError:  # a user without a home, as in some containers
        return None
