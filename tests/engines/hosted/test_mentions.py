"""Names found in the document: whole words, the longest first, never one within another."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document
from brief.engines.hosted.mentions import find_mentions


def mentions(text: str, *actors: tuple[str, ...], loose: frozenset[str] = frozenset()) -> list[list[str]]:
    forms = {form: number for number, names in enumerate(actors) for form in names}
    return [[span.quote for span in spans] for spans in find_mentions(forms, Document.from_text(text), loose=loose)]


@pytest.mark.parametrize(
    ("text", "actors", "found"),
    [
        ("Ada Quill and Quill’s Quillen.", [("Ada Quill", "Quill")], [["Ada Quill", "Quill"]]),
        ("Bank of Norvik and Norvik.", [("Norvik",), ("Bank of Norvik",)], [["Norvik"], ["Bank of Norvik"]]),
        ("The US and us.", [("US",)], [["US"]]),
        ("Ada\n  Quill met Ada\u200b Quill.", [("Ada Quill",)], [["Ada\n  Quill", "Ada\u200b Quill"]]),
        ("O'Hara and O’Hara.", [("O’Hara",)], [["O'Hara", "O’Hara"]]),
        ("Tolland & Weir, of Tolland.", [("Tolland & Weir",)], [["Tolland & Weir"]]),
        ("“Oreth” is a boat.", [("“Oreth”",)], [["Oreth"]]),
        ("A. (b) [c]", [("(b)",), ("***",)], [["b"], []]),
        ("林女士说，林女士走了。", [("林女士",)], [["林女士", "林女士"]]),
        ("東京都と東京の港", [("東京",), ("東京都",)], [["東京"], ["東京都"]]),
        ("قال المجلس إن المجلس", [("المجلس",)], [["المجلس", "المجلس"]]),
        ("Nothing here.", [("Ada Quill",)], [[]]),
    ],
)
def test_names_are_found(text: str, actors: list[tuple[str, ...]], found: list[list[str]]) -> None:
    assert mentions(text, *actors) == found


def test_what_is_no_proper_name_may_begin_small_or_large() -> None:
    text = "Analysts doubt it. Some analysts agree."
    assert mentions(text, ("Analysts",)) == [["Analysts"]]
    assert mentions(text, ("Analysts",), loose=frozenset({"Analysts"})) == [["Analysts", "analysts"]]


@given(
    st.text(alphabet=st.sampled_from("Aab -’.港ท่"), max_size=40),
    st.lists(st.text("Aab 港", min_size=1, max_size=5), max_size=4),
)
def test_mentions_never_overlap_and_are_what_stands_there(text: str, names: list[str]) -> None:
    document = Document.from_text(text)
    spans = sorted(
        s for found in find_mentions({n: i for i, n in enumerate(dict.fromkeys(names))}, document) for s in found
    )
    for span in spans:
        assert document.text[span.start : span.end] == span.quote
    for one, other in pairwise(spans):
        assert one.end <= other.start


def test_many_names_in_a_long_text_take_time_in_proportion() -> None:
    document = Document.from_text("Ada Quill left the harbour at noon. " * 20_000, title="")
    names = {f"Name{n} Quill": n for n in range(1, 3_000)} | {"Ada Quill": 0}
    began = time.process_time()
    found = find_mentions(names, document)
    assert len(found[0]) == 20_000
    assert time.process_time() - began < 3
