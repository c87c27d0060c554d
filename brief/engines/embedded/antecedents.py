"""Who "he" or "she" is, where the text leaves no doubt: the one person that the sentence before is about.

Nothing is guessed: with two people in reach, or none, the pronoun stays unresolved and its sentence is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.document import Sentence, Span
from brief.engines.embedded.reading import Reading
from brief.language.analysis import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["resolve_person"]

_PERSONAL = frozenset({"he", "she"})
_SUBJECTS = ("nsubj", "nsubjpass")


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
    if not any(_is_about(reading, span) for _, span in there):
        return None
    return actor, mention


def _is_about(reading: Reading, mention: Span) -> bool:
    tokens = reading.tokens_in(mention.start, mention.end)
    if not tokens:
        return False
    root = reading.doc[tokens[0] : tokens[-1] + 1].root
    return root.dep_ in _SUBJECTS or any(
        mention.overlaps(span) for attribution in reading.analysis.attributions for span in attribution.source
    )
