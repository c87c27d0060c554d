"""Answers read as replies: what is wrong with one as a whole has a name, what is wrong with an item costs that item."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.engines.hosted.exchange import Answer
from brief.engines.hosted.reading import read_items, read_reply
from brief.engines.hosted.replies import ComposeReply, ExtractReply, RepairReply, VerifyReply
from brief.errors import ReplyError

CLAIM = {"at": "s1", "who": None, "how": None, "say": None, "is": "assertion core"}
EMPTY: dict[str, list[Any]] = {name: [] for name in ExtractReply.model_fields}


def answer(value: Any, reason: str = "stop") -> Answer:
    return Answer(json.dumps(value), reason)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param(
            Answer("", refusal="I can’t help\nwith that."), "the model refused: I can’t help with that", id="refusal"
        ),
        pytest.param(Answer(""), "the reply is empty", id="empty"),
        pytest.param(Answer(" \n"), "the reply is empty", id="blank"),
        pytest.param(Answer("", "content_filter"), "content filter withheld", id="filtered"),
        pytest.param(Answer("I am sorry."), "holds no JSON: I am sorry.", id="prose"),
        pytest.param(Answer("<html><body>Bad gateway</body></html>"), "holds no JSON", id="page"),
        pytest.param(Answer('"claims"'), "holds no JSON", id="string"),
        pytest.param(Answer('{"answer": 42}'), "none of the keys", id="another shape"),
        pytest.param(Answer("[1, 2]"), "none of the keys", id="list of numbers"),
        pytest.param(Answer("[]"), "none of the keys", id="empty list"),
        pytest.param(Answer("[" * 50_000), "holds no JSON", id="deep"),
        pytest.param(Answer("x" * 10_000_000), "holds no JSON", id="ten megabytes"),
        pytest.param(Answer('{"verdi', "length"), "broke off before its first item", id="cut off at once"),
        pytest.param(Answer("", "length"), "broke off before its first item", id="nothing but thoughts"),
    ],
)
def test_answers_without_a_reply(given: Answer, problem: str) -> None:
    with pytest.raises(ReplyError) as caught:
        read_reply(given, VerifyReply)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400
    assert vars(caught.value)["reply"] == given.content


def test_one_bad_item_costs_that_item_only() -> None:
    claims = [CLAIM, {"who": "a1"}, 7, None, "s3", CLAIM | {"at": ["s2", 3]}, CLAIM | {"say": "x" * 3_000}]
    reading = read_items(answer(EMPTY | {"claims": claims}), ExtractReply)
    assert [item.at for item in reading.reply.claims] == ["s1", "s2; s3"]
    assert [item.field for item in reading.dropped] == ["claims"] * 5
    assert all(item.problem for item in reading.dropped)
    assert not reading.unfinished


def test_what_is_missing_is_empty_and_what_is_more_is_ignored() -> None:
    reading = read_items(answer({"claims": [CLAIM | {"note": "?"}], "thoughts": "…"}), ExtractReply)
    assert len(reading.reply.claims) == 1
    assert not reading.reply.actors
    assert not reading.dropped


@pytest.mark.parametrize(
    "value",
    [
        {"result": EMPTY | {"claims": [CLAIM]}},
        [EMPTY | {"claims": [CLAIM]}],
        [CLAIM],
        {"claims": CLAIM},
    ],
    ids=["wrapped", "in a list", "bare list", "one for a list"],
)
def test_a_reply_in_another_wrapping(value: Any) -> None:
    assert [item.at for item in read_reply(answer(value), ExtractReply).claims] == ["s1"]


def test_values_outside_the_vocabulary_become_the_least_that_can_be_meant_or_cost_the_item() -> None:
    odd = {"at": 4, "who": "a1: said", "how": "shouted", "say": None, "is": "rumour, CORE"}
    loaded = [{"at": "s1: vile", "is": "Subjective-Adjective, source", "put": None}, {"at": "s1: vile", "is": "rude"}]
    questions = [{"is": "missing_everything", "ask": "Why?", "at": "s1"}]
    actors = [{"id": 1, "name": "Holt", "aliases": None, "type": "robot", "voice": None, "roles": "s1: chair"}]
    reading = read_items(
        answer(EMPTY | {"claims": [odd], "loaded": loaded, "questions": questions, "actors": actors}), ExtractReply
    )
    (claim,) = reading.reply.claims
    assert (claim.at, claim.kind, claim.salience, claim.hedged) == ("s4", "assertion", "core", False)
    assert (claim.mode, claim.confidence) == ("indirect", "explicit")
    assert [(item.category, item.voice) for item in reading.reply.loaded] == [("subjective_adjective", "source")]
    (actor,) = reading.reply.actors
    assert (actor.id, actor.type, actor.aliases, actor.roles) == ("1", "other", [], ["s1: chair"])
    assert [item.field for item in reading.dropped] == ["questions", "loaded"]


def test_a_reply_that_broke_off_says_what_it_did_not_come_to() -> None:
    whole = json.dumps(
        EMPTY | {"claims": [CLAIM, CLAIM], "loaded": [{"at": "s1: vile", "is": "intensifier", "put": None}]}
    )
    cut = whole.index('"at": "s1"', whole.index('"at": "s1"') + 5)
    reading = read_items(Answer(whole[:cut], "length"), ExtractReply)
    assert len(reading.reply.claims) == 1
    assert [*reading.unfinished] == ["claims", "tensions", "questions", "dates", "loaded"]
    assert [*read_items(Answer(whole[: whole.index("vile")], "length"), ExtractReply).unfinished] == ["loaded"]
    assert not read_items(Answer(whole, "length"), ExtractReply).unfinished


def test_half_a_surrogate_pair_costs_its_item() -> None:
    content = '{"repairs": [{"id": "r1", "say": "\\ud800", "who": null}, {"id": "r2", "say": "Yes.", "who": null}]}'
    assert [item.id for item in read_reply(Answer(content), RepairReply).repairs] == ["r2"]


def test_a_headline_that_is_none_is_left_out() -> None:
    reply = read_reply(answer({"headline": {"say": ""}, "summary": [{"say": "A.", "claims": "c1"}]}), ComposeReply)
    assert reply.headline is None
    assert [item.claims for item in reply.summary] == [["c1"]]
    whole = read_reply(answer({"headline": {"say": "A", "claims": ["c1"]}, "summary": []}), ComposeReply)
    assert whole.headline is not None


def test_a_model_that_repeats_itself_is_stopped() -> None:
    reading = read_items(answer(EMPTY | {"claims": [CLAIM] * 5_000}), ExtractReply)
    assert len(reading.reply.claims) == 2_000
    assert "3000 items too many" in reading.dropped[-1].problem


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*EMPTY, "at", "is", "say"]), inner),
    max_leaves=10,
)


@given(JSON, st.sampled_from(["stop", "length", "content_filter", ""]))
def test_whatever_the_shape_nothing_but_a_reply_error_comes_of_it(value: Any, reason: str) -> None:
    for model in (ExtractReply, RepairReply, ComposeReply, VerifyReply):
        try:
            read_items(answer(value, reason), model)
        except ReplyError:
            continue
