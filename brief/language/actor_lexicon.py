"""The word lists of the actors layer: titles, organisation nouns, group nouns, countries, given names.

Lists are data (`lexicons/actor_*.txt`); this module only reads them, once. What they prove about a text is left to
`names`, `designations` and `roles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["ActorLexicon", "load_actor_lexicon"]


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Everything the lists say, in lower case; `countries` leads from any of a country's names to its first name."""

    courtesies: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    modifiers: frozenset[str]
    organisations: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    collectives: frozenset[str]
    nonnames: frozenset[str]
    particles: frozenset[str]
    given_names: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    countries: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]


@lru_cache(maxsize=1)
def load_actor_lexicon() -> ActorLexicon:
    """The lists shipped with the package; read once a process."""
    countries, demonyms, capitals = _read_countries()
    return ActorLexicon(
        courtesies=_read_list("courtesies"),
        roles=_read_list("roles") | _read_list("titles"),
        titles=_read_list("titles"),
        modifiers=_read_list("modifiers"),
        organisations=_read_list("organisations"),
        things=_read_list("things"),
        groups=_read_list("groups"),
        collectives=_read_list("collectives"),
        nonnames=_read_list("nonnames"),
        particles=_read_list("particles"),
        given_names=_read_list("given_names"),
        women=_read_list("given_women"),
        men=_read_list("given_men"),
        countries=countries,
        demonyms=demonyms,
        capitals=capitals,
    )


def _lines(name: str) -> list[str]:
    text = files("brief.language").joinpath("lexicons", f"actor_{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _read_list(name: str) -> frozenset[str]:
    return frozenset(line.casefold() for line in _lines(name))


def _read_countries() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    by_name: dict[str, str] = {}
    by_demonym: dict[str, str] = {}
    by_capital: dict[str, str] = {}
    for line in _lines("countries"):
        names, adjectives, capitals = ([e.strip() for e in part.split(",")] for part in line.split("|"))
        for table, forms in ((by_name, names), (by_demonym, adjectives), (by_capital, capitals)):
            table.update({form.casefold(): names[0] for form in forms if form})
    return by_name, by_demonym, by_capital
