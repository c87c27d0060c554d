"""What a model answered of one part of a document, as proposals: pointers looked up, names and roles found.

What an answer says of no place in the document is proposed without one, so that the gate refuses it and says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from brief.document import Span
from brief.engines.hosted.claiming import Reader, find_places, pointers_of
from brief.engines.hosted.merging import NamedActor
from brief.engines.hosted.pointing import Place, Pointing, fill_in, parse_places
from brief.engines.proposal import Pointer, ProposedClaim, ProposedQuestion, ProposedTension
from brief.language.analysis import DateExpression, Loaded

if TYPE_CHECKING:
    from brief.briefing import QuestionCategory
    from brief.engines.hosted.passages import Passage
    from brief.engines.hosted.quoted import QuotationIndex
    from brief.engines.hosted.reading import DroppedItem, Reading
    from brief.engines.hosted.replies import ActorItem, DateItem, ExtractReply, LoadedItem

__all__ = ["PartProposals", "read_part"]

_MOST_SHOWN: Final = 50
_MOST_SHOWN_CHARS: Final = 200

# Why a question of a category is open: the same for all of them, so that no model need say it.
_WHY: Final[Mapping[QuestionCategory, str]] = {
    "missing_date": "The article does not give the date.",
    "missing_identity": "The article does not say who it is.",
    "missing_source": "The article does not name the source.",
    "missing_quantity": "The article gives no figure.",
    "undefined_term": "The article does not say what the term means.",
    "unresolved_reference": "The article does not say what is meant.",
    "conflicting_accounts": "The article gives more than one account.",
    "missing_party": "The article does not say what the other side says.",
    "missing_evidence": "The article gives no evidence.",
    "missing_outcome": "The article does not say what came of it.",
}


@dataclass(frozen=True, slots=True)
class PartProposals:
    """The proposals of one part, its actors still under the names that this part gives them."""

    claims: Sequence[ProposedClaim] = ()
    actors: Sequence[NamedActor] = ()
    tensions: Sequence[ProposedTension] = ()
    questions: Sequence[ProposedQuestion] = ()
    dates: Sequence[DateExpression] = ()
    loaded: Sequence[Loaded] = ()


def read_part(
    reading: Reading[ExtractReply],
    passage: Passage,
    pointing: Pointing,
    *,
    quotations: QuotationIndex,
    english: bool,
) -> PartProposals:
    """The proposals in a reply about a passage.

    Args:
        reading: The reply, and what of it was dropped: its claims are proposed without evidence.
        passage: What was read; a pointer to a sentence that was not shown counts for nothing.
        pointing: Of the document.
        quotations: Of the document.
        english: Whether our wording is in English.
    """
    reply = reading.reply
    own = frozenset(passage.numbers)
    shown = own | {sentence.index for sentence in passage.context}
    actors = _by_name(reply.actors)
    reader = Reader(pointing, actors, own, shown, quotations.speech_in, english)

    def places(pointers: str) -> Sequence[Pointer]:
        return pointers_of(find_places(pointers, pointing, own, shown), pointing)

    def worded(say: str, pointers: str) -> str:
        cited = (pointing.span(Place(place.sentence)) for place in parse_places(pointers) if place.sentence in shown)
        return fill_in(say, (span.quote for span in cited if span is not None))

    return PartProposals(
        claims=[*map(reader.read_claim, reply.claims), *_lost_claims(reading.dropped)],
        actors=[_named(actor, pointing, own) for actor in reply.actors],
        tensions=[ProposedTension(item.is_, worded(item.say, item.at), places(item.at)) for item in reply.tensions],
        questions=[
            ProposedQuestion(worded(item.ask, item.at), item.is_, _WHY[item.is_] if english else "", places(item.at))
            for item in reply.questions
        ],
        dates=[date for item in reply.dates if (date := _date(item, pointing, own)) is not None],
        loaded=[_loaded(item, pointing, own, quotations) for item in reply.loaded],
    )


def _by_name(actors: Sequence[ActorItem]) -> Mapping[str, ActorItem]:
    """The actors by id, and by name for a claim that gives that; of two with one id the first has it."""
    known: dict[str, ActorItem] = {}
    for actor in actors:
        known.setdefault(actor.id, actor)
    for actor in actors:
        for form in (actor.name, *actor.aliases):
            known.setdefault(form.casefold(), actor)
    return known


def _lost_claims(dropped: Sequence[DroppedItem]) -> list[ProposedClaim]:
    """What came in no shape that can be read, for the record."""
    told = [_shown(item.value) for item in dropped if item.value is not None]
    if len(told) > _MOST_SHOWN:
        told[_MOST_SHOWN:] = [f"({len(told) - _MOST_SHOWN} more items of the reply could not be read)"]
    return [ProposedClaim(statement, "assertion", "low", ()) for statement in told]


def _shown(value: Any) -> str:
    """An item of a reply on one line: its wording, where it has one."""
    said = value.get("say") or value.get("ask") if isinstance(value, dict) else value
    wording = said if isinstance(said, str) else json.dumps(value, ensure_ascii=False, default=str)
    clean = wording.encode("utf-8", "replace").decode("utf-8")  # JSON may escape half of a surrogate pair
    return " ".join(clean.split())[:_MOST_SHOWN_CHARS] or "(empty)"


def _named(actor: ActorItem, pointing: Pointing, own: frozenset[int]) -> NamedActor:
    """An actor with those of its roles whose sentence names it: "The fraudster left" may be about anybody."""
    forms = [form for form in (actor.name, *actor.aliases) if form.strip()]
    places = [place for role in actor.roles for place in parse_places(role) if place.sentence in own]
    named = (place for place in places if any(form in _sentence(place, pointing) for form in forms))
    roles = (pointing.span(place) for place in named)
    return NamedActor(actor.name, actor.type, actor.aliases, [span for span in roles if span is not None])


def _sentence(place: Place, pointing: Pointing) -> str:
    span = pointing.span(Place(place.sentence))
    return "" if span is None else span.quote


def _place(pointers: str, pointing: Pointing, own: frozenset[int]) -> Span:
    """The words of the document that a pointer means; an empty span, which the gate refuses, where there are none."""
    for place in parse_places(pointers):
        if place.sentence in own and place.words is not None and (span := pointing.span(place)) is not None:
            return span
    return Span(0, 0, pointers)


def _loaded(item: LoadedItem, pointing: Pointing, own: frozenset[int], quotations: QuotationIndex) -> Loaded:
    span = _place(item.at, pointing, own)
    put = " ".join(item.put.split()) if item.put else None
    return Loaded(span, item.category, item.voice, span.end > 0 and quotations.holds(span), put or None)


def _date(item: DateItem, pointing: Pointing, own: frozenset[int]) -> DateExpression | None:
    """A date as a model reads it; a value with a figure that neither its words nor the publication date have goes."""
    span = _place(item.at, pointing, own)
    published = pointing.document.published
    known = _figures(span.quote) | (_figures(published.isoformat()) if published else frozenset())
    value = item.value.strip() if item.value and item.type in ("DATE", "TIME") else None
    if value and not _figures(value) <= known:
        value = None
    return DateExpression(span, item.type, value or None, None, item.anchor, item.relation)


def _figures(words: str) -> frozenset[int]:
    """The numbers in some words, in any script's digits."""
    figures = "".join(character if character.isdecimal() else " " for character in words)
    return frozenset(int(figure) for figure in figures.split() if len(figure) < 19)
