from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from brief.briefing import Briefing
from brief.evaluation.matching import Matching, match_claims
from brief.evaluation.output import Output
from brief.evaluation.suite import Case
from tests.evaluation.millpond import span

Record = dict[str, Any]


def matched(case: Case, perfect: Briefing, change: Callable[[Record], object]) -> Matching:
    record: Record = json.loads(perfect.model_dump_json())
    change(record)
    return match_claims(Output.of(Briefing.load(json.dumps(record), document=case.document)), case.gold)


def statement(number: int, words: str) -> Callable[[Record], object]:
    return lambda record: record["claims"][number].update(statement=words)


def test_gold_is_paired_with_itself(case: Case, perfect: Briefing) -> None:
    found = match_claims(Output.of(perfect), case.gold)
    assert [(match.ours, match.gold) for match in found.pairs] == [(n, n) for n in range(6)]
    assert found.pairs == found.subjects
    assert found.duplicates == {}


@pytest.mark.parametrize(
    ("number", "words", "objection"),
    [
        (5, "The plan to drain the millpond has not drawn 12 complaints.", "polarity"),
        (3, "Ines Calder did give a price.", "polarity"),
        (1, "The millpond at Averleigh holds 8,000 fish.", "numbers"),
        (1, "The millpond at Averleigh holds fish.", "numbers"),
        (0, "The parish council said the millpond at Averleigh will be drained on Friday, 4 March 2024.", "dates"),
        (0, "The parish council said the millpond at Averleigh will be drained on Monday, 4 April 2024.", "dates"),
    ],
)
def test_what_disagrees_is_no_pair_but_the_same_subject(
    case: Case, perfect: Briefing, number: int, words: str, objection: str
) -> None:
    found = matched(case, perfect, statement(number, words))
    assert number not in {match.gold for match in found.pairs}
    (match,) = [match for match in found.subjects if match.gold == number]
    assert [*match.objections] == [objection]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "There are 3000 fish in the millpond at Averleigh."),
        (0, "According to the parish council, the millpond at Averleigh is to be drained on 4 March 2024."),
        (5, "The council's plan drew a dozen complaints: 12."),
    ],
)
def test_other_words_for_the_same_are_a_pair(case: Case, perfect: Briefing, number: int, words: str) -> None:
    assert number in {match.gold for match in matched(case, perfect, statement(number, words)).pairs}


def test_another_speaker_is_no_pair(case: Case, perfect: Briefing) -> None:
    def swap(record: Record) -> None:
        one, other = record["claims"][2], record["claims"][4]
        one["attribution"], other["attribution"] = other["attribution"], one["attribution"]

    found = matched(case, perfect, swap)
    assert {match.gold for match in found.pairs} == {0, 1, 3, 5}
    assert [[*match.objections] for match in found.subjects if match.gold in (2, 4)] == [["speaker"], ["speaker"]]


def test_a_speaker_may_be_named_by_any_of_his_names(case: Case, perfect: Briefing) -> None:
    found = matched(case, perfect, lambda r: r["claims"][2]["attribution"].update(source="Calder", actor_id=None))
    assert len(found.pairs) == 6


def test_a_speaker_whom_the_gold_does_not_name_counts_by_the_place(case: Case, perfect: Briefing) -> None:
    def rename(record: Record) -> None:
        record["claims"][2]["attribution"] |= {"source": "the clerk herself", "actor_id": None}

    assert len(matched(case, perfect, rename).pairs) == 6

    def rename_elsewhere(record: Record) -> None:
        rename(record)
        record["claims"][2]["attribution"]["source_span"] = span("Tom Rudd")

    assert len(matched(case, perfect, rename_elsewhere).pairs) == 5


def test_a_duplicate_is_in_no_pair(case: Case, perfect: Briefing) -> None:
    def repeat(record: Record) -> None:
        record["claims"].append({**record["claims"][1], "id": "c99", "statement": "The millpond holds 3,000 fish."})

    found = matched(case, perfect, repeat)
    assert len(found.pairs) == 6
    assert {ours: match.gold for ours, match in found.duplicates.items()} == {6: 1}


def test_the_same_place_alone_is_not_the_same_subject(case: Case, perfect: Briefing) -> None:
    found = matched(case, perfect, statement(3, "Nobody knows Averleigh."))
    assert 3 not in {match.gold for match in found.subjects}


def test_the_order_of_our_claims_does_not_matter(case: Case, perfect: Briefing) -> None:
    found = matched(case, perfect, lambda record: record["claims"].reverse())
    assert [(match.ours, match.gold) for match in found.pairs] == [(5 - n, n) for n in range(6)]
