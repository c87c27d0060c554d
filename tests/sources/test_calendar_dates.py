"""A stated date is one day, or none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.sources.calendar_dates import parse_day


@pytest.mark.parametrize(
    "stated",
    [
        "2024-05-03",
        "2024-05-03T23:59:00-11:00",
        " 2024-05-03 07:00",
        "2024-5-3",
        "20240503",
        "20240503T101500Z",
        "20240503101500",
        "2024/05/03",
        "3 May 2024",
        "3. May 2024",
        "May 3, 2024",
        "Friday, May 3rd, 2024".replace("rd", ""),
        "Fri, 03 May 2024 23:59:00 -0700",
        "1714730400",
        "1714730400000",
    ],
)
def test_a_day_is_read_in_its_own_time_zone(stated: str) -> None:
    assert parse_day(stated) == date(2024, 5, 3)


@pytest.mark.parametrize(
    "stated",
    ["", "03/05/2024", "yesterday", "2024", "2024-13-40", "0001-01-01", "May 2024", "Smarch 3, 2024", "2024-05"],
)
def test_what_is_no_one_day_is_none(stated: str) -> None:
    assert parse_day(stated) is None


@given(st.dates(min_value=date(1600, 1, 1)))
def test_iso_days_come_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day:%Y%m%d}") == day


@given(st.text(max_size=60))
def test_any_string_is_survived(stated: str) -> None:
    assert parse_day(stated) is None or isinstance(parse_day(stated), date)
