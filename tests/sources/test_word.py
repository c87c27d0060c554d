"""A Word document reads as it does on paper with all changes accepted; a broken or swollen one is refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from brief.errors import InputError
from brief.sources.reading import Hints, Reading
from brief.sources.word import read_word
from tests.sources import writers

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

BOX = "<w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent>"


def read(document: WordDocument | bytes) -> Reading:
    return read_word(document if isinstance(document, bytes) else writers.saved(document), Hints("a.docx"))


def repacked(content: bytes, **changed: bytes) -> bytes:
    """The archive with the parts of these names (without folder and suffix) replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, changed.get(key, old.read(name)))
    return target.getvalue()


def paragraph(xml: str) -> WordDocument:
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{xml}</w:p>"))
    return document


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:r><w:t>It </w:t></w:r><w:ins><w:r><w:t>rose</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>", "It rose."),
        ("<w:del><w:r><w:delText>It fell. </w:delText></w:r></w:del><w:r><w:t>It rose.</w:t></w:r>", "It rose."),
        ("<w:moveFrom><w:r><w:t>No.</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Yes.</w:t></w:r></w:moveTo>", "Yes."),
        ("<w:hyperlink><w:r><w:t>It rose.</w:t></w:r></w:hyperlink>", "It rose."),
        ("<w:sdt><w:sdtContent><w:r><w:t>It rose.</w:t></w:r></w:sdtContent></w:sdt>", "It rose."),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret. </w:t></w:r><w:r><w:t>It rose.</w:t></w:r>", "It rose."),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>It rose.</w:t></w:r>", "It rose."),
        ("<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:noBreakHyphen/><w:t>three.</w:t></w:r>", "One two-three."),
        ("<w:r><w:t>One</w:t><w:br/><w:t>two.</w:t></w:r>", "One\ntwo."),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>It rose.</w:t></w:r>", "It rose."),
        ("<w:r><w:t>har</w:t><w:softHyphen/><w:t>bour</w:t></w:r>", "harbour"),
        (f"<w:r><w:pict>{BOX}</w:pict><w:t>It rose.</w:t></w:r>", "It rose.\n\nBox."),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_on_paper(xml: str, text: str) -> None:
    assert read(paragraph(xml)).text == f"{text}\n"


def test_headings_lists_and_tables_keep_their_order() -> None:
    document = Document()
    document.add_heading("Levy rises", level=1)
    document.add_paragraph("One reason", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Year", "Boats", "2020", "63"), strict=True
    ):
        cell.text = text
    document.add_paragraph("The end.")
    document.sections[0].header.paragraphs[0].text = "The Post, page 1"
    reading = read(document)
    assert reading.text == "Levy rises\n\nOne reason\n\nYear | Boats\n\n2020 | 63\n\nThe end.\n"
    assert (reading.details.title, reading.details.origins.title) == ("Levy rises", "first heading")


def test_a_table_that_places_text_is_read_cell_by_cell() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=2).rows[0].cells
    cell[0].text, cell[1].text = "One.", "Three."
    cell[0].add_paragraph("Two.")
    assert read(document).text == "One.\n\nTwo.\n\nThree.\n"


def test_footnotes_stand_behind_the_text() -> None:
    notes = (
        f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t> By four per cent.</w:t></w:r></w:p>"
        "</w:footnote>"
        "</w:footnotes>"
    )
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = paragraph('<w:r><w:t>It rose.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert read(document).text == "It rose.\n\nBy four per cent.\n"


def test_properties_say_author_and_title_but_no_day_of_publication() -> None:
    document = Document()
    document.add_paragraph("It rose.")
    document.core_properties.title, document.core_properties.author = "Levy rises", "Ada Quill"
    details = read(document).details
    assert (details.title, details.origins.title) == ("Levy rises", "document properties")
    assert (details.author, details.published) == ("Ada Quill", None)
    assert read(new_word_with("It rose.")).details.author is None  # what the program itself writes there


def new_word_with(text: str) -> WordDocument:
    document = Document()
    document.add_paragraph(text)
    return document


def test_an_entity_is_not_expanded() -> None:
    xml = writers.word(paragraphs=["It rose."], title=None)
    with zipfile.ZipFile(io.BytesIO(xml)) as archive:
        body = archive.read("word/document.xml").decode()
    declared = (
        "<!DOCTYPE d ["
        + "<!ENTITY a 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
        + "]>"
    )
    bomb = body.replace("<w:document", f"{declared}<w:document", 1).replace("It rose.", "It rose &j;.")
    with pytest.raises(InputError, match="damaged"):
        read(repacked(xml, document=bomb.encode()))


@pytest.mark.parametrize("cut", [100, 2_000, -200, -10])
def test_a_document_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(InputError, match=r"this Word document is damaged or cut off .* save it anew"):
        read(writers.word()[:cut])


def test_a_document_that_swells_is_refused_before_it_does() -> None:
    bomb = repacked(writers.word(), document=b"<a>" + bytes(70_000_000))
    assert len(bomb) < 200_000
    with pytest.raises(InputError, match=r"unpacks to [0-9,]{11} bytes .* more than any text"):
        read(bomb)


def test_an_archive_without_its_parts_is_refused() -> None:
    for missing in ("document", "[Content_Types]"):
        with pytest.raises(InputError, match="damaged"):
            read(repacked(writers.word(), **{missing: b"<not xml"}))
    with pytest.raises(InputError, match="there is no text in this Word document"):
        read(Document())
