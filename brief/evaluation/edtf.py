"""Whether a date's value is written as labels write it: EDTF, with X for what is unknown."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["find_years", "is_edtf"]

_YEAR = r"(?=[\dX]{4}(?![\dX]))\d*X*"
_DAY = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>0[1-9]|1[0-2]|[01]X|XX)(?:-(?P<day>0[1-9]|[12]\d|3[01]|[0-3]X|XX))?|-2[1-4])?[~?%]?"
)
_LONGEST = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29}


def is_edtf(value: str) -> bool:
    """Whether a value is a date, a season or an interval in EDTF that says anything at all.

    >>> [is_edtf(value) for value in ("2021-06-03", "XXXX-12", "2021-21", "2020/2021", "2021-06~", "2021-05/..")]
    [True, True, True, True, True, True]
    >>> [is_edtf(value) for value in ("2021-6-3", "XXXX", "June 2021", "2021-02-30", "2021-13", "../..")]
    [False, False, False, False, False, False]
    """
    parts = value.split("/")
    if len(parts) > 2 or not any(character.isdigit() for character in value):
        return False
    return all(part in ("", "..") and len(parts) == 2 or _is_date(part) for part in parts)


def _is_date(part: str) -> bool:
    found = _DAY.fullmatch(part)
    if not found:
        return False
    year, month, day = found["year"], found["month"], found["day"]
    if not day or not day.isdigit() or not month.isdigit():
        return True
    if not year.isdigit():
        return int(day) <= _LONGEST.get(int(month), 31)
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def find_years(value: str) -> frozenset[str]:
    """The years that a value gives in full.

    >>> sorted(find_years("2020-11/2021-02")), sorted(find_years("XXXX-12"))
    (['2020', '2021'], [])
    """
    return frozenset(part[:4] for part in value.split("/") if re.match(r"\d{4}", part))
