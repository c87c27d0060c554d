"""A format is told by the bytes; what is not read is named, with what to do about it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import InputError
from brief.sources.recognition import Kind, recognise
from tests.sources import writers


def kind(content: bytes, name: str = "", **known: str) -> str:
    return recognise(content, shown="a", name=name, **known).kind  # type: ignore[arg-type]  # strings of the test's own


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.eml", "", "a.docx"])
def test_binary_formats_are_told_by_their_bytes_alone(name: str) -> None:
    assert kind(writers.pdf(), name) == "pdf"
    assert kind(b"\r\n<junk of a server>\r\n" + writers.pdf(), name) == "pdf"
    assert kind(writers.word(), name) == "docx"


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"Rates rose.", "a.txt", "txt"),
        (b"Rates rose.", "a.weird", "txt"),
        (b"# Rates", "a.md", "md"),
        (b"<p>Rates</p>", "a.html", "html"),
        (b"<!-- a --><!DOCTYPE html><p>Rates", "a.txt", "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="a"><p>Rates', "", "html"),
        (b"\xff\xfe" + "<html><p>Rates".encode("utf-16-le"), "a.txt", "html"),
        (b"<div class=a><p>Rates</p></div>", "", "html"),
        (b"<div> is a tag of HTML.", "", "txt"),
        (b"<p>Rates</p>", "a.txt", "txt"),
        (b"From: a@b.example\nMessage-ID: <1@b>\nSubject: Rates\n\nThey rose.", "", "eml"),
        (b"From: a@b.example\nSubject: Rates\n\nThey rose.", "a.eml", "eml"),
        (b"From: the council\nTo: all\n\nRates rose.", "a.txt", "txt"),
        (b"From our own correspondent: rates rose.", "", "txt"),
        (b"How a PDF begins: every such file has %PDF- in its first bytes.", "a.txt", "txt"),
        (b"They rose.", "a.eml", "txt"),
    ],
)
def test_texts_are_told_by_how_they_begin(content: bytes, name: str, found: Kind) -> None:
    assert kind(content, name) == found


def test_a_server_is_believed_where_the_bytes_do_not_say_otherwise() -> None:
    assert kind(b"Rates rose.", "https://example.org/a.html", media_type="text/plain") == "txt"
    assert kind(b"# Rates", "https://example.org/a.md", media_type="text/plain") == "md"
    assert kind(b"<p>Rates</p>", "https://example.org/a", media_type="text/html") == "html"
    assert kind(writers.pdf(), "https://example.org/a", media_type="text/html") == "pdf"
    with pytest.raises(InputError, match="the server sends application/json, which is not read"):
        kind(b'{"a": 1}', "https://example.org/a", media_type="application/json")


def zipped(*names: str, first: str | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zipped("a.txt"), "this is a ZIP archive"),
        (zipped("content.xml", first="application/vnd.oasis.opendocument.text"), "an OpenDocument file"),
        (zipped("OPS/a.xhtml", first="application/epub+zip"), "an EPUB book"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("ppt/presentation.xml"), "a PowerPoint file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office file or an Outlook message"),
        (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"), "Word document is encrypted"),
        (b"{\\rtf1 Rates}", "an RTF file"),
        (b"\x1f\x8b\x08", "compressed with gzip"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"", "no byte at all"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", ""])
def test_what_is_not_read_is_named(content: bytes, says: str, name: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        kind(content, name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"Rates rose.", "a.pdf", "this is not a PDF, though its name says so"),
        (b"Rates rose.", "a.docx", "this is not a Word document, though its name says so"),
    ],
)
def test_a_name_that_promises_too_much_is_refused(content: bytes, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        kind(content, name)


def test_a_type_that_cannot_be_is_refused() -> None:
    assert kind(b"<html><p>Rates</p>", "a.html", type="txt") == "txt"
    with pytest.raises(InputError, match="this is not an HTML page, as --type says: it is a PDF"):
        kind(writers.pdf(), type="html")
    with pytest.raises(InputError, match="this is not a PDF, as --type says: its bytes do not begin as one"):
        kind(b"Rates rose.", type="pdf")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.md", ""]))
def test_any_bytes_are_recognised_or_refused_in_one_line(content: bytes, name: str) -> None:
    found, refusal = None, None
    try:
        found = kind(content, name)
    except InputError as error:
        refusal = str(error)
    assert found in ("txt", "md", "html", "pdf", "docx", "eml", None)
    assert (found is None) == (refusal is not None)
    assert refusal is None or "\n" not in refusal
