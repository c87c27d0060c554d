"""Labels and times at the start of paragraphs: when they are taken for such, and what is said behind them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.language.attributions import extract_attributions
from brief.language.dialogue import find_leads, find_turns, is_speaker, sole_guest, turn_at
from brief.language.parse import parse_document
from brief.language.quotations import extract_quotations

INTERVIEW = """Ada Kern leaves the harbour board on Friday. She spoke to us on the quay.

Herald: Did the board fail?

Kern: It did. We had no plan, and the crane had never been tested.

Herald: The union says nobody was warned.

Kern: “Nobody” is wrong. Two crews were told.

The board said in a statement that it would not comment.
"""


def behind_leads(text: str) -> list[str]:
    document = Document.from_text(text)
    leads = find_leads(document)
    return [text[start : document.sentences[index - 1].span.end] for index, start in leads.items()]


def test_turns_have_a_label_an_asker_and_an_end() -> None:
    document = Document.from_text(INTERVIEW)
    turns = find_turns(document)
    assert [(turn.label.quote, turn.asks) for turn in turns] == [("Herald", True), ("Kern", False)] * 2
    assert INTERVIEW[turns[1].start : turns[1].end] == "It did. We had no plan, and the crane had never been tested."
    place = INTERVIEW.index("Two crews")
    assert turn_at(turns, place, place + 9) == turns[3]
    assert turn_at(turns, 0, 5) is None


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May\n\nPlace: Ostby\n\nTime: noon\n\nEntry: free",  # a box of facts: no label comes back
        "The plan has three parts: a pier, a crane and a shed.\n\nNote: the pier is old.",
        "Kern: strikes worked\n\nThe treasurer spoke on Monday.",
        "10:52 – The lift stopped.",  # one time alone is no live report
    ],
)
def test_what_only_looks_like_a_dialogue_is_none(text: str) -> None:
    document = Document.from_text(text)
    assert find_turns(document) == ()
    assert dict(find_leads(document)) == {}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Q: Is it shut?\n\nA: It is.\n\nQ: Since when?\n\nA: Since May.", ["Q", "A", "Q", "A"]),
        ("**Herald:** Why?\n\n**Kern:** Because.\n\n**Herald:** So?\n\n**Kern:** No.", ["Herald", "Kern"] * 2),
        ("KERN: I was there.\nORR: So was I.\nKERN: We left.\nORR: Late.", ["KERN", "ORR"] * 2),
    ],
)
def test_the_forms_of_a_label(text: str, labels: list[str]) -> None:
    assert [turn.label.quote for turn in find_turns(Document.from_text(text))] == labels


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10:52 – The lift stopped.\n\n11:05 – It moves.", ["The lift stopped.", "It moves."]),
        ("14.30: Crews arrived.\n\n15.10: Crews left.", ["Crews arrived.", "Crews left."]),
        ("9:05 a.m. GMT — The pier shut.\n\n9:40 a.m. GMT — It opened.", ["The pier shut.", "It opened."]),
        ("[10:52] The lift stopped.\n\n[11:05] It moves.", ["The lift stopped.", "It moves."]),
    ],
)
def test_a_time_before_a_sentence_is_no_part_of_it(text: str, said: list[str]) -> None:
    assert behind_leads(text) == said


def test_an_answer_is_quoted_without_marks_and_a_question_is_not() -> None:
    document = Document.from_text(INTERVIEW)
    outer = [each for each in extract_quotations(document) if each.level == 1]
    assert [each.inner == each.span for each in outer] == [True, True]
    assert [each.level for each in extract_quotations(document) if each.inner.quote == "Nobody"] == [2]


def test_an_answer_is_the_labelled_speakers_by_full_name() -> None:
    document = Document.from_text(INTERVIEW)
    found = extract_attributions(parse_document(document), extract_quotations(document))
    answers = [each for each in found if each.cue_lemma == ":"]
    assert {(each.holder, each.mode, each.source_type) for each in answers} == {
        ("Ada Kern", "indirect", "named_person")
    }
    union = next(each for each in found if each.source and each.source[0].quote == "The union")
    assert [span.quote for span in union.content] == ["nobody was warned"]
    last = found[-1]
    assert (last.source[0].quote, last.content[0].quote) == ("The board", "that it would not comment")


def test_only_the_one_guest_is_the_one_who_answers() -> None:
    one = Document.from_text("We met Ada Kern.\n\nQ: Is it shut?\n\nA: It is.\n\nQ: Why?\n\nA: It leaks.")
    two = Document.from_text("We met Ada Kern and Tom Orr.\n\nQ: Is it shut?\n\nA: It is.\n\nQ: Why?\n\nA: It leaks.")
    assert (sole_guest(one), sole_guest(two)) == ("Ada Kern", None)
    assert is_speaker(one, "A", ("Ada Kern",))
    assert not is_speaker(two, "A", ("Ada Kern",))
    assert not is_speaker(one, "Orr", ("Ada Kern",))


@given(
    st.lists(
        st.sampled_from(
            ["Q: Why?", "A: No.", "Kern: It is.", "10:52 – Yes.", "\n\n", "\n", "“", "”", ":", "😀", "x" * 40]
        ),
        max_size=24,
    )
)
def test_any_text_gives_turns_in_order(pieces: list[str]) -> None:
    document = Document.from_text(" ".join(pieces) or "x")
    turns = find_turns(document)
    assert all(turn.label.end <= turn.colon < turn.start <= turn.end for turn in turns)
    assert all(one.end <= other.label.start for one, other in pairwise(turns))
    for index, start in find_leads(document).items():
        span = document.sentences[index - 1].span
        assert span.start < start < span.end
