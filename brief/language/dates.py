"""The expressions of time in a document: where they stand, what they mean, and what part they play.

The grammar finds them, their meaning is counted from the publication date or from a date mentioned before, and nothing
else: no year is ever invented.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.document import Document
from brief.language.analysis import DateExpression
from brief.language.date_context import Context, Meaning
from brief.language.date_features import Features, read_features
from brief.language.date_grammar import Phrase, find_phrases
from brief.language.date_meaning import read_meaning
from brief.language.date_relations import find_relation
from brief.language.date_signs import is_time, trim_phrase
from brief.language.date_tense import find_tense
from brief.language.date_tokens import Tokens, kind_characters, split_tokens

if TYPE_CHECKING:
    from brief.language.analysis import Relation
    from brief.language.parse import Parse

__all__ = ["extract_dates"]

# When a text is a history. Set on WikiWars' training part against TimeBank and AQUAINT: with the second ratio and the
# limit on asides value F1 of WikiWars rises from .837 to .840, that of the news falls by .001 to .002. With 8 for the
# first ratio, not 4, none of these texts changes sides; a long report full of years and weekdays stays news.
_LEAST_YEARS = 3
_YEARS_PER_DEICTIC = 8
_YEARS_PER_DEICTIC_DISTANT = 1.5
_DISTANT_YEARS = 10
# A bare year further than this from the year of the narrative is an aside ("as in 1812") and does not move it.
_ASIDE_YEARS = 12
# The constructions of which the tense decides which one is meant.
_TENSED = frozenset(("date", "weekday", "time", "daypart", "quarter", "season", "holiday"))
_JOINTS = ("and", "to", "hyphen", "until", "or")

_FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def extract_dates(document: Document, parse: Parse | None = None) -> tuple[DateExpression, ...]:
    """The temporal expressions of a document in text order; they do not overlap.

    With a parse, the tense of the governing verb decides which Tuesday is meant; without one, the words around do.

    >>> document = Document.from_text("The ferry sank last Friday.", published="2021-06-03")
    >>> [(date.span.quote, date.value) for date in extract_dates(document)]
    [('last Friday', '2021-05-28')]
    """
    return _read_alone(document) if parse is None else _read_dates(document, parse)


@lru_cache(maxsize=2)  # an engine and the gate read one text each by themselves, one right after the other
def _read_alone(document: Document) -> tuple[DateExpression, ...]:
    return _read_dates(document, None)


def _read_dates(document: Document, parse: Parse | None) -> tuple[DateExpression, ...]:
    tokens, stop = split_tokens(document.text), kind_characters()["stop"]
    read = [
        (phrase, features)
        for phrase in (trim_phrase(tokens, found, parse) for found in find_phrases(tokens))
        if (features := read_features(tokens, phrase)) is not None and is_time(tokens, phrase, features, parse)
    ]
    _share_years(tokens, read)
    _share_months(read)
    context = Context(document.published, narrative=_is_narrative(document, [features for _, features in read]))
    openings = [sentence.span.start for sentence in document.sentences]
    found: list[DateExpression] = []
    at = 0
    for phrase, features in read:
        context.clause += tokens.kinds.count(stop, at, phrase.first)
        at = phrase.first
        context.sentence = bisect_right(openings, tokens.starts[at])
        tense = find_tense(tokens, phrase, parse) if features.rule in _TENSED and features.year is None else 0
        meaning = read_meaning(features, context, tense)
        if meaning is None:
            continue
        _remember(context, meaning, is_clock=features.rule == "time")
        if features.rule == "amount" and features.number == 1 and features.unit and not context.narrative:
            context.lengths.add(features.unit)  # "for a year": what "the year" then means
        relation = find_relation(tokens, phrase, features, meaning, parse)
        found.append(_expression(document, tokens, features, meaning, phrase=phrase, relation=relation))
    return tuple(found)


def _share_years(tokens: Tokens, read: list[tuple[Phrase, Features]]) -> None:
    """ "In May and June 1955", "12-14 July": the month and the year stand once, for both."""
    joints = {kind_characters()[name] for name in _JOINTS}
    for (phrase, features), (following, other) in zip(reversed(read[:-1]), reversed(read[1:]), strict=True):
        if features.year is not None or following.first - phrase.stop != 1 or tokens.kinds[phrase.stop] not in joints:
            continue
        if features.rule == "range_day" and other.rule == "date" and other.month is not None:
            features.month, features.year = other.month, other.year
        elif features.rule == other.rule == "date" and features.month and other.month and features.month <= other.month:
            features.year = other.year


def _share_months(read: list[tuple[Phrase, Features]]) -> None:
    """ "16-19 Sept.", the other way about: the end has the month and the year of the beginning."""
    for (_, features), (_, other) in pairwise(read):
        if other.rule == "range_end" and features.month is not None:
            other.month, other.year = features.month, features.year


def _expression(
    document: Document, tokens: Tokens, features: Features, meaning: Meaning, *, phrase: Phrase, relation: Relation
) -> DateExpression:
    span = document.span(tokens.starts[phrase.first], tokens.ends[phrase.stop - 1])
    if phrase.rule == "consistently" and meaning.type == "DATE":
        relation = "recurring"
    value = None if meaning.type in ("DURATION", "SET") else meaning.value
    if value is not None and "about" in features.names and "/" not in value:
        value += "~"
    if value is not None and document.published is None and not _is_written(document, value):
        value = None  # counted from what the text says elsewhere: a reading, which TIMEX3 may give and EDTF may not
    is_term = meaning.type == "DURATION" and relation == "deadline"  # "within 30 days" runs from now
    needs_anchor = is_term or meaning.needs_anchor and phrase.rule != "consistently"
    return DateExpression(span, meaning.type, value, meaning.timex, needs_anchor, relation)


def _is_written(document: Document, value: str) -> bool:
    """Whether every year of an EDTF value stands in the text in digits."""
    return all(year in document.text for year in _FULL_YEAR.findall(value))


def _remember(context: Context, meaning: Meaning, *, is_clock: bool) -> None:
    """Make what was just read the date that later expressions may be counted from."""
    moment = meaning.moment
    if moment is None or meaning.aside or meaning.type in ("DURATION", "SET") or moment.year is None:
        return
    current = context.stated.year if context.stated else None
    is_bare = moment.month is None and moment.day is None
    if context.narrative and is_bare and current is not None and abs(moment.year - current) > _ASIDE_YEARS:
        return
    if moment.grain == "D":
        context.day, context.day_sentence = replace(moment, time=""), context.sentence
        if is_clock:
            context.clock_day = context.day
        if moment.month is not None and moment.day is not None and meaning.stated:
            context.years_of.setdefault((moment.month, moment.day), set()).add(moment.year)
    context.last = replace(moment, time="")
    context.anchored[context.last] = meaning.needs_anchor and context.anchored.get(context.last, True)
    if moment.part[:1] == "Q":
        context.quarter = moment
    if meaning.stated or context.narrative and moment.digits == 4:
        context.stated, context.stated_clause, context.stated_sentence = moment, context.clause, context.sentence


def _is_narrative(document: Document, read: list[Features]) -> bool:
    """Whether a text tells of other years than that of its publication: it names years more often than weekdays.

    News says "on Tuesday" and counts from today; a history says "in August" and counts from the year it has come to.
    """
    own = document.published.year if document.published else None
    years = sorted(
        features.year
        for features in read
        if features.year is not None and features.rule in ("date", "year") and features.year != own
    )
    deictic = sum(
        1 for features in read if features.days is not None or features.weekday is not None or features.speaking
    )
    if len(years) < _LEAST_YEARS:
        return False
    distant = own is not None and own - years[len(years) // 2] > _DISTANT_YEARS
    return len(years) > (_YEARS_PER_DEICTIC_DISTANT if distant else _YEARS_PER_DEICTIC) * deictic
