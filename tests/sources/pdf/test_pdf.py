"""A PDF's lines become the paragraphs they were; heads and cut words do not break its sentences."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brief.errors import InputError
from brief.sources.pdf import read_pdf
from brief.sources.reading import Hints, Reading
from tests.sources import writers

HINTS = Hints("a.pdf")
SENTENCES = (
    "The harbour board of Millpond said on Monday that the levy on fishing boats would rise by four per cent.",
    "It said repairs to the northern breakwater had cost three million pounds, more than it had put aside.",
    "Ada Quill, who chairs the board, said that the wall would not have stood another winter of such storms.",
    "The owners of the boats said that nobody had asked them, and that the long-term plan was never published.",
    "A second reading of the plan is due on 9 May, when the council of the island meets in the old customs house.",
)


def read(content: bytes) -> Reading:
    return read_pdf(content, HINTS)


def blocks(content: bytes) -> list[str]:
    return read(content).text.removesuffix("\n").split("\n\n")


@pytest.mark.parametrize("align", ["J", "L"])
def test_paragraphs_over_pages_are_whole_and_heads_are_gone(align: str) -> None:
    paragraphs = [" ".join((*SENTENCES[n % 5 :], *SENTENCES[: n % 5], f"That was part {n}.")) for n in range(12)]
    content = writers.pdf(paragraphs=paragraphs, head="The Millpond Post, 3 May", align=align)
    assert content.count(b"/Type /Page\n") >= 3
    assert blocks(content) == [writers.TITLE, *paragraphs]


def test_words_that_were_cut_are_whole_and_compounds_keep_their_hyphen() -> None:
    words = "The govern\u00adment’s long-term plan for the har\u00adbour was an\u00adnounced. It is a long-term plan."
    for width in range(30, 90, 7):
        content = writers.pdf(title=None, paragraphs=[words], width=width, align="L")
        assert read(content).text == words.replace("\u00ad", "") + "\n", width


def columns(paragraphs: list[str]) -> bytes:
    paper = writers.Paper()
    paper.add_page()
    with paper.text_columns(ncols=2, gutter=8, text_align="J") as flow:
        for paragraph in paragraphs:
            flow.write(paragraph + "\n\n")
    return bytes(paper.output())


def test_columns_are_read_one_after_the_other() -> None:
    paragraphs = [" ".join(SENTENCES), " ".join(reversed(SENTENCES)), " ".join(SENTENCES[2:])]
    assert blocks(columns(paragraphs)) == paragraphs


def test_indented_paragraphs_without_a_gap_are_told_apart() -> None:
    paper = writers.Paper()
    paper.add_page()
    for sentence in (" ".join(SENTENCES[:2]), " ".join(SENTENCES[2:4]), SENTENCES[4]):
        paper.set_x(paper.l_margin)
        paper.multi_cell(0, text="        " + sentence, align="L", new_x="LMARGIN", new_y="NEXT")
    assert blocks(bytes(paper.output())) == [" ".join(SENTENCES[:2]), " ".join(SENTENCES[2:4]), SENTENCES[4]]


def test_a_list_and_a_table_keep_their_items_and_cells() -> None:
    paper = writers.Paper()
    paper.add_page()
    for line in ("The board gave these reasons:", "\x95 The wall is old.", "\x95 The boats are larger than they were."):
        paper.multi_cell(0, text=line.encode("latin-1").decode("cp1252"), new_x="LMARGIN", new_y="NEXT")
    for row in (("Year", "Boats"), ("2020", "63")):
        for cell in row:
            paper.cell(50, 7, text=cell)
        paper.ln()
    assert blocks(bytes(paper.output())) == [
        "The board gave these reasons:",
        "The wall is old.",
        "The boats are larger than they were.",
        "Year | Boats",
        "2020 | 63",
    ]


def described(**said: str) -> bytes:
    paper = writers.Paper()
    paper.set_title(said.get("title", ""))
    paper.set_author(said.get("author", ""))
    if language := said.get("lang"):
        paper.set_lang(language)
    return writers.pdf(title=said.get("shown"), paper=paper)


def test_title_author_and_language_come_with_where_they_stand() -> None:
    details = read(described(title=writers.TITLE, shown=writers.TITLE, author="Ada Quill", lang="en-GB")).details
    assert (details.title, details.author, details.language) == (writers.TITLE, "Ada Quill", "en")
    assert (details.origins.title, details.origins.author, details.origins.language) == (
        "PDF properties",
        "PDF properties",
        "PDF language",
    )


def test_what_programs_write_as_title_and_author_is_not_believed() -> None:
    details = read(described(title="Microsoft Word - levy_final2.docx", shown=writers.TITLE, author="admin")).details
    assert (details.title, details.origins.title) == (writers.TITLE, "largest letters on the first page")
    assert details.author is None
    assert read(described(title="levy.indd")).details.title is None


def test_the_day_a_file_was_made_is_told_and_not_taken_for_its_publication() -> None:
    reading = read(writers.pdf())
    assert reading.details.published is None
    (remark,) = reading.remarks
    assert re.fullmatch(r"it does not say when .* made on \d{4}-\d\d-\d\d \(see --published\)", remark)
    paper = writers.Paper()
    paper.set_xmp_metadata("<rdf:RDF><prism:publicationDate>2024-05-03</prism:publicationDate></rdf:RDF>")
    details = read(writers.pdf(paper=paper)).details
    assert (str(details.published), details.origins.published) == ("2024-05-03", "PDF metadata")


def picture(n_pages: int = 1) -> FPDF:
    paper = writers.Paper()
    for _ in range(n_pages):
        paper.add_page()
        paper.image(Image.new("RGB", (40, 60), "grey"), w=100)
    return paper


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"no text layer: it holds pictures of pages \(a scan\); .* ocrmypdf"):
        read(bytes(picture().output()))


def test_pages_of_a_scan_among_others_are_named() -> None:
    remarks = read(writers.pdf(paper=picture(2))).remarks
    assert remarks[0] == "pages without a text layer are not read: 1, 2"


def test_an_empty_document_is_refused() -> None:
    paper = FPDF()
    paper.add_page()
    with pytest.raises(InputError, match="no text layer: its pages are empty"):
        read(bytes(paper.output()))


def locked(user: str) -> bytes:
    paper = writers.Paper()
    paper.set_encryption(owner_password="owner", user_password=user)
    return writers.pdf(paper=paper)


def test_an_encrypted_document_is_refused_and_one_that_opens_is_read() -> None:
    with pytest.raises(InputError, match=r"this PDF is encrypted; save it without a password"):
        read(locked("secret"))
    assert read(locked("")).details.title == writers.TITLE


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_document_that_is_cut_off_is_refused(share: float) -> None:
    content = writers.pdf()
    with pytest.raises(InputError, match="this PDF is cut off: its end is missing"):
        read(content[: int(len(content) * share)])


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n%%EOF\n"]
)
def test_a_document_without_pages_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="this PDF is damaged"):
        read(content)


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(writers.pdf(paragraphs=SENTENCES[:1]))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    text, refusal = None, None
    try:
        text = read(bytes(content)).text
    except InputError as error:
        refusal = str(error)
    assert (text is None) == (refusal is not None)
    assert refusal is None or "\n" not in refusal


def bomb(n_bytes: int) -> bytes:
    """A PDF whose one page unpacks to so many bytes."""
    stream = zlib.compress(b"BT /F1 12 Tf (a) Tj ET " * (n_bytes // 23), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = io.BytesIO(), []
    body.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(body.tell())
        body.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = body.tell()
    body.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    body.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    return body.getvalue()


def test_the_parts_of_a_bomb_are_those_of_a_document() -> None:
    assert read(bomb(30)).text == "a\n"
