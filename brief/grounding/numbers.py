"""The quantities of a wording, by value and unit: 3.5m and "3.5 million", 5% and "five per cent" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from brief.grounding.calendar import MONTH_STEMS, date_words
from brief.grounding.context import Refusal
from brief.grounding.marks import check_marks
from brief.grounding.words import MAGNITUDES, Word, split_words

__all__ = ["Quantity", "check_numbers", "find_quantities"]

_CURRENCIES = {
    "$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "₽": "rouble", "₴": "hryvnia",
    "dollar": "dollar", "dollars": "dollar", "usd": "dollar", "pound": "pound", "pounds": "pound", "gbp": "pound",
    "euro": "euro", "euros": "euro", "eur": "euro", "yen": "yen", "rupee": "rupee", "rupees": "rupee",
    "rouble": "rouble", "roubles": "rouble", "ruble": "rouble", "rubles": "rouble",
}  # fmt: skip
_SYMBOL = re.compile(r"([$£€¥₹₽₴])\s?$")
_PERCENT = frozenset(("percent", "%", "cent"))


class Quantity(NamedTuple):
    """A number with its magnitude multiplied out; `unit` is "", percent, points, ordinal or a currency."""

    value: str
    unit: str
    form: str
    start: int
    word: int
    """The place of its first word among the wording's words."""


@lru_cache(maxsize=2048)
def find_quantities(wording: str) -> tuple[Quantity, ...]:
    """The quantities of a wording in text order.

    >>> [(q.value, q.unit) for q in find_quantities("A 3rd of 1,200 boats cost £3.5m, or five per cent more.")]
    [('3', 'ordinal'), ('1200', ''), ('3500000', 'pound'), ('5', 'percent')]
    """
    words = split_words(wording)
    found: list[Quantity] = []
    for i, word in enumerate(words):
        if not word.stem.startswith("#"):
            continue
        digits = word.stem[1:].removesuffix("th")
        unit = "ordinal" if word.stem.endswith("th") else ""
        value, after = _magnified(digits, words, i + 1)
        if not unit:
            unit = _unit(wording, words, word, after)
        found.append(Quantity(value, unit, wording[word.start : words[after - 1].end], word.start, i))
    return tuple(found)


def _magnified(digits: str, words: Sequence[Word], after: int) -> tuple[str, int]:
    try:
        value = Decimal(digits.replace(",", ""))
    except InvalidOperation:
        return digits, after
    power = 0
    while after < len(words) and words[after].key.removesuffix("s") in MAGNITUDES and not words[after].breaks:
        power += MAGNITUDES[words[after].key.removesuffix("s")]
        after += 1
    plain = format(value.scaleb(power) if power and len(digits) < 40 else value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain, after


def _unit(wording: str, words: Sequence[Word], word: Word, after: int) -> str:
    if symbol := _SYMBOL.search(wording, max(0, word.start - 2), word.start):
        return _CURRENCIES[symbol[1]]
    following = words[after : after + 3]
    if following and following[0].key == "per":
        following = following[1:]
    if following and (following[0].stem == "percent" or following[0].key in ("percentage", "pc")):
        points = len(following) > 1 and following[1].key.startswith("point")
        return "points" if points else "percent"
    return _CURRENCIES.get(following[0].key, "") if following else ""


def check_numbers(
    statement: str, words: Sequence[Word], quotes: Sequence[str], dates: Sequence[str | None]
) -> Iterator[Refusal]:
    """Whether every quantity of the statement stands in its evidence, with the same unit and the same signs."""
    yield from check_marks(statement, quotes)
    if not [word for word in words if word.stem.startswith("#")]:
        return
    ours = find_quantities(statement)
    theirs = [quantity for quote in quotes for quantity in find_quantities(quote)]
    units: dict[str, set[str]] = {}
    for quantity in theirs:
        units.setdefault(quantity.value, set()).add(quantity.unit)
    resolved = frozenset[str]().union(*map(date_words, dates)) if dates else frozenset[str]()
    for quantity in ours:
        if quantity.unit in units.get(quantity.value, ()):
            continue
        if quantity.unit in ("", "ordinal") and f"#{quantity.value}" in resolved and _is_in_date(quantity, words):
            continue
        if quantity.unit == "" and quantity.value in units and "ordinal" in units[quantity.value]:
            continue
        if quantity.value in units:
            yield Refusal("unit_changed", f"{quantity.form!r} has another unit in the evidence")
        else:
            yield Refusal("number_not_in_evidence", f"{quantity.form!r} is not in the evidence")


def _is_in_date(quantity: Quantity, words: Sequence[Word]) -> bool:
    """Whether a number stands as a date would: a year, or a day next to its month or to other numbers (2021-06-03)."""
    if len(quantity.value) == 4:
        return True
    near = words[max(0, quantity.word - 1) : quantity.word + 3]
    return any(word.stem in MONTH_STEMS or len(word.stem) == 5 and word.stem[1:].isdigit() for word in near)
