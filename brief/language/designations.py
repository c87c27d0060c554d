"""Who acts without a name: groups ("Western governments", "Analysts") and offices ("the Secretary of State").

A designation is a noun phrase without its determiner ("the" stays before an office) and without what follows its head.
A group counts where the text lets it act or speak. Whether an office has one possible holder is left to `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brief.language.actor_lexicon import load_actor_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.actor_words import Word
    from brief.language.analysis import Attribution
    from brief.language.parse import Parse

__all__ = ["Designation", "find_designations"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_SPEAKING_PREPOSITIONS = frozenset({"by", "from", "to"})
_GOVERNMENTS = frozenset({"governments", "administrations", "ministries", "government", "administration"})
_BODIES = frozenset({"government", "administration", "regime", "junta", "opposition", "police", "military", "army"})
_DROPPED = frozenset({"both", "all", "some", "any", "many", "most", "these", "those", "no", "such", "other", "own"})
# Tokens before the head of a designation; longer ones are lists.
_PHRASE_TOKENS = 12
_PRONOUNS = frozenset({"others", "another", "somebody", "someone", "people", "one", "ones"})
_ROLE_ONLY = frozenset({"role_only", "government_collective", "unnamed_collective"})


@dataclass(frozen=True, slots=True)
class Designation:
    """A nameless actor's designation: tokens `[first, head]`, where it stands and how it is compared."""

    start: int
    end: int
    head: int
    key: str
    kind: Literal["group", "government", "office"]
    is_definite: bool
    speaks: bool


def find_designations(parse: Parse, words: Sequence[Word], attributions: Sequence[Attribution]) -> list[Designation]:
    """Every noun phrase that designates a group or an office, in text order."""
    lexicon = load_actor_lexicon()
    sources = _source_places(attributions)
    found: dict[int, Designation] = {}
    watched = lexicon.groups | lexicon.roles | _BODIES
    for word in words:
        if word.lower not in watched:
            continue
        token = parse.doc[word.last]
        lower = token.lower_
        if lower in lexicon.groups and token.tag_ in ("NNS", "NNPS", "NN", "NNP"):
            speaks = _overlaps(sources, token.idx)
            if (speaks or _acts(token)) and token.dep_ != "compound":
                kind: Literal["group", "government"] = "government" if lower in _GOVERNMENTS else "group"
                found[token.i] = _designation(parse, token, kind, speaks)
        elif lower in _BODIES and _acts(token) and token.tag_ == "NN":
            found[token.i] = _designation(
                parse, token, "government" if lower in _GOVERNMENTS else "group", _overlaps(sources, token.idx)
            )
        elif lower in lexicon.roles and token.tag_ in ("NN", "NNP") and not _is_title(token):
            found[token.i] = _designation(parse, token, "office", _overlaps(sources, token.idx))
    for token, attribution in _unnamed_sources(parse, attributions):
        if token.i not in found:
            is_office = attribution.source_type == "role_only"
            kind = "government" if attribution.source_type == "government_collective" else "group"
            found[token.i] = _designation(parse, token, "office" if is_office else kind, True)
    return [found[i] for i in sorted(found)]


def _source_places(attributions: Sequence[Attribution]) -> list[tuple[int, int]]:
    return sorted((span.start, span.end) for attribution in attributions for span in attribution.source)


def _overlaps(places: Sequence[tuple[int, int]], offset: int) -> bool:
    from bisect import bisect_right

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
        if attribution.source_type not in _ROLE_ONLY:
            continue
        for span in attribution.source[:1]:
            tokens = parse.doc.char_span(span.start, span.end, alignment_mode="contract")
            if (
                tokens is not None
                and len(tokens)
                and tokens.root.pos_ in ("NOUN", "PROPN")
                and tokens.root.lower_ not in _PRONOUNS
            ):
                yield tokens.root, attribution


def _designation(
    parse: Parse, head: Token, kind: Literal["group", "government", "office"], speaks: bool
) -> Designation:
    """The head with what stands before it; of an office, its "of" phrase too where that is part of its title."""
    doc = parse.doc
    first = head.i
    is_definite = False
    owner = ""
    for n in range(head.i - 1, max(head.left_edge.i, head.i - _PHRASE_TOKENS) - 1, -1):
        token = doc[n]
        if token.pos_ in ("DET", "PRON") or token.tag_ in ("POS", "PRP$") or token.lower_ in _DROPPED:
            is_definite = token.lower_ in ("the", "this", "that") or token.tag_ in ("POS", "PRP$")
            if token.tag_ in ("POS", "PRP$"):
                owner = doc[max(0, n - 3) : n + 1].text.casefold()
            if token.lower_ == "the" and kind == "office":
                first = n
            break
        is_verb = token.pos_ in ("ADP", "VERB", "SCONJ", "AUX") and token.tag_ not in ("VBG", "VBN")
        if is_verb or token.is_punct and token.text not in ("-", "–", ",", "/"):
            break
        if token.is_alpha or token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM"):
            first = n
    last = head.i
    if kind == "office" and head.i + 2 < len(doc) and doc[head.i + 1].lower_ == "of":
        phrase = f"{head.lower_} of {doc[head.i + 2].lower_}"
        if phrase in load_actor_lexicon().roles:
            last = head.i + 2
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    words = parse.document.text[start:end].casefold().split()
    if words and words[0] == "the":
        words = words[1:]
    return Designation(start, end, head.i, " ".join([owner, *words]).strip(), kind, is_definite, speaks)
