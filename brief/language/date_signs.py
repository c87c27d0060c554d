"""Whether the words around a phrase of the date grammar leave it an expression of time: not every "May" is a month.

Asked before anything is counted. Which tense the sentence has is for `date_tense`, what part the expression plays for
`date_relations`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.language.date_features import Features
from brief.language.date_grammar import Phrase
from brief.language.date_tokens import Tokens, kind_at

if TYPE_CHECKING:
    from brief.language.parse import Parse

__all__ = ["is_time", "trim_phrase"]

# A year of four digits is one where the words before it say so; "2,000 people" and "1500 troops" are quantities.
_BEFORE_YEAR = frozenset(
    "in of since by from until till to through during for before after around about and or late early".split()
)
_BEFORE_MONTH = frozenset("in by since until from during of the on between about early late".split())
_BEFORE_SEASON = frozenset("until since for over of from to about".split())
_ALSO_NAMES = frozenset(("may", "march", "april", "june", "august"))
_BEFORE_UNITS = frozenset("for in within after over to during before until by about".split())
_SPEEDS = frozenset("kilometres kilometers miles metres meters knots km feet".split())
_OWNERS = frozenset("his her its their our my your".split())
_BEFORE_VERBS = frozenset("to will would could can may might should must".split())
_TAKING_TIME = frozenset("took take takes last lasted spent spend wait waited cost".split())


def is_time(tokens: Tokens, phrase: Phrase, features: Features, parse: Parse | None = None) -> bool:
    """Whether the words around leave the phrase an expression of time."""
    if parse is not None and features.month and phrase.stop - phrase.first == 1 and _is_verb(tokens, phrase, parse):
        return False
    before, after = kind_at(tokens, phrase.first - 1), kind_at(tokens, phrase.stop)
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
        if _is_in_name(tokens, phrase):
            return False
        if features.set == "P3M" and after == "other_word":
            return False  # a quarterly dividend, loss, report
        return after != "hyphen"
    return True


def trim_phrase(tokens: Tokens, phrase: Phrase, parse: Parse | None) -> Phrase:
    """The phrase without what stands before the expression: a preposition, a possessive, "last" where it is a verb.

    "Over six years" is six years, in "over six years old" too; "her last eighteen months" are the last eighteen.
    """
    if phrase.rule not in ("amount", "span", "time") or phrase.stop - phrase.first < 2:
        return phrase
    first = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.first]].casefold()
    is_outside = (
        first == "over"
        or first in _OWNERS
        or first == "last"
        and _is_verb_last(tokens, phrase, parse)
        or phrase.rule == "time"
        and kind_at(tokens, phrase.first) == "about"
    )
    return Phrase(phrase.rule, phrase.first + 1, phrase.stop) if is_outside else phrase


def _is_verb_last(tokens: Tokens, phrase: Phrase, parse: Parse | None) -> bool:
    """Whether "last" says how long something goes on: "is due to last three weeks"."""
    word = tokens.values[phrase.first - 1] if phrase.first else ""
    return word in _BEFORE_VERBS or parse is not None and _is_verb(tokens, phrase, parse)


def _is_year(tokens: Tokens, phrase: Phrase, features: Features, before: str, after: str) -> bool:
    if before in ("money", "slash"):
        return False
    if phrase.stop - phrase.first == 1 and after in ("big", "hyphen") and kind_at(tokens, phrase.stop + 1) != "year":
        return False
    if features.year is None:
        return False
    if phrase.stop - phrase.first > 1 or "era" in features.names:
        return True
    if before == "hyphen" and kind_at(tokens, phrase.first - 2) not in ("year", "other_word"):
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
    if before == "hyphen" and kind_at(tokens, phrase.first - 2) in ("numword", "small", "teen"):
        return False
    if not features.names - {"units", "and", "or"}:  # bare "weeks", "years"
        return before in _BEFORE_UNITS or before == "other_word" and tokens.values[phrase.first - 1] in _TAKING_TIME
    if features.rate and features.unit == "TH" and tokens.values[phrase.first - 1] in _SPEEDS:
        return False
    if features.unit == "Q" and after == "hyphen":
        return False  # a quarter-point cut
    # An age is no date.
    return not (after == "old" or after == "hyphen" and kind_at(tokens, phrase.stop + 1) == "old")


def _is_in_name(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a capitalised word stands in a run of them: "the Ledger Daily"."""
    start = tokens.starts[phrase.first]
    before = tokens.text[tokens.starts[phrase.first - 1] : start] if phrase.first else ""
    return tokens.text[start].isupper() and before[:1].isupper() and before.endswith(" ")


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
            return after not in ("other_word", "of") or before in ("in", "into", "about")
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


def _is_verb(tokens: Tokens, phrase: Phrase, parse: Parse) -> bool:
    start, end = tokens.starts[phrase.first], tokens.ends[phrase.first]
    span = parse.doc.char_span(start, end, alignment_mode="expand")
    return span is not None and any(token.pos_ in ("VERB", "AUX") for token in span)
