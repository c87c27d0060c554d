"""Lines that belong together as paragraphs, told by their places on the page and by how they end.

A paragraph ends at a wider gap, before an indent, at letters of another size, and behind a line that had room for the
next word. It goes on over a page's end where nothing ends there.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from brief.sources.pdf.hyphens import WordStock, join_lines
from brief.sources.pdf.pages import CELLS, Line

__all__ = ["Paragraph", "build_paragraphs"]

_SAME_SIZE: Final = 0.12
# In steps from line to line: what parts two paragraphs, and what parts even a sentence that goes on in lower case.
_WIDE_GAP: Final = 1.3
_WIDEST_GAP: Final = 1.7
_INDENT_SIZES: Final = 0.7
# What is between two pieces of one line before they are two cells of a table, in heights of a letter.
_CELL_GAP_SIZES: Final = 1.5
# A line is short where the next line's first word would have fitted with this much to spare, in heights of a letter.
_SLACK_SIZES: Final = 1.0
_SAME_COLUMN_SIZES: Final = 4.0
_STOP = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●○■□–—*·]\s|-\s|\(?(?:\d{1,2}|[a-z])[.)]\s)")
_BULLET_MARK = re.compile(r"\s*[•‣◦▪●○■□\uf0b7\uf0a7]\s*")
_LOWER = re.compile(r"[\"'“‘(\[]*[^\W\d_A-Z]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, the page it begins on, and the size of its letters."""

    text: str
    page: int
    size: float


def build_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs that lines in the order of reading make."""
    lines = _merge_cells(lines)
    if not lines:
        return []
    stock = WordStock(line.text for line in lines)
    layout = _Layout(lines)
    groups: list[list[Line]] = []
    for number, line in enumerate(lines):
        if number and layout.goes_on(number):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Paragraph(
            _BULLET_MARK.sub("", join_lines([(line.text, line.is_cut) for line in group], stock), count=1),
            group[0].page,
            statistics.median(line.size for line in group),
        )
        for group in groups
    ]


def _merge_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that stand on one level, one behind the other, made one."""
    merged: list[Line] = []
    for line in lines:
        before = merged[-1] if merged else None
        if before is None or not _is_level(before, line):
            merged.append(line)
            continue
        is_apart = line.left - before.right > _CELL_GAP_SIZES * before.size
        text = f"{before.text}{CELLS if is_apart and not _BULLET_MARK.fullmatch(before.text) else ' '}{line.text}"
        merged[-1] = Line(
            text,
            before.page,
            before.left,
            line.right,
            min(before.bottom, line.bottom),
            max(before.top, line.top),
            line.is_cut,
        )
    return merged


def _is_level(before: Line, line: Line) -> bool:
    if line.page != before.page or line.left < before.right - 0.3 * before.size:
        return False
    shared = min(before.top, line.top) - max(before.bottom, line.bottom)
    return shared > 0.6 * min(before.size, line.size)


class _Layout:
    """How the lines of a document stand to each other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.size = statistics.median(line.size for line in lines)
        steps = [
            before.bottom - line.bottom
            for before, line in pairwise(lines)
            if before.page == line.page and abs(before.size - line.size) <= _SAME_SIZE * before.size
        ]
        near = [step for step in steps if 0 < step < 4 * self.size]
        # The step from line to line within a paragraph: small steps are by far the most.
        self.step = statistics.quantiles(near, n=4)[0] if len(near) > 3 else 1.25 * self.size
        self.rights = [self._column_right(number) for number in range(len(lines))]

    def _column_right(self, number: int) -> float:
        """How far right the column reaches in which a line stands."""
        line = self.lines[number]
        reach = _SAME_COLUMN_SIZES * line.size
        around = self.lines[max(0, number - 40) : number + 41]
        return max(other.right for other in around if other.page == line.page and abs(other.left - line.left) <= reach)

    def goes_on(self, number: int) -> bool:
        """Whether the line of that number goes on with the paragraph of the one before."""
        before, line = self.lines[number - 1], self.lines[number]
        is_next = line.page == before.page and line.bottom < before.bottom
        step = (before.bottom - line.bottom) / (self.step * max(1.0, line.size / self.size))
        if is_next and step <= _WIDEST_GAP and line.text[:1].islower() and not _STOP.search(before.text):
            return not _BULLET.match(line.text)  # whatever a raised sign or another font does to the line
        if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
            return False
        if not is_next:
            return self._goes_on_elsewhere(number)
        if before.is_cut:
            return True
        if step > _WIDE_GAP or _BULLET.match(line.text):
            return False
        if before.size > (1 + _SAME_SIZE) * self.size:
            return True  # a headline of two lines, which are broken where it reads well
        if self._is_indented(number):
            return False
        return not self._had_room(number)

    def _goes_on_elsewhere(self, number: int) -> bool:
        """Whether a line at the head of a page or a column goes on with the one at the foot of the one before."""
        before, line = self.lines[number - 1], self.lines[number]
        if before.is_cut:
            return True
        if _BULLET.match(line.text) or before.size > (1 + _SAME_SIZE) * self.size:
            return False
        if _LOWER.match(line.text) and line.text[:1].islower():
            return not _FULL_STOP.search(before.text)
        return not _STOP.search(before.text) and not self._had_room(number)

    def _is_indented(self, number: int) -> bool:
        """Whether a line is set in from the one before and from the one behind it."""
        before, line = self.lines[number - 1], self.lines[number]
        indent = _INDENT_SIZES * line.size
        if line.left - before.left <= indent:
            return False
        if number + 1 == len(self.lines):
            return True
        behind = self.lines[number + 1]
        return (
            behind.page != line.page
            or line.left - behind.left > indent
            or behind.left - line.left > -indent / 4
            and _STOP.search(before.text) is not None
        )

    def _had_room(self, number: int) -> bool:
        """Whether the first word of a line would have fitted on the line before: then that one ended on purpose."""
        before, line = self.lines[number - 1], self.lines[number]
        word = line.text.split(maxsplit=1)[0]
        width = (line.right - line.left) / max(1, len(line.text)) * (len(word) + 1)
        slack = self.rights[number - 1] - before.right - width
        return slack > _SLACK_SIZES * line.size
