"""A claim as a model answers it to a claim as an engine proposes it: its evidence, its holder, its wording.

A statement may be shortened to the edges of what it takes from its evidence, or left out where it is the evidence;
the document's own words are put in here. Whether they bear it is for the gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from brief.engines.hosted.pointing import Place, Pointing, fill_in, parse_places
from brief.engines.hosted.statements import quote_outlet, quote_speaker, tell
from brief.engines.proposal import Pointer, ProposedClaim
from brief.language.scripts import is_word_cut

if TYPE_CHECKING:
    from brief.document import Span
    from brief.engines.hosted.replies import ActorItem, ClaimItem
    from brief.language.analysis import ActorType, SourceType

__all__ = ["Reader", "find_places", "pointers_of"]

_WHO = re.compile(r"\s*(?P<id>[^:]*?)\s*(?::\s*(?P<cue>.*?)\s*)?", re.DOTALL)
_OUTLET: Final = frozenset(("outlet", "the outlet", "article", "the article", "none", "null", "o"))
_VOICES: Final[Mapping[ActorType, SourceType]] = {
    "person": "named_person",
    "organisation": "named_organisation",
    "government": "government_collective",
    "group": "unnamed_collective",
    "other": "document",
}
_NEAR_SENTENCES: Final = 2
# A statement of nothing but these says: quote the evidence.
_MARKS: Final = "“”\"'‘’«»„ "


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose claim it is: an actor of the reply, or a name that the reply does not explain."""

    name: str | None
    source_type: SourceType
    names: Sequence[str] = ()
    roles: Sequence[str] = ()


_OUTLET_HOLDER = _Holder(None, "outlet")


def find_places(
    pointers: str, pointing: Pointing, own: Container[int], shown: Container[int]
) -> Sequence[tuple[Place, Span | None]]:
    """The places of an answer with their words, without those in sentences that the model was not shown.

    Nothing is left where none is in the part's own sentences: what stands around a part belongs to other parts, and may
    only help to understand what it says.
    """
    places = [place for place in parse_places(pointers) if place.sentence in shown]
    if not any(place.sentence in own for place in places):
        return ()
    return [(place, pointing.span(place)) for place in dict.fromkeys(places)]


def pointers_of(found: Sequence[tuple[Place, Span | None]], pointing: Pointing) -> tuple[Pointer, ...]:
    """The pointers for the gate: to the words found, otherwise to those that the model wrote."""
    return tuple(
        Pointer(place.sentence, place.words) if span is None else pointing.pointer_to(span, place.sentence)
        for place, span in found
    )


@dataclass(frozen=True)
class Reader:
    """Reads the claims of one reply; `own` are its part's sentences, `shown` those and the ones around."""

    pointing: Pointing
    actors: Mapping[str, ActorItem]
    own: Container[int]
    shown: Container[int]
    speech_in: Callable[[Span], Sequence[Span]]
    """What of a span stands between quotation marks."""
    english: bool = True
    _known_forms: dict[str, tuple[Sequence[str], Sequence[str]]] = field(default_factory=dict)

    def read_claim(self, item: ClaimItem) -> ProposedClaim:
        """The claim that an item means; without evidence where it points nowhere, so that its refusal is recorded."""
        holder, cue = self._holder(item)
        found = find_places(item.at, self.pointing, self.own, self.shown)
        evidence = pointers_of(found, self.pointing)
        places, spans = [place for place, _ in found], [span for _, span in found if span is not None]
        cue_place = self._cue(cue, places)
        if holder.source_type == "implicit" and cue_place is None:
            holder = _OUTLET_HOLDER  # that somebody else sees it so is in no words of the document
        if evidence and holder.name is not None and item.mode == "direct" and not item.say:
            # What is said aloud is what stands in quotation marks: “I quit,” she said.
            if spoken := [part for span in spans for part in self.speech_in(span)]:
                spans, evidence = spoken, tuple(filter(None, map(self._pointer, spoken)))
        is_left_to_us = not (item.say or "").strip(_MARKS)
        statement = (
            self._composed(item, holder, self._worded(spans))
            if is_left_to_us
            else self._filled(item.say or "", spans, places)
        )
        source_place = None
        if holder.name is not None and spans:
            source_place = self._named(holder, places, cue_place)
        is_outlet = holder.source_type == "outlet"
        return ProposedClaim(
            statement=statement,
            kind=item.kind,
            salience=item.salience,
            evidence=evidence,
            source=holder.name,
            source_type=holder.source_type,
            mode="none" if is_outlet else "indirect" if holder.source_type == "implicit" else item.mode,
            confidence=item.confidence,
            hedged=item.hedged,
            cue=None if is_outlet else self._pointer(cue_place),
            source_span=self._pointer(source_place),
        )

    def _holder(self, item: ClaimItem) -> tuple[_Holder, str | None]:
        if item.who is None or not (match := _WHO.fullmatch(item.who)) or not match["id"]:
            return _OUTLET_HOLDER, None
        who, cue = match["id"], match["cue"] or None
        if who == "?":
            return _Holder(None, "implicit"), cue
        actor = self.actors.get(who) or self.actors.get(who.casefold())
        if actor is None:
            if who.casefold() in _OUTLET:
                return _OUTLET_HOLDER, None
            # A name that the reply's list of actors does not have; whether it is one, the gate sees.
            return _Holder(who, "named_person", (who,)), cue
        voice = actor.voice or _VOICES[actor.type]
        if voice in ("outlet", "implicit"):
            return _Holder(None, voice), cue
        return _Holder(actor.name, voice, *self._forms(actor)), cue

    def _forms(self, actor: ActorItem) -> tuple[Sequence[str], Sequence[str]]:
        """The names that an actor goes by, the longest first, and the words of its roles."""
        if actor.id not in self._known_forms:
            places = (place for role in actor.roles for place in parse_places(role))
            roles = [span.quote for place in places if (span := self.pointing.span(place)) is not None]
            names = [form.strip() for form in (actor.name, *actor.aliases) if form.strip()]
            self._known_forms[actor.id] = sorted(names, key=len, reverse=True), roles
        return self._known_forms[actor.id]

    def _filled(self, say: str, spans: Sequence[Span], places: Sequence[Place]) -> str:
        """A statement with the document's words in place of each "{first … last}"."""
        whole = [span for place in places if (span := self.pointing.span(Place(place.sentence))) is not None]
        return fill_in(say, dict.fromkeys(span.quote for span in (*spans, *whole)))

    def _worded(self, spans: Sequence[Span]) -> Sequence[Span]:
        """The spans that word a claim: a headline that the text repeats is evidence of it, and not told twice."""
        sentences = (self.pointing.document.sentence_at(span.start) for span in spans)
        text = [span for span, at in zip(spans, sentences, strict=True) if at is None or not at.heading]
        return text or spans

    def _composed(self, item: ClaimItem, holder: _Holder, spans: Sequence[Span]) -> str:
        """The statement of a claim that is nothing but its evidence."""
        quotes = [" ".join(span.quote.split()) for span in spans]
        if not quotes:
            return ""
        if holder.name is not None and item.mode == "direct":
            return quote_speaker(holder.name, quotes, english=self.english)
        is_judged = holder.source_type == "outlet" and item.kind == "judgement"
        if self.english and (item.say or is_judged):
            return quote_outlet(quotes)
        return tell(quotes)

    def _cue(self, cue: str | None, places: Sequence[Place]) -> Span | None:
        """Where the words stand that credit a claim to its holder: in its sentences, or else right around them."""
        if not cue:
            return None
        for number in self._around(places):
            whole = self.pointing.span(Place(number))
            if whole is not None and (found := self.pointing.within(cue, whole)) is not None:
                return found
        return None

    def _named(self, holder: _Holder, places: Sequence[Place], cue: Span | None) -> Span | None:
        """Where a holder is named as the source: next to the cue, where its sentence has one."""
        numbers = self._around(places)
        if cue is not None and (sentence := self.pointing.document.sentence_at(cue.start)) is not None:
            numbers = [sentence.index]
        for number in numbers:
            whole = self.pointing.span(Place(number))
            if whole is None:
                continue
            for forms in (holder.names, holder.roles):
                if found := [*self._forms_in(forms, whole)]:
                    return min(found, key=lambda span: (_distance(span, cue), -len(span.quote)))
        return None

    def _forms_in(self, forms: Sequence[str], whole: Span) -> Iterator[Span]:
        """The first place of each form in a sentence, in whole words."""
        for form in forms:
            at = whole.quote.find(form)
            if at >= 0 and not is_word_cut(whole.quote, at) and not is_word_cut(whole.quote, at + len(form)):
                yield self.pointing.document.span(whole.start + at, whole.start + at + len(form))

    def _around(self, places: Sequence[Place]) -> list[int]:
        numbers = list(dict.fromkeys(place.sentence for place in places))
        near = [n + step for n in numbers[:1] for size in range(1, _NEAR_SENTENCES + 1) for step in (-size, size)]
        return [*numbers, *(number for number in near if number in self.shown and number not in numbers)]

    def _pointer(self, span: Span | None) -> Pointer | None:
        if span is None or (sentence := self.pointing.document.sentence_at(span.start)) is None:
            return None
        return self.pointing.pointer_to(span, sentence.index)


def _distance(span: Span, cue: Span | None) -> int:
    return 0 if cue is None else min(abs(span.start - cue.end), abs(cue.start - span.end))
