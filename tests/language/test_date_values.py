"""Moments: counting on from them, and writing them in EDTF and TIMEX3."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.language.date_values import Moment, duration_timex, easter, parse_date_value, write_edtf, write_timex


@pytest.mark.parametrize(
    ("moment", "timex", "edtf"),
    [
        (Moment(2021, 6, 3), "2021-06-03", "2021-06-03"),
        (Moment(2021, 6), "2021-06", "2021-06"),
        (Moment(2021), "2021", "2021"),
        (Moment(None, 12), "XXXX-12", "XXXX-12"),
        (Moment(None, 1, 1), "XXXX-01-01", "XXXX-01-01"),
        (Moment(), "XXXX", None),
        (Moment(2021, part="Q4"), "2021-Q4", "2021-10/2021-12"),
        (Moment(2021, part="H1"), "2021-H1", "2021-01/2021-06"),
        (Moment(2020, part="WI"), "2020-WI", "2020-24"),
        (Moment(2021, part="W21"), "2021-W21", "2021-05-24/2021-05-30"),
        (Moment(2021, part="W21-WE"), "2021-W21-WE", "2021-05-29/2021-05-30"),
        (Moment(1980, digits=3), "198", "198X"),
        (Moment(1900, digits=2), "19", "19XX"),
        (Moment(-489), "BC0490", "-0489"),
        (Moment(2021, 6, 3, time="TMO"), "2021-06-03TMO", "2021-06-03"),
    ],
)
def test_both_notations(moment: Moment, timex: str, edtf: str | None) -> None:
    assert (write_timex(moment), write_edtf(moment)) == (timex, edtf)


@pytest.mark.parametrize(
    ("count", "unit", "timex"),
    [(-1, "D", "2020-02-29"), (-1, "W", "2020-W08"), (-2, "M", "2020-01"), (1, "Q", "2020-Q2"), (-3, "10Y", "1990")],
)
def test_counting_on(count: int, unit: str, timex: str) -> None:
    assert write_timex(Moment(2020, 3, 1).shifted(count, unit)) == timex


@given(st.dates(), st.integers(-1000, 1000))
def test_counting_days_there_and_back(day: date, count: int) -> None:
    there = Moment.of(day).shifted(count, "D")
    if there.calendar_day is not None:
        assert there.shifted(-count, "D").calendar_day == day


@given(st.dates())
def test_a_written_day_is_read_back(day: date) -> None:
    assert parse_date_value(write_timex(Moment.of(day))) == Moment.of(day)


@pytest.mark.parametrize("value", ["2021-13", "2021-02-30", "21", "", "2021-06-03T10:00", "next week"])
def test_what_is_no_date(value: str) -> None:
    assert parse_date_value(value) is None


@pytest.mark.parametrize(
    ("count", "unit", "timex"),
    [
        (10, "Y", "P10Y"),
        (2.5, "Y", "P2Y6M"),
        (1.5, "TM", "PT1M30S"),
        (3, "Q", "P9M"),
        (2, "10Y", "P20Y"),
        (None, "W", "PXW"),
        (None, "TH", "PTXH"),
        (1, "2W", "P2W"),
    ],
)
def test_durations(count: float | None, unit: str, timex: str) -> None:
    assert duration_timex(count, unit) == timex


def test_easter_of_known_years() -> None:
    assert [easter(year) for year in (1818, 1943, 2000, 2021)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2021, 4, 4),
    ]
