"""The words in which a resolved date may be written out: 2021-06-03 gives 2021, June, 3 and Thursday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from brief.language.modality import base_form

__all__ = ["MONTH_STEMS", "date_words"]

_MONTHS = ("January February March April May June July August September October November December").split()
MONTH_STEMS = frozenset(base_form(month.casefold()) for month in _MONTHS)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def date_words(value: str | None) -> frozenset[str]:
    """The stems in which an EDTF value may be written out.

    >>> sorted(date_words("2021-06-03"))
    ['#2021', '#3', '#3th', '#6', 'jun', 'thursday']
    """
    if not value:
        return frozenset()
    found: set[str] = set()
    for part in re.findall(r"\d+(?:-\d+)*", value):
        pieces = part.split("-")
        found.update(f"#{int(piece)}" for piece in pieces if len(piece) <= 6)
        if len(pieces) > 1 and len(pieces[1]) == 2:
            month = int(pieces[1])
            if 1 <= month <= 12:
                found.add(base_form(_MONTHS[month - 1].casefold()))
            elif pieces[1] in _SEASONS:
                found.add(base_form(_SEASONS[pieces[1]]))
        if len(pieces) > 2:
            found.add(f"#{int(pieces[2])}th")
            found.update(_weekday(part))
    return frozenset(found)


def _weekday(iso: str) -> Iterator[str]:
    try:
        yield base_form(_DAYS[date.fromisoformat(iso).weekday()].casefold())
    except ValueError:
        return
