"""A PDF as its text: lines become paragraphs, words cut at a line's end are whole again, running heads are gone.

What stands on a page is got in `pages`, heads and feet are found in `margins`, paragraphs in `paragraphs`, cut words
are joined in `hyphens`. A PDF without a text layer is refused: recognising letters in pictures is another trade.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from brief.errors import InputError
from brief.sources.calendar_dates import parse_day
from brief.sources.reading import Fact, Reading, collect_details, join_blocks

if TYPE_CHECKING:
    from datetime import date

    from brief.document import Details
    from brief.sources.pdf.pages import Page, Properties
    from brief.sources.pdf.paragraphs import Paragraph
    from brief.sources.reading import Hints

__all__ = ["read_pdf"]

_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)|untitled|document\d*$|layout \d|slide \d|print\b)|.*\.[a-z0-9]{2,5}$|https?:",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(r"(?:user|admin\w*|unknown|owner|author|root|default|anonymous|\W*)$|.*@|.*\\", re.IGNORECASE)
_PUBLICATION = re.compile(
    rb"<prism:(?:publicationDate|coverDate|onlineDate)\b[^>]*>\s*([^<\s][^<]{3,40}?)\s*<"
    rb"|prism:(?:publicationDate|coverDate)=[\"']([^\"']{4,40})[\"']"
)
# A headline is set in letters so much larger than the text's.
_HEADLINE_RATIO: Final = 1.15
# More letters that no font explains than this, and what is left is not what the page says.
_MAX_UNKNOWN_SHARE: Final = 0.15
_MAX_PAGES_NAMED: Final = 5


def read_pdf(content: bytes, hints: Hints) -> Reading:
    """The text of a PDF with what it says of itself.

    Raises:
        InputError: If it is encrypted, cut off or damaged, or has no text layer.
    """
    from brief.sources.pdf.margins import strip_margins
    from brief.sources.pdf.pages import read_pages
    from brief.sources.pdf.paragraphs import build_paragraphs

    pages, properties = read_pages(content, hints.shown)
    _check_letters(pages, hints.shown)
    paragraphs = build_paragraphs(strip_margins(pages) or [line for page in pages for line in page.lines])
    text = join_blocks(paragraph.text for paragraph in paragraphs)
    if not text:
        raise InputError(f"{hints.shown}: all text in this PDF is turned on its side; turn its pages and save it anew")
    published = _publication(content)
    return Reading(text, _details(properties, paragraphs, published), tuple(_remarks(pages, properties, published)))


def _check_letters(pages: list[Page], shown: str) -> None:
    n_letters = sum(page.n_letters for page in pages)
    n_unknown = sum(page.n_unknown for page in pages)
    if n_unknown > _MAX_UNKNOWN_SHARE * (n_letters + n_unknown):
        raise InputError(
            f"{shown}: the fonts of this PDF do not say which letters they show; recognise its text first, "
            "for example with: ocrmypdf --force-ocr IN.pdf OUT.pdf"
        )
    if not n_letters:
        what = (
            "it holds pictures of pages (a scan)" if any(page.has_pictures for page in pages) else "its pages are empty"
        )
        raise InputError(
            f"{shown}: this PDF has no text layer: {what}; recognise its text first, "
            "for example with: ocrmypdf IN.pdf OUT.pdf"
        )


def _publication(content: bytes) -> date | None:
    """The day of publication that a publisher's metadata give; the day a file was made on is another thing."""
    match = _PUBLICATION.search(content)
    return parse_day((match[1] or match[2]).decode("utf-8", errors="replace")) if match else None


def _details(properties: Properties, paragraphs: list[Paragraph], published: date | None) -> Details:
    return collect_details(
        title=_title(properties.title, paragraphs),
        authors=[Fact(properties.author, "PDF properties")] if not _JUNK_AUTHOR.match(properties.author) else [],
        published=(published, "PDF metadata") if published else None,
        language=Fact(properties.language, "PDF language") if properties.language else None,
    )


def _title(stated: str, paragraphs: list[Paragraph]) -> Fact | None:
    """The title in the properties where the first page shows it too; else what stands there in the largest letters."""
    opening = [paragraph for paragraph in paragraphs if paragraph.page == paragraphs[0].page][:12]
    shown = "".join("".join(paragraph.text.split()) for paragraph in opening).casefold()
    is_junk = len(stated) < 4 or _JUNK_TITLE.match(stated) is not None
    if not is_junk and "".join(stated.split()).casefold() in shown:
        return Fact(stated, "PDF properties")
    sizes = sorted(size for paragraph in paragraphs for size in [paragraph.size] * (1 + len(paragraph.text) // 80))
    body = sizes[len(sizes) // 2]
    largest = max(opening, key=lambda paragraph: paragraph.size)
    if largest.size >= _HEADLINE_RATIO * body and 3 < len(largest.text) <= 300:
        return Fact(largest.text.replace("\n", " "), "largest letters on the first page")
    return None if is_junk else Fact(stated, "PDF properties")


def _remarks(pages: list[Page], properties: Properties, published: date | None) -> list[str]:
    remarks = []
    bare = [str(page.number) for page in pages if not page.n_letters and page.has_pictures]
    if bare:
        more = f" and {len(bare) - _MAX_PAGES_NAMED} more" if len(bare) > _MAX_PAGES_NAMED else ""
        remarks.append(f"pages without a text layer are not read: {', '.join(bare[:_MAX_PAGES_NAMED])}{more}")
    made = parse_day(properties.made.removeprefix("D:")[:8])
    if published is None and made is not None:
        remarks.append(f"it does not say when it was published; the file was made on {made} (see --published)")
    return remarks
