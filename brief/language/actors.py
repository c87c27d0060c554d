"""The actors of a document: persons, bodies, governments and groups, with every place that names them.

Joins the layers below: `names` (where), `identity` (who is who), `roles` and `descriptions` (what they are),
`designations` (the nameless). Merging is only ever what the text makes certain. What they say is for `attributions`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.actor_words import read_words
from brief.language.analysis import Actor, ActorType
from brief.language.descriptions import describe_bodies
from brief.language.designations import Designation, DesignationKind, find_designations
from brief.language.identity import Entity, merge_names
from brief.language.names import find_names
from brief.language.roles import find_roles, resolve_offices, unique

if TYPE_CHECKING:
    from brief.document import Document
    from brief.language.analysis import Attribution
    from brief.language.parse import Parse

__all__ = ["extract_actors"]

Place = tuple[int, int]

_NAMELESS_TYPES: dict[DesignationKind, ActorType] = {
    "group": "group",
    "government": "government",
    "office": "person",
    "body": "group",
    "text": "other",
}
_HYPHENS = "-‐‑"


def extract_actors(parse: Parse, attributions: Sequence[Attribution]) -> tuple[Actor, ...]:
    """Who acts or speaks in a document, in the order of their first mention.

    Mentions are names (for the nameless, their designation), never nest and never overlap. Places that only are places
    are no actors.

    Args:
        parse: The document's parse.
        attributions: Who says what in it: whoever speaks is an actor, a capital city too ("Minsk said").
    """
    document = parse.document
    words = read_words(parse)
    sources = sorted((span.start, span.end) for attribution in attributions for span in attribution.source)
    entities = [
        (entity, kind)
        for entity in merge_names(document.text, find_names(parse, words))
        if (kind := _actor_type(entity, sources)) is not None
    ]
    roles = [find_roles(parse, words, entity) for entity, _ in entities]
    designations = find_designations(parse, words, attributions)
    said = sorted(_flat(roles))
    offices = [one for one in designations if one.kind == "office" and not _lies_in(one.core, said)]
    held = resolve_offices(document.text, offices, roles)
    for office, number in held.items():
        roles[number].append(office.core)
    named_places = [[(name.start, name.end) for name in entity.names] for entity, _ in entities]
    nameless = _nameless(designations, held, said, sorted(_flat(named_places)))
    every = [*_flat(named_places), *_flat(places for places, _ in nameless)]
    taken = _longest([place for place in every if _is_whole(document.text, place)])
    roles = [[role for role in own if _is_whole(document.text, role)] for own in roles]
    actors = [
        _named_actor(document, kind, [place for place in places if place in taken], own_roles)
        for (_, kind), places, own_roles in zip(entities, named_places, roles, strict=True)
        if any(place in taken for place in places)
    ]
    for places, nameless_kind in nameless:
        if kept := [place for place in places if place in taken]:
            actors.append(_nameless_actor(document, _NAMELESS_TYPES[nameless_kind], kept))
    actors.sort(key=lambda actor: actor.mentions[0].start)
    # Until it is settled which named body "the airline" is, a nameless one must not stand beside it as another.
    bodies = {places[0] for places, nameless_kind in nameless if nameless_kind == "body"}
    return tuple(
        replace(actor, type="organisation") if (actor.mentions[0].start, actor.mentions[0].end) in bodies else actor
        for actor in describe_bodies(parse, actors, attributions)
    )


def _flat(groups: Sequence[Sequence[Place]] | Iterator[Sequence[Place]]) -> Iterator[Place]:
    return (place for group in groups for place in group)


def _actor_type(entity: Entity, sources: Sequence[Place]) -> ActorType | None:
    """What kind of actor an entity is; None where it is no actor: a place, a thing, a country that does nothing."""
    if entity.kind == "person" or entity.kind == "organisation":
        return entity.kind
    acts = any(name.signs["agent"] for name in entity.names)
    speaks = any(_meets(sources, name.start, name.end) for name in entity.names)
    match entity.kind:
        case "country":
            is_party = any(name.signs["party"] for name in entity.names)
            return "government" if acts or speaks or is_party else None
        case "place":
            is_capital = acts and entity.names[0].key in load_actor_lexicon().capitals
            return "government" if speaks or is_capital else None
        case "group":
            return "group" if acts or speaks else None
        case _:
            return "organisation" if speaks else None


def _meets(places: Sequence[Place], start: int, end: int) -> bool:
    """Whether one of the places, in text order, shares a character with `[start, end)`."""
    at = bisect_right(places, (end - 1, 1 << 60))
    return any(stop > start for _, stop in places[max(0, at - 3) : at])


def _nameless(
    designations: Sequence[Designation], held: dict[Designation, int], roles: Sequence[Place], names: Sequence[Place]
) -> list[tuple[list[Place], DesignationKind]]:
    """The designations that stay actors of their own, the same words together.

    "The committee" is the "parliamentary committee" before it, where no other committee was spoken of.
    """
    by_key: dict[tuple[str, DesignationKind], list[Place]] = defaultdict(list)
    by_noun: dict[tuple[str, DesignationKind], set[str]] = defaultdict(set)
    for one in designations:
        if one in held or _lies_in(one.core, roles) or _lies_in(one.core, names):
            continue
        if one.kind == "office" and not one.speaks and not one.acts:
            continue
        key, known = one.key, by_noun[one.noun, one.kind]
        if one.is_definite and " " not in key and key not in known and len(known) == 1:
            key = next(iter(known))
        if one.is_new and key in known:
            key = f"{key} {one.start}"  # "a spokesman" here and "a spokesman" there are two
        known.add(key)
        by_key[key, one.kind].append((one.start, one.end))
    return [(places, kind) for (_, kind), places in by_key.items()]


def _lies_in(place: Place, places: Sequence[Place]) -> bool:
    """Whether a place lies wholly in one of the others, which are in text order."""
    at = bisect_right(places, (place[0], 1 << 60))
    return any(start <= place[0] and place[1] <= end for start, end in places[max(0, at - 3) : at])


def _is_whole(text: str, place: Place) -> bool:
    """Whether a place is no part of a hyphenated word: "ex" of "ex-wife" names nobody."""
    start, end = place
    if end < len(text) and unicodedata.category(text[end]) in ("Mn", "Mc"):
        return False  # an accent of its own code point belongs to the letter before it
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (len(before) == 2 and before[1] in _HYPHENS and before[0].isalnum()) and not (
        len(after) == 2 and after[0] in _HYPHENS and after[1].isalnum()
    )


def _longest(places: Sequence[Place]) -> set[Place]:
    """The places that remain when of two that overlap the longer wins."""
    kept: set[Place] = set()
    last: Place | None = None
    for place in sorted(set(places), key=lambda p: (p[0], -p[1])):
        if last is not None and place[0] < last[1]:
            if place[1] - place[0] <= last[1] - last[0]:
                continue
            kept.discard(last)
        kept.add(place)
        last = place
    return kept


def _named_actor(document: Document, kind: ActorType, places: Sequence[Place], roles: Sequence[Place]) -> Actor:
    mentions = tuple(document.span(*place) for place in places)
    forms = list(dict.fromkeys(span.quote for span in mentions))
    name = max(forms, key=lambda form: (len(form.split()), not form.isupper(), len(form)))
    return Actor(
        name=name,
        type=kind,
        aliases=tuple(form for form in forms if form != name),
        roles=tuple(document.span(*place) for place in unique(document.text, roles)),
        mentions=mentions,
    )


def _nameless_actor(document: Document, kind: ActorType, places: Sequence[Place]) -> Actor:
    mentions = tuple(document.span(*place) for place in sorted(places))
    return Actor(name=mentions[0].quote, type=kind, mentions=mentions)
