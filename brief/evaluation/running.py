"""An engine's way over a suite: each document is briefed, held to its invariants and scored; nothing is passed over.

A document that fails stays in the run with all its labels missed. Whether the run is a pass is for `gate` to say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from brief.briefing import Briefing
from brief.errors import BriefError
from brief.evaluation.crew import Crew
from brief.evaluation.faults import find_caught, find_uncaught
from brief.evaluation.invariants import Breach, check_invariants
from brief.evaluation.matching import Matching, match_claims
from brief.evaluation.measures import Explanation, Share
from brief.evaluation.output import Output
from brief.evaluation.results import CaseResult, SuiteResult
from brief.evaluation.scores.board import SCORERS
from brief.evaluation.suite import CASSETTES_NAME, Case, Suite

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = [
    "CRASHES",
    "Answer",
    "Answering",
    "embedded_answers",
    "given_answers",
    "live_answers",
    "replayed_answers",
    "run_suite",
    "score_case",
    "start_run",
]

# What code raises that is wrong rather than unlucky. Each makes a run void; nothing is caught and forgotten.
CRASHES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, LookupError, NameError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
_REPLAYED_AT_ONCE = 8


@dataclass(frozen=True)
class Answer:
    """What an engine made of a document: a briefing, or why there is none; the rest as in `CaseResult`."""

    briefing: Briefing | None
    failure: str | None = None
    void: tuple[str, ...] = ()
    breaches: tuple[Breach, ...] = ()
    caught: tuple[str, ...] = ()


Answering = Callable[[Iterable[Case]], Iterator[Answer]]
"""Gives an answer for each case, in order; it may take a few cases at a time."""


def run_suite(suite: Suite, answering: Answering, *, engine: str, workers: int = 1) -> SuiteResult:
    """Every document of the suite, briefed and scored, in the suite's order."""
    return start_run(suite, answering, engine=engine, workers=workers)()


def start_run(suite: Suite, answering: Answering, *, engine: str, workers: int = 1) -> Callable[[], SuiteResult]:
    """Sets processes to work on a suite; what it gives waits for their result, which is the same for any number."""

    def score(cases: Iterable[Case]) -> Iterator[tuple[tuple[str, ...], CaseResult]]:
        taken: deque[Case] = deque()

        def taking() -> Iterator[Case]:
            for case in cases:
                taken.append(case)
                yield case

        for answer in answering(taking()):
            prompts = answer.briefing.provenance.prompts if answer.briefing is not None else ()
            yield tuple(prompts), score_case(taken.popleft(), answer)

    lengths = [len(case.document.text) for case in suite.cases]
    longest = sorted(range(len(lengths)), key=lambda n: (-lengths[n], n))
    crew = Crew(score, suite.cases, workers=workers, first=longest)

    def finish() -> SuiteResult:
        scored = crew.results()
        prompts = sorted({prompt for used, _ in scored for prompt in used})
        names = tuple(case.name for case in suite.cases)
        cases = tuple(case for _, case in scored)
        return SuiteResult(suite.name, suite.digest, engine, tuple(prompts), cases, suite.problems, names)

    return finish


def score_case(case: Case, answer: Answer, *, audited: bool = True) -> CaseResult:
    """One document's result; where it is not `audited`, without a look for breaches.

    A scorer that raises, and a share that is no number, are told in `void`.
    """
    void = list(answer.void)
    output = Output.of(answer.briefing)
    matching = Matching()
    try:
        matching = match_claims(output, case.gold)
    except CRASHES as error:
        void.append(f"the claims could not be matched ({type(error).__name__}: {error})")
    shares: dict[str, Share] = {}
    explanations: dict[str, tuple[Explanation, ...]] = {}
    for layer, scorer in SCORERS.items():
        try:
            score = scorer(output, case.gold, matching, case.document)
        except CRASHES as error:
            void.append(f"the scorer {layer} raised {type(error).__name__}: {error}")
            continue
        if score is None:
            continue
        for name, share in score.shares.items():
            if not share.is_sound or share.hits > share.total + 1e-6:
                void.append(f"the scorer {layer} gave {share.hits} of {share.total} for {name}, which is no share")
            shares[f"{layer}/{name}"] = share
        explanations[layer] = score.explanations
    told = {match.gold for match in matching.pairs}
    claims = {claim.id: n in told for n, claim in enumerate(case.gold.claims)}
    breaches = check_invariants(answer.briefing, case.document, case.gold) if audited and answer.briefing else ()
    breaches = (*breaches, *answer.breaches)
    return CaseResult(case.name, answer.failure, breaches, shares, claims, explanations, tuple(void), answer.caught)


def embedded_answers(settings: Settings) -> Answering:
    """Briefings by the embedded engine, which is opened once."""
    from brief.pipeline import open_engine, summarise

    engine = open_engine("embedded", settings=settings)

    def answer(case: Case) -> Answer:
        return _answer(case, lambda: summarise(case.document, engine=engine, settings=settings))

    return lambda cases: map(answer, cases)


def replayed_answers(settings: Settings) -> Answering:
    """Briefings by the hosted engine from each case's recordings, without a network; each of them must be asked for."""

    def replay(cases: Iterable[Case]) -> Iterator[Answer]:
        import asyncio

        waiting = iter(cases)
        answers: list[Answer] = []

        async def answer_all(batch: list[Case]) -> None:
            # Kept, not returned: a runner in the main thread writes out what its task returns, only to throw that away
            # (`signal.getsignal` in Python 3.11), which costs as much as matching the claims does.
            answers.extend(await asyncio.gather(*(_replay(case, settings) for case in batch)))

        # One event loop for all, since a new one with its threads costs more than scoring; several documents at a time,
        # since each of them waits now and then.
        with asyncio.Runner() as runner:
            while batch := [*islice(waiting, _REPLAYED_AT_ONCE)]:
                runner.run(answer_all(batch))
                yield from answers
                answers.clear()

    return replay


def live_answers(settings: Settings, *, record: bool = False) -> Answering:
    """Briefings by the hosted engine from its endpoint; to `record`, every exchange is written to the case's folder."""
    from brief.pipeline import summarise

    def answer(case: Case) -> Answer:
        folder = case.gold_path.parent / CASSETTES_NAME
        own = settings.model_copy(update={"record": folder}) if record else settings
        return _answer(case, lambda: summarise(case.document, engine="hosted", settings=own))

    return lambda cases: map(answer, cases)


async def _replay(case: Case, settings: Settings) -> Answer:
    from brief.engines.hosted.engine import HostedEngine
    from brief.engines.hosted.opening import open_exchange
    from brief.pipeline import asummarise

    if case.cassettes is None:
        reason = f"{case.gold_path.parent}: it has no folder of recordings"
        return Answer(None, f"{reason}; record one, or take the document out of the suite", (reason,))
    try:
        # Not from the environment: a replayed run is the same for everybody.
        settings = settings.model_copy(
            update={"replay": case.cassettes, "cache": False, "model": _recorded_model(case.cassettes)}
        )
        exchange = open_exchange(settings)
    except BriefError as error:
        return Answer(None, str(error))
    briefing: Briefing | None = None
    failure: str | None = None
    try:
        engine = HostedEngine(settings, exchange=exchange)
        briefing = await asummarise(case.document, engine=engine, settings=settings)
    except (BriefError, *CRASHES) as error:
        failure = _told(error)
    void = tuple(f"a recording is missing: {reason}" for reason in dict.fromkeys(exchange.missing))
    void += tuple(f"the recording {path.name} was not asked for" for path in exchange.unused_recordings())
    if briefing is None:
        return Answer(None, failure, void)
    uncaught, caught = find_uncaught(briefing, case.faults), find_caught(briefing, case.faults)
    return Answer(briefing, None, void, tuple(uncaught), tuple(caught))


def _recorded_model(folder: Path) -> str | None:
    """The model that a folder's first recording names; None leaves it to the exchange to say what is wrong."""
    import json

    for path in sorted(folder.glob("*.json")):
        try:
            return str(json.loads(path.read_bytes())["request"]["model"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
    return None


def _answer(case: Case, brief: Callable[[], Briefing]) -> Answer:
    try:
        return Answer(brief())
    except (BriefError, *CRASHES) as error:
        return Answer(None, _told(error))


def _told(error: BaseException) -> str:
    """Why there is no briefing: what a BriefError says, or that something broke."""
    return str(error) if isinstance(error, BriefError) else f"the engine raised {type(error).__name__}: {error}"


def given_answers(briefings: Mapping[str, Briefing]) -> Answering:
    """Briefings that are at hand, by the case's name; a case without one has failed."""

    def give(case: Case) -> Answer:
        briefing = briefings.get(case.name)
        return Answer(briefing, None if briefing else "there is no briefing of it")

    return lambda cases: map(give, cases)
