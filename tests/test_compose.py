"""From claims to a briefing: nothing is said that no claim says, and every sentence is accounted for."""

from datetime import UTC, datetime

import pytest

from brief.briefing import Attribution, Briefing, Claim, Evidence, Provenance
from brief.compose import compose_briefing
from brief.document import Document
from brief.errors import GroundingError
from brief.grounding.gate import Grounding

TEXT = "Kell said the quay is shut. Kell said the boats are gone. Ray said the quay is open. Who pays?"
DOCUMENT = Document.from_text(TEXT)
PROVENANCE = Provenance(engine="test", brief_version="0", created_at=datetime(2021, 6, 3, tzinfo=UTC))


def _claim(number: int, holder: str, words: str, *, salience: str = "core", actor: str | None = None) -> Claim:
    quote = f"{holder} said {words}"
    start = TEXT.index(quote)
    return Claim(
        id=f"c{number}",
        statement=f"{holder} said that {words}.",
        kind="assertion",
        salience=salience,  # type: ignore[arg-type]
        support="verified",
        attribution=Attribution(source=holder, source_type="named_person", mode="indirect", actor_id=actor),
        evidence=(Evidence(start=start, end=start + len(quote), quote=quote),),
    )


def _briefing(*claims: Claim, unread: dict[int, str] | None = None) -> Briefing:
    grounding = Grounding(claims=claims, actors=(), dates=(), loaded=(), tensions=(), questions=(), rejected=())
    return compose_briefing(grounding, DOCUMENT, unread=unread or {}, provenance=PROVENANCE)


CLAIMS = (
    _claim(1, "Kell", "the quay is shut"),
    _claim(2, "Kell", "the boats are gone"),
    _claim(3, "Ray", "the quay is open"),
)


def test_two_short_claims_of_one_holder_become_one_line_that_cites_both() -> None:
    first = _briefing(*CLAIMS).summary[0]
    assert first.text == "Kell said that the quay is shut, and that the boats are gone."
    assert first.claim_ids == ("c1", "c2")


def test_every_holder_is_heard_before_one_is_heard_twice() -> None:
    cited = {i for line in _briefing(*CLAIMS).summary for i in line.claim_ids}
    assert cited == {"c1", "c2", "c3"}


def test_the_headline_is_the_first_core_claim() -> None:
    headline = _briefing(_claim(1, "Kell", "the quay is shut", salience="low"), *CLAIMS[1:]).headline
    assert headline.claim_ids == ("c2",)
    assert headline.text == "Kell said that the boats are gone"


def test_a_sentence_without_a_claim_has_a_reason() -> None:
    coverage = _briefing(*CLAIMS).coverage
    assert [bool(entry.claim_ids) for entry in coverage] == [True, True, True, False]
    assert coverage[3].reason == "it asks and does not say"
    assert _briefing(*CLAIMS, unread={4: "the call failed"}).coverage[3].reason == "the call failed"


def test_claims_of_another_text_cannot_be_composed() -> None:
    wrong = CLAIMS[0].model_copy(update={"evidence": (Evidence(start=1, end=5, quote="Kell"),)})
    with pytest.raises(GroundingError, match="does not stand at 1"):
        _briefing(wrong)


def test_a_document_of_low_claims_still_has_a_summary() -> None:
    assert _briefing(_claim(1, "Kell", "the quay is shut", salience="low")).summary


def test_a_judgement_is_no_headline_where_there_is_a_claim_that_judges_nothing() -> None:
    judgement = CLAIMS[0].model_copy(update={"kind": "judgement"})
    assert _briefing(judgement, CLAIMS[1]).headline.claim_ids == ("c2",)
    assert _briefing(judgement).headline.claim_ids == ("c1",)


def _own(number: int, statement: str, quote: str, *, support: str = "verified", kind: str = "assertion") -> Claim:
    start = TEXT.index(quote)
    return Claim(
        id=f"c{number}",
        statement=statement,
        kind=kind,  # type: ignore[arg-type]
        salience="core",
        support=support,  # type: ignore[arg-type]
        attribution=Attribution(),
        evidence=(Evidence(start=start, end=start + len(quote), quote=quote),),
    )


def test_a_summary_tells_nothing_twice() -> None:
    whole = _own(4, "The article says: “Ray said the quay is open”.", "Ray said the quay is open.", support="quoted")
    part = _own(5, "The article says that the quay is open.", "the quay is open")
    lines = [line for line in _briefing(CLAIMS[0], whole, part).summary if "quay is open" in line.text]
    assert [line.claim_ids for line in lines] == [("c4", "c5")]


def test_a_summary_has_room_for_a_fifth_of_the_text_and_no_more() -> None:
    text = " ".join(
        f"Member {chr(65 + i)}{'xyz'[i % 3]}on said the {i} boats of bay {i} were lost at sea." for i in range(60)
    )
    document = Document.from_text(text)
    claims = []
    for number, sentence in enumerate(document.sentences, 1):
        span = sentence.span
        claims.append(
            Claim(
                id=f"c{number}",
                statement=span.quote,
                kind="assertion",
                salience="core",
                support="verified",
                attribution=Attribution(source=f"Member {number}", source_type="named_person", mode="indirect"),
                evidence=(Evidence(start=span.start, end=span.end, quote=span.quote),),
            )
        )
    grounding = Grounding(claims=tuple(claims), actors=(), dates=(), loaded=(), tensions=(), questions=(), rejected=())
    summary = compose_briefing(grounding, document, unread={}, provenance=PROVENANCE).summary
    assert 3 <= len(summary) <= 8
    assert sum(len(line.text.split()) for line in summary) <= 0.2 * len(text.split())
    assert summary[0].claim_ids == ("c1",)


def test_a_headline_is_no_line_of_a_summary_that_has_others() -> None:
    headline = _own(4, "The headline says: “Who pays”.", "Who pays", support="quoted")
    assert "c4" not in {i for line in _briefing(headline, *CLAIMS).summary for i in line.claim_ids}
    assert {i for line in _briefing(headline).summary for i in line.claim_ids} == {"c4"}


def test_a_summary_tells_what_happened_before_who_says_what() -> None:
    own = _own(4, "The article says that the boats are gone.", "the boats are gone")
    lines = [line.claim_ids[0] for line in _briefing(_claim(1, "Kell", "the quay is shut"), CLAIMS[2], own).summary]
    assert lines == ["c1", "c4", "c3"]


def test_what_needs_another_sentence_gives_way_in_a_summary_and_is_no_headline() -> None:
    leaning = CLAIMS[0].model_copy(update={"statement": "Kell said that it is shut."})
    assert _briefing(leaning, CLAIMS[2]).headline.claim_ids == ("c3",)


def test_a_claim_that_tells_all_of_another_takes_its_place_and_cites_both() -> None:
    longer = CLAIMS[0].model_copy(
        update={"id": "c9", "statement": "Kell said that the quay is shut, with a goal of opening it in May."}
    )
    lines = [line for line in _briefing(CLAIMS[0], longer).summary if "quay is shut" in line.text]
    assert [line.claim_ids for line in lines] == [("c9", "c1")]
