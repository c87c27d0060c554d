"""`brief.read`: the same text out of every format, plain text as it is, and one clear line for what is none."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import ConfigError, InputError
from brief.grounding.audit import audit
from brief.pipeline import summarise
from brief.settings import Settings
from brief.sources import read
from tests.sources import writers

FORMATS: dict[str, Callable[[], bytes]] = {
    "md": writers.markdown,
    "html": writers.page,
    "pdf": writers.pdf,
    "docx": writers.word,
    "eml": writers.mail,
}


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def told(briefing: Briefing) -> list[tuple[object, ...]]:
    """What a briefing tells, but for where it stands."""
    return [
        (
            claim.statement,
            claim.kind,
            claim.salience,
            claim.attribution.source,
            claim.attribution.mode,
            [" ".join(span.quote.split()) for span in claim.evidence],
        )
        for claim in briefing.claims
    ]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = write(tmp_path_factory.mktemp("plain"), "note.txt", writers.plain())
    return read(path, published="2024-05-03")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_text_gives_the_same_briefing_through_every_format(
    suffix: str, plain: Document, tmp_path: Path
) -> None:
    document = read(write(tmp_path, f"note.{suffix}", FORMATS[suffix]()), published="2024-05-03")
    assert document.text.split() == plain.text.split()
    assert document.title == plain.title == writers.TITLE
    briefing = summarise(document)
    assert told(briefing) == told(summarise(plain))
    assert audit(briefing, document).ok


@pytest.mark.parametrize("suffix", ["txt", "md", "", "TXT", "log"])
@pytest.mark.parametrize(
    "content", ["\ufeffOne\r\ntwo\u00a0three\u00ad\u200b.\r", "e\u0301 🦑 漢字\n\n\x1b[31mred\x07", "**a** [b](c)"]
)
def test_a_plain_text_is_kept_character_for_character(content: str, suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"note.{suffix}", content.encode())
    assert read(path, type="txt").text == content
    if suffix != "md":
        assert read(path).text == read(str(path)).text == content


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_is_read_as_it_is_or_refused(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, "note.txt", text.encode())
    refusal = None
    try:
        assert read(path).text == text
    except InputError as error:
        refusal = str(error)
    assert refusal is None or "there is no text in it" in refusal or "this is" in refusal


def test_the_document_knows_its_source_and_date(tmp_path: Path) -> None:
    path = write(tmp_path, "note.txt", b"Rates rose on Monday.")
    document = read(path, published="2021-06-03")
    assert (document.source, document.published) == (str(path), date(2021, 6, 3))
    assert (document.origins.published, document.origins.title) == ("argument", None)


def test_what_a_source_says_of_itself_comes_with_it_and_an_argument_goes_first(tmp_path: Path) -> None:
    path = write(tmp_path, "note.eml", writers.mail())
    document = read(path)
    assert (document.author, document.published) == ("Vera Lind", date(2024, 5, 3))
    assert (document.origins.author, document.origins.published) == ("From header", "Date header")
    record = summarise(document).document
    assert (record.author, record.origins.published, record.origins.language) == ("Vera Lind", "Date header", "text")
    given = read(path, published="2020-01-02")
    assert (given.published, given.origins.published) == (date(2020, 1, 2), "argument")


def test_a_relative_date_is_counted_from_the_date_in_the_source(tmp_path: Path) -> None:
    briefing = summarise(read(write(tmp_path, "note.eml", writers.mail())))
    assert {(item.quote, item.value) for item in briefing.dates} >= {("Monday", "2024-04-29"), ("9 May", "2024-05-09")}


def test_standard_input_is_read_in_the_format_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(content: bytes) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))

    feed(b"**Rates** rose.")
    assert read("-", type="md").text == "Rates rose.\n"
    feed(b"**Rates** rose.")
    assert read("-").text == "**Rates** rose."
    feed(writers.pdf())
    assert read("-").title == writers.TITLE
    feed(b"<p>Rates rose.</p>")
    assert read("-", type="html").text == "Rates rose.\n"


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "\u00a0\u2003\u200b\n", "\x1b\x07"])
@pytest.mark.parametrize("name", ["note.txt", "note.md", "note.log"])
def test_blank_text_is_refused(content: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no text in it"):
        read(write(tmp_path, name, content.encode()))


def test_too_many_characters_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "note.txt", b"word " * 30)
    with pytest.raises(InputError, match=r"150 characters are more than the 100 that are read; split it"):
        read(path, settings=Settings(max_chars=100))
    with pytest.raises(InputError, match=r"150 bytes are more than can be the 30 that are read; split it"):
        read(path, settings=Settings(max_chars=30))
    assert len(read(path, settings=Settings(max_chars=150)).text) == 150


@pytest.mark.parametrize("suffix", ["txt", "html", "pdf", "docx", "eml", "md"])
def test_a_hundred_megabytes_are_refused_unread(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"large.{suffix}"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(
        InputError, match=r"100,000,000 bytes are more than the 50,000,000 bytes that are read"
    ) as caught:
        read(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.pdf", "there is no such file"),
        ("ftp://example.org/a", "only http and https addresses are fetched"),
        ("file:///etc/passwd", "only http and https addresses are fetched"),
    ],
)
def test_what_is_not_there_says_so(name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(name)


def test_an_unknown_type_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no type 'rtf'; choose one of: txt, md, html, pdf, docx, eml"):
        read(write(tmp_path, "a.txt", b"a"), type="rtf")


def test_what_a_file_is_goes_before_what_it_is_called(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name, content, remark in (
        ("a.txt", writers.pdf(), "this is a PDF, though it is called plain text"),
        ("b.pdf", writers.page(), "this is an HTML page, though it is called a PDF"),
        ("c.html", writers.word(), "this is a Word document, though it is called an HTML page"),
        ("d.html", b"Rates rose on Monday.", "this is plain text, though it is called an HTML page"),
    ):
        caplog.clear()
        with caplog.at_level(logging.WARNING, logger="brief"):
            document = read(write(tmp_path, name, content))
        assert remark in caplog.text
        assert document.text.split()[0] in ("Millpond", "Rates")


def test_the_remarks_of_a_reader_are_warnings(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="brief"):
        read(write(tmp_path, "a.pdf", writers.pdf()))
    assert "it does not say when it was published; the file was made on" in caplog.text
