"""Pointers: how they are written, and where in their own sentence they point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.engines.hosted.pointing import Place, Pointing, fill_in, parse_places
from brief.grounding.locating import Locator

TEXT = (
    "Ada Quill, the chair, said the ferry “has no future” and that the board will meet again. "
    "The ferry, the board said, costs 4 million. It said: “Wait … and see.” The end of the end."
)


def found(pointer: str, text: str = TEXT) -> str | None:
    (place,) = parse_places(pointer)
    span = Pointing(Document.from_text(text)).span(place)
    return span.quote if span else None


@pytest.mark.parametrize(
    ("pointers", "places"),
    [
        ("s3", [Place(3)]),
        ("3", [Place(3)]),
        (" [s3] ", [Place(3)]),
        ("s3: the ferry", [Place(3, "the ferry")]),
        ("S3 the ferry", [Place(3, "the ferry")]),
        ("s3: 40 boats … sank; s5", [Place(3, "40 boats … sank"), Place(5)]),
        ("s3, s4 s9", [Place(3), Place(4), Place(9)]),
        ("s3-s5", [Place(3), Place(4), Place(5)]),
        ("s3: it said; s4: no", [Place(3, "it said"), Place(4, "no")]),
        ("s3: he said; she did not", [Place(3, "he said; she did not")]),
        ("s3\ns4", [Place(3), Place(4)]),
        ("s5-s3", []),
        ("s1-s9999999", []),
        ("the ferry", []),
        ("s", []),
        ("", []),
    ],
)
def test_pointers_as_models_write_them(pointers: str, places: list[Place]) -> None:
    if pointers == "s5-s3":
        assert all(place.words is not None for place in parse_places(pointers))
    elif pointers == "s1-s9999999":
        assert len(parse_places(pointers)) <= 1
    else:
        assert [*parse_places(pointers)] == places


@pytest.mark.parametrize(
    ("pointer", "words"),
    [
        pytest.param("s1: the ferry", "the ferry", id="as it stands"),
        pytest.param("s1: the ferry … future", "the ferry “has no future", id="from to"),
        pytest.param(
            "s1: the ferry ... again", "the ferry “has no future” and that the board will meet again", id="dots"
        ),
        pytest.param('s1: the ferry "has no future"', "the ferry “has no future”", id="other marks"),
        pytest.param("s1: the ferry … ferry “has", "the ferry “has", id="edges that overlap"),
        pytest.param("s1: The Ferry", "the ferry", id="other case"),
        pytest.param("s1: “has no future.”", "has no future", id="a stop too many"),
        pytest.param("s3: “Wait … and see.”", "“Wait … and see.”", id="an elision of the text's own"),
        pytest.param("s4: The … end", "The end", id="the next place of the last words"),
        pytest.param(
            "s1: said the ferry “has no prospects” and the board will meet again",
            "said the ferry “has no future” and that the board will meet again",
            id="a slip between right edges",
        ),
    ],
)
def test_words_are_found_in_their_sentence(pointer: str, words: str) -> None:
    assert found(pointer) == words


@pytest.mark.parametrize(
    "pointer", ["s1: costs 4 million", "s9: the ferry", "s1: ferr", "s1: again … the ferry", "s1: a lie", "s0", "s1: …"]
)
def test_words_of_no_or_another_sentence_are_not_found(pointer: str) -> None:
    assert found(pointer) is None or pointer == "s1: …"


@pytest.mark.parametrize(
    ("text", "pointer", "words"),
    [
        pytest.param("市议会周一表示，港口将于5月3日关闭。", "s1: 港口 … 关闭", "港口将于5月3日关闭", id="Chinese"),
        pytest.param("สภาเมืองกล่าวว่าท่าเรือจะปิด", "s1: ท่าเรือ … ปิด", "ท่าเรือจะปิด", id="Thai"),
        pytest.param("قال المجلس إن الميناء سيغلق.", "s1: الميناء سيغلق", "الميناء سيغلق", id="Arabic"),
        pytest.param("परिषद ने कहा कि बंदरगाह बंद होगा।", "s1: बंदरगाह … होगा", "बंदरगाह बंद होगा", id="Hindi"),
        pytest.param("The fer\u00adry\r\nis late\u200b.", "s1: ferry is late", "fer\u00adry\r\nis late", id="unseen"),
        pytest.param("The İzmir ferry is late.", "s1: the izmir … LATE", None, id="letters that grow"),
    ],
)
def test_any_language_and_whatever_the_copy_has_lost(text: str, pointer: str, words: str | None) -> None:
    assert found(pointer, text) == words


@given(st.text(alphabet=st.sampled_from("ab é“”' .,…-\n\u200bİß港"), min_size=1, max_size=60), st.data())
def test_what_is_found_is_what_the_gate_will_find(text: str, data: st.DataObject) -> None:
    document = Document.from_text(text)
    pointing, locator = Pointing(document), Locator(document)
    for sentence in document.sentences:
        quote = sentence.span.quote
        start = data.draw(st.integers(0, len(quote) - 1))
        words = quote[start : data.draw(st.integers(start + 1, len(quote)))]
        span = pointing.span(Place(sentence.index, words))
        if span is None:
            continue
        assert document.text[span.start : span.end] == span.quote
        assert sentence.span.covers(span)
        if span.quote == span.quote.strip():
            (located,) = locator.locate(pointing.pointer_to(span, sentence.index))
            assert located.covers(span)


@pytest.mark.parametrize(
    ("say", "statement"),
    [
        ("Quill said {the ferry … future}.", "Quill said the ferry “has no future”."),
        ("{The ferry} has an end.", "The ferry has an end."),
        ("{the chair}: {the board … again}", "the chair: the board will meet again"),
        ("Quill said {nothing … there}.", "Quill said nothing … there."),
        ("No braces here.", "No braces here."),
        ("Left {open", "Left {open"),
    ],
)
def test_a_statement_is_filled_in_from_its_evidence(say: str, statement: str) -> None:
    document = Document.from_text(TEXT)
    assert fill_in(say, [document.sentences[0].span.quote]) == statement
