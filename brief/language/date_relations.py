"""What the words around an expression of time say: whether it is one, in which tense, and what part it plays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.language.date_features import Features
from brief.language.date_grammar import Phrase
from brief.language.date_tokens import Tokens, kind_characters

if TYPE_CHECKING:
    from spacy.tokens import Token

    from brief.language.analysis import DateType, Relation
    from brief.language.parse import Parse

__all__ = ["find_relation", "find_tense", "is_time"]

_RELATIONS: dict[str, Relation] = {
    "by": "deadline",
    "before": "deadline",
    "until": "end",
    "through": "end",
    "since": "start",
    "from": "start",
}
# A year of four digits is one where the words before it say so; "2,000 people" and "1500 troops" are quantities.
_BEFORE_YEAR = frozenset(
    "in of since by from until till to through during for before after around about and or late early".split()
)
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
_BEFORE_MONTH = frozenset("in by since until from during of the on between about early late".split())
_BEFORE_SEASON = frozenset("until since for over of from to about".split())
_ALSO_NAMES = frozenset(("may", "march", "april", "june", "august"))
_BEFORE_UNITS = frozenset("for in within after over to during before until by about".split())
_TAKING_TIME = frozenset("took take takes last lasted spent spend wait waited cost".split())
_CLAUSE_CHARS = 90
_STEPS_UP = 8
_CLAUSE_END = re.compile(r"[.;!?]\s|\n\s*\n")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {character: name for name, character in kind_characters().items()}


def is_time(tokens: Tokens, phrase: Phrase, features: Features, parse: Parse | None = None) -> bool:
    """Whether the words around leave the phrase an expression of time."""
    if parse is not None and features.month and phrase.stop - phrase.first == 1 and _is_verb(tokens, phrase, parse):
        return False
    before, after = _name(tokens, phrase.first - 1), _name(tokens, phrase.stop)
    rule = features.rule
    if rule == "year":
        return _is_year(tokens, phrase, features, before, after)
    if features.unit == "Q" and rule == "amount" and after == "of":
        return False
    if before in ("money", "slash") or after in ("big", "money") and rule in ("amount",):
        return False
    if rule == "date" and phrase.stop - phrase.first == 1:
        return _is_month(tokens, phrase, features, before, after)
    if rule == "weekday" and "weekday_abbr" in features.names:
        return tokens.text[tokens.ends[phrase.stop - 1] - 1] == "." or before == "on"
    if rule == "season":
        named = features.year is not None or features.direction is not None or features.edge is not None
        return named or before in ("in", "during", "by") or features.definite and before in _BEFORE_SEASON
    if rule == "amount":
        return _is_amount(tokens, phrase, features, before, after)
    if rule == "unit" and features.direction is None and features.edge is None:
        return _is_bare_unit(tokens, phrase, features, before)
    if rule == "decade":
        return features.year is not None
    if rule == "reference":
        return _is_reference(tokens, phrase, features, before, after)
    if rule == "set" and "set" in features.names:
        if features.set == "P3M" and after == "other_word":
            return False  # a quarterly dividend, loss, report
        return after != "hyphen"
    return True


def _name(tokens: Tokens, place: int) -> str:
    return _names()[tokens.kinds[place]] if 0 <= place < len(tokens.kinds) else "stop"


def _is_year(tokens: Tokens, phrase: Phrase, features: Features, before: str, after: str) -> bool:
    if before in ("money", "slash"):
        return False
    if phrase.stop - phrase.first == 1 and after in ("big", "hyphen") and _name(tokens, phrase.stop + 1) != "year":
        return False
    if features.year is None:
        return False
    if phrase.stop - phrase.first > 1 or "era" in features.names:
        return True
    if before == "hyphen" and _name(tokens, phrase.first - 2) not in ("year", "other_word"):
        return False
    if after in ("units", "unit", "quarters", "yy"):
        return False
    word_before = tokens.values[phrase.first - 1] if phrase.first else ""
    plausible = 1500 <= features.year < 2100
    if before == "other_word" and word_before not in _BEFORE_YEAR:
        return plausible and after != "other_word"
    if after == "other_word" and tokens.values[phrase.stop].endswith("s") and features.year % 50 == 0:
        return False
    if before in ("than", "least", "most", "over", "up", "approx", "more", "less"):
        return False
    return plausible or before in ("in", "since", "until")


def _is_month(tokens: Tokens, phrase: Phrase, features: Features, before: str, after: str) -> bool:
    """Whether a bare month's name is a month: May and March are also verbs, April and June also first names."""
    word = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.first]]
    if before in _BEFORE_MONTH:
        return True
    if "month_abbr" in features.names:
        return word.endswith(".")
    following = tokens.text[tokens.ends[phrase.first] : tokens.ends[phrase.first] + 2]
    if word.lower() in _ALSO_NAMES and following[:1] == " " and following[1:].isupper():
        return False  # June Carter
    if word.lower() not in ("may", "march"):
        return True
    previous = tokens.text[tokens.starts[phrase.first - 1]] if phrase.first else "."
    return before not in ("stop", "comma") and not previous.isupper() and after not in ("for", "on", "to")


def _is_amount(tokens: Tokens, phrase: Phrase, features: Features, before: str, after: str) -> bool:
    if before == "hyphen" and _name(tokens, phrase.first - 2) in ("numword", "small", "teen"):
        return False
    if not features.names - {"units", "and", "or"}:  # bare "weeks", "years"
        return before in _BEFORE_UNITS or before == "other_word" and tokens.values[phrase.first - 1] in _TAKING_TIME
    # An age is no date.
    return not (after == "old" or after == "hyphen" and _name(tokens, phrase.stop + 1) == "old")


def _is_bare_unit(tokens: Tokens, phrase: Phrase, features: Features, before: str) -> bool:
    if not features.definite:
        return False
    return (
        features.unit in ("WE", "Y", "W", "M")
        and before in ("in", "of", "for", "during", "over", "by", "on", "other_word", "within", "through")
        or bool(features.names & {"after", "before"} and features.unit == "D")
    )


def _is_reference(tokens: Tokens, phrase: Phrase, features: Features, before: str, after: str) -> bool:
    if "these" in features.names:
        return features.unit == "D"
    if "future" in features.names:
        if features.names & {"the", "near", "foreseeable", "distant"}:
            return after != "other_word" or before in ("in", "into", "about")
        return after == "other_word"
    if "past" in features.names:
        return before == "in" or after != "other_word"
    if "present" in features.names:
        return before == "at"
    if "soon" in features.names:
        return (
            before not in ("so", "as")
            and not (before == "other_word" and tokens.values[phrase.first - 1] == "as")
            and after != "after"
        )
    return True


def find_tense(tokens: Tokens, phrase: Phrase, parse: Parse | None) -> int:
    """-1 where the clause speaks of the past, 1 of the future, 0 where it does not say.

    The words next to the expression are asked first, then the verb that the parse says governs it.
    """
    if _name(tokens, phrase.stop) == "poss":
        return -1  # Wednesday's ruling
    found = _worded_tense(tokens, phrase)
    if not found and parse is not None:
        found = _parsed_tense(parse, tokens.starts[phrase.first])
    if not found and _name(tokens, phrase.first - 1) in ("by", "until"):
        return 1
    return found


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


def _is_verb(tokens: Tokens, phrase: Phrase, parse: Parse) -> bool:
    start, end = tokens.starts[phrase.first], tokens.ends[phrase.first]
    span = parse.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(token.pos_ in ("VERB", "AUX") for token in span)


def _parsed_tense(parse: Parse, offset: int) -> int:
    """The tense of the verb that governs the token at `offset`; 0 where there is none that tells."""
    span = parse.doc.char_span(offset, offset + 1, alignment_mode="expand")
    if span is None or not len(span):
        return 0
    first = token = span[0]
    for _ in range(_STEPS_UP):
        if token.pos_ in ("VERB", "AUX") and token.i != first.i:
            tense = _verb_tense(token)
            if tense:
                return tense
        if token.head.i == token.i:
            break
        token = token.head
    return 0


def _verb_tense(verb: Token) -> int:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {
        "will",
        "'ll",
        "’ll",
        "shall",
        "wo",
        "would",
        "may",
        "might",
        "can",
        "could",
        "should",
        "must",
        "to",
    }:
        return 1
    if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "had", "has", "have", "did"}:
        return -1
    return 0


def find_relation(tokens: Tokens, phrase: Phrase, type: DateType, timex: str | None) -> Relation:
    """The part that an expression plays in its sentence, told by its preposition."""
    if type == "SET":
        return "recurring"
    before = _name(tokens, phrase.first - 1)
    if type == "DURATION":
        return "duration"
    if before == "to" or before == "and" or before == "hyphen":
        earlier = [_name(tokens, place) for place in range(max(0, phrase.first - 8), phrase.first - 1)]
        if before == "to" and "from" in earlier or before == "and" and "between" in earlier:
            return "end"
    if before == "between":
        return "start"
    if before == "than":
        return "reference"
    if before == "of" and phrase.first > 1 and tokens.values[phrase.first - 2] == "deadline":
        return "deadline"
    return _RELATIONS.get(before, "event")
