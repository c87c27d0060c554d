"""The page in a terminal: it fits, it is numbered, and the terminal obeys nothing that an article holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.terminal import render_terminal

_STYLE = re.compile(r"\x1b\[[\d;]*m")
ARABIC = "\u0627\u0644\u0645"


@pytest.mark.parametrize("width", [24, 60, 80, 120, 300])
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_terminal(briefing: Briefing, width: int, everything: bool) -> None:
    page = render_terminal(briefing, width=width, everything=everything, styled=False)
    assert page.endswith("\n")
    for line in page.splitlines():
        assert cell_len(line) <= min(width, 100), line
        assert line == line.rstrip()


def test_claims_are_numbered_in_the_margin_and_quotations_set_apart(briefing: Briefing) -> None:
    lines = render_terminal(briefing, width=60, styled=False).splitlines()
    assert "c1  The council said the ferry to Ness will stop on 3 May." in lines
    at = lines.index("c2  Ada Quill, the chair, said:")
    assert lines[at + 1] == "    │ “We have no choice”"
    assert "c3  said the line was safe. (speaker inferred)" in lines
    assert "c5  │ “The heartless plan ignores the island”" in lines
    assert any(line.startswith("What the article reports ─") and len(line) == 60 for line in lines)
    assert "•   Quill called the line safe before the council said it" in lines


def test_styles_change_nothing_but_the_looks(briefing: Briefing) -> None:
    plain, styled = (render_terminal(briefing, width=70, styled=each) for each in (False, True))
    assert "\x1b" not in plain
    bare = _STYLE.sub("", styled)
    assert "\x1b" not in bare
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
    assert "\x1b[1m" in styled


def test_what_the_page_looks_like_depends_on_nothing_else(briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render_terminal(briefing, width=50)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "20", "TERM": "dumb", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    assert render_terminal(briefing, width=50) == before


def _named(note: Document, parts: dict[str, Any], words: str) -> Briefing:
    """The briefing with these words wherever words can stand."""
    record = Briefing.of(note, parts).model_dump(mode="json")
    record["headline"]["text"] = words
    record["summary"][0]["text"] = words
    record["claims"][0]["statement"] = f"The council said: “{words}”."
    record["claims"][1]["attribution"]["source"] = words
    record["actors"][0] |= {"name": words, "aliases": [words]}
    record["tensions"][0]["statement"] = words
    record["open_questions"][0] |= {"question": words, "why": words}
    record["rejected"][0] |= {"statement": words, "reason": words, "detail": words}
    record["provenance"] |= {"engine": words, "model": words, "prompts": [words]}
    record["document"] |= {"title": words, "source": words}
    return Briefing.model_validate(record)


@pytest.mark.parametrize(
    "nasty",
    [
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
        "\x9b2J\x84\x8d",
        "over\rwritten\x08\x08\x08\x7f",
        f"abc\u202e{ARABIC}\u2066x\u2069\u200f\u061c",
        "[bold]no markup[/bold] :smile: [link=https://example.org]x[/link]",
        "\U000e0041\U000e0042",
        "\x00\x01\x02\x0b\x0c\x1c\u2028\u2029\x85",
    ],
)
def test_nothing_of_the_article_reaches_the_terminal_as_a_command(
    nasty: str, note: Document, parts: dict[str, Any]
) -> None:
    for everything in (False, True):
        briefing = _named(note, parts, f"one {nasty} two")
        plain = render_terminal(briefing, width=300, everything=everything, styled=False)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]", plain)
        assert not re.search("[\U000e0000-\U000e007f]", plain)
        styled = render_terminal(briefing, width=300, everything=everything)
        assert "\x1b" not in _STYLE.sub("", styled)
        assert "\x07" not in styled
        assert len(plain.splitlines()) > 10


def test_markup_and_emoji_codes_show_as_they_are(note: Document, parts: dict[str, Any]) -> None:
    page = render_terminal(_named(note, parts, "[red]a[/red] :smile:"), width=80, styled=False)
    assert page.startswith("[red]a[/red] :smile: [c1]\n")


@settings(max_examples=25)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80), width=st.integers(1, 200))
def test_any_words_at_any_width_are_laid_out(note: Document, parts: dict[str, Any], words: str, width: int) -> None:
    page = render_terminal(_named(note, parts, words), width=width, styled=False)
    assert "\x1b" not in page
    assert max(map(cell_len, page.split("\n"))) <= max(24, min(width, 100))


def test_wide_characters_are_counted_by_their_width(note: Document, parts: dict[str, Any]) -> None:
    page = render_terminal(_named(note, parts, "渡船将于五月停运" * 12), width=40, styled=False)
    assert max(map(cell_len, page.splitlines())) <= 40
    assert page.replace("\n", "").startswith("渡船将于五月停运" * 12)
