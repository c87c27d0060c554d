"""What stands at the head and the foot of page after page, and belongs to no sentence: running titles, page numbers.

A line is one of them where it stands at a page's edge and, its figures apart, at the edge of other pages too, or where
it is nothing but a page's number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from brief.sources.pdf.pages import Line, Page

__all__ = ["strip_margins"]

# How many lines from the edge a head or a foot may reach, and how far apart, in points, its places on two pages are.
_EDGE_LINES: Final = 3
_SAME_PLACE_POINTS: Final = 6.0
# Books have one head for left and one for right pages, and no head where a chapter opens.
_REPEATED_SHARE: Final = 0.2
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pág(?:ina)?\.?|pagina|side|sida)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:of|/|von|de|di|van|av|af)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def strip_margins(pages: Sequence[Page]) -> list[Line]:
    """The lines of all pages without heads, feet and page numbers."""
    places: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    edges = [list(_edge_lines(page)) for page in pages]
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            places[_key(line.text)][page.number].append(line.bottom)
    kept: list[Line] = []
    for page, edge in zip(pages, edges, strict=True):
        away = {id(line) for line in edge if _is_running(line, places[_key(line.text)], len(pages))}
        away |= {id(line) for line in _numbers(page, away)}
        kept += [line for line in page.lines if id(line) not in away]
    return kept


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _edge_lines(page: Page) -> Iterator[Line]:
    """The lines that stand highest and lowest on a page."""
    levels = sorted({round(line.bottom) for line in page.lines})
    outer = {*levels[:_EDGE_LINES], *levels[-_EDGE_LINES:]}
    for line in page.lines:
        if round(line.bottom) in outer:
            yield line


def _is_running(line: Line, places: dict[int, list[float]], n_pages: int) -> bool:
    """Whether the same stands in the same place on enough other pages."""
    others = [
        page
        for page, bottoms in places.items()
        if page != line.page and any(abs(bottom - line.bottom) <= _SAME_PLACE_POINTS for bottom in bottoms)
    ]
    return bool(others) and len(others) + 1 >= max(2, _REPEATED_SHARE * n_pages)


def _numbers(page: Page, away: set[int]) -> Iterator[Line]:
    """The number of the page: the outermost line that is left, where it is nothing else."""
    left = [line for line in page.lines if id(line) not in away]
    if len(left) < 2:
        return
    lowest, highest = min(left, key=lambda line: line.bottom), max(left, key=lambda line: line.top)
    for line, near in ((lowest, 1), (highest, -1)):
        others = [other.bottom for other in left if other is not line]
        gap = (min(others) - line.bottom) * near if near > 0 else line.bottom - max(others)
        if _NUMBER.match(line.text) and gap > 0:
            yield line
