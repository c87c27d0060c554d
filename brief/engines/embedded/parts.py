"""What somebody is reported to have said, cut where "and", "but" or a semicolon joins two clauses of their own.

"The line said that eleven cars left the track and four of the cars fell": each could be true without the other. A cut
is made only before a clause that has its own subject and needs nothing of its neighbour's to be understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.engines.embedded.clauses import is_balanced, is_finite, opens_with_auxiliary
from brief.engines.embedded.reading import Ranges, Reading
from brief.language.analysis import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["has_complementiser", "split_content"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_LINKS = frozenset({"and", "but", "while"})
_MARKS = frozenset({",", ";", "—", "–"})
# What stands for something in the clause before, so that the second cannot be told alone.
_LEANING = frozenset(
    """he she it they him her them his its their one ones both neither each other others another this that these those
    there so too also then here such none some most all""".split()
)
_MIN_WORDS, _MOST_SUBJECT_WORDS = 4, 10


def split_content(reading: Reading, attribution: Attribution, content: Ranges) -> list[Ranges]:
    """The content in one part, or in several that each say something of their own.

    Only a paraphrase in one piece is cut; quoted words stay together, as they were spoken.
    """
    if len(content) != 1 or attribution.content_form != "clause" or attribution.mode != "indirect":
        return [content]
    (start, end) = content[0]
    tokens = [reading.words[i] for i in reading.tokens_in(start, end)]
    if len(tokens) < 2 * _MIN_WORDS:
        return [content]
    parts: list[Ranges] = []
    lead: Ranges = []
    at = start
    for verb in tokens:
        first = _first_of(verb, tokens)
        subject = None if first is not None else _shared_subject(verb, tokens)
        if subject is not None:
            first = next(token for token in verb.subtree if token.lower_ not in _LINKS)
        if first is None or first.idx <= at:
            continue
        if not _is_his(reading, start, first):
            return [content]
        before = first.nbor(-1)
        while before.lower_ in _LINKS or before.text in _MARKS or before.lower_ == "that":
            before = before.nbor(-1)
        cut = before.idx + len(before)
        if _n_words(reading, at, cut) < _MIN_WORDS or not is_balanced(reading.document.text[at:cut]):
            continue
        parts.append([*lead, (at, cut)])
        lead = [] if subject is None else [(subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge))]
        at = first.idx
    return [*parts, [*lead, (at, end)]]


def _shared_subject(verb: Token, tokens: list[Token]) -> Token | None:
    """The subject of the first of two predicates, where the second begins with an auxiliary: "and will open"."""
    head = verb.head
    if verb.dep_ != "conj" or head.dep_ == "conj" or head.pos_ not in ("VERB", "AUX") or not is_finite(verb):
        return None
    own = [token for token in verb.subtree if not token.is_space and token.lower_ not in _LINKS]
    subject = next((child for child in head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or any(child.dep_ in _SUBJECTS for child in verb.children) or len(own) < _MIN_WORDS - 1:
        return None
    if not tokens[0].i <= subject.left_edge.i < subject.right_edge.i + 1 <= head.i or own[-1].i > tokens[-1].i:
        return None
    phrase = [*subject.subtree]
    if len(phrase) > _MOST_SUBJECT_WORDS or subject.pos_ not in ("NOUN", "PROPN") or _leans(phrase) or _leans(own):
        return None
    return subject if own[0].i > head.i and opens_with_auxiliary(head, own) else None


def _is_his(reading: Reading, start: int, first: Token) -> bool:
    """Whether a later clause is surely reported too: "said that p, and q" may be the outlet's own q."""
    link = first.nbor(-1)
    return not has_complementiser(reading, start) or link.lower_ == "that" or link.i == 0 or link.nbor(-1).text != ","


def has_complementiser(reading: Reading, start: int) -> bool:
    """Whether a "that" opens the clause at a place, or stands right before it."""
    place = reading.tokens_in(start, start + 4)
    if not place:
        return False
    token = reading.words[place[0]]
    return token.lower_ == "that" or token.i > 0 and token.nbor(-1).lower_ == "that"


def _first_of(verb: Token, tokens: list[Token]) -> Token | None:
    """The first token of a clause that can be told by itself; None for any other verb."""
    # "P and q, the board said": the parser hangs q on the tag as often as on p.
    beside = verb.dep_ == "ccomp" and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.head.children)
    if not (beside or verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX")) or not is_finite(verb):
        return None
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS and child.i < verb.i), None)
    own = [token for token in verb.subtree if not token.is_space]
    while own and (own[0].lower_ in _LINKS or own[0].text in _MARKS or own[0].lower_ == "that"):
        own.pop(0)
    if subject is None or len(own) < _MIN_WORDS or own[0].i <= tokens[0].i or own[-1].i > tokens[-1].i:
        return None
    if own[0].i < verb.head.i and not beside or not _is_linked(own[0]) or _leans(own):
        return None
    return own[0] if subject.left_edge.i == own[0].i else None


def _is_linked(first: Token) -> bool:
    before = first.nbor(-1) if first.i else None
    if before is not None and before.lower_ == "that" and before.i:
        before = before.nbor(-1)
    return before is not None and (before.lower_ in _LINKS or before.text == ";")


def _leans(own: list[Token]) -> bool:
    """Whether a clause has a word that stands for something outside it; a possessive may mean its own subject."""
    named = False
    for token in own:
        if token.lower_ in _LEANING and not (named and (token.dep_ in ("poss", "mark") or token.tag_ in ("DT", "IN"))):
            return True
        named = named or token.pos_ in ("NOUN", "PROPN")
    return False


def _n_words(reading: Reading, start: int, end: int) -> int:
    return sum(reading.words[i].is_alpha for i in reading.tokens_in(start, end))
