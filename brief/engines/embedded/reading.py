"""One document as the embedded engine has read it: the parse, the layers, and look-ups between them by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from brief.document import Document, Sentence, Span
from brief.engines.embedded.datelines import dateline_end
from brief.engines.proposal import Pointer
from brief.language.analysis import Actor, Analysis, Attribution, DateExpression, Loaded, Quotation
from brief.language.dialogue import find_leads
from brief.language.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Ranges", "Reading", "subtract"]

Ranges = list[tuple[int, int]]

_JUDGING = frozenset({"non_neutral_reporting_verb", "expression_of_doubt", "sensational_verb", "mind_reading"})


@dataclass(frozen=True)
class Reading:
    """A document with everything the layers found in it."""

    parse: Parse
    analysis: Analysis

    @property
    def document(self) -> Document:
        """The document that was read."""
        return self.parse.document

    @property
    def doc(self) -> Doc:
        """Its tokens, whose `idx` are offsets into the document's text."""
        return self.parse.doc

    @cached_property
    def words(self) -> list[Token]:
        """The same tokens as a list, quicker to index."""
        return [*self.parse.doc]

    def pointer(self, start: int, end: int) -> Pointer | None:
        """A pointer to a stretch inside one sentence, white space at its ends left out; None where there is none."""
        text = self.document.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        sentence = self.document.sentence_at(start)
        if sentence is None or start >= end or end > sentence.span.end:
            return None
        if (start, end) == (sentence.span.start, sentence.span.end):
            return Pointer(sentence.index)
        fragment = text[start:end]
        return Pointer(sentence.index, fragment, text.count(fragment, sentence.span.start, start))

    @cached_property
    def loaded(self) -> Sequence[Loaded]:
        """All loaded wording in text order, faint or not."""
        return sorted((*self.analysis.loaded, *self.analysis.faint), key=lambda item: item.span)

    def loaded_in(self, start: int, end: int) -> list[Loaded]:
        """The loaded wording that lies in a stretch, faint or not."""
        starts = self._loaded_starts
        found = self.loaded[bisect_left(starts, start) : bisect_left(starts, end)]
        return [item for item in found if item.span.end <= end]

    def judged_in(self, start: int, end: int) -> list[Loaded]:
        """The loaded wording that lies in a stretch and judges by itself."""
        return [item for item in self.loaded_in(start, end) if item.span in self._judging]

    @cached_property
    def _judging(self) -> frozenset[Span]:
        return frozenset(item.span for item in self.analysis.loaded)

    def dates_in(self, start: int, end: int) -> list[DateExpression]:
        """The temporal expressions that lie in a stretch."""
        first = bisect_left(self._date_starts, start)
        return [
            item for item in self.analysis.dates[first : bisect_left(self._date_starts, end)] if item.span.end <= end
        ]

    def is_judging(self, attribution: Attribution) -> bool:
        """Whether an attribution's cue judges what it reports."""
        return any(
            item.category in _JUDGING for cue in attribution.cue for item in self.loaded_in(cue.start, cue.end + 1)
        ) or any(
            item.category in _JUDGING and item.span.overlaps(cue) for cue in attribution.cue for item in self._near(cue)
        )

    def _near(self, span: Span) -> Sequence[Loaded]:
        place = bisect_right(self._loaded_starts, span.start)
        return self.loaded[max(0, place - 1) : place + 2]

    def actor_of(self, attribution: Attribution) -> Actor | None:
        """The actor that an attribution's source surely is: by a name or a role in it, or by the holder's name."""
        if attribution.source_index >= 0:
            # "Fisheries Minister Tove Lindquell": whoever the head of the source is, not what its title names.
            head_at = self.words[attribution.source_index].idx
            for actor in self.analysis.actors:
                if any(mention.start <= head_at < mention.end for mention in actor.mentions):
                    return actor
        is_common = attribution.source_index >= 0 and self.words[attribution.source_index].pos_ == "NOUN"
        for span in () if is_common else attribution.source:
            # Not where the head is a common noun: "the Arden council" is not Arden.
            for actor in self.analysis.actors:
                if any(mention.start < span.end and span.start < mention.end for mention in actor.mentions):
                    head = min((m for m in actor.mentions if m.overlaps(span)), key=lambda m: m.start)
                    if self._is_head(span, head):
                        return actor
        for actor in self.analysis.actors:
            if any(
                role.start == span.start and role.end <= span.end + 1
                for role in actor.roles
                for span in attribution.source
            ):
                return actor
        names = {attribution.holder} - {None}
        return next((actor for actor in self.analysis.actors if names & {actor.name, *actor.aliases}), None)

    def _is_head(self, source: Span, mention: Span) -> bool:
        """Whether a name in a source is the source itself and no part of its description ("an aide to Mr Ray")."""
        before = self.document.text[source.start : mention.start].casefold().split()
        return not any(
            word.strip(",") in ("of", "to", "for", "from", "with", "by", "at", "in", "on", "against") for word in before
        )

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every word that is a name somewhere in the text."""
        named = (actor for actor in self.analysis.actors if actor.type in ("person", "organisation", "government"))
        known = {word for actor in named for name in (actor.name, *actor.aliases) for word in name.split()}
        return frozenset(
            known | {token.text for token in self.words if token.pos_ == "PROPN" and token.text[:1].isupper()}
        )

    def people_in(self, start: int, end: int) -> list[tuple[Actor, Span]]:
        """The people named in a stretch, with the places, in text order."""
        places = self._people
        first = bisect_left(places, start, key=lambda place: place[0])
        last = bisect_left(places, end, key=lambda place: place[0])
        return [(actor, mention) for _, mention, actor in places[first:last]]

    @cached_property
    def _people(self) -> list[tuple[int, Span, Actor]]:
        people = [actor for actor in self.analysis.actors if actor.type == "person"]
        return sorted(((m.start, m, actor) for actor in people for m in actor.mentions), key=lambda place: place[0])

    @cached_property
    def genders(self) -> dict[str, str | None]:
        """By an actor's name, the pronoun that fits; filled by whoever finds it out."""
        return {}

    def quotations_near(self, span: Span) -> Sequence[Quotation]:
        """The quotations that begin at a span or last before it, outermost and innermost among them."""
        place = bisect_right(self._quotation_starts, span.start)
        return self.analysis.quotations[max(0, place - 3) : place]

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.span.start for quotation in self.analysis.quotations]

    def attributions_in(self, sentence: Sentence) -> Sequence[Attribution]:
        """The attributions whose cue stands in a sentence."""
        return self._by_cue.get(sentence.index, ())

    @cached_property
    def _by_cue(self) -> dict[int, list[Attribution]]:
        found: dict[int, list[Attribution]] = {}
        for attribution in self.analysis.attributions:
            if attribution.cue and (sentence := self.sentence_of(attribution.cue[0].start)):
                found.setdefault(sentence.index, []).append(attribution)
        return found

    def opening_of(self, sentence: Sentence) -> int:
        """Where a sentence begins to say something: behind its dateline, its time or its speaker's label."""
        return self._leads.get(sentence.index) or dateline_end(sentence)

    @cached_property
    def _leads(self) -> Mapping[int, int]:
        return find_leads(self.document)

    def sentence_of(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        return self.document.sentence_at(offset)

    def tokens_in(self, start: int, end: int) -> list[int]:
        """The indexes of the tokens that begin in a stretch."""
        return list(range(bisect_left(self._token_starts, start), bisect_left(self._token_starts, end)))

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.words]

    @cached_property
    def _loaded_starts(self) -> list[int]:
        return [item.span.start for item in self.loaded]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [item.span.start for item in self.analysis.dates]


def subtract(ranges: Ranges, cuts: Ranges) -> Ranges:
    """Stretches without others.

    >>> subtract([(0, 10)], [(3, 5)])
    [(0, 3), (5, 10)]
    """
    for a, b in cuts:
        ranges = [
            piece
            for start, end in ranges
            for piece in ((start, min(end, a)), (max(start, b), end))
            if piece[0] < piece[1]
        ]
    return ranges
