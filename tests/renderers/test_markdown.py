"""The page: its order, its length, its links, and that nothing of the article acts in it."""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.markdown import render_markdown

ORDER = [
    "What is reported",
    "What people and institutions say",
    "What the article itself judges",
    "Tensions",
    "Open questions",
    "Actors",
    "Dates",
    "What was refused",
    "How it was made",
    "Evidence",
]
_ANCHOR = re.compile(r'<a id="([\w-]+)">|</a>')


def inline(page: str) -> list[Token]:
    return [child for token in MarkdownIt().parse(page) for child in token.children or []]


def test_sections_come_in_order(briefing: Briefing) -> None:
    assert re.findall(r"^## (.*)$", render_markdown(briefing), re.MULTILINE) == ORDER


def test_every_link_leads_to_evidence(briefing: Briefing) -> None:
    for everything in (False, True):
        tokens = inline(render_markdown(briefing, everything=everything))
        anchors = [m[1] for t in tokens if t.type == "html_inline" if (m := _ANCHOR.fullmatch(t.content)) and m[1]]
        links = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
        assert links == {f"#{anchor}" for anchor in anchors}
        assert len(anchors) == len(set(anchors))


def test_the_head_cites_its_claims(briefing: Briefing) -> None:
    lines = render_markdown(briefing).splitlines()
    assert lines[0] == "# The ferry to Ness will stop on 3 May [c1]"
    assert lines[2:4] == [
        "The council said the ferry to Ness will stop on 3 May. [c1]",
        "Ada Quill, the chair, said: “We have no choice”. [c2] [c3]",
    ]


def test_everything_shows_every_claim_and_the_page_counts_the_rest(briefing: Briefing) -> None:
    full, page = render_markdown(briefing, everything=True), render_markdown(briefing)
    assert all(claim.statement in full for claim in briefing.claims)
    assert "less weight" not in full
    assert "Some say the ferry could be sold" not in page
    assert page.count("- And 1 claim of less weight (`--all` shows them)") == 1
    assert "- 1 claim of less weight (`--all` shows them)" in page


def test_claims_stand_under_who_holds_them(briefing: Briefing) -> None:
    page = render_markdown(briefing, everything=True)
    reported, said, judged = (page.split(f"## {title}\n")[1].split("\n## ")[0] for title in ORDER[:3])
    assert "4,000 people" in reported
    assert (
        said.index("**Ada Quill**")
        < said.index("We have no choice")
        < said.index("the line was safe. (speaker inferred)")
    )
    assert said.index("the line was safe") < said.index("**Others**") < said.index("The council said")
    assert "heartless plan" in judged
    assert "- “heartless”: subjective adjective (s6); plainer: delete" in judged


def test_what_is_listed_says_where_and_what(briefing: Briefing) -> None:
    page = render_markdown(briefing)
    for line in (
        "- Quill called the line safe before the council said it would stop. (the article against itself) [c1] [c3]",
        "- Who says that the ferry could be sold? The article names nobody. [q1]",
        "- **Ada Quill** (person): s3; “its chair”; also Quill; 2 mentions",
        "- “3 May”: XXXX-05-03 (event, s2)",
        "1 wording (`--all` shows it): certainty (1).",
        "- 6 claims from 7 sentences, 1 of which gives none; 1 proposal refused.",
    ):
        assert line in page.splitlines()
    full = render_markdown(briefing, everything=True)
    assert "- “The ferry was sold.”: certainty (the text says “could”)" in full.splitlines()


def test_a_section_without_content_is_left_out(note: Document, parts: dict[str, Any]) -> None:
    bare = {**parts, "tensions": [], "open_questions": [], "rejected": [], "loaded": []}
    titles = re.findall(r"^## (.*)$", render_markdown(Briefing.of(note, bare)), re.MULTILINE)
    assert titles == [title for title in ORDER if title not in ("Tensions", "Open questions", "What was refused")]


def test_pages_in_one_file_keep_their_references_apart(briefing: Briefing) -> None:
    one, two = (render_markdown(briefing, prefix=prefix) for prefix in ("1-", "2-"))
    assert {t.attrs["href"] for t in inline(one + two) if t.type == "link_open"} == {
        f"#{number}-{name}" for number in (1, 2) for name in ("c1", "c2", "c3", "c4", "q1")
    }


NASTY = """# <img src=x onerror=alert(1)> [a](javascript:b)

`Eve` said: “**Vote** <script>alert(1)</script> | [x](javascript:y) ![z](w)”.

1. ~~Bob~~ _did_ &lt;it&gt; https://example.org \x1b[31m

- > # not a heading \u202e
"""


def test_nothing_of_the_article_acts() -> None:
    document = Document.from_text(NASTY, source="<b>.txt")
    claims = [
        {
            "id": f"c{number}",
            "statement": sentence.span.quote,
            "kind": "assertion",
            "salience": "core",
            "support": "quoted",
            "attribution": {"source": "`Eve` *", "source_type": "named_person", "mode": "direct"},
            "evidence": [{"start": s.start, "end": s.end, "quote": s.quote}],
        }
        for number, sentence in enumerate(document.sentences, start=1)
        for s in [sentence.span]
    ]
    everyone = [claim["id"] for claim in claims]
    briefing = Briefing.of(
        document,
        {
            "headline": {"text": NASTY, "claim_ids": everyone},
            "summary": [{"text": claim["statement"], "claim_ids": [claim["id"]]} for claim in claims],
            "claims": claims,
            "coverage": [
                {"sentence": {"start": s.span.start, "end": s.span.end}, "claim_ids": [f"c{n}"]}
                for n, s in enumerate(document.sentences, start=1)
            ],
            "rejected": [{"statement": NASTY, "reason": NASTY, "detail": NASTY}],
            "provenance": {
                "engine": NASTY,
                "model": NASTY,
                "prompts": [NASTY],
                "brief_version": NASTY,
                "created_at": 0,
            },
        },
    )
    page = render_markdown(briefing, everything=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", page)
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings[1:] == [f"## {title}" for title in ORDER if f"## {title}" in headings]
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(page):
        assert token.type not in (
            "html_block",
            "fence",
            "code_block",
            "blockquote_open",
            "ordered_list_open",
            "table_open",
        )
        for child in token.children or []:
            assert child.type in ("text", "text_special", "softbreak", "link_open", "link_close", "html_inline") or (
                child.type in ("strong_open", "strong_close") or child.type == "code_inline"
            )
            if child.type == "html_inline":
                assert _ANCHOR.fullmatch(child.content)
            if child.type == "link_open":
                assert re.fullmatch(r"#c\d", str(child.attrs["href"]))
            if child.type == "code_inline":
                assert re.fullmatch(r"--(all|published)|[0-9a-f]{16}…", child.content)


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


def _with_claims(briefing: Briefing, *claims: tuple[str, str, str, tuple[int, int]]) -> Briefing:
    """The briefing with further claims of the outlet's: statement, salience, support, place in the text."""
    record = briefing.model_dump(mode="json")
    model = next(claim for claim in record["claims"] if claim["attribution"]["mode"] == "none")
    for number, (statement, salience, support, (start, end)) in enumerate(claims, 90):
        evidence = [{"start": start, "end": end, "quote": "x" * (end - start)}]
        made = {"id": f"c{number}", "statement": statement, "salience": salience, "support": support}
        record["claims"].append(model | made | {"kind": "assertion", "evidence": evidence})
    return Briefing.model_validate(record)


def test_claims_of_less_weight_that_open_alike_are_run_in(briefing: Briefing) -> None:
    page = render_markdown(
        _with_claims(
            briefing,
            ("The article says that the pier is shut.", "supporting", "verified", (0, 5)),
            ("The article says that it closed in the U.S.", "supporting", "verified", (6, 9)),
        )
    )
    assert "- The article also says that the pier is shut [c90]; it closed in the U.S. [c91]" in page


def test_what_a_quotation_on_the_page_holds_is_not_told_beside_it(briefing: Briefing) -> None:
    page = render_markdown(
        _with_claims(
            briefing,
            ("The article says: “The pier is shut and the quay is open”.", "core", "quoted", (0, 40)),
            ("The article says that the pier is shut.", "supporting", "verified", (0, 16)),
        )
    )
    assert "The pier is shut and the quay is open" in page
    assert "that the pier is shut" not in page
