from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from brief.briefing import Briefing
from brief.evaluation.golden import LabelledEngine
from brief.evaluation.invariants import INVARIANTS, check_invariants
from brief.evaluation.suite import Case
from brief.pipeline import summarise
from brief.settings import Settings

Record = dict[str, Any]


@pytest.fixture(scope="module")
def grounded(case: Case) -> Briefing:
    """The gold, as the pipeline's own gate lets it through."""
    return summarise(case.document, engine=LabelledEngine(case.gold), settings=Settings())


def test_what_the_gate_lets_through_breaks_nothing(case: Case, grounded: Briefing) -> None:
    assert check_invariants(grounded, case.document, case.gold) == ()
    assert any(claim.support == "verified" for claim in grounded.claims)


@pytest.mark.parametrize(
    ("invariant", "change"),
    [
        ("unsourced_claim", lambda r: r["claims"][0].update(evidence=[])),
        ("unsourced_claim", lambda r: r["claims"][0].update(statement="The mayor drained the pond in 1971.")),
        (
            "broken_span",
            lambda r: r["claims"][0]["evidence"][0].update(quote="x" * len(r["claims"][0]["evidence"][0]["quote"])),
        ),
        ("broken_span", lambda r: r["claims"][0]["evidence"][0].update(quote="short")),
        ("uncited_sentence", lambda r: r["summary"][0].update(claim_ids=[])),
        ("uncited_sentence", lambda r: r["headline"].update(text="A mayor resigns over 3,000 fish")),
        ("lost_sentence", lambda r: r["coverage"].pop()),
        ("unsound_record", lambda r: r["document"].update(sha256="0" * 64)),
        ("unsound_record", lambda r: r["claims"][0].update(id=r["claims"][1]["id"])),
    ],
)
def test_each_breach_has_its_name(
    case: Case, grounded: Briefing, invariant: str, change: Callable[[Record], object]
) -> None:
    record: Record = json.loads(grounded.model_dump_json())
    change(record)
    assert invariant in {breach.invariant for breach in check_invariants(record, case.document, case.gold)}


def test_leaks_and_forbidden_words_are_breaches(case: Case, grounded: Briefing) -> None:
    record: Record = json.loads(grounded.model_dump_json())
    record["claims"][0]["statement"] = "The callous council kills all the fish."
    briefing = Briefing.load(json.dumps(record), document=case.document)
    found = {breach.invariant: breach for breach in check_invariants(briefing, case.document, case.gold)}
    assert found["leak"].item == "loaded[0]"
    assert found["must_not"].item == "must_not[0]"
    assert set(found) <= set(INVARIANTS)
