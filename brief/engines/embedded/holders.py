"""Who holds a reported claim, by the name the text gives: an actor, a role, a group, a part of a group."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.document import Sentence, Span
from brief.engines.embedded.antecedents import fits_pronoun, resolve_speaker
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import holder_phrase, sentence_case
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Actor, Attribution, SourceType

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "that", "which"})

__all__ = ["UNRESOLVED", "ClaimHolder", "find_holder", "is_plural"]

# A source that is still one of these names nobody.
UNRESOLVED = _PRONOUNS | {"i", "we", "you", "him", "her", "them", "those", "this", "these"}

# How many sentences back "it" may have been named, with nobody else in between.
_REACH_SENTENCES = 2
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
    attribution = _led_back(reading, attribution)
    if group := _whole_group(reading, attribution):
        return ClaimHolder(group.quote, None, attribution.source_type, group)
    if _is_joined(reading, attribution):
        both = " ".join(attribution.source[0].quote.split())
        return ClaimHolder(both, sentence_case(both), attribution.source_type)
    actor = reading.actor_of(attribution)
    if actor is not None and _is_nameless(reading, actor):
        actor = None
    name = actor.name if actor and _names(reading, attribution, actor) else None
    if name is not None and actor is not None and _is_misread(reading, attribution, actor):
        name = None
    if name is None and actor is not None:
        attribution = replace(attribution, holder=None)
    source = name or attribution.holder or _source_words(attribution)
    if name is None and (meant_by_pronoun := _resolve_group(reading, attribution)) is not None:
        return meant_by_pronoun
    if source is None or name is None and attribution.holder is None:
        meant = resolve_speaker(reading, attribution)
        if meant is not None and not _is_misread(reading, attribution, meant):
            attribution = replace(attribution, source_type="named_person")
            return ClaimHolder(meant.name, meant.name, "named_person")
    if name and actor:
        attribution = replace(attribution, source_type=_type_of(actor, name, attribution.source_type))
    elif attribution.holder is None and source is not None and (earlier := _first_named(reading, attribution)):
        return ClaimHolder(earlier, sentence_case(earlier), attribution.source_type)
    phrase = holder_phrase(attribution, named=name, names=reading.name_words)
    if name and phrase == name and actor and _has_article(reading, actor):
        phrase = f"The {name}"
    source_type = attribution.source_type
    if source_type in ("named_organisation", "named_person") and source is not None and source.islower():
        source_type = "unnamed_collective" if source_type == "named_organisation" else "role_only"
    return ClaimHolder(source, phrase, source_type)


def _led_back(reading: Reading, attribution: Attribution) -> Attribution:
    """The report with its "who" or "which" led back to the noun phrase that the clause is on."""
    if attribution.holder is not None or attribution.source_index < 0 or not attribution.source:
        return attribution
    if attribution.source[0].quote.casefold() not in ("who", "which", "that"):
        return attribution
    clause = reading.words[attribution.source_index].head
    while clause.dep_ not in ("relcl", "ROOT") and clause.head.i != clause.i:
        clause = clause.head
    noun = clause.head
    if clause.dep_ != "relcl" or noun.pos_ not in ("NOUN", "PROPN"):
        return attribution
    while noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head.head  # "a contractor from Port Ostby, which has promised": no place promises
    if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        noun = noun.head  # "Ostby Marine, a contractor which has promised": whose name comes first
    start, end = noun.left_edge, noun
    place = reading.document.span(start.idx, end.idx + len(end))
    return replace(attribution, source=(place,), source_index=noun.i, designation=place)


# What a body is named by without an article: "Fennmoor University", "Brodd Group".
_PROPER = frozenset(
    """university college school hospital group bank airlines railways company corporation club party church cells house
    news radio television press media motors records partners associates securities""".split()
)


def _has_article(reading: Reading, actor: Actor) -> bool:
    """Whether the text writes a body's full name with "the", wherever nothing else stands before it."""
    if actor.type == "person" or " " not in actor.name:
        return False
    if actor.name.split()[-1].casefold() in load_actor_lexicon().organisations and not actor.name.startswith("The "):
        return actor.type == "organisation" and actor.name.split()[-1].casefold() not in _PROPER
    before = [
        reading.document.text[max(0, m.start - 5) : m.start].casefold().split()
        for m in actor.mentions
        if m.quote.casefold() == actor.name.casefold()
    ]
    return any(words and words[-1] == "the" for words in before)


def _resolve_group(reading: Reading, attribution: Attribution) -> ClaimHolder | None:
    """Whom "it" or "they" surely means: the one body, or the one group, that the words before are about."""
    if attribution.source_index < 0:
        return None
    pronoun = reading.words[attribution.source_index]
    here = reading.sentence_of(pronoun.idx)
    if pronoun.lower_ not in ("it", "they") or here is None:
        return None
    for index in range(here.index, here.index - _REACH_SENTENCES - 1, -1):
        if index < 1 or (sentence := reading.document.sentences[index - 1]).heading:
            return None
        end = min(pronoun.idx, sentence.span.end)
        if pronoun.lower_ == "it":
            named = [actor for actor in reading.analysis.actors if _is_subject_in(reading, actor, sentence, end)]
            bodies = [actor for actor in named if actor.type == "organisation"]
            if len(bodies) == 1:
                return ClaimHolder(bodies[0].name, bodies[0].name, "named_organisation")
        else:
            named = [actor for actor in reading.analysis.actors if _is_subject_in(reading, actor, sentence, end)]
            groups = [actor for actor in named if actor.type == "group"]
            if len(groups) == 1 and len(named) == 1:
                words = _subject_words(reading, groups[0], sentence, end)
                return ClaimHolder(words, sentence_case(words), "unnamed_collective")
        if named:
            return None
    return None


def _is_subject_in(reading: Reading, actor: Actor, sentence: Sentence, end: int) -> bool:
    """Whether an actor is the subject, or the one who speaks, in a sentence up to a place, outside quotation marks."""
    return any(_is_subject(reading, place) for place in _places_in(actor, sentence, end))


def _places_in(actor: Actor, sentence: Sentence, end: int) -> list[Span]:
    places = [*actor.mentions, *actor.roles]
    return [place for place in places if sentence.span.start <= place.start < end]


def _is_subject(reading: Reading, place: Span) -> bool:
    tokens = reading.tokens_in(place.start, place.end)
    root = reading.doc[tokens[0] : tokens[-1] + 1].root if tokens else None
    while root is not None and root.dep_ == "conj" and root.head.pos_ in ("NOUN", "PROPN"):
        root = root.head  # "the board and the trust met": both are the subject
    return root is not None and root.dep_ in ("nsubj", "nsubjpass") and root.head.dep_ in ("ROOT", "conj", "ccomp")


def _subject_words(reading: Reading, actor: Actor, sentence: Sentence, end: int) -> str:
    """An actor's designation with its article, as the sentence has it."""
    place = next(place for place in _places_in(actor, sentence, end) if _is_subject(reading, place))
    root = reading.doc[reading.tokens_in(place.start, place.end)[0]].left_edge
    before = root.nbor(-1) if root.i and root.dep_ != "det" else root
    start = min(place.start, before.idx) if before.dep_ == "det" else place.start
    return " ".join(reading.document.text[start : place.end].split())


def _is_nameless(reading: Reading, actor: Actor) -> bool:
    """Whether an actor goes by a common noun only ("spokesman"): the words around it then name it better."""
    mention = actor.mentions[0]
    tokens = reading.tokens_in(mention.start, mention.end)
    if not tokens or actor.type in ("organisation", "government"):
        return False
    root = reading.doc[tokens[0] : tokens[-1] + 1].root
    return root.pos_ == "NOUN" and not any(role.start == mention.start for role in actor.roles)


def _type_of(actor: Actor, name: str, source_type: SourceType) -> SourceType:
    """What kind of source a named actor is; a text stays one, and a single word may be anybody's name."""
    if source_type == "document":
        return source_type
    if actor.type == "organisation" and source_type in ("named_person", "role_only", "unnamed_collective"):
        return "named_organisation"
    if actor.type != "person" or " " not in name and source_type != "role_only":
        return source_type
    return "named_person" if not name.islower() else source_type


def _first_named(reading: Reading, attribution: Attribution) -> str | None:
    """The fuller words for "the official", where one official only has spoken so far; None otherwise."""
    said = attribution.designation
    is_common = attribution.source_type in ("role_only", "named_organisation")
    if said is None or not is_common or attribution.source_index < 0:
        return None
    words = said.quote.casefold().split()
    head = reading.words[attribution.source_index]
    if words[0] != "the" or len(words) > 2 or head.pos_ != "NOUN":
        return None
    fuller = {
        " ".join(other.designation.quote.split())
        for other in reading.analysis.attributions
        if other.designation is not None
        and other.designation.start < said.start
        and other.source_index >= 0
        and reading.words[other.source_index].lemma_ == head.lemma_
        and len(other.designation.quote.split()) > len(words)
        and set(words[1:]) <= set(other.designation.quote.casefold().split())
    }
    return next(iter(fuller)) if len(fuller) == 1 else None


def _is_misread(reading: Reading, attribution: Attribution, actor: Actor) -> bool:
    """Whether "he" or "she" was taken for no person, a woman or man, or somebody whom the reported words name."""
    pronoun = attribution.source[0].quote.casefold() if attribution.source else ""
    if pronoun not in ("he", "she"):
        return False
    if not fits_pronoun(reading, actor, pronoun):
        return True
    if actor.type != "person":
        return True
    # Whom somebody else is quoted as addressing, within the words, may well be the one who tells of it.
    inner = [q.span for q in reading.analysis.quotations if q.level > 1 and attribution.mode == "direct"]
    named = (m for m in actor.mentions if not any(span.covers(m) for span in inner))
    return any(m.overlaps(span) for m in named for span in attribution.content)


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
    named = attribution.designation or next(iter(attribution.source), None)
    words = " ".join(named.quote.split()).strip(" ,.;:") if named else ""
    return words if sum(character.isalpha() for character in words) > 1 else None
