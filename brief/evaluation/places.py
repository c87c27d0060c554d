"""On which line of a JSON file each of its values begins, so that a finding can point at the fixture's own line.

What the values are is for the JSON parser; this module only walks over their marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["Path", "find_lines"]

Path = tuple[int | str, ...]
"""The keys and indexes that lead to a value: `("claims", 0, "statement")`."""

_TOKEN = re.compile(r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<mark>[{}\[\],:])|(?P<plain>[^\s{}\[\],:"]+))', re.DOTALL)


@lru_cache(maxsize=32)
def find_lines(content: bytes) -> Mapping[Path, int]:
    r"""The line, from 1, on which each value of a JSON text begins; what comes behind a mistake is left out.

    >>> lines = find_lines(b'{"claims": [\n {"id": "c1"},\n {"id": "c2"}]}')
    >>> lines[("claims", 1, "id")], lines[("claims", 0)]
    (3, 2)
    """
    text = content.decode("utf-8", "replace")
    found: dict[Path, int] = {}
    path: list[int | str] = []
    objects: list[bool] = []
    key: str | None = None
    line, counted, at = 1, 0, 0
    while token := _TOKEN.match(text, at):
        at = token.end()
        place = token.start(token.lastgroup or 0)
        line += text.count("\n", counted, place)
        counted = place
        mark = token["mark"]
        if mark in ("}", "]"):
            if not objects:
                break
            objects.pop()
            path.pop()
        elif mark == ",":
            if objects and not objects[-1] and isinstance(path[-1], int):
                path[-1] += 1
            key = None
        elif mark == ":":
            continue
        elif objects and objects[-1] and key is None and mark is None:
            key = _unquoted(token[0].strip())
            path[-1] = key
        else:
            found.setdefault(tuple(path), line)
            if mark is not None:
                objects.append(mark == "{")
                path.append(0 if mark == "[" else "")
                key = None
    return found


def _unquoted(string: str) -> str:
    import json

    try:
        return str(json.loads(string))
    except ValueError:
        return string.strip('"')
