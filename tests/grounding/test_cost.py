"""The gate's work grows with the document, not with its square; counted in calls, which no other load disturbs."""

from __future__ import annotations

import sys

import pytest

from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedQuestion
from brief.grounding.gate import ground_proposals
from brief.language.analysis import Actor, DateExpression, Loaded

SYLLABLES = ("bel", "cor", "dan", "fer", "gol", "hart", "kal", "lund", "mor", "nor", "pell", "quil")


def _name(number: int) -> str:
    one, other = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[one % len(SYLLABLES)].title()} {SYLLABLES[other].title()}{'abcdefgh'[one // len(SYLLABLES)]}"


def _article(n: int) -> tuple[Document, Proposals]:
    """`n` paragraphs, in each of which another person says something, with everything an engine finds in them."""
    text, claims, actors, dates, loaded, questions = "", [], [], [], [], []
    for number in range(n):
        name = _name(number)
        sentence = f"{name} said on 3 May {1900 + number} that the brutal quay number {number} had been closed.\n\n"
        at = len(text)
        text += sentence
        claims.append(
            ProposedClaim(
                f"{name} said that quay number {number} had been closed.", "assertion", "core", [Pointer(number + 1)],
                source=name, source_type="named_person", mode="indirect", cue=Pointer(number + 1, "said"),
                source_span=Pointer(number + 1, name),
            )
        )  # fmt: skip
        places = {words: (at + sentence.index(words), words) for words in (name, f"3 May {1900 + number}", "brutal")}
        actors.append((name, places[name][0]))
        dates.append((places[f"3 May {1900 + number}"], f"{1900 + number}-05-03"))
        loaded.append(places["brutal"])
        if number % 5 == 0:
            questions.append(
                ProposedQuestion(
                    f"Why does {name} say so?", "missing_evidence", "no reason is given", [Pointer(number + 1)]
                )
            )
    document = Document.from_text(text)
    assert len(document.sentences) == n
    proposals = Proposals(
        claims=claims,
        actors=[Actor(name, "person", mentions=(document.span(at, at + len(name)),)) for name, at in actors],
        dates=[
            DateExpression(document.span(at, at + len(words)), "DATE", value, value, False, "event")
            for (at, words), value in dates
        ],
        loaded=[Loaded(document.span(at, at + len(words)), "subjective_adjective", "outlet") for at, words in loaded],
        questions=questions,
    )
    return document, proposals


def _calls(document: Document, proposals: Proposals) -> int:
    n_calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal n_calls
        n_calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        grounding = ground_proposals(proposals, document)
    finally:
        sys.setprofile(before)
    assert len(grounding.claims) == len(proposals.claims)
    return n_calls


def test_twice_the_document_is_twice_the_work() -> None:
    ground_proposals(*_article(20)[::-1])  # so that lexicons are read
    short, long = (_calls(*_article(n)) for n in (100, 400))
    assert long < 4.4 * short


def test_a_claim_is_grounded_in_few_calls() -> None:
    # 2,780 entries, returns and calls into C were measured a claim, with its share of everything else.
    ground_proposals(*_article(20)[::-1])
    assert _calls(*_article(100)) < 100 * 3700


@pytest.mark.parametrize("number", [0, 143, 287])
def test_invented_names_differ(number: int) -> None:
    assert [_name(other) for other in range(400)].count(_name(number)) == 1
