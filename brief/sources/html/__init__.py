"""A web page as the article on it: headline, text, captions, pull quotes and corrections, without what surrounds them.

Decoding is in `charsets`, the page's pieces in `blocks`, what of it is the article in `selection`, what the page says
of itself in `facts`. Nothing here fetches anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import InputError
from brief.sources.reading import Reading, collect_details, join_blocks

if TYPE_CHECKING:
    from brief.sources.reading import Hints

__all__ = ["read_html", "read_markup"]


def read_html(content: bytes, hints: Hints) -> Reading:
    """The article on a page.

    Raises:
        InputError: If there is no text on the page.
    """
    from brief.sources.html.charsets import decode_page

    page = decode_page(content, hints)
    reading = read_markup(page.text, hints)
    return Reading(reading.text, reading.details, (*page.remarks, *reading.remarks))


def read_markup(markup: str, hints: Hints) -> Reading:
    """The article in the markup of a page.

    Raises:
        InputError: If there is no text in it.
    """
    from brief.sources.html.blocks import list_blocks, parse_markup
    from brief.sources.html.extraction import extract_main
    from brief.sources.html.facts import collect_facts
    from brief.sources.html.selection import select_blocks

    root = parse_markup(markup)
    if root is None:
        raise InputError(f"{hints.shown}: there is no text on this page; save the page's text and name that file")
    facts = collect_facts(root, address=hints.address)
    selection = select_blocks(list_blocks(root), main=extract_main(markup), facts=facts)
    text = join_blocks(block.text for block in selection.blocks) or join_blocks(facts.body)
    if not text:
        raise InputError(
            f"{hints.shown}: there is no text on this page; it may be put there by a program in the browser: "
            "save the page's text and name that file"
        )
    title = facts.title if selection.headline is None else selection.headline
    remarks = ("the page says that it is not all free; this may be no more than its beginning",)
    details = collect_details(title=title, authors=facts.authors, published=facts.published, language=facts.language)
    return Reading(text, details, remarks if facts.is_partial else ())
