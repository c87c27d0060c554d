"""Which names identify an actor: an alias is a part or the initials of a name; what two actors share is nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from brief.briefing import Actor
from brief.grounding.sentences import is_light
from brief.grounding.words import split_words
from brief.language.actor_lexicon import load_actor_lexicon

__all__ = ["identifying", "is_alias", "shared_names"]

_PREFIX_CHARS = 4
_TITLES = frozenset("mr mrs ms miss dr sir dame lord lady prof".split())


def is_alias(alias: str, name: str) -> bool:
    """Whether one form can be seen to mean the other: by words in common or by initials.

    >>> is_alias("Varga", "Piet Varga"), is_alias("EU", "European Union"), is_alias("Ole Varga", "Piet Varga")
    (True, True, False)
    """
    one, other = (_content(form) for form in (alias, name))
    if min(len(one), len(other)) > 1 and not _is_part(one, other) and not _is_part(other, one):
        return _is_acronym(alias, name) or _is_acronym(name, alias)  # "Ada Kern" is not "Ole Kern"
    if one & other or any(a[:_PREFIX_CHARS] == b[:_PREFIX_CHARS] for a in one for b in other if len(a) > 3 < len(b)):
        return True  # "Democrats" and "Democratic Party", "Belarus" and "Belarusian army"
    countries = load_actor_lexicon().countries
    if (country := countries.get(alias.casefold())) and country == countries.get(name.casefold()):
        return True  # "Britain" and "United Kingdom"
    return _is_acronym(alias, name) or _is_acronym(name, alias)


def _content(form: str) -> frozenset[str]:
    """The stems of a name's words, its titles apart unless it is nothing else."""
    words = [word for word in split_words(form) if not is_light(word)]
    roles = load_actor_lexicon().roles
    own = [word for word in words if word.key not in roles and word.key not in _TITLES] or words
    return frozenset(word.stem.casefold() for word in own)


def _is_part(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each word of a name is a word, an initial or another form of a word of the other: "J. Holt"."""
    return all(
        any(
            a == b or len(a) == 1 and b.startswith(a) or len(a) > 3 < len(b) and a[:_PREFIX_CHARS] == b[:_PREFIX_CHARS]
            for b in other
        )
        for a in one
    )


def _is_acronym(short: str, full: str) -> bool:
    letters = "".join(c for c in short if c.isalpha())
    if len(letters) < 2 or not letters[:2].isupper():
        return False
    words = split_words(full)
    every = "".join(word.form[0] for word in words).casefold()
    named = "".join(word.form[0] for word in words if word.form[0].isupper()).casefold()
    key = letters.casefold()
    return key in (every, named) or len(key) > 2 and (every.startswith(key) or named.startswith(key))


def shared_names(actors: Iterable[tuple[str, Sequence[str]]]) -> frozenset[str]:
    """The names and aliases that more than one actor has, given each actor's name and aliases."""
    counts = Counter(form for name, aliases in actors for form in {name, *aliases})
    return frozenset(form for form, count in counts.items() if count > 1)


def identifying(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors as the guards may know them: namesakes have neither alias nor role, which would be another's."""
    shared = shared_names((actor.name, actor.aliases) for actor in actors)
    return tuple(
        actor.model_copy(update={"aliases": (), "roles": ()})
        if actor.name in shared
        else actor.model_copy(update={"aliases": tuple(a for a in actor.aliases if a not in shared)})
        for actor in actors
    )
