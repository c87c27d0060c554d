"""What speaks for a name being a person's, a body's, a place's or a thing's: its words, its sentence, its surroundings.

Signs are only counted here; `identity` weighs them, all places of a name together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.descriptions import body_nouns
from brief.language.name_runs import CONNECTORS, OWNING_GAPS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.actor_words import Word
    from brief.language.names import Name
    from brief.language.parse import Parse

__all__ = ["is_acronym", "note_signs"]

_MOVES = frozenset(
    ["visit", "leave", "enter", "reach", "flee", "tour", "cross", "join", "inhabit", "hit", "strike", "sweep", "grip"]
)
_PARTIES = frozenset(["between", "by", "with", "against", "among"])
# As far from its verb as a subject may stand that nothing comes between: "Orrin has now cut its forecast".
_BESIDE_TOKENS = 4
# Offices and parts that bodies take as well as persons.
_EITHER = frozenset("owner rival partner client sponsor supporter opponent critic ally leader broadcaster".split())
_SETTLEMENTS = frozenset(
    "city town village port region province district county island state valley coast capital suburb bay".split()
)
_LOCATIVES = frozenset(["in", "at", "near", "across", "throughout", "inside", "outside", "around"])


def note_signs(parse: Parse, words: Sequence[Word], name: Name, *, titled: bool) -> None:
    """Count on the name itself what speaks for a person, a body, a place or a thing."""
    lexicon, signs = load_actor_lexicon(), name.signs
    for label in {words[n].ent for n in (name.first, name.last)}:
        if label:
            signs["ent:" + label] += 1
    if titled:
        signs["person"] += 6
    if words[name.last].pos == "PROPN":
        signs["proper"] += 1
    n_words = len(name.words)
    lowers = [words[n].lower for n in range(name.first, name.last + 1)]
    if name.key in lexicon.countries:
        signs["country"] += 1
    is_body = lowers[-1] in lexicon.organisations or any(
        lower in lexicon.organisations and n + 1 < n_words and lowers[n + 1] in CONNECTORS
        for n, lower in enumerate(lowers)
    )
    if is_body and n_words > 1:
        signs["organisation"] += 4
    if any(words[n].gap in OWNING_GAPS or words[n - 1].possessive for n in range(name.first + 1, name.last + 1)):
        signs["organisation"] += 4  # "Workers’ List": persons own nothing within their names
    if n_words > 1 and lowers[-1] in lexicon.things and not titled:
        signs["thing"] += 4
    if n_words > 1 and lowers[0] in lexicon.given_names and not is_body:
        signs["person"] += 2
    if n_words > 1 and any(lower in lexicon.particles for lower in lowers[1:-1]) and not is_body:
        signs["person"] += 1
    _note_grammar(parse, words, name)
    _note_surroundings(parse, words, name)
    if n_words == 1 and is_acronym(words[name.first].text):
        signs["acronym"] += 1


def _note_grammar(parse: Parse, words: Sequence[Word], name: Name) -> None:
    """What the sentence does with the name: acts, is a place, is somebody of an office."""
    token = parse.doc[words[name.last].last]
    dep, head = token.dep_, token.head
    for _ in range(8):
        if dep != "conj":
            break
        dep, head = head.dep_, head.head
    is_subject = dep in ("nsubj", "agent") and head.pos_ in ("VERB", "AUX") and head.lemma_ != "be"
    if is_subject or dep == "pobj" and (head.dep_ == "agent" or head.lower_ in _PARTIES):
        name.signs["agent"] += 1
    elif dep == "pobj" and head.lower_ in _LOCATIVES:
        name.signs["locative"] += 1
    elif dep in ("dobj", "nsubjpass", "dative") and head.lemma_ not in _MOVES:
        name.signs["party"] += 1
    roles = load_actor_lexicon().roles
    if any(child.dep_ == "appos" and child.lower_ in roles for child in token.rights):
        name.signs["person"] += 2
    if token.dep_ == "appos" and token.head.i < token.i and token.head.lower_ in roles - _EITHER:
        name.signs["person"] += 3  # "its director, Paal Gruber"
    if (
        is_subject
        and head.i - token.i <= _BESIDE_TOKENS
        and any(_owns(child) for child in head.children if child.dep_ == "dobj")
    ):
        name.signs["organisation"] += 3


def _owns(thing: Token) -> bool:
    """Whether a thing done to is "its": "Orrin cut its forecast", "announced the opening of its factory"."""
    near = [thing, *(inner for child in thing.children if child.dep_ == "prep" for inner in child.children)]
    return any(child.lower_ == "its" for each in near for child in each.children)


def _note_surroundings(parse: Parse, words: Sequence[Word], name: Name) -> None:
    """What stands right before and behind the name: an article, quotation marks, a "who"."""
    before = words[name.first - 1] if name.first else None
    gap = words[name.first].gap
    if before is not None and before.lower in ("the", "a", "an") and gap == " ":
        # "of The Onion": a capital article is part of a title, not a sign of a thing.
        name.signs["organisation" if before.text == "The" and not before.opens else "article"] += 1
    if before is not None and gap == " " and before.pos == "NOUN" and before.lower in body_nouns()[0]:
        name.signs["organisation"] += 4  # "the newspaper Morning Register"
    is_marked = gap.endswith(("‘", "“", "'", '"')) and name.end < len(parse.document.text)
    if is_marked and parse.document.text[name.end] in "’”'\"":
        name.signs["marked"] += 1
    if before is not None and before.lower == "of" and gap == " " and words[name.first - 2].lower in _SETTLEMENTS:
        name.signs["place"] += 4  # "the northern city of Keld"
    opens = before is None or "\n" in gap or before.sentence != words[name.first].sentence
    if opens and parse.document.text[name.end : name.end + 1] == ":":
        name.signs["agent"] += 1  # who has the word in an interview
    following = words[name.last + 1] if name.last + 1 < len(words) else None
    if following is not None and following.lower in ("who", "whose") and following.gap in (" ", ", "):
        name.signs["person"] += 2


def is_acronym(text: str) -> bool:
    """Whether a word is written in capitals as acronyms are: "NATO", "U.S.", "MPs"."""
    letters = text.replace(".", "")
    return (
        2 <= len(letters) <= 7
        and sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
        and letters[0].isupper()
    )
