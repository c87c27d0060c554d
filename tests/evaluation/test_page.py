from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from brief.briefing import Briefing
from brief.evaluation.comparison import compare
from brief.evaluation.floors import update_floors
from brief.evaluation.gate import judge
from brief.evaluation.reports.page import render_page
from brief.evaluation.running import given_answers, run_suite
from brief.evaluation.suite import Case, Suite
from tests.evaluation.conftest import Scored
from tests.evaluation.millpond import TEXT


class Page(HTMLParser):
    """A page's tags, the text of the document's column, and what its attributes load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.words = ""
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.loads += [f"{tag} {name}" for name in given if name in ("src", "onclick", "onload", "style")]
        if tag == "a" and not str(given.get("href")).startswith("#"):
            self.loads.append("a href")
        if tag == "mark":
            self.marks.append((str(given["class"]), str(given["title"])))
        if self._depth or given.get("class") == "text":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words += data


def test_the_page_shows_the_text_as_it_is_and_marks_what_became_of_it(
    case: Case, perfect: Briefing, scored: Scored
) -> None:
    suite = Suite("pond", case.gold_path.parent.parent, (case,), "d" * 64)
    before = run_suite(suite, given_answers({"millpond": perfect}), engine="gold")
    lost = scored(lambda r: r["claims"][1].update(statement="<script>alert(1)</script> & nothing else"))
    now = replace(before, cases=(lost,))
    floors = update_floors(None, before, reason="as labelled, not as grounded")
    comparison = compare(now, before)
    page = Page(render_page(now, floors, comparison, judge(now, floors, comparison), suite))
    assert page.words == TEXT
    assert "script" not in page.tags
    assert page.loads == []
    assert {kind for kind, title in page.marks if title} == {"matched", "missed", "extra"}  # the legend has no titles
    assert any("C02" in title for kind, title in page.marks if kind == "missed")
    text = render_page(now, floors, comparison, judge(now, floors, comparison), suite)
    assert "Since the baseline lost: C02" in text
