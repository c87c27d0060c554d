"""A claim's second chance: reworded once, doubted when it stands, and quoted when nothing else holds."""

from __future__ import annotations

import pytest

from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim
from brief.grounding.gate import settle_trial
from brief.grounding.trial import Trial

DOCUMENT = Document.from_text("Kell sold 40 boats in May. The quay was not closed. Residents asked for a vote.")
TRUE = "Kell sold 40 boats in May."
LIE = "Kell sold 50 boats in May."


def propose(statement: str, sentence: int) -> ProposedClaim:
    return ProposedClaim(statement, "assertion", "core", [Pointer(sentence)])


@pytest.fixture
def proposals() -> Proposals:
    return Proposals([propose(LIE, 1), propose("The quay was not closed.", 2), propose("Nowhere.", 9)])


@pytest.fixture
def trial(proposals: Proposals) -> Trial:
    return Trial(proposals, DOCUMENT)


def test_a_refused_claim_says_why_and_what_its_evidence_is(trial: Trial) -> None:
    (refused,) = trial.refused
    assert (refused.number, refused.proposed.statement) == (0, LIE)
    assert [span.quote for span in refused.evidence] == [TRUE]
    assert refused.reasons[0][0] == "number_not_in_evidence"


def test_only_worded_claims_stand(trial: Trial) -> None:
    assert [(claim.number, claim.statement) for claim in trial.standing] == [(1, "The quay was not closed.")]
    quoted = Trial(Proposals([propose(f"The article says: “{TRUE}”", 1)]), DOCUMENT)
    assert quoted.standing == ()


def test_a_sound_revision_takes_the_place_of_the_refused_wording(trial: Trial, proposals: Proposals) -> None:
    trial.revise({0: propose(TRUE, 1)})
    grounding = settle_trial(trial, proposals)
    assert next((claim.statement, claim.support) for claim in grounding.claims) == (TRUE, "verified")
    assert [item.statement for item in grounding.rejected] == [LIE, "Nowhere."]


def test_a_revision_that_lies_again_leaves_the_quotation(trial: Trial, proposals: Proposals) -> None:
    trial.revise({0: propose("Kell sold 60 boats in May.", 1)})
    grounding = settle_trial(trial, proposals)
    assert grounding.claims[0].statement == f"The article says: “{TRUE}”"
    assert {item.statement for item in grounding.rejected} == {LIE, "Kell sold 60 boats in May.", "Nowhere."}


def test_a_revision_of_nothing_that_was_refused_is_ignored(trial: Trial, proposals: Proposals) -> None:
    trial.revise({1: propose("Residents asked for a vote.", 3), 2: propose(TRUE, 1), 77: propose(TRUE, 1)})
    assert [claim.statement for claim in settle_trial(trial, proposals).claims][1] == "The quay was not closed."


def test_a_doubted_claim_keeps_its_evidence_and_loses_its_wording(trial: Trial, proposals: Proposals) -> None:
    trial.doubt({1: "it is about another quay", 0: "refused already", 5: "unknown"})
    grounding = settle_trial(trial, proposals)
    assert [claim.support for claim in grounding.claims] == ["quoted", "quoted"]
    doubted = [item for item in grounding.rejected if item.reason == "doubted"]
    assert [(item.statement, item.detail) for item in doubted] == [
        ("The quay was not closed.", "it is about another quay")
    ]


def test_a_trial_held_part_by_part_in_any_order_comes_to_the_same() -> None:
    claims = [propose(LIE, 1), propose("The quay was closed.", 2), propose("Residents asked for two votes.", 3)]
    proposals = Proposals(claims, parts=[1, 2])
    revisions = {0: propose("Kell sold 60 boats in May.", 1), 2: propose("Residents asked for a vote.", 3)}
    at_once = Trial(proposals, DOCUMENT)
    at_once.revise(revisions)
    in_parts = Trial(proposals, DOCUMENT, at_once=False)
    assert in_parts.refused == ()
    for part in reversed(proposals.ranges()):
        in_parts.hear(part)
        assert [claim.number for claim in in_parts.refused_of(part)] == [*part]
        in_parts.revise({n: claim for n, claim in revisions.items() if n in part})
    assert settle_trial(in_parts, proposals) == settle_trial(at_once, proposals)


def test_a_quotation_of_a_part_of_its_evidence_is_no_bare_quotation() -> None:
    document = Document.from_text("The pier to close\n\nThe pier will close in May, said nobody in particular.")
    claim = ProposedClaim("The article says: “The pier to close”.", "plan", "low", [Pointer(1), Pointer(2)])
    grounding = settle_trial(Trial(Proposals([claim]), document), Proposals([claim]))
    assert [made.support for made in grounding.claims] == ["verified"]
