"""Which clauses need a neighbour to be understood: a pronoun without its noun, "this move", "all were rejected"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.engines.embedded.clauses import Clause
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import points_elsewhere

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["points_away"]

_PRONOUN = frozenset("""he she it they his her their its him them i you we me us my our your""".split())
_BARE = frozenset("all each both neither none some many most several few others another either".split())
_FIRST_PERSON = frozenset("i me my mine we us our ours myself ourselves".split())
_POSSESSIVE = frozenset({"his", "her", "its", "their", "himself", "herself", "itself", "themselves"})


def points_away(reading: Reading, clause: Clause) -> bool:
    """Whether a clause needs its neighbour to be understood: a pronoun without its noun, "this move"."""
    tokens = [reading.words[i] for i in (*clause.lead, *clause.tokens)]
    words = " ".join(t.text for t in tokens)
    if points_elsewhere(words):
        return True
    named = False
    subject = _named_subject(reading.words[clause.head], clause)
    for token in tokens:
        if _is_bare(token) and not named:
            return True
        if (
            token.lower_ in _FIRST_PERSON
            or token.lower_ == "that"
            and token.dep_ in ("nsubj", "nsubjpass")
            and (token.tag_ == "DT" and token.head.dep_ != "relcl")
        ):
            return True
        if token.lower_ in _PRONOUN and token.pos_ in ("PRON", "DET") and token.dep_ != "expl" and not named:
            # "In his speech, Varga said so": a pronoun in a phrase before the subject means the subject.
            if subject is None or token.lower_ not in _POSSESSIVE or token.i > subject.i:
                return True
        named = (
            named
            or token.pos_ in ("PROPN", "NOUN")
            and token.ent_type_ not in ("DATE", "TIME")
            and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss")
        )
    return False


def _is_bare(token: Token) -> bool:
    """ "All were rejected", "each raided the other": of what, another sentence tells."""
    if token.lower_ not in _BARE or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return not any(child.dep_ in ("prep", "relcl", "acl") for child in token.children)


def _named_subject(head: Token, clause: Clause) -> Token | None:
    """The name that is the subject of a clause."""
    found = (child for child in head.children if child.dep_ in ("nsubj", "nsubjpass") and child.i in clause.tokens)
    return next((child for child in found if child.pos_ == "PROPN"), None)
