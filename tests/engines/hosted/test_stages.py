"""Repair, judge and composer: what each is shown, what its answer means, and that the run goes on without it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from brief.briefing import Claim, Evidence, OpenQuestion
from brief.document import Document
from brief.engines.hosted.asking import Asker
from brief.engines.hosted.composing import compose_page
from brief.engines.hosted.repairing import repair_claims
from brief.engines.hosted.verifying import judge_claims
from brief.engines.proposal import Pointer, ProposedClaim, ProposedPage, RefusedClaim, StandingClaim
from brief.errors import ConfigError, EngineUnavailable
from brief.settings import Settings
from tests.engines.hosted.scripted import ScriptedExchange

DOCUMENT = Document.from_text("Kell sold 40 boats in May. Orr said the quay was open. Residents asked for a vote.")


def asker(exchange: ScriptedExchange, **more: Any) -> Asker:
    settings = Settings(model="m", cache=False, **more)
    return Asker(exchange, settings, language="en", count=lambda words: len(words.split()), where="note.txt")


def refused(number: int, statement: str, sentence: int, **more: Any) -> RefusedClaim:
    proposed = ProposedClaim(statement, "assertion", "core", [Pointer(sentence)], **more)
    span = DOCUMENT.sentences[sentence - 1].span
    return RefusedClaim(number, proposed, [span], [("number_not_in_evidence", "'50' is not in the evidence")])


REFUSED = [
    refused(0, "Kell sold 50 boats in May.", 1),
    refused(4, "Orr said that the quay was shut.", 2, source="Orr", source_type="named_person", mode="indirect"),
    refused(7, "Residents asked for votes.", 3),
]


def test_all_refusals_go_out_in_one_call_with_evidence_and_reasons() -> None:
    exchange = ScriptedExchange({"repair": {"repairs": []}})
    assert asyncio.run(repair_claims(REFUSED, asker(exchange))) == {}
    assert len(exchange.requests) == 1
    shown = exchange.data("repair")
    for claim in REFUSED:
        assert claim.proposed.statement in shown
        assert claim.evidence[0].quote in shown
    assert "number_not_in_evidence: '50' is not in the evidence" in shown
    assert "Orr (named_person)" in shown


def test_a_repair_changes_the_words_and_may_give_the_claim_back_to_the_outlet() -> None:
    replies = [
        {"id": "r0", "say": "Kell sold {40 … May}.", "who": None},
        {"id": "r0", "say": "A second answer does not count.", "who": None},
        {"id": "r4", "say": "The article says the quay was open.", "who": "outlet"},
        {"id": "r7", "say": None, "who": None},
        {"id": "r9", "say": "Nobody asked.", "who": None},
    ]
    exchange = ScriptedExchange({"repair": {"repairs": replies}})
    revised = asyncio.run(repair_claims(REFUSED, asker(exchange)))
    assert set(revised) == {0, 4}
    assert revised[0].statement == "Kell sold 40 boats in May."
    assert revised[0].evidence == REFUSED[0].proposed.evidence
    assert (revised[4].source, revised[4].source_type, revised[4].mode) == (None, "outlet", "none")


def test_refusals_that_do_not_fit_into_one_request_go_out_in_several() -> None:
    many = [refused(n, f"Kell sold {n} boats in May.", 1) for n in range(60)]
    exchange = ScriptedExchange({"repair": {"repairs": []}})
    asyncio.run(repair_claims(many, asker(exchange, context_tokens=6_000, reply_tokens=1_100)))
    assert len(exchange.requests) == 6
    shown = exchange.data("repair")
    assert all(f"r{n}: " in shown for n in range(60))


STANDING = [StandingClaim(n, sentence.span.quote, [sentence.span]) for n, sentence in enumerate(DOCUMENT.sentences)]


def test_a_judge_sees_statement_and_evidence_and_can_only_doubt() -> None:
    verdicts = [
        {"id": "v0", "verdict": "supported", "why": None},
        {"id": "v1", "verdict": "unsupported", "why": "another quay"},
        {"id": "v2", "verdict": "unclear", "why": None},
        {"id": "v8", "verdict": "unsupported", "why": "nobody asked"},
    ]
    exchange = ScriptedExchange({"verify": {"verdicts": verdicts}})
    doubts = asyncio.run(judge_claims(STANDING, asker(exchange)))
    assert doubts == {1: "unsupported: another quay", 2: "unclear: no reason is given"}
    assert exchange.data("verify").count("evidence: ") == 3


def test_a_judge_who_says_nothing_is_no_acquittal(caplog: pytest.LogCaptureFixture) -> None:
    exchange = ScriptedExchange({"verify": {"verdicts": [{"id": "v0", "verdict": "supported", "why": None}]}})
    with caplog.at_level(logging.WARNING):
        assert asyncio.run(judge_claims(STANDING, asker(exchange))) == {}
    assert "note.txt: 2 of 3 statements were not judged" in caplog.text


def claim(id: str, sentence: int, **more: Any) -> Claim:
    span = DOCUMENT.sentences[sentence - 1].span
    place = Evidence(start=span.start, end=span.end, quote=span.quote)
    given = {"kind": "assertion", "salience": "core", "support": "verified", **more}
    return Claim(id=id, statement=span.quote, evidence=(place,), **given)


CLAIMS = [claim("c1", 1), claim("c2", 2, salience="low"), claim("c3", 3, salience="supporting")]
PLACE = Evidence(start=0, end=4, quote="Kell")
QUESTION = OpenQuestion(id="q1", question="Who is Kell?", category="missing_identity", why="", evidence=(PLACE,))


def compose(exchange: ScriptedExchange, **more: Any) -> ProposedPage:
    return asyncio.run(compose_page(CLAIMS, [QUESTION], [], DOCUMENT, asker(exchange, **more)))


def test_the_composer_may_answer_no_longer_than_the_settings_say() -> None:
    exchange = ScriptedExchange({"compose": {"headline": None, "summary": [], "tensions": [], "answered": []}})
    compose(exchange, reply_tokens=600)
    assert [request.max_output_tokens for request in exchange.requests] == [600]


def test_the_composer_sees_claims_and_no_document_and_its_lines_cite_them() -> None:
    reply = {
        "headline": {"say": "Kell sold 40 boats", "claims": ["c1"]},
        "summary": [{"say": "Residents asked for a vote.", "claims": ["c3", "c9"]}],
        "tensions": [
            {"is": "source_disagreement", "say": "Kell and Orr differ.", "at": ["c1", "c2"]},
            {"is": "source_disagreement", "say": "Nowhere.", "at": ["c9"]},
        ],
        "answered": [{"question": "q1", "claim": "c1"}, {"question": "q2", "claim": "c9"}],
    }
    exchange = ScriptedExchange({"compose": reply})
    page = compose(exchange)
    assert page.headline is not None
    assert (page.headline.text, [*page.headline.claim_ids]) == ("Kell sold 40 boats", ["c1"])
    assert [[*line.claim_ids] for line in page.summary] == [["c3", "c9"]]
    assert [[*tension.evidence] for tension in page.tensions] == [[Pointer(1), Pointer(2)]]
    assert page.answered == [("q1", "c1")]
    assert "q1: Who is Kell?" in exchange.data("compose")


def test_what_weighs_least_is_left_out_where_not_all_fit() -> None:
    exchange = ScriptedExchange({"compose": {"headline": None, "summary": [], "tensions": [], "answered": []}})

    def shown_with(tokens: int) -> list[str]:
        exchange.requests.clear()
        compose(exchange, context_tokens=tokens, reply_tokens=200)
        return [i for i in ("c1", "c2", "c3") if f"{i} [" in exchange.data("compose")]

    assert shown_with(16_000) == ["c1", "c2", "c3"]
    least = next(tokens for tokens in range(1_000, 16_000, 5) if "c3" in shown_with(tokens))
    assert shown_with(least) == ["c1", "c3"]


@pytest.mark.parametrize("script", [EngineUnavailable("the endpoint is away"), "no JSON", '{"colour": "red"}'])
def test_a_stage_that_gets_no_answer_is_done_without_and_that_is_said(
    script: Any, caplog: pytest.LogCaptureFixture
) -> None:
    exchange = ScriptedExchange({"repair": script, "verify": script, "compose": script})
    with caplog.at_level(logging.WARNING):
        assert asyncio.run(repair_claims(REFUSED, asker(exchange))) == {}
        assert asyncio.run(judge_claims(STANDING, asker(exchange))) == {}
        assert compose(exchange) == ProposedPage()
    for stage in ("repair", "verify", "compose"):
        assert f"note.txt: the call to {stage} came to nothing" in caplog.text


def test_what_makes_every_call_fail_ends_the_run() -> None:
    exchange = ScriptedExchange({"repair": ConfigError("the key is wrong; set OPENAI_API_KEY")})
    with pytest.raises(ConfigError):
        asyncio.run(repair_claims(REFUSED, asker(exchange)))


def test_the_prompts_that_were_used_are_known() -> None:
    exchange = ScriptedExchange({"repair": {"repairs": []}, "verify": {"verdicts": []}})
    asking = asker(exchange)
    asyncio.run(repair_claims(REFUSED, asking))
    assert [label.partition("@")[0] for label in asking.labels] == ["repair"]


def test_a_line_may_be_left_to_its_claim_or_point_into_its_claims() -> None:
    reply = {
        "headline": {"say": "{Kell sold … boats}", "claims": ["c1"]},
        "summary": [{"say": None, "claims": ["c3", "c1"]}, {"say": None, "claims": ["c9"]}],
        "tensions": [{"is": "internal_tension", "say": "“{Kell … boats}” and “{the quay … open}”.", "at": "c1; c2"}],
        "answered": [],
    }
    page = compose(ScriptedExchange({"compose": reply}))
    assert page.headline is not None
    assert page.headline.text == "Kell sold 40 boats"
    assert [line.text for line in page.summary] == [CLAIMS[2].statement, ""]
    assert page.tensions[0].statement == "“Kell sold 40 boats” and “the quay was open”."
