"""What the words of one phrase contribute: its month, its numbers, its direction. Nothing is counted yet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from brief.language.date_grammar import Phrase, is_stamp
from brief.language.date_tokens import Tokens, kind_characters
from brief.language.date_values import Moment, parse_date_value

__all__ = ["Features", "read_features"]

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:[:.]\d\d)?\s*([aApP])?")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(slots=True)
class Features:
    """The parts of one phrase; None and "" where the phrase does not have them."""

    rule: str
    names: set[str] = field(default_factory=set)
    month: int | None = None
    day: int | None = None
    year: int | None = None
    years: tuple[int, int] = (0, 0)
    weekday: int | None = None
    days: int | None = None
    number: float | None = None
    vague: bool = False
    ordinal: int | None = None
    unit: str | None = None
    part: str = ""
    time: str | None = None
    direction: int | None = None
    holiday: str | None = None
    literal: Moment | None = None
    set: str | None = None
    reference: str | None = None
    edge: str | None = None
    ended: bool = False
    rate: bool = False
    # It opens its line and a mark follows: the time of an entry in a log.
    stamp: bool = False

    @property
    def definite(self) -> bool:
        """Whether it has the article."""
        return "the" in self.names

    @property
    def anaphoric(self) -> bool:
        """Counted from what the text spoke of last: the previous, the following, that, the same."""
        return bool(self.names & {"anaphoric", "that", "same"})

    @property
    def deictic_direction(self) -> bool:
        """Counted from the day of speaking: last, next, this."""
        return self.direction is not None and not self.anaphoric

    @property
    def speaking(self) -> bool:
        """Plainly counted from the day of speaking: last month, this year, two days ago."""
        return (
            self.rule in ("unit", "counted") and bool(self.names & {"shift", "this", "ago"}) and "the" not in self.names
        )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {character: name for name, character in kind_characters().items()}


def read_features(tokens: Tokens, phrase: Phrase) -> Features | None:
    """The features of a phrase; None where its numbers fit no calendar."""
    features = Features(phrase.rule)
    names = _names()
    numbers: list[tuple[str, str]] = []
    for place in range(phrase.first, phrase.stop):
        name, value = names[tokens.kinds[place]], tokens.values[place]
        features.names.add(name)
        if name in _NUMBERS:
            numbers.append((name, value))
        else:
            handler = _HANDLERS.get(name)
            if handler is not None and not handler(features, value):
                return None
    following = tokens.values[phrase.stop] if phrase.stop < len(tokens.values) else ""
    features.ended = following in ("ended", "ending")
    features.rate = _is_rate(tokens, phrase, names)
    features.stamp = phrase.rule == "time" and is_stamp(tokens, phrase)
    if not _settle_numbers(features, numbers):
        return None
    if features.month and features.day and parse_date_value(f"XXXX-{features.month:02}-{features.day:02}") is None:
        return None
    return features


def _is_rate(tokens: Tokens, phrase: Phrase, names: dict[str, str]) -> bool:
    """Whether "a year" says how often: after an amount, without a preposition ("$5 million a year", "twice a week")."""
    if phrase.stop - phrase.first != 2 or names[tokens.kinds[phrase.first]] != "article":
        return False
    before = [names[kind] for kind in tokens.kinds[max(0, phrase.first - 4) : phrase.first]]
    if not before or before[-1] not in ("other_word", "units", "times", "big", *_DIGITS):
        return False
    return any(name in _DIGITS or name in ("money", "times", "numword", "hundred") for name in before)


_NUMBERS = frozenset(
    "small teen high nth year digits numword hundred one article another dozen couple vague many some fraction "
    "era era_ad yy big half and to or ordinal_word final".split()
)


def _settle_numbers(features: Features, numbers: list[tuple[str, str]]) -> bool:
    rule = features.rule
    names = [name for name, _ in numbers]
    if rule in ("amount", "counted", "span", "set"):
        return _count(features, numbers)
    if rule in ("range_day", "range_end"):
        features.day = next((int(value.rstrip("sthrnd")) for _, value in numbers), None)
        return True
    if rule == "year_words":
        return _spelled_year(features, [int(value) for name, value in numbers if name in ("numword", "one", "hundred")])
    digits = [(name, int(value)) for name, value in numbers if name in _DIGITS and value.isdigit()]
    for name, value in numbers:
        if name == "nth":
            features.ordinal = int(value[:-2])
        elif name == "ordinal_word":
            features.ordinal = (features.ordinal or 0) + int(value)
        elif name == "numword" and rule == "century":
            features.ordinal = int(value)
    spelled = [int(value) for name, value in numbers if name in ("numword", "one")]
    if len(spelled) > 1 and rule in ("date", "season") and not _spelled_year(features, spelled):
        return False
    _settle_day(features, digits)
    _settle_year(features, digits, names)
    if features.ordinal is not None and rule == "quarter":
        kind = "H" if "half" in features.names else "Q"
        if not 1 <= features.ordinal <= (2 if kind == "H" else 4):
            return False
        features.part = f"{kind}{features.ordinal}"
    if "half" in names and features.year is not None and rule in ("year", "date") and features.month is None:
        first = features.ordinal == 1 or "former_half" in features.names
        last = features.ordinal == 2 or features.names & {"latter", "shift"}
        features.part = "H1" if first else "H2" if last else ""
    return True


def _settle_day(features: Features, digits: list[tuple[str, int]]) -> None:
    if features.month is not None:
        days = [value for name, value in digits if name in ("small", "teen", "high")]
        if "clock" not in features.names and "daypart" in features.names and len(days) > 1:
            features.time = f"T{days.pop(0):02}:00"
        if days:
            features.day = days[0]
        elif features.ordinal is not None:
            features.day, features.ordinal = features.ordinal, None
    elif features.rule == "time" and digits and features.time is not None and len(features.time) == 3:
        # "4 in the morning"
        hour = digits[0][1] % 12 + (12 if features.time in ("TAF", "TEV") else 0)
        features.time = f"T{hour:02}:00"


def _settle_year(features: Features, digits: list[tuple[str, int]], names: list[str]) -> None:
    era = "era" in names or "era_ad" in names
    for name, value in digits:
        if name == "year" or name == "digits" and era:
            features.year = value
    if era and features.year is None and digits:
        features.year, features.day = digits[-1][1], None if len(digits) == 1 else features.day
    if "era" in names and features.year is not None:
        features.year = 1 - features.year


def _count(features: Features, numbers: list[tuple[str, str]]) -> bool:
    total, current, seen, articled = 0.0, 0.0, False, False
    for name, value in numbers:
        if name in ("big", "final"):
            if name == "big":
                return False
            continue
        if name in ("vague", "many", "some"):
            features.vague = True
            continue
        if name in ("to", "or"):
            if seen:
                break
            continue
        if name == "half":
            current, seen = current + 0.5, True
        elif name == "fraction":
            current, seen = current + _fraction(value), True
        elif name in ("article", "another", "mere"):
            if not seen:
                current, seen, articled = 1, True, True
        elif name == "nth":
            features.ordinal = int(value[:-2])
        elif name == "ordinal_word":
            features.ordinal = int(value)
        elif name in ("couple", "dozen"):
            current, seen = max(current, 1) * int(value), True
        elif name in ("numword", "one", "hundred"):
            if articled:
                current, articled = 0, False
            number = int(value)
            if number >= 100:
                current = max(current, 1) * number
                if number == 1000:
                    total, current = total + current, 0.0
            else:
                current += number
            seen = True
        elif name in _DIGITS:
            current, seen, articled = (0 if articled else current) + float(value), True, False
    if features.vague:
        features.number = None
    elif seen:
        features.number = total + current
        if features.number > 1e9:
            return False
    return True


_DIGITS = frozenset(("small", "teen", "high", "digits", "year"))


def _fraction(quote: str) -> float:
    if quote[-1] in _FRACTIONS:
        return float(quote[:-1] or 0) + _FRACTIONS[quote[-1]]
    whole, over, under = re.split(r"[ \-/]", quote)
    return float(whole) + (int(over) / int(under) if int(under) else 0)


def _spelled_year(features: Features, values: list[int]) -> bool:
    if values == [2, 1000]:
        features.year = 2000
        return True
    if len(values) < 2 or not 11 <= values[0] <= 20:
        return False
    rest = values[1:]
    if not 10 <= rest[0] < 100 or len(rest) == 2 and not (rest[0] >= 20 and rest[0] % 10 == 0 and 1 <= rest[1] <= 9):
        return False
    features.year = values[0] * 100 + sum(rest)
    return True


_Handler = Callable[[Features, str], bool]


def _set(name: str, convert: type[int] | type[str] = str) -> _Handler:
    def handler(features: Features, value: str) -> bool:
        setattr(features, name, convert(value))
        return True

    return handler


def _clock(features: Features, value: str) -> bool:
    match = _CLOCK.match(value)
    if not match:
        return False
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return False
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return False
    features.time = f"T{hour:02}:{minute:02}"
    return True


def _direction(features: Features, value: str) -> bool:
    if features.direction is None or int(value):
        features.direction = int(value)
    return True


def _decade(features: Features, value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    if len(digits) == 4:
        features.year = int(digits)
    elif len(digits) == 3 and digits.endswith("0"):
        features.year = int(digits)
    elif len(digits) == 2 and (value[0] in "'’‘" or features.edge or "the" in features.names):
        features.year = 1900 + int(digits)
    return True


def _decade_word(features: Features, value: str) -> bool:
    features.year = 1900 + 10 * int(value)
    return True


def _instant(features: Features, value: str) -> bool:
    moment = parse_date_value(value[:10])
    if moment is None:
        return False
    features.literal = moment.at(value[10:16]) if len(value) > 10 else moment
    return True


def _slashed(features: Features, value: str) -> bool:
    first, second, year = (int(part) for part in re.split(r"[/.]", value))
    if year < 100:
        return False
    if first > 12 or second > 12 or first == second:
        month, day = (second, first) if first > 12 else (first, second)
        moment = parse_date_value(f"{year:04}-{month:02}-{day:02}")
        if moment is None:
            return False
        features.literal = moment
    else:
        features.literal = Moment(year, unknown_day=True)
    return True


def _year_month(features: Features, value: str) -> bool:
    year, second = int(value[:4]), int(value[5:])
    if not 1000 <= year < 2200:
        return False
    if 1 <= second <= 12 and second <= year % 100:
        features.literal = Moment(year, second)
    elif second > year % 100:
        features.years = (year, year // 100 * 100 + second)
    else:
        return False
    return True


def _unit(features: Features, value: str) -> bool:
    # "This year's third quarter" is counted in years.
    if not (features.unit == "Y" and value == "Q" and features.rule == "quarter"):
        features.unit = value
    return True


_HANDLERS: dict[str, _Handler] = {
    "month": _set("month", int),
    "month_abbr": _set("month", int),
    "weekday": _set("weekday", int),
    "weekday_abbr": _set("weekday", int),
    "weekdays": _set("weekday", int),
    "deictic": _set("days", int),
    "unit": _unit,
    "units": _unit,
    "quarter": _unit,
    "quarters": _unit,
    "weekend": _unit,
    "weekends": _unit,
    "season": _set("part"),
    "seasons": _set("part"),
    "daypart": _set("time"),
    "dayparts": _set("time"),
    "night": _set("time"),
    "nights": _set("time"),
    "dawn": _set("time"),
    "noon": _set("time"),
    "daytime": _set("time"),
    "tonight": lambda features, value: _set("time")(features, "TNI"),
    "overnight": _set("time"),
    "clock": _clock,
    "shift": _direction,
    "past": _direction,
    "anaphoric": _direction,
    "coming": _direction,
    "this": _direction,
    "these": _direction,
    "that": _direction,
    "same": _direction,
    "latest": _direction,
    "current": _direction,
    "prior": _direction,
    "recent": _direction,
    "future": _direction,
    "early": _set("edge"),
    "late": _set("edge"),
    "mid": _set("edge"),
    "edge": _set("edge"),
    "holiday": _set("holiday"),
    "new": lambda features, value: _set("holiday")(features, "01-01"),
    "part_code": _set("part"),
    "set": _set("set"),
    "now": _set("reference"),
    "lately": _set("reference"),
    "soon": _set("reference"),
    "decade": _decade,
    "decade_word": _decade_word,
    "instant": _instant,
    "slashed": _slashed,
    "year_month": _year_month,
}
