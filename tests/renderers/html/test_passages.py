"""Cutting: the pieces are the text, each with exactly the marks that hold it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief.renderers.html.passages import Mark, cut

MARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 5)), max_size=12)


@given(marks=MARKS, at=st.lists(st.integers(-5, 50), max_size=5), end=st.integers(1, 40))
def test_pieces_tile_the_text_and_know_their_marks(marks: list[tuple[int, int, int]], at: list[int], end: int) -> None:
    made = [Mark(start, stop, name) for start, stop, name in marks]
    pieces = list(cut(0, end, made, at=at))
    assert [offset for piece in pieces for offset in range(piece.start, piece.end)] == list(range(end))
    for piece in pieces:
        assert piece.start < piece.end
        for offset in range(piece.start, piece.end):
            assert set(piece.names) == {mark.name for mark in made if mark.start <= offset < mark.end}
    edges = {piece.start for piece in pieces}
    assert {offset for offset in at if 0 < offset < end} <= edges


def test_nothing_is_cut_from_nothing() -> None:
    assert list(cut(0, 0, [])) == []
