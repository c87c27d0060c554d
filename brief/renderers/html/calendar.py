"""EDTF values as stretches of time that can be drawn, and as words that can be read.

A value says what the text gives and nothing more: a month without a year has its place in a year, not in history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

__all__ = ["Period", "parse_period", "read_value"]

_POINT: Final = re.compile(
    r"(?P<year>\d[\dX]{3}|X{4})(?:-(?P<month>\d\d|\dX|XX)(?:-(?P<day>\d\d|\dX|XX))?)?(?:T[\d:.,Z+-]+)?(?P<doubt>[~?%]?)"
)
_MONTHS: Final = "January February March April May June July August September October November December".split()
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_STARTS: Final = {21: 2, 22: 5, 23: 8, 24: 11}
_DOUBTS: Final = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_NO_YEAR: Final = "year not given"
_MONTH_YEARS: Final = 1 / 12
# Months are drawn equally long: a pixel of the page is more than the difference.
_DAY_YEARS: Final = _MONTH_YEARS / 31


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, in years with a fraction; without a year it counts from the beginning of any year.

    `is_day` holds for a single day, `is_uncertain` where the value itself says so or leaves a part open.
    """

    first: float
    last: float
    has_year: bool = True
    is_day: bool = False
    is_uncertain: bool = False
    open_start: bool = False
    open_end: bool = False


def parse_period(value: str) -> Period | None:
    """The stretch of time of a value; None where it cannot be drawn.

    >>> parse_period("2021-06")
    Period(first=2021.41..., last=2021.5, has_year=True, is_day=False, is_uncertain=False, open_start=False, ...)
    >>> parse_period("XXXX-WXX") is None
    True
    """
    start, slash, end = value.partition("/")
    if not slash:
        return _parse_point(value)
    open_start, open_end = start in ("", ".."), end in ("", "..")
    first = None if open_start else _parse_point(start)
    last = None if open_end else _parse_point(end)
    known = first or last
    if known is None or (first is None and not open_start) or (last is None and not open_end):
        return None
    if first is None or last is None:
        return replace(known, is_day=False, open_start=open_start, open_end=open_end)
    if first.has_year != last.has_year or last.last <= first.first:
        return None
    doubt = first.is_uncertain or last.is_uncertain
    return Period(first.first, last.last, has_year=first.has_year, is_uncertain=doubt)


def _parse_point(value: str) -> Period | None:
    found = _POINT.fullmatch(value)
    if found is None:
        return None
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    doubt = bool(found["doubt"])
    first, last, has_year = 0.0, 1.0, year != "XXXX"
    if month.isdigit() and int(month) not in (*range(1, 13), *_SEASONS):
        return None
    if has_year:
        if not re.fullmatch(r"\d+X*", year):
            return None
        first, last = float(year.replace("X", "0")), float(year.replace("X", "9")) + 1
    if "X" in year and has_year or "X" in month:
        # A day of an unknown month or year is somewhere in the whole of it.
        return Period(first, last, has_year=has_year, is_uncertain=doubt or bool(month))
    if not month:
        return Period(first, last, is_uncertain=doubt) if has_year else None
    number = int(month)
    if number in _SEASONS:
        begin = first + _STARTS[number] * _MONTH_YEARS
        return Period(begin, begin + 3 * _MONTH_YEARS, has_year=has_year, is_uncertain=doubt)
    begin = first + (number - 1) * _MONTH_YEARS
    if not day or "X" in day:
        return Period(begin, begin + _MONTH_YEARS, has_year=has_year, is_uncertain=doubt or bool(day))
    if not 1 <= int(day) <= 31:
        return None
    at = begin + (int(day) - 1) * _DAY_YEARS
    return Period(at, at + _DAY_YEARS, has_year=has_year, is_day=True, is_uncertain=doubt)


def read_value(value: str, *, with_year: bool = True) -> str:
    """A value in words; as it is where it has none. Without `with_year` it is not said that a year is not given.

    >>> [read_value(value) for value in ("2021-06-03", "2021-22~", "XXXX-12", "202X", "2020/2021", "2021-05/..")]
    ['3 June 2021', 'about summer 2021', 'December, year not given', '2020s', '2020 – 2021', 'from May 2021']
    >>> read_value("2016-02-22/2016-02-28"), read_value("2016-04/2016-06"), read_value("XXXX-12", with_year=False)
    ('22 – 28 February 2016', 'April – June 2016', 'December')
    """
    words = _read(value)
    return words if with_year else words.replace(f", {_NO_YEAR}", "")


def _read(value: str) -> str:
    start, slash, end = value.partition("/")
    if not slash:
        return _read_point(value)
    if end in ("", ".."):
        return f"from {_read_point(start)}" if start not in ("", "..") else value
    if start in ("", ".."):
        return f"until {_read_point(end)}"
    first, last = _read_point(start), _read_point(end)
    # What both ends share at their ends (the year, the month and the year) is said once.
    parts, others = first.split(" "), last.split(" ")
    while len(parts) > 1 and len(others) > 1 and parts[-1] == others[-1]:
        parts, others = parts[:-1], others[:-1]
    return f"{' '.join(parts).removesuffix(',')} – {last}"


def _read_point(value: str) -> str:
    found = _POINT.fullmatch(value)
    if found is None or _parse_point(value) is None:
        return value
    year, month, day = found["year"], found["month"] or "", found["day"] or ""
    if year == "XXXX":
        shown = f", {_NO_YEAR}"
    elif "X" in year:
        shown = f"{year.replace('X', '0')}s"
    else:
        shown = year
    if not month or "X" in month:
        return _DOUBTS[found["doubt"]] + shown.removeprefix(", ")
    name = _SEASONS.get(int(month)) or _MONTHS[int(month) - 1]
    gap = "" if shown.startswith(",") else " "
    numbered = f"{int(day)} {name}" if day.isdigit() else name
    return f"{_DOUBTS[found['doubt']]}{numbered}{gap}{shown}"
