"""Other wordings that a statement follows from, nearer to the evidence: what the guards take of them, stands as it is.

Each step here goes from a statement to one that says at least as much in this document: the full name of "the airline",
a role that the text gives elsewhere, "who is not named". The guards then read the nearer wording; nothing here decides
by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from brief.document import Span
from brief.grounding.antecedents import is_own_form, is_sure_pronoun
from brief.grounding.context import GuardContext, Holder
from brief.grounding.designations import find_designations, places_of, sure_forms
from brief.grounding.inversions import in_text_order
from brief.grounding.naming import find_named
from brief.grounding.paraphrases import in_words_of
from brief.grounding.sentences import is_light
from brief.grounding.telling import in_first_person, with_bare_nouns, with_relative, without_asides, without_time_stamp
from brief.grounding.words import split_words

__all__ = ["Wording", "may_be_nearer", "nearer_wordings", "with_designations"]

_MOST_WORDINGS = 12
_SUBJECTS = frozenset(("i", "he", "she", "it"))
_POSSESSIVE = re.compile(r"['’]s?(?![\w’'])")


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement nearer to its evidence, and the evidence it is held against."""

    statement: str
    evidence: Sequence[Span]
    spoken: bool = False
    """Whether it has "I" for the holder, as the text has it."""


def with_designations(holder: Holder, context: GuardContext) -> Holder:
    """A holder who may also speak as "the airline", where that is surely he."""
    if holder.is_outlet or not holder.name:
        return holder
    nouns = tuple(f"the {found.noun}" for found in find_designations(context).values() if holder.name in found.names)
    return replace(holder, roles=(*holder.roles, *nouns)) if nouns else holder


def may_be_nearer(statement: str, evidence: Sequence[Span], context: GuardContext) -> bool:
    """Whether there is anything to bring nearer: words that its one sentence lacks, a second one, a voice."""
    numbers = _sentences(evidence, context)
    if len(evidence) > 1:
        return True
    view = context.passage(tuple(numbers)).words
    there = {item.word.stem for item in view}
    if any(item.word.key in _SUBJECTS for item in view):
        return True
    if next(in_text_order(statement, evidence, context), None) is not None:
        return True
    if with_relative(statement, evidence, context) != statement:
        return True
    return any(word.stem not in there and not is_light(word) for word in split_words(statement))


def nearer_wordings(
    statement: str, evidence: Sequence[Span], holder: Holder, context: GuardContext
) -> Iterator[Wording]:
    """The wordings from which a statement follows and that its evidence may have, the nearest to it first."""
    told, spans = without_time_stamp(without_asides(statement, holder, context), evidence, context)
    # What only names an antecedent need not lend words as well.
    for part in (spans, *((span,) for span in spans if len(spans) > 1)):
        for ordered in dict.fromkeys((told, *in_text_order(told, part, context), with_relative(told, part, context))):
            yield from _nearer(ordered, part, holder, context)


def _nearer(statement: str, evidence: Sequence[Span], holder: Holder, context: GuardContext) -> Iterator[Wording]:
    view = context.passage(tuple(_sentences(evidence, context))).words
    told = in_words_of(statement, split_words(statement), view)
    for words in islice(_renamed(told, evidence, context), _MOST_WORDINGS):
        bare = with_bare_nouns(words, view, context)
        for nearer in dict.fromkeys((words, bare, in_first_person(bare, view, holder, context))):
            yield Wording(nearer, evidence, nearer not in (words, bare))


def _sentences(evidence: Sequence[Span], context: GuardContext) -> Sequence[int]:
    over = [context.document.sentences_over(span.start, span.end) for span in evidence]
    return sorted({sentence.index for sentences in over for sentence in sentences})


def _renamed(statement: str, evidence: Sequence[Span], context: GuardContext) -> Iterator[str]:
    """A statement with its names as the evidence has them: shorter, as a common noun or as a pronoun."""
    numbers = _sentences(evidence, context)
    options = [
        (item.start, item.end, _choices(statement, item.start, item.end, item.names, numbers, context))
        for item in find_named(statement, context)
    ]
    for chosen in product(*(choices for _, _, choices in options)):
        words = statement
        for (start, end, _), choice in zip(reversed(options), reversed(chosen), strict=True):
            words = words[:start] + choice + words[end:]
        yield words[:1].upper() + words[1:]


def _choices(
    statement: str, start: int, end: int, names: tuple[str, ...], numbers: Sequence[int], context: GuardContext
) -> Sequence[str]:
    """What may stand for a name: itself first, then what surely means the same in the evidence."""
    told = statement[start:end]
    possessive = _POSSESSIVE.search(told)
    ending = possessive[0] if possessive and possessive.end() == len(told) else ""
    found = {told: None}
    plain = told[: len(told) - len(ending)].removeprefix("the ").removeprefix("The ")
    for number in numbers:
        text = context.document.sentences[number - 1].span.quote
        for form in sure_forms(names):
            bare = form.removeprefix("the ").removeprefix("The ")
            if bare != plain and bare in text and is_own_form(bare, names, number, context):
                found[("the " if told.lower().startswith("the ") else "") + bare + ending] = None
        for designation in find_designations(context).values():
            if designation.names == names and designation.first <= number:
                if next(places_of(designation, number, context), None) is not None:
                    found[f"the {designation.noun}{ending}"] = None
        for place, item in enumerate(context.view(number)):
            if item.does == "pronoun" and is_sure_pronoun(place, names, number, context):
                if (item.word.key in ("his", "her", "its")) == bool(ending):
                    found[item.word.key] = None
    return [*found]
