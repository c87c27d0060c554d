"""How the outlet's judgements are told, in part quoted, where too many words judge or the subject is "this".

"The article says that the board “has squandered its chance”", "The article speaks of “a bitter blow to trust”": what it
is about is plain, and the judging words are shown to be the outlet's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.engines.embedded.clauses import Clause, is_balanced, is_finite
from brief.engines.embedded.reading import Ranges, Reading
from brief.engines.embedded.statements import lower_opening, points_elsewhere, quote_words

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["split_reason", "tell_object", "tell_predicate"]

_SUBJECTS = ("nsubj", "nsubjpass")
_POINTING = frozenset("this that these those such it".split())
_PERSONAL = frozenset("i you we me us my our your he she it they his her its their him them".split())
_REASONS = frozenset({"as", "because", "since"})
# What says by itself that the object is the outlet's reading of something.
_READS = frozenset("signal mark mean reflect represent constitute symbolise symbolize underscore underline".split())
_MIN_WORDS, _MAX_WORDS = 3, 30


def tell_predicate(reading: Reading, clause: Clause) -> tuple[str, Ranges] | None:
    """ "The article says that X “…”", all that is said of a plain subject in quotation marks; None where that fails.

    Returns:
        The statement and its evidence.
    """
    tokens = _plain_tokens(reading, clause)
    head = reading.words[clause.head]
    subject = _subject(head)
    if tokens is None or subject is None or not is_finite(head):
        return None
    named = [t for t in tokens if t.i < subject.right_edge.i + 1]
    said = [t for t in tokens if t.i > subject.right_edge.i]
    if not named or not said or named[0].i != subject.left_edge.i or said[0].is_punct:
        return None
    if subject.pos_ not in ("NOUN", "PROPN") or any(t.lower_ in _PERSONAL for t in named):
        return None
    first, words = _stretch(reading, named), _stretch(reading, said)
    if (
        points_elsewhere(first[0])
        or _judges(reading, first[1])
        or not (is_balanced(first[0]) and is_balanced(words[0]))
    ):
        return None
    if not _MIN_WORDS <= len(words[0].split()) <= _MAX_WORDS or len(first[0].split()) > _MAX_WORDS // 2:
        return None
    opening = lower_opening(first[0], named[0], reading.name_words)
    return f"The article says that {opening} {quote_words(words[0])}.", [(first[1][0], words[1][1])]


def tell_object(reading: Reading, clause: Clause) -> tuple[str, Ranges] | None:
    """ "The article speaks of “…”" for what "this" is said to be or to bring; None where more is said than that."""
    tokens = _plain_tokens(reading, clause)
    head = reading.words[clause.head]
    subject = _subject(head)
    if tokens is None or subject is None or not is_finite(head) or subject.left_edge.lower_ not in _POINTING:
        return None
    if any(c.dep_ == "neg" or c.tag_ == "MD" for c in head.children) or subject.right_edge.i - subject.left_edge.i > 2:
        return None
    phrase = next((child for child in head.children if child.dep_ in ("dobj", "attr") and child.pos_ == "NOUN"), None)
    if phrase is None or phrase.i < head.i or phrase.right_edge.i < tokens[-1].i:
        return None
    if any(t.dep_ == "neg" or t.lower_ == "no" for t in phrase.children):
        return None
    words, place = _stretch(reading, [t for t in tokens if t.i >= phrase.left_edge.i])
    judging = head.lemma_ in _READS or _judges(reading, place)
    if not judging or not _MIN_WORDS <= len(words.split()) <= _MAX_WORDS or not is_balanced(words):
        return None
    if any(t.lower_ in _PERSONAL for t in reading.doc[phrase.left_edge.i : phrase.right_edge.i + 1]):
        return None
    return f"The article speaks of {quote_words(words)}.", [(tokens[0].idx, place[1])]


def split_reason(reading: Reading, clause: Clause) -> tuple[Clause, Clause] | None:
    """A clause and the reason it ends with ("…, as the pier is old"), each by itself; None where it gives none."""
    head = reading.words[clause.head]
    for verb in head.children:
        if verb.dep_ != "advcl" or verb.i < head.i or _subject(verb) is None or not is_finite(verb):
            continue
        mark = next((child for child in verb.children if child.dep_ == "mark"), None)
        reason = [i for i in clause.tokens if verb.left_edge.i <= i <= verb.right_edge.i]
        if mark is None or mark.lower_ not in _REASONS or mark.i != reason[0] or reason[-1] != clause.tokens[-1]:
            continue
        rest = [i for i in clause.tokens if i < mark.i]
        while rest and reading.words[rest[-1]].is_punct:
            rest.pop()
        if len(reason) > _MIN_WORDS and len(rest) > _MIN_WORDS:
            return Clause(clause.shape, clause.head, tuple(rest), clause.lead), Clause(
                "coordinate", verb.i, tuple(reason[1:])
            )
    return None


def _plain_tokens(reading: Reading, clause: Clause) -> list[Token] | None:
    """The tokens of a clause that stands in one piece, outside quotation marks and brackets."""
    if clause.lead or clause.shape not in ("main", "coordinate", "contrast"):
        return None
    tokens = [reading.words[i] for i in clause.tokens]
    if clause.tokens[-1] - clause.tokens[0] + 1 != len(tokens):
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    if any(q.span.start < end and start < q.span.end for q in reading.analysis.quotations):
        return None
    return tokens


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i), None)


def _stretch(reading: Reading, tokens: list[Token]) -> tuple[str, tuple[int, int]]:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return " ".join(reading.document.text[start:end].split()), (start, end)


def _judges(reading: Reading, place: tuple[int, int]) -> bool:
    return any(
        item.voice == "outlet" and not item.in_quotation and item.category not in ("vague_attribution", "relative_time")
        for item in reading.loaded_in(*place)
    )
