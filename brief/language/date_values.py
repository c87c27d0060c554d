"""What an expression of time means, and how EDTF and TIMEX3 write it: moments, and how they are counted on.

A moment is as exact as the words were. What is not known stays unknown; nothing here knows of a text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = ["Moment", "duration_timex", "easter", "parse_date_value", "write_edtf", "write_timex"]

# EDTF's numbers for the seasons, by their TIMEX3 codes.
_EDTF_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_SPANS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_TIMEX = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of the calendar. A `year` below 1 counts backwards from 1 BC (= 0).

    `part` is a quarter, half, season or ISO week in TIMEX3's code ("Q3", "H1", "SU", "W21", "W21-WE", "WXX-2");
    `digits` is 3 for a decade and 2 for a century, whose `year` is its first year;
    `time` is TIMEX3's ("T14:00", "TMO").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    digits: int = 4
    time: str = ""
    unknown_day: bool = False

    @classmethod
    def of(cls, day: date) -> Moment:
        """The moment of one day."""
        return cls(day.year, day.month, day.day)

    @property
    def grain(self) -> str:
        """How exact it is: a TIMEX3 unit (D, W, M, Q, H, S for a season, Y, or 10Y and 100Y)."""
        if self.digits < 4:
            return "10Y" if self.digits == 3 else "100Y"
        if self.day is not None:
            return "D"
        if self.part:
            return "S" if self.part in _EDTF_SEASONS else self.part[0]
        return "M" if self.month is not None else "Y"

    @property
    def calendar_day(self) -> date | None:
        """The day it is, if it is one of the years that `datetime` knows."""
        if self.year is None or not 1 <= self.year <= 9999 or self.month is None or self.day is None:
            return None
        if not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            return None
        return date(self.year, self.month, self.day)

    def at(self, time: str) -> Moment:
        """The same day at that time of day."""
        return replace(self, time=time)

    def first_day(self) -> date | None:
        """The first day of it, where that can be told."""
        if self.year is None or not 1 <= self.year <= 9999:
            return None
        if self.day is not None:
            return self.calendar_day
        if self.part[:1] == "W" and self.part != "WI":
            week = re.match(r"W(\d\d)", self.part)
            return _week_start(self.year, int(week[1])) if week else None
        if self.part in _SPANS:
            return date(self.year, _SPANS[self.part][0], 1)
        return date(self.year, self.month or 1, 1)

    def shifted(self, count: int, unit: str) -> Moment:
        """The moment `count` units away, as exact as the unit is (or, for years, as this moment is)."""
        start = self.first_day()
        if unit in ("D", "W", "2W", "WE"):
            return self._shifted_days(start, count, unit)
        if self.year is None:
            return Moment()
        if unit == "M":
            months = self.year * 12 + ((self.month or (start.month if start else 1)) - 1) + count
            return Moment(months // 12, months % 12 + 1)
        if unit == "Q":
            quarter = int(self.part[1]) - 1 if self.part[:1] == "Q" and self.part[1:].isdigit() else None
            if quarter is None:
                quarter = ((self.month or (start.month if start else 1)) - 1) // 3
            quarters = self.year * 4 + quarter + count
            return Moment(quarters // 4, part=f"Q{quarters % 4 + 1}")
        years = int(unit[:-1] or 1) * count if unit.endswith("Y") else 0
        return Moment(self.year + years)

    def _shifted_days(self, start: date | None, count: int, unit: str) -> Moment:
        if start is None:
            return Moment(unknown_day=unit == "D", part="" if unit == "D" else "WXX")
        days = {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit] * count
        try:
            day = start + timedelta(days=days)
        except OverflowError:
            return Moment()
        if unit == "D":
            return Moment.of(day)
        year, week, _ = day.isocalendar()
        return Moment(year, part=f"W{week:02}" + ("-WE" if unit == "WE" else ""))


def _week_start(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def write_timex(moment: Moment) -> str:
    """The TIMEX3 value.

    >>> [write_timex(each) for each in (Moment(2021, 6, 3, time="T14:00"), Moment(month=12), Moment(1980, digits=3))]
    ['2021-06-03T14:00', 'XXXX-12', '198']
    """
    year = "XXXX" if moment.year is None else f"{moment.year:04}" if moment.year > 0 else f"BC{1 - moment.year:04}"
    if moment.digits < 4:
        return year[: len(year) - 4 + moment.digits]
    if moment.part:
        return f"{year}-{moment.part}{moment.time}"
    if moment.month is None:
        text = f"{year}-XX-XX" if moment.time or moment.unknown_day else year
    elif moment.day is None:
        text = f"{year}-{moment.month:02}" + ("-XX" if moment.time else "")
    else:
        text = f"{year}-{moment.month:02}-{moment.day:02}"
    return text + moment.time


def write_edtf(moment: Moment) -> str | None:
    """The EDTF value, None where nothing of the calendar is known. A time of day is left to TIMEX3.

    >>> write_edtf(Moment(2021, part="Q3")), write_edtf(Moment(1980, digits=3)), write_edtf(Moment(-489))
    ('2021-07/2021-09', '198X', '-0489')
    """
    year = "XXXX" if moment.year is None else f"{moment.year:04}" if moment.year >= 0 else f"-{-moment.year:04}"
    if moment.digits < 4:
        return year[: len(year) - 4 + moment.digits] + "X" * (4 - moment.digits) if moment.year is not None else None
    if moment.part[:1] == "W" and moment.part != "WI":
        start = moment.first_day()
        if start is None:
            return None
        first, last = (5, 6) if moment.part.endswith("WE") else (0, 6)
        try:
            return f"{start + timedelta(days=first)}/{start + timedelta(days=last)}"
        except OverflowError:
            return None
    if moment.part in _SPANS:
        first, last = _SPANS[moment.part]
        return f"{year}-{first:02}/{year}-{last:02}"
    if moment.part in _EDTF_SEASONS:
        return f"{year}-{_EDTF_SEASONS[moment.part]}"
    if moment.month is None:
        return year if moment.year is not None else None
    return f"{year}-{moment.month:02}" + (f"-{moment.day:02}" if moment.day is not None else "")


def parse_date_value(value: str) -> Moment | None:
    """The moment that a plain value (`2021-06-03`, `2021-06`, `XXXX-12`, `2021`) stands for; None for any other.

    >>> parse_date_value("XXXX-12")
    Moment(year=None, month=12, day=None, part='', digits=4, time='', unknown_day=False)
    """
    match = _TIMEX.fullmatch(value)
    if not match:
        return None
    year, month, day = (None if not part or part == "XXXX" else int(part) for part in match.groups())
    moment = Moment(year, month, day)
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= monthrange(2000 if year is None or year < 1 else year, month or 1)[1]:
        return None
    return moment


def duration_timex(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; without a count, of an unknown number of them.

    >>> duration_timex(2.5, "Y"), duration_timex(None, "D"), duration_timex(3, "10Y"), duration_timex(5.5, "TH")
    ('P2Y6M', 'PXD', 'P30Y', 'PT5H30M')
    """
    if unit == "Q":  # TIMEX3 has no quarters in durations; three months each
        return "PXM" if count is None else duration_timex(count * 3, "M")
    times, letter = int(re.sub(r"\D", "", unit) or 1), unit.lstrip("T")[-1]
    prefix = "PT" if unit in ("TH", "TM", "S") else "P"
    if count is None:
        return prefix + "X" + {"10Y": "DE", "100Y": "CE", "1000Y": "ML"}.get(unit, letter)
    total = count * times
    whole = int(total)
    if total == whole:
        return f"{prefix}{whole}{letter}"
    smaller = {"Y": (12, "M"), "D": (24, "H"), "H": (60, "M")}.get(letter) if prefix != "PT" or letter == "H" else None
    if letter == "M" and prefix == "PT":
        smaller = (60, "S")
    if smaller and abs((total - whole) * smaller[0] - round((total - whole) * smaller[0])) < 1e-6:
        rest = f"{round((total - whole) * smaller[0])}{smaller[1]}"
        if letter == "D":
            return f"P{total:g}D"
        return f"{prefix}{whole}{letter}{rest}" if whole else f"{prefix}{rest}"
    return f"{prefix}{total:g}{letter}"


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm).

    >>> easter(2021)
    datetime.date(2021, 4, 4)
    """
    golden, (hundred, rest) = year % 19, divmod(year, 100)
    moon = (19 * golden + hundred - hundred // 4 - (hundred - (hundred + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (hundred % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
