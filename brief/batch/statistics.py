"""What a batch's lines say together: how many, by whom, with which errors, whose words, in one pass.

Memory does not grow with the lines: names are counted in a table of bounded size. How it is shown is for `reports`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brief.errors import InputError

__all__ = ["Frequent", "Statistics", "gather", "read_records"]

# Names beyond so many are dropped, the rarest first; the counts of those that are left may then be too low.
_MOST_NAMES = 100_000
# Documents with so many claims or more are counted together.
_MOST_CLAIMS = 1_000


class Frequent:
    """Counts names in a table of bounded size.

    When it is full, the less frequent half is dropped. A name that comes again begins anew, so that a count may be too
    low by `slack` at most.

    >>> frequent = Frequent(2)
    >>> for name in "abaca":
    ...     frequent.add(name)
    >>> frequent.top(1), frequent.slack
    ([('a', 3)], 0)
    """

    def __init__(self, most: int = _MOST_NAMES) -> None:
        self._most = most
        self._counts: dict[str, int] = {}
        self.slack = 0

    def add(self, name: str) -> None:
        """Counts a name once."""
        self._counts[name] = self._counts.get(name, 0) + 1
        if len(self._counts) > 2 * self._most:
            ranked = self.top(len(self._counts))
            self._counts = dict(ranked[: self._most])
            self.slack += ranked[self._most][1]

    def top(self, n: int) -> list[tuple[str, int]]:
        """The most frequent ones with their counts, ties by name."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))[:n]


@dataclass
class Statistics:
    """The sums over all lines."""

    briefed: int = 0
    failed: int = 0
    characters: int = 0
    engines: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    claims_a_document: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    source_types: Counter[str] = field(default_factory=Counter)
    supports: Counter[str] = field(default_factory=Counter)
    sources: Frequent = field(default_factory=Frequent)
    dates: int = 0
    unresolved_dates: int = 0
    open_questions: int = 0
    rejected: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def add(self, record: dict[str, Any]) -> None:
        """Counts one line in.

        Raises:
            InputError: If it is no line of a batch.
        """
        if "error" in record:
            self.failed += 1
            self.errors[str(record["error"]["code"])] += 1
            return
        self.briefed += 1
        self.characters += record["document"]["length_chars"]
        provenance = record["provenance"]
        self.engines[f"{provenance['engine']} ({provenance['model'] or 'no model named'})"] += 1
        usage = provenance["usage"]
        self.tokens += (usage["input_tokens"] or 0) + (usage["output_tokens"] or 0)
        self.seconds += usage["seconds"] or 0.0
        self._add_claims(record["claims"])
        self.dates += len(record["dates"])
        self.unresolved_dates += sum(date["needs_anchor"] for date in record["dates"])
        self.open_questions += len(record["open_questions"])
        self.rejected += len(record["rejected"])

    def _add_claims(self, claims: list[dict[str, Any]]) -> None:
        self.claims += len(claims)
        self.claims_a_document[min(len(claims), _MOST_CLAIMS)] += 1
        for claim in claims:
            attribution = claim["attribution"]
            self.kinds[claim["kind"]] += 1
            self.supports[claim["support"]] += 1
            self.source_types[attribution["source_type"]] += 1
            if attribution["source_type"] != "outlet" and attribution["source"]:
                self.sources.add(" ".join(attribution["source"].split()))

    @property
    def outlet_share(self) -> float | None:
        """The share of claims in the outlets' own voice; None where there is no claim."""
        return self.source_types["outlet"] / self.claims if self.claims else None

    def to_record(self, *, n_sources: int = 20) -> dict[str, Any]:
        """All of it as JSON can hold it."""
        return {
            "documents": {"briefed": self.briefed, "failed": self.failed, "characters": self.characters},
            "engines": dict(self.engines.most_common()),
            "errors": dict(self.errors.most_common()),
            "claims": {
                "total": self.claims,
                "a_document": _spread(self.claims_a_document),
                "kinds": dict(self.kinds.most_common()),
                "supports": dict(self.supports.most_common()),
                "source_types": dict(self.source_types.most_common()),
                "outlet_share": self.outlet_share,
            },
            "sources": [{"source": name, "claims": count} for name, count in self.sources.top(n_sources)],
            "sources_may_lack": self.sources.slack,
            "dates": {"total": self.dates, "unresolved": self.unresolved_dates},
            "open_questions": self.open_questions,
            "rejected": self.rejected,
            "usage": {"tokens": self.tokens, "seconds": round(self.seconds, 1)},
        }


def _spread(counts: Counter[int]) -> dict[str, float | None]:
    """Least, quartiles, most and mean of what was counted."""
    n = counts.total()
    if not n:
        return dict.fromkeys(("least", "lower_quartile", "median", "upper_quartile", "most", "mean"))
    ranked = sorted(counts)

    def at(share: float) -> int:
        seen = 0
        for value in ranked:
            seen += counts[value]
            if seen >= share * n:
                return value
        return ranked[-1]

    return {
        "least": ranked[0],
        "lower_quartile": at(0.25),
        "median": at(0.5),
        "upper_quartile": at(0.75),
        "most": ranked[-1],
        "mean": round(sum(value * count for value, count in counts.items()) / n, 2),
    }


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file, or the files of a folder that `brief batch` wrote.

    Raises:
        InputError: If it cannot be read, or a line is no JSON object.
    """
    try:
        paths = sorted(path.glob("*.json")) if path.is_dir() else [path]
        for each in paths:
            with open(each, encoding="utf-8") as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield _parse(line, f"{each}:{number}")
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: this is no UTF-8, so that no batch wrote it; name its output") from error


def _parse(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: this is no JSON ({error}); run the batch again to mend its output") from error
    if not isinstance(record, dict):
        raise InputError(f"{place}: this is no line of a batch; name the output of `brief batch`")
    return record


def gather(records: Iterable[dict[str, Any]]) -> Statistics:
    """The sums over lines.

    Raises:
        InputError: If one is no line of a batch, or there is none.
    """
    statistics = Statistics()
    for number, record in enumerate(records, start=1):
        try:
            statistics.add(record)
        except (KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"line {number} is no line of a batch ({error}); name the output of `brief batch`"
            ) from error
    if not statistics.briefed + statistics.failed:
        raise InputError("there is no line in it; name the output of `brief batch`")
    return statistics
