"""What a page says of its article in JSON-LD, whatever nesting and whatever mistakes it is written with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["read_article", "strings_of"]

_ARTICLE = re.compile(
    r"(?:[A-Za-z]*Article|[A-Za-z]*NewsArticle|BlogPosting|LiveBlogPosting|Report|ScholarlyArticle|SocialMediaPosting)$"
)
_LOOSE_ENDS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_MAX_DEPTH: Final = 8
_MAX_NODES: Final = 5_000


def read_article(root: HtmlElement) -> dict[str, Any]:
    """The properties of the page's article; empty where it has none."""
    found = [node for node in _nodes(root) if any(_ARTICLE.match(kind) for kind in strings_of(node.get("@type")))]
    # A page may list other articles too; its own comes first, or is the one that says most.
    return max(found, key=lambda node: ("headline" in node) + 2 * ("datePublished" in node), default={})


def _nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold().partition(";")[0] != "application/ld+json":
            continue
        try:
            record = json.loads(_LOOSE_ENDS.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _inside(record)


def _inside(record: Any) -> Iterator[dict[str, Any]]:
    """The objects in a record that stand on their own, in lists and graphs, rather than as a property's value."""
    todo, n_seen = [(record, 0)], 0
    while todo and n_seen < _MAX_NODES:
        item, depth = todo.pop(0)
        n_seen += 1
        if isinstance(item, dict):
            yield item
            inner = [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
        else:
            inner = item if isinstance(item, list) else []
        if depth < _MAX_DEPTH:
            todo.extend((value, depth + 1) for value in inner if isinstance(value, dict | list))


def strings_of(value: Any) -> list[str]:
    """The strings that a property holds: its own, those of a list, the names of objects.

    >>> strings_of([{"@type": "Person", "name": "Ada Quill"}, "Ben Orr"])
    ['Ada Quill', 'Ben Orr']
    """
    match value:
        case str():
            return [value]
        case dict():
            return strings_of(value.get("name") or value.get("@value"))
        case list():
            return [string for item in value[:50] if not isinstance(item, list) for string in strings_of(item)]
        case _:
            return []
