"""Whose name stands behind a source: the fullest name the text surely gives, also for a pronoun, a role, "the airline".

What is in doubt stays unnamed. Which words name a source is found by `sources`; who is an actor is for `actors`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from brief.language.grammar import Grammar
from brief.language.sources import MAX_STEPS, QUANTITIES, RELATIVE, is_title, kind_of

__all__ = ["Holders"]

_ARTICLES = frozenset(("the", "a", "an"))
_TITLE_PRONOUNS = {"mr": "he", "sir": "he", "lord": "he", "ms": "she", "mrs": "she", "miss": "she", "lady": "she"}


class Holders:
    """The fullest names of a document's persons and bodies, and whom a role or pronoun surely means."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._mentions: list[tuple[int, str, str]] = []
        self._full: dict[str, set[str]] = {}
        self._roles: dict[str, set[str]] = {}
        self._pronouns: dict[str, str] = {}
        runs = [*_named_runs(grammar)]
        people = {grammar.lower[last] for first, last, label in runs if label == "PERSON" and last > first}
        for first, last, label in runs:
            # A surname alone, which the recogniser takes for a firm's as often as not.
            is_surname = first == last and grammar.lower[first] in people and grammar.lower[first - 1] not in _ARTICLES
            self._add(first, last, "PERSON" if is_surname else _by_description(grammar, last) or label)

    def _add(self, first: int, last: int, label: str) -> None:
        grammar = self._grammar
        name = " ".join(grammar.text[slice(*grammar.chars(first, last))].split())
        if not name:
            return
        self._mentions.append((first, label, name))
        if label != "PERSON":
            return
        self._full.setdefault(grammar.lower[last], set()).add(name)
        title = grammar.lower[first - 1].rstrip(".") if first else ""
        if title in _TITLE_PRONOUNS:
            self._pronouns.setdefault(grammar.lower[last], _TITLE_PRONOUNS[title])
        # "Belarusian President Alexander Lukashenko": the words before the name are a role of his.
        at = first - 1
        while at >= grammar.first[first] and grammar.tag[at] in ("NN", "NNP", "JJ") and grammar.ent[at] != "PERSON":
            at -= 1
        if at < first - 1:
            self._roles.setdefault(" ".join(grammar.lower[at + 1 : first]), set()).add(grammar.lower[last])

    def full_name(self, label: str) -> str | None:
        """The fullest name of the person whom a speaker's label names by surname or in full; None where nobody is."""
        words = label.split()
        found = self._fullest(words[-1].casefold()) if words else None
        fitting = found is not None and {word.casefold() for word in words} <= set(found.casefold().split())
        return found if fitting else None

    def is_person(self, name: str) -> bool:
        """Whether a full name is that of a person of the text."""
        return name in self._full.get(name.split()[-1].casefold(), ())

    def _fullest(self, surname: str) -> str | None:
        names = self._full.get(surname)
        if not names:
            return None
        longest = max(names, key=lambda name: (len(name.split()), len(name), name))
        wanted = set(longest.casefold().split())
        # Two people of one surname: the name alone is all that is sure.
        return longest if all(set(name.casefold().split()) <= wanted for name in names) else None

    def resolve(self, noun: int, words: str) -> tuple[str | None, bool]:
        """The holder's name, and whether it had to be inferred from a pronoun or role."""
        grammar = self._grammar
        if noun < 0:
            return None, False
        lower = grammar.lower[noun]
        if lower in RELATIVE:
            clause = grammar.head[noun]
            for _ in range(MAX_STEPS):
                if grammar.dep[clause] == "relcl":
                    head = grammar.head[clause]
                    return self.resolve(head, grammar.text[slice(*grammar.chars(grammar.left[head], head))])
                clause = grammar.head[clause]
            return None, True
        if lower in ("he", "she", "him", "her"):
            return self._antecedent(noun), True
        if grammar.pos[noun] == "PRON":
            return None, lower not in QUANTITIES
        named = next(
            (
                at
                for at in [noun, *grammar.children[noun]]
                if grammar.ent[at] == "PERSON" and (at == noun or grammar.dep[at] == "appos")
            ),
            -1,
        )
        if named >= 0:
            last = named
            while last + 1 < len(grammar) and grammar.ent[last + 1] == "PERSON" and grammar.head[last + 1] == named:
                last += 1
            return self._fullest(grammar.lower[last]) or _entity(grammar, named), False
        beside = grammar.child(noun, "appos")
        if grammar.pos[noun] == "NOUN" and kind_of(grammar.lemma[noun]) != "person" and beside > noun:
            if _is_proper(grammar, beside) and grammar.lower[beside - 1] not in QUANTITIES:
                name = grammar.text[slice(*grammar.chars(grammar.left[beside], beside))]
                return " ".join(name.split()).removeprefix("the "), False
        if kind_of(lower) is not None or grammar.tag[noun] in ("NN", "NNP"):
            role = words.casefold().removeprefix("the ")
            surnames = self._roles.get(role)
            if surnames and len(surnames) == 1:
                return self._fullest(next(iter(surnames))), False
        if grammar.lower[noun] in self._full and grammar.pos[noun] == "PROPN" and grammar.left[noun] == noun:
            return self._fullest(grammar.lower[noun]), False  # a surname, whatever the recogniser takes it for
        if not is_title(grammar, noun) and _is_proper(grammar, noun) and grammar.ent[noun] in ("ORG", "GPE", ""):
            name = grammar.text[slice(*grammar.chars(grammar.left[noun], noun))]
            return " ".join(name.split()).removeprefix("the ").removeprefix("The "), False
        return None, False

    def _antecedent(self, pronoun: int) -> str | None:
        """The one person named in this sentence before the pronoun, or else in the two before; None if not one."""
        grammar = self._grammar
        start = grammar.first[pronoun]
        # "She had asked Kern for it, she told the court": one sentence does not change whom it means by "she".
        same = (at for at in range(start, pronoun) if grammar.lower[at] == grammar.lower[pronoun])
        pronoun = next((at for at in same if grammar.dep[at] == "nsubj" and grammar.quoted[at] < 0), pronoun)
        for back in range(3):
            surnames = {name.split()[-1].casefold() for name in self.people_between(start, pronoun)}
            if len(surnames) == 1:
                surname = next(iter(surnames))
                pronoun_kind = "she" if grammar.lower[pronoun] in ("she", "her") else "he"
                # Whom the text once calls "she" it does not mean by "he".
                if self._pronouns.setdefault(surname, pronoun_kind) != pronoun_kind:
                    return None
                return self._fullest(surname)
            if surnames or start == 0 or back == 2:
                return None
            start = grammar.first[start - 1]
        return None

    def people_between(self, start: int, stop: int) -> list[str]:
        """The people named among some tokens, but not those in a quotation: the outlet's "he" is none of them."""
        quoted = self._grammar.quoted
        inside = quoted[stop] if stop < len(quoted) else -1
        return [
            name
            for first, label, name in self._mentions_between(start, stop)
            if label == "PERSON" and (quoted[first] < 0 or quoted[first] == inside)
        ]

    def _mentions_between(self, start: int, stop: int) -> Iterable[tuple[int, str, str]]:
        low = bisect_left(self._mentions, (start, "", ""))
        high = bisect_left(self._mentions, (stop, "", ""))
        return self._mentions[low:high]


def _entity(grammar: Grammar, token: int) -> str:
    first = last = token
    while first > 0 and grammar.ent[first - 1] == grammar.ent[token]:
        first -= 1
    while last + 1 < len(grammar) and grammar.ent[last + 1] == grammar.ent[token]:
        last += 1
    while last > first and grammar.lower[last] in ("’s", "'s", "’", "'"):
        last -= 1
    return " ".join(grammar.text[slice(*grammar.chars(first, last))].split())


def _named_runs(grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    """The first and last token of each name of a person or body, and which of the two it is."""
    at, n = 0, len(grammar)
    while at < n:
        label = grammar.ent[at]
        stop = at + 1
        while stop < n and grammar.ent[stop] == label and grammar.first[stop] == grammar.first[at]:
            if grammar.lower[stop] == "," and grammar.dep[grammar.head[stop]] != "appos" and stop + 2 < n:
                break  # "Ostby's mayor, Ana Ruiz", taken for one name
            stop += 1
        if label in ("PERSON", "ORG"):
            last = stop - 1
            at += grammar.lower[at] == "," and at < last
            while last > at and grammar.lower[last] in ("’s", "'s", "’", "'", ",", "."):
                last -= 1
            yield at, last, label
        at = stop


def _by_description(grammar: Grammar, last: int) -> str | None:
    """What a name must be of by the noun that it stands beside: "the mayor, Ana Ruiz", "the operator, Ostby Trams"."""
    kind = kind_of(grammar.lemma[grammar.head[last]]) if grammar.dep[last] == "appos" else None
    return {"person": "PERSON", "body": "ORG"}.get(kind or "")


def _is_proper(grammar: Grammar, noun: int) -> bool:
    return grammar.pos[noun] == "PROPN" and not grammar.text[grammar.start[noun]].islower()
