"""What a text calls a body it has named: "the airline", "the company", "the trust", where one body only can be meant.

A description becomes a role of the body. Where two bodies fit, or the text also speaks of one that has no name, it
stays with nobody. Persons and offices are for `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.document import Span
from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.analysis import Actor, Attribution
from brief.language.cues import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.parse import Parse

__all__ = ["body_nouns", "describe_bodies"]

_DEFINITE = frozenset({"the", "this"})
# What makes "a bank", "another bank", "a rival airline" one that has no name.
_INDEFINITE = frozenset({"a", "an", "another", "other", "rival", "second", "every", "each", "any", "no", "some"})
_LINKS = frozenset({"of", "for", "in", "at", "on"})
# How many paragraphs back a body may have been named that is called just "the company".
_REACH_BLOCKS = 1


@lru_cache(maxsize=1)
def body_nouns() -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that call a body by its kind ("airline"), and those that fit nearly any ("company")."""
    lines = load_words("actor_descriptions")
    wide = frozenset(line.removeprefix("any ") for line in lines if line.startswith("any "))
    return frozenset(line for line in lines if " " not in line), wide


def describe_bodies(parse: Parse, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> tuple[Actor, ...]:
    """The actors, each body with the descriptions of it among the sources of what is reported.

    Args:
        parse: The document's parse.
        actors: Its actors.
        attributions: What is reported; only who speaks needs a name.
    """
    bodies = [number for number, actor in enumerate(actors) if actor.type == "organisation"]
    kinds = {number: frozenset(_kinds(parse, actors[number])) for number in bodies}
    added: dict[int, list[Span]] = {}
    meant: dict[str, set[int | None]] = {}
    for source, noun in _descriptions(parse, attributions):
        number = _meant(parse, actors, kinds, source, noun)
        meant.setdefault(noun, set()).add(number)
        if number is not None:
            added.setdefault(number, []).append(source)
    # "The company" is nobody else where it always means the one body.
    told = {noun for noun, numbers in meant.items() if len(numbers) == 1 and None not in numbers}
    return tuple(
        replace(actor, roles=(*actor.roles, *_new(actor, added.get(number, ()))))
        for number, actor in enumerate(actors)
        if actor.name.casefold().removeprefix("the ") not in told
    )


def _new(actor: Actor, spans: Sequence[Span]) -> Iterator[Span]:
    known = {(role.start, role.end) for role in actor.roles}
    yield from (span for span in spans if (span.start, span.end) not in known)


def _descriptions(parse: Parse, attributions: Sequence[Attribution]) -> Iterator[tuple[Span, str]]:
    """The sources of the form "the airline", with their nouns."""
    narrow, wide = body_nouns()
    seen = set()
    for attribution in (each for outer in attributions for each in (outer, *outer.inner)):
        said = attribution.designation
        if said is None or attribution.source_index < 0 or said.start in seen:
            continue
        words = said.quote.casefold().split()
        if len(words) == 2 and words[0] in _DEFINITE and (words[1] in narrow or words[1] in wide):
            seen.add(said.start)
            yield said, words[1]


def _kinds(parse: Parse, actor: Actor) -> Iterator[str]:
    """The nouns for what a body is: of its own name, before its name, and of its roles."""
    narrow, wide = body_nouns()
    known = narrow | wide
    for form in (actor.name, *actor.aliases):
        words = form.casefold().split()
        link = next((place for place, word in enumerate(words) if place and word in _LINKS), len(words))
        if words[link - 1] in known and len(words) > 1:
            yield words[link - 1]
    for mention in actor.mentions:
        tokens = parse.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if tokens is not None and len(tokens) and tokens.start > 0:
            before: Token = parse.doc[tokens.start - 1]
            if before.lower_ in known and before.pos_ == "NOUN" and before.sent.start <= before.i:
                yield before.lower_
    for role in actor.roles:
        tokens = parse.doc.char_span(role.start, role.end, alignment_mode="expand")
        if tokens is not None and len(tokens) and tokens.root.lower_ in known:
            yield tokens.root.lower_


def _meant(
    parse: Parse, actors: Sequence[Actor], kinds: dict[int, frozenset[str]], source: Span, noun: str
) -> int | None:
    """The number of the one body that a description can mean; None where there is doubt."""
    bearer = [n for n in kinds if any(r.start <= source.start < r.end for r in actors[n].roles)]
    if len(bearer) == 1:
        return bearer[0]  # "the operator, Orrin Lifts"
    fitting = [number for number, own in kinds.items() if noun in own]
    if len(fitting) > 1:
        fitting = _nearest(parse, actors, fitting, source)
    if not fitting and noun in body_nouns()[1]:
        # Whoever may as well be a company stands in the way of certainty.
        unsure = [number for number, actor in enumerate(actors) if _may_be_misread(actor)]
        companies = [number for number, own in kinds.items() if _may_be_company(own)]
        fitting = _nearest(parse, actors, [*companies, *unsure], source)
    if len(fitting) != 1 or fitting[0] not in kinds or actors[fitting[0]].mentions[0].start > source.start:
        return None
    return None if _has_nameless(parse, actors[fitting[0]], source, noun) else fitting[0]


def _may_be_misread(actor: Actor) -> bool:
    """Whether an actor taken for a person may be a company: no first name that is known, no office."""
    lexicon = load_actor_lexicon()
    if actor.type != "person" or actor.name.split()[0].casefold() in lexicon.given_names:
        return False
    offices = (word for role in actor.roles for word in role.quote.casefold().replace(",", " ").split())
    return not any(word in lexicon.roles for word in offices)


def _may_be_company(own: frozenset[str]) -> bool:
    """Whether nothing in a body's name makes it another thing than a company: an office, a party, a court."""
    return own <= (_COMPANIES | body_nouns()[1])


_COMPANIES = frozenset(
    """airline carrier broadcaster publisher bank lender insurer retailer supermarket chain grocer operator manufacturer
    maker carmaker automaker drugmaker chipmaker brewer brewery distillery developer builder contractor supplier
    distributor utility refiner refinery miner producer shipbuilder shipyard railway railroad startup start-up
    conglomerate consultancy""".split()
)


def _nearest(parse: Parse, actors: Sequence[Actor], numbers: Sequence[int], source: Span) -> list[int]:
    """Which of some bodies the text named last before a place: in its sentence, its paragraph, or the one before."""
    document = parse.document
    here = document.sentence_at(source.start)
    if here is None:
        return []
    for index in range(here.index, 0, -1):
        sentence = document.sentences[index - 1]
        if here.block - sentence.block > _REACH_BLOCKS or sentence.heading:
            return []
        end = min(sentence.span.end, source.start)
        named = [n for n in numbers if any(sentence.span.start <= m.start < end for m in actors[n].mentions)]
        if named:
            return named
    return []


def _has_nameless(parse: Parse, actor: Actor, source: Span, noun: str) -> bool:
    """Whether the text speaks of such a body without a name: "a rival airline said … the airline"."""
    for token in parse.doc:
        if token.idx >= source.start:
            return False
        if token.lower_ != noun or token.pos_ != "NOUN" or token.dep_ in ("compound", "appos", "attr"):
            continue
        if any(role.start <= token.idx < role.end for role in actor.roles):
            continue
        following = parse.doc[token.i + 1] if token.i + 1 < len(parse.doc) else token
        if following.pos_ == "PROPN":
            continue
        if any(child.lower_ in _INDEFINITE for child in token.lefts):
            return True
    return False
