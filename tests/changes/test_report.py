"""The page and the data of what changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from markdown_it import MarkdownIt

from brief.briefing import Briefing
from brief.changes import Changes, diff, render_changes
from brief.errors import ConfigError


@pytest.fixture(scope="module")
def other(briefing: Briefing) -> Briefing:
    record = briefing.model_dump(mode="json")
    claims = record["claims"]
    claims[0]["statement"] = "The council said the ferry to Ness will stop on 8 May."
    claims[1]["attribution"] |= {"source": "the council", "source_type": "named_organisation", "actor_id": "a2"}
    claims[3] |= {"kind": "assertion", "hedged": True}
    claims[4]["evidence"] = [{"start": 229, "end": 242, "quote": "heartless pla"}]
    claims[5] |= {"statement": "Nobody knows <b>what</b> comes next.", "id": "c9"}
    claims[5]["evidence"] = [{"start": 0, "end": 5, "quote": "Ferry"}]
    record["coverage"][6]["claim_ids"] = ["c9"]
    record["headline"]["text"] = "The ferry to Ness will stop on 8 May"
    record["dates"][0]["value"] = "2021-05-03"
    record["tensions"] = []
    return Briefing.model_validate(record)


def test_the_page_says_what_changed(briefing: Briefing, other: Briefing) -> None:
    page = render_changes(diff(briefing, other))
    lines = page.splitlines()
    assert lines[0] == "# What changed: Ferry to Ness “doomed”, islanders fear"
    assert (
        "Claims: 1 new, 1 gone, 1 re-attributed, 1 reworded, 2 classed, weighed or founded otherwise, 1 as before."
        in lines
    )
    assert lines[lines.index("## New claims") + 2] == r"- Nobody knows \<b>what\</b> comes next. B:c9"
    assert lines[lines.index("## Claims that are gone") + 2] == "- Some say the ferry could be sold. A:c6"
    at = lines.index("## Reworded")
    assert lines[at + 2 : at + 5] == [
        "- A:c1 → B:c1",
        "  - A: The council said the ferry to Ness will stop on **3** May.",
        "  - B: The council said the ferry to Ness will stop on **8** May.",
    ]
    at = lines.index("## Re-attributed")
    assert lines[at + 2].startswith(
        "- Ada Quill, the chair, said: “We have no choice”. A:c2 → B:c2: holder “Ada Quill” → “the"
    )
    at = lines.index("## Classed, weighed or founded otherwise")
    assert lines[at + 2] == (
        "- The ferry carried 4,000 people in 2019. A:c4 → B:c4: kind background → assertion; hedged no → yes"
    )
    assert lines[at + 3].endswith("A:c5 → B:c5: rests on other words")
    assert lines[at + 4 : at + 6] == ["  - A: “The heartless plan ignores the island”", "  - B: “heartless pla”"]
    assert "- 3 May A:d1 → B:d1: value XXXX-05-03 → 2021-05-03" in lines
    assert lines[lines.index("## Tensions") + 2].startswith("- Gone: Quill called the line safe")
    assert "  - B: The ferry to Ness will stop on **8** May" in lines


def test_what_is_alike_is_said_in_one_line(briefing: Briefing) -> None:
    page = render_changes(diff(briefing, briefing))
    assert page.endswith("\n\nThey say the same.\n")
    assert "##" not in page


def test_the_data_comes_back(briefing: Briefing, other: Briefing) -> None:
    changes = diff(briefing, other)
    content = render_changes(changes, format="json")
    assert Changes.model_validate_json(content) == changes
    assert json.loads(content)["claims"]["new"] == [
        {"id": "c9", "told": "Nobody knows <b>what</b> comes next.", "see": []}
    ]
    assert render_changes(diff(briefing, other), format="json") == content


def test_an_unknown_format_names_those_there_are(briefing: Briefing) -> None:
    with pytest.raises(ConfigError, match="no format 'html' for changes; choose one of: markdown, json"):
        render_changes(diff(briefing, briefing), format="html")


def test_nothing_of_either_briefing_acts(note: Any, parts: dict[str, Any]) -> None:
    nasty = "<img src=x onerror=alert(1)> [a](javascript:b) **c** `d` \x1b[31m \u202e | # e"
    record = Briefing.of(note, parts).model_dump(mode="json")
    before = Briefing.model_validate(record)
    for number, item in enumerate(record["claims"]):
        item["statement"] = f"{number} {nasty}"
        item["attribution"] |= {"source": nasty, "source_type": "document", "mode": "indirect"}
    record["headline"]["text"] = record["summary"][0]["text"] = nasty
    record["actors"][0] |= {"name": nasty, "aliases": [nasty]}
    record["dates"][0] |= {"value": nasty}
    record["tensions"][0]["statement"] = record["open_questions"][0]["question"] = nasty
    record["provenance"] |= {"engine": nasty, "model": nasty, "prompts": [nasty], "brief_version": nasty}
    record["document"] |= {"title": nasty, "id": nasty}
    after = Briefing.model_validate(record)
    for page in (render_changes(diff(before, after)), render_changes(diff(after, before))):
        assert "\x1b" not in page
        assert "\u202e" not in page
        for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(page):
            assert token.type not in ("html_block", "fence", "code_block", "blockquote_open", "table_open")
            for child in token.children or []:
                assert child.type in ("text", "text_special", "softbreak", "strong_open", "strong_close", "code_inline")
                if child.type == "code_inline":
                    assert child.content.endswith("…")
