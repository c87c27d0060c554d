"""What makes the words of a sentence sure or not, for a remark that retells or quotes them.

A clause that goes on behind them has doubts of its own. Whether a remark may lose any of it is for `remarks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from brief.grounding.edges import bids
from brief.grounding.scope import ends_before
from brief.grounding.sentences import EvidenceWord

__all__ = ["governing", "kinds_over"]

_SHORT_CLAUSE = 3
_UNTRUE = frozenset(
    "untrue false wrong wrongly falsely incorrect incorrectly mistakenly hoax myth suppose pretended".split()
)


def kinds_over(view: Sequence[EvidenceWord], start: int, end: int) -> frozenset[str]:
    """What makes the words of a sentence at this place sure or not.

    A clause that goes on behind them in a participle, a relative or with "but" has doubts of its own: "framed as a
    shield, aimed at deterring threats".
    """
    told = [k for k, item in enumerate(view) if start <= item.start and item.end <= end]
    if not told:
        return frozenset(item.marker for item in view if item.marker)
    clauses = {view[k].clause for k in told}
    found: set[str] = set()
    for k, item in enumerate(view):
        if item.marker is None:
            continue
        if item.clause in clauses or item.marker == "condition":
            found.add(item.marker)
        elif k < told[0]:
            if not ends_before(k, told[0], view, {}) and not _is_over(k, told[0], view):
                found.add(item.marker)
        elif not _goes_its_own_way(k, view):
            found.add(item.marker)
    return frozenset(found)


def _is_over(marker: int, first: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a new clause with a subject of its own begins between: "did not look, but they think that …"."""
    for at in range(marker + 1, first):
        item, behind = view[at], view[at + 1]
        if item.word.breaks and item.word.key in ("but", "and", "while", "although", "though", "whereas"):
            says = item.word.key == "and" and any(e.word.key in ("that", "whether") for e in view[marker:at])
            if not says and behind.does in ("", "determiner", "pronoun") and behind.word.key != "that":
                return True
    return False


def _goes_its_own_way(place: int, view: Sequence[EvidenceWord]) -> bool:
    """Whether a clause behind another is on something else, by the word that opens it."""
    opening = next(item for item in view if item.clause == view[place].clause)
    length = sum(item.clause == opening.clause for item in view)
    if length <= _SHORT_CLAUSE:
        return False  # "…, perhaps", "…, it seems"
    is_participle = opening.does == "verb" or opening.word.key.endswith("ing")
    return is_participle or opening.does == "relative" or opening.word.key in ("but", "while", "although", "though")


def governing(view: Sequence[EvidenceWord], first: int, last: int) -> str | None:
    """What stands before words in their sentence and makes them untrue or uncertain."""
    if bids(first, view):
        return view[first - 1].word.form
    for k, item in enumerate(view):
        if first <= k <= last or item.quoted != view[first].quoted:
            continue
        if item.marker == "condition" and item.word.key != "until" and (k < first and not _is_over(k, first, view)):
            return item.word.form
        strong = item.marker == "negation" and item.group == "strong" or item.word.key in _UNTRUE
        if k < first and strong and not ends_before(k, first, view, {}) and not _is_over(k, first, view):
            return item.word.form
    return None
