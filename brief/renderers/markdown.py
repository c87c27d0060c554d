"""A page as Markdown that reads well rendered, on GitHub, and unrendered, in a terminal.

A reference is written `[c3]`. What makes a link of it stands at the foot of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.briefing import Briefing
from brief.renderers.contents import compose_page
from brief.renderers.escaping import escape, quoted
from brief.renderers.page import Code, Entry, Heading, Inline, Item, Items, Page, Paragraph, Proof, Quote, Strong

if TYPE_CHECKING:
    from brief.document import Document

__all__ = ["EVIDENCE_NOTE", "render_markdown"]

EVIDENCE_NOTE = "Each reference with its sentence (s1 is the first), its characters, and the words that stand there."


def render_markdown(
    briefing: Briefing, *, document: Document | None = None, everything: bool = False, prefix: str = ""
) -> str:
    """The page of a briefing.

    Args:
        briefing: What to render.
        document: What it is of; where given, sentences that could not be read are shown by their first words.
        everything: Show every claim, actor and date, and every quote in full.
        prefix: Put before each reference, so that several pages can stand in one file.
    """
    page = compose_page(briefing, document=document, everything=everything, prefix=prefix)
    return "\n\n".join([*map(_block, page.blocks), *_evidence(page)]) + "\n"


def _block(block: Heading | Paragraph | Items) -> str:
    if isinstance(block, Heading):
        words = _entry(block.entry)
        return f"{'#' * block.level} {words}" if block.level < 3 else f"**{words}**"
    if isinstance(block, Paragraph):
        # The sentences are lines of one paragraph: a paragraph when rendered, a list when not.
        return "\n".join(map(_entry, block.entries))
    return "\n".join(map(_item, block.items))


def _item(item: Item) -> str:
    return f"- {item.opening}{' '.join(map(_entry, item.entries))}"


def _entry(entry: Entry) -> str:
    words = "".join(_inline(inline, opens=not number) for number, inline in enumerate(entry.words))
    links = "".join(f" [{label}]" for label in entry.labels)
    return words + links + "".join(_inline(inline, opens=False) for inline in entry.after)


def _inline(inline: Inline, *, opens: bool) -> str:
    if isinstance(inline, Quote):
        return quoted(inline.words, max_words=inline.max_words)
    if isinstance(inline, Strong):
        return f"**{escape(inline.words).strip()}**"
    if isinstance(inline, Code):
        return f"`{inline.words}`"
    return escape(inline.words, opens=opens)


def _evidence(page: Page) -> list[str]:
    if not page.proofs:
        return []
    lines = "\n".join(map(_proof, page.proofs))
    links = "\n".join(f"[{proof.label}]: #{proof.label}" for proof in page.proofs)
    return ["## Evidence", EVIDENCE_NOTE, lines, links]


def _proof(proof: Proof) -> str:
    places = (
        f"{where}, as worded" if quote is None else f"{where}: {_inline(quote, opens=False)}"
        for where, quote in proof.places
    )
    return f'- <a id="{proof.label}"></a>{proof.label}: {"; ".join(places)}'
