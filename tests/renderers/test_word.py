"""The Word file, opened again by the library that Word files are read with."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import ConfigError
from brief.renderers import render_bytes
from brief.renderers.word import render_word


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_headings_claims_and_evidence_come_back(briefing: Briefing, note: Document) -> None:
    word = opened(render_word(briefing, document=note))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs]
    assert styled[0] == ("Heading 1", "The ferry to Ness will stop on 3 May [c1]")
    titles = [text for style, text in styled if style == "Heading 2"]
    assert titles[:3] == [
        "What the article reports",
        "What people and institutions say",
        "What the article itself judges",
    ]
    assert titles[-2:] == ["How it was made", "Evidence"]
    assert ("Heading 3", "Ada Quill") in styled
    assert ("Normal", "c1\tThe council said the ferry to Ness will stop on 3 May.") in styled
    at = styled.index(("Normal", "c2\tAda Quill, the chair, said:"))
    assert styled[at + 1] == ("Quote", "“We have no choice”")
    assert ("Normal", "c3\ts4, 145–189: “Quill said last month that the line was safe”") in styled


def test_everything_holds_every_claim(briefing: Briefing) -> None:
    text = "\n".join(paragraph.text for paragraph in opened(render_word(briefing, everything=True)).paragraphs)
    for claim in briefing.claims:
        assert claim.statement.split(": “")[0] in text


def test_every_link_leads_to_a_place_in_the_file_and_nowhere_else(briefing: Briefing) -> None:
    word = opened(render_word(briefing, everything=True))
    body = word.element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert links
    assert set(links) <= set(marks)
    assert len(marks) == len(set(marks))
    assert {f"evidence_{number}" for number in range(1, 8)} <= set(links)
    ends = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    assert ends == [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert not [each for each in word.part.rels.values() if each.is_external]


def test_the_same_briefing_gives_the_same_bytes(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_word(briefing)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_500_000_000))
    assert render_word(briefing) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_the_file_says_what_it_is_of(briefing: Briefing) -> None:
    properties = opened(render_word(briefing)).core_properties
    assert properties.title == briefing.headline.text
    assert properties.subject == briefing.document.title
    assert properties.created.isoformat() == "2021-06-03T12:00:00+00:00"
    assert briefing.document.sha256 in properties.comments


def test_words_that_no_xml_can_hold_are_written_out(note: Document, parts: dict[str, Any]) -> None:
    nasty = "a\x00b\x0b\x1b[31m\ufffe\uffff\x85 <w:p> & ]]> \u202e" + "long " * 100
    record = Briefing.of(note, parts).model_dump(mode="json")
    record["headline"]["text"] = nasty
    record["document"]["title"] = nasty
    record["provenance"]["brief_version"] = nasty
    record["claims"][0]["statement"] = f"X said: “{nasty}”."
    word = opened(render_word(Briefing.model_validate(record), everything=True))
    assert word.paragraphs[0].text.startswith("a(U+0000)b (U+001B)[31m(U+FFFE)(U+FFFF) <w:p> & ]]> (U+202E)long long")
    assert len(word.core_properties.title) == 255


def test_without_python_docx_one_line_says_what_to_do(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ConfigError, match="pip install python-docx"):
        render_bytes(briefing, format="docx")
