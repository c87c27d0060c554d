"""What a phrase of the date grammar means, given what it may be counted from.

A relative expression is counted from the day of publication or from the date last mentioned; where there is neither,
its unknown parts stay unknown. No year ever comes from anywhere else. Longer periods than a day are read by
`date_periods`.
"""

from __future__ import annotations

from collections.abc import Callable

from brief.language.date_calendar import resolve_day, resolve_holiday, resolve_month, resolve_weekday
from brief.language.date_context import REFERENCES, Context, Meaning, place
from brief.language.date_features import Features
from brief.language.date_periods import (
    read_amount,
    read_century,
    read_counted,
    read_decade,
    read_quarter,
    read_season,
    read_span,
    read_unit,
    read_year,
)
from brief.language.date_values import Moment, duration_timex, write_timex

__all__ = ["read_meaning"]

_STORY_SENTENCES = 1


def read_meaning(features: Features, context: Context, tense: int) -> Meaning | None:
    """The meaning of a phrase, None where the words mean no time after all.

    `tense` is -1, 0 or 1: what the sentence's verb says about the past or the future; it settles which Tuesday it is.
    """
    reader = _READERS[features.rule]
    return reader(features, context, tense)


def _read_date(features: Features, context: Context, tense: int) -> Meaning | None:
    month, day, year = features.month, features.day, features.year
    if features.literal:
        moment = features.literal
        return place(moment, needs_anchor=moment.year is None, type="TIME" if moment.time else "DATE", stated=True)
    if month is None:
        return _read_weekday(features, context, tense) if features.weekday else None
    if year is None and features.unit == "Y":
        base = context.today if features.deictic_direction else context.mentioned
        if base is None or base.year is None:
            return place(Moment(None, month, day), needs_anchor=True)
        moment = Moment(base.year + (features.direction or 0), month, day)
        return place(moment, needs_anchor=context.is_anchored(base), stated=True)
    if year is not None:
        return place(Moment(year, month, day), needs_anchor=False, stated=True)
    return _read_yearless(features, context, tense)


def _read_yearless(features: Features, context: Context, tense: int) -> Meaning:
    month, day = features.month or 1, features.day
    stated = context.stated
    years = context.years_of.get((month, day), ()) if day is not None else ()
    if len(years) == 1 and not context.narrative and not features.deictic_direction:
        return place(Moment(next(iter(years)), month, day), needs_anchor=False)  # "9 March" after "9 March 2020"
    near = _goes_on(context, month, day, tense)
    direction = features.direction if features.deictic_direction else None
    if direction is None and stated is not None and stated.year is not None and (context.narrative or near):
        return place(Moment(stated.year, month, day), needs_anchor=False)
    if context.published is None:
        return place(Moment(None, month, day), needs_anchor=True)
    if direction == 0:
        return place(Moment(context.published.year, month, day), needs_anchor=True)
    if day is not None:
        moment = resolve_day(context.published, month, day, tense=direction or tense)
    else:
        moment = resolve_month(
            context.published, month, tense=tense if direction is None else direction, strict=bool(direction)
        )
    return place(moment, needs_anchor=True)


def _goes_on(context: Context, month: int, day: int | None, tense: int) -> bool:
    """Whether a month without a year goes on from the date just given with one: "from 3 May 2020 to June"."""
    stated = context.stated
    if stated is None or (stated.month or 0, stated.day or 0) > (month, day or 31):
        return False
    if context.stated_clause == context.clause and stated.month is not None:
        return True
    # A story of another year: "The fire broke out on 3 May 2019. By 1 June the walls had gone."
    is_past = (
        day is not None and tense <= 0 and context.published is not None and (stated.year or 0) < context.published.year
    )
    return is_past and context.sentence - context.stated_sentence <= _STORY_SENTENCES


def _read_weekday(features: Features, context: Context, tense: int) -> Meaning:
    weekday = features.weekday or 1
    if features.anaphoric and context.last is not None:
        base = context.last.first_day()
    else:
        base = context.published
    if base is None:
        return Meaning("DATE", f"XXXX-WXX-{weekday}", None, True)
    direction = features.direction
    if direction in (-1, 1) or direction == 0:
        moment = resolve_weekday(base, weekday, tense=direction, strict=direction != 0)
    else:
        moment = resolve_weekday(base, weekday, tense=tense)
    return place(moment, needs_anchor=True)


def _read_deictic(features: Features, context: Context, tense: int) -> Meaning:
    days = features.days or 0
    if context.narrative or context.published is None:
        if days == 0:
            return Meaning("DATE", "PRESENT_REF", None, True)
        return Meaning("DATE", "XXXX-XX-XX", None, True)
    return place(Moment.of(context.published).shifted(days, "D"), needs_anchor=True)


def _day_of(features: Features, context: Context, tense: int) -> Meaning | None:
    """The day that a time or a part of a day belongs to."""
    if features.days is not None:
        return _read_deictic(features, context, tense)
    if features.month is not None or features.literal:
        return _read_date(features, context, tense)
    if features.weekday is not None:
        return _read_weekday(features, context, tense)
    if features.holiday is not None:
        return _read_holiday(features, context, tense)
    return None


def _read_time(features: Features, context: Context, tense: int) -> Meaning | None:
    if features.time is None:
        return None
    day = _day_of(features, context, tense)
    if day is None:
        return _read_clock(features.time, context, is_stamp=features.stamp)
    return _timed(day, features.time)


def _read_clock(time: str, context: Context, *, is_stamp: bool = False) -> Meaning:
    """A time without a day: of the day that the text is at; it has no value of the calendar where it is at none."""
    base = context.today if is_stamp else context.last if context.narrative else context.day_of_clock()
    if base is not None and base.grain == "D":
        moment = Moment(base.year, base.month, base.day, time=time)
        return place(moment, needs_anchor=context.is_anchored(base), type="TIME")
    base = context.last if context.last is not None and context.last.grain == "D" else context.today
    if base is None or base.grain != "D" or context.narrative and base is context.today:
        return Meaning("TIME", "XXXX-XX-XX" + time)
    return Meaning("TIME", write_timex(Moment(base.year, base.month, base.day, time=time)))


def _timed(day: Meaning, time: str) -> Meaning:
    if day.moment is None or day.moment.grain != "D":
        timex = day.timex if day.timex and day.timex != "PRESENT_REF" else "XXXX-XX-XX"
        return Meaning("TIME", timex + time, day.value, day.needs_anchor, day.moment)
    if day.value is None:
        return Meaning("TIME", write_timex(day.moment.at(time)), None, day.needs_anchor, day.moment, aside=True)
    moment = Moment(day.moment.year, day.moment.month, day.moment.day, time=time)
    return place(moment, needs_anchor=day.needs_anchor, type="TIME", stated=day.stated)


def _read_daypart(features: Features, context: Context, tense: int) -> Meaning | None:
    time = features.time or "TXX"
    day = _day_of(features, context, tense)
    if day is not None:
        return _timed(day, time)
    if (
        features.direction is not None
        and not features.anaphoric
        and not (features.direction == 1 and features.definite)
    ):
        # "last night" is yesterday's, "this morning" today's
        base, offset = context.today, features.direction
    elif features.direction is not None:
        base, offset = context.mentioned, features.direction
    elif "tonight" in features.names:
        base, offset = context.today, 0
    else:
        return _read_clock(time, context)
    if base is None or base.grain != "D" or context.narrative and base is context.today:
        return Meaning("TIME", "XXXX-XX-XX" + time, None, True)
    shifted = base.shifted(offset, "D")
    return place(shifted.at(time), needs_anchor=context.is_anchored(base), type="TIME")


def _read_range_day(features: Features, context: Context, tense: int) -> Meaning | None:
    """ "12" in "12-14 July": the month has been borrowed from what follows."""
    return _read_date(features, context, tense) if features.month is not None else None


def _read_holiday(features: Features, context: Context, tense: int) -> Meaning | None:
    """A named day. Which day it is the calendar says and not the document: it has a TIMEX3 value only."""
    rule = features.holiday or ""
    year = features.year
    needs_anchor = year is None and features.deictic_direction
    if year is None and context.published is not None and not context.narrative:
        moment = resolve_holiday(rule, context.published, tense=features.direction or tense)
    elif year is None and context.narrative and context.stated is not None and context.stated.year is not None:
        moment = resolve_holiday(rule, context.stated.year)
    else:
        moment = resolve_holiday(rule, year)
    if moment is None:
        return Meaning("DATE", "XXXX-XX-XX", None, needs_anchor)
    if "eve" in features.names:
        moment = moment.shifted(-1, "D") if moment.year is not None else Moment()
    if features.weekday == 1 and rule == "easter" and moment.year is not None:
        moment = moment.shifted(1, "D")
    if features.unit == "W" and moment.year is not None:
        moment = moment.shifted(0, "W")
    if "new" in features.names and "eve" in features.names and year is None and moment.year is None:
        moment = Moment(None, 12, 31)
    return Meaning("DATE", write_timex(moment), None, needs_anchor, moment, year is not None, aside=True)


def _read_set(features: Features, context: Context, tense: int) -> Meaning | None:
    if features.set:
        return Meaning("SET", features.set)
    if features.weekday is not None:
        return Meaning("SET", f"XXXX-WXX-{features.weekday}" + (features.time or ""))
    if features.month is not None:
        return Meaning("SET", f"XXXX-{features.month:02}")
    if features.part:
        return Meaning("SET", f"XXXX-{features.part}")
    if features.unit == "Q":
        return Meaning("SET", "P3M" if features.number else "P1Q")
    if features.unit:
        unit = {"WE": "W"}.get(features.unit, features.unit)
        if unit == "WE" or features.unit == "WE":
            return Meaning("SET", "XXXX-WXX-WE")
        return Meaning(
            "SET", duration_timex(2 if "other" in features.names else features.number or features.ordinal or 1, unit)
        )
    if features.time:
        return Meaning("SET", "XXXX-XX-XX" + features.time)
    return None


def _read_reference(features: Features, context: Context, tense: int) -> Meaning | None:
    return Meaning("DATE", features.reference or REFERENCES[features.direction or 0], None, True)


def _read_consistently(features: Features, context: Context, tense: int) -> Meaning | None:
    if "long" in features.names:
        return Meaning("DURATION", "PXX")
    return Meaning("DATE", "PAST_REF")


def _read_range(features: Features, context: Context, tense: int) -> Meaning | None:
    if features.literal:
        return place(features.literal, needs_anchor=False, stated=True)
    first, last = features.years
    return Meaning("DATE", f"{first}/{last}", f"{first}/{last}", False, Moment(last), False)


_READERS: dict[str, Callable[[Features, Context, int], Meaning | None]] = {
    "time": _read_time,
    "daypart": _read_daypart,
    "set": _read_set,
    "quarter": read_quarter,
    "counted": read_counted,
    "span": read_span,
    "amount": read_amount,
    "date": _read_date,
    "range_years": _read_range,
    "range_day": _read_range_day,
    "range_end": _read_range_day,
    "decade": read_decade,
    "century": read_century,
    "season": read_season,
    "holiday": _read_holiday,
    "weekday": _read_weekday,
    "deictic": _read_deictic,
    "unit": read_unit,
    "year": read_year,
    "year_words": read_year,
    "reference": _read_reference,
    "consistently": _read_consistently,
}
