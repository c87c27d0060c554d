"""`brief.render`: a format by its name, and no briefing that does not fit its document."""

from __future__ import annotations

from typing import Any

import pytest

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import ConfigError, GroundingError
from brief.renderers import BINARY_FORMATS, FORMATS, guess_format, render, render_bytes


def test_json_comes_back_as_it_was(briefing: Briefing, note: Document) -> None:
    content = render(briefing, format="json", document=note)
    assert content.endswith("}\n")
    assert Briefing.load(content, document=note) == briefing
    assert render(Briefing.load(content), format="json") == content


@pytest.mark.parametrize("format", FORMATS)
def test_rendering_twice_gives_the_same(format: str, briefing: Briefing, note: Document) -> None:
    once, again = (render_bytes(briefing, format=format, document=note) for _ in range(2))
    assert once == again
    assert len(once) > 500


@pytest.mark.parametrize("format", sorted({*FORMATS} - {*BINARY_FORMATS}))
def test_bytes_are_the_text_in_utf_8(format: str, briefing: Briefing, note: Document) -> None:
    text = render(briefing, format=format, document=note)
    assert text.endswith("\n")
    assert render_bytes(briefing, format=format, document=note) == text.encode("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_a_briefing_of_another_text_is_not_rendered(format: str, briefing: Briefing) -> None:
    with pytest.raises(GroundingError, match="the briefing is of the text"):
        render_bytes(briefing, format=format, document=Document.from_text("Another text."))


def test_what_cannot_be_rendered_is_told_in_one_line(briefing: Briefing) -> None:
    with pytest.raises(ConfigError, match=r"^the format 'docx' is no text; brief.render_bytes gives it$"):
        render(briefing, format="docx")
    with pytest.raises(ConfigError, match=r"^the format 'html' shows the document .* document=…$"):
        render(briefing, format="html")
    for renderer in (render, render_bytes):
        with pytest.raises(ConfigError, match=r"^there is no format 'pdf'; choose one of: markdown, json, html, "):
            renderer(briefing, format="pdf")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.md", "markdown"),
        ("a.b.json", "json"),
        ("/x.csv/a.STIX.JSON", "stix"),
        ("a.jsonld", "jsonld"),
        ("a.htm", "html"),
        ("a.docx", "docx"),
        ("a.csv", "csv"),
        ("a.txt", None),
        ("json", None),
        (".md", None),
    ],
)
def test_the_name_of_a_file_tells_its_format(name: str, format: str | None) -> None:
    assert guess_format(name) == format


def test_a_quote_that_does_not_stand_there_is_not_rendered(note: Document, parts: dict[str, Any]) -> None:
    moved = {**parts["claims"][1], "evidence": [{"start": 0, "end": 17, "quote": "We have no choice"}]}
    broken = Briefing.model_validate(
        {**parts, "claims": [parts["claims"][0], moved, *parts["claims"][2:]], "document": _record(note)}
    )
    with pytest.raises(GroundingError, match=r"claims\[1\]\.evidence\[0\] quotes 'We have no choice'"):
        render(broken, document=note)


def _record(document: Document) -> dict[str, Any]:
    return {"id": document.id, "sha256": document.sha256, "length_chars": len(document.text)}
