"""What became of all that is no claim: actors, dates, loaded wording, tensions, open questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from brief.briefing import Actor, Briefing, DateMention, LoadedWording, OpenQuestion, Tension
from brief.changes.claims import overlap_share
from brief.changes.pairing import Pairing, pair_up
from brief.changes.record import Changed, Difference, Only, Part, Value
from brief.likeness import content_words, word_f1

__all__ = ["compare_actors", "compare_dates", "compare_loaded", "compare_questions", "compare_tensions", "pair_actors"]

T = TypeVar("T")
Fields = Callable[[T], dict[str, Value]]

# Tensions and questions are worded from patterns; below half of their words two are about different things.
_LEAST_LIKENESS = 0.5


def pair_actors(before: Briefing, after: Briefing) -> Pairing[Actor]:
    """Who of the one briefing is who of the other: by name, by another name, or by being named in the same places."""
    same_text = before.document.sha256 == after.document.sha256

    def likeness(old: Actor, new: Actor) -> float:
        shared = _names(old) & _names(new)
        if old.name.casefold() in shared and new.name.casefold() in shared:
            return 3.0 + (old.type == new.type)
        places = overlap_share(old.mentions, new.mentions) if same_text else 0.0
        return 2.0 * bool(shared) + (places if places >= _LEAST_LIKENESS else 0.0)

    return pair_up(before.actors, after.actors, key=lambda actor: (actor.name, actor.type), likeness=likeness)


def compare_actors(pairing: Pairing[Actor]) -> Part:
    """What became of the actors; how often one is named is not compared."""

    def fields(actor: Actor) -> dict[str, Value]:
        roles = tuple(sorted({role.quote for role in actor.roles}))
        return {"name": actor.name, "type": actor.type, "aliases": tuple(sorted(actor.aliases)), "roles": roles}

    return _part(pairing, name=lambda actor: actor.id, told=lambda actor: actor.name, fields=fields)


def compare_dates(before: Briefing, after: Briefing) -> Part:
    """What became of the dates."""
    same_text = before.document.sha256 == after.document.sha256

    def likeness(old: DateMention, new: DateMention) -> float:
        if same_text:
            return overlap_share([old], [new])
        return float(old.quote.casefold() == new.quote.casefold()) + 0.5 * (old.value == new.value is not None)

    def key(date: DateMention) -> Hashable:
        return (date.start, date.end) if same_text else (date.quote.casefold(), date.value, date.relation)

    def fields(date: DateMention) -> dict[str, Value]:
        names = ("quote", "value", "timex", "type", "relation", "needs_anchor")
        return {name: getattr(date, name) for name in names}

    pairing = pair_up(before.dates, after.dates, key=key, likeness=likeness)
    return _part(pairing, name=lambda date: date.id, told=lambda date: date.quote, fields=fields)


def compare_loaded(before: Briefing, after: Briefing) -> Part:
    """What became of the loaded wording, which has no ids: its place in the briefing's list, from 1, stands for one."""
    same_text = before.document.sha256 == after.document.sha256
    numbered = [[*enumerate(briefing.loaded, start=1)] for briefing in (before, after)]

    def likeness(old: tuple[int, LoadedWording], new: tuple[int, LoadedWording]) -> float:
        if same_text:
            return overlap_share([old[1]], [new[1]])
        return float(old[1].quote.casefold() == new[1].quote.casefold())

    def key(item: tuple[int, LoadedWording]) -> Hashable:
        word = item[1]
        return (word.start, word.end, word.category) if same_text else (word.quote.casefold(), word.category)

    def fields(item: tuple[int, LoadedWording]) -> dict[str, Value]:
        return {name: getattr(item[1], name) for name in ("quote", "category", "voice", "in_quotation", "suggestion")}

    pairing = pair_up(*numbered, key=key, likeness=likeness)
    return _part(pairing, name=lambda item: str(item[0]), told=lambda item: item[1].quote, fields=fields)


def compare_tensions(before: Briefing, after: Briefing) -> Part:
    """What became of the tensions."""

    def likeness(old: Tension, new: Tension) -> float:
        return _alike(old.statement, new.statement) + 0.1 * (old.type == new.type)

    pairing = pair_up(
        before.tensions, after.tensions, key=lambda tension: (tension.statement, tension.type), likeness=likeness
    )
    return _part(
        pairing,
        name=lambda tension: tension.id,
        told=lambda tension: tension.statement,
        fields=lambda tension: {"statement": tension.statement, "type": tension.type},
    )


def compare_questions(before: Briefing, after: Briefing) -> Part:
    """What became of the open questions."""

    def likeness(old: OpenQuestion, new: OpenQuestion) -> float:
        # "Who are “experts”?" and "Who are “others”?" have a form in common, not a question.
        same_words = bool(
            {span.quote.casefold() for span in old.evidence} & {span.quote.casefold() for span in new.evidence}
        )
        alike = _alike(old.question, new.question)
        return alike + same_words if alike and (same_words or old.category == new.category) else 0.0

    pairing = pair_up(
        before.open_questions,
        after.open_questions,
        key=lambda question: (question.question, question.category),
        likeness=likeness,
    )
    return _part(
        pairing,
        name=lambda question: question.id,
        told=lambda question: question.question,
        fields=lambda question: {
            "question": question.question,
            "category": question.category,
            "why": question.why,
        },
    )


def _part(pairing: Pairing[T], *, name: Callable[[T], str], told: Callable[[T], str], fields: Fields[T]) -> Part:
    changed = []
    for old, new in pairing.pairs:
        if differences := tuple(_differences(fields(old), fields(new))):
            changed.append(Changed(before_id=name(old), after_id=name(new), told=told(new), differences=differences))
    return Part(
        gone=tuple(Only(id=name(item), told=told(item)) for item in pairing.gone),
        new=tuple(Only(id=name(item), told=told(item)) for item in pairing.new),
        changed=tuple(changed),
        same=len(pairing.pairs) - len(changed),
    )


def _differences(old: dict[str, Value], new: dict[str, Value]) -> Iterator[Difference]:
    for field, before in old.items():
        if before != new[field]:
            yield Difference(field=field, before=before, after=new[field])


def _names(actor: Actor) -> set[str]:
    return {form.casefold() for form in (actor.name, *actor.aliases)}


def _alike(old: str, new: str) -> float:
    likeness = word_f1(content_words(old), content_words(new))
    return likeness if likeness >= _LEAST_LIKENESS else 0.0
