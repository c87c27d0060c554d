"""Neutral briefings of one document, in which every claim can be followed to the words that say it.

>>> import brief
>>> document = brief.Document.from_text("Council closes bridge\\n\\nThe council said it would close the bridge in May.")
>>> document.title
'Council closes bridge'

Everything is loaded when it is first asked for, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.changes import Changes, diff
    from brief.document import Document, Sentence, Span
    from brief.errors import (
        BriefError,
        ConfigError,
        EngineError,
        EngineUnavailable,
        GroundingError,
        InputError,
        NothingMeasured,
        PromptError,
        ReplyError,
    )
    from brief.grounding.align import Match, TextIndex, align
    from brief.grounding.audit import Finding, Report, audit
    from brief.language.analysis import Analysis
    from brief.pipeline import analyse, asummarise, summarise
    from brief.renderers import render, render_bytes
    from brief.settings import Settings
    from brief.sources import read

    __version__: str

__all__ = [
    "Analysis",
    "BriefError",
    "Briefing",
    "Changes",
    "ConfigError",
    "Document",
    "EngineError",
    "EngineUnavailable",
    "Finding",
    "GroundingError",
    "InputError",
    "Match",
    "NothingMeasured",
    "PromptError",
    "ReplyError",
    "Report",
    "Sentence",
    "Settings",
    "Span",
    "TextIndex",
    "__version__",
    "align",
    "analyse",
    "asummarise",
    "audit",
    "diff",
    "read",
    "render",
    "render_bytes",
    "summarise",
]

_DISTRIBUTION = "brief-engine"
_HOMES = {
    "brief.briefing": ("Briefing",),
    "brief.changes": ("Changes", "diff"),
    "brief.document": ("Document", "Sentence", "Span"),
    "brief.errors": (
        "BriefError",
        "ConfigError",
        "EngineError",
        "EngineUnavailable",
        "GroundingError",
        "InputError",
        "NothingMeasured",
        "PromptError",
        "ReplyError",
    ),
    "brief.grounding.align": ("Match", "TextIndex", "align"),
    "brief.grounding.audit": ("Finding", "Report", "audit"),
    "brief.language.analysis": ("Analysis",),
    "brief.pipeline": ("analyse", "asummarise", "summarise"),
    "brief.renderers": ("render", "render_bytes"),
    "brief.settings": ("Settings",),
    "brief.sources": ("read",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: Any = _read_version()
    elif home := _HOME_OF.get(name):
        value = getattr(importlib.import_module(home), name)
    else:
        raise AttributeError(f"module 'brief' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _read_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(_DISTRIBUTION)
    except PackageNotFoundError:
        return "0+unknown"  # run from a source tree that is not installed
