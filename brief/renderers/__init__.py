"""A briefing as something to read or to pass on: one format a module.

Every renderer is a pure function of the briefing. Nothing is added here that the briefing does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import ConfigError

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.document import Document

__all__ = ["FORMATS", "render"]

FORMATS = ("markdown", "json")


def render(
    briefing: Briefing, *, format: str = "markdown", document: Document | None = None, everything: bool = False
) -> str:
    """The briefing in one of `FORMATS`, ending with a line break.

    Args:
        briefing: What to render.
        format: `markdown`, a page to read; or `json`, which `Briefing.load` reads back.
        document: Where given, every quote is held against its text first.
        everything: Show every claim, actor and date in the page, not only what a first reading needs.

    Raises:
        ConfigError: If there is no such format.
        GroundingError: If the briefing is not of `document`, or quotes what does not stand there.
    """
    if format not in FORMATS:
        raise ConfigError(f"there is no format {format!r}; choose one of: {', '.join(FORMATS)}")
    if document is not None:
        from brief.briefing import Briefing

        briefing = Briefing.load(briefing.model_dump_json(), document=document)
    if format == "json":
        return briefing.model_dump_json(indent=2) + "\n"
    from brief.renderers.markdown import render_markdown

    return render_markdown(briefing, document=document, everything=everything)
