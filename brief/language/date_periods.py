"""What weeks, months, quarters, seasons, years and amounts of time mean. Days and times are for `date_meaning`."""

from __future__ import annotations

from brief.language.date_calendar import resolve_part
from brief.language.date_context import REFERENCES, Context, Meaning, place, unknown
from brief.language.date_features import Features
from brief.language.date_values import Moment, duration_timex

__all__ = [
    "read_amount",
    "read_century",
    "read_counted",
    "read_decade",
    "read_quarter",
    "read_season",
    "read_span",
    "read_unit",
    "read_year",
]


def read_quarter(features: Features, context: Context, tense: int) -> Meaning | None:
    """A quarter or half of a year: of the year named, or the last one, or the one spoken of."""
    part = features.part
    base = context.today
    direction = features.direction
    if features.year is not None and part:
        return place(Moment(features.year, part=part), needs_anchor=False, stated=True)
    if features.year is not None:
        number = context.quarter.part if context.quarter else ""
        return place(Moment(features.year, part=number), needs_anchor=False, stated=True)
    if "period" in features.names and context.quarter is None:
        return Meaning("DATE", "XXXX", None, True)
    year_ago = bool({"ago", "earlier"} & features.names)
    latest = context.quarter or (base.shifted(-1, "Q") if base else None)
    if part:
        if features.unit == "Y" and direction is not None and base is not None and base.year is not None:
            return place(Moment(base.year + direction, part=part), needs_anchor=True)
        if context.narrative and context.stated is not None and context.stated.year is not None:
            return place(Moment(context.stated.year, part=part), needs_anchor=False)
        if context.published is None:
            return Meaning("DATE", f"XXXX-{part}", None, True)
        moment = resolve_part(context.published, part, tense=tense)
        if year_ago and moment.year is not None:
            moment = Moment(moment.year - 1, part=part)
        return place(moment, needs_anchor=True, aside=year_ago)
    if latest is None or latest.year is None:
        return unknown("Q")
    if year_ago or (features.unit == "Y" and direction == -1):
        return place(Moment(latest.year - 1, part=latest.part), needs_anchor=True, aside=True)
    if direction is None or features.names & {"latest", "that", "same"}:
        return place(latest, needs_anchor=True)
    if base is None:
        return unknown("Q")
    return place((latest if features.anaphoric else base).shifted(direction, "Q"), needs_anchor=True)


def read_counted(features: Features, context: Context, tense: int) -> Meaning | None:
    """So many units before or after: "two years ago", "a week later", "a year earlier"."""
    ago = features.names & {"ago", "back", "from"} or "hence" in features.names
    direction = 1 if features.names & {"later", "from", "afterward", "after"} else -1
    unit = features.unit or "D"
    if unit in ("TH", "TM", "S"):
        if features.number is None:
            return Meaning("DATE", REFERENCES[direction], None, True)
        return Meaning("DURATION", duration_timex(features.number, unit), None, False)
    if features.number is None and "unit" in features.names:
        features.number = 1
    if features.number is None:
        return Meaning("DATE", REFERENCES[direction], None, True)
    base = context.today if ago or (context.last is None) else context.last
    if context.narrative and ago:
        base = context.last or base
    if base is None or base.year is None:
        return unknown(unit)
    number = int(features.number)
    if (
        unit == "Y"
        and base.part[:1] == "Q"
        or unit == "Y"
        and context.quarter is not None
        and not context.narrative
        and number == 1
    ):
        quarter = context.quarter or base
        if quarter.year is not None:
            return place(Moment(quarter.year + direction * number, part=quarter.part), needs_anchor=True, aside=True)
    if features.number != number and unit == "Y":
        return place(base.shifted(direction * round(features.number * 12), "M"), needs_anchor=context.is_anchored(base))
    if unit == "D" and base.grain != "D":
        base = context.day or context.today or base
        if base.grain != "D" or context.narrative:
            return unknown(unit)
    moment = base.shifted(direction * number, unit)
    return place(moment, needs_anchor=context.is_anchored(base), aside=direction < 0)


def read_span(features: Features, context: Context, tense: int) -> Meaning | None:
    """A stretch of so many units, without its ends: "the last five years"."""
    unit = features.unit or "D"
    if features.number is None and not features.vague:
        return Meaning("DATE", REFERENCES[features.direction or 0], None, True)
    return Meaning("DURATION", duration_timex(features.number, unit), None, features.deictic_direction)


def read_amount(features: Features, context: Context, tense: int) -> Meaning | None:
    """A bare duration: "ten years"."""
    unit = features.unit
    if unit is None:
        return None
    if features.rate:
        return Meaning("SET", duration_timex(1, unit))
    if unit == "WE":
        return Meaning("DURATION", "P2D" if features.number in (None, 1) else f"P{features.number:g}WE")
    return Meaning("DURATION", duration_timex(features.number, unit), None, False)


def read_decade(features: Features, context: Context, tense: int) -> Meaning | None:
    """ "The 1980s", "the nineties"."""
    if features.year is None:
        return None
    return place(Moment(features.year, digits=3), needs_anchor=False)


def read_century(features: Features, context: Context, tense: int) -> Meaning | None:
    """ "The 20th century"."""
    if features.unit != "100Y" or features.ordinal is None or not 1 <= features.ordinal <= 30:
        return None
    year = (features.ordinal - 1) * 100
    if "era" in features.names:
        return Meaning("DATE", f"BC{features.ordinal - 1:02}", None, False)
    return place(Moment(year, digits=2), needs_anchor=False)


def read_season(features: Features, context: Context, tense: int) -> Meaning | None:
    """ "Last summer", "the spring of 1916"."""
    part, year = features.part, features.year
    if year is not None:
        return place(Moment(year, part=part), needs_anchor=False, stated=True)
    base = context.today
    if features.direction is None and context.narrative and context.stated is not None:
        return place(Moment(context.stated.year, part=part), needs_anchor=False)
    if (
        (features.anaphoric or features.definite and features.direction)
        and context.stated is not None
        and context.stated.year
    ):
        return place(Moment(context.stated.year + (features.direction or 0), part=part), needs_anchor=False)
    if base is None or base.year is None or context.published is None:
        return place(Moment(None, part=part), needs_anchor=True)
    if features.direction is None:
        moment = resolve_part(context.published, part, tense=tense)
    elif features.direction == 0:
        moment = Moment(base.year, part=part)
    else:
        moment = resolve_part(context.published, part, tense=features.direction, strict=True)
    return place(moment, needs_anchor=True)


def read_unit(features: Features, context: Context, tense: int) -> Meaning | None:
    """A day, week, month, year or longer: "last week", "the following day", "the end of the year"."""
    unit, direction = features.unit or "D", features.direction
    if unit in ("TH", "TM", "S", "1000Y"):
        return None
    if direction is None:
        return _read_bare_unit(features, context, unit)
    anaphoric = features.anaphoric or (features.definite and direction == 1 and "shift" in features.names)
    base = context.mentioned if anaphoric else context.today
    if context.narrative and not anaphoric and direction != 0:
        base = context.last or base
    if context.narrative and unit == "D" and not anaphoric:
        return Meaning("DATE", "PRESENT_REF", None, True)
    if base is None or base.year is None:
        return unknown(unit)
    if unit == "D" and base.grain != "D":
        return unknown(unit)
    anchored = context.is_anchored(base)
    if unit == "100Y" or unit == "10Y":
        years = 100 if unit == "100Y" else 10
        start = (base.year // years + direction) * years
        return place(Moment(start, digits=2 if years == 100 else 3), needs_anchor=anchored)
    if unit == "WE":
        return _weekend(base, direction, anchored=anchored)
    return place(base.shifted(direction, unit), needs_anchor=anchored)


def _weekend(base: Moment, direction: int, *, anchored: bool) -> Meaning:
    day = base.first_day()
    if day is None:
        return unknown("WE")
    if direction == 0 and day.weekday() < 2:
        direction = -1
    return place(base.shifted(direction, "WE"), needs_anchor=anchored)


def _read_bare_unit(features: Features, context: Context, unit: str) -> Meaning | None:
    """ "The year", "the end of the month", "year-end": of what the text is speaking of."""
    base = context.mentioned if context.narrative or unit == "D" else context.today
    if unit == "D" and not features.edge:
        step = 1 if "after" in features.names else -1 if "before" in features.names else None
        if step is None or base is None or base.grain != "D":
            return unknown("D") if step else None
        return place(base.shifted(step, "D"), needs_anchor=context.is_anchored(base))
    is_part = bool(features.edge or features.names & {"earlier", "later"})
    if features.ended or unit in context.lengths and not is_part:
        return Meaning("DURATION", duration_timex(1, unit))
    if base is None or base.year is None:
        return unknown(unit)
    if unit == "WE":
        return _weekend(base, 0, anchored=context.is_anchored(base))
    if unit in ("10Y", "100Y"):
        return (
            None
            if not features.edge
            else place(
                Moment(
                    base.year // (100 if unit == "100Y" else 10) * (100 if unit == "100Y" else 10),
                    digits=2 if unit == "100Y" else 3,
                ),
                needs_anchor=context.is_anchored(base),
            )
        )
    return place(base.shifted(0, unit), needs_anchor=context.is_anchored(base))


def read_year(features: Features, context: Context, tense: int) -> Meaning | None:
    """ "1999", "early 1999", "fiscal 1999", "the second half of 1999"."""
    if features.year is None:
        return None
    if features.part:
        return place(Moment(features.year, part=features.part), needs_anchor=False, stated=True)
    return place(Moment(features.year), needs_anchor=False, stated=True)
