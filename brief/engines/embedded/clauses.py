"""Where one sentence holds several propositions: its clauses, appositions and insertions, cut by grammar.

A cut is made only where each side can stand alone; where the parse gives no clean edge the sentence stays whole. Whose
voice a clause is in, and how it is worded, is left to `claims` and `statements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brief.language.modality import speech_group

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

__all__ = ["Clause", "Shape", "is_balanced", "is_finite", "opens_with_auxiliary", "split_clauses"]

Shape = Literal["main", "coordinate", "shared_subject", "contrast", "relative", "apposition", "insertion"]

_CONTRASTING = frozenset({"while", "although", "though", "whereas"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_JOINTS = frozenset({",", ";", "—", "–", "-"})
_OPENERS = frozenset(
    {
        "but",
        "and",
        "or",
        "so",
        "yet",
        "also",
        "however",
        "meanwhile",
        "moreover",
        "furthermore",
        "still",
        "nevertheless",
        "nonetheless",
        "additionally",
        "separately",
        "besides",
        "thus",
        "therefore",
        "then",
    }
)
_MIN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One proposition of a sentence: the tokens that say it, by index, in order.

    `head` is the governing token. `lead` are tokens that go before it in the wording although they stand elsewhere: the
    shared subject of a second verb, what a relative clause or an apposition is about.
    """

    shape: Shape
    head: int
    tokens: tuple[int, ...]
    lead: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The index of the first token, the lead apart."""
        return self.tokens[0]

    @property
    def last(self) -> int:
        """The index of the last token."""
        return self.tokens[-1]


def split_clauses(tokens: Tokens) -> list[Clause]:
    """The propositions of one sentence in text order; together they leave out nothing but links and punctuation."""
    words = [t for t in tokens if not t.is_space]
    if not words:
        return []
    cuts = list(_disjoint(_cuts(words)))
    rest = _rest(words, cuts)
    while cuts and not _can_stand(rest, tokens.root):
        # A cut that leaves no whole sentence behind is undone, the shortest first.
        cuts.remove(min(cuts, key=lambda clause: len(clause.tokens)))
        rest = _rest(words, cuts)
    main = [Clause("main", tokens.root.i, tuple(t.i for t in rest))] if rest else []
    return sorted([*main, *cuts], key=lambda clause: clause.first)


def _rest(words: Sequence[Token], cuts: Sequence[Clause]) -> list[Token]:
    """What cuts leave of a sentence, the marks and links that joined them gone with them."""
    taken = {i for clause in cuts for i in clause.tokens}
    for clause in cuts:
        taken |= _joints(words, clause)
    return _trimmed([t for t in words if t.i not in taken])


def _joints(words: Sequence[Token], clause: Clause) -> set[int]:
    """What joined a cut to its sentence: a comma, dash, conjunction or relative pronoun before it, a comma after it."""
    joints = set()
    before = _neighbour(words, clause.first, -1)
    while before is not None and (
        before.dep_ in ("cc", "mark") or before.text in _JOINTS or before.lower_ in ("which", "who")
    ):
        joints.add(before.i)
        before = _neighbour(words, before.i, -1)
    after = _neighbour(words, clause.last, 1)
    if (
        after is not None
        and after.text in _JOINTS
        and clause.shape in ("apposition", "relative", "contrast", "insertion")
    ):
        joints.add(after.i)
    return joints


def _can_stand(rest: Sequence[Token], root: Token) -> bool:
    return (
        len(rest) >= _MIN_WORDS
        and any(t.i == root.i for t in rest)
        and rest[-1].dep_ not in ("mark", "prep", "det", "cc", "aux")
        and is_balanced("".join(t.text for t in rest))
    )


def _cuts(words: Sequence[Token]) -> Iterator[Clause]:
    for token in words:
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX"):
            yield from _coordinate(token, words)
        elif token.dep_ == "advcl" and token.pos_ in ("VERB", "AUX"):
            yield from _adverbial(token, words)
        elif token.dep_ == "relcl":
            yield from _relative(token, words)
        elif token.dep_ == "appos":
            yield from _apposition(token, words)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _is_main(verb: Token) -> bool:
    """Whether a verb heads the sentence, or is joined to what does."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT"


def is_finite(verb: Token) -> bool:
    """Whether a verb carries a tense, by itself or by an auxiliary."""
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children
    )


def _coordinate(verb: Token, words: Sequence[Token]) -> Iterator[Clause]:
    if not _is_main(verb) or not _is_contiguous(verb):
        return
    own = _trimmed(list(verb.subtree))
    if len(own) < _MIN_WORDS or not _is_cut_clean(own, words):
        return
    if _is_list_member(own[0], words):
        return
    if own[0].dep_ in ("mark", "advcl") or own[0].tag_ in ("VBG", "WDT", "WP", "WRB", "IN"):
        return
    if _subject(verb) is not None:
        if is_finite(verb):
            yield Clause("coordinate", verb.i, tuple(t.i for t in own))
        return
    first = verb.head
    while first.dep_ == "conj":
        first = first.head
    subject = _subject(first)
    # "raided the office and arrested two men": a second verb that is not finite shares the first one's auxiliaries.
    if subject is None or subject.i > first.i or not is_finite(verb) or not _has_object(verb):
        return
    if verb.tag_ == "MD" or not _is_plain_predicate(first, verb):
        if not opens_with_auxiliary(first, own):
            return
    lead = tuple(t.i for t in _trimmed([t for t in subject.subtree if t.dep_ != "appos" or t.i < subject.i]))
    if lead and len(lead) <= 12 and _is_run(lead) and not any(verb.doc[i].pos_ in ("VERB", "AUX") for i in lead):
        yield Clause("shared_subject", verb.i, tuple(t.i for t in own), lead)


def _is_list_member(first: Token, words: Sequence[Token]) -> bool:
    """Whether a cut would part the last of a list from the others: "to lift, turn, carry, and drop balls"."""
    before = _neighbour(words, first.i, -1)
    if before is not None and before.dep_ == "cc":
        before = _neighbour(words, before.i, -1)
    if before is None or before.text != ",":
        return False
    last = _neighbour(words, before.i, -1)
    return last is not None and last.tag_ == "VB" and last.dep_ in ("conj", "xcomp") and not any(last.rights)


def _is_plain_predicate(verb: Token, other: Token) -> bool:
    """Whether a first predicate is one verb in the past with its objects, so that the second can be told without it.

    "Varga has signalled doubt but voted for it", "Varga wants to speak and asked for time": cut in two, nobody could
    check by form that the second says it of Varga, and not of somebody in between.
    """
    between = verb.doc[verb.i : other.left_edge.i]
    return (
        verb.tag_ == "VBD"
        and other.tag_ in ("VBD", "VBN")
        and not any(t.tag_ in ("VBD", "VBN", "MD", "WDT", "WP", "WRB") or t.pos_ == "AUX" for t in between[1:])
    )


def opens_with_auxiliary(first: Token, own: Sequence[Token]) -> bool:
    """Whether a second predicate begins "and will …", "and was …", the only one beside the first: it is the subject's.

    An auxiliary behind "and" starts a predicate of its own, whatever stands between it and the subject.
    """
    if own[0].pos_ != "AUX" or own[0].dep_ not in ("aux", "auxpass", "conj", "ROOT") or own[0].i == 0:
        return False
    others = [child for child in first.children if child.dep_ == "conj" and child.i < own[0].i]
    return own[0].nbor(-1).lower_ in ("and", "but") and not any(c.right_edge.i < own[0].i for c in others)


def _has_object(verb: Token) -> bool:
    return any(
        child.dep_ in ("dobj", "attr", "acomp", "prep", "ccomp", "xcomp", "agent", "oprd") for child in verb.children
    )


def _adverbial(verb: Token, words: Sequence[Token]) -> Iterator[Clause]:
    if not _is_contiguous(verb):
        return
    own = _trimmed(list(verb.subtree))
    if len(own) < _MIN_WORDS:
        return
    mark = next((child for child in verb.children if child.dep_ == "mark"), None)
    before = _neighbour(words, own[0].i, -1)
    if mark is not None and mark.lower_ in _CONTRASTING and _subject(verb) is not None and _is_main(verb.head):
        bare = _trimmed([t for t in own if t.i != mark.i])
        yield Clause("contrast", verb.i, tuple(t.i for t in bare))
    elif (
        verb.tag_ == "VBG"
        and not speech_group(verb.text)  # "Varga left, promising to return": she goes on
        and _subject(verb) is None
        and mark is None
        and own[0].i == verb.i
        and before is not None
        and before.text in {",", "—", "–", "-"}
        and own[-1].i >= words[-1].i - 1
    ):
        yield Clause("insertion", verb.i, tuple(t.i for t in own))


def _relative(verb: Token, words: Sequence[Token]) -> Iterator[Clause]:
    """ ", which has a range of 500 km": with its noun before it, a sentence of its own."""
    own = list(verb.subtree)
    if len(own) < _MIN_WORDS + 1 or own[0].lower_ not in ("which", "who") or own[0].dep_ not in _SUBJECTS:
        return
    before = _neighbour(words, own[0].i, -1)
    if own[0].head.i != verb.i or before is None or before.text != "," or not _is_contiguous(verb):
        return
    lead = _noun_phrase(verb.head, stop=own[0].i)
    bare = _trimmed(own[1:])
    if lead and is_finite(verb) and verb.head.pos_ in ("NOUN", "PROPN") and len(bare) >= _MIN_WORDS:
        yield Clause("relative", verb.i, tuple(t.i for t in bare), lead)


def _apposition(noun: Token, words: Sequence[Token]) -> Iterator[Clause]:
    """ "Wolfovich, a high-ranking official": a description, set off by a comma, of something named."""
    own = _trimmed(list(noun.subtree))
    if len(own) < 2 or noun.pos_ not in ("NOUN", "PROPN") or not _is_contiguous(noun):
        return
    before, after = _neighbour(words, own[0].i, -1), _neighbour(words, own[-1].i, 1)
    if before is None or before.text not in {",", "–", "—"} or own[0].i <= noun.head.i:
        return
    if after is not None and (after.text == ":" or not after.is_punct and after.lower_ not in ("and", "but")):
        return
    if any(child.dep_ == "conj" for child in noun.head.children) or noun.head.dep_ == "conj":
        return  # "Sorns and Tavs, a small people": which of them is described, grammar does not tell
    if own[0].pos_ != "DET" and own[0].tag_ not in ("PRP$", "NN", "NNS", "JJ"):
        return
    lead = _noun_phrase(noun.head, stop=before.i)
    if lead and (
        noun.head.pos_ == "PROPN" or any(t.doc[i].pos_ == "PROPN" or t.doc[i].is_quote for t in own[:1] for i in lead)
    ):
        yield Clause("apposition", noun.i, tuple(t.i for t in own), lead)


def _noun_phrase(noun: Token, *, stop: int) -> tuple[int, ...]:
    """The tokens of a noun with what stands before it and its short complements, up to `stop`."""
    left = noun.left_edge.i
    lead = _trimmed([noun.doc[i] for i in range(left, stop)])
    if not lead or len(lead) > 14 or lead[0].dep_ in ("cc", "mark"):
        return ()
    if any(t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "relcl", "advcl", "ccomp", "conj") for t in lead):
        return ()
    return tuple(t.i for t in lead)


def _neighbour(words: Sequence[Token], index: int, step: int) -> Token | None:
    place = index + step
    doc = words[0].doc
    while words[0].i <= place <= words[-1].i and doc[place].is_space:
        place += step
    return doc[place] if words[0].i <= place <= words[-1].i else None


def _is_contiguous(token: Token) -> bool:
    return token.right_edge.i - token.left_edge.i + 1 == sum(1 for _ in token.subtree)


def _is_run(indexes: Sequence[int]) -> bool:
    return indexes[-1] - indexes[0] + 1 == len(indexes)


def _is_cut_clean(own: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether a comma, a semicolon, a dash or a conjunction stands before the cut, and no quotation is cut in two."""
    before = _neighbour(words, own[0].i, -1)
    if before is None or not (before.is_punct or before.dep_ == "cc"):
        return False
    return is_balanced("".join(t.text for t in own))


def is_balanced(quote: str) -> bool:
    """Whether brackets and double quotation marks in a stretch come in pairs.

    >>> is_balanced("(left) “right”"), is_balanced("he said “yes")
    (True, False)
    """
    return (
        quote.count("(") == quote.count(")")
        and quote.count("“") == quote.count("”")
        and quote.count('"') % 2 == 0
        and quote.count("[") == quote.count("]")
    )


def _trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the links and punctuation at both ends; brackets and quotation marks that are paired stay."""
    kept = [t for t in tokens if not t.is_space]
    while kept and (kept[0].dep_ == "cc" or kept[0].text in {",", ";", ":", ".", "—", "–", "-", "…"}):
        kept.pop(0)
    while kept and (kept[-1].dep_ == "cc" or kept[-1].text in {",", ";", ":", ".", "—", "–", "-"}):
        kept.pop()
    # "However, the board": an opener with its comma links a sentence to the one before and says nothing of its own.
    while len(kept) > _MIN_WORDS and kept[0].lower_ in _OPENERS and kept[0].dep_ in ("advmod", "cc", "ROOT", "dep"):
        kept.pop(0)
        if kept[0].text == ",":
            kept.pop(0)
    return kept


def _disjoint(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses without those that share a token with another: the one that begins later is part of the earlier."""
    kept: list[Clause] = []
    for clause in sorted(clauses, key=lambda each: (-len(each.tokens), each.first)):
        if not any(set(clause.tokens) & set(other.tokens) for other in kept):
            kept.append(clause)
    yield from kept
