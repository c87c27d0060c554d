"""Wording that judges, in a parsed document: where it stands, what kind it is, whose it is, what to write instead.

Every sign has a weight. A strong one judges wherever it stands; a mild one where another stands in its sentence; a cue
only in a text that leans. What is too weak to judge where it stands is faint: "noted", "last week" and "slumped" say
nothing by themselves, and yet a neutral text would do without them. Which words are which is data (`loaded_lexicon`,
`loaded_words`), what only grammar shows is in `loaded_patterns`, `loaded_figures` and `loaded_holders`, whose words
they are in `voices`. What a briefing may do with such words is left to `grounding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from brief.document import Sentence, Span
from brief.language.analysis import Attribution, Loaded, Quotation, Voice
from brief.language.loaded_figures import find_figures
from brief.language.loaded_holders import find_holders
from brief.language.loaded_lexicon import load_classes
from brief.language.loaded_patterns import CUE, MILD, STRONG, Candidate, find_patterns
from brief.language.loaded_words import find_words
from brief.language.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.parse import Parse

__all__ = ["LoadedWording", "extract_loaded"]

# A text leans when the outlet's own signs weigh so much, in all and for each token. The share was swept on 43 TimeBank
# and AQUAINT wire texts, of which 4, 2, 0, 0 lean at 0.005, 0.01, 0.015, 0.02 (GUM's 20 news texts: 2, 1, 1, 1; 28
# PolNeAR articles: 10, 5, 4, 2), the weight at that share: 3, 2, 2 wire texts at 4, 6, 8. Below 4 one harsh sentence
# would do. Measure again when strong words are added.
_LEANING_WEIGHT = 4
_LEANING_SHARE = 0.01


# What leaves something open does not judge, in whatever company, unless the word for it is strong.
_OPEN = frozenset(
    "vague_attribution relative_time vague_quantity weasel_word cliche euphemism unsupported_inference".split()
)
# A verb that doubts what it reports ("claimed") judges in any text, when it is the outlet's. Measured on BABE's dev
# part: with such verbs, and without what leaves something open, words F1 rises from 0.387 to 0.411.
_DOUBTS = "expression_of_doubt"


class _Sign(NamedTuple):
    """What may be loaded, how much it weighs, and whether it is a word that names a thing as often as it judges one."""

    weight: int
    item: Loaded
    is_plain: bool


class LoadedWording(NamedTuple):
    """The loaded wording of a document in text order: what judges for any reader, and the rest."""

    loaded: tuple[Loaded, ...]
    faint: tuple[Loaded, ...]


def extract_loaded(parse: Parse, quotations: Sequence[Quotation], attributions: Sequence[Attribution]) -> LoadedWording:
    """The loaded wording of a document; no two items overlap, and the longest reading wins.

    Args:
        parse: The parse of the document that the other two layers describe.
        quotations: What is inside speech marks belongs to a source.
        attributions: What is reported belongs to a source, but for what the outlet puts into it.
    """
    voices = Voices(quotations, attributions)
    holders = find_holders(parse, attributions)
    signs = [
        _find_signs(parse, sentence, [*tokens], voices, holders.get(sentence.index, ()))
        for sentence, tokens in parse.pairs()
    ]
    weight = sum(sign.weight for sentence in signs for sign in sentence if sign.item.voice == "outlet")
    leans = weight >= _LEANING_WEIGHT and weight >= _LEANING_SHARE * len(parse.doc)
    loaded: list[Loaded] = []
    faint: list[Loaded] = []
    for sentence in signs:
        total = sum(sign.weight for sign in sentence)
        for weight, item, is_plain in sentence:
            if weight >= _least_weight(item, total, leans=leans):
                loaded.append(item)
            elif not is_plain:
                faint.append(item)
    return LoadedWording(tuple(loaded), tuple(faint))


def _least_weight(item: Loaded, total: int, *, leans: bool) -> int:
    """What a sign must weigh to judge: in its category and voice, among signs that weigh `total` in its sentence."""
    if item.in_quotation:
        return STRONG
    if item.category in _OPEN:
        return STRONG
    if leans:
        return CUE
    if item.voice != "outlet":
        return STRONG
    if item.category == _DOUBTS:
        return CUE
    return MILD if total >= STRONG else STRONG


def _find_signs(
    parse: Parse, sentence: Sentence, tokens: Sequence[Token], voices: Voices, holders: Sequence[Candidate]
) -> list[_Sign]:
    """Everything in a sentence that may be loaded, with its weight."""
    candidates = [*find_words(sentence, tokens), *holders]
    for token in tokens:
        candidates += find_patterns(token)
        candidates += find_figures(token, dated=parse.document.published is not None)
    signs = []
    for candidate in _resolve_overlaps(candidates):
        span = _span(parse, candidate)
        if span is not None and candidate.category is not None:
            voice = _voice(parse.doc[candidate.first], candidate, sentence, span, voices)
            quoted = voices.is_quoted(span)
            item = Loaded(span, candidate.category, voice, quoted, candidate.plainer)
            signs.append(_Sign(candidate.weight, item, _is_plain(parse, candidate)))
    return signs


def _is_plain(parse: Parse, candidate: Candidate) -> bool:
    """Whether a candidate is a word that names a thing or an act as often as it judges one: "crisis", "flooded"."""
    if candidate.last - candidate.first > 1:
        return False
    return parse.doc[candidate.first].lemma_.lower() in load_classes()["plain_sense"]


def _resolve_overlaps(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that remain when the longest takes its tokens first, in text order.

    A harmless one wins over others of its length. What holds a sign of more weight has that weight.
    """
    kept: list[Candidate] = []
    holders: dict[int, int] = {}
    for candidate in sorted(
        candidates,
        key=lambda each: (
            each.first - each.last,
            each.category is not None,
            -each.weight,
            each.category != "vague_attribution",  # "insiders" who speak are a source first
            each.first,
        ),
    ):
        places = range(candidate.first, candidate.last)
        holder = next((holders[place] for place in places if place in holders), None)
        if holder is None:
            holders.update(dict.fromkeys(places, len(kept)))
            kept.append(candidate)
        elif kept[holder].category is not None and candidate.weight > kept[holder].weight:
            kept[holder] = replace(kept[holder], weight=candidate.weight)
    return sorted(kept, key=lambda each: each.first)


def _voice(token: Token, candidate: Candidate, sentence: Sentence, span: Span, voices: Voices) -> Voice:
    if voices.is_quoted(span):
        return "source"
    if sentence.heading or candidate.insertion or not voices.is_reported(span):
        return "outlet"
    return "outlet" if _is_in_apposition(token) else "source"


def _is_in_apposition(token: Token) -> bool:
    """Whether a token stands in an appositive behind a comma: a remark of whoever writes the sentence."""
    return any(
        each.dep_ == "appos" and each.left_edge.i > 0 and each.left_edge.nbor(-1).text == ","
        for each in (token, *token.ancestors)
    )


def _span(parse: Parse, candidate: Candidate) -> Span | None:
    """Where a candidate stands, without white space at its edges; None where an edge cuts a word in two."""
    text = parse.document.text
    last = parse.doc[candidate.last - 1]
    start, end = parse.doc[candidate.first].idx, last.idx + len(last.text)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end or _cuts_word(text, start) or _cuts_word(text, end):
        return None
    return Span(start, end, text[start:end])


def _cuts_word(text: str, offset: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()
