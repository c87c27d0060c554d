"""What the user sees when an endpoint misbehaves, fault by fault: the exit status, the line, the page, the coverage.

The command runs in this process against a server on loopback; how it ends as a process is for `tests/test_cli_hosted`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from brief.briefing import Briefing
from brief.cli import main
from brief.document import Document
from brief.grounding.audit import audit
from brief.sources import read
from tests.engines.hosted.fault_server import (
    Action,
    Answered,
    FaultServer,
    Received,
    Silence,
    complaint,
    completion,
    page,
)
from tests.engines.hosted.hijacks import HIJACKS
from tests.engines.hosted.reader import read_plainly, sentences_shown, serving, stage_of

KEY = "sk-planted-7f3a9c51d2"
MONTHS = "January February March April May June July August September October November December".split()
# Long enough for several parts at the reply length that is set below.
ARTICLE = "The lamps of Skarn\n\n" + "\n\n".join(
    f"The keepers of Skarn lit {number} lamps in {month} and put out {number // 3} of them before the month was out. "
    f"The log for {month} has {number + 400} lines. The council of Hamn read the log for {month} and did not reply."
    for number, month in enumerate(MONTHS, 40)
)


@dataclass(frozen=True)
class Seen:
    """What a user sees of a run, and what the server saw."""

    status: int
    page: str
    lines: list[str]
    briefing: Briefing | None
    document: Document
    server: FaultServer
    folder: Path

    @property
    def error(self) -> str:
        """The one error line."""
        (line,) = (line for line in self.lines if line.startswith("brief: error: "))
        return line


Brief = Callable[..., Seen]


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Brief]:
    """Runs the command on an article against a server that behaves as a test says."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    environment = {
        "OPENAI_API_KEY": KEY, "BRIEF_MODEL": "tern-1", "BRIEF_RETRIES": "2", "BRIEF_TIMEOUT_S": "5",
        "BRIEF_DEADLINE_S": "20", "BRIEF_CACHE_DIR": str(tmp_path / "cache"),
    }  # fmt: skip

    def run(behaviour: Callable[[Received], Action] | list[Action], *, text: str = ARTICLE, **more: str) -> Seen:
        for name, value in (environment | {f"BRIEF_{key.upper()}": value for key, value in more.items()}).items():
            monkeypatch.setenv(name, value)
        article, output = tmp_path / "article.txt", tmp_path / "briefing.md"
        article.write_text(text, "utf-8")
        with serving(behaviour) as server:
            url = ["--engine", "hosted", "--base-url", server.url]
            with pytest.raises(SystemExit) as ended:
                main(["summarise", str(article), "--format", "json", "-o", str(output), *url])
            lines = capsys.readouterr().err.splitlines()
            written = output.read_text("utf-8") if output.exists() else None
            briefing = Briefing.load(written, document=read(str(article))) if written else None
        shown = ""
        if briefing is not None:
            from brief.renderers import render

            shown = render(briefing, format="markdown")
        return Seen(int(str(ended.value.code)), shown, lines, briefing, read(str(article)), server, tmp_path)

    yield run
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in kept if KEY.encode() in path.read_bytes()]


def check_success(seen: Seen) -> Briefing:
    assert seen.status == 0, seen.lines
    assert seen.briefing is not None
    report = audit(seen.briefing, seen.document)
    assert report.ok, report.findings
    assert KEY not in "\n".join(seen.lines)
    return seen.briefing


def check_failure(seen: Seen, *words: str, status: int = 5) -> None:
    """One line that says where, what, and what to do; nothing written."""
    assert seen.status == status, seen.lines
    assert seen.briefing is None
    assert not [path for path in seen.folder.iterdir() if path.name not in ("article.txt", "cache")]
    assert KEY not in "\n".join(seen.lines)
    for word in words:
        assert word in seen.error


def first(action: Action, *, times: int = 1) -> Callable[[Received], Action]:
    """A fault for the first requests of a run, and good answers afterwards."""
    return lambda received: action if received.number < times else read_plainly(received)


PASSING: dict[str, Action] = {
    "429": complaint(429, "slow down", headers={"Retry-After": "0"}),
    "500": complaint(500, "oops"),
    "503": complaint(503, "overloaded"),
    "408": complaint(408, "too slow"),
    "html_502": page(502, "Bad Gateway"),
    "html_200": page(200, "Please log in"),
    "truncated_http_json": Answered(content=b'{"id": "x", "choices": [{"index": 0, "message": {"content": "{'),
    "reset": Answered(content=b"x" * 1000, cut_at=10, abort=True),
    "hang_up_in_the_body": Answered(content=b"x" * 1000, cut_at=10),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_passes_costs_a_retry_and_nothing_else(brief: Brief, fault: str) -> None:
    seen = brief(first(PASSING[fault]))
    briefing = check_success(seen)
    assert all(entry.claim_ids for entry in briefing.coverage)
    assert briefing.provenance.usage.retries == 1
    (line,) = (line for line in seen.lines if line.startswith("brief: extract: "))
    assert "1 retries" in line or "1 retry" in line


@pytest.mark.parametrize(
    "unread",
    [
        completion("I am only a language model."),
        completion('{"summary_of_text": "All is well."}'),
        completion(""),
        Answered(content=b'{"id": "x", "object": "chat.completion", "choices": []}'),
    ],
    ids=["prose", "wrong_schema", "empty_reply", "empty_choices"],
)
def test_a_reply_that_cannot_be_read_is_asked_for_once_more(brief: Brief, unread: Action) -> None:
    seen = brief(first(unread))
    briefing = check_success(seen)
    assert all(entry.claim_ids for entry in briefing.coverage)
    assert [stage_of(received) for received in seen.server.received] == ["extract", "extract", "compose"]


def test_retry_after_is_waited_for(brief: Brief) -> None:
    seen = brief(first(complaint(429, "slow down", headers={"Retry-After": "1"})), timeout_s="10")
    briefing = check_success(seen)
    assert briefing.provenance.usage.seconds is not None
    assert briefing.provenance.usage.seconds >= 1


def test_a_reply_that_is_cut_off_by_its_length_is_asked_for_in_halves(brief: Brief) -> None:
    def half(received: Received) -> Action:
        good = read_plainly(received)
        if received.number:
            return good
        content = json.loads(good.content)["choices"][0]["message"]["content"]
        return completion(content[: len(content) // 2], finish_reason="length")

    briefing = check_success(brief(half))
    assert all(entry.claim_ids for entry in briefing.coverage)


LASTING: dict[str, tuple[Action, tuple[str, ...], int]] = {
    "500": (complaint(500, "oops"), ("article.txt", "answered 500", "oops", "tried 3 times"), 5),
    "429": (complaint(429, "slow down"), ("article.txt", "answered 429", "tried 3 times"), 5),
    "quota": (complaint(429, "You exceeded your current quota", code="insufficient_quota"), ("nothing left",), 5),
    "html_200": (page(200, "Please log in"), ("article.txt",), 5),
    "refusal": (completion(None, refusal="I will not read this."), ("the model refused", "I will not read"), 5),
    "content_filter": (completion("", finish_reason="content_filter"), ("content filter",), 5),
    "empty_reply": (completion(""), ("the reply is empty",), 5),
    "prose": (completion("I am only a language model."), ("no JSON", "language model"), 5),
    "wrong_schema": (completion('{"summary_of_text": "All is well."}'), ("none of the keys",), 5),
    "truncated_json": (completion('{"claims": [{"at": "s'), ("article.txt",), 5),
    "ten_megabytes": (Answered(content=b'{"choices": "' + b"x" * 10_000_000 + b'"}'), ("8,000,000 bytes",), 5),
    "ten_megabytes_of_error": (Answered(status=500, content=b"x" * 10_000_000), ("article.txt",), 5),
    "401": (complaint(401, f"Incorrect API key provided: {KEY}"), ("key", "OPENAI_API_KEY"), 4),
    "404": (complaint(404, "The model `tern-1` does not exist"), ("tern-1", "--model"), 4),
    "redirect": (Answered(status=307, headers=(("Location", "http://127.0.0.1:1/v1"),)), ("BRIEF_BASE_URL",), 4),
}


@pytest.mark.parametrize("fault", LASTING)
def test_a_fault_that_lasts_is_one_line_and_no_file(brief: Brief, fault: str) -> None:
    action, words, status = LASTING[fault]
    check_failure(brief([action]), *words, status=status)


def test_a_server_that_hangs_is_given_up(brief: Brief) -> None:
    seen = brief([Silence()], timeout_s="0.3", retries="1")
    check_failure(seen, "did not answer within 0.3 s")


def test_a_slow_drip_does_not_outlast_the_timeout(brief: Brief) -> None:
    drip = Answered(content=b'{"id": "x"' + b" " * 100_000 + b"}", chunk_bytes=50, pause_s=0.02)
    check_failure(brief([drip], timeout_s="0.4", retries="0"), "did not answer within 0.4 s")


def test_the_deadline_ends_all_tries(brief: Brief) -> None:
    seen = brief([complaint(503, "overloaded", headers={"Retry-After": "30"})], deadline_s="1", retries="9")
    check_failure(seen, "answered 503")


# --- a part of the document ---

PARTS = {"reply_tokens": "2000", "retries": "1"}
FOR_GOOD: dict[str, Action] = {
    "500": complaint(500, "oops"),
    "refusal": completion(None, refusal="I will not read this."),
    "prose": completion("I am only a language model."),
    "ten_megabytes": Answered(content=b'{"choices": "' + b"x" * 10_000_000 + b'"}'),
    "too_long": complaint(400, "This model's maximum context length is 100 tokens", code="context_length_exceeded"),
}


@pytest.mark.parametrize("fault", FOR_GOOD)
def test_a_part_that_fails_for_good_costs_that_part_only(brief: Brief, fault: str) -> None:
    lost: list[int] = []

    def fail_where_april_is(received: Received) -> Action:
        if stage_of(received) == "extract" and 12 in sentences_shown(received):
            lost[:] = sentences_shown(received)
            return FOR_GOOD[fault]
        return read_plainly(received)

    seen = brief(fail_where_april_is, **PARTS)
    briefing = check_success(seen)
    assert 0 < len(lost) < len(briefing.coverage)
    reasons = {number: entry.reason for number, entry in enumerate(briefing.coverage, 1) if not entry.claim_ids}
    assert sorted(reasons) == lost
    assert all(reason and reason.startswith("the engine could not read it: ") for reason in reasons.values())
    head = seen.page.split("\n## ")[0]
    assert f"{len(lost)} of {len(briefing.coverage)}" in head, head


@pytest.mark.parametrize("stage", ["repair", "verify", "compose"])
def test_a_later_stage_that_fails_costs_no_claim(brief: Brief, stage: str) -> None:
    def behave(received: Received) -> Action:
        if stage_of(received) == stage:
            return complaint(500, "oops")
        good = read_plainly(received)
        if stage_of(received) == "extract":  # something to mend
            content = json.loads(good.content)
            reply = json.loads(content["choices"][0]["message"]["content"])
            reply["claims"][1]["say"] = "The keepers of Skarn lit 9,000 lamps."
            return completion(json.dumps(reply))
        return good

    seen = brief(behave, retries="0", verify="true")
    briefing = check_success(seen)
    assert all(entry.claim_ids for entry in briefing.coverage)
    warnings = [line for line in seen.lines if line.startswith("brief: warning: ")]
    assert any(f"the call to {stage} came to nothing" in line for line in warnings)
    assert any(item.statement == "The keepers of Skarn lit 9,000 lamps." for item in briefing.rejected)


# --- replies that are well formed and untrue ---


def told(claims: list[dict[str, Any]], **others: Any) -> Callable[[Received], Action]:
    """Good answers, with these claims put before those of the first part."""

    def behave(received: Received) -> Action:
        good = read_plainly(received)
        if stage_of(received) != "extract":
            return good
        reply = json.loads(json.loads(good.content)["choices"][0]["message"]["content"])
        return completion(json.dumps({**reply, **others, "claims": claims + reply["claims"]}))

    return behave


def claim(at: str, say: str | None, who: str | None = None, how: str | None = None) -> dict[str, Any]:
    return {"at": at, "who": who, "how": how, "say": say, "is": "assertion core"}


def test_invented_quotes_are_not_told(brief: Brief) -> None:
    keeper = {"id": "a1", "name": "the keepers of Skarn", "aliases": [], "type": "group", "voice": "unnamed_collective"}
    lies = [
        claim("s2", "The keepers of Skarn said: “We are afraid of the dark.”", "a1: lit", "direct"),
        claim("s2: We are afraid of the dark", None, "a1: lit", "direct"),
        claim("s3", "The log says “We are afraid of the dark”."),
    ]
    briefing = check_success(brief(told(lies, actors=[{**keeper, "roles": []}])))
    assert not any("afraid" in item.statement for item in briefing.claims)
    assert sum("afraid" in item.statement for item in briefing.rejected) >= 2


def test_foreign_sentences_are_no_evidence(brief: Brief) -> None:
    lies = [claim(at, "The keepers of Skarn sold the lamps.") for at in ("s0", "s999", "s-3", "s2147483648", "x", "s")]
    briefing = check_success(brief(told(lies)))
    assert not any("sold" in item.statement for item in briefing.claims)
    assert any("sold" in item.statement for item in briefing.rejected)


def test_a_part_cannot_cite_what_another_part_says(brief: Brief) -> None:
    def behave(received: Received) -> Action:
        if stage_of(received) != "extract" or 2 in sentences_shown(received):
            return read_plainly(received)
        return told([claim("s2", "The keepers of Skarn lit 40 lamps in January.")])(received)

    briefing = check_success(brief(behave, **PARTS))
    cited = [item for item in briefing.claims if item.statement == "The keepers of Skarn lit 40 lamps in January."]
    assert not cited


def test_a_reply_that_repeats_the_articles_order_is_not_believed(brief: Brief) -> None:
    hijack = HIJACKS["in_a_quotation"]
    ordered = [claim(f"s{number}", hijack.payload) for number in range(1, 9)]
    briefing = check_success(brief(told(ordered), text=hijack.document.text))
    assert not any(hijack.mark in item.statement for item in briefing.claims if item.support == "verified")
    assert any(item.statement == hijack.payload for item in briefing.rejected)
