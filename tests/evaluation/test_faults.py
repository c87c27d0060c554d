"""Replies that are bad on purpose: caught by name, and told when they are not."""

from __future__ import annotations

import json

import pytest

from brief.briefing import Briefing, Rejected
from brief.errors import InputError
from brief.evaluation.faults import FaultyReply, find_caught, find_uncaught, load_faults

LIE = FaultyReply(fault="invents a number", says="It holds 9,000 fish.", checks=("number_not_in_evidence",))


def refused(briefing: Briefing, *items: Rejected) -> Briefing:
    return briefing.model_copy(update={"rejected": items})


def test_a_refusal_for_the_right_reason_is_a_catch(perfect: Briefing) -> None:
    own = Rejected(statement="It holds 9,000 fish", reason="number_not_in_evidence")
    other = Rejected(statement=LIE.says, reason="words_cut", detail="x (also: number_not_in_evidence, hedge_lost)")
    for item in (own, other):
        briefing = refused(perfect, item)
        assert [*find_caught(briefing, (LIE,))] == ["invents a number: number_not_in_evidence"]
        assert [*find_uncaught(briefing, (LIE,))] == []


def test_a_refusal_for_another_reason_or_none_is_no_catch(perfect: Briefing) -> None:
    for items, told in (((Rejected(statement=LIE.says, reason="duplicate"),), "but by duplicate"), ((), "by nothing")):
        briefing = refused(perfect, *items)
        assert [*find_caught(briefing, (LIE,))] == []
        (breach,) = find_uncaught(briefing, (LIE,))
        assert breach.invariant == "uncaught_fault"
        assert breach.item == "faults[0]"
        assert told in breach.message


def test_a_fault_that_is_told_is_no_catch_though_it_was_refused_somewhere(perfect: Briefing) -> None:
    lying = perfect.claims[0].model_copy(update={"statement": "We hear that it holds 9,000 fish."})
    briefing = refused(perfect, Rejected(statement=LIE.says, reason="number_not_in_evidence"))
    briefing = briefing.model_copy(update={"claims": (lying, *perfect.claims[1:])})
    (breach,) = find_uncaught(briefing, (LIE,))
    assert breach.where == "claims[0].statement"
    assert [*find_caught(briefing, (LIE,))] == []


def test_the_same_words_in_quotation_marks_are_the_texts(perfect: Briefing) -> None:
    quoting = perfect.claims[0].model_copy(update={"statement": "The article says: “It holds 9,000 fish”."})
    briefing = refused(perfect, Rejected(statement=LIE.says, reason="number_not_in_evidence"))
    briefing = briefing.model_copy(update={"claims": (quoting, *perfect.claims[1:])})
    assert [*find_uncaught(briefing, (LIE,))] == []


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"faults": []}', json.dumps({"faults": [{"fault": "x", "says": "y", "checks": []}]}).encode()],
)
def test_what_is_no_list_of_faults_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match=r"faults\.json"):
        load_faults(content, name="faults.json")
