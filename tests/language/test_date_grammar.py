"""What is skipped before any rule is tried could have begun no expression."""

from __future__ import annotations

import re

import pytest

from brief.language import date_grammar
from brief.language.date_tokens import kind_characters, split_tokens

# They look back at what stands before them, so that what begins them cannot be told from one token alone.
_LOOKING_BACK = frozenset("small teen high nth consistently long".split())


@pytest.fixture(scope="module")
def unfiltered() -> re.Pattern[str]:
    """The grammar without the filter on what stands behind the first token."""
    grammar, _ = date_grammar._grammar()
    filtered = grammar.pattern
    start = filtered.index("(?![")
    return re.compile(filtered[:start] + filtered[filtered.index(")", start) + 1 :])


def test_what_is_no_expression_by_itself_is_the_whole_of_the_list(unfiltered: re.Pattern[str]) -> None:
    characters = kind_characters()
    other = characters["other_word"]
    first = [name for name in characters if name not in date_grammar._NEVER_FIRST]
    alone = {name for name in first if not unfiltered.match(characters[name] + other)} - _LOOKING_BACK
    assert alone == set(date_grammar._NEVER_ALONE)


def test_no_rule_goes_over_a_word_of_another_sort() -> None:
    patterns = [pattern for name, pattern in date_grammar._RULES]
    spelled = [date_grammar._expanded(pattern) for pattern in patterns]
    consumed = [re.sub(r"\(\?[=!][^()]*(?:\([^()]*\)[^()]*)*\)", "", pattern) for pattern in spelled]
    assert not any("other_word" in pattern for pattern in consumed)
    assert any("other_word" in pattern for pattern in spelled)


@pytest.mark.parametrize(
    "text",
    [
        "The vote on the third of May fell in the middle of this very long week, one day after the strike.",
        "Each year two people of about forty leave; no more than five months later most of them are back.",
        "Over the last ten days some 12 boats, the oldest of 1931, lay in port until the early evening of 3 June 2021.",
        "By then this shift had ended, and more than half of that night's crew left at 6 a.m. for two weeks.",
        "Within a fortnight the first of the 12–14 July meetings; the late 1990s, the same year, a year ago today.",
    ],
)
def test_the_same_expressions_are_found_without_the_filter(text: str, unfiltered: re.Pattern[str]) -> None:
    tokens = split_tokens(text)
    found = [(phrase.first, phrase.stop) for phrase in date_grammar.find_phrases(tokens)]
    assert found
    assert found == [match.span() for match in unfiltered.finditer(tokens.kinds)]
