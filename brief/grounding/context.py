"""What the guards need to know of one document, computed once: its quotations, names, dates and loaded words.

Holds no judgement; the guards read it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, Literal

from brief.document import Document, Span
from brief.grounding.calendar import date_words
from brief.grounding.sentences import EvidenceWord, function_class, is_light, view_sentence
from brief.grounding.words import split_words
from brief.language.analysis import Actor, DateExpression, Loaded, Quotation
from brief.language.quotations import extract_quotations

__all__ = ["OUTLET", "GuardContext", "Holder", "Reason", "Refusal", "fold"]

Reason = Literal[
    "empty_statement",
    "unbalanced_quotation_marks",
    "number_not_in_evidence",
    "unit_changed",
    "date_not_in_evidence",
    "name_not_in_evidence",
    "negation_added",
    "negation_lost",
    "hedge_added",
    "hedge_lost",
    "certainty_changed",
    "tense_changed",
    "voice_changed",
    "quantity_changed",
    "quantity_lost",
    "condition_lost",
    "qualifier_lost",
    "holder_not_named",
    "holder_not_in_text",
    "wrong_speaker",
    "attribution_lost",
    "attribution_added",
    "quotation_not_verbatim",
    "quotation_not_speech",
    "loaded_wording",
    "word_not_in_evidence",
    "dangling_reference",
    "words_reordered",
    "words_joined",
    "words_cut",
    "language_not_read",
]

# Loaded wording that says nothing against anybody: who is not named and what time is meant has to be told.
_HARMLESS = ("vague_attribution", "relative_time")
_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'",
     "›": "'", "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a statement may not stand: a named reason, and the words it is about."""

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a claim, as its attribution says; `aliases` are further names that surely mean the same."""

    name: str | None = None
    source_type: str = "outlet"
    mode: str = "none"
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def is_outlet(self) -> bool:
        """Whether the outlet itself speaks."""
        return self.mode == "none"

    @property
    def forms(self) -> tuple[str, ...]:
        """Every name of the holder's."""
        return (self.name, *self.aliases) if self.name else self.aliases


OUTLET = Holder()


@lru_cache(maxsize=512)  # the guards ask of one wording many times over
def fold(wording: str) -> str:
    """A wording with straight marks and single spaces: the form in which quotations are compared."""
    return " ".join(wording.translate(_FOLD).split())


@dataclass(frozen=True)
class GuardContext:
    """One document as the guards see it. Build it with `GuardContext.of`, once for all statements of the document."""

    document: Document
    quotations: Sequence[Quotation]
    actors: Sequence[tuple[str, ...]] = ()
    """Each actor's names, fullest first."""
    people: Sequence[tuple[str, ...]] = ()
    """The names of those actors that are persons."""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By an actor's fullest name, its roles as worded."""
    dates: Sequence[tuple[int, int, str | None]] = ()
    """Where a date is expressed, and the value it resolves to."""
    loaded: Sequence[str] = ()
    """The outlet's loaded wording, folded, in lower case."""
    loaded_places: Sequence[tuple[int, int]] = ()
    """Where it stands."""
    language: str = "en"
    """The document's."""

    @classmethod
    def of(
        cls,
        document: Document,
        *,
        actors: Iterable[Actor | Any] = (),
        dates: Iterable[DateExpression | Any] = (),
        loaded: Iterable[Loaded | Any] = (),
        quotations: Sequence[Quotation] | None = None,
        language: str | None = None,
    ) -> GuardContext:
        """The context of a document.

        Args:
            actors: Records of the language layer or of a briefing; name, aliases, roles and type are read.
            dates: Likewise; the place and the value.
            loaded: Likewise; what the outlet (not a source) says outside quotation marks is held against statements.
            quotations: Where the document quotes; found in its text when not given.
            language: The document's; found in its text when not given.
        """
        known = [*actors]
        judging = [item for item in loaded if item.voice == "outlet" and item.category not in _HARMLESS]
        return cls(
            document=document,
            quotations=extract_quotations(document) if quotations is None else quotations,
            actors=tuple((actor.name, *actor.aliases) for actor in known),
            people=tuple((actor.name, *actor.aliases) for actor in known if actor.type == "person"),
            roles={actor.name: tuple(role.quote for role in actor.roles) for actor in known},
            dates=tuple((*_place(date), date.value) for date in dates),
            loaded=tuple({fold(_quote(item)).casefold(): None for item in judging}),
            loaded_places=tuple(_place(item) for item in judging),
            language=language or document.language,
        )

    @cached_property
    def folded(self) -> str:
        """The text with straight marks and single spaces."""
        return fold(self.document.text)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every word of the text in lower case."""
        return frozenset(word.key for word in split_words(self.document.text))

    @cached_property
    def lower_keys(self) -> frozenset[str]:
        """The words that the text has in lower case somewhere: none of them is a name only."""
        return frozenset(word.key for word in split_words(self.document.text) if word.form[:1].islower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the text."""
        return frozenset(word.stem for word in split_words(self.document.text))

    @cached_property
    def modifiers(self) -> Mapping[str, frozenset[str]]:
        """By a word's stem, the stems of the words of content that stand right before it anywhere in the text."""
        found: dict[str, set[str]] = {}
        for before, word in pairwise(split_words(self.document.text)):
            if not word.breaks and not is_light(before) and not function_class(before.key, before.stem):
                found.setdefault(word.stem, set()).add(before.stem)
        return {stem: frozenset(stems) for stem, stems in found.items()}

    @cached_property
    def flat_casefolded(self) -> str:
        """The text in lower case, with one kind of quotation mark."""
        return self.folded.replace('"', "'").replace("''", "'").casefold()

    @cached_property
    def resolved(self) -> frozenset[str]:
        """The stems in which the values of the document's dates may be written out, its publication date's included."""
        published = self.document.published
        values = [value for _, _, value in self.dates] + [published.isoformat() if published else None]
        return frozenset[str]().union(*map(date_words, values))

    @cached_property
    def loaded_pattern(self) -> re.Pattern[str] | None:
        """Finds any of the outlet's loaded wording in a folded wording."""
        if not self.loaded:
            return None
        longest_first = sorted(self.loaded, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def view(self, index: int) -> Sequence[EvidenceWord]:
        """The words of the sentence with this number, each with what it does; computed once."""
        views = self._views
        if index not in views:
            views[index] = view_sentence(self.document.sentences[index - 1], self)
        return views[index]

    @cached_property
    def _views(self) -> dict[int, Sequence[EvidenceWord]]:
        return {}

    def loaded_in(self, span: Span) -> Sequence[tuple[int, int]]:
        """Where the outlet's loaded wording stands within a span."""
        return [(a, b) for a, b in self.loaded_places if a < span.end and span.start < b] if self.loaded_places else ()

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.span.start for quotation in self._outer]

    @cached_property
    def _outer(self) -> Sequence[Quotation]:
        return sorted((q for q in self.quotations if q.level == 1), key=lambda q: q.span.start)

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The outermost quotation that shares a character with `[start, end)`."""
        place = bisect_right(self._quotation_starts, start) - 1
        for quotation in self._outer[max(0, place) :]:
            if quotation.inner.start >= end:
                return None
            if quotation.inner.end > start:
                return quotation
        return None

    def holder(self, name: str | None, source_type: str, mode: str) -> Holder:
        """The holder of that name, with the aliases and roles of the actor it is."""
        if name is None:
            return Holder(None, source_type, mode)
        for forms in self.actors:
            if name in forms:
                return Holder(
                    name, source_type, mode, tuple(f for f in forms if f != name), self.roles.get(forms[0], ())
                )
        return Holder(name, source_type, mode)

    def dates_in(self, spans: Sequence[Span]) -> Sequence[tuple[int, int, str | None]]:
        """The date expressions inside the evidence."""
        return [date for date in self.dates if any(s.start <= date[0] and date[1] <= s.end for s in spans)]


def _place(item: Any) -> tuple[int, int]:
    span = getattr(item, "span", item)
    return span.start, span.end


def _quote(item: Any) -> str:
    return str(getattr(item, "span", item).quote)
