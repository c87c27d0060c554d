"""Words of an article show as they are and do nothing, whatever they are."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from brief.renderers.escaping import escape, quoted

_PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
NASTY = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("#*_`[]()<>!|~&;:/$\\-+=.1 a"))
)


def shown(markdown: str) -> str:
    """What a reader sees of inline Markdown, and proof that nothing in it acts."""
    texts = []
    for token in _PARSER.parse(markdown):
        assert token.type in {
            "inline",
            "bullet_list_open",
            "bullet_list_close",
            "list_item_open",
            "list_item_close",
        } | {
            "paragraph_open",
            "paragraph_close",
        }
        for child in token.children or []:
            assert child.type in ("text", "text_special"), (child.type, markdown)
            texts.append(child.content)
    return "".join(texts)


def plain(words: str) -> str:
    """The words as they should show: on one line, with what cannot show written out."""
    line = re.sub(r"\s+", " ", words.replace("\ufeff", "")).strip()
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufffe\uffff\U000e0000-\U000e007f]",
        lambda m: f"(U+{ord(m[0]):04X})",
        line,
    )


@given(NASTY)
@example("<script>alert(1)</script>")
@example("[x](javascript:alert(1)) ![y](z)")
@example("1. one")
@example("- [ ] task")
@example("a `code` ``` fence")
@example("# heading #")
@example("**bold** __b__ *i* _i_ ~~s~~")
@example("| a | b |\n| - | - |")
@example("&lt;b&gt; &amp; &#42;")
@example("\\*")
def test_any_words_show_as_they_are_and_do_nothing(words: str) -> None:
    assert shown(f"- x {escape(words)}").removeprefix("x").strip() == plain(words)
    line = escape(words)
    assert shown(f"- {line}").strip() == plain(words) or not line.strip()


@given(NASTY)
def test_what_is_escaped_is_one_printable_line(words: str) -> None:
    line = escape(words)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(character) == "Cc" for character in line)


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("It cost $5 million, or 3-4 % more (Smith & Sons).", "It cost $5 million, or 3-4 % more (Smith & Sons)."),
        ("the snake_case file", "the snake_case file"),
        ("He didn’t – won’t – say “why”!", "He didn’t – won’t – say “why”!"),
        ("see https://example.org", r"see https\://example.org"),
        ("wrapped\r\n  line", "wrapped line"),
        ("red \x1b[31mflag\u202e", r"red (U+001B)\[31mflag(U+202E)"),
    ],
)
def test_only_what_would_act_is_touched(words: str, escaped: str) -> None:
    assert escape(words) == escaped


def test_words_that_follow_others_keep_the_spaces_between() -> None:
    assert escape(" - and  # more ", opens=False) == r" - and \# more "


@given(st.lists(st.sampled_from(["one", "two", "three"]), min_size=1, max_size=40), st.integers(3, 30))
def test_a_long_quote_keeps_its_ends(words: list[str], max_words: int) -> None:
    short = quoted(" ".join(words), max_words=max_words)
    assert len(short.split()) <= max_words
    assert short.startswith("“" + words[0])
    assert short.endswith(words[-1] + "”")
    assert ("…" in short) == (len(words) > max_words)
