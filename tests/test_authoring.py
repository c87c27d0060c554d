"""The way of a document through an engine that can be asked again: each stage is used once, and none is believed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from brief.briefing import Claim, OpenQuestion, StageUsage, Tension, Usage
from brief.document import Document
from brief.engines.proposal import (
    Author,
    Authoring,
    Pointer,
    Proposals,
    ProposedClaim,
    ProposedLine,
    ProposedPage,
    RefusedClaim,
    StandingClaim,
)
from brief.errors import ConfigError, EngineError, EngineUnavailable
from brief.grounding.audit import audit
from brief.pipeline import asummarise, summarise

DOCUMENT = Document.from_text(
    "Kell sold 40 boats in May. The quay was not closed. Residents asked for a vote. The ferry runs on Monday."
)


def claim(statement: str, sentence: int) -> ProposedClaim:
    return ProposedClaim(statement, "assertion", "core", [Pointer(sentence)])


@dataclass
class Scribe:
    """An engine and its own author, who says what it is told to and notes what it is asked."""

    proposals: Proposals
    revisions: Mapping[int, ProposedClaim] = field(default_factory=dict)
    doubts: Mapping[int, str] = field(default_factory=dict)
    page: ProposedPage = field(default_factory=ProposedPage)
    asked: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    name: str = "scribe"

    @asynccontextmanager
    async def open(self, document: Document) -> AsyncIterator[Author]:
        self.asked.append("open")
        try:
            yield self
        finally:
            self.asked.append("close")

    async def propose(self) -> Proposals:
        self.asked.append("propose")
        return self.proposals

    async def revise(self, refused: Sequence[RefusedClaim]) -> Mapping[int, ProposedClaim]:
        self.asked.append("revise")
        self.seen += [each.proposed.statement for each in refused]
        return self.revisions

    async def judge(self, standing: Sequence[StandingClaim]) -> Mapping[int, str]:
        self.asked.append("judge")
        self.seen += [each.statement for each in standing]
        return self.doubts

    async def compose(
        self, claims: Sequence[Claim], questions: Sequence[OpenQuestion], tensions: Sequence[Tension]
    ) -> ProposedPage:
        self.asked.append("compose")
        self.seen += [each.statement for each in claims]
        return self.page

    def usage(self) -> Usage:
        return Usage(calls=4, input_tokens=9, output_tokens=5, stages=(StageUsage(stage="extract", calls=4),))

    def prompts(self) -> Sequence[str]:
        return ["extract@1"]


LIE, TRUE = "Kell sold 50 boats in May.", "Kell sold 40 boats in May."
ASKED = "Residents asked for a vote."


def test_each_stage_sees_what_the_gate_left_and_changes_what_it_may() -> None:
    scribe = Scribe(
        Proposals([claim(LIE, 1), claim("The quay was not closed.", 2), claim(ASKED, 3)]),
        revisions={0: claim(TRUE, 1)},
        doubts={1: "unsupported: another quay"},
        page=ProposedPage(ProposedLine("Kell sold 40 boats in May", ["c1"]), [ProposedLine(ASKED, ["c3"])]),
    )
    assert isinstance(scribe, Authoring)
    briefing = summarise(DOCUMENT, engine=scribe)
    assert scribe.asked == ["open", "propose", "revise", "judge", "compose", "close"]
    quoted = "The article says: “The quay was not closed.”"
    assert scribe.seen == [LIE, TRUE, "The quay was not closed.", ASKED, TRUE, quoted, ASKED]
    assert [each.statement for each in briefing.claims] == [TRUE, quoted, ASKED]
    assert briefing.headline.text == "Kell sold 40 boats in May"
    assert [line.text for line in briefing.summary] == [ASKED]
    assert [item.reason for item in briefing.rejected] == ["number_not_in_evidence", "doubted"]
    assert (briefing.provenance.engine, briefing.provenance.prompts) == ("scribe", ("extract@1",))
    assert briefing.provenance.usage.stages[0].stage == "extract"
    assert briefing.provenance.usage.seconds is not None
    assert audit(briefing, DOCUMENT).ok


def test_nobody_is_asked_to_mend_what_is_whole() -> None:
    scribe = Scribe(Proposals([claim(f"The article says: “{TRUE}”", 1)]))
    summarise(DOCUMENT, engine=scribe)
    assert scribe.asked == ["open", "propose", "compose", "close"]


def test_a_scribe_who_lies_at_every_stage_changes_nothing_that_is_told() -> None:
    lie = ProposedLine("Kell robbed the harbour.", ["c1"])
    scribe = Scribe(
        Proposals([claim(LIE, 1), claim("The ferry runs on Monday.", 4)]),
        revisions={0: claim("Kell robbed the harbour.", 1), 1: claim("The ferry sank.", 4), 9: claim("It sank.", 4)},
        doubts={7: "no such claim"},
        page=ProposedPage(headline=lie, summary=[lie, ProposedLine("It sank.", ["c7"])], answered=[("q9", "c1")]),
    )
    briefing = summarise(DOCUMENT, engine=scribe)
    told = [briefing.headline.text, *(line.text for line in briefing.summary), *(c.statement for c in briefing.claims)]
    assert not any("robbed" in words or "sank" in words or "50" in words for words in told)
    assert audit(briefing, DOCUMENT).ok


def test_sentences_that_could_not_be_read_are_accounted_for() -> None:
    reason = "the engine could not read it: no answer in time"
    scribe = Scribe(Proposals([claim(TRUE, 1)], unread=[(2, reason), (3, reason)]))
    briefing = summarise(DOCUMENT, engine=scribe)
    assert [entry.reason for entry in briefing.coverage] == [None, reason, reason, "no claim was found in it"]
    assert audit(briefing, DOCUMENT).ok


def test_nothing_that_holds_is_an_error_that_gives_the_reason() -> None:
    scribe = Scribe(Proposals([], unread=[(1, "the engine could not read it: no answer in time")]))
    with pytest.raises(EngineError, match="could not read it: no answer in time"):
        summarise(DOCUMENT, engine=scribe)


def test_the_context_is_left_when_a_stage_fails() -> None:
    class Unreachable(Scribe):
        async def propose(self) -> Proposals:
            raise EngineUnavailable("the endpoint does not answer; try again")

    scribe = Unreachable(Proposals([]))
    with pytest.raises(EngineUnavailable):
        summarise(DOCUMENT, engine=scribe)
    assert scribe.asked == ["open", "close"]


def test_a_caller_with_an_event_loop_may_use_either_way() -> None:
    proposals = Proposals([claim(TRUE, 1), claim(ASKED, 3)])

    async def both() -> tuple[int, int]:
        plain = summarise(DOCUMENT, engine=Scribe(proposals))
        awaited = await asummarise(DOCUMENT, engine=Scribe(proposals))
        return len(plain.claims), len(awaited.claims)

    assert asyncio.run(both()) == (2, 2)


def test_a_cancelled_summary_leaves_its_context() -> None:
    class Slow(Scribe):
        async def propose(self) -> Proposals:
            await asyncio.sleep(30)
            return self.proposals

    scribe = Slow(Proposals([]))

    async def give_up() -> None:
        async with asyncio.timeout(0.05):
            await asummarise(DOCUMENT, engine=scribe)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    assert scribe.asked == ["open", "close"]


def test_each_part_is_asked_about_by_itself_and_answers_for_no_other() -> None:
    class Clerk(Scribe):
        async def revise(self, refused: Sequence[RefusedClaim]) -> Mapping[int, ProposedClaim]:
            self.seen.append(", ".join(str(each.number) for each in refused))
            await asyncio.sleep(0.05 if refused[0].number == 0 else 0)
            return {0: claim("It sank.", 1)} if refused[0].number else {0: claim(TRUE, 1)}

    proposals = Proposals([claim(LIE, 1), claim("The quay was closed.", 2), claim(ASKED, 3)], parts=[1, 2])
    clerk = Clerk(proposals)
    briefing = summarise(DOCUMENT, engine=clerk)
    assert clerk.seen[:2] == ["0", "1"]
    assert clerk.asked.count("judge") == 2
    assert briefing.claims[0].statement == TRUE
    assert not any("sank" in item.statement for item in briefing.rejected)


def test_what_no_call_can_mend_ends_all_parts() -> None:
    class Locked(Scribe):
        async def revise(self, refused: Sequence[RefusedClaim]) -> Mapping[int, ProposedClaim]:
            if refused[0].number:
                raise ConfigError("the key is wrong; set OPENAI_API_KEY")
            await asyncio.sleep(30)
            return {}

    scribe = Locked(Proposals([claim(LIE, 1), claim("The quay was closed.", 2)], parts=[1, 1]))
    with pytest.raises(ConfigError):
        summarise(DOCUMENT, engine=scribe)
    assert scribe.asked[-1] == "close"
