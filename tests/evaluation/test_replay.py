"""The hosted engine from recordings that were written by hand: no key, no network, and the same gate."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brief.engines.hosted import HostedEngine
from brief.engines.hosted.bodies import ask_body
from brief.engines.hosted.cassettes import write_recording
from brief.engines.hosted.exchange import Answer, Request
from brief.evaluation.gate import judge
from brief.evaluation.results import SuiteResult
from brief.evaluation.running import replayed_answers, run_suite
from brief.evaluation.suite import load_suite
from brief.pipeline import summarise
from brief.settings import Settings
from tests.evaluation.millpond import write_case

REPLIES: dict[str, dict[str, Any]] = {
    "extract": {
        "actors": [
            {"id": "a1", "name": "the parish council", "aliases": [], "type": "organisation",
             "voice": "named_organisation", "roles": []},
            {"id": "a2", "name": "Ines Calder", "aliases": ["Calder"], "type": "person", "voice": "named_person",
             "roles": []},
            {"id": "a3", "name": "Tom Rudd", "aliases": [], "type": "person", "voice": "named_person", "roles": []},
        ],
        "claims": [
            {"at": "s2: The millpond at Averleigh will be drained on Monday, 4 March 2024", "who": "a1: said",
             "how": "indirect", "is": "plan core",
             "say": "The parish council said the millpond at Averleigh will be drained on Monday, 4 March 2024."},
            {"at": "s3", "who": None, "how": None, "is": "assertion supporting", "say": None},
            {"at": "s4: We cannot wait any longer", "who": "a2: said", "how": "direct", "is": "position core",
             "say": None},
            {"at": "s6: the fish may die", "who": "a3: said", "how": "indirect", "is": "prediction core hedged",
             "say": "Tom Rudd said the fish may die."},
        ],
        "tensions": [],
        "questions": [],
        "dates": [
            {"at": "s2: Monday, 4 March 2024", "type": "DATE", "value": "2024-03-04", "anchor": False,
             "relation": "event"},
        ],
        "loaded": [{"at": "s7: callous", "is": "subjective_adjective", "put": "delete"}],
    },
    "repair": {"repairs": []},
    "verify": {"verdicts": []},
    "compose": {"headline": None, "summary": [], "tensions": [], "answered": []},
}  # fmt: skip


@dataclass
class RecordingExchange:
    """Answers by stage, and records what was asked as a live run would."""

    folder: Path
    settings: Settings

    async def ask(self, request: Request) -> Answer:
        reply = REPLIES[request.stage]
        write_recording(self.folder, ask_body(request, model="hand-written", settings=self.settings), reply)
        return Answer(json.dumps(reply, ensure_ascii=False))


@pytest.fixture
def suite(other_folder: Path) -> Path:
    """A suite of one case with the recordings of a run."""
    folder = write_case(other_folder / "one")
    settings = Settings(model="hand-written")
    (case,) = load_suite(other_folder).cases
    summarise(
        case.document,
        engine=HostedEngine(settings, exchange=RecordingExchange(folder / "cassettes", settings)),
        settings=settings,
    )
    return other_folder


def replay(folder: Path) -> SuiteResult:
    return run_suite(load_suite(folder), replayed_answers(Settings()), engine="hosted-replay")


def test_a_replayed_run_is_whole_and_scored(suite: Path) -> None:
    result = replay(suite)
    assert result.void == ()
    assert result.n_breaches == 0
    assert result.values["claims/core_recall"] == 1.0
    assert result.values["dates/value"] == 1.0
    assert any(prompt.startswith("extract@") for prompt in result.prompts)


def test_a_reply_that_lies_costs_scores_and_never_the_promise(suite: Path) -> None:
    from brief.evaluation.floors import update_floors

    before = replay(suite)
    floors = update_floors(None, before)
    assert judge(before, floors).outcome == "passed"
    for path in sorted((suite / "one" / "cassettes").glob("*.json")):
        lie = path.read_text("utf-8").replace('said the fish may die."', 'said all the fish will die."')
        path.write_text(lie, "utf-8")
    # Where a request quotes an answer that changed, its recording no longer fits; the lie itself is what counts here.
    result = replay(suite)
    assert result.n_breaches == 0
    assert judge(result, floors).outcome != "passed"


def test_a_recording_that_is_taken_away_voids_the_run(suite: Path) -> None:
    recordings = sorted((suite / "one" / "cassettes").glob("*.json"))
    for path in recordings:
        kept = path.read_bytes()
        path.unlink()
        assert replay(suite).void != ()
        path.write_bytes(kept)
    assert replay(suite).void == ()
