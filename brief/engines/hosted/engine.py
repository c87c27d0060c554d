"""The hosted engine: a model behind an endpoint proposes, rewords, judges and writes first lines; the gate disposes.

This is the one place that knows all stages. What each asks is its own business, how a call travels the exchange's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from brief.briefing import Claim, OpenQuestion, StageUsage, Tension, Usage
from brief.engines.hosted.asking import Asker
from brief.engines.hosted.cassettes import MissingRecording
from brief.engines.hosted.composing import compose_page
from brief.engines.hosted.enquiries import Enquiry
from brief.engines.hosted.exchange import Exchange
from brief.engines.hosted.extraction import extract_proposals
from brief.engines.hosted.limits import Limits
from brief.engines.hosted.numbering import count_of
from brief.engines.hosted.opening import OpenExchange, estimate_requests, open_exchange
from brief.engines.hosted.repairing import repair_claims
from brief.engines.hosted.tokens import count_tokens
from brief.engines.hosted.verifying import judge_claims
from brief.engines.proposal import Proposals, ProposedClaim, ProposedPage, RefusedClaim, StandingClaim
from brief.engines.running import run_coroutine
from brief.errors import ConfigError

if TYPE_CHECKING:
    from brief.document import Document
    from brief.settings import Settings

__all__ = ["HostedAuthor", "HostedEngine"]

_LOG = logging.getLogger("brief.engines.hosted")


class HostedAuthor:
    """One document in conversation with a model."""

    def __init__(self, document: Document, exchange: Exchange, settings: Settings) -> None:
        self._document = document
        self._exchange = exchange
        self._settings = settings
        # A replayed run may name no model, and takes the one that was recorded.
        self._model = exchange.model if isinstance(exchange, OpenExchange) else settings.model
        self._labels: dict[str, None] = {}
        self._asker = Asker(
            exchange,
            settings,
            language=settings.output_language or document.language,
            count=partial(count_tokens, model=self._model),
            where=document.source or document.id,
        )

    async def propose(self) -> Proposals:
        """What the document says.

        Raises:
            EngineError: If nothing came back.
            ConfigError: If no request of the run can succeed.
        """
        proposals = await extract_proposals(
            self._document, self._exchange, self._settings, count=self._asker.count, warn=self._asker.warn
        )
        self._labels |= dict.fromkeys(proposals.prompts)
        return replace(proposals, model=self._model)

    async def revise(self, refused: Sequence[RefusedClaim]) -> Mapping[int, ProposedClaim]:
        """Other wordings for refused claims, by their numbers."""
        return await repair_claims(refused, self._asker)

    async def judge(self, standing: Sequence[StandingClaim]) -> Mapping[int, str]:
        """By number, why a claim that stands is doubted; nothing unless the settings ask for a judge."""
        return await judge_claims(standing, self._asker) if self._settings.verify else {}

    async def compose(
        self, claims: Sequence[Claim], questions: Sequence[OpenQuestion], tensions: Sequence[Tension]
    ) -> ProposedPage:
        """The page's first lines; a document of one claim needs none."""
        if len(claims) < 2:
            return ProposedPage()
        return await compose_page(claims, questions, tensions, self._document, self._asker)

    def usage(self) -> Usage:
        """What it cost so far."""
        if not isinstance(self._exchange, OpenExchange):
            return Usage()
        bill = self._exchange.bill
        stages = tuple(
            StageUsage(
                stage=name, calls=part.calls, input_tokens=part.input_tokens, output_tokens=part.output_tokens,
                retries=part.retries, cached=part.cached,
            )
            for name, part in bill.stages.items()
        )  # fmt: skip
        return bill.total().model_copy(update={"stages": stages})

    def prompts(self) -> Sequence[str]:
        """The prompts that were used so far, as `name@version`."""
        return [*(self._labels | self._asker.labels)]


class HostedEngine:
    """Reads any language through a model; the text is sent to the endpoint that the settings name.

    What one engine reads is one run: its documents share the tokens and the pace that the settings allow.
    """

    name = "hosted"

    def __init__(self, settings: Settings, *, exchange: Exchange | None = None) -> None:
        """An engine with these settings; with an `exchange` of one's own nothing is opened."""
        self._settings = settings
        self._exchange = exchange
        self._limits = Limits(settings)

    @asynccontextmanager
    async def open(self, document: Document) -> AsyncIterator[HostedAuthor]:
        """An author for one document.

        Raises:
            ConfigError: If no model is named, the key or a package is missing, the address is none, or the wording
                would be in a language that nobody checks.
            MissingRecording: On leaving, if a replayed run was asked what was not recorded.
        """
        self._check_language(document)
        if self._exchange is not None:
            yield HostedAuthor(document, self._exchange, self._settings)
            return
        async with open_exchange(self._settings, limits=self._limits) as exchange:
            yield HostedAuthor(document, exchange, self._settings)
            for remark in exchange.remarks:
                _LOG.warning("%s", remark)
            if exchange.missing:
                # A stage does without an answer that it cannot have; whoever replays a run wants to know.
                raise MissingRecording(exchange.missing[0])

    def estimate(self, document: Document) -> str:
        """What a run would cost, in words; nothing is sent, and no key is needed.

        Raises:
            ConfigError: If no model is named, the package that counts tokens is missing, the context is too small, or
                the wording would be in a language that nobody checks.
        """
        self._check_language(document)
        count = partial(count_tokens, model=self._settings.model)
        enquiry = Enquiry(self._settings, count=count)
        requests = [enquiry.request(passage, document) for passage in enquiry.cut(document)]
        first = estimate_requests(requests, self._settings)
        kept = f", {first.cached} answered before" if first.cached else ""
        each = "one" if len(requests) == 1 else f"at most {len(requests):,}"
        more = ["one to compose", f"{each} to repair if statements are refused"]
        more += [f"{each} to verify"] * self._settings.verify
        return (
            f"{count_of(first.calls, 'call')} to extract{kept}: {first.input_tokens:,} tokens in, at most "
            f"{first.output_tokens:,} out; then {', '.join(more)}; nothing was sent"
        )

    def propose(self, document: Document) -> Proposals:
        """The first stage alone, for whoever wants proposals and no briefing.

        Raises:
            EngineError: If nothing came back.
            ConfigError: If no request of the run can succeed.
        """

        async def first_stage() -> Proposals:
            async with self.open(document) as author:
                return await author.propose()

        return run_coroutine(first_stage())

    def _check_language(self, document: Document) -> None:
        """Nothing, if what is said of the document can be held against it.

        Raises:
            ConfigError: If the text is English and the wording is not to be.
        """
        wanted = self._settings.output_language
        if wanted and _is_english(document.language) and not _is_english(wanted):
            raise ConfigError(
                f"statements are checked in English only, so that a text in English is not told in {wanted!r}; leave"
                " out --output-language (BRIEF_OUTPUT_LANGUAGE)"
            )


def _is_english(language: str) -> bool:
    return re.split("[-_]", language, maxsplit=1)[0].casefold() == "en"
