"""Names that are computed: the same for the same, another for another, and safe wherever they stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.renderers.identifiers import derive, fragment, identify_briefing, web_address, write_time


def test_a_briefing_has_one_name_and_another_briefing_another(briefing: Briefing) -> None:
    name = identify_briefing(briefing)
    assert name == identify_briefing(Briefing.load(briefing.model_dump_json()))
    assert name.version == 5
    hedged = briefing.claims[0].model_copy(update={"hedged": True})
    assert identify_briefing(briefing.model_copy(update={"claims": (hedged, *briefing.claims[1:])})) != name


@given(st.lists(st.text(max_size=4), min_size=1, max_size=3), st.lists(st.text(max_size=4), min_size=1, max_size=3))
def test_parts_are_told_apart_by_every_name(one: list[str], other: list[str]) -> None:
    whole = UUID(int=7)
    assert (derive(whole, *one) == derive(whole, *other)) == (one == other)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_fragment_holds_nothing_that_an_address_cannot(name: str) -> None:
    assert all(character.isascii() and (character.isalnum() or character in "-._~%") for character in fragment(name))


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://example.org/ü <b>", "HTTP://example.org/%C3%BC%20%3Cb%3E"),
        ("article.txt", None),
        ("javascript:alert(1)", None),
        ("-", None),
        (None, None),
    ],
)
def test_only_the_web_has_addresses(source: str | None, address: str | None) -> None:
    assert web_address(source) == address


def test_times_are_told_in_utc() -> None:
    there = datetime(2021, 6, 3, 14, 30, 5, 123_999, timezone(timedelta(hours=2)))
    assert write_time(there) == write_time(there.astimezone(UTC)) == "2021-06-03T12:30:05.123Z"
    assert write_time(datetime(2021, 6, 3)) == "2021-06-03T00:00:00.000Z"
