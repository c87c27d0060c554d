"""Who matters in a text and is not named: sources without a name, counted groups, bodies told of as "a bank".

One question each, so that a reader sees whom it is about. What else a text leaves open is for `unanswered`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Span
from brief.engines.embedded.asking import Asked, ask, unquoted
from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.statements import quote_words
from brief.language.actor_lexicon import load_actor_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["ask_bodies", "ask_one_name", "ask_sources"]

_MOST_WORDS = 8
# Bodies and places that can be named; what the lists have as words of names ("capital", "global") is none.
_NAMEABLE = frozenset(
    """country state province region city town village embassy firm company bank lender maker manufacturer supplier
    contractor newspaper broadcaster magazine agency university hospital airline charity organisation organization
    ministry union insurer fund investor bidder buyer""".split()
)
_PEOPLE = frozenset(
    """person people official source employee worker colleague friend relative neighbour neighbor witness insider
    attendee adviser advisor aide expert analyst critic scientist researcher author lawyer doctor teacher resident
    minister deputy senator councillor executive manager director chairman chairwoman""".split()
)
# Who "its owner" or "their lawyer" is can be told; "his mother" and "her colleagues" are known by whose they are.
_OWNING = frozenset("owner operator maker lawyer solicitor agent landlord employer spokesman spokeswoman".split())
_LOW = frozenset({"one", "two", "three", "four", "five"})
_BEHIND = frozenset({"relcl", "acl", "appos", "advcl", "punct"})


def ask_sources(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Who the sources are that nobody names, the ones with more and weightier claims first."""
    told: dict[str, float] = {}
    first: dict[str, tuple[Span, Token]] = {}
    introduced = {
        t.lemma_ for t in reading.words if t.pos_ == "NOUN" and t.left_edge.lower_ in ("a", "an", "one", "two")
    }
    for draft in drafts:
        held = draft.attribution
        if held is None or held.source_type not in ("unnamed_collective", "role_only") or held.source_index < 0:
            continue
        head = reading.words[held.source_index]
        if held.holder or not _is_somebody(head) or _is_named(reading, head):
            continue
        if _is_owned(head) and head.lemma_ not in _OWNING:
            continue
        if head.left_edge.lower_ == "the" and head.lemma_ in introduced and head.tag_ == "NN":
            continue  # "the official" has been told of before; who that is, is asked there
        span = _phrase(reading, head)
        described = head.lower_ == "one" or any(child.dep_ in ("amod", "prep", "compound") for child in head.children)
        key = unquoted(span).casefold() if described else head.lemma_.casefold()
        first.setdefault(key, (span, head))
        told[key] = told.get(key, 0.0) + min(draft.weight, 4.0) / 4
    for key, (span, head) in first.items():
        spokes = "spokes" in head.lower_
        # "The New York businessman" may well be somebody who is named elsewhere.
        weight = (3.0 if spokes or head.tag_ == "NN" and head.left_edge.lower_ == "the" else 4.2) + min(
            0.8, 0.2 * told[key]
        )
        verb = "are" if head.tag_ == "NNS" or head.lemma_ == "people" else "is"
        words = _lowered(reading, span)
        why = "A title is given without a name." if verb == "is" else "Nobody in the group is named."
        yield from ask(reading, weight, f"Who {verb} {quote_words(words)}?", "missing_identity", why, (span,))


def ask_bodies(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Which body, place or person is meant where the text tells of one without a name: "a foreign bank"."""
    sources = {draft.attribution.source_index for draft in drafts if draft.attribution}
    seen: set[str] = set()
    for head in reading.words:
        people = head.lemma_.casefold() in _PEOPLE or any(c.lower_ == "certain" for c in head.children)
        if head.pos_ != "NOUN" or head.i in sources or not (people or head.lemma_.casefold() in _NAMEABLE):
            continue
        if head.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj") or head.lemma_ in seen or _is_named(reading, head):
            continue
        counts = [child for child in head.children if child.dep_ == "nummod" and child.lower_ in _LOW]
        indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in head.children)
        modified = any(c.dep_ in ("amod", "compound", "prep", "acl", "relcl") for c in head.children)
        certain = head.tag_ == "NNS" and any(c.lower_ == "certain" for c in head.children)
        if not (counts or certain or indefinite and modified) or _is_general(head):
            continue
        if people and not any(child.dep_ in ("amod", "compound") for child in head.children):
            continue
        span = _phrase(reading, head)
        seen.add(head.lemma_)
        verb = "are" if head.tag_ == "NNS" or head.lemma_ == "people" else "is"
        asked = f"{'Who' if people else 'Which'} {verb} {quote_words(_lowered(reading, span))}?"
        why = "They are counted or described, and not named."
        yield from ask(reading, 2.6, asked, "missing_identity", why, (span,))


def ask_one_name(reading: Reading, drafts: Sequence[Draft]) -> Iterator[Asked]:
    """Who a source is that is known by one name and no post."""
    holders = {draft.source for draft in drafts if draft.source}
    full = {word for actor in reading.analysis.actors for word in actor.name.split() if " " in actor.name}
    for actor in reading.analysis.actors:
        named = any(a.source_type == "named_person" and a.holder == actor.name for a in reading.analysis.attributions)
        vague = not actor.roles or not any(c.isupper() for c in actor.roles[0].quote)
        if actor.type != "person" or actor.name not in holders or " " in actor.name or actor.name in full:
            continue
        if named and vague and actor.name[:1].isupper():
            role = f", beyond {quote_words(actor.roles[0].quote)}" if actor.roles else ""
            spans = (*actor.roles[:1], actor.mentions[0])
            why = "A source is given by one name only."
            yield from ask(reading, 3.6, f"Who is {actor.name}{role}?", "missing_identity", why, spans)


def _is_somebody(head: Token) -> bool:
    """Whether a source is people, and no body that is only called by what it is: "the brigade"."""
    known = load_actor_lexicon()
    word, lemma = head.lower_, head.lemma_.casefold()
    if word in ("one", "another", "others") or lemma in _PEOPLE:
        return True
    return head.pos_ == "NOUN" and (lemma in known.roles or word in known.groups) and lemma not in known.organisations


def _is_named(reading: Reading, head: Token) -> bool:
    """Whether the phrase has somebody's name in apposition: "the mayor of Ostby, Ana Ruiz"."""
    return any(
        t.ent_type_ == "PERSON" or t.dep_ == "appos" and t.pos_ == "PROPN" for t in head.subtree if t.i != head.i
    )


def _is_owned(head: Token) -> bool:
    return any(child.dep_ == "poss" and child.pos_ == "PRON" for child in head.children)


def _is_general(head: Token) -> bool:
    """Whether it is any such body and no certain one: "as a bank must", "no company", "a city of 9,000"."""
    verb = head
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    modal = any(child.tag_ == "MD" for child in verb.children) or any(child.dep_ == "neg" for child in verb.children)
    return modal or head.head.lower_ in ("as", "like", "than", "per") or head.ent_type_ in ("DATE", "TIME")


def _phrase(reading: Reading, head: Token) -> Span:
    """A noun with what stands close to it, without clauses: "an official at one of the embassies"."""
    behind = [c for c in head.children if c.i > head.i and c.dep_ in ("prep", "amod")]
    start, last = head.left_edge, head
    told = next((c for c in head.children if c.dep_ == "acl" and c.i == head.i + 1), None)
    if head.i == start.i and told is not None and told.right_edge.i - head.i <= _MOST_WORDS:
        return reading.document.span(head.idx, told.right_edge.idx + len(told.right_edge))  # "people briefed on it"
    for child in behind:
        edge = child.right_edge
        tokens = reading.words[start.i : edge.i + 1]
        if len(tokens) > _MOST_WORDS or any(
            t.dep_ in _BEHIND or t.pos_ == "VERB" for t in reading.words[head.i + 1 : edge.i + 1]
        ):
            break
        last = edge
    if head.i - start.i > _MOST_WORDS or any(
        t.is_punct and t.text not in "-’'" for t in reading.words[start.i : head.i]
    ):
        start = head
    return reading.document.span(start.idx, last.idx + len(last))


def _lowered(reading: Reading, span: Span) -> str:
    """The words, a capital at the start of a sentence made small; the checks read both alike."""
    words = unquoted(span)
    first = reading.words[reading.tokens_in(span.start, span.end)[0]]
    acronym = first.text.isupper() and len(first.text) > 1
    return words if first.pos_ == "PROPN" or acronym else words[:1].lower() + words[1:]
