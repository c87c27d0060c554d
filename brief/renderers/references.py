"""From what a page says to the words that say it: short references, and the evidence they lead to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from brief.briefing import Briefing, Claim, Evidence, OpenQuestion, Tension
from brief.renderers.page import Proof, Quote

__all__ = ["References", "count"]

_WORD = re.compile(r"[^\W_]+")
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,15}")
# Longer quotes are shown by their ends; the offsets and the sentence number are of the whole.
_QUOTE_WORDS = 18


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(2, "claim"), count(1200, "entry", "entries")
    ('1 claim', '2 claims', '1,200 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


class References:
    """Gives out references to a briefing's evidence, and remembers which were asked for."""

    def __init__(self, briefing: Briefing, *, prefix: str = "", everything: bool = False) -> None:
        self._everything = everything
        self._starts = [entry.sentence.start for entry in briefing.coverage]
        groups: list[Sequence[Claim | Tension | OpenQuestion]]
        groups = [briefing.claims, briefing.tensions, briefing.open_questions]
        named = [item.id for items in groups for item in items]
        plain = len(set(named)) == len(named) and all(_PLAIN_ID.fullmatch(name) for name in named)
        self._labels: dict[tuple[str, str], str] = {}
        self._evidence: dict[str, Sequence[Evidence]] = {}
        self._statements: dict[str, str] = {}
        for letter, items in zip("ctq", groups, strict=True):
            for number, item in enumerate(items, start=1):
                # Ids come from a file that may hold anything; what is no plain word is numbered anew.
                label = prefix + (item.id if plain else f"{letter}{number}")
                self._labels[letter, item.id] = label
                self._evidence[label] = item.evidence
        for claim in briefing.claims:
            self._statements[self._labels["c", claim.id]] = claim.statement
        self._used: set[str] = set()

    def claims(self, ids: Sequence[str]) -> tuple[str, ...]:
        """References to these claims."""
        return self._use([self._labels["c", name] for name in ids])

    def tension(self, item: Tension) -> tuple[str, ...]:
        """References to a tension's claims, or to its own evidence where it names none."""
        return self.claims(item.claim_ids) if item.claim_ids else self._use([self._labels["t", item.id]])

    def question(self, item: OpenQuestion) -> tuple[str, ...]:
        """References to an open question's claims, or to its own evidence where it names none."""
        return self.claims(item.claim_ids) if item.claim_ids else self._use([self._labels["q", item.id]])

    def sentence(self, start: int, end: int) -> str:
        """The number of the sentence that holds these characters, or of the first and the last.

        Sentences are numbered as they stand in the coverage, which holds all of them.
        """
        first = max(1, bisect_right(self._starts, start))
        last = max(first, bisect_right(self._starts, end - 1))
        return f"s{first}" if first == last else f"s{first}–s{last}"

    def proofs(self) -> Iterator[Proof]:
        """The evidence behind each reference that was given out."""
        for label, spans in self._evidence.items():
            if label in self._used:
                yield Proof(label, tuple(self._place(label, span) for span in spans))

    def _use(self, labels: Sequence[str]) -> tuple[str, ...]:
        self._used.update(labels)
        return tuple(labels)

    def _place(self, label: str, span: Evidence) -> tuple[str, Quote | None]:
        where = f"{self.sentence(span.start, span.end)}, {span.start}–{span.end}"
        if _words(span.quote) in _words(self._statements.get(label, "")):
            return where, None  # the statement is the quote: it need not be read twice
        return where, Quote(span.quote, None if self._everything else _QUOTE_WORDS)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
