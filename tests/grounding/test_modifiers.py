"""Loaded wording may be left out where it only modifies: a label cannot make a denial a fact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Document, Span
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.grounding.gate import settle_trial
from brief.grounding.modifiers import is_modifier
from brief.grounding.trial import Trial
from brief.language.analysis import Loaded

SENTENCES = (
    ("It is a myth that Piet Orr took the money.", "Piet Orr took the money."),
    ("In a dream Piet Orr took the money.", "Piet Orr took the money."),
    ("The quay is far from safe.", "The quay is safe."),
    ("Kell refused to sell the boats.", "Kell sell the boats."),
    ("The council disgraced the mayor.", "The council the mayor."),
    ("A counterfeit licence was sold by Kell.", "A licence was sold by Kell."),
)


def support(text: str, statement: str, loaded: list[Loaded]) -> str:
    proposals = Proposals([ProposedClaim(statement, "assertion", "core", [Pointer(1)])], loaded=loaded)
    document = Document.from_text(text)
    return settle_trial(Trial(proposals, document), proposals).claims[0].support


def label(text: str, start: int, end: int) -> Loaded:
    return Loaded(Span(start, end, text[start:end]), "editorializing", "outlet", suggestion="delete")


@pytest.mark.parametrize(("text", "statement"), SENTENCES)
def test_a_label_licenses_no_lie(text: str, statement: str) -> None:
    assert support(text, statement, []) == "quoted"
    words = [n for n, c in enumerate(text) if n == 0 or text[n - 1] == " "]
    ends = [n for n, c in enumerate(text) if c in " ."]
    for start in words:
        for end in (e for e in ends if e > start):
            assert support(text, statement, [label(text, start, end)]) == "quoted", text[start:end]


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("The brutal attack ended.", "brutal", True),
        ("The embattled mayor left.", "embattled", True),
        ("The council disgraced the mayor.", "disgraced", False),
        ("Orr shamefully closed the quay.", "shamefully", True),
        ("The attack was brutal.", "brutal", False),
        ("It is far from safe.", "far from", False),
        ("It is a myth that Orr left.", "It is a myth that", False),
        ("A fictitious firm paid.", "fictitious", False),
        ("An outrageous lie was told.", "outrageous lie", False),
    ],
)
def test_only_modifiers_may_go(text: str, words: str, kept: bool) -> None:
    start = text.index(words)
    assert is_modifier(text, start, start + len(words)) is kept


def test_an_honest_omission_stands() -> None:
    text = "The brutal attack ended on Monday."
    assert support(text, "The attack ended on Monday.", [label(text, 4, 10)]) == "verified"


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_any_text_is_survived(text: str, start: int, end: int) -> None:
    assert is_modifier(text, start, end) in (True, False)
