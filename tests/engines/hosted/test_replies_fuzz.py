"""Thousands of wrong replies, at every stage: nothing unsourced is told, and nothing but a `BriefError` is raised."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.briefing import Briefing
from brief.engines.hosted import HostedEngine
from brief.engines.hosted.exchange import Answer, Exchange, Request, Stage
from brief.errors import BriefError
from brief.grounding import layers, lines, trial
from brief.grounding.audit import audit
from brief.pipeline import asummarise
from brief.settings import Settings
from tests.engines.hosted.lighthouse import ENGLISH, GERMAN, MIXED, Script
from tests.engines.hosted.mutations import ALIENS, mutate_reply

SETTINGS = Settings(model="fuzzed", verify=True)
# A tenth of what the whole check runs, which sets the variable.
N_REPLIES = int(os.environ.get("FUZZ_REPLIES", "1000"))
SEED = os.environ.get("FUZZ_SEED", "1")
N_SHARDS = 8
SCRIPTS = (ENGLISH, ENGLISH, ENGLISH, ENGLISH, GERMAN, MIXED)
STAGES: Sequence[Stage] = ("extract", "repair", "verify", "compose")
_QUOTED = re.compile(r"“[^“”]*”|„[^“”]*[“”]|‘.*’(?!\w)|\"[^\"]*\"", re.DOTALL)


class Fuzzed:
    """A model that answers with the replies of a script, some of them made wrong."""

    def __init__(self, script: Script, random: Random) -> None:
        self._script = script
        self._random = random
        self.n_mutated = 0
        self.untrue: list[str] = []
        self.said: list[tuple[Stage, str]] = []
        # Where every reply is wrong, the later stages are rarely asked anything; where few are, a run tests little.
        self._stages = set(random.sample(sorted(script.replies), random.choice((2, 4, 4, 4))))

    async def ask(self, request: Request) -> Answer:
        """The reply to this prompt, perhaps a wrong one."""
        if request.stage not in self._stages:
            return Answer(json.dumps(self._script.replies[request.stage]))
        mutated = mutate_reply(self._random, request.stage, self._script.replies)
        self.n_mutated += 1
        self.untrue += mutated.untrue
        self.said.append((request.stage, mutated.answer.content))
        return mutated.answer


def wordings(briefing: Briefing) -> Iterator[str]:
    """All that a briefing says and all that it calls anybody; advice on single words apart."""
    yield briefing.headline.text
    yield from (line.text for line in briefing.summary)
    for claim in briefing.claims:
        yield claim.statement
        yield claim.attribution.source or ""
    yield from (tension.statement for tension in briefing.tensions)
    for question in briefing.open_questions:
        yield f"{question.question} {question.why}"
    for actor in briefing.actors:
        yield " ".join((actor.name, *actor.aliases))
    yield from (f"{date.value} {date.timex}" for date in briefing.dates)
    yield from (entry.reason or "" for entry in briefing.coverage)


def stated(briefing: Briefing) -> set[str]:
    """What it states in words that are not a quotation."""
    said = (briefing.headline.text, *(line.text for line in briefing.summary))
    own = (claim.statement for claim in briefing.claims)
    return {own_words(words) for words in (*said, *own)}


def own_words(words: str) -> str:
    """A statement without what it quotes."""
    return " ".join(_QUOTED.sub("“”", words).split()).rstrip(".")


async def check(script: Script, model: Exchange, said: list[tuple[Stage, str]], untrue: Sequence[str] = ()) -> bool:
    """Whether a model's answers made a briefing, which then holds; an error has to be one of ours, in one line."""
    try:
        briefing = await asummarise(script.document, engine=HostedEngine(SETTINGS, exchange=model))
    except BriefError as error:
        message = str(error)
    else:
        message = ""
        check_briefing(script, briefing, said, untrue)
    assert "\n" not in message, said
    return not message


def check_briefing(
    script: Script, briefing: Briefing, said: list[tuple[Stage, str]], untrue: Sequence[str] = ()
) -> None:
    report = audit(briefing, script.document)
    assert report.ok, (report.findings, said)
    foreign = [words for words in wordings(briefing) if any(alien in words.casefold() for alien in ALIENS)]
    assert not foreign, said
    lies = {own_words(lie) for lie in untrue} & stated(briefing)
    assert not lies, said


async def run_shard(shard: int, n_replies: int) -> int:
    """As many runs as have that many wrong replies between them; how many of them made a briefing."""
    n_mutated = n_briefings = 0
    for run in count():
        random = Random(f"{SEED}-{shard}-{run}")
        script = random.choice(SCRIPTS)
        model = Fuzzed(script, random)
        try:
            n_briefings += await check(script, model, model.said, model.untrue)
        except BaseException as error:
            error.add_note(f"run {run} of shard {shard}, seed {SEED}")
            raise
        n_mutated += model.n_mutated
        if n_mutated >= n_replies:
            break
    return n_briefings


@pytest.mark.parametrize("shard", range(N_SHARDS))
def test_wrong_replies_tell_nothing_unsourced(shard: int) -> None:
    n_replies = -(-N_REPLIES // N_SHARDS)
    # A fuzz that only ever breaks JSON would test little: most runs have to come to a briefing.
    assert asyncio.run(run_shard(shard, n_replies)) > n_replies / 5


def test_the_fuzz_would_see_a_gate_that_lets_all_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def believe(*arguments: object, **options: object) -> tuple[()]:
        return ()

    for module in (trial, lines, layers):
        for name in ("check_statement", "check_line", "check_remark", "check_question"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, believe)
    with pytest.raises(AssertionError):
        asyncio.run(run_shard(0, 100))


_WORDS = [*dict.fromkeys(re.findall(r"\w+|[^\w\s]", ENGLISH.document.text)), "Quimby", "7731", "not", "{", "…", "}"]
_SAID = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join) | st.text(max_size=30)
_AT = st.builds(
    lambda number, words: f"s{number}: {words}" if words else f"s{number}", st.integers(-1, 12), _SAID | st.none()
)
_ID = st.builds(lambda kind, number: f"{kind}{number}", st.sampled_from("acqrstv"), st.integers(-1, 12))
_ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "at": _AT | _ID,
    "who": st.none() | _SAID | _ID | st.builds(lambda i, cue: f"{i}: {cue}", _ID, st.sampled_from(_WORDS)),
    "how": st.sampled_from(["direct", "indirect", "mixed ambiguous", None]),
    "say": _SAID | st.none(),
    "ask": _SAID.map(lambda words: f"{words}?"),
    "is": st.sampled_from(
        ["assertion core", "judgement low", "plan core hedged", "puffery", "source_disagreement", "missing_date"]
    ),
    "id": _ID,
    "name": _SAID,
    "aliases": st.lists(_SAID, max_size=3),
    "type": st.sampled_from(["person", "organisation", "group", "DATE", "SET"]),
    "voice": st.sampled_from(["named_person", "document", "implicit", "outlet", None]),
    "roles": st.lists(_AT, max_size=2),
    "put": _SAID | st.none(),
    "value": st.sampled_from(["2024-05-14", "7731", "2019", "P1D", "?", None]),
    "claims": st.lists(_ID, max_size=3),
    "claim": _ID,
    "question": _ID,
    "verdict": st.sampled_from(["supported", "unsupported", "unclear", "yes"]),
    "why": _SAID | st.none(),
}
_ITEM = st.fixed_dictionaries({}, optional={key: value | _ODD for key, value in _VALUES.items()}) | _ODD
_LISTS = "actors claims tensions questions dates loaded repairs verdicts summary answered".split()
_REPLY = st.fixed_dictionaries(
    {name: st.lists(_ITEM, max_size=4) for name in _LISTS} | {"headline": _ITEM},
) | st.recursive(_ODD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_LISTS), inner))
_ANSWER = st.builds(
    Answer,
    _REPLY.map(lambda reply: json.dumps(reply, ensure_ascii=False)) | st.text(max_size=200),
    st.sampled_from(["stop", "stop", "stop", "length", "content_filter"]),
)


@settings(max_examples=max(50, N_REPLIES // 40), deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
@given(answers=st.lists(_ANSWER, min_size=5, max_size=5), script=st.sampled_from(SCRIPTS))
def test_whatever_a_model_answers_nothing_unsourced_is_told(answers: list[Answer], script: Script) -> None:
    class Arbitrary:
        async def ask(self, request: Request) -> Answer:
            # A reply that is cut off is asked for in halves: the first answer is given as often as it takes.
            return answers.pop() if len(answers) > 1 else answers[0]

    said = [(request, answer.content) for request, answer in zip(STAGES, answers, strict=False)]
    asyncio.run(check(script, Arbitrary(), said))
