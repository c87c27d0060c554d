"""What a site asks programs to leave alone, as RFC 9309 has it: the longest rule that fits a path decides.

The standard library's reader takes the first rule that fits and knows no `*`, so it misreads most of today's files.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote_to_bytes

__all__ = ["Robots"]

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
# The RFC has readers take half a mebibyte at least; nobody's rules are longer.
_MAX_CHARS: Final = 524_288
_MAX_RULES: Final = 5_000


class Robots:
    """The rules of a site for one program.

    >>> rules = Robots("User-agent: *\\nDisallow: /private/\\nAllow: /private/open$", agent="brief")
    >>> rules.allow("/news"), rules.allow("/private/a"), rules.allow("/private/open")
    (True, False, True)
    """

    def __init__(self, text: str, *, agent: str) -> None:
        groups = _parse_groups(text[:_MAX_CHARS])
        own = [rule for names, rules in groups if agent.casefold() in names for rule in rules]
        named = any(agent.casefold() in names for names, _ in groups)
        general = [rule for names, rules in groups if "*" in names for rule in rules]
        self._rules = (own if named else general)[:_MAX_RULES]

    def allow(self, target: str) -> bool:
        """Whether path and query of an address may be fetched."""
        path = _normalised(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self._rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True  # of two as long, the one that allows


def _parse_groups(text: str) -> list[tuple[set[str], list[tuple[str, bool]]]]:
    groups: list[tuple[set[str], list[tuple[str, bool]]]] = []
    is_open = False
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        key, value = match[1].casefold(), match[2].strip()
        if key == "user-agent":
            if not is_open:
                groups.append((set(), []))
            name = re.match(r"[A-Za-z_*-]+", value)
            groups[-1][0].add(name[0].casefold() if name else value.casefold())
            is_open = True
        elif key in ("allow", "disallow"):
            is_open = False
            if groups and value:
                groups[-1][1].append((_normalised(value), key == "allow"))
    return groups


def _normalised(path: str) -> str:
    """A path with everything percent-coded that may be, and nothing else: so that two ways of writing it are one."""
    return quote(unquote_to_bytes(path), safe="/*$?=&;:@!'(),+~.-_%")


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as a pattern says; found piece by piece, which no pattern makes slow."""
    is_whole = pattern.endswith("$")
    pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    if len(pieces) == 1:
        return len(path) == len(pieces[0]) if is_whole else True
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if is_whole:
        return len(path) - len(pieces[-1]) >= at and path.endswith(pieces[-1])
    return path.find(pieces[-1], at) >= 0
