"""What goes through the gate, what degrades to a quotation, and what is refused; nothing is dropped in silence."""

# ruff: noqa: E501  # rows of cases

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document import Document, Span
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedQuestion, ProposedTension
from brief.grounding.gate import Grounding, ground_proposals
from brief.grounding.guards import is_quotation
from brief.language.analysis import Actor, DateExpression, Loaded
from tests.grounding.harbour import DOCUMENT, SOUND, TEXT, actors, dates, evidence, loaded, span


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


def test_loaded_wording_that_denies_hedges_counts_or_speaks_is_not_left_out() -> None:
    for words, statement in (
        ("allegedly", "Union leaders blocked the gate on Wednesday."),
        ("did not", "Several owners sign the petition."),
        ("several", "Owners did not sign the petition."),
        ("denied", "The Transport Ministry said it had ordered the closure."),
    ):
        item = Loaded(span(words), "sensational_verb", "outlet")
        grounding = ground(propose(statement, Pointer(number(words))), loaded=[item])
        assert [w.quote for w in grounding.loaded] == [words]
        assert grounding.claims[0].support == "quoted"


def test_a_suggestion_is_a_word_and_no_statement() -> None:
    brutal = span("brutal")
    for suggestion, kept in (
        ("delete", "delete"),
        ("murderous", None),
        ("criticized", None),  # a plain word, and not for this one
        ("Holt is a swindler", None),
        ("like Holt", None),
        ("40 times", None),
    ):
        grounding = ground(loaded=[Loaded(brutal, "subjective_adjective", "outlet", suggestion=suggestion)])
        assert grounding.loaded[0].suggestion == kept
        assert ("suggestion_tells" in {item.reason for item in grounding.rejected}) == (kept is None)


def test_an_alias_means_one_actor_and_is_part_of_its_name() -> None:
    holt = Actor("Marta Holt", "person", ("Holt", "Piet Varga", "Bay Lines"), mentions=(span("Marta Holt"),))
    varga = Actor("Piet Varga", "person", ("Varga",), mentions=(span("Piet Varga"),))
    grounding = ground(actors=[holt, varga])
    assert [(a.name, a.aliases) for a in grounding.actors] == [("Marta Holt", ("Holt",)), ("Piet Varga", ("Varga",))]
    assert {item.reason for item in grounding.rejected} == {"alias_shared", "alias_unlike"}


def test_a_mention_of_somebody_else_is_no_mention() -> None:
    grounding = ground(actors=[Actor("Marta Holt", "person", mentions=(span("Marta Holt"), span("Piet Varga")))])
    assert [m.quote for m in grounding.actors[0].mentions] == ["Marta Holt"]
    assert [item.reason for item in grounding.rejected] == ["mention_of_another"]


@pytest.mark.parametrize(
    ("text", "quote", "value", "reason"),
    [
        ("It shut on 3 June 2021.", "3 June 2021", "2021-06-03", None),
        ("It shut on 3 June 2021.", "3 June 2021", "2021-06-30", "date_value_mismatch"),
        ("It shut on 3 June 2021.", "3 June 2021", "2021-07-03", "date_value_mismatch"),
        ("It shut on 3 June 2021.", "3 June 2021", "2020-06-03", "year_invented"),
        ("It shut on June 3rd, 2021.", "June 3rd", "2021-06-04", "date_value_mismatch"),
        ("It shut two days after 3 June 2021.", "two days after 3 June 2021", "2021-06-05", None),
        ("In 2021 it shut on Tuesday.", "Tuesday", "2021-06-02", "date_value_mismatch"),
        ("In 2021 it shut on Wednesday.", "Wednesday", "2021-06-02", "date_value_mismatch"),  # which, is not said
        ("In June 2021 it shut.", "June 2021", "2021-06", None),
        ("It shut on Tuesday.", "Tuesday", "2031-01-07", "year_invented"),
        ("It shut soon.", "soon", "soon", "value_malformed"),
    ],
)
def test_a_value_unlike_its_words_is_set_aside(text: str, quote: str, value: str, reason: str | None) -> None:
    document = Document.from_text(text)
    start = text.index(quote)
    day = DateExpression(document.span(start, start + len(quote)), "DATE", value, value, False, "event")
    grounding = ground_proposals(Proposals((), dates=[day]), document)
    assert grounding.dates[0].value == (value if reason is None else None)
    assert [item.reason for item in grounding.rejected] == ([reason] if reason else [])


def test_an_attribution_that_points_elsewhere_loses_its_places() -> None:
    at = number("repairs could")
    claim = propose(
        "Marta Holt said that repairs could cost £3.5 million.", Pointer(at), source="Marta Holt",
        source_type="named_person", mode="indirect", cue=Pointer(number("brutal"), "failed"),
        source_span=Pointer(number("makes no sense"), "Piet Varga"),
    )  # fmt: skip
    grounding = ground(claim)
    (kept,) = grounding.claims
    assert kept.support == "verified"
    assert (kept.attribution.cue, kept.attribution.source_span) == (None, None)
    assert [item.reason for item in grounding.rejected] == ["attribution_far", "source_off_span"]


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
