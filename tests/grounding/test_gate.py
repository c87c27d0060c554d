"""What goes through the gate, what degrades to a quotation, and what is refused; nothing is dropped in silence."""

# ruff: noqa: E501  # rows of cases

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document, Span
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedQuestion, ProposedTension
from brief.grounding.gate import Grounding, ground_proposals
from brief.grounding.guards import is_quotation
from brief.language.analysis import Actor, DateExpression
from tests.grounding.harbour import DOCUMENT, SOUND, TEXT, actors, dates, evidence, loaded


def number(words: str) -> int:
    return next(s.index for s in DOCUMENT.sentences if words in s.span.quote)


def propose(statement: str, *pointers: Pointer, **more: Any) -> ProposedClaim:
    return ProposedClaim(statement, "assertion", "core", pointers, **more)


def ground(*claims: ProposedClaim, **more: Any) -> Grounding:
    parts = {"actors": actors(), "dates": dates(), "loaded": loaded(), **more}
    return ground_proposals(Proposals(claims, **parts), DOCUMENT)


def sound() -> list[ProposedClaim]:
    rows = []
    for statement, words, of in SOUND:
        name, source_type, mode = of or (None, "outlet", "none")
        rows.append(propose(statement, Pointer(number(words)), source=name, source_type=source_type, mode=mode))
    return rows


def test_sound_statements_go_through_as_they_are() -> None:
    grounding = ground(*sound())
    assert {claim.statement for claim in grounding.claims} == {statement for statement, _, _ in SOUND}
    for claim in grounding.claims:
        assert claim.support == ("quoted" if is_quotation(claim.statement) else "verified")
    assert grounding.rejected == ()


def test_claims_come_in_reading_order_with_running_ids() -> None:
    grounding = ground(*reversed(sound()))
    assert [claim.id for claim in grounding.claims] == [f"c{n}" for n in range(1, len(SOUND) + 1)]
    starts = [claim.evidence[0].start for claim in grounding.claims]
    assert starts == sorted(starts)


def test_a_refused_wording_gives_way_to_the_quotation_and_is_on_record() -> None:
    lie = "Varga sued the board in 2018."
    grounding = ground(propose(lie, Pointer(number("sued"))))
    (claim,) = grounding.claims
    assert claim.statement == "The article says: “Varga sued the board in 2019.”"
    assert claim.support == "quoted"
    (refused,) = grounding.rejected
    assert (refused.statement, refused.reason) == (lie, "number_not_in_evidence")
    assert "2018" in refused.detail


def test_a_quotation_within_the_quotation_keeps_its_marks() -> None:
    grounding = ground(
        propose("Varga praised it.", Pointer(number("makes no sense")), source="Piet Varga",
                source_type="named_person", mode="mixed")
    )  # fmt: skip
    (claim,) = grounding.claims
    assert claim.statement == f"The article says: ‘{evidence('makes no sense')[0].quote}’"
    assert claim.attribution.source == "Piet Varga"


def test_speech_falls_back_to_its_speaker() -> None:
    fragment = "We will not put a single passenger at risk,"
    grounding = ground(
        propose("Marta Holt promised joy.", Pointer(number("single passenger"), fragment), source="Marta Holt",
                source_type="named_person", mode="direct")
    )  # fmt: skip
    (claim,) = grounding.claims
    assert claim.statement == f"Marta Holt said: “{fragment}”"


def test_a_holder_who_does_not_speak_there_loses_the_claim_to_the_outlet() -> None:
    grounding = ground(
        propose("Piet Varga said repairs could cost £3.5 million.", Pointer(number("repairs could")),
                source="Piet Varga", source_type="named_person", mode="indirect")
    )  # fmt: skip
    (claim,) = grounding.claims
    assert claim.attribution.source is None
    assert claim.statement.startswith("The article says: “She said")
    assert grounding.rejected[0].reason == "wrong_speaker"


def test_evidence_that_is_not_there_is_refused() -> None:
    beyond = len(DOCUMENT.sentences) + 1
    grounding = ground(
        propose("It is shut.", Pointer(beyond)),
        propose("It is shut.", Pointer(0)),
        propose("It is shut."),
        propose("Varga sued.", Pointer(number("sued"), "We will not put")),
    )
    assert grounding.claims == ()
    assert [item.reason for item in grounding.rejected] == ["evidence_not_found"] * 4


def test_a_fragment_is_looked_for_in_its_sentence_only() -> None:
    document = Document.from_text("The pier closed. The gate closed too.")
    claim = propose("The gate closed too.", Pointer(1, "The gate closed too."))
    assert ground_proposals(Proposals([claim]), document).claims == ()


def test_a_fragment_is_widened_to_whole_words() -> None:
    grounding = ground(propose("Varga sued the board.", Pointer(number("sued"), "arga sued the boa")))
    assert grounding.claims[0].evidence[0].quote == "Varga sued the board"


def test_neighbouring_pointers_become_one_span() -> None:
    first = number("single passenger")
    grounding = ground(propose("The article says: x", Pointer(first + 1), Pointer(first)))
    (place,) = grounding.claims[0].evidence
    assert TEXT[place.start : place.end] == place.quote
    assert place.quote.startswith("“We will not") and place.quote.endswith("two years.")  # noqa: PT018


def test_a_claim_is_told_once() -> None:
    same = propose("Varga sued the board in 2019.", Pointer(number("sued")))
    lie = propose("Varga sued the board in 2018.", Pointer(number("sued")))
    grounding = ground(same, same, lie)
    assert len(grounding.claims) == 1
    assert sorted(item.reason for item in grounding.rejected) == ["duplicate", "duplicate", "number_not_in_evidence"]


def test_actors_and_dates_of_the_evidence_are_linked() -> None:
    grounding = ground(propose("Varga sued the board in 2019.", Pointer(number("sued"))))
    (claim,) = grounding.claims
    assert [d.quote for d in grounding.dates if d.id in claim.date_ids] == ["2019"]
    spoken = ground(
        propose("Marta Holt said that repairs could cost £3.5 million.", Pointer(number("repairs could")),
                source="Marta Holt", source_type="named_person", mode="indirect",
                cue=Pointer(number("repairs could"), "said"), source_span=Pointer(number("repairs could"), "She"))
    )  # fmt: skip
    (claim,) = spoken.claims
    assert [a.name for a in spoken.actors if a.id in claim.actor_ids] == ["Marta Holt"]
    assert claim.attribution.actor_id == claim.actor_ids[0]
    assert claim.attribution.cue is not None
    assert claim.attribution.cue.quote == "said"


def test_layers_that_lie_are_refused() -> None:
    nobody = Actor("Ivo Crane", "person", mentions=(Span(0, 3, "Ivo"),))
    day = DateExpression(Span(0, 4, "2019"), "DATE", "2019", "2019", False, "event")
    grounding = ground(actors=[nobody], dates=[day], loaded=[])
    assert grounding.actors == ()
    assert grounding.dates == ()
    assert {item.reason for item in grounding.rejected} == {"span_not_in_text", "actor_not_in_text"}


def test_tensions_and_questions_have_no_facts_of_their_own() -> None:
    place = (Pointer(number("sued")),)
    grounding = ground(
        tensions=[
            ProposedTension("source_disagreement", "Varga and the board disagree.", place),
            ProposedTension("source_disagreement", "Varga and Ivo Crane disagree.", place),
        ],
        questions=[
            ProposedQuestion("Why did Varga sue the board in 2019?", "missing_evidence", "No reason is given.", place),
            ProposedQuestion("Why did Varga sue in 2017?", "missing_evidence", "No reason is given.", place),
            ProposedQuestion("Who is “the harbourmaster”?", "missing_identity", "A title.", place),
        ],
    )
    assert [item.id for item in grounding.tensions] == ["t1"]
    assert [item.id for item in grounding.questions] == ["q1"]
    assert [item.reason for item in grounding.rejected] == [
        "name_not_in_evidence",
        "number_not_in_evidence",
        "quotation_not_verbatim",
    ]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.builds(
            ProposedClaim,
            statement=st.text(max_size=60),
            kind=st.just("assertion"),
            salience=st.just("low"),
            evidence=st.lists(st.builds(Pointer, st.integers(-2, 25), st.none() | st.text(max_size=9), st.integers(-1, 3)), max_size=3),
            source=st.none() | st.sampled_from(["Varga", "Nobody", "", " "]),
            source_type=st.sampled_from(["outlet", "named_person", "implicit"]),
            mode=st.sampled_from(["none", "direct", "indirect"]),
            hedged=st.booleans(),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_whatever_is_proposed_every_claim_has_its_words_and_every_refusal_its_record(
    claims: list[ProposedClaim],
) -> None:
    grounding = ground(*claims)
    for claim in grounding.claims:
        assert all(TEXT[place.start : place.end] == place.quote for place in claim.evidence)
    told = {claim.statement for claim in grounding.claims} | {item.statement for item in grounding.rejected}
    assert all(" ".join(claim.statement.split()) in {" ".join(t.split()) for t in told} for claim in claims)
