"""A page as a Word document: headings to navigate by, claims numbered, each number a link to its evidence and back.

The same page gives the same bytes: nothing in the file depends on when or where it was written.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import TYPE_CHECKING

from brief.errors import ConfigError
from brief.renderers.contents import compose_page
from brief.renderers.escaping import visible
from brief.renderers.markdown import EVIDENCE_NOTE
from brief.renderers.page import (
    ALSO,
    Code,
    Entry,
    Heading,
    Inline,
    Item,
    Items,
    Page,
    Paragraph,
    Proof,
    Quote,
    Strong,
    lone_quotation,
    marks_for,
    shorten,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from brief.briefing import Briefing
    from brief.document import Document

__all__ = ["render_word"]

# The oldest time a zip archive can name: the file says in its properties when the briefing was made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARGIN_CM = 1.2
_LONGEST_PROPERTY = 255
_GREY = (0x59, 0x59, 0x59)


def render_word(briefing: Briefing, *, document: Document | None = None, everything: bool = False) -> bytes:
    """The page of a briefing as the bytes of a `.docx` file.

    Args:
        briefing: What to render.
        document: What it is of, if it is at hand.
        everything: Tell every claim, actor and date, and every quote in full.

    Raises:
        ConfigError: If python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise ConfigError("the format docx needs python-docx; install it: pip install python-docx") from error
    word = docx.Document()
    _set_up(word, briefing)
    _Writer(word, compose_page(briefing, document=document, everything=everything)).write()
    written = io.BytesIO()
    word.save(written)
    return _timeless(written.getvalue())


def _set_up(word: WordDocument, briefing: Briefing) -> None:
    from docx.shared import Cm, Pt

    made = briefing.provenance
    properties = word.core_properties
    properties.title = visible(briefing.headline.text)[:_LONGEST_PROPERTY]
    properties.subject = visible(briefing.document.title or briefing.document.id)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = visible(f"brief {made.brief_version}")[:_LONGEST_PROPERTY]
    properties.comments = f"SHA-256 of the text: {briefing.document.sha256}"
    at = made.created_at.astimezone(UTC) if made.created_at.tzinfo else made.created_at
    properties.created = properties.modified = at.replace(tzinfo=None)
    for section in word.sections:
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)


class _Writer:
    """Writes the blocks of a page into a Word document."""

    def __init__(self, word: WordDocument, page: Page) -> None:
        self._word = word
        self._page = page
        # Bookmarks have names of their own: a label may be anything.
        self._numbers = {proof.label: number for number, proof in enumerate(page.proofs, start=1)}
        self._told: set[str] = set()
        self._n_bookmarks = 0

    def write(self) -> None:
        """Write the page, then the evidence its references lead to."""
        for block in self._page.blocks:
            self._block(block)
        if self._page.proofs:
            self._word.add_heading("Evidence", 2)
            self._word.add_paragraph(EVIDENCE_NOTE)
            for proof in self._page.proofs:
                self._proof(proof)

    def _block(self, block: Heading | Paragraph | Items) -> None:
        if isinstance(block, Heading):
            self._entry(self._word.add_heading("", block.level), block.entry)
        elif isinstance(block, Paragraph):
            for entry in block.entries:
                self._entry(self._word.add_paragraph(), entry)
        else:
            for item in block.items:
                self._item(item)

    def _item(self, item: Item) -> None:
        alone = len(item.entries) == 1
        if not alone and item.opening not in ("", ALSO):
            self._word.add_paragraph(item.opening.rstrip(), style="List Bullet")
        for entry in item.entries:
            self._point(entry, opening=item.opening if alone else "")

    def _point(self, entry: Entry, *, opening: str) -> None:
        """A claim with its number before it; what is no claim, or rests on several, with a bullet."""
        if len(entry.labels) == 1:
            paragraph = self._numbered(entry.labels[0])
            shown = Entry(entry.words, (), entry.after)
        else:
            paragraph, shown = self._word.add_paragraph(style="List Bullet"), entry
        parts = None if opening or shown.labels or entry.after else lone_quotation(entry)
        if parts is not None and parts[0]:
            paragraph.add_run(visible(parts[0]))
            paragraph.paragraph_format.keep_with_next = True
            quotation = self._word.add_paragraph(style="Quote")
            quotation.add_run(visible(parts[1]))
            for inline in entry.words[1:]:
                self._inline(quotation, inline)
            quotation.paragraph_format.left_indent = _cm(_MARGIN_CM * 1.5)
            return
        paragraph.add_run(opening)
        self._entry(paragraph, shown)

    def _numbered(self, label: str) -> WordParagraph:
        """A paragraph with a number in its margin that leads to the evidence; the first of its kind is led back to."""
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.left_indent = _cm(_MARGIN_CM)
        paragraph.paragraph_format.first_line_indent = _cm(-_MARGIN_CM)
        paragraph.paragraph_format.tab_stops.add_tab_stop(_cm(_MARGIN_CM))
        if label not in self._told:
            self._told.add(label)
            self._bookmark(paragraph, f"told_{self._numbers[label]}")
        self._link(paragraph, label, f"evidence_{self._numbers[label]}")
        paragraph.add_run("\t")
        return paragraph

    def _proof(self, proof: Proof) -> None:
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.left_indent = _cm(_MARGIN_CM)
        paragraph.paragraph_format.first_line_indent = _cm(-_MARGIN_CM)
        paragraph.paragraph_format.tab_stops.add_tab_stop(_cm(_MARGIN_CM))
        number = self._numbers[proof.label]
        self._bookmark(paragraph, f"evidence_{number}")
        self._link(paragraph, proof.label, f"told_{number}" if proof.label in self._told else None)
        paragraph.add_run("\t")
        for place, (where, quote) in enumerate(proof.places):
            paragraph.add_run("; " if place else "")
            paragraph.add_run(f"{where}, as worded" if quote is None else f"{where}: ")
            if quote is not None:
                self._inline(paragraph, quote)

    def _entry(self, paragraph: WordParagraph, entry: Entry) -> None:
        for inline in entry.words:
            self._inline(paragraph, inline)
        for label in entry.labels:
            paragraph.add_run(" [")
            self._link(paragraph, label, f"evidence_{self._numbers[label]}")
            paragraph.add_run("]")
        for inline in entry.after:
            self._inline(paragraph, inline)

    def _inline(self, paragraph: WordParagraph, inline: Inline) -> None:
        if isinstance(inline, Quote):
            opening, closing = marks_for(inline.words)
            words = " … ".join(visible(part).strip() for part in shorten(inline.words, inline.max_words))
            paragraph.add_run(f"{opening}{words}{closing}")
        else:
            run = paragraph.add_run(visible(inline.words))
            run.bold = True if isinstance(inline, Strong) else None
            if isinstance(inline, Code):
                run.font.name = "Consolas"

    def _link(self, paragraph: WordParagraph, words: str, bookmark: str | None) -> None:
        """A run that leads to a bookmark of the document, or only shows its words where there is none."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        run = paragraph.add_run(visible(words))
        run.font.color.rgb = RGBColor(*_GREY)
        if bookmark is not None:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark)
            run._r.addprevious(link)
            link.append(run._r)

    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._n_bookmarks += 1
        for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), str(self._n_bookmarks))
            if kind == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)


def _cm(length: float) -> int:
    from docx.shared import Cm

    return Cm(length)


def _timeless(archive: bytes) -> bytes:
    """The same archive with one and the same time for all its members."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(member))
    return written.getvalue()
