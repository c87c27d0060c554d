"""What a text says a named actor is: titles before a name, appositions, "who is the head of …", definite descriptions.

A role belongs to a name only by grammar or because no other holder is possible: the same words, one holder. What
remains open stays an actor of its own, which `actors` sees to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.language.actor_lexicon import ActorLexicon, load_actor_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.actor_words import Word
    from brief.language.designations import Designation
    from brief.language.identity import Entity
    from brief.language.names import Name
    from brief.language.parse import Parse

__all__ = ["find_roles", "resolve_offices", "unique"]

_ROLE_WORDS = 30
# Characters between a name and what is said of it: ", 45, " and the like.
_APPOSITION_GAP = 9
# Heads of state and government whom a text may call "the … leader".
_LEADERS = frozenset(
    {"president", "minister", "premier", "chancellor", "king", "queen", "emperor", "sultan", "dictator", "ruler"}
)


def find_roles(parse: Parse, words: Sequence[Word], entity: Entity) -> list[tuple[int, int]]:
    """The places where the text says by grammar what the entity is, in text order; each wording once."""
    places: list[tuple[int, int]] = []
    for name in entity.names:
        if entity.kind == "person":
            places += _titles(words, name)
        if entity.kind in ("person", "organisation"):
            places += _by_grammar(parse, words, name, is_person=entity.kind == "person")
    return unique(parse.document.text, places)


def unique(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in text order, the first of each wording."""
    seen: set[str] = set()
    kept = []
    for start, end in sorted(set(places)):
        wording = text[start:end].casefold()
        if wording not in seen:
            seen.add(wording)
            kept.append((start, end))
    return kept


def _titles(words: Sequence[Word], name: Name) -> Iterator[tuple[int, int]]:
    """The title that stands before the name, with the words that belong to it."""
    lexicon = load_actor_lexicon()
    at = name.first - 1
    if at < 0 or name.in_heading:
        return
    last = at
    if name.title is None:
        if (
            words[name.first].gap != " "
            or words[at].lower not in lexicon.roles
            or words[at].sentence != words[name.first].sentence
        ):
            return
    else:
        while last > 0 and words[last].end > name.title[1]:
            last -= 1
    if words[last].possessive or words[last].lower not in lexicon.roles and not _ends_role(words, last, lexicon):
        return
    first = last
    while (
        first > 0
        and words[first].gap == " "
        and not words[first - 1].possessive
        and words[first - 1].sentence == words[last].sentence
        and last - first < 6
        and (
            words[first - 1].pos in ("NOUN", "ADJ", "PROPN")
            or words[first - 1].lower in lexicon.modifiers
            or words[first].lower == "of"
            or words[first - 1].lower == "of"
            and words[last].lower != words[first].lower
        )
        and not (words[first - 1].opens and words[first - 1].pos in ("ADV", "VERB"))
    ):
        first -= 1
    yield words[first].start, words[last].end


def _ends_role(words: Sequence[Word], last: int, lexicon: ActorLexicon) -> bool:
    return any(
        " ".join(word.lower for word in words[k : last + 1]) in lexicon.roles for k in range(max(0, last - 3), last)
    )


def _by_grammar(parse: Parse, words: Sequence[Word], name: Name, *, is_person: bool) -> Iterator[tuple[int, int]]:
    """Appositions on either side of the name, and what a copula says it is."""
    lexicon = load_actor_lexicon()
    token = parse.doc[words[name.last].last]
    text = parse.document.text
    for child in token.children:
        if not 0 < child.left_edge.idx - name.end < _APPOSITION_GAP:
            continue
        if child.dep_ == "appos" and _is_role_noun(child, lexicon, is_person):
            yield from _phrase(parse, child, name)
        if child.dep_ == "relcl" and child.lemma_ == "be":
            yield from _predicate(parse, child, name, lexicon)
    yield from _after_comma(parse, words, name, lexicon)
    if is_person:
        yield from _before_comma(words, name, lexicon)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        yield from _predicate(parse, token.head, name, lexicon)
    if token.dep_ == "appos" and token.head.i < token.i and _is_role_noun(token.head, lexicon, is_person):
        start = token.head.left_edge.idx
        end = name.start
        if (comma := text.find(",", token.head.idx, name.start)) >= 0:
            end = comma  # "A surgeon, Dr Ada Kern": the courtesy is no part of it
        while end > start and not text[end - 1].isalnum():
            end -= 1
        if 0 < end - start < 200 and token.head.pos_ == "NOUN":
            yield start, end


def _before_comma(words: Sequence[Word], name: Name, lexicon: ActorLexicon) -> Iterator[tuple[int, int]]:
    """ "The mayor of Halm, Piet Ansgar, said": an office with its place, which the parser may tie to the place."""
    at = name.first - 1
    while at > 0 and words[at].gap == " " and words[at].lower in lexicon.courtesies:
        at -= 1
    following = words[at + 1] if at >= 0 else None
    if following is None or following.gap != ", " or following.sentence != words[at].sentence:
        return
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    if after is not None and after.sentence == following.sentence and not after.gap.startswith(","):
        return  # "the mayor, Ada Kern and two guests" is a list
    last, first = at, at
    while first > 0 and words[first].is_cap and words[first].gap == " ":
        first -= 1
    if words[first].lower != "of" or first == last:
        return
    office = first - 1
    if office < 1 or words[office].lower not in lexicon.roles or words[first].gap != " ":
        return
    start = office
    while start > 0 and words[start].gap == " " and office - start < 4 and words[start].lower not in ("a", "an", "the"):
        start -= 1
    if words[start].lower in ("a", "an", "the") and words[start].sentence == words[last].sentence:
        yield words[start].start, words[last].end


def _after_comma(parse: Parse, words: Sequence[Word], name: Name, lexicon: ActorLexicon) -> Iterator[tuple[int, int]]:
    """An apposition that the parser took for something else: a comma, an article, a noun of office, up to a comma."""
    at = name.last + 1
    if (
        at + 3 < len(words)
        and words[at].lower == "who"
        and words[at + 1].lower in ("is", "was")
        and words[at].gap == ", "
    ):
        at += 2
    elif at >= len(words) or words[at].gap != ", ":
        return
    if at + 1 >= len(words) or words[at].lower not in ("a", "an", "the"):
        return
    if words[at].sentence != words[name.last].sentence:
        return
    for n in range(at + 1, min(at + 6, len(words))):
        if words[n].gap not in (" ", "-") or words[n].sentence != words[at].sentence:
            return
        if words[n].lower in lexicon.roles and words[n].pos in ("NOUN", "PROPN") and not words[n].possessive:
            head = parse.doc[words[n].last]
            if head.dep_ in ("compound", "poss") and n + 1 < len(words) and words[n + 1].lower in lexicon.roles:
                continue
            last = n
            while last + 1 < len(words) and last - at < _ROLE_WORDS and words[last + 1].sentence == words[at].sentence:
                if any(mark in words[last + 1].gap for mark in ",;:—()") or words[last + 1].lower in (
                    "and",
                    "who",
                    "said",
                ):
                    break
                last += 1
            following = words[last + 1] if last + 1 < len(words) else None
            if (
                following is None
                or following.sentence != words[at].sentence
                or "," in following.gap
                or following.lower == "said"
            ):
                yield words[at].start, words[last].end
            return


def _is_role_noun(token: Token, lexicon: ActorLexicon, is_person: bool) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ == "PERSON":
        return False
    if is_person:
        return token.lower_ in lexicon.roles or token.pos_ == "NOUN" and token.tag_ == "NN" and _has_article(token)
    # A body may be "the operator" or "its rival", but no "person close to the owner".
    is_human = token.lower_.endswith(("man", "woman", "person")) or token.lower_ in lexicon.titles
    return token.pos_ == "NOUN" and _has_article(token) and not is_human


def _has_article(token: Token) -> bool:
    return any(child.lower_ in ("a", "an", "the") for child in token.lefts)


def _predicate(parse: Parse, verb: Token, name: Name, lexicon: ActorLexicon) -> Iterator[tuple[int, int]]:
    if any(child.dep_ == "neg" for child in verb.children):
        return
    for child in verb.children:
        if child.dep_ == "attr" and child.lower_ in lexicon.roles:
            yield from _phrase(parse, child, name)


def _phrase(parse: Parse, head: Token, name: Name) -> Iterator[tuple[int, int]]:
    """The whole noun phrase, without white space and punctuation at its ends and without the name."""
    left, right = head.left_edge, head.right_edge
    if left.idx < name.end <= head.idx:
        left = next((token for token in head.subtree if token.idx >= name.end and token.is_alpha), head)
    if right.i - left.i >= _ROLE_WORDS:
        right = head
    text = parse.document.text
    start, end = left.idx, right.idx + len(right)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    if start < end and (end <= name.start or start >= name.end):
        yield start, end


def resolve_offices(
    text: str, offices: Sequence[Designation], roles: Sequence[Sequence[tuple[int, int]]]
) -> dict[Designation, int]:
    """For each office that the text gives to exactly one of the actors, in the same words, that actor's number.

    Args:
        text: The document's text.
        offices: Designations of kind "office".
        roles: For each actor the places of its roles.
    """
    lexicon = load_actor_lexicon()
    holders: dict[frozenset[str], set[int]] = defaultdict(set)
    described: list[tuple[frozenset[str], str, int]] = []
    for number, places in enumerate(roles):
        for start, end in places:
            content = _content(text[start:end])
            head = next((word for word in reversed(_words(text[start:end])[:6]) if word in lexicon.roles), "")
            described.append((content, head, number))
            holders[content].add(number)
    resolved = {}
    for office in offices:
        if not office.is_definite:
            continue
        content = _content(text[slice(*office.core)])
        head = _words(text[slice(*office.core)])[-1]
        options = {n for wanted, own, n in described if content <= wanted and head == own}
        if not options and head == "leader":
            rest = content - {"leader"}
            options = {n for wanted, own, n in described if rest and rest <= wanted and own in _LEADERS}
        if len(options) == 1:
            resolved[office] = next(iter(options))
    return resolved


def _words(phrase: str) -> list[str]:
    return phrase.casefold().replace(",", " ").split()


def _content(phrase: str) -> frozenset[str]:
    return frozenset(_words(phrase)) - {"the", "a", "an", "of", "its", "his", "her", "their"}
