"""The wording of a claim where a model leaves it to us: the document's own words, put where the answer points.

Nothing is worded here that is not in the text, but for who says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["quote_outlet", "quote_speaker", "tell"]

_DOUBLE = re.compile(r"[“”„\"«»]")
_ENCLOSED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\.\w|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Co|Inc|Ltd|Corp|etc|Nos?|vs))\.$")
_STOPS: Final = " .,;:、。，；："
_ENDS = re.compile(r"[.!?…。！？।۔؟][\"'”’»」』)\]]*$")
# Scripts that need no full stop of ours: a stretch of them is left as it is.
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff]$")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff][\"'”’»」』)\]]*$")


def tell(quotes: Sequence[str]) -> str:
    """The quotes as statements of their own: with a capital and a full stop, and otherwise as they are.

    >>> tell(["the pier is shut,"])
    'The pier is shut.'
    """
    told = []
    for quote in quotes:
        bare = quote.strip().rstrip(",;:、，；：").rstrip()
        bare = bare[:1].upper() + bare[1:]
        stop = "" if _ENDS.search(bare) or _UNSTOPPED.search(bare) else "。" if _CJK.search(bare) else "."
        told.append(bare + stop)
    return " ".join(told)


def quote_speaker(name: str, quotes: Sequence[str], *, english: bool) -> str:
    """The quotes as somebody's words. In another language than English no verb of ours goes with them.

    >>> quote_speaker("the mayor", ["The pier is shut."], english=True)
    'The mayor said: “The pier is shut”.'
    """
    opening = f"{name[:1].upper()}{name[1:]}"
    return f"{opening} said: {_joined(quotes)}." if english else f"{opening}: {', '.join(map(_quoted, quotes))}"


def quote_outlet(quotes: Sequence[str]) -> str:
    """The quotes as the article's own words.

    >>> quote_outlet(["The heartless plan ignores the island."])
    'The article says: “The heartless plan ignores the island”.'
    """
    verb = "asks" if quotes[-1].rstrip(" \"”’'").endswith("?") else "says"
    return f"The article {verb}: {_joined(quotes)}."


def _joined(quotes: Sequence[str]) -> str:
    return " and ".join(map(_quoted, quotes))


def _quoted(quote: str) -> str:
    """A quote between marks that it does not have itself, its closing stop left out."""
    bare = quote.strip()
    if (enclosed := _ENCLOSED.fullmatch(bare)) is not None:
        bare = enclosed[1].strip() or bare
    bare = bare if _ABBREVIATED.search(bare) else bare.rstrip(_STOPS)
    return f"‘{bare}’" if _DOUBLE.search(bare) else f"“{bare}”"
