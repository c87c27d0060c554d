"""Loaded wording about how much, how far and when: "slumped 6%", "thin turnover", "some families", "last week".

Each pattern looks at one token of a parse, as those of `loaded_patterns` do. All of these are cues: whether they judge
where they stand is decided in `loaded`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.language.loaded_lexicon import CUE, load_classes
from brief.language.loaded_patterns import Candidate
from brief.language.plainer import inflect_plainer

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["find_figures"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ROUND_NUMBERS = frozenset("dozens hundreds thousands millions billions".split())


def find_figures(token: Token, *, dated: bool) -> Iterator[Candidate]:
    """What one token and those around it leave open or dramatise of a figure or a time.

    Args:
        token: The token to look at.
        dated: Whether the document has a day of publication: then "last week" leaves nothing open.
    """
    tag, classes = token.pos_, load_classes()
    lemma = token.lemma_.lower()
    if tag == "VERB":
        if lemma in classes["swing_up"] or lemma in classes["swing_down"]:
            yield from _find_swing(token)
    elif tag in ("NOUN", "PROPN"):
        if not dated and lemma in classes["time_unit"]:
            yield from _find_time(token)
        if token.tag_ == "NNS":
            yield from _find_crowd(token)
    elif tag == "ADJ" and lemma in classes["market_adjective"]:
        yield from _find_market_word(token)


def _find_swing(token: Token) -> Iterator[Candidate]:
    """ "The shares slumped 6%": how far a figure moved, told as a fall or a leap."""
    classes = load_classes()
    subject = next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
    measured = subject is not None and subject.lemma_.lower() in classes["measure_noun"]
    by_number = any(
        child.dep_ in ("npadvmod", "dobj", "advmod", "prep") and _has_number(child) for child in token.rights
    )
    if measured or (by_number and subject is not None):
        up = token.lemma_.lower() in classes["swing_up"]
        plainer = inflect_plainer("rise" if up else "fall", token.tag_)
        yield Candidate(token.i, token.i + 1, "sensational_verb", CUE, plainer)


def _has_number(phrase: Token) -> bool:
    """Whether a phrase gives a share or an amount: "6.2%", "by nine points", "to $40", and no day."""
    return any(each.like_num or each.text == "%" for each in phrase.subtree) and not any(
        each.ent_type_ in ("DATE", "TIME") for each in phrase.subtree
    )


def _find_time(token: Token) -> Iterator[Candidate]:
    """ "Last week", "days before the vote": when, counted from a day the phrase does not give."""
    classes = load_classes()
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is not None and before.head == token and before.lower_ in classes["relative_adjective"]:
        first = before.i
        if first > token.sent.start and before.nbor(-1).lower_ in ("earlier", "later"):
            first -= 1
        yield Candidate(first, token.i + 1, "relative_time", CUE)
    elif token.tag_ == "NNS" and token.i + 1 < len(token.doc) and not any(token.lefts):
        after = token.nbor(1)
        if after.lower_ in ("before", "after", "ago", "later"):
            yield Candidate(token.i, after.i + 1, "relative_time", CUE)


def _find_crowd(token: Token) -> Iterator[Candidate]:
    """ "Some families have sold", "dozens of boats": how many, nobody says."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.lower_ in _ROUND_NUMBERS:
        # Not "two dozens", and not "millions of crowns", which is a sum.
        if following is not None and following.lower_ == "of" and not any(child.like_num for child in token.lefts):
            last = following.i + 1
            if not any(each.ent_type_ == "MONEY" for each in token.subtree):
                yield Candidate(token.i, last, "vague_quantity", CUE)
        return
    child = next((child for child in token.lefts if child.lower_ in ("some", "many")), None)
    if token.dep_ in _SUBJECTS and child is not None and child.i == token.left_edge.i and child.dep_ in ("det", "amod"):
        yield Candidate(child.i, token.i + 1, "vague_quantity", CUE)


def _find_market_word(token: Token) -> Iterator[Candidate]:
    """ "Turnover was thin", "healthy profits": a figure, and what somebody thinks of it."""
    noun = token.head if token.dep_ == "amod" else None
    if token.dep_ == "acomp":
        noun = next((child for child in token.head.lefts if child.dep_ == "nsubj"), None)
    if noun is not None and noun.lemma_.lower() in load_classes()["measure_noun"] and noun.ent_type_ == "":
        yield Candidate(token.i, token.i + 1, "subjective_adjective", CUE)
