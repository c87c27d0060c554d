"""A briefing as something to read or to pass on: one format a module.

Every renderer is a pure function of the briefing. Nothing is added here that the briefing does not hold.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from brief.errors import ConfigError

if TYPE_CHECKING:
    from brief.briefing import Briefing
    from brief.document import Document

__all__ = ["BINARY_FORMATS", "FORMATS", "guess_format", "render", "render_bytes"]

FORMATS = ("markdown", "json", "html", "jsonld", "stix", "csv", "docx")
# What no text can hold: for `render_bytes` only.
BINARY_FORMATS = ("docx",)
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".stix.json": "stix",
    ".stix": "stix",
    ".json": "json",
    ".jsonld": "jsonld",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".docx": "docx",
}


def render(
    briefing: Briefing, *, format: str = "markdown", document: Document | None = None, everything: bool = False
) -> str:
    """The briefing in one of `FORMATS`, ending with a line break.

    Args:
        briefing: What to render.
        format: `markdown`, a page to read; `html`, a page to look at, with the document beside the briefing; `json`,
            which `Briefing.load` reads back; `jsonld`, `stix` and `csv` for other tools.
        document: Where given, every quote is held against its text first. `html` needs it.
        everything: Show every claim, actor and date in a page, not only what a first reading needs.

    Raises:
        ConfigError: If there is no such format, if only `render_bytes` gives it, or if it needs the document.
        GroundingError: If the briefing is not of `document`, or quotes what does not stand there.
    """
    if format in BINARY_FORMATS:
        raise ConfigError(f"the format {format!r} is no text; brief.render_bytes gives it")
    return _render(_checked(briefing, format, document), format=format, document=document, everything=everything)


def render_bytes(
    briefing: Briefing, *, format: str = "markdown", document: Document | None = None, everything: bool = False
) -> bytes:
    """The content of a file that holds the briefing, in any of `FORMATS`: the text in UTF-8, or a Word document.

    The arguments and the errors are those of `render`.
    """
    checked = _checked(briefing, format, document)
    if format == "docx":
        from brief.renderers.word import render_word

        return render_word(checked, document=document, everything=everything)
    return _render(checked, format=format, document=document, everything=everything).encode("utf-8")


def guess_format(name: str) -> str | None:
    """The format that a file's name tells; None where it tells none.

    >>> guess_format("briefing.HTML"), guess_format("out/b.stix.json"), guess_format("briefing")
    ('html', 'stix', None)
    """
    path = PurePath(name.lower())
    return _SUFFIXES.get("".join(path.suffixes[-2:])) or _SUFFIXES.get(path.suffix)


def _checked(briefing: Briefing, format: str, document: Document | None) -> Briefing:
    if format not in FORMATS:
        raise ConfigError(f"there is no format {format!r}; choose one of: {', '.join(FORMATS)}")
    if document is None:
        return briefing
    from brief.briefing import Briefing

    return Briefing.load(briefing.model_dump_json(), document=document)


def _render(briefing: Briefing, *, format: str, document: Document | None, everything: bool) -> str:
    if format == "json":
        return briefing.model_dump_json(indent=2) + "\n"
    if format == "html":
        if document is None:
            raise ConfigError("the format 'html' shows the document beside the briefing; give it: document=…")
        from brief.renderers.html import render_html

        return render_html(briefing, document=document)
    if format == "jsonld":
        from brief.renderers.linked import render_jsonld

        return render_jsonld(briefing, document=document)
    if format == "stix":
        from brief.renderers.stix import render_stix

        return render_stix(briefing)
    if format == "csv":
        from brief.renderers.table import render_csv

        return render_csv(briefing)
    from brief.renderers.markdown import render_markdown

    return render_markdown(briefing, document=document, everything=everything)
