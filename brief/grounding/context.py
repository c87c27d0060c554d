"""What the guards need to know of one document, computed once: its quotations, names, dates and loaded words.

Holds no judgement; the guards read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import Any, Literal, TypeVar

from brief.document import Document, Span
from brief.grounding.calendar import date_words
from brief.grounding.intervals import Intervals
from brief.grounding.modifiers import is_modifier
from brief.grounding.passages import Passage
from brief.grounding.roster import Roster
from brief.grounding.sentences import EvidenceWord, function_class, is_light, view_sentence
from brief.grounding.words import Word, split_words
from brief.language.analysis import Actor, DateExpression, Loaded, Quotation
from brief.language.dialogue import Turn, find_turns
from brief.language.quotations import extract_quotations

__all__ = ["OUTLET", "GuardContext", "Holder", "Reason", "Refusal", "fold"]

T = TypeVar("T")
V = TypeVar("V")

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
    "not_reported",
]

# Loaded wording that says nothing against anybody: who is not named and what time is meant has to be told.
_HARMLESS = ("vague_attribution", "relative_time")
_FOLD = {
    **dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("‘’‚‛‹›", "'"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip
_FOLDED = frozenset(_FOLD)
# They take 60 bytes for each character of a document; an article of 15,000 words has no more.
_MOST_PASSAGES = 1_024
_HEAD = re.compile(r"\w+")


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
    if not wording.isascii():
        for mark in _FOLDED.intersection(wording):
            wording = wording.replace(mark, _FOLD[mark])
    return " ".join(wording.split())


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
        return frozenset([word.key for word in self._all_words()])

    @cached_property
    def lower_keys(self) -> frozenset[str]:
        """The words that the text has in lower case somewhere: none of them is a name only."""
        return frozenset(word.key for word in self._all_words() if word.form[:1].islower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the text."""
        return frozenset(word.stem for word in self._all_words())

    @cached_property
    def modifiers(self) -> Mapping[str, frozenset[str]]:
        """By a word's stem, the stems of the words of content that stand right before it anywhere in the text."""
        found: dict[str, set[str]] = {}
        for before, word in pairwise(self._all_words()):
            if not word.breaks and not is_light(before) and not function_class(before.key, before.stem):
                found.setdefault(word.stem, set()).add(before.stem)
        return {stem: frozenset(stems) for stem, stems in found.items()}

    def once(self, make: Callable[[GuardContext, T], V], of: T) -> V:
        """What `make` makes of this document and a second thing, made once as long as the thing is the same object."""
        made = self._made.get(make)
        if made is None or made[0] is not of:
            made = self._made[make] = of, make(self, of)
        value: V = made[1]
        return value

    @cached_property
    def _made(self) -> dict[Any, tuple[Any, Any]]:
        return {}

    def _all_words(self) -> Iterator[Word]:
        """The words of the text, sentence by sentence."""
        return chain.from_iterable(self.words(sentence.index) for sentence in self.document.sentences)

    def words(self, index: int) -> Sequence[Word]:
        """The words of the sentence with this number."""
        words = self._words_by_sentence
        if index not in words:
            words[index] = split_words(self.document.sentences[index - 1].span.quote)
        return words[index]

    @cached_property
    def _words_by_sentence(self) -> dict[int, Sequence[Word]]:
        return {}

    @cached_property
    def flat_casefolded(self) -> str:
        """The text in lower case, with one kind of quotation mark."""
        return self.folded.replace('"', "'").replace("''", "'").casefold()

    @cached_property
    def casefolded(self) -> str:
        """The text folded, in lower case."""
        return self.folded.casefold()

    @cached_property
    def resolved(self) -> frozenset[str]:
        """The stems in which the values of the document's dates may be written out, its publication date's included."""
        published = self.document.published
        values = [value for _, _, value in self.dates] + [published.isoformat() if published else None]
        return frozenset[str]().union(*map(date_words, values))

    @cached_property
    def loaded_by_head(self) -> Mapping[str, Sequence[str]]:
        """The outlet's loaded wording by its first word, the longest first; "" for what begins with a sign."""
        found: dict[str, list[str]] = {}
        for phrase in sorted(self.loaded, key=len, reverse=True):
            head = _HEAD.match(phrase)
            found.setdefault(head[0] if head else "", []).append(phrase)
        return found

    @cached_property
    def loaded_pattern(self) -> re.Pattern[str]:
        """Finds any of the outlet's loaded wording in a folded wording in lower case."""
        longest_first = sorted(self.loaded, key=len, reverse=True)
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def view(self, index: int) -> Sequence[EvidenceWord]:
        """The words of the sentence with this number, each with what it does; computed once."""
        return self.passage((index,)).words

    def passage(self, indexes: tuple[int, ...]) -> Passage:
        """The sentences with these numbers as one passage; made once, or in a long document as often as it is due."""
        passages = self._passages
        if indexes not in passages:
            if len(passages) >= _MOST_PASSAGES:
                del passages[next(iter(passages))]  # the oldest: claims are tried in reading order
            if len(indexes) == 1:
                sentence = self.document.sentences[indexes[0] - 1]
                words = view_sentence(sentence, self.said(indexes[0]), self)
            else:
                words = tuple(chain.from_iterable(self.view(index) for index in indexes))
            passages[indexes] = Passage(words)
        return passages[indexes]

    def opens_turn(self, span: Span) -> bool:
        """Whether the label of a speaker stands in a sentence."""
        return bool(self._turns.over(span.start, span.end))

    def said(self, index: int) -> Sequence[Word]:
        """The words of a sentence without the label of its speaker."""
        words, span = self.words(index), self.document.sentences[index - 1].span
        if not self.opens_turn(span):
            return words
        start = next((turn.start for turn in self._turns.over(span.start, span.end)), span.start)
        return [word for word in words if span.start + word.start >= start] or words

    @cached_property
    def _passages(self) -> dict[tuple[int, ...], Passage]:
        return {}

    def omissible_in(self, span: Span) -> Sequence[tuple[int, int]]:
        """The loaded wording in a place that only modifies what stands behind it."""
        return self._omissible_index.over(span.start, span.end)

    @cached_property
    def _omissible_index(self) -> Intervals[tuple[int, int]]:
        places = (place for place in self.loaded_places if is_modifier(self.document.text, *place))
        return Intervals((a, b, (a, b)) for a, b in places)

    def loaded_in(self, span: Span) -> Sequence[tuple[int, int]]:
        """Where the outlet's loaded wording stands within a span."""
        return self._loaded_index.over(span.start, span.end)

    @cached_property
    def _loaded_index(self) -> Intervals[tuple[int, int]]:
        return Intervals((a, b, (a, b)) for a, b in self.loaded_places)

    def quotations_over(self, start: int, end: int, *, inner: bool = False) -> Sequence[Quotation]:
        """The outermost quotations whose words share a character with `[start, end)`, in text order.

        Args:
            inner: Whether those within others are wanted as well.
        """
        return (self._quotation_index if inner else self._outer_index).over(start, end)

    @cached_property
    def _quotation_index(self) -> Intervals[Quotation]:
        return Intervals((q.inner.start, q.inner.end, q) for q in self.quotations)

    @cached_property
    def _outer_index(self) -> Intervals[Quotation]:
        return Intervals((q.inner.start, q.inner.end, q) for q in self.quotations if q.level == 1)

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The first of them."""
        return next(iter(self.quotations_over(start, end)), None)

    def label_before(self, quotation: Quotation) -> str | None:
        """The label of the speaker whose answer a quotation without marks is; None where it is no such answer."""
        start = quotation.span.start
        found = self._turns.over(self.document.sentences_over(start, start + 1)[0].span.start, start)
        return next((turn.label.quote for turn in found if turn.start == start), None)

    @cached_property
    def _turns(self) -> Intervals[Turn]:
        return Intervals((turn.label.start, turn.label.start + 1, turn) for turn in find_turns(self.document))

    def holder(self, name: str | None, source_type: str, mode: str) -> Holder:
        """The holder of that name, with the aliases and roles of the actor it is."""
        if name is None:
            return Holder(None, source_type, mode)
        known = self._holders
        if (name, source_type, mode) not in known:
            forms = self.roster.called(name)
            aliases = tuple(form for form in forms if form != name)
            roles = self.roles.get(forms[0], ()) if forms else ()
            known[name, source_type, mode] = Holder(name, source_type, mode, aliases, roles)
        return known[name, source_type, mode]

    @cached_property
    def _holders(self) -> dict[tuple[str, str, str], Holder]:
        return {}

    @cached_property
    def roster(self) -> Roster:
        """The actors, looked up by name."""
        return Roster(self.actors, self.roles)

    @cached_property
    def people_stems(self) -> frozenset[str]:
        """The stems of content of all persons' names."""
        return Roster(self.people, {}).stems

    def name_stems(self, forms: Sequence[str]) -> frozenset[str]:
        """The stems of content of one actor's names."""
        return frozenset(word.stem for form in forms for word in split_words(form) if not is_light(word))

    @cached_property
    def folded_names(self) -> frozenset[str]:
        """All actors' names, folded, in lower case."""
        return frozenset(fold(form).casefold() for forms in self.actors for form in forms)

    def dates_in(self, spans: Sequence[Span]) -> Sequence[tuple[int, int, str | None]]:
        """The date expressions inside the evidence."""
        if not self.dates:
            return ()
        index = self._date_index
        return [d for s in spans for d in index.over(s.start, s.end) if s.start <= d[0] and d[1] <= s.end]

    @cached_property
    def _date_index(self) -> Intervals[tuple[int, int, str | None]]:
        return Intervals((date[0], date[1], date) for date in self.dates)


def _place(item: Any) -> tuple[int, int]:
    span = getattr(item, "span", item)
    return span.start, span.end


def _quote(item: Any) -> str:
    return str(getattr(item, "span", item).quote)
