"""Elements: whatever is put into one is words, unless it was built here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.renderers.html.markup import Html, element, join, plain
from tests.renderers.html.reading import read_page

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(words=ANY)
def test_words_come_back_from_an_element_and_from_an_attribute(words: str) -> None:
    (node,) = read_page(element("p", words, title=words)).find("p")
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    assert node.text() == lines
    shown = re.sub(r"\(U\+([0-9A-F]{4})\)", lambda match: chr(int(match[1], 16)), node.attributes["title"] or "")
    assert shown == re.sub(r"\(U\+([0-9A-F]{4})\)", lambda match: chr(int(match[1], 16)), lines)


@given(words=ANY)
def test_an_element_of_characters_gets_no_element(words: str) -> None:
    (node,) = read_page(element("option", words)).find("option")
    assert all(isinstance(child, str) for child in node.children)


def test_markup_is_put_in_as_it_stands_and_words_are_not() -> None:
    assert join(Html("<b>"), "<b>", 1, None, ["&"]) == "<b>&lt;b&gt;1&amp;"


def test_attributes_of_none_and_false_are_left_out() -> None:
    assert element("input", checked=True, hidden=False, title=None, data_at=0) == '<input checked data-at="0">'


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\ufffe"])
def test_what_does_not_show_is_shown_by_its_code(character: str) -> None:
    code = f"U+{ord(character):04X}"
    assert element("p", f"a{character}b") == f'<p>a<span class="code">{code}</span>b</p>'
    assert plain(f"a{character}b") == f"a({code})b"


def test_marks_of_direction_of_honest_arabic_and_hebrew_stay() -> None:
    assert plain("א\u200f!\u200e") == "א\u200f!\u200e"


def test_a_combining_mark_does_not_join_the_tag_before_it() -> None:
    assert element("p", "\u0338a") == "<p>&#824;a</p>"
