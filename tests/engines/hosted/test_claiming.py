"""A claim as it is answered to a claim as it is proposed: evidence, holder, cue, wording, and what they cost."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from brief.document import Document
from brief.engines.hosted.claiming import Reader, find_places
from brief.engines.hosted.exchange import Answer, Request
from brief.engines.hosted.extraction import extract_proposals
from brief.engines.hosted.pointing import Pointing
from brief.engines.hosted.quoted import QuotationIndex
from brief.engines.hosted.replies import ActorItem, ClaimItem
from brief.engines.hosted.tokens import count_tokens
from brief.engines.proposal import Pointer, ProposedClaim
from brief.grounding.gate import ground_proposals
from brief.settings import Settings
from tests.test_prompts import examples

TEXT = (
    "Piet Holt, the harbour master, claimed the pier was shut on 3 May. “We closed it,” he said. “For good.” "
    "The heartless plan ignores the island. Many are said to doubt it. Holt’s deputy denied that."
)
ACTORS: list[dict[str, Any]] = [
    {"id": "a1", "name": "Piet Holt", "aliases": ["Holt"], "type": "person", "voice": "named_person",
     "roles": ["s1: the harbour master"]},
    {"id": "a2", "name": "deputy", "type": "person", "voice": "role_only"},
    {"id": "a3", "name": "Many", "type": "group", "voice": None},
    {"id": "a4", "name": "Gazette", "type": "organisation", "voice": "outlet"},
]  # fmt: skip


def read(text: str = TEXT, english: bool = True, kind: str = "assertion core", **keys: Any) -> ProposedClaim:
    document = Document.from_text(text)
    actors = {actor["id"]: ActorItem.model_validate(actor) for actor in ACTORS}
    numbers = {sentence.index for sentence in document.sentences}
    reader = Reader(Pointing(document), actors, numbers, numbers, QuotationIndex(document).speech_in, english)
    return reader.read_claim(ClaimItem.model_validate({"is": kind} | keys))


def test_a_whole_sentence_of_the_outlet_is_its_own_statement() -> None:
    claim = read(at="s4")
    assert (claim.statement, claim.evidence) == ("The heartless plan ignores the island.", (Pointer(4),))
    assert (claim.source, claim.source_type, claim.mode, claim.cue) == (None, "outlet", "none", None)


def test_a_judgement_of_the_outlet_is_quoted() -> None:
    claim = read(at="s4", kind="judgement core")
    assert claim.statement == "The article says: “The heartless plan ignores the island”."
    assert read(at="s4: the heartless … island", say="“”").statement == (
        "The article says: “The heartless plan ignores the island”."
    )


def test_a_reported_claim_has_its_holder_its_cue_and_its_own_words() -> None:
    claim = read(at="s1: Piet Holt … 3 May", who="a1: claimed", say="Piet Holt said {the pier … 3 May}.")
    assert claim.statement == "Piet Holt said the pier was shut on 3 May."
    assert (claim.source, claim.source_type, claim.mode) == ("Piet Holt", "named_person", "indirect")
    assert (claim.cue, claim.source_span) == (Pointer(1, "claimed"), Pointer(1, "Piet Holt"))
    assert claim.evidence == (Pointer(1, "Piet Holt, the harbour master, claimed the pier was shut on 3 May"),)


@pytest.mark.parametrize("at", ["s2", "s2: We closed it", "s2: “We closed it,”"])
def test_direct_speech_is_what_stands_between_the_marks(at: str) -> None:
    claim = read(at=at, who="a1: said", how="direct")
    assert claim.statement == "Piet Holt said: “We closed it”."
    assert claim.mode == "direct"
    assert all("said" not in (pointer.fragment or "said") for pointer in claim.evidence)


def test_a_quotation_that_goes_on_finds_its_cue_in_the_sentence_before() -> None:
    claim = read(at="s3", who="a1: said", how="direct inferred")
    assert claim.statement == "Piet Holt said: “For good”."
    assert (claim.cue, claim.confidence) == (Pointer(2, "said"), "inferred")


def test_a_holder_whom_nobody_names() -> None:
    claim = read(at="s5", who="?: are said to", say="“”")
    assert (claim.source, claim.source_type, claim.mode) == (None, "implicit", "indirect")
    assert claim.cue == Pointer(5, "are said to")


@pytest.mark.parametrize("who", [None, "", "outlet", "The article", "a4", "a4: reports", ":"])
def test_the_outlet_by_any_name(who: str | None) -> None:
    claim = read(at="s4", who=who, how="mixed")
    assert (claim.source, claim.source_type, claim.mode, claim.cue) == (None, "outlet", "none", None)


def test_a_holder_whom_the_list_of_actors_does_not_have_is_left_to_the_gate() -> None:
    claim = read(at="s4", who="a9: said", say="It ignores the island.")
    assert (claim.source, claim.mode) == ("a9", "indirect")
    assert read(at="s6", who="a2: denied").source_type == "role_only"
    assert read(at="s5", who="a3").source_type == "unnamed_collective"


def test_words_that_stand_nowhere_stay_for_the_gate_to_refuse() -> None:
    claim = read(at="s1: the pier was sold", who="a1: said", how="direct")
    assert claim.evidence == (Pointer(1, "the pier was sold"),)
    assert claim.statement == ""
    assert read(at="s1", say="Holt said {the pier … sold}.").statement == "Holt said the pier … sold."


def test_sentences_that_were_not_shown_are_no_evidence() -> None:
    pointing = Pointing(Document.from_text(TEXT))
    assert not find_places("s1; s2", pointing, own={4}, shown={1, 2, 4})
    assert [place.sentence for place, _ in find_places("s1; s4; s5; s99", pointing, own={4}, shown={1, 4})] == [1, 4]


def test_in_another_language_nothing_is_worded_by_us() -> None:
    text = "Der Rat schließt den Hafen. „Wir haben keine Wahl“, sagte Holt."
    assert read(text, english=False, at="s1", say="“”").statement == "Der Rat schließt den Hafen."
    assert (
        read(text, english=False, at="s2", who="a1: sagte", how="direct").statement
        == "Piet Holt: “Wir haben keine Wahl”"
    )


class _Once:
    def __init__(self, content: str) -> None:
        self.content = content

    async def ask(self, request: Request) -> Answer:
        return Answer(self.content)


def test_claims_cost_less_than_half_of_what_they_cost_with_copied_quotes(record_property: Any) -> None:
    """The claims of both examples, as they are answered and as records that copy what they point at."""
    answered = copied = 0
    for document, reply in examples():
        proposals = asyncio.run(
            extract_proposals(
                document,
                _Once(reply),
                Settings(model="m", context_tokens=32_000, reply_tokens=12_000),
                count=count_tokens,
            )
        )
        records = [
            {
                "statement": claim.statement, "kind": claim.kind, "salience": claim.salience, "hedged": claim.hedged,
                "source": claim.attribution.source, "source_type": claim.attribution.source_type,
                "mode": claim.attribution.mode, "confidence": claim.attribution.confidence,
                "cue": claim.attribution.cue.quote if claim.attribution.cue else None,
                "source_span": claim.attribution.source_span.quote if claim.attribution.source_span else None,
                "evidence": [span.quote for span in claim.evidence],
            }
            for claim in ground_proposals(proposals, document).claims
        ]  # fmt: skip
        items = json.loads(reply)["claims"]
        assert len(records) == len(items)
        answered += count_tokens(json.dumps(items, ensure_ascii=False, separators=(",", ":")))
        copied += count_tokens(json.dumps(records, ensure_ascii=False, separators=(",", ":")))
    record_property("answered_tokens", answered)
    record_property("copied_tokens", copied)
    assert 2 * answered <= copied, f"{answered} tokens as answered, {copied} with copied quotes"


def test_a_view_that_no_words_credit_to_anybody_is_the_outlets() -> None:
    claim = read(at="s5", who="?: are said to", say="“”", how="indirect")
    assert (claim.source_type, claim.mode) == ("implicit", "indirect")
    for who in ("?", "?: is widely seen as"):
        claim = read(at="s5", who=who, say="“”", how="indirect")
        assert (claim.source_type, claim.mode, claim.cue) == ("outlet", "none", None)


def test_a_headline_that_the_text_repeats_is_evidence_and_not_told_twice() -> None:
    claim = read("Pier to Close\n\nThe pier will close.", at="s1; s2", kind="judgement core")
    assert claim.evidence == (Pointer(1), Pointer(2))
    assert claim.statement == "The article says: “The pier will close”."
