"""A sound briefing passes the audit, and every way of spoiling it is found."""

# ruff: noqa: E501  # rows of cases

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.briefing import Briefing, Provenance
from brief.compose import _reason
from brief.document import Document
from brief.engines.proposal import Pointer, Proposals, ProposedClaim, ProposedQuestion, ProposedTension
from brief.grounding.audit import audit
from brief.grounding.gate import ground_proposals
from brief.grounding.reasons import is_reason
from brief.pipeline import summarise
from tests.grounding.harbour import DOCUMENT, SOUND, actors, dates, loaded

Json = Any


def number(words: str) -> int:
    return next(s.index for s in DOCUMENT.sentences if words in s.span.quote)


@cache
def sound() -> Briefing:
    proposed = []
    for statement, words, of in SOUND:
        name, source_type, mode = of or (None, "outlet", "none")
        at = number(words)
        proposed.append(
            ProposedClaim(
                statement, "assertion", "core", (Pointer(at),), source=name, source_type=source_type, mode=mode,  # type: ignore[arg-type]  # rows hold plain strings
                hedged=bool({"allegedly", "may"} & {*statement.split()}), cue=Pointer(at, "said") if name and "said" in DOCUMENT.sentences[at - 1].span.quote else None,
            )
        )  # fmt: skip
    place = (Pointer(number("sued")),)
    grounding = ground_proposals(
        Proposals(
            [*proposed, ProposedClaim("Rain fell.", "assertion", "low", (Pointer(1),))],
            actors=actors(), dates=dates(), loaded=loaded(),
            tensions=[ProposedTension("source_disagreement", "Varga and the board disagree.", place)],
            questions=[ProposedQuestion("Why did Varga sue the board?", "missing_evidence", "No reason is given.", place)],
        ),
        DOCUMENT,
    )  # fmt: skip
    coverage = []
    for sentence in DOCUMENT.sentences:
        a, b = sentence.span.start, sentence.span.end
        ids = [c.id for c in grounding.claims if any(p.start < b and a < p.end for p in c.evidence)]
        coverage.append(
            {
                "sentence": {"start": a, "end": b},
                "claim_ids": ids,
                "reason": None if ids else "it is a heading or a label and says nothing by itself",
            }
        )
    by_statement = {claim.statement: claim.id for claim in grounding.claims}
    sued = "Varga sued the board in 2019."
    owners = "Several owners did not sign the petition."
    return Briefing.of(
        DOCUMENT,
        {
            "headline": {"text": sued.rstrip("."), "claim_ids": [by_statement[sued]]},
            "summary": [
                {"text": sued, "claim_ids": [by_statement[sued]]},
                {"text": owners, "claim_ids": [by_statement[owners]]},
            ],
            "claims": grounding.claims,
            "actors": grounding.actors,
            "dates": grounding.dates,
            "loaded": grounding.loaded,
            "tensions": grounding.tensions,
            "open_questions": grounding.questions,
            "coverage": coverage,
            "rejected": grounding.rejected,
            "provenance": Provenance(engine="test", brief_version="0", created_at=datetime(2021, 1, 1, tzinfo=UTC)),
        },
    )


def record() -> Json:
    return json.loads(sound().model_dump_json())


def claim(of: Json, statement: str) -> Json:
    return next(item for item in of["claims"] if item["statement"].startswith(statement))


def test_a_sound_briefing_has_no_findings() -> None:
    assert [str(finding) for finding in audit(sound(), DOCUMENT).findings] == []
    assert audit(sound().model_dump_json(), DOCUMENT).ok
    assert audit(record(), DOCUMENT).ok


def _shift(b: Json) -> None:
    b["claims"][0]["evidence"][0]["start"] += 1
    b["claims"][0]["evidence"][0]["end"] += 1


def _swap_quotes(b: Json) -> None:
    one, other = (claim(b, s)["evidence"][0] for s in ("Varga sued", "Union leaders"))
    one["quote"], other["quote"] = other["quote"], one["quote"]


def _swap_evidence(b: Json) -> None:
    one, other = claim(b, "Varga sued"), claim(b, "Union leaders")
    one["evidence"], other["evidence"] = other["evidence"], one["evidence"]


def _say(start: str, new: str) -> Callable[[Json], None]:
    def change(b: Json) -> None:
        claim(b, start)["statement"] = new

    return change


def _cut_word(b: Json) -> None:
    place = claim(b, "Varga sued")["evidence"][0]
    place["start"] += 2
    place["quote"] = place["quote"][2:]


def _invent_actor(b: Json) -> None:
    b["actors"][0]["name"] = "Ivo Crane"


def _steal_mention(b: Json) -> None:
    b["actors"][0]["mentions"] += b["actors"][1]["mentions"]


def _other_speaker(b: Json) -> None:
    claim(b, "Marta Holt said: ")["attribution"]["source"] = "Piet Varga"
    claim(b, "Marta Holt said: ")["statement"] = "Piet Varga said: “We will not put a single passenger at risk.”"


def _set(value: Any, *path: Any) -> Callable[[Json], None]:
    def change(b: Json) -> None:
        for key in path[:-1]:
            b = b[key]
        b[path[-1]] = value

    return change


def _delete(*path: Any) -> Callable[[Json], None]:
    def change(b: Json) -> None:
        for key in path[:-1]:
            b = b[key]
        del b[path[-1]]

    return change


def _cite_elsewhere(b: Json) -> None:
    b["summary"][0]["claim_ids"] = [claim(b, "Union leaders")["id"]]


def _use_rejected(b: Json) -> None:
    claim(b, "Varga sued")["statement"] = b["rejected"][0]["statement"]


def _wrong_claim_in_coverage(b: Json) -> None:
    b["coverage"][-1]["claim_ids"].append(b["claims"][0]["id"])


def _duplicate_id(b: Json) -> None:
    b["claims"][1]["id"] = b["claims"][0]["id"]


def _date_value(value: str) -> Callable[[Json], None]:
    def change(b: Json) -> None:
        next(item for item in b["dates"] if item["quote"] == "2019")["value"] = value

    return change


def _date_of(quote: str, value: str) -> Callable[[Json], None]:
    def change(b: Json) -> None:
        next(item for item in b["dates"] if item["quote"] == quote)["value"] = value

    return change


def _other_source_span(b: Json) -> None:
    start = DOCUMENT.text.index("Piet Varga")
    place = {"start": start, "end": start + 10, "quote": "Piet Varga"}
    claim(b, "Marta Holt said: ")["attribution"]["source_span"] = place


def _far_role(b: Json) -> None:
    start = DOCUMENT.text.index("The regime")
    b["actors"][1]["roles"] = [{"start": start, "end": start + 10, "quote": "The regime"}]


def _role_of_another(b: Json) -> None:
    b["actors"][2]["roles"] = b["actors"][1]["roles"]


def _unhedged(b: Json) -> None:
    claim(b, "Union leaders allegedly")["hedged"] = False


def _no_name(b: Json) -> None:
    for item in b["claims"]:
        if item["attribution"]["source"] == "Transport Ministry":
            item["attribution"].update(source="the ministry", actor_id=None)


def _invented_year(b: Json) -> None:
    next(item for item in b["dates"] if item["quote"] == "Tuesday")["value"] = "1987-06-02"


def _fallback_altered(b: Json) -> None:
    quoted = next(item for item in b["claims"] if item["support"] == "quoted")
    quoted["statement"] = quoted["statement"].replace("close", "open")


def _fallback_shortened(b: Json) -> None:
    quoted = next(item for item in b["claims"] if item["support"] == "quoted")
    quoted["statement"] = "The article says: “Harbour board votes”"


def _far_cue(b: Json) -> None:
    place = claim(b, "Marta Holt said: ")["attribution"]["cue"]
    start = DOCUMENT.text.index("failed.")
    place.update(start=start, end=start + 6, quote="failed")


SPOILT: dict[str, tuple[Callable[[Json], None], str]] = {
    "shifted by one": (_shift, "quote_mismatch"),
    "quotes swapped": (_swap_quotes, "malformed"),
    "evidence swapped": (_swap_evidence, "word_not_in_evidence"),
    "evidence dropped": (_set([], "claims", 0, "evidence"), "no_evidence"),
    "word cut": (_cut_word, "cuts_word"),
    "span out of range": (_set(10**9, "claims", 0, "evidence", 0, "end"), "span_out_of_range"),
    "negation dropped": (_say("Several owners did not", "Several owners did sign the petition."), "negation_lost"),
    "negation added": (_say("Varga sued", "Varga never sued the board in 2019."), "negation_added"),
    "hedge dropped": (_say("Union leaders", "Union leaders blocked the gate on Wednesday."), "hedge_lost"),
    "digit changed": (_say("Varga sued", "Varga sued the board in 2018."), "number_not_in_evidence"),
    "sides swapped": (_say("Varga sued", "The board sued Varga in 2019."), "words_reordered"),
    "word added": (_say("Varga sued", "Varga wrongly sued the board in 2019."), "word_not_in_evidence"),
    "loaded word": (_say("The regime's tactics", "The regime's brutal tactics failed."), "loaded_wording"),
    "speaker changed": (_other_speaker, "wrong_speaker"),
    "source changed": (_set("Ivo Crane", "claims", 5, "attribution", "source"), "source_not_in_text"),
    "cue far away": (_far_cue, "attribution_far"),
    "another claim cited": (_cite_elsewhere, "word_not_in_evidence"),
    "nothing cited": (_set([], "headline", "claim_ids"), "uncited"),
    "unknown claim cited": (_set(["c99"], "summary", 0, "claim_ids"), "unresolved_id"),
    "headline says more": (_set("Varga sued the board in 2020", "headline", "text"), "number_not_in_evidence"),
    "summary says no": (_set("Varga never sued the board.", "summary", 0, "text"), "negation_added"),
    "summary loses not": (_set("Several owners did sign the petition.", "summary", 1, "text"), "negation_lost"),
    "actor invented": (_invent_actor, "actor_not_in_text"),
    "alias invented": (_set(["Crane"], "actors", 0, "aliases"), "actor_not_in_text"),
    "mention stolen": (_steal_mention, "mention_of_another"),
    "sentence uncovered": (_delete("coverage", 3), "uncovered_text"),
    "coverage shifted": (_set(1, "coverage", 0, "sentence", "start"), "uncovered_text"),
    "reason gone": (_set([], "coverage", 0, "claim_ids"), "unexplained_sentence"),
    "claim in a strange sentence": (_wrong_claim_in_coverage, "claim_not_in_sentence"),
    "claim not covered": (_set([], "coverage", 1, "claim_ids"), "claim_not_covered"),
    "id twice": (_duplicate_id, "duplicate_id"),
    "id gone": (_set("", "claims", 0, "id"), "no_id"),
    "hash altered": (_set("0" * 64, "document", "sha256"), "hash_mismatch"),
    "length altered": (_set(7, "document", "length_chars"), "length_mismatch"),
    "kind unknown": (_set("rumour", "claims", 0, "kind"), "vocabulary"),
    "key missing": (_delete("summary"), "malformed"),
    "key added": (_set(1, "verdict"), "malformed"),
    "refused wording used": (_use_rejected, "rejected_as_claim"),
    "year invented": (_invented_year, "year_invented"),
    "year altered": (_date_value("2018"), "date_value_mismatch"),
    "date unreadable": (_date_value("last year"), "value_malformed"),
    "fallback altered": (_fallback_altered, "quotation_not_verbatim"),
    "fallback shortened": (_fallback_shortened, "quotation_not_evidence"),
    "tension with a stranger": (_set("Crane and Varga disagree.", "tensions", 0, "statement"), "name_not_in_evidence"),
    "tension that tells": (_set("Holt bribed Varga.", "tensions", 0, "statement"), "word_not_in_evidence"),
    "question that tells": (
        _set("Why did Varga rob the board?", "open_questions", 0, "question"),
        "word_not_in_evidence",
    ),
    "question that asserts": (_set("Varga sued the board.", "open_questions", 0, "question"), "empty_statement"),
    "reason that tells": (_set("Varga is a swindler.", "open_questions", 0, "why"), "word_not_in_evidence"),
    "alias of another": (_set(["Holt"], "actors", 2, "aliases"), "alias_unlike"),
    "alias of two": (_set(["Varga"], "actors", 1, "aliases"), "alias_shared"),
    "title invented": (_set("Board chair flees", "document", "title"), "title_mismatch"),
    "reason invented": (_set("Holt is a swindler", "coverage", 0, "reason"), "unknown_reason"),
    "failure that tells": (_set("the engine could not read it: Holt lied", "coverage", 0, "reason"), "unknown_reason"),
    "suggestion that tells": (_set("Holt is a swindler", "loaded", 0, "suggestion"), "suggestion_tells"),
    "suggestion with a name": (_set("Holt's", "loaded", 0, "suggestion"), "suggestion_tells"),
    "weekday altered": (_date_of("Tuesday", "2019-06-05"), "date_value_mismatch"),
    "source span elsewhere": (_other_source_span, "source_off_span"),
    "question with a number": (_set("Why 77 boats?", "open_questions", 0, "question"), "number_not_in_evidence"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_briefing_is_found_out(name: str) -> None:
    spoil, code = SPOILT[name]
    spoilt = copy.deepcopy(record())
    spoil(spoilt)
    report = audit(spoilt, DOCUMENT)
    assert not report.ok
    found = {finding.code for finding in report.findings if finding.severity == "error"}
    assert code in found or (code == "malformed" and "quote_mismatch" in found), found


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_far_role, "role_far"),
        (_role_of_another, "role_of_another"),
        (_unhedged, "hedge_not_told"),
        (_no_name, "source_not_a_name"),
        (_set("copy.txt", "document", "source"), "source_mismatch"),
    ],
)
def test_what_a_person_should_look_at_is_a_warning(spoil: Callable[[Json], None], code: str) -> None:
    document = Document.from_text(DOCUMENT.text, source="pier.txt")
    spoilt = copy.deepcopy(record())
    assert code not in {finding.code for finding in audit(spoilt, document).findings}
    spoil(spoilt)
    assert code in {finding.code for finding in audit(spoilt, document).findings if finding.severity == "warning"}


def test_the_reasons_of_the_pipeline_are_known_and_a_failure_is_told_in_plain_words() -> None:
    document = Document.from_text("Pier closes\n\n* * *\n\nWhy now? The board voted to close the pier. Background")
    reasons = [entry.reason for entry in summarise(document).coverage if entry.reason]
    assert reasons
    assert all(is_reason(reason) for reason in (*reasons, _reason("* * *"), _reason("Why?"), _reason("So.")))
    assert is_reason("the engine could not read it: the call failed with status 503")
    assert not is_reason("the engine could not read it: the mayor fled. He lied")


def test_another_document_is_found_out() -> None:
    other = Document.from_text(DOCUMENT.text.replace("sued", "thanked"))
    codes = {finding.code for finding in audit(sound(), other).findings}
    assert {"hash_mismatch", "quote_mismatch"} <= codes


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"claims": ' + "[" * 5_000 + "]" * 5_000 + "}",
        '{"document": {"length_chars": ' + "9" * 5_000 + "}}",
        '{"claims": [{"evidence": [{"start": 1e400, "end": true, "quote": null}]}]}',
        '{"claims": [{"id": {"a": []}, "evidence": 7, "attribution": []}], "coverage": [1, {"sentence": "x"}]}',
        '{"document": {"sha256": "\\ud800"}, "headline": {"claim_ids": [[]], "text": "\\ud800"}}',
        b"\xff\xfe",
    ],
)
def test_a_hostile_file_is_a_finding_and_no_crash(content: str | bytes) -> None:
    report = audit(content, DOCUMENT)
    assert not report.ok
    assert all("\n" not in str(finding) for finding in report.findings)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_survived(data: st.DataObject) -> None:
    spoilt = record()
    at: Any = spoilt
    for _ in range(data.draw(st.integers(1, 4))):
        keys = list(at) if isinstance(at, dict) else list(range(len(at))) if isinstance(at, list) else []
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], dict | list) or data.draw(st.booleans()):
            at[key] = data.draw(_JSON)
            break
        at = at[key]
    audit(spoilt, DOCUMENT)
