"""The part of an audit that looks at a briefing's layers: actors, dates and loaded wording against the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from brief.briefing import Actor, Briefing
from brief.document import Document
from brief.grounding.address import is_name
from brief.grounding.aliases import is_alias, shared_names
from brief.grounding.bearers import bears
from brief.grounding.context import GuardContext
from brief.grounding.datings import check_dating, check_reading, read_date
from brief.grounding.findings import Finding, error, warning
from brief.grounding.judging import is_plain_suggestion
from brief.grounding.words import split_words

__all__ = ["check_actors", "check_dates", "check_loaded"]

_NEAR_SENTENCES = 5


def check_actors(briefing: Briefing, document: Document) -> Iterator[Finding]:
    """Whether the text names every actor like this, each name means one, and no place belongs to two."""
    plain = " ".join(document.text.split())
    taken: dict[int, str] = {}
    shared = shared_names((actor.name, actor.aliases) for actor in briefing.actors)
    bearers = Counter(place for actor in briefing.actors for place in {(r.start, r.end) for r in actor.roles})
    for number, actor in enumerate(briefing.actors):
        where = f"actors[{number}]"
        for form in (actor.name, *actor.aliases):
            if form.strip() and not is_name(form, document.text):
                yield error("actor_not_in_text", where, f"{form!r} is a statement and no name")
            elif not form.strip() or " ".join(form.split()) not in plain:
                yield error("actor_not_in_text", where, f"{form!r} is nowhere in the document")
        for alias in actor.aliases:
            if alias in shared:
                yield error("alias_shared", f"{where}.aliases", f"{alias!r} is another actor's as well")
            elif not is_alias(alias, actor.name):
                yield error(
                    "alias_unlike", f"{where}.aliases", f"{alias!r} is neither part nor initials of {actor.name!r}"
                )
        mine = {word.stem for form in (actor.name, *actor.aliases) for word in split_words(form)}
        for place in actor.mentions:
            if not mine & {word.stem for word in split_words(place.quote)}:
                yield error("mention_of_another", where, f"{place.quote[:60]!r} does not name {actor.name!r}")
            other = next((taken[i] for i in range(place.start, place.end) if taken.get(i, actor.id) != actor.id), None)
            if other:
                yield error("mention_of_another", where, f"{place.quote[:60]!r} belongs to {other} as well")
            taken.update(dict.fromkeys(range(place.start, place.end), actor.id))
        yield from _check_roles(actor, document, where)
        yield from _check_bearer(actor, briefing, document, where)
        for role in actor.roles:
            if bearers[(role.start, role.end)] > 1:
                yield warning("role_of_another", f"{where}.roles", f"{role.quote[:60]!r} is another actor's as well")


def _check_roles(actor: Actor, document: Document, where: str) -> Iterator[Finding]:
    """A role is told where its bearer is, within a few sentences of a mention."""
    named = {s.index for place in actor.mentions for s in document.sentences_over(place.start, place.end)}
    for role in actor.roles:
        told = {s.index for s in document.sentences_over(role.start, role.end)}
        if not any(abs(a - b) <= _NEAR_SENTENCES for a in named for b in told):
            yield warning("role_far", f"{where}.roles", f"{role.quote[:60]!r} stands nowhere near {actor.name!r}")


def _check_bearer(actor: Actor, briefing: Briefing, document: Document, where: str) -> Iterator[Finding]:
    """Whether the gate would have let it have each of its roles."""
    mine = [document.span(m.start, m.end) for m in actor.mentions]
    others = [document.span(m.start, m.end) for each in briefing.actors if each.id != actor.id for m in each.mentions]
    beside = [role.quote for role in actor.roles if not role.quote.casefold().startswith("the ")]
    forms = (actor.name, *actor.aliases, *(m.quote for m in mine), *beside)
    known = frozenset(word.stem for form in forms for word in split_words(form))
    for role in actor.roles:
        if not bears(document.span(role.start, role.end), mine, others, document.text, known=known):
            yield error("role_of_another", f"{where}.roles", f"{role.quote[:60]!r} is not said of {actor.name!r}")


def check_dates(briefing: Briefing, document: Document) -> Iterator[Finding]:
    """Whether every value can be what its expression says."""
    published = document.published or briefing.document.published
    for number, item in enumerate(briefing.dates):
        if item.value:
            for code, detail in check_dating(item.quote, item.value, document, published):
                yield error(code, f"dates[{number}].value", detail)
        reading = read_date(item.start, item.end, document, published)
        if against := check_reading(item.value, item.timex, item.quote, reading):
            yield error("date_value_mismatch", f"dates[{number}].value", f"{against} for {item.quote[:60]!r}")
        if reading is None:
            continue
        if item.type != reading.type:
            yield error("date_misread", f"dates[{number}].type", f"{item.quote[:60]!r} is a {reading.type}")
        for name in ("relation", "needs_anchor"):
            given, read = getattr(item, name), getattr(reading, name)
            if given != read:
                yield warning("date_misread", f"dates[{number}].{name}", f"{given!r} where {read!r} is read")


def check_loaded(briefing: Briefing, context: GuardContext) -> Iterator[Finding]:
    """Whether loaded wording stands in or outside of quotation marks as it says, and suggests but a word."""
    for number, item in enumerate(briefing.loaded):
        where = f"loaded[{number}]"
        if item.suggestion and not is_plain_suggestion(item.suggestion, item.quote):
            yield error("suggestion_tells", f"{where}.suggestion", f"{item.suggestion[:60]!r} is no plainer word")
        quotation = context.quotation_at(item.start, item.end)
        if quotation is not None and not quotation.speech:
            continue  # scare quotes
        inside = quotation is not None
        if inside != item.in_quotation:
            stands = "in" if inside else "outside"
            yield warning("in_quotation_wrong", where, f"{item.quote[:60]!r} stands {stands} quotation marks")
