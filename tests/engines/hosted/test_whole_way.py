"""A model that reads well, from the first request to the finished briefing: how few calls it takes, what is told."""

from __future__ import annotations

import json
from collections import Counter

from brief.engines.hosted import HostedEngine
from brief.engines.hosted.exchange import Answer, Request
from brief.grounding.audit import audit
from brief.pipeline import summarise
from brief.prompts import load_prompt
from brief.settings import Settings
from tests.engines.hosted.lighthouse import ENGLISH, GERMAN, MIXED, Script


class Reader:
    """Answers with the hand-written replies of a script, a `careful` one without those that say too much."""

    def __init__(self, script: Script, *, careful: bool = False) -> None:
        self.calls: Counter[str] = Counter()
        self.seen: dict[str, str] = {}
        self._replies = {stage: json.loads(json.dumps(reply)) for stage, reply in script.replies.items()}
        if careful:
            claims = self._replies["extract"]["claims"]
            self._replies["extract"]["claims"] = [each for each in claims if each["say"] not in TOO_MUCH]

    async def ask(self, request: Request) -> Answer:
        self.calls[request.stage] += 1
        self.seen[request.stage] = "\n".join(message.content for message in request.messages)
        return Answer(json.dumps(self._replies[request.stage], ensure_ascii=False))


TOO_MUCH = ("The agency has hidden a report from 2019.", "Repairs will cost 3 million crowns.")
TEXT = ENGLISH.document.text


def test_a_text_that_fits_and_is_read_well_takes_two_calls() -> None:
    reader = Reader(ENGLISH, careful=True)
    briefing = summarise(ENGLISH.document, engine=HostedEngine(Settings(model="m"), exchange=reader))
    assert reader.calls == {"extract": 1, "compose": 1}
    assert audit(briefing, ENGLISH.document).ok
    assert all(entry.claim_ids for entry in briefing.coverage)
    told = {claim.statement: claim for claim in briefing.claims}
    hidden = told["Jon Aldis said the agency may have hidden a report from 2019."]
    assert (hidden.hedged, hidden.attribution.source, hidden.support) == (True, "Jon Aldis", "verified")
    assert briefing.headline.text == "The coast agency will close the lighthouse on Skarn, Mara Voss said"
    assert briefing.summary[0].text.endswith("on Skarn on 14 May 2024.")
    assert {date.quote: date.value for date in briefing.dates}["14 May 2024"] == "2024-05-14"
    assert [word.quote for word in briefing.loaded] == ["callous"]
    assert [question.category for question in briefing.open_questions] == ["missing_evidence"]  # the other is answered
    assert briefing.provenance.prompts == (load_prompt("extract").label, load_prompt("compose").label)


def test_what_says_too_much_is_asked_for_once_more_and_all_at_once() -> None:
    reader = Reader(ENGLISH)
    briefing = summarise(ENGLISH.document, engine=HostedEngine(Settings(model="m", verify=True), exchange=reader))
    assert reader.calls == {"extract": 1, "repair": 1, "verify": 1, "compose": 1}
    assert audit(briefing, ENGLISH.document).ok
    assert not any(statement in TOO_MUCH for statement in (claim.statement for claim in briefing.claims))
    assert {item.statement for item in briefing.rejected} >= set(TOO_MUCH)
    assert all(statement in reader.seen["repair"] for statement in TOO_MUCH)


def test_the_later_stages_never_see_the_text() -> None:
    reader = Reader(ENGLISH)
    summarise(ENGLISH.document, engine=HostedEngine(Settings(model="m", verify=True), exchange=reader))
    untold = "its director"  # a role, which no statement has
    assert untold in reader.seen["extract"]
    assert untold not in reader.seen["compose"]
    assert TEXT not in "".join(reader.seen[stage] for stage in ("repair", "verify", "compose"))


def test_other_languages_keep_their_offsets() -> None:
    for script in (GERMAN, MIXED):
        document = script.document
        briefing = summarise(document, engine=HostedEngine(Settings(model="m"), exchange=Reader(script)))
        assert audit(briefing, document).ok
        assert sum(bool(entry.claim_ids) for entry in briefing.coverage) >= len(briefing.coverage) - 1
        for _, span in briefing.places():
            assert document.text[span.start : span.end] == span.quote
