"""Who holds a reported claim, by the name the text gives: an actor, a role, a group, a part of a group."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.document import Span
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import holder_phrase, sentence_case
from brief.language.analysis import Actor, Attribution, SourceType

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "that", "which"})

__all__ = ["ClaimHolder", "find_holder", "is_plural"]

# Words that stand for a part of a group named elsewhere in the sentence.
_PARTS = frozenset({"some", "others", "many", "most", "several", "few"})


@dataclass(frozen=True, slots=True)
class ClaimHolder:
    """`source` is the name for the record, `phrase` how a statement opens; each None where the text names nobody.

    `source_type` is the attribution's own, put right where the actor is known.

    `group` is where the whole group stands of which the source ("some", "others") is a part.
    """

    source: str | None
    phrase: str | None
    source_type: SourceType
    group: Span | None = None


def find_holder(reading: Reading, attribution: Attribution) -> ClaimHolder:
    """The holder of what an attribution reports."""
    if attribution.source_type == "implicit":
        return ClaimHolder(None, None, "implicit")
    if group := _whole_group(reading, attribution):
        return ClaimHolder(group.quote, None, attribution.source_type, group)
    if _is_joined(reading, attribution):
        both = " ".join(attribution.source[0].quote.split())
        return ClaimHolder(both, sentence_case(both), attribution.source_type)
    actor = reading.actor_of(attribution)
    name = actor.name if actor and _names(reading, attribution, actor) else None
    if name is not None and actor is not None and _is_misread(attribution, actor):
        name = None
    if name is None and actor is not None:
        attribution = replace(attribution, holder=None)
    source = name or attribution.holder or _source_words(attribution)
    source_type = attribution.source_type
    if name and actor and actor.type == "person" and " " in name:
        if source_type in ("named_organisation", "unnamed_collective"):
            attribution = replace(attribution, source_type="named_person")
            source_type = "named_person"
    return ClaimHolder(source, holder_phrase(attribution, named=name), source_type)


def _is_misread(attribution: Attribution, actor: Actor) -> bool:
    """Whether "he" or "she" was taken for no person, or for somebody whom the reported words themselves name."""
    if not attribution.source or attribution.source[0].quote.casefold() not in ("he", "she"):
        return False
    return actor.type != "person" or any(m.overlaps(span) for m in actor.mentions for span in attribution.content)


def _names(reading: Reading, attribution: Attribution, actor: Actor) -> bool:
    """Whether a source can be that actor: by a word of a name or a role of it, or as a pronoun."""
    source = attribution.source[0].quote if attribution.source else ""
    known = {
        word for form in (actor.name, *actor.aliases, *(role.quote for role in actor.roles)) for word in _words(form)
    }
    return not source or source.casefold() in _PRONOUNS or bool(_words(source) & known)


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", name.casefold()) if word not in ("the", "a", "an", "of")}


def is_plural(reading: Reading, attribution: Attribution) -> bool:
    """Whether several hold it."""
    if attribution.source_index < 0:
        return False
    head = reading.words[attribution.source_index]
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in _PARTS or _is_joined(reading, attribution)


def _is_joined(reading: Reading, attribution: Attribution) -> bool:
    """Whether two or more are named together: "Ray and Kell"."""
    if attribution.source_index < 0 or not attribution.source:
        return False
    source = attribution.source[0]
    others = (child for child in reading.words[attribution.source_index].children if child.dep_ == "conj")
    return any(source.start <= child.idx < source.end for child in others)


def _whole_group(reading: Reading, attribution: Attribution) -> Span | None:
    """The plural subject of the same sentence that a bare "some" or "others" is a part of."""
    if attribution.source_index < 0 or not attribution.source:
        return None
    part: Token = reading.words[attribution.source_index]
    if part.lower_ not in _PARTS or len(attribution.source[0].quote.split()) > 1:
        return None
    for token in part.sent:
        if token.i >= part.i:
            return None
        if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "NNS":
            left = token.left_edge
            if token.i - left.i <= 4 and left.pos_ in ("ADJ", "NOUN", "PROPN"):
                return reading.document.span(left.idx, token.idx + len(token))
    return None


def _source_words(attribution: Attribution) -> str | None:
    words = " ".join(attribution.source[0].quote.split()).split(", ")[0] if attribution.source else ""
    words = words.strip(" ,.;:")
    return words if sum(character.isalpha() for character in words) > 1 else None
