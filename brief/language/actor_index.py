"""Looking actors up: who is named at a place, and whom a wording names.

Built once for a document, asked by whoever checks or words a claim. It never guesses: a form that two actors share
names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from brief.document import Span
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Actor

__all__ = ["ActorIndex"]

_EDGES = re.compile(r"^\W+|(?:[’']s)?\W*$")


class ActorIndex:
    """The actors of one document, by place and by name.

    >>> span = Span(3, 12, "Ada Okoro")
    >>> index = ActorIndex([Actor("Ada Okoro", "person", mentions=(span,))])
    >>> index.named("Dr Ada Okoro").name
    'Ada Okoro'
    """

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = tuple(actors)
        self._places = sorted(
            (span.start, span.end, number) for number, actor in enumerate(actors) for span in actor.mentions
        )
        self._starts = [start for start, _, _ in self._places]
        self._holders: dict[str, set[int]] = {}
        for number, actor in enumerate(actors):
            for form in (actor.name, *actor.aliases, *(span.quote for span in actor.roles)):
                self._holders.setdefault(_plain(form), set()).add(number)

    def actors_at(self, span: Span) -> tuple[Actor, ...]:
        """Every actor that a mention or a role inside or across the span names, in text order, each once."""
        numbers = dict.fromkeys(number for number in self._numbers_at(span))
        return tuple(self.actors[number] for number in numbers)

    def actor_at(self, span: Span) -> Actor | None:
        """The one actor named in the span; None where none is, or several are."""
        found = self.actors_at(span)
        if not found:
            held = {
                number
                for number, actor in enumerate(self.actors)
                for role in actor.roles
                if role.overlaps(span) and (role.covers(span) or span.covers(role))
            }
            return self.actors[held.pop()] if len(held) == 1 else None
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> Actor | None:
        """The one actor of that name, alias, acronym or role; articles, titles, case and a possessive do not matter."""
        for form in _forms(name):
            holders = self._holders.get(form, set())
            if len(holders) == 1:
                return self.actors[next(iter(holders))]
            if holders:
                return None
        return None

    def _numbers_at(self, span: Span) -> Iterable[int]:
        at = bisect_right(self._starts, span.start)
        # Mentions do not overlap, so one before the first that starts behind the span can reach into it.
        for start, end, number in self._places[max(0, at - 1) :]:
            if start >= span.end:
                return
            if end > span.start:
                yield number


def _plain(form: str) -> str:
    words = _EDGES.sub("", form.casefold().replace("’", "'")).split()
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words)


def _forms(name: str) -> Iterable[str]:
    """A name as it stands, then without the titles before it."""
    words = _plain(name).split()
    lexicon = load_actor_lexicon()
    yield " ".join(words)
    while len(words) > 1 and (words[0].rstrip(".") in lexicon.courtesies | lexicon.roles | lexicon.modifiers):
        words = words[1:]
        yield " ".join(words)
