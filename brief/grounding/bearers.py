"""Whose role words are: they stand in or beside one of their bearer's mentions, with nobody else in between.

What a role says is not judged here, nor whether an actor is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from brief.document import Span
from brief.grounding.sentences import is_light
from brief.grounding.words import split_words
from brief.language.modality import load_groups, marker_kind

__all__ = ["bears"]

# "Ada Lind, 54, who is also the …", "Lind (the …"
_BEHIND = re.compile(
    r"(?:\s*[,(–—-]+\s*|\s+)(?:\d{1,3}\s*,\s*)?(?:(?:who|which|he|she|it|is|are|was|were|has been|as|also|then|now|its"
    r"|serves as|served as|became|a|an|the|his|her|their|and|former|that)\s+)*"
)
_TITLE = re.compile(r"\s*,?\s*(?:and\s+)?(?:the\s+|a\s+|an\s+)?")


def bears(
    role: Span, mine: Sequence[Span], others: Sequence[Span], text: str, *, known: frozenset[str] = frozenset()
) -> bool:
    """Whether a role is that of the actor with these mentions, and not of one with those others.

    `known` are the words of its name and of the roles that stand beside it: "the commission" alone is whoever's name
    or role has the word.
    """
    if any(m.start < role.end and role.start < m.end for m in mine):
        return True
    if _is_limited(role, text) or _stands_before(role, others, text, title=True):
        return False
    if _stands_before(role, mine, text, title=False):
        return True
    if role.quote[:4].casefold() == "the ":
        # "The commission said": a designation may stand alone, unless it is beside somebody else.
        beside = any(m.end <= role.start and _is_behind(text[m.end : role.start]) for m in others)
        if not beside and not _stands_before(role, others, text, title=False):
            words = [word for word in split_words(role.quote) if not is_light(word)]
            return not known.isdisjoint(word.stem for word in words) or any(word.stem in _offices() for word in words)
        return False
    return any(m.end <= role.start and _is_behind(text[m.end : role.start]) for m in mine)


@cache
def _offices() -> frozenset[str]:
    """The stems of what names a person by office or a body by its kind: no word that accuses is among them."""
    entries = (
        entry
        for name in ("actor_roles", "actor_titles", "actor_organisations", "actor_collectives", "actor_groups")
        for entries in load_groups(name).values()
        for entry in entries
    )
    return frozenset(words[-1].stem for entry in entries if (words := split_words(entry.split("\t")[0])))


def _is_limited(role: Span, text: str) -> bool:
    """Whether the word before a role takes it back in part: "alleged killer" makes no killer."""
    before = split_words(text[max(0, role.start - 30) : role.start])
    if not before or text[role.start - 1] not in " -‑\u00a0":
        return False
    kind = marker_kind(before[-1].form)
    return kind is not None and kind[0] in ("hedge", "negation")


def _stands_before(role: Span, mentions: Sequence[Span], text: str, *, title: bool) -> bool:
    """Whether one of the mentions follows on the role: "the mayor Ada Lind", and unless `title`, "the mayor, Lind"."""
    gaps = (text[role.end : m.start] for m in mentions if role.end <= m.start <= role.end + 12)
    return any(gap.isspace() if title else bool(_TITLE.fullmatch(gap)) for gap in gaps)


def _is_behind(gap: str) -> bool:
    return bool(gap.strip()) and len(gap) <= 60 and bool(_BEHIND.fullmatch(gap))
