"""`brief.read`: the text as it is, and one clear line for what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import InputError
from brief.settings import Settings
from brief.sources import read


@pytest.mark.parametrize("suffix", [".txt", ".md", "", ".TXT", ".log"])
@pytest.mark.parametrize(
    "content", ["\ufeffOne\r\ntwo\u00a0three\u00ad\u200b.\r", "e\u0301 🦑 漢字\n\n\x1b[31mred\x07"]
)
def test_the_text_is_kept_character_for_character(content: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"note{suffix}"
    path.write_bytes(content.encode())
    assert read(path).text == read(str(path)).text == content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_is_read_as_it_is_or_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(text.encode())
    refusal = None
    try:
        assert read(path).text == text
    except InputError as error:
        refusal = str(error)
    assert refusal is None or "there is no text in it" in refusal or "this is" in refusal


def test_the_document_knows_its_source_and_date(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Rates rose on Monday.")
    document = read(path, published="2021-06-03")
    assert (document.source, document.published) == (str(path), date(2021, 6, 3))


def test_a_markdown_title_comes_without_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Rates rise\n\nThe bank raised *rates* on Monday.\n")
    document = read(path)
    assert document.title == "Rates rise"
    assert document.text.startswith("# Rates rise\n\nThe bank raised *rates*")


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "\u00a0\u2003\u200b\n", "\x1b\x07"])
def test_blank_text_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(content.encode())
    with pytest.raises(InputError, match="there is no text in it"):
        read(path)


def test_too_many_characters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("word " * 30)
    with pytest.raises(InputError, match=r"150 characters are more than the 100 that are read; split it"):
        read(path, settings=Settings(max_chars=100))
    assert len(read(path, settings=Settings(max_chars=150)).text) == 150


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("https://example.org/a", "web addresses are not read yet; save the page as text"),
        ("page.html", ".html files are not read yet; save the page as text"),
        ("paper.PDF", ".pdf files are not read yet; convert it with: pdftotext"),
        ("letter.docx", ".docx files are not read yet; save it as plain text"),
    ],
)
def test_a_format_that_is_not_read_says_how_to_convert_it(name: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(name)
    assert str(caught.value).startswith(f"{name}: {says}")
