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

# The same in any surroundings, also where it is denied.
_SAME = """
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
choose: select
permit: allow
allow: permit
ban: prohibit
prohibit: ban
conceal: hide
reside: live
"""
# Ours says less: it follows only where the text tells plainly that it happened.
_LESS = """
kill: murder slay
cause: trigger
destroy: obliterate
delay: postpone
ban: outlaw
prohibit: outlaw
"""
_BODIES = """
company: firm
firm: company
"""
_LINKS = """
although: though
though: although
until: till
among: amongst
"""
# Only of a figure: "jumped" is no rise where somebody jumped a fence.
_FIGURES = """
rise: climb increase grow
increase: rise climb grow
grow: rise climb increase
fall: drop decline decrease
decrease: fall drop decline
decline: fall drop decrease
drop: fall decline
"""
_LESS_OF_FIGURES = """
rise: jump surge soar advance rocket
increase: jump surge soar
fall: slump plunge tumble slide sink
"""
_ABOUT = """
about: around roughly approximately
around: about roughly approximately
roughly: about around approximately
approximately: about around roughly
nearly: almost
almost: nearly
"""
_TABLES = (_SAME, _LESS, _BODIES, _LINKS, _FIGURES, _LESS_OF_FIGURES, _ABOUT)
_FIGURE_WORDS = 4
_CHANGES = frozenset(("by", "to", "from"))
_PERCENT = frozenset(("percent", "per", "points", "point", "pc", "basis"))
# Markers under which less does not follow from more, or more is denied.
_TURNING = frozenset(("negation", "condition", "privative"))
# So do words that count what fits, and verbs by which a thing did not happen or is not so.
_COUNTING = frozenset(
    "only few fewer little less least most every each all any hardly scarcely barely whether than unlike without "
    "until till before instead or".split()
)
_UNDOING = frozenset(
    map(
        base_form,
        "acquit clear exonerate absolve fail avoid avert prevent stop deter refuse decline deny reject dismiss doubt "
        "dispute forbid ban prohibit threaten plan plot vow pledge try attempt accuse suspect charge convict pretend "
        "forget neglect cease halt drop overturn quash exclude rule".split(),
    )
)


@cache
def _rows(table: str) -> Mapping[str, frozenset[str]]:
    rows = (line.split(":") for line in table.strip().splitlines())
    return {base_form(ours): frozenset(map(base_form, theirs.split())) for ours, theirs in rows}


@cache
def _ours() -> frozenset[str]:
    return frozenset(ours for table in _TABLES for ours in _rows(table))


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
    """Whether the text's word may be read in place of ours, in the sense that it has where it stands."""
    fitting = [table for table in _TABLES if item.word.stem in _rows(table).get(word.stem, ())]
    if not fitting or item.quoted or _form(word) != _form(item.word):
        return False
    near = [other for other in evidence if other.sentence == item.sentence]
    place = near.index(item)
    before = near[place - 1] if place and not item.word.breaks else None
    after = near[place + 1] if place + 1 < len(near) else None
    is_noun = before is not None and (before.does in ("determiner", "preposition") or before.word.possessive)
    for table in fitting:
        if table is _ABOUT:
            fits = any(other.word.stem.startswith("#") for other in near[place + 1 : place + 1 + _FIGURE_WORDS])
        elif table is _BODIES:
            fits = before is not None and before.word.key == "the" and _is_subject(after)
        elif table is _LINKS:
            fits = before is None or before.does != "determiner"
        elif table in (_FIGURES, _LESS_OF_FIGURES):
            fits = _is_of_figure(near[place + 1 : place + 1 + _FIGURE_WORDS])
        else:
            fits = not is_noun or before is not None and before.word.key == "to"
        if fits and (table not in (_LESS, _LESS_OF_FIGURES) or _is_told(place, near)):
            return True
    return False


def _is_subject(after: EvidenceWord | None) -> bool:
    """Whether a noun stands before its verb or a mark: "the firm said", but not "the firm bid"."""
    if after is None or after.word.breaks or after.speech:
        return True
    return after.does in ("verb", "auxiliary")


def _is_told(place: int, near: Sequence[EvidenceWord]) -> bool:
    """Whether a sentence tells plainly that a thing happened: nothing in it denies, asks, counts or sets conditions."""
    item = near[place]
    if not is_finite_verb(item.word.key) and not (item.word.key.endswith("s") and not item.word.breaks):
        return False
    return not any(
        other.marker in _TURNING
        or other.word.key in _COUNTING
        or other.word.stem in _UNDOING
        or other.speech not in (None, "plain", "held")
        for other in near
        if other is not item
    )


def _is_of_figure(behind: Sequence[EvidenceWord]) -> bool:
    """Whether a change of a figure follows: "by 5%", "to £3 million", "5 percent", but not "40 applications"."""
    if not behind or behind[0].word.breaks and not behind[0].word.stem.startswith("#"):
        return False
    if behind[0].word.stem.startswith("#"):
        return any(item.word.key == "%" or item.word.key in _PERCENT for item in behind[1:3])
    figure = next((k for k, item in enumerate(behind) if item.word.stem.startswith("#")), None)
    lead = behind[0].word.key in _CHANGES
    return lead and figure is not None and not any(item.does == "verb" for item in behind[1:figure])


def _form(word: Word) -> str:
    """Past, progressive or neither."""
    if is_finite_verb(word.key):
        return "past"
    return "ing" if word.key.endswith("ing") and len(word.key) > 4 else ""
