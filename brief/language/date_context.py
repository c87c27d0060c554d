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

    `last` is the moment last mentioned; `stated` the last that the text gave with its year, in the sentence numbered
    `stated_sentence`; `quarter` the quarter last mentioned. `narrative` marks a text that tells of other years than its
    own: there a bare month belongs to the year last named.
    """

    published: date | None = None
    narrative: bool = False
    last: Moment | None = None
    quarter: Moment | None = None
    stated: Moment | None = None
    stated_sentence: int = -1
    sentence: int = 0
    today: Moment | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.today = Moment.of(self.published) if self.published else None

    @property
    def mentioned(self) -> Moment | None:
        """What an anaphoric expression ("the following day") is counted from."""
        return self.last or self.today


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
