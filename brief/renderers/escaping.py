"""Words of a document, or of anybody else, made inert: they show as they are, on one line, and do nothing.

`visible` is for every page that is shown, `escape` for Markdown, where only what would act is escaped, so that the page
also reads well as plain text.
"""

from __future__ import annotations

import re

from brief.renderers.page import marks_for, shorten

__all__ = ["escape", "quoted", "visible"]

_SPACE = re.compile(r"\s+")
# Characters that move the cursor, change the direction of what follows, or do not show at all in a terminal.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufffe\uffff\U000e0000-\U000e007f]"
)
_SPECIAL = re.compile(
    r"""[\\`*\[\]<|~]            # code, emphasis, links, HTML, table cells, strike-through
      | (?<![^\W_])_ | _(?![^\W_])   # an underscore inside a word is only an underscore
      | &(?=\#?\w+;)             # entities
      | \$(?!\d)                 # formulas; sums of money stay
      | :(?=//) | (?<=www)\.     # addresses that would become links by themselves
      | (?<!\S)\#(?=[\#\s]|\Z) | \#(?=\#*\Z)
    """,
    re.VERBOSE,
)
# At the start of an item these would open a heading, a list, a quotation or a rule in it.
_OPENING = ("#", "+", "=", ">", "-")
_NUMBERED = re.compile(r"\d{1,9}[.)](?:\s|\Z)")


def visible(words: str) -> str:
    """The words with single spaces for white space, and with what cannot be seen written out; spaces at the ends stay.

    >>> visible("red\\n \\x1b[31mflag\\u202e ")
    'red (U+001B)[31mflag(U+202E) '
    """
    return _INVISIBLE.sub(_show, _SPACE.sub(" ", words.replace("\ufeff", "")))


def escape(words: str, *, opens: bool = True) -> str:
    """The words on one line, with every character that would act as Markdown or HTML escaped.

    Args:
        words: Anybody's.
        opens: Whether they may stand at the start of a line. What follows other words keeps the spaces at its ends.

    >>> print(escape("# 5 * 3 <b>\\n[here](javascript:x)"))
    \\# 5 \\* 3 \\<b> \\[here\\](javascript:x)
    """
    line = _SPECIAL.sub(r"\\\g<0>", visible(words).lstrip() if opens else visible(words))
    if opens and line.startswith(_OPENING):
        return "\\" + line
    if opens and _NUMBERED.match(line):
        return re.sub(r"([.)])", r"\\\1", line, count=1)
    return line


def quoted(words: str, *, max_words: int | None = None) -> str:
    """The words between quotation marks, escaped; beyond `max_words` the middle is left out and marked.

    Words that hold quotation marks of their own stand between single ones.

    >>> quoted("one two three four five six", max_words=4)
    '“one two … six”'
    """
    opening, closing = marks_for(words)
    return f"{opening}{' … '.join(escape(part).strip() for part in shorten(words, max_words))}{closing}"


def _show(match: re.Match[str]) -> str:
    return f"(U+{ord(match[0]):04X})"
