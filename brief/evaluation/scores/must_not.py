"""Whether our wording keeps clear of what no briefing of this document may contain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from brief.evaluation.gold import Gold
from brief.evaluation.measures import Explanation, Score, Share
from brief.evaluation.output import Output

__all__ = ["find_violations", "score_must_not"]


def score_must_not(output: Output, gold: Gold) -> Score | None:
    """The share of the rules that nothing breaks; None without a gold layer. A document that failed keeps none."""
    if gold.must_not is None:
        return None
    broken = list(find_violations(output, gold))
    kept = 0 if output.failed else len(gold.must_not) - len({n for n, _, _ in broken})
    explanations = tuple(
        Explanation("wrong", f"must_not[{n}]", f"{where}: {words!r} ({gold.must_not[n].why})")
        for n, where, words in broken
    )
    return Score("must_not", {"kept": Share(kept, len(gold.must_not))}, explanations)


def find_violations(output: Output, gold: Gold) -> Iterator[tuple[int, str, str]]:
    """Each rule that some wording of ours breaks: the rule's place, where, and the words."""
    for n, rule in enumerate(gold.must_not or ()):
        for where, wording in output.wordings():
            if words := _find(rule.pattern, wording):
                yield n, where, words


# A proof asks the same of the same wordings hundreds of times.
@lru_cache(maxsize=65_536)
def _find(pattern: str, wording: str) -> str | None:
    """What a pattern finds in a wording; an empty find is none."""
    found = re.search(pattern, wording)
    return found[0] if found else None
