"""Replies that are bad on purpose: what a recorded model says wrong, and which check of the gate has to refuse it.

A case whose recordings lie has a file `faults.json` beside its labels. Replayed, each fault must be refused for one of
the reasons that are named for it, and be told nowhere in the briefing; one that is let through breaks an invariant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, ValidationError

from brief.briefing import Briefing, Rejected
from brief.errors import InputError
from brief.evaluation.invariants import Breach
from brief.evaluation.output import Output
from brief.grounding.quoting import find_quoted
from brief.provenance import Record

__all__ = ["FaultyReply", "find_caught", "find_uncaught", "load_faults"]

_ALSO = re.compile(r"\(also: ([a-z_, ]+)\)$")


class FaultyReply(Record):
    """Something wrong that a recorded reply says, in its very words; one of `checks` has to be why it is refused."""

    fault: Annotated[str, Field(min_length=1)]
    says: Annotated[str, Field(min_length=1)]
    checks: Annotated[tuple[str, ...], Field(min_length=1)]


class _FaultFile(Record):
    faults: Annotated[tuple[FaultyReply, ...], Field(min_length=1)]


def load_faults(content: bytes, *, name: str) -> tuple[FaultyReply, ...]:
    """The faults that a file lists.

    Raises:
        InputError: If it is no such file.
    """
    try:
        return _FaultFile.model_validate_json(content).faults
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, problem["loc"])) or "the file"
        raise InputError(
            f'{name}: {where}: {problem["msg"]}; it holds {{"faults": [{{"fault", "says", "checks"}}]}}'
        ) from error


def find_caught(briefing: Briefing, faults: tuple[FaultyReply, ...]) -> Iterator[str]:
    """Each fault that was refused as it should be, with the check."""
    page = _Page(briefing) if faults else None
    for fault in faults:
        if page and page.told(fault) is None and (check := page.refusing(fault)):
            yield f"{fault.fault}: {check}"


def find_uncaught(briefing: Briefing, faults: tuple[FaultyReply, ...]) -> Iterator[Breach]:
    """A breach for each fault that is told, or refused for none of its reasons, or was never said at all."""
    page = _Page(briefing) if faults else None
    for n, fault in enumerate(faults):
        if page is None or (page.told(fault) is None and page.refusing(fault)):
            continue
        if where := page.told(fault):
            message = f"the fault is told ({fault.fault}): {fault.says!r}"
        else:
            where, wanted = "rejected", " or ".join(fault.checks)
            given = ", ".join(page.checks(fault)) or "nothing"
            message = f"the fault is not refused by {wanted} but by {given} ({fault.fault}): {fault.says!r}"
        yield Breach("uncaught_fault", "uncaught_fault", where, message, f"faults[{n}]")


class _Page:
    """What a briefing tells and refuses, in the form that faults are compared in."""

    def __init__(self, briefing: Briefing) -> None:
        self._told = [
            (where, _bare(wording), [_bare(quoted.words) for quoted in find_quoted(wording)])
            for where, wording in Output.of(briefing).wordings()
        ]
        self._refused: dict[str, list[str]] = {}
        for item in briefing.rejected:
            self._refused.setdefault(_bare(item.statement), []).extend(_checks(item))

    def told(self, fault: FaultyReply) -> str | None:
        """Where it is said in our own voice; inside quotation marks the text says it."""
        wanted = _bare(fault.says)
        for where, wording, quotes in self._told:
            if wanted in wording and not any(wanted in quote for quote in quotes):
                return where
        return None

    def checks(self, fault: FaultyReply) -> list[str]:
        """Every reason for which it was refused."""
        return self._refused.get(_bare(fault.says), [])

    def refusing(self, fault: FaultyReply) -> str | None:
        """The check that refused it, if it is one of those that should."""
        return next((check for check in fault.checks if check in self.checks(fault)), None)


def _checks(item: Rejected) -> list[str]:
    """The reasons of a refusal: its own, and the others that are told behind it."""
    also = _ALSO.search(item.detail)
    return [item.reason, *(also[1].split(", ") if also else ())]


def _bare(wording: str) -> str:
    return " ".join(wording.split()).rstrip(".").casefold()
