"""Where one side of a text denies, disputes or contradicts what another says, or the text sets them against each other.

A tension needs a sign in the text: a word of denial, one and the same thing told with and without "not", or a turn
("But …") from one holder to another. Numbers that differ are for `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.engines.embedded.drafts import Draft
from brief.engines.embedded.reading import Reading
from brief.engines.embedded.sides import Side, clipped, content_lemmas, set_against, side_of
from brief.engines.proposal import ProposedTension

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.briefing import TensionType
    from brief.document import Sentence, Span

__all__ = ["find_clashes", "find_denials", "find_despites", "find_turns", "frame_of", "is_another"]

_DENYING = frozenset({"deny", "dispute", "reject", "refute", "contradict", "rebut", "disagree"})
_DENIAL = re.compile(
    r"(?i)\b(?:(?:is|was|are) (?:simply |just |plainly )?(?:not true|untrue|false)|out of context|"
    r"not (?:quite )?the same thing|(?:would|do|did) not call|no such thing|"
    r"nothing of the kind(?! (?:has|had|have|was|is)\b)|"
    r"no (?:\w+ )?(?:record|evidence|trace|sign|proof|indication)s? (?:of|that)|"
    r"(?:amount|figure|sum|number|cost|price|total|toll)(?: \w+){0,4} [“\"‘]?(?:\w+ly )?"
    r"(?:lower|higher|smaller|larger|wrong|exaggerated|inflated))\b"
)
_AMOUNT = re.compile(r"(?i)(?:amount|figure|sum|number|cost|price|total|toll)\b")
_TAKEN_BACK = re.compile(r"(?i)\bno longer (?:says?|speaks?|claims?|mentions?|gives?|uses?|insists?)\b")
_CHARGES = frozenset("count charge wrongdoing allegation accusation guilt offence offense involvement".split())
_ACCUSED = re.compile(r"(?i)\b(?:alleged(?:ly)?|accus\w+|charged|prosecut\w+|blam\w+)\b")
_ABSOLUTE = re.compile(r"(?i)\b(?:no|not|never|nobody|none|nothing|all|every|always|only|any)\b|n[’']t\b")
# What is denied in no dispute: "was denied bail", "rejected the offer".
_REFUSED = frozenset(
    "bail entry access permission visa offer appeal bid application request parole leave motion".split()
)
_POINTING = frozenset(
    "that this it them account claim allegation accusation charge suggestion report assertion idea notion".split()
)
_TURNS = frozenset({"but", "however", "yet", "others"})
_NEAR, _FAR = 2, 12
_HELPERS = frozenset(
    {"be", "have", "do", "say", "tell", "get", "make", "take", "go", "come", "think", "know", "want", "see"}
)
_SUPPOSED = re.compile(r"(?i)[“\"‘']?if\b")
_SUPPOSING = frozenset({"if", "whether", "unless", "until"})
_PRONOUN = re.compile(r"(?i)(?:he|she|it|they|we|i|you|who|this|that)")


def find_denials(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """A denial with what it denies: "Nobody called us" and "disputed that"."""
    for sentence in reading.document.sentences:
        place = None if sentence.heading else _denial_in(reading, sentence)
        own = None if place is None else _draft_over(drafts, sentence, place)
        if own is None or place is None:
            continue
        side = _denying_side(reading, own, sentence, place)
        other = _denied(reading, drafts, own, side, place)
        if other is None:
            continue
        if _is_bare(reading, sentence) and (after := _next_of_another(drafts, own, other)):
            side = side_of(reading, after)
        back = bool(_TAKEN_BACK.match(reading.document.text, place))
        kind: TensionType = "source_disagreement" if is_another(own, other) and not back else "internal_tension"
        yield from set_against(reading, kind, side_of(reading, other), replace(side, holder=None) if back else side)


def _denying_side(reading: Reading, own: Draft, sentence: Sentence, place: int) -> Side:
    """The denial with what it goes on to say: "disputed that, saying all three had been told"."""
    side = side_of(reading, own)
    if side.span.start <= place < side.span.end and len(side.span.quote.split()) > 6:
        return side
    start, end = min(side.span.start, own.evidence[-1][0], place), sentence.span.end
    return Side(clipped(reading, reading.document.span(start, end)), side.holder, own)


def _is_bare(reading: Reading, sentence: Sentence) -> bool:
    """ "Others disagreed.": who they are and with what words comes next."""
    return len(sentence.span.quote.split()) <= 4


def _next_of_another(drafts: Sequence[Draft], own: Draft, other: Draft) -> Draft | None:
    after = (d for d in drafts if own.sentence < d.sentence <= own.sentence + _NEAR and d.source)
    return next((d for d in after if is_another(d, other)), None)


def _denial_in(reading: Reading, sentence: Sentence) -> int | None:
    """Where a sentence denies something; None where it does not."""
    for i in reading.tokens_in(sentence.span.start, sentence.span.end):
        token = reading.words[i]
        if token.pos_ != "VERB" or token.lemma_ not in _DENYING:
            continue
        children = [*token.children]
        refused = any(child.lemma_ in _REFUSED for child in children)
        if refused or any(child.dep_ in ("neg", "auxpass") for child in children) or token.tag_ == "VB":
            continue
        return token.idx
    match = _DENIAL.search(sentence.span.quote) or _TAKEN_BACK.search(sentence.span.quote)
    return sentence.span.start + match.start() if match else None


def _draft_over(drafts: Sequence[Draft], sentence: Sentence, place: int) -> Draft | None:
    here = [draft for draft in drafts if draft.sentence == sentence.index]
    over = [draft for draft in here if any(start <= place < end for start, end in draft.evidence)]
    held = [draft for draft in over if draft.source] or over or here
    return held[0] if held else None


def _denied(reading: Reading, drafts: Sequence[Draft], own: Draft, side: Side, place: int) -> Draft | None:
    """What somebody else said that a denial is about: what it shares words with, or what stands right before it."""
    there = content_lemmas(reading, side.span.start, side.span.end)
    text = reading.document.text
    if _TAKEN_BACK.match(text, place):
        before = [d for d in drafts if d.evidence[-1][1] <= side.span.start and not d.heading]
        best = max(before, key=lambda d: _shared(reading, d, there), default=None)
        return best if best is not None and _shared(reading, best, there) >= 2 else None
    at = reading.tokens_in(place, place + 1)
    verb = reading.words[at[0]] if at and reading.words[at[0]].lemma_ in _DENYING else None
    others = [d for d in drafts if not d.heading and is_another(d, own) and not _asks(reading, d)]
    if verb is not None and any(child.lemma_ in _CHARGES for child in verb.children):
        near = [d for d in others if abs(d.sentence - own.sentence) <= _NEAR]
        accusing = [d for d in near if _ACCUSED.search(_words(reading, d))]
        return accusing[0] if accusing else None
    before = [d for d in others if d.evidence[-1][1] <= place]
    if verb is not None and _is_somebodys(verb):
        before = [d for d in before if d.source]
    if _AMOUNT.match(text, place):
        counted = [d for d in before if d.has_number and own.sentence - d.sentence <= _FAR]
        return max(counted, key=lambda d: (_shared(reading, d, there), d.sentence), default=None)
    far = [d for d in before if own.sentence - d.sentence <= _FAR]
    best = max(far, key=lambda d: (_shared(reading, d, there), d.sentence), default=None)
    n_shared = _shared(reading, best, there) if best is not None else 0
    if best is not None and (n_shared >= 2 or n_shared == 1 and own.sentence - best.sentence <= _NEAR + 1):
        return best
    if verb is not None and verb.lemma_ != "disagree" and not _points(verb):
        return None
    near = [d for d in before if own.sentence - d.sentence <= _NEAR]
    strong = [d for d in near if _ABSOLUTE.search(_words(reading, d)) and is_another(d, own)]
    same = [d for d in strong if near and d.source == near[-1].source]
    return next(reversed(same or near), None)


def _is_somebodys(verb: Token) -> bool:
    """ "Disputed her account": what is denied has been said by somebody."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    return any(g.dep_ == "poss" and g.pos_ == "PRON" for noun in objects for g in noun.children)


def _words(reading: Reading, draft: Draft) -> str:
    return reading.document.text[draft.evidence[-1][0] : draft.evidence[-1][1]]


def _asks(reading: Reading, draft: Draft) -> bool:
    return _words(reading, draft).rstrip(' ”"’').endswith("?") or "asks:" in draft.statement


def _points(verb: Token) -> bool:
    return any(c.lemma_.casefold() in _POINTING for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i)


def _shared(reading: Reading, draft: Draft, lemmas: frozenset[str]) -> int:
    start, end = draft.evidence[-1]
    return len(content_lemmas(reading, start, end) & lemmas)


def is_another(one: Draft, other: Draft) -> bool:
    """Whether two claims are surely of two holders."""
    if one.source is None or other.source is None:
        return one.source is not other.source
    if _are_namesakes(one.source, other.source):
        return True
    a, b = (set(re.findall(r"\w{3,}", name.casefold())) - {"the"} for name in (one.source, other.source))
    return not a & b and not _PRONOUN.fullmatch(one.source) and not _PRONOUN.fullmatch(other.source)


def _are_namesakes(one: str, other: str) -> bool:
    """Whether two full names share the surname and not the first name."""
    a, b = one.split(), other.split()
    capital = all(word[:1].isupper() for word in (*a, *b))
    return capital and len(a) == len(b) == 2 and a[1] == b[1] and a[0] != b[0] and "the" not in (a[0] + b[0]).casefold()


def find_clashes(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """One thing said to be so and not to be so: "a cabin has fallen", "no cabin has fallen"."""
    seen: dict[tuple[str, str], list[tuple[bool, Draft]]] = {}
    for draft in drafts:
        if draft.heading:
            continue
        start, end = draft.evidence[-1]
        for i in reading.tokens_in(start, end):
            token = reading.words[i]
            if token.pos_ == "VERB" and (frame := frame_of(token)):
                seen.setdefault(frame, []).append((_is_denied(token), draft))
    told: set[int] = set()
    for places in seen.values():
        yes = [draft for denied, draft in places if not denied]
        no = [draft for denied, draft in places if denied]
        pairs = [
            (a, b) for a in yes for b in no if a.sentence != b.sentence and id(a) not in told and id(b) not in told
        ]
        for one, other in pairs[:1]:
            told |= {id(one), id(other)}
            kind: TensionType = "source_disagreement" if is_another(one, other) else "internal_tension"
            yield from set_against(reading, kind, side_of(reading, one), side_of(reading, other))


def frame_of(verb: Token, *, modal: bool = False) -> tuple[str, str] | None:
    """A verb with what it is said of, nothing wished, supposed or asked; what is only possible where `modal` has it."""
    if any(c.tag_ == "MD" and not modal or c.dep_ == "mark" and c.lower_ in _SUPPOSING for c in verb.children):
        return None
    if verb.tag_ == "VB" and not modal or verb.dep_ in ("xcomp", "amod") or verb.lemma_ in _HELPERS:
        return None
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ in ("NOUN", "PROPN")]
    if (
        not subjects
        or subjects[0].pos_ not in ("NOUN", "PROPN")
        and not (objects and subjects[0].lower_ in ("he", "she"))
    ):
        return None
    verb_of = f"{verb.lemma_}+{objects[0].lemma_.casefold()}" if objects else verb.lemma_
    return verb_of, subjects[0].lemma_.casefold()


def _is_denied(verb: Token) -> bool:
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    nouns = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return any(child.lower_ == "no" and child.dep_ == "det" for noun in nouns for child in noun.children)


def find_turns(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """Two holders, the text turning from one to the other: "But Karrow warned …"."""
    held = [d for d in drafts if d.source and d.attribution and d.attribution.source_type != "implicit"]
    for sentence in reading.document.sentences:
        first = next(iter(reading.words[i] for i in reading.tokens_in(sentence.span.start, sentence.span.end)), None)
        turned = first is not None and (first.lower_ in _TURNS or ", however," in sentence.span.quote)
        if not turned or sentence.heading:
            continue
        after = next((d for d in held if d.sentence == sentence.index), None)
        near = (d for d in reversed(held) if 0 < sentence.index - d.sentence <= _NEAR)
        before = next((d for d in near if not _SUPPOSED.match(_words(reading, d))), None)
        if after is None or before is None or not is_another(after, before) or before.heading:
            continue
        if {after.kind, before.kind} & {"background"} or before.evidence[-1][1] > after.evidence[0][0]:
            continue
        yield from set_against(reading, "source_disagreement", side_of(reading, before), side_of(reading, after))


# One that ends a part of the sentence: that of "65,000" does not.
_COMMA = re.compile(r",(?!\d)")


def find_despites(reading: Reading, drafts: Sequence[Draft]) -> Iterator[ProposedTension]:
    """What the text itself sets against a fact in one sentence: "without a quarrel, despite the dispute of 1987"."""
    pattern = re.compile(r"(?i)\b(?:despite|in spite of|contrary to|notwithstanding)\s+")
    for sentence in reading.document.sentences:
        match = None if sentence.heading else pattern.search(sentence.span.quote)
        if match is None:
            continue
        start, end = sentence.span.start, sentence.span.end
        at, after = start + match.start(), start + match.end()
        if any(q.span.start <= at < q.span.end for q in reading.quotations_near(sentence.span)):
            continue
        mark = _COMMA.search(reading.document.text, after, end)
        comma = mark.start() if mark else -1
        if match.start() == 0 and comma > 0:
            parts = ((after, comma), (comma + 1, end))
        elif match.start() > 0:
            parts = ((start, at), (after, comma if comma > 0 else end))
        else:
            continue
        spans = [_trimmed(reading, a, b) for a, b in parts]
        if all(len(span.quote.split()) >= 2 for span in spans) and all(len(span.quote.split()) <= 30 for span in spans):
            yield from set_against(reading, "asserted_contrast", Side(spans[0]), Side(spans[1]))


def _trimmed(reading: Reading, start: int, end: int) -> Span:
    text = reading.document.text
    while start < end and text[start] in " ,;\n":
        start += 1
    while end > start and text[end - 1] in " ,;.\n":
        end -= 1
    return reading.document.span(start, end)
