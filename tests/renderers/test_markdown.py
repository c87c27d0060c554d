"""The page: its order, its length, its links, and that nothing of the article acts in it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.markdown import render_markdown

_ANCHOR = re.compile(r'<a id="([\w-]+)">|</a>')


def inline(page: str) -> list[Token]:
    return [child for token in MarkdownIt().parse(page) for child in token.children or []]


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


def test_what_is_listed_says_where_and_what(briefing: Briefing) -> None:
    page = render_markdown(briefing)
    for line in (
        "- Quill called the line safe before the council said it would stop. (the article against itself) [c1] [c3]",
        "- Who says that the ferry could be sold? The article names nobody. [q1]",
        "- **Ada Quill** (person): s3; “its chair”; also Quill; 2 mentions",
        "- “3 May”: XXXX-05-03 (event, s2)",
        "- 6 claims from 7 sentences, 1 of which gives none; 1 of less weight is not told here (`--all` shows them); "
        "1 wording refused: certainty (1).",
    ):
        assert line in page.splitlines()
    full = render_markdown(briefing, everything=True)
    assert "- “The ferry was sold.”: certainty (the text says “could”)" in full.splitlines()


def test_pages_in_one_file_keep_their_references_apart(briefing: Briefing) -> None:
    one, two = (render_markdown(briefing, prefix=prefix) for prefix in ("1-", "2-"))
    assert {t.attrs["href"] for t in inline(one + two) if t.type == "link_open"} == {
        f"#{number}-{name}" for number in (1, 2) for name in ("c1", "c2", "c3", "c4", "c5", "q1")
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
    assert headings[-1] == "## Evidence"
    assert all(re.fullmatch(r"## [A-Z][a-z ]+", heading) for heading in headings[1:])
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
