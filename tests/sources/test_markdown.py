"""Of a Markdown text the words are read: no mark, no address, no head."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.sources.markdown import read_markdown
from brief.sources.reading import Hints, Reading


def read(markdown: str) -> Reading:
    return read_markdown(markdown.encode(), Hints("a.md"))


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The **levy** rose by *four* `per cent`.", "The levy rose by four per cent."),
        ("The [board](https://a.example/b_c?d=*e*) said ~~no~~ yes.", "The board said no yes."),
        ("Ada_Quill_said 5 * 3 * 2 and 2*3*4.", "Ada_Quill_said 5 * 3 * 2 and 234."),
        ("![a chart](c.png) It rose.", "It rose."),
        ("One line\nand the next.", "One line and the next."),
        ("One line  \nand the next.", "One line\nand the next."),
        ("# Rates rise\n\nThey rose.", "Rates rise\n\nThey rose."),
        ("Rates rise\n==========\n\nThey rose.", "Rates rise\n\nThey rose."),
        ("- One.\n- Two.\n\n1. Three.", "One.\n\nTwo.\n\nThree."),
        ("> “No,” she\n> said.", "“No,” she said."),
        ("| Year | Boats |\n|---|---:|\n| 2020 | 63 |", "Year | Boats\n\n2020 | 63"),
        ("It rose.[^1]\n\n[^1]: By four.", "It rose.\n\nBy four."),
        ("<div>It <b>rose</b>.</div>\n\n<script>x()</script>\n\nIt <em>fell</em>.", "It rose.\n\nIt fell."),
        ("It rose &amp; fell \\*again\\*. <https://a.example>", "It rose & fell *again*. https://a.example"),
        ("```\nx = 1\n  y = 2\n```", "x = 1\ny = 2"),
        ("It rose.\n\n---\n\nIt fell.", "It rose.\n\nIt fell."),
        ("\ufeffIt rose.", "It rose."),
    ],
)
def test_marks_are_no_words(markdown: str, text: str) -> None:
    assert read(markdown).text == f"{text}\n"


def test_the_title_of_a_head_stands_above_the_text_once() -> None:
    head = "---\ntitle: Rates rise\n---\n"
    for body in ("They rose.", "# Rates rise\n\nThey rose.", "## Rates rise\n\nThey rose."):
        reading = read(head + body)
        assert reading.text == "Rates rise\n\nThey rose.\n"
        assert (reading.details.title, reading.details.origins.title) == ("Rates rise", "front matter")


def test_a_heading_that_asks_is_a_title() -> None:
    reading = read("# Will rates rise?\n\nThey may.")
    assert (reading.details.title, reading.details.origins.title) == ("Will rates rise?", "first heading")


PLAIN = st.lists(
    st.text(alphabet=st.characters(categories=["L", "Nd"], include_characters=",;"), min_size=1, max_size=8),
    min_size=1,
    max_size=8,
)


@given(st.lists(PLAIN, min_size=1, max_size=4))
def test_words_without_marks_come_back_whatever_they_are(paragraphs: list[list[str]]) -> None:
    markdown = "\n\n".join("a " + " ".join(words) for words in paragraphs)
    assert read(markdown).text.split() == markdown.split()


@given(st.text(alphabet=st.sampled_from("*_[]()<>#`~-|\n\\!&; ab1."), max_size=80))
def test_any_markdown_is_survived(markdown: str) -> None:
    text = read(markdown).text
    assert not re.search(r"\n{3}", text)
    assert text == "" or text.endswith("\n")
