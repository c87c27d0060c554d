"""Markup that is safe by construction: whatever is not `Html` already is escaped where it is put into an element.

Nothing of a document or of an engine can act here: no tag, no attribute, no change of direction, no control character.
What a page is made of is for the modules that build its parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, TypeAlias

__all__ = ["Content", "Html", "element", "join", "plain"]

_VOID: Final = frozenset({"br", "hr", "input", "link", "meta"})
# These hold characters only: an element inside would be shown as text, or end them.
_TEXT_ONLY: Final = frozenset({"title", "option", "text", "tspan"})
_SPECIAL: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_LINE_BREAK: Final = re.compile("\r\n?")
# What a browser may not get (control characters) or what turns round the words behind it (overrides, embeddings,
# isolates). Tabs and line breaks stay. The two marks of direction (U+200E, U+200F) belong to honest Arabic and Hebrew.
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]")


class Html(str):
    """Markup that stands in a page as it is."""

    __slots__ = ()


Content: TypeAlias = "str | int | Iterable[Content] | None"
Attribute: TypeAlias = "str | int | bool | None"


def element(tag: str, /, *children: Content, **attributes: Attribute) -> Html:
    """One element; attributes are escaped, a trailing underscore is cut off, others become hyphens.

    An attribute of None or False is left out, one of True stands without a value.

    >>> print(element("a", "5 < 6", href="#c1", class_="num", data_claim=1, hidden=False))
    <a href="#c1" class="num" data-claim="1">5 &lt; 6</a>
    """
    parts = [f"<{tag}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        parts.append(f" {shown}" if value is True else f' {shown}="{plain(str(value))}"')
    parts.append(">")
    if tag in _VOID:
        return Html("".join(parts))
    inner = join(*children, chips=tag not in _TEXT_ONLY)
    return Html(f"{''.join(parts)}{inner}</{tag}>")


def join(*children: Content, chips: bool = True) -> Html:
    """The children one behind the other, text among them escaped.

    With `chips` a character that would not show stands as its code in an element of its own; without, in brackets.
    """
    parts: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            parts.append(child)
        elif isinstance(child, str | int):
            parts.append(_shown(str(child)) if chips else plain(str(child)))
        else:
            parts.append(join(*child, chips=chips))
    return Html("".join(parts))


def plain(words: str) -> Html:
    """The words without any element: for attributes, and for the elements that hold characters only.

    >>> print(plain('a "b"\\x07'))
    a &quot;b&quot;(U+0007)
    """
    return Html(_guarded(_INVISIBLE.sub(lambda match: f"({_code(match[0])})", _LINE_BREAK.sub("\n", words))))


def _shown(words: str) -> str:
    words = _LINE_BREAK.sub("\n", words)
    if not _INVISIBLE.search(words):
        return _guarded(words)
    parts: list[str] = []
    at = 0
    for match in _INVISIBLE.finditer(words):
        parts += [_guarded(words[at : match.start()]), f'<span class="code">{_code(match[0])}</span>']
        at = match.end()
    return "".join([*parts, _guarded(words[at:])])


def _guarded(words: str) -> str:
    """The words escaped; a combining mark at their front is a reference.

    Whoever normalises the file would else join it with the end of the tag before: `>` and U+0338 make `≯`.
    """
    if words and unicodedata.category(words[0]).startswith("M"):
        return f"&#{ord(words[0])};{words[1:].translate(_SPECIAL)}"
    return words.translate(_SPECIAL)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
