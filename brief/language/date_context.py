"""What an expression of time may be counted from, and the record of what it means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from brief.language.analysis import DateType
from brief.language.date_values import Moment, write_edtf, write_timex

__all__ = ["REFERENCES", "Context", "Meaning", "place", "unknown"]


@dataclass(slots=True)
class Context:
    """What an expression may be counted from, as far as the text has been read.

    `last` is the moment last mentioned; `stated` the last that the text gave with its year, in the clause numbered
    `stated_clause` and the sentence `stated_sentence`; `quarter` the quarter last mentioned. `day` is the day last
    mentioned, in the sentence `day_sentence`; `clock_day` the day that the last time of day belonged to; `years_of`
    the years that the text gave with a day of a month; `lengths` the units of which the text counted one ("for a
    year"); `anchored` whether each moment had to be counted from the publication. `narrative` marks a text that tells
    of other years than its own: there a bare month belongs to the year last named.
    """

    published: date | None = None
    narrative: bool = False
    last: Moment | None = None
    quarter: Moment | None = None
    stated: Moment | None = None
    stated_clause: int = -1
    stated_sentence: int = -9
    clause: int = 0
    sentence: int = 0
    day: Moment | None = None
    day_sentence: int = -9
    clock_day: Moment | None = None
    years_of: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    lengths: set[str] = field(default_factory=set)
    anchored: dict[Moment, bool] = field(default_factory=dict)
    today: Moment | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.today = Moment.of(self.published) if self.published else None

    @property
    def mentioned(self) -> Moment | None:
        """What an anaphoric expression ("the following day") is counted from."""
        return self.last or self.today

    def is_anchored(self, base: Moment) -> bool:
        """Whether what is counted from this moment hangs on the day of publication: the text never gives it whole."""
        return self.anchored.get(base, True)

    def day_of_clock(self) -> Moment | None:
        """The day of a bare time: one named in its sentence, that of the time before it, one named right before."""
        if self.day is not None and self.day_sentence == self.sentence:
            return self.day
        return self.clock_day or (self.day if self.sentence - self.day_sentence == 1 else None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A type, a value in both notations, and what later expressions may be counted from (`moment`)."""

    type: DateType
    timex: str | None
    value: str | None = None
    needs_anchor: bool = False
    moment: Moment | None = None
    stated: bool = False
    # A comparison ("the year-ago quarter") is not what later expressions are counted from.
    aside: bool = False


def place(
    moment: Moment, *, needs_anchor: bool, type: DateType = "DATE", stated: bool = False, aside: bool = False
) -> Meaning:
    """The meaning of an expression that stands for this moment."""
    if moment.year is not None and not -9999 <= moment.year <= 9999:
        moment = replace(moment, year=None)  # neither notation has room for it
    return Meaning(type, write_timex(moment), write_edtf(moment), needs_anchor, moment, stated, aside)


_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX",
    "10Y": "XXX", "100Y": "XX",
}  # fmt: skip
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def unknown(unit: str, *, type: DateType = "DATE") -> Meaning:
    """The meaning of an expression that is counted in this unit from a day nobody knows."""
    return Meaning(type, _UNKNOWN.get(unit, "XXXX-XX-XX"), None, True)
