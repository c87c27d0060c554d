"""Replies that break off, come in another order or cannot be read: what is missing is asked for, or said to be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import cast

import pytest

from brief.engines.hosted.exchange import Answer, Request
from brief.errors import EngineError, EngineUnavailable
from tests.engines.hosted.boats import EMPTY, NARROW, Model, claim, each_sentence, extract, numbers, story


@pytest.mark.parametrize(
    "bad",
    [Answer("I am sorry."), Answer(""), Answer('{"x": 1}'), Answer("", refusal="No."), Answer("<html>502</html>")],
    ids=["prose", "empty", "another shape", "refusal", "page"],
)
def test_a_reply_that_cannot_be_read_is_asked_for_once_more(bad: Answer) -> None:
    document = story(2)
    model = Model(lambda request: bad if len(request.messages) == 2 else each_sentence(request))
    proposals = extract(document, model)
    assert len(model.requests) == 2
    assert model.requests[1].messages[:2] == model.requests[0].messages
    assert "could not be read" in model.requests[1].messages[2].content
    assert len(proposals.claims) == len(document.sentences)
    stubborn = Model(lambda request: bad if 31 in numbers(request) else each_sentence(request))
    unread = extract(story(60), stubborn, NARROW).unread
    assert sum(31 in numbers(request) for request in stubborn.requests) == 2
    assert 31 in [number for number, _ in unread]


def cut_after(n_claims: int) -> Callable[[Request], Answer]:
    """A model whose replies break off after so many claims."""

    def reply(request: Request) -> Answer:
        told = numbers(request)
        whole = each_sentence(request)
        if len(told) <= n_claims:
            return Answer(whole)
        place = [match.start() for match in re.finditer(r'"at"', whole)][n_claims]
        return Answer(whole[:place], "length")

    return reply


@pytest.mark.parametrize("n_claims", [1, 3, 7])
def test_a_reply_that_breaks_off_is_asked_for_the_rest_in_halves(n_claims: int) -> None:
    document, model = story(8), Model(cut_after(n_claims))
    proposals = extract(document, model)
    told = [c.evidence[0].sentence for c in proposals.claims]
    assert told == [sentence.index for sentence in document.sentences]
    assert not proposals.unread
    assert all(len(numbers(later)) < 16 for later in model.requests[1:])


def test_a_reply_out_of_order_that_breaks_off_loses_no_sentence() -> None:
    def last_first(request: Request) -> Answer:
        told = numbers(request)
        if len(told) <= 3:
            return Answer(each_sentence(request))
        whole = json.dumps(EMPTY | {"claims": [claim(f"s{number}") for number in (told[-1], told[0], told[1])]})
        return Answer(whole[: whole.rindex('"at"')], "length")

    document = story(8)
    proposals = extract(document, Model(last_first))
    told = [c.evidence[0].sentence for c in proposals.claims]
    assert told == [sentence.index for sentence in document.sentences]
    assert not proposals.unread


@pytest.mark.parametrize("odd", [None, 5])
def test_an_answer_that_is_no_text_is_of_no_use(odd: object) -> None:
    with pytest.raises(EngineError, match="the reply is no text but"):
        extract(story(1), Model(lambda _: Answer(cast(str, odd))))


def test_replies_that_all_break_off_at_once_are_no_reply() -> None:
    model = Model(lambda _: Answer('{"actors": [{"id": "a1"', "length"))
    with pytest.raises(EngineUnavailable, match=r"no part of the text could be read: .* cut off by its length"):
        extract(story(4), model)
    assert len(model.requests) == 2 * len(story(4).sentences) - 1


def test_a_sentence_whose_reply_always_breaks_off_is_unread() -> None:
    def reply(request: Request) -> Answer:
        return (
            Answer('{"actors": [], "claims": [{"at', "length")
            if 5 in numbers(request)
            else Answer(each_sentence(request))
        )

    proposals = extract(story(4), Model(reply))
    ((number, reason),) = proposals.unread
    assert number == 5
    assert reason.startswith("the engine could not read it: the reply about it was cut off")
    assert sorted(c.evidence[0].sentence for c in proposals.claims) == [1, 2, 3, 4, 6, 7, 8]


def test_claims_are_not_asked_for_twice_when_only_what_follows_is_missing() -> None:
    document = story(3)

    def reply(request: Request) -> Answer:
        loaded = [{"at": f"s{n}: the", "is": "intensifier", "put": None} for n in numbers(request) if n % 2 == 0]
        whole = json.dumps(EMPTY | {"claims": [claim(f"s{n}") for n in numbers(request)], "loaded": loaded})
        cut = whole.find("s4: the")
        return Answer(whole[:cut], "length") if len(numbers(request)) > 3 else Answer(whole)

    proposals = extract(document, Model(reply))
    assert [c.evidence[0].sentence for c in proposals.claims] == [1, 2, 3, 4, 5, 6]
    assert len(proposals.loaded) == 3
