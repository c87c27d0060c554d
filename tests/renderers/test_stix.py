"""The STIX bundle, held against the standard's own library and validator, without a network."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from brief.briefing import Briefing
from brief.document import Document
from brief.renderers.stix import render_stix


def bundle(briefing: Briefing) -> dict[str, list[dict[str, Any]]]:
    """The objects of a bundle by type."""
    objects: dict[str, list[dict[str, Any]]] = {}
    for each in json.loads(render_stix(briefing))["objects"]:
        objects.setdefault(each["type"], []).append(each)
    return objects


@pytest.fixture(scope="module")
def nasty(note: Document, parts: dict[str, Any]) -> Briefing:
    """The briefing with ids and words that could break a file."""
    record = Briefing.of(note, parts).model_dump(mode="json")
    record["headline"]["text"] = 'a "b" \\ \x00\u2028 </script>'
    record["tensions"][0]["id"] = record["open_questions"][0]["id"] = "c1"  # one id in three lists
    record["document"] |= {"source": "https://example.org/ä b?x=1", "published": "2021-06-01"}
    record["provenance"] |= {"model": "m", "prompts": ["extract@1"], "created_at": "2021-06-03T14:00:00.5+02:00"}
    record["actors"][0] |= {"name": "=1+1", "type": "government"}
    return Briefing.model_validate(record)


def test_the_standards_library_reads_it_and_writes_it_back(briefing: Briefing, nasty: Briefing) -> None:
    for each in (briefing, nasty):
        content = render_stix(each)
        read = stix2.parse(content, allow_custom=False)
        # The library writes a whole second of `published` without its milliseconds, which mean the same.
        again = json.loads(read.serialize().replace(":00Z", ":00.000Z").replace(":00.5Z", ":00.500Z"))
        assert again == json.loads(content)


def test_the_standards_validator_finds_nothing(briefing: Briefing, nasty: Briefing) -> None:
    # Two recommendations are not for us. A computed UUID is version 5, a random one 4. The hash that is known is that
    # of the text; beside an address it would be taken for that of the page.
    options = ValidationOptions(version="2.1", strict=True, disabled="uuid-check,extref-hashes")
    for each in (briefing, nasty):
        results = validate_string(render_stix(each), options)
        assert results.is_valid, [str(error) for error in results.errors]
        assert not results.warnings
    broken = render_stix(briefing).replace('"spec_version": "2.1"', '"spec_version": "9"')
    assert not validate_string(broken, options).is_valid


def test_nothing_is_judged(briefing: Briefing) -> None:
    objects = bundle(briefing)
    assert sorted(objects) == ["identity", "note", "report"]
    assert not any("confidence" in each for group in objects.values() for each in group)


def test_every_reference_leads_into_the_bundle(nasty: Briefing) -> None:
    objects = [each for group in bundle(nasty).values() for each in group]
    ids = [each["id"] for each in objects]
    assert len(ids) == len(set(ids))
    assert all(
        re.fullmatch(r"[a-z]+--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", i) for i in ids
    )
    for each in objects:
        assert set(each.get("object_refs", ())) <= set(ids)
        assert each.get("created_by_ref") in (None, *ids)
        assert each["created"] == each["modified"] == "2021-06-03T12:00:00.500Z"
    (report,) = (each for each in objects if each["type"] == "report")
    assert set(report["object_refs"]) == set(ids) - {report["id"]}


def test_claims_and_evidence_can_be_read_back(briefing: Briefing) -> None:
    notes = [each for each in bundle(briefing)["note"] if "claim" in each["labels"]]
    assert len(notes) == len(briefing.claims)
    for note, claim in zip(notes, briefing.claims, strict=True):
        statement, holder, evidence = note["content"].split("\n\n", 2)
        assert note["abstract"] == statement == claim.statement
        spans = re.findall(r"^(\d+)-(\d+): (.*)$", evidence, re.MULTILINE)
        assert [(int(a), int(b), c) for a, b, c in spans] == [(s.start, s.end, s.quote) for s in claim.evidence]
        assert claim.attribution.source is None or holder == f"Holder: {claim.attribution.source}."
        assert {f"kind-{claim.kind}", f"salience-{claim.salience}", f"mode-{claim.attribution.mode}"} <= {
            *note["labels"]
        }
        assert ("hedged" in note["labels"]) == claim.hedged


def test_a_note_points_at_whom_it_is_about(briefing: Briefing) -> None:
    objects = bundle(briefing)
    ids = {each["name"]: each["id"] for each in objects["identity"]}
    said = {each["abstract"]: each["object_refs"] for each in objects["note"]}
    assert ids["Ada Quill"] in said["Ada Quill said the line was safe."]
    assert ids["the council"] in said["The council said the ferry to Ness will stop on 3 May."]
    (tension,) = (each for each in objects["note"] if "tension" in each["labels"])
    claims = [
        each["id"] for each in objects["note"] if each["abstract"].startswith(("The council", "Ada Quill said the"))
    ]
    assert set(claims) <= set(tension["object_refs"])


def test_the_document_is_named(nasty: Briefing) -> None:
    (report,) = bundle(nasty)["report"]
    (reference,) = report["external_references"]
    assert reference["url"] == "https://example.org/%C3%A4%20b?x=1"
    assert nasty.document.sha256 in reference["description"]
    assert "published 2021-06-01" in reference["description"]
    (maker,) = (each for each in bundle(nasty)["identity"] if each["identity_class"] == "system")
    assert maker["description"] == "brief 0, the by hand engine; model m; prompts extract@1"
