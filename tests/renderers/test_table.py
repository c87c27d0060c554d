"""The table of claims, read back with the standard library; no cell of it is a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.table import COLUMNS, render_csv, unguard

WORDS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@'\"\t\r\n,;|“”")), min_size=1, max_size=20
)


def rows(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def test_each_claim_is_a_row(briefing: Briefing) -> None:
    content = render_csv(briefing)
    assert content.endswith("\r\n")
    read = rows(content)
    assert tuple(read[0]) == COLUMNS
    assert [unguard(row["id"]) for row in read] == [claim.id for claim in briefing.claims]
    assert read[0] == {
        "document": briefing.document.id,
        "id": "c1",
        "statement": "The council said the ferry to Ness will stop on 3 May.",
        "kind": "plan",
        "salience": "core",
        "hedged": "false",
        "support": "verified",
        "source": "the council",
        "source_type": "named_organisation",
        "mode": "indirect",
        "confidence": "explicit",
        "actors": "the council",
        "dates": "“3 May”",
        "evidence": "“The ferry to Ness will stop on 3 May”",
        "places": "40-76",
    }
    assert read[5]["hedged"] == "true"
    assert read[3]["source"] == ""


def test_every_line_is_as_the_rfc_has_it(briefing: Briefing) -> None:
    field = r'"(?:[^"]|"")*"'
    assert re.fullmatch(rf"(?:{field}(?:,{field}){{{len(COLUMNS) - 1}}}\r\n)+", render_csv(briefing))


def _with(note: Document, parts: dict[str, Any], words: str) -> Briefing:
    record = Briefing.of(note, parts).model_dump(mode="json")
    record["claims"][0] |= {"id": words, "statement": words, "actor_ids": ["a1", "a2"]}
    record["claims"][0]["attribution"] |= {"source": words}
    record["claims"][0]["evidence"] = [{"start": place, "end": place + len(words), "quote": words} for place in (0, 40)]
    for cited in (record["headline"], *record["summary"], *record["tensions"], *record["coverage"]):
        cited["claim_ids"] = [words if name == "c1" else name for name in cited["claim_ids"]]
    record["actors"][0]["name"] = words
    record["document"]["id"] = words
    return Briefing.model_validate(record)


@given(words=WORDS)
@example(words='=HYPERLINK("x")')
@example(words="'=1")
@example(words="-2 degrees")
@example(words="@SUM(1)")
@example(words="\t=1")
@example(words="＝1")
@example(words="c2\n=1")
def test_any_words_come_back_and_none_is_a_formula(note: Document, parts: dict[str, Any], words: str) -> None:
    briefing = _with(note, parts, words)
    read = rows(render_csv(briefing))
    first = read[0]
    for column in ("document", "id", "statement", "source"):
        assert unguard(first[column]) == words
    assert first["places"] == f"0-{len(words)}\n40-{40 + len(words)}"
    size = len(words) + 2
    assert [first["evidence"][:size], first["evidence"][size + 1 :]] == [f"“{words}”"] * 2
    for row in read:
        assert not any(
            cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) for cell in row.values()
        )


def test_several_briefings_are_one_table(briefing: Briefing) -> None:
    other = briefing.model_copy(update={"document": briefing.document.model_copy(update={"id": "other"})})
    read = rows(render_csv(briefing, other))
    assert [row["document"] for row in read] == [briefing.document.id] * 6 + ["other"] * 6
    assert render_csv() == render_csv(briefing).splitlines(keepends=True)[0]
