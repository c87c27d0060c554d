"""The proof of the gate: faults are planted in sound briefings, and each has to be found by the check that is for it.

What is planted is in `mutations`. A gate that stops nothing would pass everything; here it must let the unchanged gold
through, and object to every fault for the right reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from brief.briefing import Briefing
from brief.errors import BriefError, GroundingError
from brief.evaluation.crew import Crew
from brief.evaluation.floors import Floors, update_floors
from brief.evaluation.gate import Verdict, judge
from brief.evaluation.golden import LabelledEngine, labelled_briefing
from brief.evaluation.invariants import check_invariants, check_labels
from brief.evaluation.mutations import OPERATORS, Base, Fault, Operator, Record
from brief.evaluation.output import Output
from brief.evaluation.results import CaseResult, SuiteResult
from brief.evaluation.running import Answer, score_case
from brief.evaluation.suite import Case, Suite

__all__ = ["Mutant", "Proof", "prove", "render_matrix", "start_proof"]

# Two faults of a kind in each document: at the first site and a few further on.
_REACH = 4
_MOST_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted fault and the checks that objected; `equivalent` says why it is no fault."""

    operator: str
    base: str
    expected: str
    document: str
    where: str
    objecting: tuple[str, ...]
    equivalent: str | None = None

    @property
    def is_killed(self) -> bool:
        """Whether the expected check objected."""
        return self.expected in self.objecting


@dataclass(frozen=True)
class Proof:
    """All mutants; `void` says why the proof proves nothing, `unused` which operators found no site at all."""

    mutants: tuple[Mutant, ...]
    void: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every fault was found by its check."""
        return not self.void and all(mutant.is_killed for mutant in self.mutants if mutant.equivalent is None)


@dataclass(frozen=True)
class _Base:
    """A sound briefing of one document, and the floors that it sets."""

    case: Case
    kind: Base
    record: Record
    floors: Floors
    result: CaseResult
    verdict: Verdict


@dataclass(frozen=True)
class _Part:
    """What one document gives to a proof: its mutants, why it proves nothing, and its result without a fault."""

    mutants: tuple[Mutant, ...]
    void: tuple[str, ...]
    result: CaseResult | None


def prove(suite: Suite, operators: tuple[Operator, ...] = OPERATORS, *, workers: int = 1) -> Proof:
    """Plants every operator's faults in every document of a suite.

    The proof is void when unchanged gold is objected to, when the canary (a briefing full of invention) is let
    through, or when there is nothing to plant in.
    """
    return start_proof(suite, operators, workers=workers)()


def start_proof(suite: Suite, operators: tuple[Operator, ...] = OPERATORS, *, workers: int = 1) -> Callable[[], Proof]:
    """Sets processes to work on a proof; what it gives waits for it, and is the same for any number of them."""

    def attack(cases: Iterable[Case]) -> Iterator[_Part]:
        return (_attack(case, operators) for case in cases)

    lengths = [len(case.document.text) for case in suite.cases]
    longest = sorted(range(len(lengths)), key=lambda n: (-lengths[n], n))
    crew = Crew(attack, suite.cases, workers=workers, first=longest)

    def finish() -> Proof:
        parts = crew.results()
        mutants = [mutant for part in parts for mutant in part.mutants]
        void = [reason for part in parts for reason in part.void]
        if not mutants:
            void.append("no fault could be planted")
        mutants += _drop_worst(suite, [part.result for part in parts if part.result is not None])
        used = {(mutant.operator, mutant.base) for mutant in mutants}
        unused = tuple(f"{o.name} ({o.base})" for o in operators if (o.name, o.base) not in used)
        return Proof(tuple(mutants), tuple(void), unused)

    return finish


def _attack(case: Case, operators: tuple[Operator, ...]) -> _Part:
    """All faults in one document, on both bases."""
    mutants: list[Mutant] = []
    void: list[str] = []
    whole: CaseResult | None = None
    for kind in ("labelled", "grounded"):
        try:
            base = _base(case, kind)
        except BriefError as error:
            void.append(f"{case.name}: its gold cannot be told as a briefing: {error}")
            continue
        if base.verdict.outcome != "passed":
            first = base.verdict.objections[0]
            void.append(f"{case.name}: the unchanged gold ({kind}) does not pass: {first.check}: {first.message}")
            continue
        if kind == "grounded":
            whole = base.result
            if not _is_canary_dead(base):
                void.append(f"{case.name}: the canary lives: a briefing of inventions was let through")
        for operator in operators:
            if operator.base == kind:
                mutants += _plant(operator, base)
    return _Part(tuple(mutants), tuple(void), whole)


def _base(case: Case, kind: Base) -> _Base:
    if kind == "labelled":
        briefing = labelled_briefing(case)
    else:
        from brief.pipeline import summarise
        from brief.settings import Settings

        briefing = summarise(case.document, engine=LabelledEngine(case.gold), settings=Settings())
    record: Record = json.loads(briefing.model_dump_json())
    own = _result(case, kind, record)
    result = _suite([own], (case.name,))
    floors = update_floors(None, result, reason="what the gold itself breaks must not be hidden")
    # Nothing is known and tolerated here: the gold has to be without a breach.
    floors = Floors(floors.digest, floors.prompts, floors.measures)
    return _Base(case, kind, record, floors, own, judge(result, floors))


def _suite(cases: list[CaseResult], expected: tuple[str, ...]) -> SuiteResult:
    return SuiteResult("proof", "", "gold", (), tuple(cases), (), expected)


def _result(case: Case, kind: Base, record: Record) -> CaseResult:
    """A record's result; one that cannot be built is no briefing, and its breaches are told all the same."""
    try:
        briefing = Briefing.load(json.dumps(record), document=case.document)
    except GroundingError as error:
        failed = score_case(case, Answer(None, str(error)), audited=False)
        breaches = check_invariants(record, case.document)
        return CaseResult(case.name, str(error), breaches, failed.shares, failed.claims)
    scored = score_case(case, Answer(briefing), audited=False)
    if kind == "labelled":
        # A person may word a claim more freely than the guards can follow; here only scores and labels object.
        breaches = tuple(check_labels(Output.of(briefing), case.gold))
    else:
        breaches = check_invariants(briefing, case.document, case.gold)
    return CaseResult(case.name, None, breaches, scored.shares, scored.claims, void=scored.void)


def _plant(operator: Operator, base: _Base) -> Iterator[Mutant]:
    for fault in _chosen(operator.plant(base.record, base.case)):
        objecting: tuple[str, ...] = ()
        if fault.equivalent is None:
            result = _suite([_result(base.case, base.kind, fault.record)], (base.case.name,))
            objecting = tuple(dict.fromkeys(item.check for item in judge(result, base.floors).objections))
        yield Mutant(
            operator.name, base.kind, operator.expected, base.case.name, fault.where, objecting, fault.equivalent
        )


def _chosen(faults: Iterator[Fault]) -> list[Fault]:
    """The first real fault and one further on; where there is none, one that is equivalent."""
    real: list[Fault] = []
    equivalent: list[Fault] = []
    for fault in faults:
        (real if fault.equivalent is None else equivalent).append(fault)
        if len(real) == _REACH or len(real) + len(equivalent) == _MOST_LOOKED_AT:
            break
    return [real[0], real[-1]] if len(real) > 1 else real or equivalent[:1]


def _is_canary_dead(base: _Base) -> bool:
    """Whether a briefing in which every statement is an invention is objected to."""
    record: Record = json.loads(json.dumps(base.record))
    for number, claim in enumerate(record["claims"], 1):
        claim["statement"] = f"Canary number {number} of Zebulon Quorth sang in {1000 + number} mines."
    result = _suite([_result(base.case, "grounded", record)], (base.case.name,))
    return "unsourced_claim" in {item.check for item in judge(result, base.floors).objections}


def _drop_worst(suite: Suite, results: list[CaseResult]) -> Iterator[Mutant]:
    """The document that scores worst, left out of the run: averages would rise."""
    if len(results) < 2:
        return
    names = tuple(case.name for case in suite.cases)
    floors = update_floors(None, _suite(results, names))
    worst = min(results, key=lambda case: (case.shares["claims/recall"].value or 0.0, case.name))
    verdict = judge(_suite([case for case in results if case is not worst], names), floors)
    checks = tuple(dict.fromkeys(item.check for item in verdict.objections))
    yield Mutant("drop the worst document", "grounded", "void", worst.name, "the run", checks)


def render_matrix(proof: Proof) -> str:
    """The kill matrix: by operator, how many faults, by what they were found, and which were not."""
    lines = [f"{'operator':<38} {'base':<9} {'expected':<32} {'faults':>6} {'found':>6} {'same':>5}"]
    rows: dict[tuple[str, str, str], list[Mutant]] = {}
    for mutant in proof.mutants:
        rows.setdefault((mutant.operator, mutant.base, mutant.expected), []).append(mutant)
    for (operator, base, expected), group in sorted(rows.items()):
        real = [mutant for mutant in group if mutant.equivalent is None]
        found = sum(mutant.is_killed for mutant in real)
        same = len(group) - len(real)
        lines.append(f"{operator:<38} {base:<9} {expected:<32} {len(real):>6} {found:>6} {same:>5}")
    lines += ["", *_survivors(proof), *_equivalents(proof)]
    real = [mutant for mutant in proof.mutants if mutant.equivalent is None]
    killed = sum(mutant.is_killed for mutant in real)
    lines += [f"no site: {name}" for name in proof.unused]
    lines += [f"void: {reason}" for reason in proof.void]
    share = f"{killed / len(real):.1%}" if real else "none"
    lines.append(f"{killed} of {len(real)} faults were found by the check that is for them ({share})")
    return "\n".join(lines) + "\n"


def _survivors(proof: Proof) -> Iterator[str]:
    for mutant in proof.mutants:
        if mutant.equivalent is None and not mutant.is_killed:
            others = ", ".join(mutant.objecting) or "nothing"
            yield (
                f"not found: {mutant.operator} ({mutant.base}) at {mutant.document} {mutant.where}: "
                f"{mutant.expected} did not object; {others} did"
            )


def _equivalents(proof: Proof) -> Iterator[str]:
    reasons = Counter((m.operator, m.equivalent) for m in proof.mutants if m.equivalent is not None)
    for (operator, reason), n in sorted(reasons.items(), key=str):
        yield f"no fault: {operator}: {reason} ({n})"
