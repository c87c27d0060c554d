"""Writes the recordings of a replayed suite from replies that were written by hand.

A case of such a suite has a file `replies.json`: what a model would answer to each prompt, written by hand. The real
engine asks its questions, this script answers them from that file and records both sides, so that a new version of a
prompt needs this command and no new reply:

    python evals/cassettes.py                    # every case of evals/suites/replayed
    python evals/cassettes.py --check            # writes nothing; exit status 1 if a recording is not as it would be

Claims and refused statements have ids that only the run gives them; a hand-written reply names them by words of their
statement, and they are looked up in the question.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from brief.engines.hosted.bodies import ask_body
from brief.engines.hosted.cassettes import write_recording
from brief.engines.hosted.engine import HostedEngine
from brief.engines.hosted.exchange import Answer, Request
from brief.errors import BriefError, ConfigError
from brief.evaluation.suite import Case, load_suite
from brief.pipeline import summarise
from brief.settings import Settings

__all__ = ["HandWritten", "write_cassettes"]

SUITE = Path(__file__).resolve().parent / "suites" / "replayed"
MODEL = "written-by-hand"
_ENTRY = re.compile(r"^(?P<id>[rc]\d+)(?: \[[^\]]*\])?: (?P<statement>.*)$", re.MULTILINE)

Reply = dict[str, Any]


class HandWritten:
    """An exchange that answers from a file, and records what was asked and answered."""

    def __init__(self, replies: Mapping[str, Any], folder: Path, settings: Settings, *, name: str) -> None:
        self._replies = replies
        self._folder = folder
        self._settings = settings
        self._name = name
        self._extracted = 0

    async def ask(self, request: Request) -> Answer:
        """The hand-written reply to a request."""
        statements = {found["id"]: found["statement"] for found in _ENTRY.finditer(request.messages[-1].content)}
        if request.stage == "extract":
            reply = self._extract()
        elif request.stage == "repair":
            reply = {"repairs": [*self._repairs(statements)]}
        elif request.stage == "compose":
            reply = self._compose(statements)
        else:
            raise ConfigError(f"{self._name}: nothing is written for the stage {request.stage!r}")
        write_recording(self._folder, ask_body(request, model=MODEL, settings=self._settings), reply)
        return Answer(json.dumps(reply, ensure_ascii=False))

    def _extract(self) -> Reply:
        self._extracted += 1
        if self._extracted > 1:
            raise ConfigError(f"{self._name}: the text is read in several parts; keep it short enough for one")
        reply: Reply = self._replies["extract"]
        return reply

    def _repairs(self, statements: Mapping[str, str]) -> Iterator[Reply]:
        """A repair for each refused statement: the one that is written for it, otherwise none, so that it is quoted."""
        written: list[Reply] = self._replies["repair"]
        for number, statement in statements.items():
            item = next((item for item in written if item["refused"] in statement), Reply())
            yield {"id": number, "say": item.get("say"), "who": item.get("who")}

    def _compose(self, claims: Mapping[str, str]) -> Reply:
        written = self._replies["compose"]
        headline = written["headline"]
        return {
            "headline": headline and self._line(headline, claims),
            "summary": [self._line(line, claims) for line in written["summary"]],
            "tensions": written["tensions"],
            "answered": written["answered"],
        }

    def _line(self, line: Reply, claims: Mapping[str, str]) -> Reply:
        return {"say": line["say"], "claims": [self._find(words, claims) for words in line["claims"]]}

    def _find(self, words: str, claims: Mapping[str, str]) -> str:
        """The id of the claim that these words are of."""
        found = [number for number, statement in claims.items() if words in statement]
        if not found:
            told = "\n  ".join(claims.values())
            raise ConfigError(f"{self._name}: no claim has the words {words!r}; there are:\n  {told}")
        return found[0]


def write_cassettes(case: Case, folder: Path) -> None:
    """Writes the recordings of one case to a folder.

    Raises:
        BriefError: If a reply is missing or names a claim that is not there.
    """
    path = case.gold_path.parent / "replies.json"
    replies = json.loads(path.read_text("utf-8"))
    settings = Settings(model=MODEL, cache=False)
    engine = HostedEngine(settings, exchange=HandWritten(replies, folder, settings, name=str(path)))
    summarise(case.document, engine=engine, settings=settings)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}


def main(suite: Path = SUITE, *, check: bool = False) -> int:
    """Writes or checks the recordings of every case."""
    stale = 0
    for case in load_suite(suite).cases:
        folder = case.gold_path.parent / "cassettes"
        with tempfile.TemporaryDirectory() as made:
            write_cassettes(case, Path(made))
            wanted, there = _contents(Path(made)), _contents(folder)
        if wanted == there:
            continue
        stale += 1
        if check:
            print(f"{folder}: not what python evals/cassettes.py writes")
            continue
        folder.mkdir(exist_ok=True)
        for name in there.keys() - wanted.keys():
            (folder / name).unlink()
        for name, content in wanted.items():
            (folder / name).write_bytes(content)
        print(f"{folder}: {len(wanted)} recordings")
    return 1 if check and stale else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("suite", nargs="?", type=Path, default=SUITE)
    parser.add_argument("--check", action="store_true", help="write nothing, and say what is not up to date")
    options = parser.parse_args()
    try:
        sys.exit(main(options.suite, check=options.check))
    except BriefError as error:
        sys.exit(f"cassettes: {error}")
