"""A document's words as a model is shown them: one numbered line a sentence, between fences that no text can close.

Only the model's copy is cleaned; what it answers is looked up in the copy and told in places of the document.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from brief.document import Sentence

__all__ = ["Copy", "as_line", "choose_fence", "copy_of", "count_of", "number_sentences"]

# Characters that show nothing: format controls (zero-width, bidirectional, soft hyphen, tags), variation selectors,
# fillers and joiners. An order to a model can be written in them that no reader sees.
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# What opens a turn in the templates of common models; a space within keeps a server from taking it for the mark itself.
_TURN: Final = r"<(?=\|)|\|(?=>)|<(?=/?s>)|<(?=/?(?:start|end)_of_turn>)|\[(?=/?INST\])|<(?=</?SYS>)"
# Runs that could be taken for a fence of ours keep two of their signs.
_RULE: Final = r"(?<===)=+"
# What `str.isprintable` lets through of all this, and what a turn or a rule begins with: most quotes have none of it.
_ODD = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef<|\[]|==|  "
)
_STEP = re.compile(rf"(?P<unseen>[{_UNSEEN}]+)|(?P<space>[\s\x00-\x1f\x7f-\x9f]+)|(?P<turn>{_TURN})|(?P<rule>{_RULE})")


@dataclass(frozen=True, slots=True)
class Copy:
    """The model's copy of some words; `places[i]` is where its character i stands in the original, None where equal."""

    line: str
    places: Sequence[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the copy, which is not empty, begins and ends in the original."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=2048)  # a part's sentences are copied to be sent, and asked for many words when it is answered
def copy_of(quote: str) -> Copy:
    """The model's copy of a quote: on one line, without what cannot be seen, and without marks of ours or a server's.

    >>> copy_of("The ferry\\u200b is\\r\\n  late").line
    'The ferry is late'
    >>> copy_of("a <|end|> b").line
    'a < |end| > b'
    """
    if quote.isprintable() and _ODD.search(quote) is None:
        return Copy(quote)
    line: list[str] = []
    places: list[int] = []
    at = 0
    for match in _STEP.finditer(quote):
        start, end = match.span()
        line.extend(quote[at:start])
        places.extend(range(at, start))
        at = end
        if match["space"] is not None:
            if line and line[-1] != " ":
                line.append(" ")
                places.append(start)
        elif match["turn"] is not None:
            line.extend((match["turn"], " "))
            places.extend((start, start))
    line.extend(quote[at:])
    places.extend(range(at, len(quote)))
    return Copy("".join(line), places)


def as_line(quote: str) -> str:
    """The model's copy of a quote, of which nothing will be looked up."""
    return copy_of(quote).line


def number_sentences(sentences: Iterable[Sentence], *, prefix: str = "s") -> str:
    """The sentences as numbered lines, headings marked, with an empty line between paragraphs.

    >>> from brief.document import Document
    >>> print(number_sentences(Document.from_text("Rates rise\\n\\nThey rose. Banks fell.").sentences))
    s1 [heading]: Rates rise
    <BLANKLINE>
    s2: They rose.
    s3: Banks fell.
    """
    lines: list[str] = []
    block: int | None = None
    for sentence in sentences:
        if block is not None and sentence.block != block:
            lines.append("")
        block = sentence.block
        mark = " [heading]" if sentence.heading else ""
        lines.append(f"{prefix}{sentence.index}{mark}: {as_line(sentence.span.quote)}")
    return "\n".join(lines)


def choose_fence(*wordings: str) -> str:
    """A line that occurs in none of the wordings; the same wordings always get the same one.

    >>> choose_fence("a", "b") == choose_fence("a", "b") != choose_fence("a")
    True
    """
    seed = hashlib.sha256("\0".join(wordings).encode("utf-8", "surrogatepass")).hexdigest()
    while any(seed[:8] in wording for wording in wordings):
        seed = hashlib.sha256(seed.encode()).hexdigest()
    return f"===== {seed[:8]} ====="


def count_of(number: int, noun: str) -> str:
    """A number of things, in words.

    >>> count_of(1, "sentence"), count_of(1200, "call")
    ('1 sentence', '1,200 calls')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
