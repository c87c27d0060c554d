"""An engine's way over a suite: each document is briefed, held to its invariants and scored; nothing is passed over.

A document that fails stays in the run with all its labels missed. Whether the run is a pass is for `gate` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.briefing import Briefing
from brief.errors import BriefError
from brief.evaluation.invariants import check_invariants
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
]

# What code raises that is wrong rather than unlucky. Each makes a run void; nothing is caught and forgotten.
CRASHES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, LookupError, NameError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What an engine made of a document: a briefing, or why there is none; `void` as in `CaseResult`."""

    briefing: Briefing | None
    failure: str | None = None
    void: tuple[str, ...] = ()


Answering = Callable[[Case], Answer]


def run_suite(suite: Suite, answering: Answering, *, engine: str) -> SuiteResult:
    """Every document of the suite, briefed and scored, in the suite's order."""
    cases = []
    prompts: dict[str, None] = {}
    for case in suite.cases:
        answer = answering(case)
        if answer.briefing is not None:
            prompts |= dict.fromkeys(answer.briefing.provenance.prompts)
        cases.append(score_case(case, answer))
    return SuiteResult(
        suite.name,
        suite.digest,
        engine,
        tuple(sorted(prompts)),
        tuple(cases),
        suite.problems,
        tuple(case.name for case in suite.cases),
    )


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
    return CaseResult(case.name, answer.failure, breaches, shares, claims, explanations, tuple(void))


def embedded_answers(settings: Settings) -> Answering:
    """Briefings by the embedded engine, which is opened once."""
    from brief.pipeline import open_engine, summarise

    engine = open_engine("embedded", settings=settings)
    return lambda case: _answer(case, lambda: summarise(case.document, engine=engine, settings=settings))


def replayed_answers(settings: Settings) -> Answering:
    """Briefings by the hosted engine from each case's recordings, without a network; each of them must be asked for."""
    return lambda case: _replay(case, settings)


def live_answers(settings: Settings, *, record: bool = False) -> Answering:
    """Briefings by the hosted engine from its endpoint; to `record`, every exchange is written to the case's folder."""
    from brief.pipeline import summarise

    def answer(case: Case) -> Answer:
        folder = case.gold_path.parent / CASSETTES_NAME
        own = settings.model_copy(update={"record": folder}) if record else settings
        return _answer(case, lambda: summarise(case.document, engine="hosted", settings=own))

    return answer


def _replay(case: Case, settings: Settings) -> Answer:
    from brief.engines.hosted.engine import HostedEngine
    from brief.engines.hosted.opening import open_exchange
    from brief.pipeline import summarise

    if case.cassettes is None:
        reason = f"{case.gold_path.parent}: it has no folder of recordings"
        return Answer(None, f"{reason}; record one, or take the document out of the suite", (reason,))
    # Not from the environment: a replayed run is the same for everybody.
    settings = settings.model_copy(update={"replay": case.cassettes, "cache": False})
    try:
        exchange = open_exchange(settings)
    except BriefError as error:
        return Answer(None, str(error))
    answer = _answer(
        case, lambda: summarise(case.document, engine=HostedEngine(settings, exchange=exchange), settings=settings)
    )
    void = tuple(f"a recording is missing: {reason}" for reason in dict.fromkeys(exchange.missing))
    void += tuple(f"the recording {path.name} was not asked for" for path in exchange.unused_recordings())
    return Answer(answer.briefing, answer.failure, void)


def _answer(case: Case, brief: Callable[[], Briefing]) -> Answer:
    try:
        return Answer(brief())
    except BriefError as error:
        return Answer(None, str(error))
    except CRASHES as error:
        return Answer(None, f"the engine raised {type(error).__name__}: {error}")


def given_answers(briefings: Mapping[str, Briefing]) -> Answering:
    """Briefings that are at hand, by the case's name; a case without one has failed."""

    def give(case: Case) -> Answer:
        briefing = briefings.get(case.name)
        return Answer(briefing, None if briefing else "there is no briefing of it")

    return give
