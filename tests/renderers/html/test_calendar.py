"""Values of dates: every one that labels allow can be drawn, and none says more than the text gave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.evaluation.edtf import is_edtf
from brief.renderers.html.calendar import Period, parse_period, read_value

PARTS = st.one_of(
    st.from_regex(
        r"(?:\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX))?(?:-[0-2][1-9])?[~?%]?", fullmatch=True
    ),
    st.sampled_from(["", ".."]),
)


@given(start=PARTS, end=st.none() | PARTS)
def test_whatever_is_a_value_is_drawn_or_left_open_and_read(start: str, end: str | None) -> None:
    value = start if end is None else f"{start}/{end}"
    period = parse_period(value)
    if is_edtf(value) and end is None:
        assert period is not None, value
    if period is not None:
        assert period.first < period.last
        assert period.has_year != value.startswith("XXXX") or "/" in value
    assert read_value(value) or not value


@given(value=st.text(max_size=20))
def test_any_text_is_survived_and_read_as_it_is(value: str) -> None:
    if parse_period(value) is None and "/" not in value:
        assert read_value(value) == value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2021-06-03", "3 June 2021"),
        ("2021-06?", "perhaps June 2021"),
        ("2021%", "perhaps about 2021"),
        ("2017-24", "winter 2017"),
        ("19XX", "1900s"),
        ("XXXX-01-01", "1 January, year not given"),
        ("2021-XX-05", "2021"),
        ("/2021-05", "until May 2021"),
        ("1999-12-31/2000-01-02", "31 December 1999 – 2 January 2000"),
        ("XXXX-03/XXXX-05", "March – May, year not given"),
        ("nonsense", "nonsense"),
        ("2021-13", "2021-13"),
    ],
)
def test_values_are_read(value: str, shown: str) -> None:
    assert read_value(value) == shown


def test_places_in_time() -> None:
    june = parse_period("2021-06")
    assert june == Period(2021 + 5 / 12, 2021 + 6 / 12)
    assert parse_period("202X") == Period(2020.0, 2030.0)
    day = parse_period("2021-06-15")
    assert day is not None
    assert june is not None
    assert day.is_day
    assert june.first < day.first < day.last < june.last
    assert parse_period("2021-06~") == Period(june.first, june.last, is_uncertain=True)
    assert parse_period("2021/..") == Period(2021.0, 2022.0, open_end=True)
    assert parse_period("XXXX-12") == Period(11 / 12, 1.0, has_year=False)
    assert parse_period("2021-XX-05") == Period(2021.0, 2022.0, is_uncertain=True)


@pytest.mark.parametrize(
    "value", ["", "..", "../..", "XXXX", "XXXX-WXX", "2022/2021", "2021/XXXX-05", "2021-06-32", "P10Y"]
)
def test_what_has_no_place_is_not_given_one(value: str) -> None:
    assert parse_period(value) is None
