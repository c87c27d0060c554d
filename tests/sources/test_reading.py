"""A reading holds a clean text and clean facts, and survives the way from one process to another."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.sources.reading import Fact, Reading, clean_text, collect_details, join_blocks

ANY = st.text(alphabet=st.characters(), max_size=40)


@given(ANY)
def test_a_cleaned_text_is_one_line_that_utf8_can_write(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == clean_text(cleaned) == " ".join(cleaned.split())
    cleaned.encode()


@given(st.lists(ANY, max_size=5), ANY, ANY, st.none() | st.dates())
def test_a_reading_comes_back_from_json(blocks: list[str], title: str, author: str, day: date | None) -> None:
    details = collect_details(
        title=Fact(title, "a"), authors=[Fact(author, "b")], published=(day, "c") if day else None
    )
    reading = Reading(join_blocks(map(clean_text, blocks)), details, ("one", "two"))
    assert Reading.from_record(json.loads(json.dumps(reading.to_record()))) == reading
    document = Document.from_text(reading.text, details=reading.details)
    assert document.text == reading.text
    assert document.published == day


def test_facts_without_words_or_beyond_all_length_are_dropped() -> None:
    details = collect_details(
        title=Fact(" – ", "h1"),
        authors=[
            Fact("Ada\n Quill", "meta"),
            Fact("Ada Quill", "meta"),
            Fact("x" * 600, "meta"),
            Fact("B. Orr", "meta"),
        ],
        language=Fact("english, mostly", "lang attribute"),
    )
    assert (details.title, details.author, details.language) == (None, "Ada Quill, B. Orr", None)
    assert (details.origins.title, details.origins.author, details.origins.language) == (None, "meta", None)


def test_a_language_is_its_code_alone() -> None:
    assert collect_details(language=Fact("en_GB", "a")).language == "en"
    assert collect_details(language=Fact("PT-br", "a")).language == "pt"
