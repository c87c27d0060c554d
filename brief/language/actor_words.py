"""The words of a parsed document as a reader of names sees them: whole, without a possessive, capital or not.

The parser's tokens break "Al-Sayed", "(CSTO)" and "O’Connor" in their own ways; a name is a run of these words instead.
Which runs are names is left to `names`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.language.parse import Parse

__all__ = ["Word", "read_words"]

# Letters and digits; inside, hyphens, apostrophes, "&" and the full stop of "U.S." or "Amazon.com".
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W_])"
    r"|[^\W_]+(?:(?:[’'\-‐‑&·/]|\.(?=[a-z]))[^\W_]+)*"
    r"(?:(?<=\b[A-Z])\.|(?<=\bJr)\.|(?<=\bSt)\.|(?<=\bDr)\.|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bMrs)\.)?"
)
_PREFIXES = frozenset(
    ["al", "el", "ul", "as", "ash", "az", "ar", "at", "an", "ad", "d", "l", "dell", "ibn", "bin", "abd"]
)


@dataclass(slots=True)
class Word:
    """One word. `first` and `last` are its tokens, `gap` is what stands between it and the word before it.

    `opens` says that a capital proves nothing here, since a sentence or a quoted sentence begins with this word.
    """

    start: int
    end: int
    text: str
    lower: str
    first: int
    last: int
    pos: str
    ent: str
    sentence: int
    gap: str
    opens: bool
    is_cap: bool
    possessive: bool = False
    begins_ent: bool = False


def read_words(parse: Parse) -> list[Word]:
    """Every word of the document in text order."""
    text = parse.document.text
    words: list[Word] = []
    for number, (sentence, tokens) in enumerate(parse.pairs()):
        spots = [(t.idx, t.idx + len(t), t) for t in tokens]
        at, previous_end, opens = 0, sentence.span.start, True
        for match in _WORD.finditer(text, sentence.span.start, sentence.span.end):
            start, end = match.span()
            while at + 1 < len(spots) and spots[at][1] <= start:
                at += 1
            if not spots:
                break
            upto = at
            while upto + 1 < len(spots) and spots[upto + 1][0] < end:
                upto += 1
            owned = end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "’'"
            if owned:
                end -= 2
                while upto > at and spots[upto][0] >= end:
                    upto -= 1
            quote = text[start:end]
            gap = text[previous_end:start]
            starts = opens or (
                len(gap) > 1
                and gap.endswith((" “", " ‘", ' "', ": ", "•", "«", " - ", "— ", ". ", "? ", "! "))
                and not words[-1].is_cap
            )
            words.append(
                Word(
                    start,
                    end,
                    quote,
                    quote.casefold().rstrip("."),
                    spots[at][2].i,
                    spots[upto][2].i,
                    spots[upto][2].pos_,
                    spots[upto][2].ent_type_ or spots[at][2].ent_type_,
                    number,
                    gap,
                    starts,
                    _is_capital(quote),
                    owned,
                    spots[at][2].ent_iob == 3,
                )
            )
            previous_end, opens = end, False
    return words


def _is_capital(quote: str) -> bool:
    """Whether a word is written as names are: "Obama", "al-Assad", "iPhone", "U.S.", "501st" is not."""
    if quote[0].isupper():
        return True
    if "-" not in quote and "’" not in quote and "'" not in quote:
        return False
    head, _, tail = quote.replace("’", "-").replace("'", "-").partition("-")
    return head in _PREFIXES and tail[:1].isupper()
