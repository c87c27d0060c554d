"""Words of a document, or of anybody else, as inert Markdown: they show as they are, on one line, and do nothing.

Only what would act is escaped, so that the page also reads well as plain text.
"""

from __future__ import annotations

import re

__all__ = ["escape", "quoted"]

_SPACE = re.compile(r"\s+")
# Characters that move the cursor, change the direction of what follows, or do not show at all in a terminal.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
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
_DOUBLE = re.compile('[“”"]')
_NUMBERED = re.compile(r"\d{1,9}[.)](?:\s|\Z)")


def escape(words: str) -> str:
    """The words on one line, with every character that would act as Markdown or HTML escaped.

    >>> print(escape("# 5 * 3 <b>\\n[here](javascript:x)"))
    \\# 5 \\* 3 \\<b> \\[here\\](javascript:x)
    """
    line = _INVISIBLE.sub(_show, _SPACE.sub(" ", words.replace("\ufeff", "")).strip())
    line = _SPECIAL.sub(r"\\\g<0>", line)
    if line.startswith(_OPENING):
        return "\\" + line
    if _NUMBERED.match(line):
        return re.sub(r"([.)])", r"\\\1", line, count=1)
    return line


def quoted(words: str, *, max_words: int | None = None) -> str:
    """The words between quotation marks, escaped; beyond `max_words` the middle is left out and marked.

    Words that hold quotation marks of their own stand between single ones.

    >>> quoted("one two three four five six", max_words=4)
    '“one two … six”'
    """
    opening, closing = "‘’" if _DOUBLE.search(words) else "“”"
    parts = words.split()
    if max_words is None or len(parts) <= max_words:
        return f"{opening}{escape(words)}{closing}"
    tail = max(1, max_words // 3)
    head = escape(" ".join(parts[: max_words - tail - 1]))
    return f"{opening}{head} … {escape(' '.join(parts[-tail:]))}{closing}"


def _show(match: re.Match[str]) -> str:
    return f"(U+{ord(match[0]):04X})"
