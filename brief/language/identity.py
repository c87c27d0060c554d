"""Which names of a document mean one entity, and what kind of entity it is.

Two names become one only when the text leaves no other reading: a surname alone joins a full name when a single one
carries it, an acronym joins the name it stands in brackets behind. Otherwise they stay two. Names that only ever
name places or things are kept apart as such; which of them act is left to `actors`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.names import Name

__all__ = ["Entity", "EntityKind", "merge_names"]

EntityKind = Literal["person", "organisation", "country", "place", "group", "other"]

_CORPORATE = frozenset(
    "inc ltd llc plc corp corporation company co group gmbh ag sa nv bv holdings limited incorporated se spa".split()
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# What a company's short form leaves out: "Ford" for "Ford Motor Company". No "Foundation" or "Store": those are others.
_TRADE = _CORPORATE | frozenset(
    """motor motors computer computers airlines airways industries systems technologies international
    communications electronics pharmaceuticals petroleum aircraft entertainment software enterprises brothers
    foods chemical stores telecom""".split()
)
_SKIPPED_IN_ACRONYM = frozenset(["of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "&", "y"])


# What speaks for a body beside the model's label.
_BODILY = ("organisation", "acronym", "agent", "party")


@dataclass(slots=True)
class Entity:
    """The names that surely mean one thing, in text order."""

    kind: EntityKind
    names: list[Name] = field(default_factory=list)


def merge_names(text: str, names: Sequence[Name]) -> list[Entity]:
    """Every name exactly once, in entities ordered by their first name."""
    by_key: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_key[_key(name)].append(name)
    kinds = {key: _kind(key, group) for key, group in by_key.items()}
    for key in _person_shaped(by_key, kinds):
        kinds[key] = "person"
    persons = _Persons(text, by_key, kinds)
    parent: dict[str, str] = {}
    for key in by_key:
        parent[key] = key
    for key, target in [*_bracketed(text, names, kinds), *_initials(by_key, kinds)]:
        _join(parent, kinds, key, target)
    for key in by_key:
        if persons.is_family(key, by_key[key]):
            kinds[key] = "group"
            by_key[key][0].signs["agent"] += 1
    for key in by_key:
        is_body = any(name.signs["ent:ORG"] or name.signs["organisation"] for name in by_key[key])
        if not is_body and sum(full.endswith(" " + key) for full in persons.by_part.get(key, ())) > 1:
            kinds[key] = "person"  # a surname of two people names one of them, nobody knows which
    for key, target in _short_forms(by_key, kinds, persons):
        _join(parent, kinds, key, target)
    for key, target in persons.same_person():
        _join(parent, kinds, key, target)
    entities: dict[str, Entity] = {}
    for name in names:
        key = _key(name)
        root = persons.holder(name, key, kinds) or key
        root = _root(parent, root)
        entities.setdefault(root, Entity(kinds[root])).names.append(name)
    return list(entities.values())


def _key(name: Name) -> str:
    """What two spellings of one name share: no suffix, one word for a country."""
    lexicon = load_actor_lexicon()
    words = list(name.words)
    plain = " ".join(words)
    if plain in lexicon.countries or name.signs["country"]:
        return "@" + (lexicon.countries.get(plain) or lexicon.countries[name.key]).casefold()
    while len(words) > 1 and (words[-1] in _CORPORATE or words[-1] in _SUFFIXES):
        words.pop()
    return " ".join(words)


def _kind(key: str, group: Sequence[Name]) -> EntityKind:
    if key.startswith("@"):
        return "country"
    if key in load_actor_lexicon().capitals and not any(name.signs["person"] for name in group):
        return "place"
    signs: Counter[str] = Counter()
    for name in group:
        signs.update(name.signs)
    score: dict[EntityKind, float] = {
        "person": signs["person"] + signs["ent:PERSON"],
        "organisation": signs["organisation"] + signs["ent:ORG"] + 0.8 * signs["acronym"],
        "place": signs["place"] + signs["ent:GPE"] + signs["ent:LOC"] + signs["ent:FAC"] + 0.5 * signs["locative"],
        "group": signs["ent:NORP"],
        "other": signs["thing"]
        + sum(signs["ent:" + label] for label in ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE")),
    }
    # Persons take no article and no quotation marks: "the Oreshnik", a ship called ‘Aurora’.
    n_marked = signs["article"] + signs["marked"]
    if 2 * n_marked >= len(group) and signs["person"] < 2 and " " not in key:
        score["person"] -= 2 * n_marked
    best = max(score, key=lambda kind: score[kind])
    if score[best] <= 0:
        if len(group) > 1 and signs["proper"] == len(group) and not n_marked:
            return "organisation"
        return (
            "person"
            if len(group[0].words) in (2, 3) and not n_marked
            else "organisation"
            if signs["agent"]
            else "other"
        )
    if (
        best == "place"
        and signs["agent"] > signs["locative"] + signs["place"]
        and key not in load_actor_lexicon().capitals
    ):
        runner_up: EntityKind = "person" if score["person"] >= score["organisation"] else "organisation"
        if score[runner_up] > 0:
            return runner_up
        if " " in key:
            return "person"
        return "organisation" if signs["agent"] >= max(2, 2 * signs["locative"]) else "place"
    if best == "organisation" and " " not in key and not any(signs[sign] for sign in _BODILY):
        return "other"  # one word that neither acts nor is called a body may as well be a work, a place, a missile
    return best


def _person_shaped(by_key: dict[str, list[Name]], kinds: dict[str, EntityKind]) -> list[str]:
    """Names taken for bodies that the text shortens as it does persons: by their last word, never by their first."""
    lexicon = load_actor_lexicon()
    no_surname = lexicon.organisations | lexicon.things | lexicon.nonnames | lexicon.groups
    found = []
    for key, group in by_key.items():
        parts = key.split()
        if (
            kinds[key] != "organisation"
            or not 2 <= len(parts) <= 3
            or any(name.signs["organisation"] for name in group)
        ):
            continue
        if parts[-1] in by_key and parts[0] not in by_key and parts[-1] not in no_surname and parts[-1].isalpha():
            found.append(key)
    return found


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        key = parent[key]
    return key


def _join(parent: dict[str, str], kinds: dict[str, EntityKind], key: str, target: str) -> None:
    a, b = _root(parent, key), _root(parent, target)
    if a != b:
        parent[a] = b


class _Persons:
    """The persons a document names in full, and who a part of a name can mean."""

    def __init__(self, text: str, by_key: dict[str, list[Name]], kinds: dict[str, EntityKind]) -> None:
        self.text = text
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.full = {key: group[0].start for key, group in by_key.items() if kinds[key] == "person" and " " in key}
        self.by_part: dict[str, set[str]] = defaultdict(set)
        for key in self.full:
            parts = key.split()
            for n in range(1, len(parts)):
                if n == len(parts) - 1 or parts[n] in load_actor_lexicon().particles:
                    self.by_part[" ".join(parts[n:])].add(key)
            self.by_part[parts[0]].add(key)
            self.titles[key] = {title for name in by_key[key] for title in self.titles_of(name)}
        self.same: dict[str, str] = {}
        self.body_heads = {key.split()[0] for key in by_key if kinds[key] == "organisation" and " " in key}

    def titles_of(self, name: Name) -> Iterator[str]:
        """What stands before a name: the last word of its title ("mayor"), its courtesy ("mrs")."""
        if name.address:
            yield name.address
        if name.title is not None and (words := self.text[slice(*name.title)].casefold().split()):
            yield words[-1]

    def same_person(self) -> list[tuple[str, str]]:
        """Pairs of full names that differ in a middle name or an initial only."""
        pairs = []
        by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key in self.full:
            parts = key.split()
            by_ends[parts[0], parts[-1]].append(key)
        for keys in by_ends.values():
            shortest = min(keys, key=len)
            middles = {tuple(key.split()[1:-1]) for key in keys} - {()}
            if len(middles) <= 1 or len(keys) == 2 and () in {tuple(key.split()[1:-1]) for key in keys}:
                pairs += [(key, shortest) for key in keys if key != shortest]
        self.same = dict(pairs)
        return pairs

    def is_family(self, key: str, group: Sequence[Name]) -> bool:
        """Whether a name is the plural of a surname: "the Smiths"."""
        return (
            key.endswith("s") and key[:-1] in self.by_part and key not in self.by_part and group[0].signs["article"] > 0
        )

    def holder(self, name: Name, key: str, kinds: dict[str, EntityKind]) -> str | None:
        """The one full name that this part of a name can stand for; None when it is whole, or could be several."""
        lexicon = load_actor_lexicon()
        if key.startswith("@") or " " in key and key.split()[0] not in lexicon.particles:
            return None
        can_be_given = (kinds[key] == "person" or key in lexicon.given_names) and name.address in (
            "",
            "dr",
            "sir",
            "dame",
        )
        matches = self.by_part.get(key, ())
        if not can_be_given:
            matches = {option for option in matches if option.endswith(" " + key)}
        if kinds[key] == "organisation" and key in self.body_heads and name.signs["ent:ORG"]:
            return None  # "Ford" beside "Ford Motor Company" is the company, whoever else is called Ford
        options = {self.same.get(option, option) for option in matches}
        options.discard(key)
        not_these = {"mr": lexicon.women, "ms": lexicon.men, "mrs": lexicon.men, "miss": lexicon.men}.get(name.address)
        if not_these:
            options = {option for option in options if option.split()[0] not in not_these}
        if len(options) > 1 and (own := set(self.titles_of(name))):
            # "Mayor Holt", where one Holt of the two is the mayor
            options = {option for option in options if own & self.titles[option]} or options
        if len(options) > 1:
            earlier = {option for option in options if self.full[option] < name.start}
            options = earlier if len(earlier) == 1 and not name.in_heading else options
        return next(iter(options)) if len(options) == 1 else None


def _bracketed(text: str, names: Sequence[Name], kinds: dict[str, EntityKind]) -> list[tuple[str, str]]:
    """Pairs made by brackets: "Northern Rail Authority (NRA)", "NRA (Northern Rail Authority)"."""
    pairs = []
    for name, following in itertools.pairwise(names):
        between = text[name.end : following.start]
        if not re.fullmatch(r"[’']?s? ?\([\"“‘']?(?:the |or |a\.k\.a\. |also known as )?", between):
            continue
        if text[following.end : following.end + 2].lstrip("\"”’'")[:1] not in (")", ",", ";"):
            continue
        a, b = _key(name), _key(following)
        if a == b or a.startswith("@") or b.startswith("@"):
            continue
        if following.signs["acronym"] and _abbreviates(b, a):
            pairs.append((b, a))
        elif name.signs["acronym"] and _abbreviates(a, b):
            pairs.append((a, b))
    return pairs


def _abbreviates(acronym: str, full: str) -> bool:
    """Whether the letters of an acronym come from a name's words in order, the first letter from the first of them."""
    letters = acronym.replace(" ", "")
    initials = "".join(word[0] for word in full.replace("-", " ").split() if word)
    if letters[0] not in initials:
        return False
    at = 0
    flat = full.replace(" ", "")
    for letter in letters:
        at = flat.find(letter, at) + 1
        if at == 0:
            return False
    return True


def _initials(by_key: dict[str, list[Name]], kinds: dict[str, EntityKind]) -> list[tuple[str, str]]:
    """Pairs of an acronym and the one body of the text whose initials it is."""
    by_initials: dict[str, set[str]] = defaultdict(set)
    for key in by_key:
        if " " in key and kinds[key] == "organisation":
            parts = key.replace("-", " ").split()
            by_initials["".join(p[0] for p in parts)].add(key)
            by_initials["".join(p[0] for p in parts if p not in _SKIPPED_IN_ACRONYM)].add(key)
    pairs = []
    for key, group in by_key.items():
        options = by_initials.get(key, set()) - {key}
        if group[0].signs["acronym"] and len(options) == 1:
            pairs.append((key, next(iter(options))))
    return pairs


def _short_forms(
    by_key: dict[str, list[Name]], kinds: dict[str, EntityKind], persons: _Persons
) -> list[tuple[str, str]]:
    """Pairs of a body's short form and the one longer name it can stand for.

    "State Department" for "US State Department", "Ford" for "Ford Motor", "the Church" for "the Church of Rome".
    """
    lexicon = load_actor_lexicon()
    longer: dict[str, set[str]] = defaultdict(set)
    for key in by_key:
        if kinds[key] != "organisation" or " " not in key:
            continue
        parts = key.split()
        for n in (1, 2):
            nation = " ".join(parts[:n])
            if nation in lexicon.countries or nation in lexicon.demonyms:
                longer[" ".join(parts[n:])].add(key)
        for n in range(1, len(parts)):
            if all(part in _TRADE for part in parts[n:]):
                longer[" ".join(parts[:n])].add(key)
        for n, part in enumerate(parts):
            if part in lexicon.organisations:
                longer[part].add(key)
                if 0 < n < len(parts) - 1 and parts[n + 1] in ("for", "of"):
                    longer[" ".join(parts[: n + 1])].add(key)
    pairs = []
    for key in by_key:
        options = longer.get(key, set()) - {key}
        if len(options) == 1 and kinds[key] in ("organisation", "other", "person") and key not in lexicon.countries:
            is_body = sum(name.signs["ent:ORG"] for name in by_key[key]) > 1
            if is_body or key not in persons.by_part and key not in lexicon.given_names:
                pairs.append((key, next(iter(options))))
    return pairs
