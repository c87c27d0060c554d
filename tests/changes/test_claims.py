"""What became of claims, on briefings written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from brief.briefing import Claim, Evidence
from brief.changes.claims import compare_claims, overlap_share
from brief.changes.record import Part

TEXT = (
    "The harbour board closed the north pier on Monday. "
    "Ines Corrie, its head, said the pier had sunk by 4 centimetres. "
    "Fishermen called the closure a disgrace."
)


def claim(id: str, statement: str, quote: str, **more: Any) -> Claim:
    start = TEXT.index(quote)
    evidence = [{"start": start, "end": start + len(quote), "quote": quote}]
    record = {"id": id, "statement": statement, "kind": "assertion", "salience": "core", "support": "verified"}
    return Claim.model_validate(record | {"evidence": evidence} | more)


CORRIE = {"source": "Ines Corrie", "source_type": "named_person", "mode": "indirect"}
CLOSED = claim("c1", "The harbour board closed the north pier on Monday.", TEXT[:50])
SUNK = claim(
    "c2",
    "Ines Corrie said that the pier had sunk by 4 centimetres.",
    "the pier had sunk by 4 centimetres",
    attribution=CORRIE,
)
DISGRACE = claim(
    "c3",
    "Fishermen called the closure a “disgrace”.",
    "Fishermen called the closure a disgrace.",
    attribution={"source": "Fishermen", "source_type": "unnamed_collective", "mode": "indirect"},
)


def changed(
    before: Claim, after: Claim, *, same_text: bool = True, actors: Mapping[str, str] | None = None
) -> dict[str, tuple[Any, Any]]:
    """The differences of two claims that are one."""
    part = compare_claims([before], [after], same_text=same_text, actors=actors or {})
    assert not part.gone
    assert not part.new
    (each,) = part.changed
    assert (each.before_id, each.after_id) == (before.id, after.id)
    return {difference.field: (difference.before, difference.after) for difference in each.differences}


def test_ids_and_order_mean_nothing() -> None:
    before = [CLOSED, SUNK, DISGRACE]
    after = [each.model_copy(update={"id": f"x{n}"}) for n, each in enumerate(reversed(before))]
    assert compare_claims(before, after, same_text=True, actors={}) == Part(same=3)


def test_new_and_gone_name_what_the_other_makes_of_the_same_words() -> None:
    part = compare_claims([CLOSED, SUNK], [CLOSED, SUNK, DISGRACE], same_text=True, actors={})
    assert [(each.id, each.told, each.see) for each in part.new] == [("c3", DISGRACE.statement, ())]
    assert (part.same, part.gone, part.changed) == (2, (), ())
    twice = [DISGRACE, claim("c4", "Somebody spoke of rope.", DISGRACE.evidence[0].quote)]
    part = compare_claims([DISGRACE], twice, same_text=True, actors={})
    assert [(each.id, each.see) for each in part.new] == [("c4", ("c3",))]


@pytest.mark.parametrize("same_text", [True, False])
def test_a_claim_in_other_words_on_the_same_evidence_is_reworded(same_text: bool) -> None:
    told = claim("c9", "The pier was said by Ines Corrie to have subsided.", SUNK.evidence[0].quote, attribution=CORRIE)
    assert changed(SUNK, told, same_text=same_text) == {"statement": (SUNK.statement, told.statement)}


def test_another_number_is_a_rewording_not_another_claim() -> None:
    record = SUNK.model_dump()
    record |= {"statement": SUNK.statement.replace("4", "6")}
    record["evidence"] = [{"start": 0, "end": 34, "quote": SUNK.evidence[0].quote.replace("4", "6")}]
    differences = changed(SUNK, Claim.model_validate(record), same_text=False)
    assert set(differences) == {"statement", "evidence"}


def test_claims_that_share_neither_words_nor_evidence_are_no_pair() -> None:
    part = compare_claims([SUNK], [DISGRACE], same_text=True, actors={})
    assert (len(part.gone), len(part.new), part.changed) == (1, 1, ())
    denied = claim("c5", "Fishermen praised the harbour.", SUNK.evidence[0].quote)
    part = compare_claims([SUNK], [denied], same_text=True, actors={})
    assert (len(part.gone), len(part.new), part.changed) == (1, 1, ())


def test_a_claim_credited_to_somebody_else_is_re_attributed() -> None:
    other = SUNK.model_copy(
        update={
            "attribution": SUNK.attribution.model_copy(
                update={"source": "the board", "source_type": "named_organisation"}
            )
        }
    )
    assert changed(SUNK, other) == {
        "holder": ("Ines Corrie", "the board"),
        "source_type": ("named_person", "named_organisation"),
    }
    own = claim("c2", SUNK.statement, SUNK.evidence[0].quote)
    assert changed(SUNK, own)["holder"] == ("Ines Corrie", "the article itself")


def test_one_actor_by_two_names_is_one_holder() -> None:
    def held(name: str, actor: str) -> Claim:
        more = {"source": name, "actor_id": actor}
        return SUNK.model_copy(update={"attribution": SUNK.attribution.model_copy(update=more)})

    part = compare_claims([held("Corrie", "a1")], [held("Ines Corrie", "a7")], same_text=True, actors={"a1": "a7"})
    assert part == Part(same=1)
    assert "holder" in changed(held("Corrie", "a1"), held("Corrie", "a7"), actors={"a1": "a8"})


def test_kind_weight_and_hedge_are_told() -> None:
    other = SUNK.model_copy(update={"kind": "background", "salience": "low", "hedged": True, "support": "quoted"})
    assert changed(SUNK, other) == {
        "kind": ("assertion", "background"),
        "salience": ("core", "low"),
        "hedged": (False, True),
        "support": ("verified", "quoted"),
    }


def test_a_moved_place_counts_in_one_text_only() -> None:
    (span,) = CLOSED.evidence
    moved = CLOSED.model_copy(update={"evidence": (Evidence(start=1, end=span.end + 1, quote=span.quote),)})
    assert changed(CLOSED, moved) == {"evidence": ((span.quote,), (span.quote,))}
    assert compare_claims([CLOSED], [moved], same_text=False, actors={}) == Part(same=1)


def test_places_overlap_by_their_characters() -> None:
    def at(start: int, end: int) -> Evidence:
        return Evidence(start=start, end=end, quote="x" * (end - start))

    assert overlap_share([at(0, 10)], [at(5, 15)]) == 0.5
    assert overlap_share([at(0, 10), at(20, 30)], [at(0, 10), at(20, 30)]) == 1.0
    assert overlap_share([at(0, 10)], [at(10, 20)]) == 0.0
    assert overlap_share([], []) == 0.0
