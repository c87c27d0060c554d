"""Paragraphs, headings and sentences, and that nothing falls between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.segmentation import split_sentences

TEXTS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(alphabet=st.sampled_from("aB1 .!?:;\n\r\t\u00a0\u2028\u2029\f\v“”\"'’()-–•#>。！」\ufeff\u200b")),
)


def quotes(text: str) -> list[str]:
    return [sentence.span.quote for sentence in split_sentences(text)]


@given(TEXTS)
def test_sentences_tile_what_is_no_white_space(text: str) -> None:
    at = 0
    for number, sentence in enumerate(split_sentences(text), start=1):
        span = sentence.span
        assert sentence.index == number
        assert span.start >= at
        assert not text[at : span.start].strip()
        assert text[span.start : span.end] == span.quote
        assert span.quote
        assert span.quote == span.quote.strip()
        at = span.end
    assert not text[at:].strip()


@given(TEXTS)
def test_blocks_run_on_and_a_heading_is_alone_in_its_block(text: str) -> None:
    sentences = split_sentences(text)
    blocks = [sentence.block for sentence in sentences]
    assert blocks == sorted(blocks)
    for sentence in sentences:
        if sentence.heading:
            assert blocks.count(sentence.block) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_headline_is_a_sentence_of_its_own(newline: str) -> None:
    sentences = split_sentences(f"Rates rise again{newline}{newline}They rose on Monday. Banks fell.")
    assert [(s.span.quote, s.heading) for s in sentences] == [
        ("Rates rise again", True),
        ("They rose on Monday.", False),
        ("Banks fell.", False),
    ]


def test_hard_wraps_do_not_end_a_sentence() -> None:
    wrapped = (
        "The council said on Monday that the ferry to the island would stop in\n"
        "the spring, since nobody had offered to pay for the repairs that the old\n"
        "ship needs. Its owner declined to comment.\n"
    )
    assert len(quotes(wrapped)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Quill met Dr. Oskvold at 3 p.m. on Jan. 5.",
        "The U.S. firm paid $3.5 million to J. R. Renfrey.",
        "“We will build,” she said.",
        "“Will you build?” he asked.",
        "They carried pumps, e.g. the old one, to No. 4 Dock St.",
    ],
)
def test_a_stop_that_ends_no_sentence(text: str) -> None:
    assert quotes(text) == [text]


def test_a_quotation_of_two_sentences_is_two() -> None:
    assert quotes("“We tried. Nobody paid,” said Quill. She left.") == [
        "“We tried.",
        "Nobody paid,” said Quill.",
        "She left.",
    ]


def test_chinese_full_stops_end_sentences() -> None:
    assert quotes("部长说决定尚未作出。消息人士说会晚些。") == ["部长说决定尚未作出。", "消息人士说会晚些。"]


def test_list_items_stay_apart() -> None:
    assert quotes("- Close the bridge\n- Open the ferry\n- Pay the crew") == [
        "- Close the bridge",
        "- Open the ferry",
        "- Pay the crew",
    ]


def test_a_megabyte_without_a_full_stop_is_split_in_time() -> None:
    assert "".join(quotes("word " * 200_000)).count("word") == 200_000
