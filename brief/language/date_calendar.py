"""Which Tuesday, which March, which third quarter is meant, counted from a day: the nearest that the tense allows."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from brief.language.date_values import Moment, easter

__all__ = ["resolve_day", "resolve_holiday", "resolve_month", "resolve_part", "resolve_weekday"]

# The first month of a part of the year; winter is named by the year it begins in.
_FIRST_MONTHS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
# A report in the past tense is of a day up to now; one day over is a matter of time zones.
_DAYS_OVER = 1
# A date so near is meant whatever the tense: "declared a dividend payable Dec. 15", written in October.
_NEAR_DAYS = 120
_NEAR_MONTHS = 2


def resolve_weekday(day: date, weekday: int, *, tense: int, strict: bool = False) -> Moment:
    """The last such weekday up to `day`, or with tense 1 the first from it on; `strict` leaves `day` itself out.

    >>> resolve_weekday(date(2021, 6, 4), 4, tense=-1)
    Moment(year=2021, month=6, day=3, part='', digits=4, time='', unknown_day=False)
    """
    ahead = (weekday - day.isoweekday()) % 7
    if tense > 0:
        days = ahead or (7 if strict else 0)
    else:
        days = ahead - 7 if ahead else (-7 if strict else 0)
    try:
        return Moment.of(day + timedelta(days=days))
    except OverflowError:
        return Moment()


def resolve_day(day: date, month: int, number: int, *, tense: int) -> Moment:
    """That day of that month in the year nearest to `day`; where two years are about as near, the tense decides."""
    distances: list[tuple[int, int]] = []
    for year in (day.year - 1, day.year, day.year + 1):
        if 1 <= year <= 9999 and number <= monthrange(year, month)[1]:
            distances.append(((date(year, month, number) - day).days, year))
    if not distances:
        return Moment(None, month, number)
    distances.sort(key=lambda item: abs(item[0]))
    if abs(distances[0][0]) > _NEAR_DAYS:
        distances = [item for item in distances if item[0] * (tense or -1) >= 0] or distances
    return Moment(distances[0][1], month, number)


def resolve_month(day: date, month: int, *, tense: int, strict: bool = False) -> Moment:
    """That month in the year nearest to `day`; where it is not near, the tense decides.

    `strict` keeps to the direction of `tense` and leaves the running month out ("last June", "next May").
    """
    distance = month - day.month
    candidates = sorted((distance - 12, distance, distance + 12), key=lambda d: (abs(d), d))
    if strict:
        candidates = [d for d in candidates if d * tense > 0]
    elif abs(candidates[0]) > _NEAR_MONTHS or abs(tense) > 1 and candidates[0] * tense < 0:
        candidates = [d for d in candidates if d * (tense or -1) >= 0] or candidates
    months = day.year * 12 + day.month - 1 + candidates[0]
    return Moment(months // 12, month)


def resolve_part(day: date, part: str, *, tense: int, strict: bool = False) -> Moment:
    """That quarter, half or season: the last that has begun; with tense 1 the next, unless the last is hardly over.

    `strict` keeps to the direction of `tense` and leaves the running one out.
    """
    first, length = _FIRST_MONTHS[part], 6 if part[0] == "H" else 3
    months = day.month - first  # since it began this year
    running = 0 <= months < length
    if strict:
        if tense > 0:
            return Moment(day.year + (months >= 0), part=part)
        return Moment(day.year - (months < length), part=part)
    recent = running or 0 <= months - length < 3
    if tense > 0 and not recent:
        return Moment(day.year + (months >= 0), part=part)
    return Moment(day.year - (months < 0), part=part)


def resolve_holiday(rule: str, near: date | int | None, *, tense: int = 0) -> Moment | None:
    """A holiday's day, of a year or nearest to a day; without either, what is known of it; None if that is nothing."""
    if not isinstance(near, date):
        return _holiday_of(rule, near)
    candidates = [
        (found, found.first_day())
        for year in (near.year - 1, near.year, near.year + 1)
        if (found := _holiday_of(rule, year))
    ]
    distances = [(abs((day - near).days), (day - near).days, found) for found, day in candidates if day is not None]
    allowed = [d for d in distances if not (tense < 0 and d[1] > _DAYS_OVER or tense > 0 and d[1] < 0)]
    if not allowed and not distances:
        return None
    return min(allowed or distances, key=lambda d: d[:2])[2]


def _holiday_of(rule: str, year: int | None) -> Moment | None:
    if rule[:2].isdigit():
        return Moment(year, int(rule[:2]), int(rule[3:]))
    if year is None or not 1583 <= year <= 9000:
        return None
    if rule == "easter":
        return Moment.of(easter(year))
    if rule == "thanksgiving":
        first = date(year, 11, 1)
        return Moment(year, 11, 1 + (3 - first.weekday()) % 7 + 21)
    return None
