"""Every scorer on the same case: what a perfect briefing scores, and what each fault costs and explains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from brief.evaluation.measures import Share
from brief.evaluation.results import CaseResult
from brief.evaluation.running import Answer, score_case
from brief.evaluation.scores.board import SCORERS
from brief.evaluation.suite import Case
from tests.evaluation.conftest import Scored
from tests.evaluation.millpond import TEXT, gold, load_case, span

Record = dict[str, Any]


def told(result: CaseResult, layer: str, verdict: str) -> list[str]:
    return [item.message for item in result.explanations[layer] if item.verdict == verdict]


def test_gold_scores_one_throughout(scored: Scored) -> None:
    result = scored()
    values = {name: share.value for name, share in result.shares.items() if name != "summary/brevity"}
    assert {name: value for name, value in values.items() if value not in (1.0, None)} == {}
    assert {name.partition("/")[0] for name, value in values.items() if value == 1.0} == set(SCORERS)
    assert result.void == ()


# fmt: off
CHANGES: list[tuple[str, float, str, Callable[[Record], object]]] = [
    ("claims/recall", 5 / 6, "C02",
     lambda r: r["claims"][1].update(statement="The millpond at Averleigh holds 5,000 fish.")),
    ("claims/numbers", 5 / 6, "without 3000",
     lambda r: r["claims"][1].update(statement="The millpond holds 5,000 fish.")),
    ("claims/core_recall", 2 / 3, "C05 (core)", lambda r: r["claims"][4].update(statement="Nothing at all is known.")),
    ("claims/kind", 5 / 6, "kind judgement, not assertion", lambda r: r["claims"][1].update(kind="judgement")),
    ("claims/salience", 5 / 6, "salience low, not supporting", lambda r: r["claims"][1].update(salience="low")),
    ("claims/distinct", 6 / 7, "again", lambda r: r["claims"].append({**r["claims"][1], "id": "c9"})),
    ("claims/precision", 6 / 7, "again", lambda r: r["claims"].append({**r["claims"][1], "id": "c9"})),
    ("evidence/complete", 5 / 6, "are not cited", lambda r: r["claims"][1].update(evidence=[span("holds 3,000 fish")])),
    ("attribution/mode", 5 / 6, "mode 'mixed'", lambda r: r["claims"][2]["attribution"].update(mode="mixed")),
    ("attribution/whole", 5 / 6, "mode 'mixed'", lambda r: r["claims"][2]["attribution"].update(mode="mixed")),
    ("attribution/source_type", 5 / 6, "role_only",
     lambda r: r["claims"][2]["attribution"].update(source_type="role_only")),
    ("attribution/confidence", 5 / 6, "inferred",
     lambda r: r["claims"][2]["attribution"].update(confidence="inferred")),
    ("attribution/reported", 2 / 3, "source 'Tom Rudd'", lambda r: r["claims"][2]["attribution"].update(
        source="Tom Rudd", actor_id="a3")),
    ("hedging/flag", 5 / 6, "hedged is False", lambda r: r["claims"][4].update(hedged=False)),
    ("hedging/kept", 0.0, "its hedge is lost", lambda r: r["claims"][4].update(
        statement="Tom Rudd, an angler, said the fish will die.")),
    ("actors/mentions_recall", 3 / 4, "not found as 'Calder'", lambda r: r["actors"][1]["mentions"].pop()),
    ("actors/mentions_precision", 4 / 5, "nobody in the gold", lambda r: r["actors"].append(
        {"id": "a9", "name": "fish", "type": "group", "mentions": [span("fish")]})),
    ("actors/type", 2 / 3, "", lambda r: r["actors"][2].update(type="group")),
    ("dates/value", 0.0, "is 2024-03-04, not 2023-03-04", lambda r: r["dates"][0].update(value="2023-03-04")),
    ("dates/span", 0.0, "", lambda r: r["dates"][0].update(span("4 March 2024"))),
    ("dates/recall", 0.0, "not found: 'Monday, 4 March 2024'", lambda r: r["dates"].clear()),
    ("dates/precision", 0.5, "no date in the gold",
     lambda r: r["dates"].append({**r["dates"][0], **span("3,000"), "id": "d9"})),
    ("loaded/recall", 0.0, "not found: 'callous'", lambda r: r["loaded"].clear()),
    ("loaded/category", 0.0, "", lambda r: r["loaded"][0].update(category="puffery")),
    ("loaded/kept_out", 0.0, "leaks into claims[5].statement", lambda r: r["claims"][5].update(
        statement="The callous plan to drain the millpond has drawn 12 complaints.")),
    ("tensions/recall", 0.0, "source_disagreement", lambda r: r["tensions"].clear()),
    ("tensions/recall", 0.0, "source_disagreement", lambda r: r["tensions"][0]["evidence"].pop()),
    ("tensions/same_type", 0.0, "internal_tension, not", lambda r: r["tensions"][0].update(type="internal_tension")),
    ("open_questions/recall", 0.0, "What will it cost?", lambda r: r["open_questions"].clear()),
    ("open_questions/same_type", 0.0, "missing_date, not",
     lambda r: r["open_questions"][0].update(category="missing_date")),
    ("summary/core", 2 / 3, "C05", lambda r: r["summary"].pop()),
    ("summary/present", 0.0, "", lambda r: r["summary"].clear()),
    ("must_not/kept", 0.0, "nobody says",
     lambda r: r["claims"][4].update(statement="Tom Rudd said all the fish may die.")),
]
# fmt: on


@pytest.mark.parametrize(
    ("measure", "value", "message", "change"), CHANGES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CHANGES)]
)
def test_each_fault_costs_its_measure_and_is_explained(
    scored: Scored, measure: str, value: float, message: str, change: Callable[[Record], object]
) -> None:
    result = scored(change)
    assert result.shares[measure].value == pytest.approx(value)
    assert any(message in item.message for item in result.explanations[measure.partition("/")[0]]) or not message


def test_merged_people_cost_b_cubed(scored: Scored) -> None:
    def merge(record: Record) -> None:
        record["actors"][1]["mentions"] += record["actors"].pop()["mentions"]
        for claim in record["claims"]:
            claim["attribution"]["actor_id"] = None

    result = scored(merge)
    # Of four mentions, three share an actor: two with one companion of the right kind, one with none.
    assert result.shares["actors/precision"].hits == pytest.approx(1 + 2 / 3 + 2 / 3 + 1 / 3)
    assert result.shares["actors/recall"].value == 1.0
    assert result.shares["actors/unmixed"].value == 0.5
    assert told(result, "actors", "wrong") == ["'Ines Calder' mixes Ines Calder, Tom Rudd"]


def test_any_complete_group_bears_a_claim_out(scored: Scored) -> None:
    result = scored(lambda r: r["claims"][0].update(evidence=[span("Millpond to be drained")]))
    assert result.shares["evidence/complete"].value == 1.0
    assert result.shares["evidence/recall"].value == 1.0


def test_evidence_that_is_too_wide_costs_precision_and_breadth(scored: Scored) -> None:
    start, end = span("The millpond at")["start"], span("3,000 fish.")["end"]
    wide = {"start": start, "end": end, "quote": TEXT[start:end]}
    result = scored(lambda r: r["claims"][0].update(evidence=[wide]))
    assert result.shares["evidence/recall"].value == 1.0
    assert (result.shares["evidence/precision"].value or 1) < 0.9
    assert (result.shares["evidence/breadth"].value or 1) < 0.9


def test_a_value_where_the_gold_has_none_is_invented(case: Case, tmp_path: Any, scored: Scored) -> None:
    labels = gold()
    labels["dates"][0]["value"] = None
    undated = load_case(tmp_path, labels)
    from brief.evaluation.golden import labelled_briefing

    invented = score_case(undated, Answer(labelled_briefing(case)), audited=False)
    assert invented.shares["dates/open"] == Share(0, 1)
    assert invented.shares["dates/known"].value is None
    assert score_case(undated, Answer(labelled_briefing(undated))).shares["dates/open"] == Share(1, 1)


def test_a_layer_without_gold_says_nothing(tmp_path: Any) -> None:
    from brief.evaluation.golden import labelled_briefing

    labels = gold()
    for layer in ("actors", "dates", "loaded", "tensions", "open_questions", "must_not"):
        del labels[layer]
    case = load_case(tmp_path, labels)
    result = score_case(case, Answer(labelled_briefing(case)), audited=False)
    assert {name.partition("/")[0] for name in result.shares} == {
        "claims",
        "evidence",
        "attribution",
        "hedging",
        "summary",
    }


def test_a_layer_that_is_empty_in_the_gold_has_no_recall(tmp_path: Any, case: Case) -> None:
    from brief.evaluation.golden import labelled_briefing

    labels = gold()
    labels["dates"] = []
    result = score_case(load_case(tmp_path, labels), Answer(labelled_briefing(case)), audited=False)
    assert result.shares["dates/recall"].value is None
    assert result.shares["dates/precision"].value == 0.0


def test_a_document_that_failed_misses_everything_and_stays_in_every_denominator(case: Case, scored: Scored) -> None:
    failed, sound = score_case(case, Answer(None, "no answer")), scored()
    assert {name for name, share in failed.shares.items() if share.hits} == set()
    judged = {name for name, share in sound.shares.items() if share.total and not name.endswith("precision")}
    without = {name for name in judged if not failed.shares[name].total}
    assert without == {"claims/distinct", "evidence/breadth", "summary/sentences"}  # of what we say, not of the gold
    assert failed.claims == dict.fromkeys(sound.claims, False)
    assert failed.failure == "no answer"
