"""The whole way of a document on one screen: an engine proposes, grounding disposes, what is left is composed.

Which engine there is, and the clock, are decided here; nothing of a text is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from brief.briefing import Briefing, Provenance
from brief.compose import compose_briefing
from brief.errors import ConfigError, EngineError, InputError
from brief.settings import Settings

if TYPE_CHECKING:
    from brief.document import Document
    from brief.engines.proposal import Engine
    from brief.language.analysis import Analysis

__all__ = ["analyse", "asummarise", "open_engine", "summarise"]

ENGINES = ("embedded",)


def summarise(document: Document, *, engine: str | Engine = "embedded", settings: Settings | None = None) -> Briefing:
    """The briefing of a document, every claim of it with the words that say it.

    Args:
        document: What is to be briefed.
        engine: "embedded", or an object with a `name` and a `propose(document)` of its own.
        settings: Otherwise those of the environment.

    Raises:
        InputError: If the text is blank, too long, or in a language that the engine does not read.
        ConfigError: If there is no such engine, or its model is not installed.
        EngineError: If the engine answers nothing that can be grounded.
    """
    from brief.grounding.gate import ground_proposals

    settings = settings or Settings.from_environment()
    began = time.perf_counter()
    _check_size(document, settings)
    proposer = open_engine(engine, settings=settings)
    proposals = proposer.propose(document)
    grounding = ground_proposals(proposals, document)
    if not grounding.claims:
        raise EngineError(
            f"{document.source or document.id}: the {proposer.name} engine found nothing that this text says; "
            "is it an article with whole sentences?"
        )
    usage = proposals.usage.model_copy(update={"seconds": round(time.perf_counter() - began, 3)})
    provenance = Provenance(
        engine=proposer.name,
        model=proposals.model,
        prompts=tuple(proposals.prompts),
        brief_version=_version(),
        created_at=datetime.now(UTC).replace(microsecond=0),
        usage=usage,
    )
    return compose_briefing(grounding, document, unread=dict(proposals.unread), provenance=provenance)


async def asummarise(
    document: Document, *, engine: str | Engine = "embedded", settings: Settings | None = None
) -> Briefing:
    """The same as `summarise`, without holding up the event loop."""
    import asyncio

    return await asyncio.to_thread(summarise, document, engine=engine, settings=settings)


def analyse(document: Document, *, settings: Settings | None = None) -> Analysis:
    """What the embedded engine's language layers find in a document; no network, no claims.

    Raises:
        ConfigError: If no English model is installed.
    """
    from brief.engines.embedded import read_layers

    settings = settings or Settings.from_environment()
    return read_layers(document, model=settings.spacy_model).analysis


def open_engine(engine: str | Engine, *, settings: Settings) -> Engine:
    """The engine of that name; an engine that is given is given back.

    Raises:
        ConfigError: If there is none of that name.
    """
    if not isinstance(engine, str):
        return engine
    if engine == "embedded":
        from brief.engines.embedded import EmbeddedEngine

        return EmbeddedEngine(model=settings.spacy_model)
    raise ConfigError(f"there is no engine {engine!r} in this version; choose one of: {', '.join(ENGINES)}")


def _check_size(document: Document, settings: Settings) -> None:
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
