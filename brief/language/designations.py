"""Who acts without a name: groups ("Western governments"), bodies ("the union"), offices, persons, texts that speak.

A designation is a noun phrase with its determiner and with what says who is meant ("a person close to the bank"), but
without what is only added, behind a comma or in a relative clause. Who holds a claim is always an actor; else a group,
a body or a person counts where the text lets it act or be told something. Whether an office has one possible holder is
left to `roles`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brief.language.actor_lexicon import load_actor_lexicon
from brief.language.sources import kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.actor_words import Word
    from brief.language.analysis import Attribution
    from brief.language.parse import Parse

__all__ = ["Designation", "DesignationKind", "find_designations"]

DesignationKind = Literal["group", "government", "office", "body", "text"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_GOVERNMENTS = frozenset({"governments", "administrations", "ministries", "government", "administration"})
_TEAMS = frozenset({"team", "jury", "crew", "prosecution", "defence", "defense", "crowd", "family", "couple"})
_BODIES = frozenset(
    """government administration regime junta opposition police military army jury prosecution defence
    defense""".split()
)
# Bodies that a text leaves without a name and lets act: "the transport ministry orders".
_ACTING_BODIES = frozenset(
    """ministry office union committee court department agency council board parliament assembly commission authority
    embassy brigade inspectorate regulator tribunal secretariat""".split()
)
_CITING = frozenset({"cite", "quote"})
_DROPPED = frozenset({"both", "all", "some", "any", "many", "most", "these", "those", "no", "such", "other", "own"})
_TELLING = frozenset("tell inform ask warn advise urge notify assure remind brief order instruct invite".split())
# Tokens before the head of a designation, and behind it; longer ones are lists.
_PHRASE_TOKENS = 12
_PRONOUNS = frozenset({"another", "somebody", "someone", "anyone", "nobody", "ones", "who", "side"})
_UNNAMED = frozenset({"role_only", "government_collective", "unnamed_collective", "named_organisation", "document"})
_COMPLEMENTS = frozenset({"prep", "acl", "amod", "advmod"})
# Who is only counted or passes by: "nine people died", "a man was seen".
_ANYBODY = frozenset("person people man woman child boy girl member other kid adult patient".split())
_NO_OFFICES = frozenset({"model", "star", "figure", "champion"})
_ARTICLES = frozenset({"the", "a", "an", "one", "another"})
# What brings in somebody not spoken of before.
_NEW = frozenset({"a", "an", "one", "another"})
_SELVES = frozenset({"itself", "himself", "herself", "themselves"})
_STOPS = frozenset({",", ";", ":", "—", "–", "(", "-", '"', "“", "‘"})


@dataclass(frozen=True, slots=True)
class Designation:
    """A nameless actor's designation: where it stands, its core without determiner and complement, how it compares.

    `is_new` where an indefinite article brings in somebody else than before.
    """

    start: int
    end: int
    core: tuple[int, int]
    head: int
    noun: str
    key: str
    kind: DesignationKind
    is_definite: bool
    is_new: bool
    speaks: bool
    acts: bool


def find_designations(parse: Parse, words: Sequence[Word], attributions: Sequence[Attribution]) -> list[Designation]:
    """Every noun phrase that designates a nameless actor, in text order."""
    lexicon = load_actor_lexicon()
    sources = _source_places(attributions)
    found: dict[int, Designation] = {}
    watched = lexicon.groups | lexicon.roles | _BODIES | _ACTING_BODIES
    for word in words:
        if word.lower not in watched and (word.pos != "NOUN" or kind_of(parse.doc[word.last].lemma_) != "person"):
            continue
        token = parse.doc[word.last]
        kind = _kind(token, is_source=_overlaps(sources, token.idx))
        if kind is not None:
            found[token.i] = _designation(parse, token, kind, _overlaps(sources, token.idx))
    for token, attribution in _unnamed_sources(parse, attributions):
        found[token.i] = _designation(parse, token, _source_kind(token, attribution), True)
    return [found[i] for i in sorted(found)]


def _kind(token: Token, *, is_source: bool) -> DesignationKind | None:
    """What a noun of the lists designates where it stands; None where it is not said to do anything."""
    lexicon = load_actor_lexicon()
    lower = token.lower_
    acts = is_source or _acts(token)
    if lower in lexicon.groups and token.tag_ in ("NNS", "NNPS", "NN", "NNP"):
        if not acts or token.dep_ == "compound":
            return None
        return "government" if lower in _GOVERNMENTS else "body" if lower == "police" else "group"
    if lower in _BODIES and acts and token.tag_ == "NN":
        return "government" if lower in _GOVERNMENTS else "group"
    if lower in _ACTING_BODIES and acts and token.tag_ == "NN" and _has_article(token):
        return "body"
    if lower in lexicon.roles and token.tag_ in ("NN", "NNP") and not _is_title(token):
        return "office"
    if not acts or token.dep_ == "compound" or kind_of(token.lemma_) != "person":
        return None
    if not is_source and token.lemma_ in _ANYBODY:
        return None
    if token.tag_ == "NNS":
        return "group"
    return "office" if token.tag_ == "NN" and _has_article(token) and not _is_title(token) else None


def _has_article(token: Token) -> bool:
    return any(child.lower_ in _ARTICLES or child.dep_ == "poss" for child in token.lefts)


def _source_kind(token: Token, attribution: Attribution) -> DesignationKind:
    """What the head noun of a source designates."""
    kind = kind_of(token.lemma_.casefold())
    is_plural = token.tag_ in ("NNS", "NNPS")
    if token.lower_ in _GOVERNMENTS:
        return "government"
    if attribution.source_type == "document":
        return "text"
    if attribution.source_type == "role_only":
        return "group" if _counts_many(token) else "office"
    if (
        token.lower_ == "police"
        or (kind == "body" or attribution.source_type == "named_organisation")
        and not is_plural
    ):
        return "group" if token.lower_ in _TEAMS else "body"
    return "group"


def _counts_many(token: Token) -> bool:
    """Whether a numeral stands for several: "two of the people"."""
    return token.tag_ == "CD" and token.lower_ not in ("one", "1")


def _source_places(attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    return sorted((span.start, span.end) for attribution in attributions for span in attribution.source)


def _overlaps(places: Sequence[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(places, (offset, 1 << 60)) - 1
    return at >= 0 and places[at][0] <= offset < places[at][1]


def _acts(token: Token) -> bool:
    """Whether the text lets the noun do or say something."""
    dep, head = token.dep_, token.head
    for _ in range(8):
        if dep != "conj":
            break
        dep, head = head.dep_, head.head
    if dep in _SUBJECTS:
        return True
    if dep in ("dobj", "dative") and (head.lemma_ in _TELLING or head.lemma_ in _CITING):
        return True
    return dep == "pobj" and (head.dep_ == "agent" or head.lower_ == "from")


def _is_title(token: Token) -> bool:
    """Whether a noun of office stands before a name, or is no holder at all ("a chief concern")."""
    if token.dep_ in ("compound", "amod", "nmod"):
        return True
    following = token.i + 1
    return following < len(token.doc) and token.doc[following].ent_type_ == "PERSON"


def _unnamed_sources(parse: Parse, attributions: Sequence[Attribution]) -> Iterator[tuple[Token, Attribution]]:
    """The head nouns of sources that have no name."""
    for attribution in attributions:
        if attribution.source_type not in _UNNAMED or attribution.source_index < 0:
            continue
        token = parse.doc[attribution.source_index]
        is_noun = token.pos_ == "NOUN" or token.tag_ == "CD" and token.i + 1 < len(parse.doc)
        if is_noun and token.tag_ == "CD":
            is_noun = parse.doc[token.i + 1].lower_ == "of"
        is_title = token.pos_ == "PROPN" and attribution.source_type == "role_only"
        if (is_noun or is_title) and token.lower_ not in _PRONOUNS and token.ent_type_ != "PERSON":
            yield token, attribution


def _designation(parse: Parse, head: Token, kind: DesignationKind, speaks: bool) -> Designation:
    """The head with what stands before it, and with what behind it says who is meant."""
    doc = parse.doc
    first = opening = head.i
    is_definite = False
    owner = ""
    for n in range(head.i - 1, max(head.left_edge.i, head.i - _PHRASE_TOKENS) - 1, -1):
        token = doc[n]
        if token.pos_ in ("DET", "PRON") or token.tag_ in ("POS", "PRP$") or token.lower_ in _DROPPED:
            is_definite = token.lower_ in ("the", "this", "that") or token.tag_ == "POS"
            if token.tag_ in ("POS", "PRP$"):
                owner = doc[max(0, n - 3) : n + 1].text.casefold()
            if token.lower_ == "the" and kind == "office":
                first = n
            opening = n if token.tag_ != "POS" else _owner_opens(doc[n], head, first, speaks=speaks)
            break
        is_verb = token.pos_ in ("ADP", "VERB", "SCONJ", "AUX") and token.tag_ not in ("VBG", "VBN")
        if is_verb or token.is_punct and token.text not in ("-", "–", ",", "/"):
            break
        if token.is_alpha or token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM"):
            first = opening = n
    core_last = head.i
    if kind == "office" and head.i + 2 < len(doc) and doc[head.i + 1].lower_ == "of":
        phrase = f"{head.lower_} of {doc[head.i + 2].lower_}"
        if phrase in load_actor_lexicon().roles:
            core_last = head.i + 2
    last = max(core_last, _complement_end(head, kind, speaks=speaks))
    core = doc[first].idx, doc[core_last].idx + len(doc[core_last])
    words = parse.document.text[slice(*core)].casefold().split()
    if words[:1] == ["the"]:
        words = words[1:]
    key = " ".join([owner, *words, doc[core_last + 1 : last + 1].text.casefold()]).strip()
    return Designation(
        doc[opening].idx,
        doc[last].idx + len(doc[last]),
        core,
        head.i,
        head.lemma_.casefold(),
        key,
        kind,
        is_definite,
        doc[opening].lower_ in _NEW,
        speaks,
        _acts(head) and _has_article(head) and head.lower_ not in _NO_OFFICES,
    )


def _owner_opens(mark: Token, head: Token, first: int, *, speaks: bool) -> int:
    """The first token of whom a possessive names, in "the prime minister's office"; names only of one who speaks."""
    owner = mark.head
    opening: int = owner.left_edge.i
    if not 0 < head.i - opening <= _PHRASE_TOKENS or not speaks and owner.pos_ == "PROPN":
        return first
    return opening


def _complement_end(head: Token, kind: DesignationKind, *, speaks: bool) -> int:
    """The last token that says who is meant: "of the agency", "briefed on the talks", "close to the bank".

    A text goes without how it came about; who does not speak goes without names, which are actors themselves.
    """
    doc = head.doc
    last: int = head.i
    skipped = {"appos", "relcl", "conj", "cc", "punct"} | ({"acl"} if kind == "text" or not speaks else set())
    for child in head.rights:
        tokens = doc[child.left_edge.i : child.right_edge.i + 1]
        is_late = child.left_edge.i != last + 1
        if child.dep_ in skipped or is_late or child.lower_ in _SELVES or child.dep_ not in _COMPLEMENTS:
            break
        if any(token.ent_type_ in ("DATE", "TIME") for token in tokens) and kind != "text":
            break
        if not speaks and any(token.pos_ == "PROPN" for token in tokens):
            break
        stop = next((token.i for token in tokens if token.text in _STOPS or token.dep_ in ("relcl", "appos")), None)
        if stop is not None:
            stop = doc[stop].left_edge.i if doc[stop].dep_ in ("relcl", "appos") else stop
            last = max(last, stop - 1)
            break
        last = child.right_edge.i
    if last - head.i > _PHRASE_TOKENS:
        return int(head.i)
    while last > head.i and doc[last].pos_ in ("ADP", "PUNCT", "CCONJ", "SCONJ", "SPACE", "DET"):
        last -= 1
    return last
