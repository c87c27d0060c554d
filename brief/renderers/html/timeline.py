"""The times the document names: on an axis where the text gives them, apart where it does not.

What has a month but no year stands on a year of its own; what stays open is listed as open, and never guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from brief.briefing import DateMention
from brief.language.analysis import Relation
from brief.renderers.html.calendar import Period, parse_period, read_value
from brief.renderers.html.labels import RELATIONS
from brief.renderers.html.markup import Content, Html, element, join
from brief.renderers.html.register import Register

__all__ = ["Scale", "timeline"]

_MONTH_LETTERS: Final = "JFMAMJJASOND"
# An axis is drawn to scale where its distinct times would not fall on one another: the narrowest gap of those between
# neighbours at the lower quarter still has this share of the whole.
_LEAST_GAP_SHARE: Final = 0.02
# Labels on the axis stand at least this far apart, as a share of its width.
_LABEL_SHARE: Final = 0.14
_DAY_YEARS: Final = 1 / 366


@dataclass(frozen=True, slots=True)
class _Row:
    """Mentions of one time, whatever the words."""

    items: tuple[DateMention, ...]
    period: Period | None

    @property
    def item(self) -> DateMention:
        """The first mention."""
        return self.items[0]


class Scale:
    """Where a time stands on an axis, between 0 and 1: in proportion, or with long gaps shortened."""

    def __init__(self, periods: Sequence[Period]) -> None:
        edges = sorted({edge for period in periods for edge in (period.first, period.last)})
        gaps = [later - earlier for earlier, later in pairwise(edges)]
        narrow = sorted(gaps)[len(gaps) // 4] if gaps else 1.0
        self.is_even = len(gaps) < 2 or narrow >= _LEAST_GAP_SHARE * (edges[-1] - edges[0])
        widths = gaps if self.is_even else [math.log1p(gap / _DAY_YEARS) for gap in gaps]
        whole = sum(widths) or 1.0
        self._edges = edges
        self._places = [sum(widths[:number]) / whole for number in range(len(edges))]

    def place(self, time: float) -> float:
        """The share of the axis in front of a time; times outside it stand at its ends."""
        if time <= self._edges[0]:
            return 0.0
        for (earlier, later), (left, right) in zip(pairwise(self._edges), pairwise(self._places), strict=True):
            if time <= later:
                return left + (right - left) * (time - earlier) / (later - earlier)
        return 1.0

    def labels(self) -> Iterator[tuple[float, str]]:
        """Years to write on the axis, each at its beginning, none too near to the one before."""
        first, last = math.floor(self._edges[0]), math.ceil(self._edges[-1])
        if last - first <= 2:  # months, then
            times = [(year + month / 12, month, year) for year in range(first, last) for month in range(12)]
            named = [(time, _month(month, year)) for time, month, year in times]
        elif self.is_even:
            named = [(float(year), str(year)) for year in range(first, last + 1)]
        else:
            named = [(float(year), str(year)) for year in sorted({math.floor(edge) for edge in self._edges})]
        previous = -1.0
        for time, label in named:
            if not self._edges[0] - 1e-6 <= time <= self._edges[-1]:
                continue
            place = self.place(time)
            if place - previous >= _LABEL_SHARE and place <= 1 - _LABEL_SHARE / 2:
                yield place, label
                previous = place


def timeline(register: Register) -> Html:
    """The chart of the dates, and the lists of what it cannot hold."""
    rows = list(_rows(register.briefing.dates))
    placed = [row for row in rows if row.period is not None and row.period.has_year]
    yearless = [row for row in rows if row.period is not None and not row.period.has_year]
    lengths = [row for row in rows if row.period is None and row.item.type in ("DURATION", "SET")]
    unresolved = [row for row in rows if row.period is None and row.item.type not in ("DURATION", "SET")]
    hint = None
    if register.briefing.document.published is None and any(item.needs_anchor for item in register.briefing.dates):
        hint = element(
            "p",
            "The publication date is not known. With it (",
            element("code", "--published"),
            ") more of these would have their place.",
            class_="note",
        )
    return join(
        _placed(placed, register),
        _in_a_year(yearless, register),
        _listed("Left open by the text", "open", unresolved, register),
        _listed("Lengths and repetitions", "lengths", lengths, register),
        hint,
    )


def _rows(dates: Sequence[DateMention]) -> Iterator[_Row]:
    alike: dict[tuple[str, str], list[DateMention]] = {}
    for item in dates:
        # What has no value is told apart by its words alone.
        alike.setdefault((item.value or "", "" if item.value else item.quote.casefold()), []).append(item)
    for items in alike.values():
        yield _Row(tuple(items), parse_period(items[0].value) if items[0].value else None)


def _placed(rows: Sequence[_Row], register: Register) -> Content:
    drawn = [(row, row.period) for row in rows if row.period is not None]
    if not drawn:
        return None
    drawn.sort(key=lambda pair: (pair[1].first, pair[1].last, pair[0].item.start))
    published = register.briefing.document.published
    today = parse_period(published.isoformat()) if published else None
    scale = Scale([period for _, period in drawn] + ([today] if today else []))
    lines = [(p.first, _row(row, scale.place(p.first), scale.place(p.last), p, register)) for row, p in drawn]
    if published and today:
        lines.append((today.first, _publication(published.isoformat(), scale.place((today.first + today.last) / 2))))
        lines.sort(key=lambda line: line[0])
    note = None if scale.is_even else element("p", "Not to scale: long gaps are shortened.", class_="note")
    return element(
        "div",
        _axis(list(scale.labels())),
        element("ol", [line for _, line in lines]),
        note,
        class_="dates placed",
    )


def _in_a_year(rows: Sequence[_Row], register: Register) -> Content:
    drawn = [(row, row.period) for row in rows if row.period is not None]
    if not drawn:
        return None
    drawn.sort(key=lambda pair: (pair[1].first, pair[1].last, pair[0].item.start))
    labels = [(number / 12, letter) for number, letter in enumerate(_MONTH_LETTERS)]
    return element(
        "div",
        element("h3", "In a year that is not given"),
        _axis(labels),
        # A winter runs over the end of the year that it is drawn in.
        element("ol", [_row(row, p.first, min(p.last, 1.0), p, register) for row, p in drawn]),
        class_="dates yearless",
    )


def _axis(labels: Sequence[tuple[float, str]]) -> Html:
    ticks = [
        (
            element("line", x1=_share(place), x2=_share(place), y1="14", y2="20"),
            element("text", label, x=_share(place), y="10", dx="2"),
        )
        for place, label in labels
    ]
    return element("svg", ticks, class_="axis", width="100%", height="20", aria_hidden="true")


def _row(row: _Row, left: float, right: float, period: Period, register: Register) -> Html:
    return element(
        "li",
        element("b", read_value(row.item.value or "", with_year=period.has_year), class_="value"),
        element("svg", _bar(left, right, period), class_="lane", width="100%", height="18", aria_hidden="true"),
        element("span", _words(row, register), class_="worded"),
    )


def _publication(day: str, place: float) -> Html:
    """The day of publication among the times that are counted from it."""
    ring = element("circle", cx=_share(place), cy="9", r="5", class_="ring")
    return element(
        "li",
        element("b", read_value(day), class_="value"),
        element("svg", ring, class_="lane", width="100%", height="18", aria_hidden="true"),
        element("span", "the document was published", class_="relation"),
        class_="publication",
    )


def _bar(left: float, right: float, period: Period) -> Content:
    doubt = " uncertain" if period.is_uncertain else ""
    if period.is_day:
        # A day is a lozenge: as a bar it would not be seen. The nested picture lets a share of the width be its centre.
        lozenge = element("path", d="M0-6 6 0 0 6-6 0Z", class_=f"day{doubt}")
        return element("svg", lozenge, x=_share((left + right) / 2), y="9", overflow="visible")
    width = max(right - left, 0.012)
    drawn: list[Content] = [
        element("rect", x=_share(left), width=_share(width), y="4", height="10", rx="2", class_=f"span{doubt}")
    ]
    for is_open, at, path in (
        (period.open_start, left, "M-2-6-10 0-2 6"),
        (period.open_end, left + width, "M2-6 10 0 2 6"),
    ):
        if is_open:
            arrow = element("path", d=path, class_="endless")
            drawn.append(element("svg", arrow, x=_share(at), y="9", overflow="visible"))
    return drawn


def _words(row: _Row, register: Register) -> Content:
    """Each wording of a time with its part in the text and the claims that rest on it."""
    alike: dict[tuple[str, Relation], list[DateMention]] = {}
    for item in row.items:
        alike.setdefault((item.quote.casefold(), item.relation), []).append(item)
    shown: list[Content] = []
    for (_, relation), items in alike.items():
        ids = {item.id for item in items}
        claims = [claim.id for claim in register.briefing.claims if ids & set(claim.date_ids)]
        wording = [
            register.passage(f"“{items[0].quote}”", items),
            f" ×{len(items)}" if len(items) > 1 else None,
            [" ", element("span", RELATIONS[relation], class_="relation")] if RELATIONS[relation] else None,
            register.references(claims) if claims else None,
        ]
        shown.append(element("span", wording, class_="wording"))
    return [[" " if place else None, wording] for place, wording in enumerate(shown)]


def _listed(title: str, name: str, rows: Sequence[_Row], register: Register) -> Content:
    if not rows:
        return None
    items = [
        element(
            "li",
            _words(row, register),
            row.item.value and [" ", element("span", row.item.value, class_="relation")],
        )
        for row in rows
    ]
    return element("div", element("h3", title), element("ul", items, class_="listed"), class_=f"dates {name}")


def _month(month: int, year: int) -> str:
    name = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()[month]
    return f"{name} {year}" if month == 0 else name


def _share(value: float) -> str:
    return f"{100 * value:.2f}%"
