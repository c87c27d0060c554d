"""Whether the clause around an expression of time looks back or ahead: it settles which Tuesday, which May is meant.

The grammar of the clause is asked first, where there is a parse: the auxiliaries of the governing verb, its form, the
preposition between them. Where it does not say, the words before the expression do. What follows for the calendar is
for `date_calendar`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.language.date_grammar import Phrase
from brief.language.date_tokens import Tokens, kind_at

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.parse import Parse

__all__ = ["find_lead", "find_tense"]

_FUTURE = re.compile(
    r"\b(?:will|shall|won't|to be|going to|expects?|expected|scheduled|due|set to|would|should|must|intends?|hopes? to|"
    r"plans? to|planning|payable|effective|expires?|upcoming|takes? effect|as soon as|as early as)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|[a-z]{3,}ed|ago|began|came|became|went|took|made|rose|fell|held|won|lost|met|"
    r"gave|left|found|brought|sent|saw|got|led|kept|grew|set|hit|put|ran|shot|struck|spoke|wrote|broke|drew|flew|sold|"
    r"bought|built|paid|been)\b",
    re.IGNORECASE,
)
_CLAUSE_CHARS = 90
_CLAUSE_END = re.compile(r"[.;!?]\s|\n\s*\n")
_STEPS_UP = 8
# From "Friday" over "on" to the verb.
_NEAR_STEPS = 2
_MODALS = frozenset("will 'll ’ll shall wo would should must".split())
# What is planned, expected or put off "for Monday", "until May" or "in June" lies ahead, whenever that was said.
_PLANNING = frozenset(
    """plan schedule expect due slate intend promise postpone delay adjourn aim hope propose invite forecast project
    anticipate book summon defer reschedule ready suspend""".split()
)
_AHEAD = frozenset(("for", "until", "till", "til", "by", "to"))
# What somebody means or is made "to do on Friday" lies ahead; what he did "to help on Friday" does not.
_WANTING = _PLANNING | frozenset(
    """want agree ask order tell vow decide seek refuse threaten prepare try urge advise require need allow set go have
    be continue remain mean""".split()
)
# Verbs of a timetable, which need no "will": "she leaves the office on Friday", "polls open in June".
_LEADS = frozenset(("by", "until", "for", "to", "since", "from", "before", "on", "in", "between", "than"))
_REPORTING = frozenset("say tell show report suggest note add write argue claim find warn call describe".split())
_TIMETABLE_RULES = frozenset(("weekday", "daypart", "time", "date"))


def find_tense(tokens: Tokens, phrase: Phrase, parse: Parse | None) -> int:
    """-1 where the clause speaks of the past, 1 of the future, 0 where it does not say; ±2 where its own verb does."""
    before = find_lead(tokens, phrase)
    if kind_at(tokens, phrase.stop) == "poss":
        return 1 if before == "ahead of" else -1  # Wednesday's ruling
    if before == "ahead of" or phrase.first and tokens.values[phrase.first - 1] in ("effective", "payable", "due"):
        return 1
    found = 0
    if parse is not None:
        found = _parsed_tense(parse, tokens.starts[phrase.first], before, phrase.rule)
    if not found:
        found = _worded_tense(tokens, phrase)
    if not found and before in ("by", "until"):
        return 1
    return found


def find_lead(tokens: Tokens, phrase: Phrase) -> str:
    """The preposition before an expression: "until" of "until at least Monday", "ahead of", "for"; "" for any other."""
    place = phrase.first - 1
    while place > 0 and kind_at(tokens, place) in ("least", "at", "about", "the", "early", "late", "on"):
        if kind_at(tokens, place) == "on" and kind_at(tokens, place - 1) not in ("until", "by"):
            break
        place -= 1
    kind = kind_at(tokens, place)
    if kind == "of" and kind_at(tokens, place - 1) == "ahead":
        return "ahead of"
    return kind if kind in _LEADS else ""


def _worded_tense(tokens: Tokens, phrase: Phrase) -> int:
    text, start, end = tokens.text, tokens.starts[phrase.first], tokens.ends[phrase.stop - 1]
    before = _CLAUSE_END.split(text[max(0, start - _CLAUSE_CHARS) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + _CLAUSE_CHARS // 2])[0]
    ahead = max((match.end() for match in _FUTURE.finditer(before)), default=-1)
    behind = max((match.end() for match in _PAST.finditer(before)), default=-1)
    if ahead >= 0 or behind >= 0:
        return 1 if ahead >= behind else -1
    future, past = _FUTURE.search(after), _PAST.search(after)
    if future and (past is None or future.start() < past.start()):
        return 1
    return -1 if past else 0


def _parsed_tense(parse: Parse, offset: int, before: str, rule: str) -> int:
    """What the words that govern the token at `offset` say, from the nearest up; 0 where none tells."""
    span = parse.doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or not len(span):
        return 0
    first = token = span[0]
    for step in range(_STEPS_UP):
        if token.i != first.i:
            tense = _governing_tense(token, before, rule, is_near=step <= _NEAR_STEPS)
            if tense:
                return tense
        if token.head.i == token.i:
            break
        token = token.head
    return 0


def _governing_tense(word: Token, before: str, rule: str, *, is_near: bool) -> int:
    """The direction that one governing word gives, 0 for none."""
    lemma = word.lemma_.lower()
    if lemma in _PLANNING and (before in _AHEAD or is_near and not before) and word.pos_ in ("VERB", "NOUN", "ADJ"):
        return 1
    if word.pos_ not in ("VERB", "AUX"):
        return 0
    children = {child.lower_ for child in word.children if child.dep_ in ("aux", "auxpass", "neg")}
    if children & _MODALS:
        # "would have met on Monday", "will have left by Friday"
        return -1 if "have" in children and before != "by" else 2 if is_near else 1
    if "to" in children:
        return -1 if "have" in children else _infinitive_tense(word, is_near=is_near)
    if "had" in children:
        return -2 if is_near else -1
    if before == "until" and not children & {"n't", "not", "n’t", "never"}:
        return 1
    is_past = word.tag_ == "VBD" or word.tag_ == "VBN" and not children & {"is", "are", "be"}
    if is_past or children & {"was", "were", "has", "have", "did"}:
        return -2 if is_near else -1
    is_present = word.tag_ in ("VBZ", "VBP") or children & {"is", "are", "'s", "'re"}
    if is_present and is_near and rule in _TIMETABLE_RULES and lemma not in _REPORTING and _is_sentence(word):
        return 1
    return 0


def _infinitive_tense(verb: Token, *, is_near: bool) -> int:
    """1 where what is "to be done" is wanted, planned or hangs on a present verb; else the verb above has to say."""
    above = verb.head
    if above.i == verb.i or verb.tag_ == "VBN" and above.pos_ in ("NOUN", "PROPN"):
        return 1  # "the report, to be published in autumn"
    if above.pos_ not in ("VERB", "AUX"):
        return 0
    if above.lemma_.lower() in _WANTING or above.tag_ in ("VBZ", "VBP"):
        return 2 if is_near else 1
    return 0


def _is_sentence(word: Token) -> bool:
    """Whether the word stands in a full sentence: a headline has the present tense for the past."""
    last = word.sent[-1] if word.doc.has_annotation("SENT_START") else word
    return last.is_punct or last.is_space
