"""Words that tell the same, or less, in other dress: "rose" of what climbed by 5%, "about" for "roughly".

Each row leads from our word to words of a text of which it is true; where the text's word says more, the row does not
hold the other way round. Words that judge, doubt, deny or name are not here. What pairs may not change (number, tense,
who does it) is looked after by the guards, which read the text's own word in place of ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from brief.grounding.sentences import EvidenceWord, is_finite_verb
from brief.grounding.words import Word
from brief.language.modality import base_form

__all__ = ["in_words_of"]

# In any surroundings. The kinds of thing that these verbs are said of are the same.
_ANYWHERE = """
begin: start commence
start: begin commence
buy: purchase
purchase: buy
help: assist
assist: help
attempt: try
try: attempt
stop: halt cease
build: construct
construct: build
destroy: obliterate
choose: select
permit: allow
allow: permit
ban: prohibit outlaw
prohibit: ban outlaw
conceal: hide
kill: murder slay
cause: trigger
delay: postpone
reside: live
company: firm
firm: company
although: though
though: although
until: till
among: amongst
"""
# Only next to a figure: "jumped" is no rise where somebody jumped a fence.
_BESIDE_FIGURES = """
rise: climb jump increase grow surge soar advance rocket
increase: rise climb jump grow surge soar
grow: rise climb increase
fall: drop decline decrease slump plunge tumble slide sink
decrease: fall drop decline
decline: fall drop decrease
drop: fall decline
about: around roughly approximately
around: about roughly approximately
roughly: about around approximately
approximately: about around roughly
nearly: almost
almost: nearly
"""
_FIGURE_WORDS = 4


@cache
def _rows(table: str) -> Mapping[str, frozenset[str]]:
    rows = (line.split(":") for line in table.strip().splitlines())
    return {base_form(ours): frozenset(map(base_form, theirs.split())) for ours, theirs in rows}


@cache
def _ours() -> frozenset[str]:
    return frozenset((*_rows(_ANYWHERE), *_rows(_BESIDE_FIGURES)))


def in_words_of(statement: str, words: Sequence[Word], evidence: Sequence[EvidenceWord]) -> str:
    """A statement with the text's own words where it has others for the same; the rest stays as it is.

    A word that the evidence has as well is left alone, and so is one with more than one counterpart in it.
    """
    there: set[str] | None = None
    told = statement
    for word in reversed(words):
        if word.stem not in _ours() or word.form[:1].isupper() and word.start > 0:
            continue
        there = there or {item.word.stem for item in evidence}
        if word.stem in there:
            continue
        found = [item for item in evidence if _stands_for(word, item, evidence)]
        if len({item.word.key for item in found}) == 1:
            told = told[: word.start] + found[0].word.form + told[word.end :]
    return told


def _stands_for(word: Word, item: EvidenceWord, evidence: Sequence[EvidenceWord]) -> bool:
    if item.quoted or _form(word) != _form(item.word):
        return False
    if item.word.stem in _rows(_ANYWHERE).get(word.stem, ()):
        return True
    return item.word.stem in _rows(_BESIDE_FIGURES).get(word.stem, ()) and _is_beside_figure(item, evidence)


def _form(word: Word) -> str:
    """Past, progressive or neither."""
    if is_finite_verb(word.key):
        return "past"
    return "ing" if word.key.endswith("ing") and len(word.key) > 4 else ""


def _is_beside_figure(item: EvidenceWord, evidence: Sequence[EvidenceWord]) -> bool:
    behind = [near for near in evidence if near.start >= item.end and near.sentence == item.sentence]
    return any(near.word.stem.startswith("#") for near in behind[:_FIGURE_WORDS])
