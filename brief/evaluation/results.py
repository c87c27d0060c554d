"""What a run over a suite found, document by document, and added up: the one record that all reports are made of.

It holds no clock and no path outside the suite, and is written in one way only, so that two runs of the same things
give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from brief.errors import InputError
from brief.evaluation.invariants import INVARIANTS, Breach, Invariant
from brief.evaluation.measures import Explanation, Share, sum_shares, values_of
from brief.evaluation.resampling import Resamples
from brief.evaluation.statistics import clopper_pearson

__all__ = ["CaseResult", "SuiteResult", "Summed", "dump_result", "load_result"]

FORMAT = 1


@dataclass(frozen=True)
class CaseResult:
    """One document: why it failed if it did, its breaches, its shares as `layer/measure`, and every explanation.

    `claims` says of each gold claim, by id, whether it is told. `void` are the reasons why it measures nothing whole:
    a scorer that raised, a share that is no number, a recording that is missing or was not asked for. `caught` are the
    faults of a reply that is bad on purpose, each with the check that refused it.
    """

    name: str
    failure: str | None = None
    breaches: tuple[Breach, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)
    claims: Mapping[str, bool] = field(default_factory=dict)
    explanations: Mapping[str, tuple[Explanation, ...]] = field(default_factory=dict)
    void: tuple[str, ...] = ()
    caught: tuple[str, ...] = ()

    @property
    def invariants(self) -> tuple[Invariant, ...]:
        """Those that it could have broken: without a faulty reply there is nothing to catch."""
        planted = bool(self.caught) or any(breach.invariant == "uncaught_fault" for breach in self.breaches)
        return INVARIANTS if planted else tuple(name for name in INVARIANTS if name != "uncaught_fault")


@dataclass(frozen=True, slots=True)
class Summed:
    """A measure over all documents: its value, the interval, and how the latter was had."""

    value: float | None
    low: float | None
    high: float | None
    hits: float | None
    total: float | None
    method: str


@dataclass(frozen=True)
class SuiteResult:
    """A whole run. `prompts` are those that any briefing was made with, as `name@version`."""

    suite: str
    digest: str
    engine: str
    prompts: tuple[str, ...]
    cases: tuple[CaseResult, ...]
    problems: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    """The names of the suite's documents: each has to have a result, so that none can be dropped in silence."""

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """All documents' shares, added up."""
        return sum_shares(case.shares for case in self.cases)

    @cached_property
    def values(self) -> Mapping[str, float | None]:
        """All measures by name, F1 included."""
        return values_of(self.shares)

    @cached_property
    def void(self) -> tuple[str, ...]:
        """Why this run is no measurement; empty when it is one."""
        reasons = list(self.problems)
        for case in self.cases:
            reasons += [f"{case.name}: {reason}" for reason in case.void]
            if case.failure is not None:
                reasons.append(f"{case.name}: failed: {case.failure}")
        missing = [name for name in self.expected if name not in {case.name for case in self.cases}]
        reasons += [f"{name}: it has no result" for name in missing]
        if not self.cases:
            reasons.append("there is no document")
        return tuple(reasons)

    @cached_property
    def n_breaches(self) -> int:
        """How many invariants were broken."""
        return sum(len(case.breaches) for case in self.cases)

    @cached_property
    def resamples(self) -> Resamples:
        """The documents drawn again and again."""
        return Resamples([case.shares for case in self.cases])

    @cached_property
    def summed(self) -> Mapping[str, Summed]:
        """All measures with their intervals: exact for counts, by resampling documents for the rest."""
        found: dict[str, Summed] = {}
        low: float | None
        high: float | None
        for name, value in self.values.items():
            share = self.shares.get(name)
            if value is None or (share is not None and not share.is_sound):
                found[name] = Summed(None, None, None, None, None, "nothing to count")
            elif share is not None and share.counted and share.hits <= share.total:
                low, high = clopper_pearson(int(share.hits), int(share.total))
                found[name] = Summed(value, low, high, share.hits, share.total, "exact")
            else:
                low, high = self.resamples.interval(name) or (None, None)
                hits, total = (None, None) if share is None else (share.hits, share.total)
                found[name] = Summed(value, low, high, hits, total, "bootstrap by document")
        return found


def dump_result(result: SuiteResult, extra: Mapping[str, Any] | None = None) -> str:
    """The result as JSON, keys sorted, floats rounded to nine places."""
    record = {
        "format": FORMAT,
        "suite": {"name": result.suite, "digest": result.digest, "n_documents": len(result.cases)},
        "engine": result.engine,
        "prompts": list(result.prompts),
        "void": list(result.void),
        "problems": list(result.problems),
        "measures": {name: _plain(summed) for name, summed in result.summed.items()},
        "documents": [_dump_case(case) for case in result.cases],
        **(extra or {}),
    }
    return json.dumps(_rounded(record), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _plain(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__slots__}


def _dump_case(case: CaseResult) -> dict[str, Any]:
    return {
        "name": case.name,
        "failure": case.failure,
        "void": list(case.void),
        "caught": list(case.caught),
        "breaches": [_plain(breach) for breach in case.breaches],
        "shares": {
            name: [_sound(share.hits), _sound(share.total), share.counted] for name, share in case.shares.items()
        },
        "claims": dict(case.claims),
        "explanations": {layer: [_plain(item) for item in items] for layer, items in case.explanations.items()},
    }


def _sound(number: float) -> float | None:
    """JSON has no NaN; a number that is none is told in `void`, and null here."""
    return number if Share(number, 1).is_sound else None


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 9)
    if isinstance(value, dict):
        return {key: _rounded(child) for key, child in value.items()}
    return [_rounded(child) for child in value] if isinstance(value, list | tuple) else value


def load_result(content: bytes, *, name: str) -> SuiteResult:
    """A result that `dump_result` wrote, as a baseline needs it: names, shares and claims.

    Raises:
        InputError: If it is no such file.
    """
    try:
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise ValueError(f"it has the format {record['format']!r}")
        cases = tuple(_load_case(case) for case in record["documents"])
        return SuiteResult(
            record["suite"]["name"], record["suite"]["digest"], record["engine"], tuple(record["prompts"]), cases,
            tuple(record["problems"]), tuple(case.name for case in cases),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{name}: this is no report of brief eval ({error}); give the report.json of a run") from error


def _load_case(record: Mapping[str, Any]) -> CaseResult:
    shares = {name: Share(hits, total, counted) for name, (hits, total, counted) in record["shares"].items()}
    void: Sequence[str] = record["void"]
    return CaseResult(record["name"], record["failure"], shares=shares, claims=dict(record["claims"]), void=tuple(void))
