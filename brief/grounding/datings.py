"""Whether a date's value is what its expression says: the same year, month, day and weekday, and none from nowhere.

The language layer reads the expression once more, from the text and its publication date alone; a value follows from
that reading, give or take which of two Mondays the tense of a verb means, or it falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from brief.document import Document
from brief.grounding.words import split_words
from brief.language.analysis import DateExpression
from brief.language.dates import extract_dates

__all__ = ["check_dating", "check_reading", "read_date"]

_EDTF = re.compile(
    r"[-Y]?[\dX]{3,}[\dX](?:-[\dX]{2}){0,2}[~?%]?(?:T[\d:Z+-]+)?|[\dX]{1,4}(?:-[\dX]{2}){0,2}[~?%]?|\.\.|"
)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MONTHS = {
    name: f"{number:02d}" for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_MONTH_NAMES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_FAR = 14
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Words that count away from a date ("two days after 3 June"): the value is then another day than the one named.
_COUNTING = re.compile(
    r"(?i)\b(?:after|before|since|until|till|from|by|between|to|days?|weeks?|months?|later|earlier)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_OF_MONTH = re.compile(
    rf"(?i)(?<!\d)(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?!\w)"
    rf"|(?<!\w){_MONTH} (?:the )?(?P<behind>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
)


def check_dating(quote: str, value: str, document: Document, published: date | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a value, as a code and a detail.

    Args:
        quote: The expression.
        value: Its value in EDTF.
        document: The text; without a publication date no year comes from outside of it.
        published: From when the expression counts, if that is known.
    """
    if not all(_EDTF.fullmatch(side) for side in value.split("/")):
        yield "value_malformed", f"{value[:40]!r} is no EDTF value"
    years = set(_YEAR.findall(value))
    if published is None:
        for year in sorted(years - _numbers(document.text)):
            yield "year_invented", f"{year} for {quote[:60]!r}"
    spoken = set(_YEAR.findall(quote))
    if spoken and years and not spoken & years or _differ(quote, value):
        yield "date_value_mismatch", f"{value[:40]!r} for {quote[:60]!r}"


def read_date(start: int, end: int, document: Document, published: date | None) -> DateExpression | None:
    """What the language layer reads at a place by itself; None where it sees no date there."""
    if published != document.published:
        document = replace(document, published=published)
    return _readings(document).get((start, end))


@lru_cache(maxsize=8)
def _readings(document: Document) -> Mapping[tuple[int, int], DateExpression]:
    return {(found.span.start, found.span.end): found for found in extract_dates(document)}


def check_reading(value: str | None, timex: str | None, quote: str, reading: DateExpression | None) -> str | None:
    """What speaks against a value and its TIMEX3 form, when the layer's own reading is this; None when nothing does."""
    if reading is None:
        own = set(_YEAR.findall(quote))
        years = {year for form in (value or "", timex or "") for year in _YEAR.findall(form)}
        is_bare = bool(own) or not any(c.isdigit() for c in (value or "") + (timex or ""))
        return None if is_bare and years <= own else "no date is read there"
    for given, read in ((value, reading.value), (timex, reading.timex)):
        if given is not None and given != read and not (read and _is_of_other_tense(given, read, quote)):
            return f"{given[:40]!r} where {read!r} is read"
    return None


def _is_of_other_tense(given: str, read: str, quote: str) -> bool:
    """Whether two values differ only in which Monday, or which May, is meant: that is for a verb's tense."""
    if _YEAR.search(quote) or len(given) != len(read):
        return False
    for one, other in zip(given.split("/"), read.split("/"), strict=False):
        days = [_day(form) for form in (one, other)]
        if None not in days and abs((days[0] - days[1]).days) % 7 == 0 and abs((days[0] - days[1]).days) <= _FAR:  # type: ignore[operator]  # none is None
            continue
        forms = [re.match(r"(\d{4})(?=-)(.*)", form, re.DOTALL) for form in (one, other)]
        if not all(forms) or forms[0][2] != forms[1][2] or abs(int(forms[0][1]) - int(forms[1][1])) > 1:  # type: ignore[index]  # all are matches
            return one == other
    return True


def _day(form: str) -> date | None:
    try:
        return date.fromisoformat(form[:10])
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", text))


def _differ(quote: str, value: str) -> bool:
    if quote.isdecimal():
        return False  # a bare year, as every other date of a report is: no month, day or weekday is spoken
    months = {
        _MONTHS[word.key[:3]] for word in split_words(quote) if word.key in _MONTH_NAMES and word.form[:1].isupper()
    }
    given = {m for m in re.findall(r"[\dX]{4}-(\d\d)", value) if "01" <= m <= "12"}
    if len(months) == 1 and given and not months & given:
        return True
    if _COUNTING.search(quote):
        return False
    spoken = {int(m["before"] or m["behind"]) for m in _DAY_OF_MONTH.finditer(quote)}
    days = {int(day) for day in re.findall(r"[\dX]{4}-[\dX]{2}-(\d\d)", value)}
    if spoken and days and not spoken & days:
        return True
    weekdays = {word.key for word in split_words(quote) if word.key in _DAYS}
    return len(weekdays) == 1 and "/" not in value and _weekday(value) not in (None, *weekdays)


def _weekday(value: str) -> str | None:
    try:
        return _DAYS[date.fromisoformat(value[:10]).weekday()]
    except ValueError:
        return None
