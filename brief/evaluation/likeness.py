"""What of a wording two statements are compared by beside their words: quantities, days and months, denial, holders.

How alike the words are is for `brief.likeness`, whether a difference matters for `matching` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from brief.evaluation.gold import GoldActor
from brief.grounding.numbers import find_quantities
from brief.grounding.sentences import is_light
from brief.grounding.words import split_words
from brief.language.modality import base_form, is_negated

__all__ = ["Holders", "calendar_words", "denies", "quantities"]

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april june july august september october november december".split()
_CALENDAR = {base_form(word): word for word in (*_DAYS, *_MONTHS)}


@lru_cache(maxsize=8192)
def quantities(wording: str) -> frozenset[str]:
    """The values of a wording's quantities, without their units.

    >>> sorted(quantities("3 of the 1,200 piers"))
    ['1200', '3']
    """
    return frozenset([quantity.value for quantity in find_quantities(wording)])


@lru_cache(maxsize=8192)
def denies(wording: str) -> bool:
    """Whether a wording denies something."""
    return is_negated(wording)


@lru_cache(maxsize=8192)
def calendar_words(wording: str) -> frozenset[str]:
    """The days of the week and the months that a wording names.

    >>> sorted(calendar_words("May Holt open it on Monday, 3 May?"))
    ['may', 'monday']
    """
    words = split_words(wording)
    found = {_CALENDAR[word.stem] for word in words if word.stem in _CALENDAR and word.form[0].isupper()}
    # "May" is a month only beside a figure; it opens questions as well.
    if any(
        one.form == "May" and other.stem.startswith("#") or other.form == "May" and one.stem.startswith("#")
        for one, other in pairwise(words)
    ):
        found.add("may")
    return frozenset(found)


_ASIDE = re.compile(r"\([^)]*\)|,.*")


class Holders:
    """Who a holder's name means among the actors of a gold file."""

    def __init__(self, actors: Sequence[GoldActor]) -> None:
        self._names = [[_plain(form) for form in (actor.name, *actor.aliases)] for actor in actors]
        self._roles = [[_plain(form) for form in actor.roles] for actor in actors]

    def identify(self, forms: Iterable[str]) -> object:
        """The place of the one actor that these forms name; otherwise the first form, plain.

        A name that is part of two actors' names ("Marr" of two Marrs) names neither for sure.
        """
        plain = [form for form in map(_plain, forms) if form]
        for known in (self._names, self._roles):
            exact = {n for n, names in enumerate(known) for form in plain if form in names}
            if len(exact) == 1:
                return next(iter(exact))
        partial = {
            n for n, names in enumerate(self._names) for form in plain for name in names if form <= name or name < form
        }
        if len(partial) == 1:
            return next(iter(partial))
        return plain[0] if plain else None


@lru_cache(maxsize=4096)
def _plain(name: str) -> frozenset[str]:
    """A name's words without articles, asides and case."""
    words = split_words(_ASIDE.sub("", name)) or split_words(name)
    plain = frozenset(word.key.removesuffix("’s").removesuffix("'s") for word in words if not is_light(word))
    plain -= {"some", "other", "certain", "unnamed", "unidentified", "several"}
    return plain or frozenset(word.key for word in words)  # "one of them" is somebody too
