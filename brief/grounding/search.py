"""Every place of a string in another, within a budget of work: no text, however monotonous, may hang a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from brief.grounding.boundaries import SPACED_WORD

__all__ = ["find_all"]

# Work done for nothing before a search gives up, counted in characters compared; refusing a place costs as much as
# comparing some, and examining one closely (19 µs measured) as much as comparing many. A text of 1 MB that is all
# refused places is left after a quarter of a second.
_BUDGET = 20_000_000
_REFUSAL = 64
_EXAMINATION = 4000


def find_all(
    text: str, wanted: str, start: int, end: int, accepts: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """The places of `wanted` in `text[start:end]` that are accepted, in order, none overlapping another."""
    length, spent = len(wanted), 0
    at = text.find(wanted, start, end)
    while at >= 0:
        if accepts(at, at + length):
            yield at, at + length
            at += length
        else:
            # Inside a word no other place can be any better than this one.
            run = SPACED_WORD.match(text, at) if at and SPACED_WORD.match(text[at - 1]) else None
            spent += length + (_REFUSAL if run else _EXAMINATION)
            if spent > _BUDGET:
                return
            at = run.end() if run else at + 1
        at = text.find(wanted, at, end)
