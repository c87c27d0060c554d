"""The timeline: what has a time stands on the axis in order, what has none stands apart and says so."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from brief.briefing import Briefing, DateMention
from brief.document import Document
from brief.renderers.html.calendar import Period
from brief.renderers.html.register import Register
from brief.renderers.html.timeline import Scale, timeline
from tests.renderers.html.reading import Node, read_page

TEXT = "It was 2019, then 3 May 2021, perhaps June 2021, from 2022 on, by March, last week, for ten years, daily."
FOUND: list[dict[str, Any]] = [
    {"quote": "2019", "value": "2019"},
    {"quote": "3 May 2021", "value": "2021-05-03"},
    {"quote": "June 2021", "value": "2021-06?"},
    {"quote": "2022", "value": "2022/.."},
    {"quote": "March", "value": "XXXX-03", "relation": "deadline", "needs_anchor": True},
    {"quote": "last week", "value": None, "timex": "XXXX-WXX", "needs_anchor": True},
    {"quote": "ten years", "value": None, "type": "DURATION"},
    {"quote": "daily", "value": None, "type": "SET"},
]


def draw(briefing: Briefing) -> Node:
    document = Document.from_text(TEXT)
    dates = tuple(
        DateMention(
            id=f"d{number}",
            start=TEXT.index(item["quote"]),
            end=TEXT.index(item["quote"]) + len(item["quote"]),
            **{"type": "DATE", **item},
        )
        for number, item in enumerate(FOUND)
    )
    # Only the dates count here; the claims of the other text are let go.
    made = briefing.model_copy(update={"dates": dates, "claims": (), "coverage": ()})
    return read_page(timeline(Register(made, document)))


def words(node: Node) -> list[str]:
    return [" ".join(item.text().split()) for item in node.find("li")]


def test_each_time_stands_where_it_belongs(briefing: Briefing) -> None:
    tree = draw(briefing)
    placed, yearless = tree.find("div", class_="placed")[0], tree.find("div", class_="yearless")[0]
    assert [node.text() for node in placed.find("b")] == ["2019", "3 May 2021", "perhaps June 2021", "from 2022"]
    assert [node.text() for node in yearless.find("b")] == ["March"]
    assert "deadline" in yearless.text()
    assert words(tree.find("div", class_="open")[0]) == ["“last week”"]
    assert words(tree.find("div", class_="lengths")[0]) == ["“ten years”", "“daily”"]
    assert "The publication date is not known" in tree.text()


def test_a_day_a_doubt_and_an_open_end_are_drawn_as_such(briefing: Briefing) -> None:
    rows = draw(briefing).find("div", class_="placed")[0].find("li")
    assert [bool(row.find("path", class_="day")) for row in rows] == [False, True, False, False]
    assert [bool(row.find("rect", class_="uncertain")) for row in rows] == [False, False, True, False]
    assert [bool(row.find("path", class_="endless")) for row in rows] == [False, False, False, True]


def test_the_day_of_publication_stands_among_them(briefing: Briefing) -> None:
    record = briefing.document.model_copy(update={"published": date(2020, 1, 2)})
    tree = draw(briefing.model_copy(update={"document": record}))
    values = [node.text() for node in tree.find("div", class_="placed")[0].find("b")]
    assert values == ["2019", "2 January 2020", "3 May 2021", "perhaps June 2021", "from 2022"]
    assert "The publication date is not known" not in tree.text()


PERIODS = st.lists(
    st.tuples(st.floats(0, 9999), st.floats(0.001, 500)).map(lambda pair: Period(pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=15,
)


@given(periods=PERIODS)
def test_an_axis_keeps_the_order_and_stays_in_its_bounds(periods: list[Period]) -> None:
    scale = Scale(periods)
    edges = sorted({edge for period in periods for edge in (period.first, period.last)})
    places = [scale.place(edge) for edge in edges]
    assert places == sorted(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
    assert scale.place(edges[0] - 1) == 0
    assert scale.place(edges[-1] + 1) == 1
    labels = list(scale.labels())
    assert [place for place, _ in labels] == sorted(place for place, _ in labels)


def test_times_that_lie_close_together_far_from_another_are_told_apart() -> None:
    near = [Period(2021 + day / 366, 2021 + (day + 1) / 366) for day in range(0, 30, 3)]
    scale = Scale([Period(1911, 1912), *near])
    assert not scale.is_even
    places = [scale.place(period.first) for period in near]
    assert min(later - earlier for earlier, later in pairwise(places)) > 0.02
