"""The whole way of a document on one screen: an engine proposes, grounding disposes, what is left is composed.

Which engine there is, and the clock, are decided here; nothing of a text is.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brief.briefing import Briefing, Provenance
from brief.compose import compose_briefing
from brief.errors import ConfigError, EngineError, InputError
from brief.settings import Settings

if TYPE_CHECKING:
    from brief.briefing import Usage
    from brief.document import Document
    from brief.engines.proposal import Author, Authoring, Engine, Proposals
    from brief.grounding.gate import Grounding
    from brief.grounding.trial import Trial
    from brief.language.analysis import Analysis

__all__ = ["analyse", "asummarise", "check_document", "open_engine", "summarise"]

ENGINES = ("embedded", "hosted")


def summarise(
    document: Document, *, engine: str | Engine | Authoring = "embedded", settings: Settings | None = None
) -> Briefing:
    """The briefing of a document, every claim of it with the words that say it.

    Args:
        document: What is to be briefed.
        engine: "embedded", "hosted", or an object with a `name` and a `propose(document)` of its own.
        settings: Otherwise those of the environment.

    Raises:
        InputError: If the text is blank, too long, or in a language that the engine does not read.
        ConfigError: If there is no such engine, or its model is not installed or not named.
        EngineError: If the engine answers nothing that can be grounded.
    """
    from brief.engines.proposal import Authoring
    from brief.engines.running import run_coroutine
    from brief.grounding.gate import ground_proposals

    settings = settings or Settings.from_environment()
    check_document(document, settings)
    proposer = open_engine(engine, settings=settings)
    if isinstance(proposer, Authoring):
        return run_coroutine(_summarise_with(proposer, document))
    began = time.perf_counter()
    proposals = proposer.propose(document)
    grounding = ground_proposals(proposals, document)
    return _conclude(document, proposer.name, proposals, grounding, usage=proposals.usage, began=began)


async def asummarise(
    document: Document, *, engine: str | Engine | Authoring = "embedded", settings: Settings | None = None
) -> Briefing:
    """The same as `summarise`, without holding up the event loop."""
    import asyncio

    from brief.engines.proposal import Authoring

    settings = settings or Settings.from_environment()
    proposer = open_engine(engine, settings=settings)
    if isinstance(proposer, Authoring):
        check_document(document, settings)
        return await _summarise_with(proposer, document)
    return await asyncio.to_thread(summarise, document, engine=proposer, settings=settings)


async def _summarise_with(engine: Authoring, document: Document) -> Briefing:
    """The way of a document through an engine that can be asked again; what it answers is tried each time."""
    import asyncio

    from brief.grounding.gate import settle_trial
    from brief.grounding.pages import ground_page
    from brief.grounding.trial import Trial

    began = time.perf_counter()
    async with engine.open(document) as author:
        proposals = await author.propose()
        trial = await asyncio.to_thread(Trial, proposals, document, at_once=False)
        await _hear(trial, proposals, author)
        grounding = await asyncio.to_thread(settle_trial, trial, proposals)
        if grounding.claims:
            page = await author.compose(grounding.claims, grounding.questions, grounding.tensions)
            grounding = ground_page(page, grounding, trial.material)
        proposals = replace(proposals, prompts=tuple(author.prompts()))
        return _conclude(document, engine.name, proposals, grounding, usage=author.usage(), began=began)


async def _hear(trial: Trial, proposals: Proposals, author: Author) -> None:
    """Tries each part, and has the author reword and judge it while the next ones are tried."""
    import asyncio

    # One thread at a time is at the trial; the event loop stays free for the answers that come in.
    at_the_bar = asyncio.Lock()

    async def mend(part: range) -> None:
        if refused := trial.refused_of(part):
            answered = await author.revise(refused)
            revisions = {number: claim for number, claim in answered.items() if number in part}
            async with at_the_bar:
                await asyncio.to_thread(trial.revise, revisions)
        if standing := trial.standing_of(part):
            doubts = await author.judge(standing)
            trial.doubt({number: detail for number, detail in doubts.items() if number in part})

    asked: list[asyncio.Task[None]] = []
    try:
        for part in proposals.ranges():
            async with at_the_bar:
                await asyncio.to_thread(trial.hear, part)
            asked.append(asyncio.create_task(mend(part)))
        await asyncio.gather(*asked)
    except BaseException:
        # One found out that no call can succeed, or the run was interrupted: nothing goes on behind its back.
        for task in asked:
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        raise


def _conclude(
    document: Document, engine: str, proposals: Proposals, grounding: Grounding, *, usage: Usage, began: float
) -> Briefing:
    """The briefing of what was grounded, with how it was made.

    Raises:
        EngineError: If there is no claim.
    """
    from brief.grounding.reasons import plain_model, plain_prompts, sound_reasons

    if not grounding.claims:
        raise EngineError(
            f"{document.source or document.id}: the {engine} engine found nothing that this text says{_why(proposals)}"
        )
    provenance = Provenance(
        engine=engine,
        model=plain_model(proposals.model),
        prompts=plain_prompts(proposals.prompts),
        brief_version=_version(),
        created_at=datetime.now(UTC).replace(microsecond=0),
        usage=usage.model_copy(update={"seconds": round(time.perf_counter() - began, 3)}),
    )
    unread = dict(sound_reasons(proposals.unread, document))
    return compose_briefing(grounding, document, unread=unread, provenance=provenance)


def _why(proposals: Proposals) -> str:
    failed = [reason for _, reason in proposals.unread if reason.startswith("the engine could not")]
    return f": {failed[0]}" if failed else "; is it an article with whole sentences?"


def analyse(document: Document, *, settings: Settings | None = None) -> Analysis:
    """What the embedded engine's language layers find in a document; no network, no claims.

    Raises:
        ConfigError: If no English model is installed.
    """
    from brief.engines.embedded import read_layers

    settings = settings or Settings.from_environment()
    return read_layers(document, model=settings.spacy_model).analysis


def open_engine(engine: str | Engine | Authoring, *, settings: Settings) -> Engine | Authoring:
    """The engine of that name; an engine that is given is given back.

    Raises:
        ConfigError: If there is none of that name.
    """
    if not isinstance(engine, str):
        return engine
    if engine == "embedded":
        from brief.engines.embedded import EmbeddedEngine

        return EmbeddedEngine(model=settings.spacy_model)
    if engine == "hosted":
        from brief.engines.hosted import HostedEngine

        return HostedEngine(settings)
    raise ConfigError(f"there is no engine {engine!r} in this version; choose one of: {', '.join(ENGINES)}")


def check_document(document: Document, settings: Settings) -> None:
    """Nothing, if the document is one that can be briefed.

    Raises:
        InputError: If there is no word in it, or it is longer than the settings allow.
    """
    if not any(character.isalnum() for character in document.text):
        raise InputError(f"{document.source or document.id}: there is no word in it; give a text to be briefed")
    if len(document.text) > settings.max_chars:
        raise InputError(
            f"{document.source or document.id}: {len(document.text):,} characters are more than the limit of "
            f"{settings.max_chars:,}; split the document, or raise BRIEF_MAX_CHARS"
        )


def _version() -> str:
    import brief

    return brief.__version__
