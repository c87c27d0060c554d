"""A briefing that breaks an invariant cannot be built, loaded or rendered."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from brief.briefing import Briefing
from brief.document import Document
from brief.errors import GroundingError

Change = Callable[[dict[str, Any]], None]


def _claim(number: int, **changes: Any) -> Change:
    return lambda parts: parts["claims"][number].update(changes)


def _attribution(number: int, **changes: Any) -> Change:
    return lambda parts: parts["claims"][number].setdefault("attribution", {}).update(changes)


def _set(name: str, value: Any) -> Change:
    return lambda parts: parts.__setitem__(name, value)


BROKEN: dict[str, tuple[Change, str]] = {
    "no evidence": (_claim(0, evidence=[]), "claims.0.evidence"),
    "no statement": (_claim(0, statement=""), "claims.0.statement"),
    "a quote of another place": (
        _claim(1, evidence=[{"start": 0, "end": 17, "quote": "We have no choice"}]),
        "quotes 'We have no choice', which does not stand at 0",
    ),
    "a near match": (
        _claim(1, evidence=[{"start": 97, "end": 114, "quote": "we have no choice"}]),
        "quotes 'we have no choice'",
    ),
    "a quote of another length": (
        _claim(1, evidence=[{"start": 97, "end": 113, "quote": "We have no choice"}]),
        "cannot stand at [97, 113)",
    ),
    "an empty span": (_claim(1, evidence=[{"start": 97, "end": 97, "quote": ""}]), "encloses nothing"),
    "a headline without a claim": (_set("headline", {"text": "Ferry", "claim_ids": []}), "headline.claim_ids"),
    "a summary of no claim": (
        _set("summary", [{"text": "Ferry", "claim_ids": ["c99"]}]),
        "summary[0] cites the claim c99",
    ),
    "two claims of one id": (_claim(1, id="c1"), "two claims have one id"),
    "an unknown actor": (_claim(0, actor_ids=["a9"]), "names the actor a9"),
    "an unknown holder": (_attribution(0, actor_id="a9"), "names the actor a9"),
    "an unknown date": (_claim(0, date_ids=["d9"]), "names the date d9"),
    "the outlet with a mode": (_attribution(3, mode="direct"), "the outlet's own voice"),
    "a speaker without a name": (_attribution(0, source=None), "needs its name"),
    "a name for nobody": (_attribution(3, source="Quill"), "has no name, but 'Quill' is given"),
    "an unknown kind": (_claim(0, kind="rumour"), "claims.0.kind"),
    "a key of one's own": (_claim(0, colour="red"), "claims.0.colour"),
    "a sentence left out": (lambda parts: parts["coverage"].pop(), "does not hold every sentence"),
    "a sentence without a reason": (
        lambda parts: parts["coverage"][0].update(reason=None),
        "neither claims nor a reason",
    ),
    "coverage out of order": (lambda parts: parts["coverage"].reverse(), "coverage runs backwards"),
    "a refusal without a reason": (_set("rejected", [{"statement": "x", "reason": ""}]), "rejected.0.reason"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_invariant_is_refused_and_named(name: str, note: Document, parts: dict[str, Any]) -> None:
    change, says = BROKEN[name]
    changed = deepcopy(parts)
    change(changed)
    with pytest.raises(GroundingError) as caught:
        Briefing.of(note, changed)
    assert says in str(caught.value)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_not_loaded(name: str, note: Document, parts: dict[str, Any], briefing: Briefing) -> None:
    change, says = BROKEN[name]
    changed = deepcopy(parts)
    change(changed)
    record = json.loads(briefing.model_dump_json())
    record |= json.loads(json.dumps(changed, default=str))
    with pytest.raises(GroundingError) as caught:
        Briefing.load(json.dumps(record), document=note)
    assert says in str(caught.value)


def test_a_briefing_comes_back_as_it_was(briefing: Briefing, note: Document) -> None:
    assert Briefing.load(briefing.model_dump_json(), document=note) == briefing


def test_a_briefing_belongs_to_its_text(briefing: Briefing, note: Document) -> None:
    with pytest.raises(GroundingError, match="the briefing is of the text bcf51fccadc0…"):
        Briefing.load(briefing.model_dump_json(), document=Document.from_text(note.text + " "))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema_version": "9.9"}', b"\xff"])
def test_what_is_no_briefing_is_refused(content: str | bytes) -> None:
    with pytest.raises(GroundingError, match="this is no valid briefing"):
        Briefing.load(content)


def test_nothing_of_a_briefing_can_be_changed(briefing: Briefing) -> None:
    with pytest.raises(ValidationError):
        briefing.claims[0].statement = "Other"


def test_the_schema_says_what_the_contract_says() -> None:
    schema = Briefing.model_json_schema()
    assert list(schema["properties"]) == [
        "schema_version",
        "document",
        "headline",
        "summary",
        "claims",
        "actors",
        "dates",
        "loaded",
        "tensions",
        "open_questions",
        "coverage",
        "rejected",
        "provenance",
    ]
    assert schema["additionalProperties"] is False
    assert set(schema["$defs"]["Claim"]["properties"]) == {
        *(
            "id",
            "statement",
            "kind",
            "salience",
            "hedged",
            "actor_ids",
            "date_ids",
            "support",
            "attribution",
            "evidence",
        )
    }


def test_every_place_is_walked(briefing: Briefing, note: Document) -> None:
    paths = dict(briefing.places())
    assert {path.split("[")[0] for path in paths} == {
        "claims",
        "actors",
        "dates",
        "loaded",
        "tensions",
        "open_questions",
    }
    assert {"claims[0].attribution.cue", "claims[0].attribution.source_span", "actors[0].roles[0]"} <= set(paths)
    assert all(note.text[span.start : span.end] == span.quote for span in paths.values())
