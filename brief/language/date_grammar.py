"""How English words an expression of time: a regular expression over kinds of tokens, a rule for each construction.

It only says where an expression stands and how it is built; what it means is for `date_meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from brief.language.date_tokens import Tokens, kind_characters

__all__ = ["Phrase", "find_phrases", "is_stamp"]

# Shorthands. A pattern names kinds of tokens (second column of lexicons/date_words.txt) and, in braces, these.
_SHORTHANDS = {
    "mon": "(?: month | month_abbr )",
    "wd": "(?: weekday | weekday_abbr )",
    "num": "(?: small | teen | high | digits | year )",
    "mday": "(?: small | teen | high | nth )",
    "yr": "(?: era_ad? year (?: era | era_ad )? | {spelled} | (?: small | teen | high | digits ) (?: era |"
    " era_ad ) | yy )",
    "year_only": "(?: era_ad? year (?: era | era_ad )? | (?: small | teen | high | digits ) (?: era | era_ad ) | yy )",
    "spelled": "(?: numword numword (?: hyphen? (?: numword | one ) )? )",
    "same_year": "(?: of? (?: the? (?: same | that | this | shift | anaphoric | past ) same? ) unit )",
    "words": "(?: (?: one | numword ) (?: (?: and | hyphen )? (?: one | numword | hundred ) ){0,4} )",
    "count": "(?: fraction | {num} (?: and? fraction )? (?: (?: to | or | hyphen ) {num} )? | numword hyphen? half"
    " | article hundred | {words} (?: and article? half )? (?: (?: to | or ) {words} )? )",
    "vague": "(?: article? very? (?: vague | couple ) of? | many | another | article? dozen )",
    "single": "(?: unit | quarter | weekend )",
    "unit": "(?: unit | units | quarter | quarters | weekend | weekends )",
    "approx": "(?: no? (?: more | less ) than | at (?: least | most ) | up to | article mere | approx | about |"
    " over (?= one | numword | article | small | teen | high ) | some (?= {num} | numword ) )",
    "edge": "(?: the? very? (?: early | late | latter | mid ) hyphen? (?: part | half ) of"
    " | (?: the | very )? (?: edge | half | part | ordinal_word half | shift half | latter half | former_half"
    " half ) of"
    " | most of | much of )",
    "near": "(?: the? (?: early | late | mid ) hyphen? (?: in | on )? (?: the? (?= month | season ) )? | (?:"
    " earlier | later ) (?: in | on )? )",
    "daytime": "(?: daypart | night | dawn | noon )",
    "season": "(?: season )",
    "direction": "(?: shift | this past | this coming | past | anaphoric | coming | this | that same? | same |"
    " latest | current | prior )",
    "the": "(?: the | its )",
    "modifier": "(?: filler | full | adjective | fiscal | single )",
    "cal": "(?: (?: {wd} comma? the? )? {mon} (?: {mday} | ordinal_word ) (?: comma? {yr} | of year | comma?"
    " {same_year} )?"
    " | (?: {wd} comma? )? the? {mday} of? {mon} (?: (?: comma | of )? {yr} | comma? {same_year} )?"
    " | {mon} (?: comma | of )? {yr} | {mon} comma? {same_year} | instant | slashed | (?: {the}? {direction} )?"
    " {mon} )",
    "day": "(?: deictic | {the}? {direction}? {wd} | {cal} )",
}
# A count and its unit; "the two-week crisis" and "a five year low" leave the article out.
_AMOUNT = (
    "(?: {approx}? {the}? (?: one | {count} | {vague} ) more? {modifier}* (?: units | quarters | weekends ) (?:"
    " or so )?"
    " | {approx}? (?: (?: article | another | one ) more? {modifier}* {single} (?: and article half | or so )? )"
    " | {approx}? article mere {modifier}* {single}"
    " | {approx}? {count} hyphen? {modifier}* hyphen? {single} )"
    " (?! hyphen (?: ago | earlier | old | edge | unit | to ) )"
)
# The rules in order: where two begin at one place the first that fits wins, so the longer construction stands first.
_RULES: tuple[tuple[str, str], ...] = (
    # Times of day
    ("time", "about? (?: clock | noon | small in the daypart ) zone? comma? (?: on | {near} )? {day}"),
    ("time", "about? clock zone? (?: (?: in the | this | that | on? {wd} ) {daytime} )?"),
    ("time", "{near}? noon (?! hyphen )"),
    ("daypart", "{near}? {the}? (?: {direction} (?: {wd} )? | deictic | {wd} | holiday ) {daytime}"),
    ("daypart", "{near}? {the}? {daytime} (?: of | on )? {day}"),
    ("daypart", "{near}? (?: tonight | overnight | daytime )"),
    ("daypart", "{near}? (?: the | one | mid hyphen? ) {daytime}"),
    # Sets
    (
        "set",
        "(?: every | each | per ) (?: {count} | other | vague | nth | ordinal_word )? (?: {unit} | {wd}"
        " {daytime}? | {daytime} | night | {mon} | season | half )",
    ),
    ("set", "(?: times | numword times ) article (?: unit | weekend )"),
    ("set", "set"),
    ("set", "(?: weekdays | {wd} (?: dayparts | nights ) )"),
    # Quarters and halves of a year
    ("quarter", "fiscal? hyphen? (?: ordinal_word | nth ) hyphen (?: quarter | half )"),
    (
        "quarter",
        "(?: the | its )? adjective? (?: {direction} unit poss | year )? fiscal? hyphen? (?: ordinal_word | nth"
        " ) (?: fiscal hyphen? )? (?: quarter | half )"
        " (?: (?: of | in | comma )? (?: fiscal? {yr} | {same_year} | {direction} unit ) | of {the}?"
        " {direction}? fiscal? unit )?",
    ),
    (
        "quarter",
        "{the}? adjective? (?: unit hyphen? (?: ago | earlier ) ) (?: fiscal? (?: ordinal_word | nth ) hyphen?"
        " )? (?: quarter | period | unit | half )",
    ),
    ("quarter", "{the}? year fiscal? (?: ordinal_word hyphen? )? (?: quarter | period )"),
    ("quarter", "{edge}? {the}? {direction} unit poss (?: ordinal_word )? quarter"),
    ("quarter", "{the}? adjective? period {direction} unit | the latest period"),
    ("quarter", "{edge}? {the} (?: {direction} )? fiscal? quarter"),
    ("quarter", "(?: {direction} ) fiscal? quarter"),
    ("quarter", "{near}? (?: part_code (?: of | comma )? {year_only}? | year part_code )"),
    # Amounts counted from somewhere
    (
        "counted",
        "(?: "
        + _AMOUNT
        + " ) (?: ago | earlier | later | previously | afterward | from now | back | before (?= stop | comma ) )",
    ),
    ("counted", "(?: units ) (?: ago | earlier | later )"),
    ("counted", "unit hyphen? (?: ago | earlier ) (?= other_word | period | stop )"),
    (
        "span",
        "{approx}? (?: each of )? {the}? (?: {direction} (?: {count} | {vague} ) | (?: ordinal_word | final )"
        " (?: {count} | {vague} ) | {count} anaphoric )"
        " more? {modifier}* {unit} (?: or so )?",
    ),
    ("span", "(?: {the}? (?: {direction} | recent | future ) {modifier}* (?: units | quarters ) (?: and units )? )"),
    ("amount", "{approx}? article {count} hyphen unit period | " + _AMOUNT),
    ("amount", "(?: units | unit ) hyphen long"),
    ("amount", "units (?: or | and ) units | units"),
    # Points on the calendar
    ("range_day", "{mday} (?= (?: hyphen | to | and | or ) {mday} of? {mon} )"),
    ("range_end", "(?<= {mon} {mday} (?: hyphen | and | to ) ) {mday} (?= stop | comma | other_word | in | by )"),
    ("date", "about? (?: {edge} | {near} )? {cal}"),
    ("range_years", "year_month"),
    ("decade", "(?: {edge} the? | {near} | the )? (?: decade | decade_word ) era?"),
    ("century", "(?: {edge} )? the? {near}? (?: ordinal_word | nth | numword hyphen ordinal_word ) hyphen? unit era?"),
    (
        "season",
        "{edge}? {near}? {the}? {near}? (?: year )? (?: {direction} )? season (?: (?: of | comma )? (?: {yr} |"
        " {same_year} ) )?",
    ),
    ("holiday", "{near}? {the}? {direction}? holiday (?: eve | unit | weekday )? (?: comma? year )?"),
    ("holiday", "new unit poss? (?: unit | eve )"),
    ("weekday", "{near}? {the}? {direction}? {wd}"),
    ("deictic", "{near}? deictic"),
    ("year_words", "the unit numword hundred"),
    (
        "unit",
        "(?: about )? (?: {edge} | {near} )? {the}? (?: {direction} | full ) same? {modifier}* (?: unit |"
        " weekend ) (?: or so )?",
    ),
    ("unit", "(?: about )? (?: {edge} | {near} ) {the} {modifier}* (?: unit | weekend )"),
    ("unit", "(?: about )? {the}? unit (?: poss | hyphen )? edge"),
    ("unit", "{the} {modifier}* (?: weekend | unit ) (?: after | before )?"),
    (
        "year",
        "{approx}? (?: {edge} | {near} )? (?: the unit | fiscal unit? )? {year_only} (?: and beyond | or later )?",
    ),
    ("year_words", "(?: the unit )? numword numword (?: hyphen? (?: numword | one ) )?"),
    # References to no date in particular
    ("reference", "right? now | the? present | the time being | these units | at present"),
    (
        "reference",
        "more? lately | soon | current | recent | future | the past | the (?: near | foreseeable | distant |"
        " not )? future",
    ),
    ("consistently", "(?<= have ) (?: consistently | long )"),
)


# Most words can begin no expression; they are skipped before any rule is tried. On 80 articles of TimeBank that takes
# 0.05 s instead of 0.39 s.
_NEVER_FIRST = (
    "other_word stop comma hyphen poss apostrophe money slash big of in on to and until between during for"
    " since by not from"
    " have era zone time moment being eve part or so ago back than"
).split()

# Each of these begins expressions and is none by itself, so that none begins where a word of another sort stands behind
# it: "the tunnel", "each vote", "two people". Most of what is tried for nothing is such.
_NEVER_ALONE = (
    "fraction numeral digits seasons unit night quarter nights quarters weekend weekends period term half daypart"
    " dayparts dawn shift past anaphoric prior latest coming this these that those same earlier previously later before"
    " after afterward ahead early late mid edge most much latter former_half every each per other numword one hundred"
    " dozen ordinal_word final vague many some couple more another single full filler old age mere about approx over"
    " only just within at least less no up very fiscal right near short foreseeable distant article the its adjective"
    " comparable times era_ad beyond new"
).split()


# What follows the time of an entry in a log: "11:05 – The wind has eased."
_MARKS = ("-", "–", "—", ":", "|", "]", ")", "\n", "\r")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One expression: the rule it was read by and the tokens `[first, stop)` it runs over."""

    rule: str
    first: int
    stop: int


def _expanded(pattern: str) -> str:
    while "{" in pattern:
        found = re.search(r"\{([a-z_]+)\}", pattern)
        if found is None:
            break
        pattern = pattern.replace(found[0], _SHORTHANDS[found[1]])
    return pattern


@lru_cache(maxsize=1)
def _grammar() -> tuple[re.Pattern[str], tuple[str, ...]]:
    characters = kind_characters()
    alternatives = []
    for _, pattern in _RULES:
        # Quantifiers in braces hold digits only and are left alone.
        spelled = re.sub(r"[a-z_]+", lambda name: characters[name[0]], _expanded(pattern))
        alternatives.append("(" + re.sub(r"\s+", "", spelled).replace("(?:" + ")", "") + ")")
    first = "(?=[^" + "".join(characters[name] for name in _NEVER_FIRST) + "])"
    first += "(?![" + "".join(characters[name] for name in _NEVER_ALONE) + "]" + characters["other_word"] + ")"
    return re.compile(first + "(?:" + "|".join(alternatives) + ")"), tuple(name for name, _ in _RULES)


def find_phrases(tokens: Tokens) -> Iterator[Phrase]:
    """The expressions of a text in order; they do not overlap."""
    grammar, names = _grammar()
    for match in grammar.finditer(tokens.kinds):
        yield Phrase(names[(match.lastindex or 1) - 1], match.start(), match.end())


def is_stamp(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether an expression opens its line and a mark follows, as the time of an entry does."""
    start, end = tokens.starts[phrase.first], tokens.ends[phrase.stop - 1]
    line = tokens.text.rfind("\n", 0, start) + 1
    return not tokens.text[line:start].strip("[(*• \t\r") and tokens.text[end : end + 4].lstrip()[:1] in _MARKS
