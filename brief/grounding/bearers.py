"""Whose role words are: they stand in or beside one of their bearer's mentions, with nobody else in between.

What a role says is not judged here, nor whether an actor is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from brief.document import Span

__all__ = ["bears"]

# "Ada Lind, 54, who is also the …", "Lind (the …"
_BEHIND = re.compile(
    r"(?:\s*[,(–—-]+\s*|\s+)(?:\d{1,3}\s*,\s*)?(?:(?:who|which|he|she|it|is|are|was|were|has been|as|also|then|now|its"
    r"|serves as|served as|became|a|an|the|his|her|their|and|former|that)\s+)*"
)
_TITLE = re.compile(r"\s*,?\s*(?:and\s+)?(?:the\s+|a\s+|an\s+)?")


def bears(role: Span, mine: Sequence[Span], others: Sequence[Span], text: str) -> bool:
    """Whether a role is that of the actor with these mentions, and not of one with those others."""
    if any(m.start < role.end and role.start < m.end for m in mine):
        return True
    if _stands_before(role, others, text, title=True):
        return False
    if _stands_before(role, mine, text, title=False):
        return True
    if role.quote[:4].casefold() == "the ":
        # "The commission said": a designation may stand alone, unless it is beside somebody else.
        beside = any(m.end <= role.start and _is_behind(text[m.end : role.start]) for m in others)
        return not beside and not _stands_before(role, others, text, title=False)
    return any(m.end <= role.start and _is_behind(text[m.end : role.start]) for m in mine)


def _stands_before(role: Span, mentions: Sequence[Span], text: str, *, title: bool) -> bool:
    """Whether one of the mentions follows on the role: "the mayor Ada Lind", and unless `title`, "the mayor, Lind"."""
    gaps = (text[role.end : m.start] for m in mentions if role.end <= m.start <= role.end + 12)
    return any(gap.isspace() if title else bool(_TITLE.fullmatch(gap)) for gap in gaps)


def _is_behind(gap: str) -> bool:
    return bool(gap.strip()) and len(gap) <= 60 and bool(_BEHIND.fullmatch(gap))
