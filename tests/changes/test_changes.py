"""`brief.diff` on whole briefings."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

import brief
from brief.briefing import Briefing
from brief.changes import Changes, diff
from brief.document import Document


@pytest.fixture(scope="module")
def record(briefing: Briefing) -> dict[str, Any]:
    return briefing.model_dump(mode="json")


def altered(record: dict[str, Any], *path: str | int, **values: Any) -> Briefing:
    """The briefing with other values at a place."""
    copy: dict[str, Any] = Briefing.model_validate(record).model_dump(mode="json")
    place: Any = copy
    for step in path:
        place = place[step]
    place |= values
    return Briefing.model_validate(copy)


def test_a_briefing_does_not_differ_from_itself(briefing: Briefing) -> None:
    changes = brief.diff(briefing, briefing)
    assert isinstance(changes, brief.Changes)
    assert changes.same_text
    assert not changes.differ
    assert changes.claims.same == 6
    assert changes.versions == changes.lines == ()


def test_who_made_it_is_told_and_is_no_difference(briefing: Briefing, record: dict[str, Any]) -> None:
    changes = diff(briefing, altered(record, "provenance", engine="hosted", model="m", prompts=["a@1"]))
    assert {each.field: (each.before, each.after) for each in changes.versions} == {
        "engine": ("by hand", "hosted"),
        "model": (None, "m"),
        "prompts": ((), ("a@1",)),
    }
    assert not changes.differ


@pytest.mark.parametrize(
    ("path", "values", "part", "fields"),
    [
        (("actors", 0), {"type": "group", "aliases": ["Quill", "A. Quill"]}, "actors", ["type", "aliases"]),
        (("actors", 1), {"name": "the town council"}, "actors", ["name"]),
        (("dates", 0), {"value": "2021-05-03", "needs_anchor": False}, "dates", ["value", "needs_anchor"]),
        (("loaded", 0), {"category": "framing_metaphor"}, "loaded", ["category"]),
        (("tensions", 0), {"type": "source_disagreement"}, "tensions", ["type"]),
        (("open_questions", 0), {"why": "Nobody is named."}, "open_questions", ["why"]),
        (("claims", 3), {"salience": "low"}, "claims", ["salience"]),
    ],
)
def test_what_changed_in_a_part_is_told_field_by_field(
    briefing: Briefing,
    record: dict[str, Any],
    path: tuple[str | int, ...],
    values: dict[str, Any],
    part: str,
    fields: list[str],
) -> None:
    changes = diff(briefing, altered(record, *path, **values))
    assert changes.differ
    for name in ("claims", "actors", "dates", "loaded", "tensions", "open_questions"):
        told = getattr(changes, name)
        assert told.differs == (name == part)
        assert not told.new
        assert not told.gone
    (each,) = getattr(changes, part).changed
    assert [difference.field for difference in each.differences] == fields


@pytest.mark.parametrize("part", ["actors", "dates", "loaded", "tensions", "open_questions"])
def test_new_and_gone_are_the_same_seen_from_two_sides(briefing: Briefing, part: str) -> None:
    unlinked = briefing.model_copy(
        update={"claims": tuple(c.model_copy(update={"actor_ids": (), "date_ids": ()}) for c in briefing.claims)}
    )
    fewer = unlinked.model_copy(update={part: getattr(briefing, part)[1:]})
    gone, new = getattr(diff(unlinked, fewer), part), getattr(diff(fewer, unlinked), part)
    assert gone.gone == new.new
    assert len(gone.gone) == 1
    assert (gone.new, gone.changed, new.gone, new.changed) == ((), (), (), ())


def test_headline_and_summary_are_lines(briefing: Briefing, record: dict[str, Any]) -> None:
    changes = diff(briefing, altered(record, "headline", text="The ferry will stop"))
    assert [(each.field, each.after) for each in changes.lines] == [("headline", "The ferry will stop")]
    (line,) = diff(briefing, altered(record, "summary", 0, text="It stops.")).lines
    assert line.before == tuple(each.text for each in briefing.summary)


def test_ids_may_be_other_in_every_briefing(briefing: Briefing, record: dict[str, Any]) -> None:
    text = Briefing.model_validate(record).model_dump_json()
    for old, new in (("c", "k"), ("a", "p"), ("d", "t1m"), ("q", "x")):
        for number in range(1, 7):
            text = text.replace(f'"{old}{number}"', f'"{new}{number}"')
    other = Briefing.load(text)
    assert other != briefing
    assert not diff(briefing, other).differ


def test_two_versions_of_a_text_are_compared_by_words() -> None:
    one = Document.from_text(
        "Ferry stops\n\nThe ferry to Ness will stop on 3 May, the council said. The quay is old. It was built in 1960."
    )
    two = Document.from_text(
        "Ferry stops\n\nA note on top.\n\nThe ferry to Ness will stop on 8 May, the council said. It was built in 1960."
    )
    before, after = brief.summarise(one), brief.summarise(two)
    changes = diff(before, after)
    assert not changes.same_text
    stops = [each for each in changes.claims.changed if "ferry" in each.told.casefold() and "8 May" in each.told]
    assert stops
    assert all("3 May" in str(each.difference("statement")) for each in stops)
    assert any("quay" in each.told for each in changes.claims.gone)
    assert [(each.field) for each in changes.versions] == ["id", "length_chars"]


def test_every_claim_is_accounted_for_on_real_briefings(article: Any) -> None:
    text = article.read_text("utf-8")
    versions = [text, text.replace("September", "October").replace("140 jobs", "90 jobs"), text[: len(text) // 2]]
    made = [brief.summarise(Document.from_text(version)) for version in versions]
    for before, after in itertools.permutations(made, 2):
        changes = diff(before, after)
        for name in ("claims", "actors", "dates", "tensions", "open_questions", "loaded"):
            part = getattr(changes, name)
            assert len(part.gone) + len(part.changed) + part.same == len(getattr(before, name))
            assert len(part.new) + len(part.changed) + part.same == len(getattr(after, name))
        assert Changes.model_validate_json(changes.model_dump_json()) == changes
        assert diff(before, after) == changes
    corrected = diff(made[0], made[1])
    assert not corrected.claims.gone
    assert not corrected.claims.new
    worded = [str(each.difference("statement")) for each in corrected.claims.changed]
    assert sum("October" in each or "90 jobs" in each for each in worded) >= 2
