"""What goes on a page, in which order; that nothing is told twice and nothing is missing without a word."""

from __future__ import annotations

import re
from typing import Any

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.markdown import render_markdown

ORDER = [
    "What the article reports",
    "What people and institutions say",
    "What the article itself judges",
    "Tensions",
    "Open questions",
    "Actors",
    "Dates",
    "How it was made",
    "Evidence",
]


def _unread(briefing: Briefing, *, numbers: tuple[int, ...], reason: str) -> Briefing:
    """The briefing with some sentences that its engine failed over."""
    record = briefing.model_dump(mode="json")
    cut = {
        (entry["sentence"]["start"], entry["sentence"]["end"])
        for n, entry in enumerate(record["coverage"])
        if n in numbers
    }
    for entry in record["coverage"]:
        if (entry["sentence"]["start"], entry["sentence"]["end"]) in cut:
            entry["claim_ids"], entry["reason"] = [], reason
    return Briefing.model_validate(record)


def test_the_summary_does_not_repeat_the_headline(briefing: Briefing) -> None:
    first = briefing.summary[0]
    alike = briefing.model_copy(update={"headline": first.model_copy(update={"text": first.text.removesuffix(".")})})
    lines = render_markdown(alike).splitlines()
    assert lines[:3:2] == [
        "# The council said the ferry to Ness will stop on 3 May [c1]",
        "Ada Quill, the chair, said: “We have no choice”. [c2] [c3]",
    ]


def test_questions_with_one_reason_give_it_once_and_those_a_tension_raises_stand_there(briefing: Briefing) -> None:
    (asked,) = briefing.open_questions
    more = [
        asked.model_copy(update={"id": "q2", "question": "Who says that it is doomed?", "claim_ids": ("c6",)}),
        asked.model_copy(
            update={
                "id": "q3",
                "question": "Safe or not?",
                "category": "conflicting_accounts",
                "claim_ids": ("c3", "c1"),
            }
        ),
    ]
    page = render_markdown(briefing.model_copy(update={"open_questions": (asked, *more)}))
    section = page.split("## Open questions\n\n")[1].split("\n\n")[0].splitlines()
    assert section == [
        "- Who says that the ferry could be sold? [q1] Who says that it is doomed? [c6] The article names nobody.",
        "- And 1 more (`--all` shows them)",
    ]


def test_what_could_not_be_read_is_said_first_and_listed(note: Document, briefing: Briefing) -> None:
    silent = [n for n, entry in enumerate(briefing.coverage) if not entry.claim_ids]
    assert silent, "the sample has a sentence without a claim"
    hurt = _unread(briefing, numbers=tuple(silent[:1]), reason="the engine could not read it: status 503")
    page = render_markdown(hurt, document=note)
    assert page.splitlines()[2] == (
        f"**1 of {len(briefing.coverage)} sentences could not be read** (status 503); "
        "it is listed under “What could not be read”."
    )
    section = page.split("## What could not be read\n\n")[1].split("\n\n")[0]
    place = hurt.coverage[silent[0]].sentence
    where = f"- s{silent[0] + 1}, {place.start}–{place.end}"
    assert section.startswith(f"{where}: ")
    assert " ".join(note.text[place.start : place.end].split()[:8]) in section
    assert render_markdown(hurt).split("## What could not be read\n\n")[1].startswith(f"{where}\n\n")
    assert "could not be read" not in render_markdown(briefing)


def test_a_section_without_content_is_left_out(note: Document, parts: dict[str, Any]) -> None:
    bare = {**parts, "tensions": [], "open_questions": [], "rejected": [], "loaded": []}
    titles = re.findall(r"^## (.*)$", render_markdown(Briefing.of(note, bare)), re.MULTILINE)
    assert titles == [title for title in ORDER if title not in ("Tensions", "Open questions")]


def test_sections_come_in_order(briefing: Briefing) -> None:
    assert re.findall(r"^## (.*)$", render_markdown(briefing), re.MULTILINE) == ORDER
