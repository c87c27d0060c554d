"""Who "he" or "she" is, where the text leaves no doubt: one person in reach, or one whom the pronoun fits.

Nothing is guessed: with two people in reach whom it fits, or none, the pronoun stays unresolved and its sentence is
quoted. What a pronoun in somebody's quoted words means is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Sentence, Span
from brief.engines.embedded.reading import Reading
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Actor, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fits_pronoun", "resolve_person", "resolve_speaker"]

_PERSONAL = frozenset({"he", "she"})
_SUBJECTS = ("nsubj", "nsubjpass")
_TITLES = {"mr": "he", "mr.": "he", "sir": "he", "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she"}
_MALE = frozenset("chairman spokesman congressman businessman king prince father son husband brother".split())
_FEMALE = frozenset(
    "chairwoman spokeswoman congresswoman businesswoman queen princess mother daughter wife sister".split()
)
# How many sentences back a speaker may have been named.
_REACH_SENTENCES = 3


def resolve_person(reading: Reading, pronoun: Token, sentence: Sentence) -> tuple[Actor, Span] | None:
    """The person a subject pronoun surely means, with the mention in the sentence before; None where there is doubt.

    The sentence before must be in the same paragraph or end the one before, name one person only, and name that person
    as its subject or as the source of what it reports.
    """
    if pronoun.lower_ not in _PERSONAL or pronoun.dep_ not in _SUBJECTS or sentence.index < 2:
        return None
    before = reading.document.sentences[sentence.index - 2]
    if before.heading or sentence.block - before.block > 1:
        return None
    here = reading.people_in(sentence.span.start, pronoun.idx)
    there = reading.people_in(before.span.start, before.span.end)
    people = {actor.name for actor, _ in (*here, *there)}
    if len(people) != 1 or here:
        return None
    actor, mention = there[0]
    if not any(_is_about(reading, span) for _, span in there) or not fits_pronoun(reading, actor, pronoun.lower_):
        return None
    return actor, mention


def resolve_speaker(reading: Reading, attribution: Attribution) -> Actor | None:
    """The person whom the "he" or "she" that says something surely means; None where there is doubt.

    In the nearest sentence that names anybody the pronoun fits, it must fit one person only; failing that, one of those
    it fits must be the one who speaks there, and the others be told of in his words.
    """
    if attribution.source_index < 0:
        return None
    pronoun = reading.words[attribution.source_index]
    here = reading.sentence_of(pronoun.idx)
    if pronoun.lower_ not in _PERSONAL or here is None:
        return None
    n_left = _REACH_SENTENCES + 1
    for index in range(here.index, 0, -1):
        sentence = reading.document.sentences[index - 1]
        if sentence.heading or n_left == 0:
            return None
        n_left -= not (index < here.index and _is_all_speech(reading, sentence))
        end = pronoun.idx if index == here.index else sentence.span.end
        fitting = _without_owners(reading, [*_fitting(reading, pronoun.lower_, sentence.span.start, end)])
        names = {actor.name for actor, _ in fitting}
        if len(names) == 1:
            known = _gender(reading, fitting[0][0]) or any(_is_about(reading, mention) for _, mention in fitting)
            return fitting[0][0] if known else None
        if names:
            return _sole_speaker(reading, sentence, fitting)
    return None


def fits_pronoun(reading: Reading, actor: Actor, pronoun: str) -> bool:
    """Whether "he" or "she" can mean somebody: nothing in the text says that it cannot."""
    return _gender(reading, actor) in (None, pronoun)


def _fitting(reading: Reading, pronoun: str, start: int, end: int) -> Iterator[tuple[Actor, Span]]:
    """The people named in a stretch, outside quotation marks, whom a pronoun can mean."""
    for actor, mention in reading.people_in(start, end):
        if not _is_quoted(reading, mention) and fits_pronoun(reading, actor, pronoun):
            yield actor, mention


def _without_owners(reading: Reading, people: list[tuple[Actor, Span]]) -> list[tuple[Actor, Span]]:
    """The people without those who only stand as an owner beside others: "Ostby's mayor, Ana Ruiz, said"."""
    others = [each for each in people if reading.document.text[each[1].end : each[1].end + 2] not in ("'s", "’s")]
    return others or people


def _is_all_speech(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is nothing but somebody's quoted words, which name nobody for the outlet's "he"."""
    span = sentence.span
    return any(
        q.speech and q.span.start <= span.start and span.end <= q.span.end for q in reading.quotations_near(span)
    )


def _is_quoted(reading: Reading, mention: Span) -> bool:
    return any(q.speech and q.span.overlaps(mention) for q in reading.quotations_near(mention))


def _sole_speaker(reading: Reading, sentence: Sentence, people: Iterable[tuple[Actor, Span]]) -> Actor | None:
    """Who of several people speaks in a sentence, where the others occur in what he says only."""
    told = [
        attribution
        for attribution in reading.attributions_in(sentence)
        if any(sentence.span.covers(span) for span in attribution.source)
    ]
    speakers = {
        actor.name: actor
        for actor, mention in people
        if any(mention.overlaps(span) for attribution in told for span in attribution.source)
    }
    others = (mention for actor, mention in people if actor.name not in speakers)
    if len(speakers) != 1 or not all(any(s.covers(m) for a in told for s in a.content) for m in others):
        return None
    return next(iter(speakers.values()))


def _gender(reading: Reading, actor: Actor) -> str | None:
    """The pronoun that a person's title, role or first name asks for; None where they do not tell."""
    known = reading.genders
    if actor.name not in known:
        known[actor.name] = _told_gender(reading, actor)
    return known[actor.name]


def _told_gender(reading: Reading, actor: Actor) -> str | None:
    text = reading.document.text
    for mention in actor.mentions:
        before = text[max(0, mention.start - 6) : mention.start].casefold().split()
        if before and (title := _TITLES.get(before[-1])):
            return title
    roles = {word.strip(",") for role in actor.roles for word in role.quote.casefold().split()}
    if roles & _MALE or roles & _FEMALE:
        return None if roles & _MALE and roles & _FEMALE else "he" if roles & _MALE else "she"
    lexicon = load_actor_lexicon()
    for name in (actor.name, *actor.aliases):
        first, _, rest = name.casefold().partition(" ")
        if rest and (first in lexicon.men) != (first in lexicon.women):
            return "he" if first in lexicon.men else "she"
    return None


def _is_about(reading: Reading, mention: Span) -> bool:
    tokens = reading.tokens_in(mention.start, mention.end)
    if not tokens:
        return False
    root = reading.doc[tokens[0] : tokens[-1] + 1].root
    if root.dep_ == "appos":
        root = root.head  # "the mayor, Ana Ruiz, said": who stands beside the subject is it
    return root.dep_ in _SUBJECTS or any(
        mention.overlaps(span) for attribution in reading.analysis.attributions for span in attribution.source
    )
