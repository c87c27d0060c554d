"""Which of several days, months or quarters is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.language.date_calendar import resolve_day, resolve_holiday, resolve_month, resolve_part, resolve_weekday
from brief.language.date_values import Moment, write_timex

THURSDAY = date(2021, 6, 3)


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(1, 7), st.sampled_from([-1, 0, 1]), st.booleans())
def test_a_weekday_is_one_and_lies_on_the_side_of_its_tense(day: date, weekday: int, tense: int, strict: bool) -> None:
    found = resolve_weekday(day, weekday, tense=tense, strict=strict).calendar_day
    assert found is not None
    assert found.isoweekday() == weekday
    distance = (found - day).days
    assert (0 <= distance <= 7) if tense > 0 else (-7 <= distance <= 0)
    assert distance != 0 or not strict


@pytest.mark.parametrize(
    ("month", "tense", "strict", "timex"),
    [
        (7, -1, False, "2021-07"),  # next month is meant even in the past tense: "said it would open in July"
        (11, -1, False, "2020-11"),
        (11, 1, False, "2021-11"),
        (6, -1, True, "2020-06"),
        (6, 1, True, "2022-06"),
        (12, 0, False, "2020-12"),
    ],
)
def test_month(month: int, tense: int, strict: bool, timex: str) -> None:
    assert write_timex(resolve_month(THURSDAY, month, tense=tense, strict=strict)) == timex


def test_day_of_a_leap_year() -> None:
    assert resolve_day(date(2021, 3, 1), 2, 29, tense=-1) == Moment(2020, 2, 29)
    assert resolve_day(date(2022, 6, 1), 2, 29, tense=-1) == Moment(None, 2, 29)


@pytest.mark.parametrize(
    ("part", "tense", "strict", "timex"),
    [
        ("Q1", 0, False, "2021-Q1"),
        ("Q3", 0, False, "2020-Q3"),
        ("Q3", 1, False, "2021-Q3"),
        ("Q1", 1, False, "2021-Q1"),
        ("SU", -1, True, "2020-SU"),
        ("H2", 0, False, "2020-H2"),
    ],
)
def test_part_of_a_year(part: str, tense: int, strict: bool, timex: str) -> None:
    assert write_timex(resolve_part(THURSDAY, part, tense=tense, strict=strict)) == timex


def test_holidays() -> None:
    assert resolve_holiday("12-25", THURSDAY, tense=-1) == Moment(2020, 12, 25)
    assert resolve_holiday("12-25", THURSDAY, tense=1) == Moment(2021, 12, 25)
    assert resolve_holiday("thanksgiving", 2021) == Moment(2021, 11, 25)
    assert resolve_holiday("easter", None) is None
    assert resolve_holiday("12-25", None) == Moment(None, 12, 25)
