"""The floors that a suite's scores may not fall below, kept in a file that is reviewed like code.

A floor is pinned to the suite's digest and the prompts' versions, and may only rise; lowering one takes a reason, which
stays in the file. Whether a run holds them is for `gate` to say.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from brief.errors import ConfigError
from brief.evaluation.invariants import INVARIANTS, Breach
from brief.evaluation.results import SuiteResult

__all__ = [
    "FloorFile",
    "Floors",
    "Regression",
    "count_breaches",
    "known_breaches",
    "load_floors",
    "place_of",
    "render_floors",
    "update_floors",
]

_PLACES = 4
_SCALE = 10_000
_HEADER = """\
# The floors of `brief eval --gate`: no measure of a suite may fall below its own.
# Written by `brief eval --update`, which only raises them. Lowering one takes `--allow-regression REASON`, kept below.
# `known` lists breaches of invariants that are known and not yet mended; another one stops the gate.
"""


@dataclass(frozen=True, slots=True)
class Regression:
    """A floor that was lowered, and why."""

    measure: str
    before: float
    after: float
    reason: str


@dataclass(frozen=True)
class Floors:
    """The floors of one suite and engine."""

    digest: str
    prompts: tuple[str, ...] = ()
    measures: Mapping[str, float] = field(default_factory=dict)
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regressions: tuple[Regression, ...] = ()


FloorFile = Mapping[tuple[str, str], Floors]
"""Floors by the names of suite and engine."""


def load_floors(content: str, *, name: str) -> FloorFile:
    """The floors that a file holds.

    Raises:
        ConfigError: If it is no TOML or not of this layout.
    """
    try:
        record = tomllib.loads(content)
        return {
            (suite, engine): _load(floors) for suite, engines in record.items() for engine, floors in engines.items()
        }
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"{name}: these are no floors ({type(error).__name__}: {error}); undo the edit, or write them with --update"
        ) from error


def _load(record: Mapping[str, Any]) -> Floors:
    unknown = set(record) - {"digest", "prompts", "measures", "known", "regressions"}
    unknown |= set(record.get("known", {})) - set(INVARIANTS)
    measures = {str(name): float(value) for name, value in record.get("measures", {}).items()}
    unknown |= {name for name, value in measures.items() if not 0 <= value <= 1}
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]!r} does not belong there")
    return Floors(
        digest=str(record["digest"]),
        prompts=tuple(map(str, record["prompts"])),
        measures=measures,
        known={name: tuple(map(str, places)) for name, places in record.get("known", {}).items()},
        regressions=tuple(
            Regression(str(item["measure"]), float(item["before"]), float(item["after"]), str(item["reason"]))
            for item in record.get("regressions", ())
        ),
    )


def update_floors(floors: Floors | None, result: SuiteResult, *, reason: str | None = None) -> Floors:
    """The floors of a run: each the higher of the old one and the run's value.

    Args:
        floors: The old ones; None for a suite's first.
        result: A run that is whole.
        reason: Why a floor may be lowered.

    Raises:
        ConfigError: If a floor would be lowered, or a breach newly tolerated, without a reason.
    """
    now = {name: _rounded_down(value) for name, value in result.values.items() if value is not None}
    breaches = known_breaches(result)
    if floors is None:
        floors = Floors(result.digest)
    lowered = [
        Regression(name, floor, now.get(name, 0.0), reason or "")
        for name, floor in floors.measures.items()
        if now.get(name, 0.0) < floor
    ]
    lowered += [
        Regression(name, len(floors.known.get(name, ())), len(places), reason or "")
        for name, places in breaches.items()
        if set(places) - set(floors.known.get(name, ()))
    ]
    if lowered and not (reason and reason.strip()):
        first = lowered[0]
        raise ConfigError(
            f"{first.measure} would go from {first.before:g} to {first.after:g}"
            f"{f' and {len(lowered) - 1} more with it' if len(lowered) > 1 else ''}; "
            "mend it, or say why with --allow-regression REASON"
        )
    measures = {name: max(now[name], floors.measures.get(name, 0.0)) for name in now}
    measures |= {item.measure: item.after for item in lowered if item.measure in measures}
    return replace(
        floors,
        digest=result.digest,
        prompts=result.prompts,
        measures=measures,
        known=breaches,
        regressions=(*floors.regressions, *lowered),
    )


def count_breaches(result: SuiteResult) -> dict[str, int]:
    """How often each invariant was broken, of those that could have been."""
    held = {name for case in result.cases for name in case.invariants}
    return {
        name: sum(breach.invariant == name for case in result.cases for breach in case.breaches)
        for name in INVARIANTS
        if name in held
    }


def known_breaches(result: SuiteResult) -> dict[str, tuple[str, ...]]:
    """Which invariants were broken where: by document, and by the gold's item or else the briefing's."""
    found: dict[str, set[str]] = {}
    for case in result.cases:
        for breach in case.breaches:
            found.setdefault(breach.invariant, set()).add(place_of(case.name, breach))
    return {name: tuple(sorted(found[name])) for name in INVARIANTS if name in found}


def place_of(document: str, breach: Breach) -> str:
    """How a breach is known again."""
    return f"{document} {breach.item or f'{breach.where} {breach.code}'}"


def _rounded_down(value: float) -> float:
    return math.floor(value * _SCALE + 1e-9) / _SCALE


def render_floors(file: FloorFile) -> str:
    """The file's text, in one way only."""
    parts = [_HEADER]
    for (suite, engine), floors in sorted(file.items()):
        table = f"{_quote(suite)}.{_quote(engine)}"
        parts.append(
            f"[{table}]\ndigest = {_quote(floors.digest)}\nprompts = [{', '.join(map(_quote, floors.prompts))}]\n"
        )
        measures = "".join(f"{_quote(name)} = {value:.{_PLACES}f}\n" for name, value in sorted(floors.measures.items()))
        parts.append(f"[{table}.measures]\n{measures}")
        if floors.known:
            known = "".join(
                f"{name} = [\n{''.join(f'  {_quote(place)},{chr(10)}' for place in places)}]\n"
                for name, places in sorted(floors.known.items())
            )
            parts.append(f"[{table}.known]\n{known}")
        for item in floors.regressions:
            parts.append(
                f"[[{table}.regressions]]\nmeasure = {_quote(item.measure)}\nbefore = {item.before:g}\n"
                f"after = {item.after:g}\nreason = {_quote(item.reason)}\n"
            )
    return "\n".join(parts)


def _quote(words: str) -> str:
    """A basic string of TOML."""
    import json

    return json.dumps(words, ensure_ascii=True).replace("\\u007f", "\\u007F")
