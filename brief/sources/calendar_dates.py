"""The day that a machine-readable date names, in the forms that pages, mails and files use.

Dates in prose are the matter of `brief.language`; here a form that could be read in two ways is not read.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["parse_day"]

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}\D.*|T?\d{4,6})?\s*$")
_SLASHED = re.compile(r"\s*(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_WORDS = re.compile(
    r"\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    r"(?:(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3,9})\.?,?|(?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2}),?)"
    r"\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = """january february march april may june july august september october november december sept""".split()
_EARLIEST_YEAR = 1500


def parse_day(stated: str) -> date | None:
    """The day that a stated date names, in the time zone it was stated in; None where it names none for sure.

    >>> parse_day("2024-05-03T23:10:00+02:00")
    datetime.date(2024, 5, 3)
    >>> parse_day("Fri, 3 May 2024 09:00:00 GMT"), parse_day("May 3, 2024"), parse_day("03/05/2024")
    (datetime.date(2024, 5, 3), datetime.date(2024, 5, 3), None)
    """
    if re.fullmatch(r"\s*1\d{9}(?:\d{3})?\s*", stated):  # seconds, or milliseconds, since 1970
        return datetime.fromtimestamp(int(stated.strip()[:10]), tz=UTC).date()
    for form in (_ISO, _COMPACT, _SLASHED):
        if match := form.match(stated):
            return _day(match[1], match[2], match[3])
    if match := _WORDS.match(stated):
        name = (match["month"] or match["month2"]).casefold()
        if name not in (*_MONTHS, *_MONTH_NAMES):
            return None
        return _day(match["year"], str(_MONTHS.index(name[:3]) + 1), match["day"] or match["day2"])
    try:
        return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError):
        return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST_YEAR else None
