"""What the parts of a document say of the same actors, dates and questions, made one.

Two names are one actor only where nothing else can be meant: the same name, or a short form of exactly one other.
Claims are left as they are; which of them say the same is for the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from brief.engines.hosted.mentions import find_mentions
from brief.engines.proposal import ProposedQuestion, ProposedTension
from brief.language.analysis import Actor, ActorType, DateExpression, Loaded

if TYPE_CHECKING:
    from brief.document import Document, Span

__all__ = ["MergedActors", "NamedActor", "merge_actors", "merge_questions", "merge_spans", "merge_tensions"]


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor as one part names it; its roles as they stand in the text."""

    name: str
    type: ActorType
    aliases: Sequence[str] = ()
    roles: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class MergedActors:
    """The actors of a document, and for each name that any part used the fullest name of the actor it means."""

    actors: tuple[Actor, ...]
    full_names: Mapping[str, str]


@dataclass(slots=True)
class _Group:
    """One actor, gathered from the parts."""

    name: str
    types: dict[ActorType, int] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    roles: dict[Span, None] = field(default_factory=dict)

    def take(self, actor: NamedActor) -> None:
        """Add what a part says of it."""
        self.types[actor.type] = self.types.get(actor.type, 0) + 1
        self.forms.update(dict.fromkeys((actor.name, *actor.aliases)))
        self.roles.update(dict.fromkeys(actor.roles))

    @property
    def type(self) -> ActorType:
        """What most parts take it for; the first of equals, and "other" only where all say so."""
        return max(self.types, key=lambda kind: (kind != "other", self.types[kind]))


def merge_actors(parts: Iterable[Sequence[NamedActor]], document: Document) -> MergedActors:
    """The actors of all parts, each once, with every place that names them.

    A name that belongs to two actors names neither in particular: it stays an alias of both, for the gate to refuse.
    """
    groups: dict[str, _Group] = {}
    for part in parts:
        for actor in part:
            name = " ".join(actor.name.split())
            group = groups.setdefault(_key(name), _Group(name))
            group.take(replace(actor, name=name, aliases=[" ".join(alias.split()) for alias in actor.aliases]))
    owners = _owners(groups)
    for key in [*groups]:
        _join(key, groups, owners)
    kept = [*groups.values()]
    forms: dict[str, int] = {}
    for number, group in enumerate(kept):
        forms.setdefault(group.name, number)
    for number, group in enumerate(kept):
        for form in group.forms:
            forms.setdefault(form, number)
    loose = frozenset(form for form, number in forms.items() if kept[number].type == "group" or form[:1].islower())
    mentions = find_mentions(forms, document, loose=loose)
    actors = tuple(
        Actor(
            name=group.name,
            type=group.type,
            aliases=tuple(form for form in group.forms if form != group.name),
            roles=tuple(sorted(group.roles)),
            mentions=tuple(mentions[number]) if number < len(mentions) else (),
        )
        for number, group in enumerate(kept)
    )
    return MergedActors(actors, {form: kept[number].name for form, number in forms.items()})


def _key(name: str) -> str:
    """What is the same in two tellings of a name: its words, an article apart."""
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _owners(groups: Mapping[str, _Group]) -> Mapping[str, set[str]]:
    """For each short form the keys of the actors that have it: as an alias, or, of a person, as the last name."""
    owners: dict[str, set[str]] = {}
    for key, group in groups.items():
        for form in group.forms:
            if _key(form) != key:
                owners.setdefault(_key(form), set()).add(key)
        last = key.rsplit(maxsplit=1)[-1]
        if group.type == "person" and last != key and group.name[:1].isupper():
            owners.setdefault(last, set()).add(key)
    return owners


def _join(key: str, groups: dict[str, _Group], owners: Mapping[str, set[str]]) -> None:
    """Put an actor that one part knows by a short form only to the one actor that has this form."""
    candidates = owners.get(key, set()) - {key}
    whole = next(iter(candidates)) if len(candidates) == 1 else None
    if whole is None or whole not in groups or key not in groups:
        return
    short, full = groups[key], groups[whole]
    if "person" in (short.type, full.type) and short.type != full.type:
        return
    full.forms.update(short.forms)
    full.roles.update(short.roles)
    for kind, count in short.types.items():
        full.types[kind] = full.types.get(kind, 0) + count
    del groups[key]


def merge_questions(parts: Sequence[Sequence[ProposedQuestion]]) -> tuple[ProposedQuestion, ...]:
    """The questions of all parts, the first of each part before the second of any, each once with all its places."""
    merged: dict[str, ProposedQuestion] = {}
    for question in _in_turn(parts):
        key = " ".join(question.question.casefold().split())
        known = merged.get(key)
        places = dict.fromkeys((*(known.evidence if known else ()), *question.evidence))
        merged[key] = replace(known or question, evidence=tuple(places))
    return tuple(merged.values())


def merge_tensions(parts: Sequence[Sequence[ProposedTension]]) -> tuple[ProposedTension, ...]:
    """The tensions of all parts in reading order, each once."""
    merged = {(item.type, " ".join(item.statement.casefold().split())): item for part in parts for item in part}
    return tuple(merged.values())


def _in_turn(parts: Sequence[Sequence[ProposedQuestion]]) -> Iterator[ProposedQuestion]:
    for row in zip_longest(*parts):
        yield from (question for question in row if question is not None)


def merge_spans(
    dates: Iterable[DateExpression], loaded: Iterable[Loaded]
) -> tuple[tuple[DateExpression, ...], tuple[Loaded, ...]]:
    """Dates and loaded wording in text order; of two at one place the first, of two dates that overlap the longer."""
    kept: list[DateExpression] = []
    for date in sorted(dates, key=lambda item: (item.span.start, -item.span.end)):
        if not kept or kept[-1].span.end <= date.span.start:
            kept.append(date)
    words: dict[Span, Loaded] = {}
    for item in loaded:
        words.setdefault(item.span, item)
    return tuple(kept), tuple(words[span] for span in sorted(words))
