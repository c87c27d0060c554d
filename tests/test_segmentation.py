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


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "港は三日に閉鎖される。「安全だ。」と彼は言った。住民は反対している！",
            ["港は三日に閉鎖される。", "「安全だ。」と彼は言った。", "住民は反対している！"],
            id="Japanese",
        ),
        pytest.param(
            "港口将于5月3日关闭。“我们没有选择。”林女士说。居民们表示反对！",
            ["港口将于5月3日关闭。", "“我们没有选择。”林女士说。", "居民们表示反对！"],
            id="Chinese",
        ),
        pytest.param(
            "سيغلق الميناء في 3 مايو. لماذا الآن؟ احتج السكان أمام المبنى.",
            ["سيغلق الميناء في 3 مايو.", "لماذا الآن؟", "احتج السكان أمام المبنى."],
            id="Arabic",
        ),
        pytest.param(
            "बंदरगाह 3 मई को बंद होगा। निवासी विरोध कर रहे हैं।",
            ["बंदरगाह 3 मई को बंद होगा।", "निवासी विरोध कर रहे हैं।"],
            id="Hindi",
        ),
        pytest.param(
            "Совет закроет порт 3 мая. Это обойдётся в 2,5 млн руб. в год. Жители против.",
            ["Совет закроет порт 3 мая.", "Это обойдётся в 2,5 млн руб. в год.", "Жители против."],
            id="Russian",
        ),
        pytest.param(
            "Der Rat teilte am 3. Mai mit, dass der Hafen schließt. Die Bewohner, z. B. in Ness, protestieren.",
            ["Der Rat teilte am 3. Mai mit, dass der Hafen schließt.", "Die Bewohner, z. B. in Ness, protestieren."],
            id="German",
        ),
        pytest.param(
            "Le port fermera le 3 mai. « Nous n’avons pas le choix », a dit M. Roux.",
            ["Le port fermera le 3 mai.", "« Nous n’avons pas le choix », a dit M. Roux."],
            id="French",
        ),
        pytest.param(
            "Նավահանգիստը կփակվի։ Բնակիչները դեմ են։", ["Նավահանգիստը կփակվի։", "Բնակիչները դեմ են։"], id="Armenian"
        ),
    ],
)
def test_sentences_of_languages_that_no_parser_reads(text: str, sentences: list[str]) -> None:
    found = split_sentences(text)
    assert [sentence.span.quote for sentence in found] == sentences
    assert not any(sentence.heading for sentence in found)


def test_thai_prose_has_sentences_though_it_has_no_stop() -> None:
    clause = "สภาเมืองกล่าวว่าท่าเรือจะปิดในวันที่สามพฤษภาคมเพราะค่าใช้จ่ายสูงเกินไป"
    found = split_sentences(" ".join([clause] * 6))
    assert [sentence.span.quote for sentence in found] == [clause] * 6
    assert not any(sentence.heading for sentence in found)


@pytest.mark.parametrize("character", ["港", "ท"])
def test_a_script_without_spaces_has_no_endless_sentence(character: str) -> None:
    text = character * 10_000
    found = split_sentences(text)
    assert "".join(sentence.span.quote for sentence in found) == text
    assert max(len(sentence.span.quote) for sentence in found) <= 2_000


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("The firm owed a large tax. Moss paid it on Friday, and nobody else did so.", 2),
        ("Two of the guards fell ill. A nurse was called in from Ostby at noon.", 2),
        ("The match of Ostby vs. Arden was lost in the rain, and so was the cup.", 1),
        ("The plan of Dr. Moss was lost in the rain, and so was the other one.", 1),
    ],
)
def test_a_short_word_ends_a_sentence_unless_it_is_an_abbreviation(text: str, n: int) -> None:
    assert len(quotes(text)) == n
