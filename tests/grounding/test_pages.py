"""The first lines that an engine writes: they say what their claims say, or give way to them."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedLine, ProposedPage, ProposedTension
from brief.engines.proposal import ProposedQuestion as Question
from brief.grounding.gate import Grounding, settle_trial
from brief.grounding.pages import ground_page
from brief.grounding.trial import Trial
from brief.language.analysis import Actor

DOCUMENT = Document.from_text(
    "Kell sold 40 boats in May. The council said that the quay was closed. The council said that ferries run on "
    "Monday. Orr said that the quay was open. When will it open?"
)
COUNCIL = {"source": "The council", "source_type": "role_only", "mode": "indirect"}


def claim(statement: str, sentence: int, **more: str) -> ProposedClaim:
    return ProposedClaim(statement, "assertion", "core", [Pointer(sentence)], **more)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def trial() -> tuple[Trial, Grounding]:
    orr = {"source": "Orr", "source_type": "named_person", "mode": "indirect"}
    proposals = Proposals(
        [
            claim("Kell sold 40 boats in May.", 1),
            claim("The council said that the quay was closed.", 2, **COUNCIL),
            claim("The council said that ferries run on Monday.", 3, **COUNCIL),
            claim("Orr said that the quay was open.", 4, **orr),
        ],
        questions=[Question("Who is Kell?", "missing_identity", "A name is given and nothing else.", [Pointer(1)])],
    )
    trial = Trial(proposals, DOCUMENT)
    grounding = settle_trial(trial, proposals)
    assert [c.support for c in grounding.claims] == ["verified"] * 4, grounding.rejected
    return trial, grounding


def page(trial: tuple[Trial, Grounding], *lines: tuple[str, list[str]], **more: object) -> Grounding:
    summary = [ProposedLine(text, ids) for text, ids in lines]
    return ground_page(ProposedPage(summary=summary, **more), trial[1], trial[0].material)  # type: ignore[arg-type]  # fields by name


def test_a_line_in_its_claims_words_stands(trial: tuple[Trial, Grounding]) -> None:
    made = page(trial, ("Kell sold 40 boats in May.", ["c1"]))
    assert [(line.text, line.claim_ids) for line in made.summary] == [("Kell sold 40 boats in May.", ("c1",))]
    assert made.rejected == ()


@pytest.mark.parametrize(
    "lie",
    [
        "Kell sold 50 boats in May.",
        "Kell did not sell 40 boats in May.",
        "Kell stole 40 boats in May.",
        "The council said that Kell sold 40 boats in May.",
        "Kell sold 40 rotten boats in May.",
    ],
)
def test_a_line_that_says_more_gives_way_to_its_claims(trial: tuple[Trial, Grounding], lie: str) -> None:
    made = page(trial, (lie, ["c1", "c4"]))
    assert [line.text for line in made.summary] == ["Kell sold 40 boats in May.", "Orr said that the quay was open."]
    assert [item.statement for item in made.rejected] == [lie]


@pytest.mark.parametrize("ids", [[], ["c9"], ["c1; c2", ""]])
def test_a_line_without_a_claim_is_refused(trial: tuple[Trial, Grounding], ids: list[str]) -> None:
    made = page(trial, ("Kell sold boats.", ids))
    assert made.summary == ()
    assert [item.reason for item in made.rejected] == ["uncited"]


def test_a_line_that_cites_the_wrong_claim_is_refused_as_a_second_telling(trial: tuple[Trial, Grounding]) -> None:
    made = page(trial, ("Kell sold 40 boats in May.", ["c4"]))
    assert [line.text for line in made.summary] == ["Orr said that the quay was open."]
    assert [item.reason for item in made.rejected] == ["duplicate"]


def test_a_headline_that_lies_is_left_to_the_composer(trial: tuple[Trial, Grounding]) -> None:
    good = page(trial, headline=ProposedLine("Kell sold 40 boats in May.", ["c1"]))
    assert good.headline is not None
    assert (good.headline.text, good.headline.claim_ids) == ("Kell sold 40 boats in May", ("c1",))
    bad = page(trial, headline=ProposedLine("Kell robs the harbour", ["c1"]))
    assert bad.headline is None
    assert [item.statement for item in bad.rejected] == ["Kell robs the harbour"]


def test_what_is_said_twice_is_told_once(trial: tuple[Trial, Grounding]) -> None:
    made = page(trial, ("Kell sold 40 boats in May.", ["c1"]), ("Kell robbed them.", ["c1"]))
    assert [line.text for line in made.summary] == ["Kell sold 40 boats in May."]


def test_a_summary_ends_somewhere_and_says_so(trial: tuple[Trial, Grounding]) -> None:
    statements = [c.statement for c in trial[1].claims]
    many = [
        (statement.removesuffix(".") + "." * n, [f"c{place}"])
        for n in range(4)
        for place, statement in enumerate(statements, 1)
    ]
    made = page(trial, *many)
    assert len(made.summary) <= 8


def test_tensions_of_a_page_are_numbered_on_and_held_to_the_rules(trial: tuple[Trial, Grounding]) -> None:
    places = [Pointer(2), Pointer(4)]
    true = ProposedTension(
        "source_disagreement", "The council says that the quay was closed; Orr says that the quay was open.", places
    )
    lie = ProposedTension("source_disagreement", "Orr robbed the council.", places)
    made = page(trial, tensions=[true, lie])
    assert [item.statement for item in made.rejected] == [lie.statement]
    assert [tension.id for tension in made.tensions] == [f"t{n}" for n in range(1, len(made.tensions) + 1)]
    assert lie.statement not in {tension.statement for tension in made.tensions}


ASKED = "Kell sold 40 boats. The council closed the quay. Kell is a builder from Varn."


def test_an_answered_question_is_on_record_with_its_claim() -> None:
    document = Document.from_text(ASKED)
    proposals = Proposals(
        [
            claim("Kell sold 40 boats.", 1),
            claim("The council closed the quay.", 2),
            claim("Kell is a builder from Varn.", 3),
        ],
        questions=[Question("Who is Kell?", "missing_identity", "A name is given and nothing else.", [Pointer(1)])],
    )
    trial = Trial(proposals, document)
    grounding = settle_trial(trial, proposals)
    assert [question.id for question in grounding.questions] == ["q1"]
    for pair in (("q1", "c1"), ("q1", "c2"), ("q1", "c9"), ("q7", "c3")):
        made = ground_page(ProposedPage(answered=[pair]), grounding, trial.material)
        assert made.questions == grounding.questions
        assert made.rejected == grounding.rejected
    made = ground_page(ProposedPage(answered=[("q1", "c2"), ("q1", "c3")]), grounding, trial.material)
    assert made.questions == ()
    assert [(i.statement, i.reason, i.detail) for i in made.rejected] == [
        ("Who is Kell?", "answered", "claim c3 answers it")
    ]


def test_a_line_may_call_a_holder_as_its_claim_does() -> None:
    document = Document.from_text("Ada Holt chairs the board. Holt said the pier will close in May, after the fair.")
    names = [document.span(0, 8), document.span(27, 31)]
    holt = Actor(name="Ada Holt", type="person", aliases=("Holt",), roles=(), mentions=tuple(names))
    said = claim(
        "Holt said the pier will close in May.", 2, source="Ada Holt", source_type="named_person", mode="indirect"
    )
    proposals = Proposals([said], actors=[holt])
    trial = Trial(proposals, document)
    written = ProposedPage(headline=ProposedLine("Holt said the pier will close", ["c1"]))
    made = ground_page(written, settle_trial(trial, proposals), trial.material)
    assert made.headline is not None, made.rejected
    assert made.headline.text == "Holt said the pier will close"
