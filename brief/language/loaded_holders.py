"""Sources that are nobody: "officials", "three people familiar with the matter", "an adviser to a rival carrier".

Who speaks is read in the attribution layer; here it is asked whether a reader could find that source. A plural without
an article or a name, and a singular that is one of many, cannot be found. A spokesman can, for he speaks for a body
that is named; so can a crew, a court and the police.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from brief.language.analysis import Attribution
from brief.language.loaded_lexicon import CUE, load_classes
from brief.language.loaded_patterns import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.parse import Parse

__all__ = ["find_holders"]

_NAMELESS = frozenset({"unnamed_collective", "government_collective", "role_only"})
_ONE_OF_MANY = frozenset("a an one another some other second third fourth fifth".split())
_DEFINITE = frozenset("the this that these those both all neither its his her their our my your".split())
_MANY = frozenset("some many most several few certain various other others".split())
_ORDINALS = frozenset("second third fourth fifth other".split())
# What follows a head and says which one it is, as far as anybody is told: "familiar with …", "who were not involved".
_KNOWN_BY = frozenset({"amod", "acl", "relcl", "advcl", "acomp"})


def find_holders(parse: Parse, attributions: Sequence[Attribution]) -> Mapping[int, Sequence[Candidate]]:
    """The sources that a reader could not find, by the index of their sentence, each once."""
    found: defaultdict[int, dict[tuple[int, int], Candidate]] = defaultdict(dict)
    for attribution in _every(attributions):
        if attribution.source_index < 0 or attribution.source_type not in _NAMELESS:
            continue
        head = parse.doc[attribution.source_index]
        if not _is_nobody(head):
            continue
        place = first, last = _reach(head)
        sentence = parse.document.sentence_at(head.idx)
        if sentence is not None and parse.doc[first].idx >= sentence.span.start:
            found[sentence.index][place] = Candidate(first, last, "vague_attribution", CUE)
    return {index: tuple(places.values()) for index, places in found.items()}


def _every(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    for attribution in attributions:
        yield attribution
        yield from _every(attribution.inner)


def _is_nobody(head: Token) -> bool:
    """Whether a source is one that no reader could ask."""
    if head.pos_ == "NUM" or head.lower_ in ("some", "many", "others", "several"):
        # "Two of the people", "others": a part of a group is as nameless as the group.
        return True
    if head.pos_ != "NOUN" or head.lemma_.lower() in load_classes()["known_speaker"]:
        return False
    before = {child.lower_ for child in head.lefts}
    if any(child.dep_ == "poss" or _is_name(child) and child.i > head.i for child in head.children):
        return False
    if head.tag_ in ("NNS", "NNPS"):
        return not before & _DEFINITE
    return bool(before & _ONE_OF_MANY) and (not before & _DEFINITE or bool(before & _ORDINALS))


def _is_name(token: Token) -> bool:
    """Whether a token can be the name of a person: the owner of a house may have an appositive of its own."""
    return token.pos_ == "PROPN" and token.ent_type_ not in ("ORG", "GPE", "NORP", "LOC", "FAC")


def _reach(head: Token) -> tuple[int, int]:
    """From the first word of a source to the last that describes it without a comma before it."""
    last = head.i
    for child in head.rights:
        is_near = child.left_edge.i == last + 1
        describes = child.dep_ in _KNOWN_BY or child.dep_ == "prep" and _is_indefinite(head)
        if not (is_near and describes):
            break
        last = child.right_edge.i
    for place in range(head.i + 1, last + 1):
        if head.doc[place].text in (",", "–", "—", "(", ";"):
            last = place - 1
            break
    return head.left_edge.i, last + 1


def _is_indefinite(head: Token) -> bool:
    """Whether what a preposition adds belongs to the description: "an adviser to a rival", "two of the people"."""
    return head.tag_ not in ("NNS", "NNPS")
