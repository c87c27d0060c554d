"""The actors of one document, looked up by a name or by a word of one; how many there are makes no difference.

Who an actor is was decided before; whether a phrase means one is for `holders` and `names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from brief.grounding.sentences import is_light
from brief.grounding.words import split_words

__all__ = ["Roster"]


class Roster:
    """Actors, each by its names, fullest first; `roles` gives the wordings of an actor's roles by its fullest name."""

    def __init__(self, actors: Sequence[tuple[str, ...]], roles: Mapping[str, Sequence[str]]) -> None:
        self._actors, self._roles = actors, roles

    def called(self, name: str) -> tuple[str, ...]:
        """The names of the first actor that goes by this one; empty where none does.

        >>> Roster([("Piet Varga", "Varga"), ("the Port",)], {}).called("Varga")
        ('Piet Varga', 'Varga')
        """
        return self._by_form.get(name, ())

    def having(self, stems: Iterable[str]) -> Sequence[tuple[str, ...]]:
        """The names of each actor that has one of these stems in a name or a role, in the actors' order."""
        places = {place for stem in stems for place in self._by_stem.get(stem, ())}
        return [self._actors[place] for place in sorted(places)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of content of all names."""
        words = (word for forms in self._actors for form in forms for word in split_words(form))
        return frozenset(word.stem for word in words if not is_light(word))

    @cached_property
    def _by_form(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for forms in self._actors:
            for form in forms:
                found.setdefault(form, forms)
        return found

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for place, forms in enumerate(self._actors):
            wordings = (*forms, *self._roles.get(forms[0], ()))
            for stem in {word.stem for wording in wordings for word in split_words(wording)}:
                found.setdefault(stem, []).append(place)
        return found
