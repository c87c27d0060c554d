"""Every reference leads to the words that say it."""

from __future__ import annotations

from typing import Any

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.page import Quote
from brief.renderers.references import References


def test_only_what_was_referred_to_is_listed(briefing: Briefing) -> None:
    references = References(briefing)
    assert references.claims(["c2", "c4"]) == ("c2", "c4")
    assert [proof.label for proof in references.proofs()] == ["c2", "c4"]


def test_evidence_is_placed_and_worded_once(briefing: Briefing) -> None:
    references = References(briefing)
    references.claims(["c1", "c2"])
    assert [proof.places for proof in references.proofs()] == [(("s2, 40–76", None),), (("s3, 97–114", None),)]
    references = References(briefing)
    references.claims(["c3"])
    words = Quote("Quill said last month that the line was safe", 18)
    assert [proof.places for proof in references.proofs()] == [(("s4, 145–189", words),)]


def test_tensions_and_questions_lead_to_their_claims_or_to_their_own_words(briefing: Briefing) -> None:
    references = References(briefing)
    assert references.tension(briefing.tensions[0]) == ("c1", "c3")
    assert references.question(briefing.open_questions[0]) == ("q1",)
    assert references.tension(briefing.tensions[0].model_copy(update={"claim_ids": ()})) == ("t1",)
    assert [proof.label for proof in references.proofs()] == ["c1", "c3", "t1", "q1"]


def test_sentences_are_numbered_as_the_document_numbers_them(briefing: Briefing, note: Document) -> None:
    references = References(briefing)
    for sentence in note.sentences:
        assert references.sentence(sentence.span.start, sentence.span.end) == f"s{sentence.index}"
    first, second = note.sentences[1].span, note.sentences[2].span
    assert references.sentence(first.start, second.end) == "s2–s3"


def test_ids_that_could_act_are_numbered_anew(note: Document, parts: dict[str, Any]) -> None:
    nasty = '"><script>x</script>'
    claims = [{**claim, "id": nasty if claim["id"] == "c6" else claim["id"]} for claim in parts["claims"]]
    coverage = [
        {**entry, "claim_ids": [nasty if i == "c6" else i for i in entry["claim_ids"]]} for entry in parts["coverage"]
    ]
    references = References(Briefing.of(note, {**parts, "claims": claims, "coverage": coverage}), prefix="2-")
    assert references.claims([nasty, "c1"]) == ("2-c6", "2-c1")
    assert "script" not in "".join(proof.label for proof in references.proofs())
