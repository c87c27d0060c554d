"""JSON as models write it: with fences and prose around it, commas too many, or its end missing.

What is there is read, what is broken off is left out whole. Whether it is the shape that was asked for is for
`reading`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["Salvage", "salvage_json"]

# No honest reply is longer (a reply of 100,000 tokens is half of it) or nests deeper than a few levels.
_MOST_CHARS: Final = 1_000_000
_MOST_DEPTH: Final = 32
# Prose before the JSON may have braces of its own; that many places are tried.
_MOST_STARTS: Final = 8
_THOUGHT_END: Final = "</think>"
_FENCED = re.compile(r"```[\w-]*[ \t]*\r?\n(.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
_START = re.compile(r"[{\[]")
_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<mark>[{}\[\],:])|(?P<word>[^\s{}\[\],:"]+)|(?P<open>"))""", re.DOTALL
)
_WORDS: Final = {"true": True, "True": True, "false": False, "False": False, "null": None, "None": None}


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read; `open_keys` are the keys, outermost first, of what was broken off, None where nothing was."""

    value: Any
    open_keys: tuple[str, ...] | None = None


def salvage_json(content: str) -> Salvage | None:
    """The JSON object or list in a reply; None where there is none.

    Of what was broken off, an object within a list is left out whole; the lists and the outermost object are kept.

    >>> salvage_json('Sure! ```json\\n{"a": [1, 2,]}\\n```')
    Salvage(value={'a': [1, 2]}, open_keys=None)
    >>> salvage_json('{"a": [{"b": 1}, {"b": 2, "c')
    Salvage(value={'a': [{'b': 1}]}, open_keys=('a',))
    """
    plain = content.removeprefix("\ufeff").strip()
    if len(plain) > _MOST_CHARS:
        return None
    try:
        value = json.loads(plain, strict=False)
    except (ValueError, RecursionError):
        pass
    else:
        return Salvage(value) if isinstance(value, dict | list) else None
    # What is broken off runs to the end of the reply, so whatever begins behind it is a part of it.
    found = (_parse(candidate) for candidate in _candidates(plain))
    return next((each for each in found if each is not None and (each.value or each.open_keys is not None)), None)


def _candidates(content: str) -> Iterator[str]:
    """Where JSON may begin, the likeliest first: in a fence, behind a model's thoughts, at a brace, at a bracket."""
    if _THOUGHT_END in content:
        content = content.rpartition(_THOUGHT_END)[2]
    for match in _FENCED.finditer(content):
        if start := _START.search(match[1]):
            yield match[1][start.start() :]
    for mark in "{[":
        at = -1
        for _ in range(_MOST_STARTS):
            at = content.find(mark, at + 1)
            if at < 0:
                break
            yield content[at:]


@dataclass(slots=True)
class _Open:
    """A container that is not closed yet, and the key that a value is awaited for."""

    value: dict[str, Any] | list[Any]
    key: str | None = None
    has_key: bool = False
    within: str | None = None
    """The key that it is the value of, where its parent is an object."""

    def add(self, value: Any) -> bool:
        """Take a value in; False where none may stand."""
        if isinstance(self.value, list):
            self.value.append(value)
            return True
        if self.has_key and self.key is not None:
            self.value[self.key] = value
            self.key, self.has_key = None, False
            return True
        if self.key is None and isinstance(value, str):
            self.key = value
            return True
        return False


@dataclass(slots=True)
class _Parser:
    stack: list[_Open] = field(default_factory=list)
    done: Any = None
    is_done: bool = False

    def open(self, mark: str) -> bool:
        if len(self.stack) >= _MOST_DEPTH:
            return False
        parent = self.stack[-1] if self.stack else None
        if parent is not None and isinstance(parent.value, dict) and not parent.has_key:
            return False
        within = parent.key if parent is not None and isinstance(parent.value, dict) else None
        self.stack.append(_Open({} if mark == "{" else [], within=within))
        return True

    def close(self, mark: str) -> bool:
        container = self.stack[-1].value
        if isinstance(container, dict) != (mark == "}"):
            return False
        self.stack.pop()
        if not self.stack:
            self.done, self.is_done = container, True
            return True
        return self.stack[-1].add(container)

    def broken_off(self) -> Salvage | None:
        """What there is when the end is missing."""
        keys = tuple(item.within for item in self.stack if item.within is not None)
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].has_key:
            keys += (self.stack[-1].key or "",)
        while len(self.stack) > 1:
            item = self.stack.pop()
            if isinstance(item.value, list) or isinstance(self.stack[-1].value, dict):
                self.stack[-1].add(item.value)
        return Salvage(self.stack[0].value, keys) if self.stack else None


def _parse(content: str) -> Salvage | None:
    """The JSON that a string begins with; None where it is none."""
    parser = _Parser()
    at = 0
    while (match := _TOKEN.match(content, at)) is not None:
        at = match.end()
        if match["open"] or match["word"] and at == len(content) and not _word(match["word"])[0]:
            break  # a string without an end, or the first letters of a "null"
        if not _take(parser, match):
            return None
        if parser.is_done:
            return Salvage(parser.done)
    return parser.broken_off()


def _take(parser: _Parser, match: re.Match[str]) -> bool:
    mark = match["mark"]
    if mark in ("{", "["):
        return parser.open(mark)
    if not parser.stack:
        return False
    top = parser.stack[-1]
    if mark in ("}", "]"):
        return parser.close(mark)
    if mark == ":":
        if isinstance(top.value, list) or top.key is None:
            return False
        top.has_key = True
        return True
    if mark == ",":
        return isinstance(top.value, list) or top.key is None
    if match["word"] is not None:
        known, value = _word(match["word"])
        return known and (isinstance(top.value, list) or top.has_key) and top.add(value)
    try:
        return top.add(json.loads(match["string"], strict=False))
    except ValueError:  # a bad escape
        return top.add(match["string"][1:-1])


def _word(word: str) -> tuple[bool, Any]:
    """A bare word as JSON's or Python's constant, or as a number; what is not finite is nothing."""
    if word in _WORDS:
        return True, _WORDS[word]
    try:
        number = float(word)
    except ValueError:
        return False, None
    if number != number or number in (float("inf"), float("-inf")):
        return True, None
    return True, int(number) if number.is_integer() else number
