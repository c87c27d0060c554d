"""One invented article, written in every format by the format's own writers."""

from __future__ import annotations

import html
from collections.abc import Sequence
from email.message import EmailMessage
from io import BytesIO

from docx import Document
from fpdf import FPDF

TITLE = "Millpond board raises harbour levy"
PARAGRAPHS = (
    "The harbour board of Millpond said on Monday that the levy on fishing boats would rise by four per cent in the "
    "spring. It said repairs to the northern breakwater had cost £3 million.",
    "“We have no choice,” said Ada Quill, who chairs the board. “The wall would not have stood another winter.”",
    "According to Ben Orr, a spokesman for the boat owners, nobody had been asked. He said the long-term plan was "
    "never published, and that the owners would meet on 9 May.",
    "The heartless decision ignores the island. Some say that the harbour could be sold.",
)


def plain() -> bytes:
    return "\n\n".join((TITLE, *PARAGRAPHS, "")).encode()


def markdown() -> bytes:
    one, two, three, four = PARAGRAPHS
    body = (
        one.replace("four per cent", "**four per cent**"),
        f"> {two}",
        three.replace("Ben Orr", "[Ben Orr](https://example.org/orr)"),
        four.replace("heartless", "*heartless*"),
    )
    return "\n\n".join((f"# {TITLE}", *body, "")).encode()


def page() -> bytes:
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{TITLE} - The Post</title></head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{TITLE}</h1>{body}</article>"
        "<footer><p>All rights reserved by The Post.</p></footer></body></html>"
    ).encode()


def word(*, paragraphs: Sequence[str] = PARAGRAPHS, title: str | None = TITLE) -> bytes:
    document = Document()
    if title:
        document.add_heading(title, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    target = BytesIO()
    document.save(target)  # type: ignore[attr-defined]  # python-docx names the class of its documents nowhere public
    return target.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = "Vera Lind <vera@example.org>"
    message["Date"] = "Fri, 03 May 2024 09:00:00 +0200"
    message.set_content("\n\n".join(PARAGRAPHS) + "\n", cte="quoted-printable")
    return message.as_bytes()


def pdf(
    *,
    title: str | None = TITLE,
    paragraphs: Sequence[str] = PARAGRAPHS,
    head: str | None = None,
    width: float = 0,
    align: str = "J",
    paper: FPDF | None = None,
) -> bytes:
    """A PDF with a great headline, justified paragraphs and, if wanted, a running head and page numbers."""
    paper = paper or Paper(head)
    paper.set_auto_page_break(True, margin=25)
    paper.add_page()
    if title:
        paper.set_font("Times", size=20)
        paper.multi_cell(0, text=title)
        paper.ln(4)
    paper.set_font("Times", size=12)
    for paragraph in paragraphs:
        paper.multi_cell(width, text=paragraph, align=align)
        paper.ln(4)
    return bytes(paper.output())


class Paper(FPDF):
    """Pages with a running head and a number at the foot, where a head is given."""

    def __init__(self, head: str | None = None) -> None:
        super().__init__(format=(148, 210))
        self.core_fonts_encoding = "cp1252"
        self.head = head
        self.set_font("Times", size=12)

    def header(self) -> None:
        if self.head:
            self.set_font("Times", size=9)
            self.cell(0, 8, text=self.head, align="C", new_x="LMARGIN", new_y="NEXT")
            self.set_font("Times", size=12)

    def footer(self) -> None:
        if self.head:
            self.set_y(-15)
            self.set_font("Times", size=9)
            self.cell(0, 8, text=f"- {self.page_no()} -", align="C")
            self.set_font("Times", size=12)
