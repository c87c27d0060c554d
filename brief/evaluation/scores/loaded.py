"""Whether wording that judges is found, and stays out of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from brief.assignment import assign
from brief.evaluation.gold import Gold, GoldLoaded
from brief.evaluation.masks import mask, overlap
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output
from brief.grounding.quoting import find_quoted, flat

__all__ = ["find_leaks", "score_loaded"]

# A faithful wording must name an unnamed holder and a time, however loosely the text does.
_UNAVOIDABLE = frozenset({"vague_attribution", "relative_time"})


def score_loaded(output: Output, gold: Gold) -> Score | None:
    """Precision and recall in characters, category and voice where they overlap, and the share that does not leak.

    None without a gold layer.
    """
    if gold.loaded is None:
        return None
    ours, theirs = mask(output.loaded), mask(gold.loaded)
    weights = {
        (row, column): float(common)
        for row, item in enumerate(output.loaded)
        for column, wanted in enumerate(gold.loaded)
        if (common := overlap(item, wanted))
    }
    pairs = [(output.loaded[row], gold.loaded[column], column) for row, column in assign(weights)]
    found = {column for _, _, column in pairs}
    phrases = _phrases(gold.loaded)
    leaks = list(find_leaks(output, gold))
    explanations = [
        Explanation("missed", f"loaded[{n}]", f"not found: {item.quote!r} ({item.category})", item.start, item.end)
        for n, item in enumerate(gold.loaded)
        if n not in found
    ]
    explanations += [
        Explanation("wrong", f"loaded[{n}]", f"{phrase!r} leaks into {where}") for n, phrase, where in leaks
    ]
    common = (ours & theirs).bit_count()
    lost = len(gold.loaded) if output.failed else 0
    shares = {
        "precision": Share(common, ours.bit_count(), counted=False),
        "recall": Share(common, theirs.bit_count(), counted=False),
        "category": Share.of((item.category == wanted.category for item, wanted, _ in pairs), lost=lost),
        "voice": Share.of((item.voice == wanted.voice for item, wanted, _ in pairs), lost=lost),
        "kept_out": Share(0 if output.failed else len(phrases) - len({phrase for _, phrase, _ in leaks}), len(phrases)),
    }
    return Score("loaded", shares, tuple(explanations))


def find_leaks(output: Output, gold: Gold) -> Iterator[tuple[int, str, str]]:
    """The outlet's loaded phrases that our headline, summary or statements use outside quotation marks.

    Yields:
        The item's place in the gold, the phrase, and where it leaks.
    """
    places = [(where, wording) for where, wording in output.wordings() if where.startswith(("head", "summ", "claims"))]
    own = [(where, _unquoted(wording)) for where, wording in places]
    for phrase, n in _phrases(gold.loaded or ()).items():
        pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
        for where, wording in own:
            if phrase in wording and pattern.search(wording):
                yield n, phrase, where


def _phrases(loaded: tuple[GoldLoaded, ...]) -> dict[str, int]:
    """The phrases that may not leak, each with its first place: the outlet's own, not in quotation marks."""
    found: dict[str, int] = {}
    for n, item in enumerate(loaded):
        if item.voice == "outlet" and not item.in_quotation and item.category not in _UNAVOIDABLE:
            found.setdefault(flat(item.quote).casefold(), n)
    return found


@lru_cache(maxsize=8192)
def _unquoted(wording: str) -> str:
    kept, at = [], 0
    for quoted in find_quoted(wording):
        kept.append(wording[at : quoted.start])
        at = quoted.end
    kept.append(wording[at:])
    return flat(" … ".join(kept)).casefold()
