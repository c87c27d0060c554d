"""The JSON-LD, read by two libraries that know the standard and fetch nothing, and turned back into claims."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest
from pyld import jsonld
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from brief.briefing import Briefing, Claim, DateMention, Evidence, LoadedWording
from brief.document import Document
from brief.renderers.identifiers import VOCABULARY, identify_text
from brief.renderers.linked import render_jsonld

OA, PROV, SCHEMA = (
    Namespace(base) for base in ("http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "https://schema.org/")
)
BRIEF = Namespace(VOCABULARY)


def refuse(address: str, _: object) -> Any:
    raise AssertionError(f"{address} would be fetched")


def parsed(content: str) -> Graph:
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # rdflib's, at its own code
        return Graph().parse(data=content, format="json-ld")


@pytest.fixture(scope="module")
def content(briefing: Briefing, note: Document) -> str:
    return render_jsonld(briefing, document=note)


@pytest.fixture(scope="module")
def graph(content: str) -> Graph:
    return parsed(content)


def one(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    (value,) = graph.objects(subject, predicate)
    return value


def value(graph: Graph, subject: Node, predicate: URIRef) -> Any:
    found = [each.toPython() for each in graph.objects(subject, predicate) if isinstance(each, Literal)]
    assert len(found) <= 1
    return found[0] if found else None


def evidence(graph: Graph, resource: Node) -> dict[str, Any]:
    """A span from the two selectors of a resource."""
    selectors = {one(graph, each, RDF.type): each for each in graph.objects(resource, OA.hasSelector)}
    place, words = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
    return {
        "start": int(value(graph, place, OA.start)),
        "end": int(value(graph, place, OA.end)),
        "quote": value(graph, words, OA.exact),
    }


def targets(graph: Graph, body: Node) -> list[dict[str, Any]]:
    """The spans of the annotations that have this body, in their order."""
    found = sorted(graph.subjects(OA.hasBody, body), key=lambda each: value(graph, each, SCHEMA.position))
    return [evidence(graph, one(graph, each, OA.hasTarget)) for each in found]


def ids(graph: Graph, nodes: Iterable[Node]) -> list[str]:
    return sorted(value(graph, each, SCHEMA.identifier) for each in nodes)


def read_claim(graph: Graph, node: Node) -> Claim:
    span = {name: list(graph.objects(node, BRIEF[name])) for name in ("cue", "sourceSpan")}
    author = next(graph.objects(node, SCHEMA.author), None)
    return Claim.model_validate(
        {
            "id": value(graph, node, SCHEMA.identifier),
            "statement": value(graph, node, SCHEMA.text),
            **{name: value(graph, node, BRIEF[name]) for name in ("kind", "salience", "hedged", "support")},
            "actor_ids": ids(graph, graph.objects(node, BRIEF.actor)),
            "date_ids": ids(graph, graph.objects(node, BRIEF.date)),
            "attribution": {
                "source": value(graph, node, BRIEF.source),
                "source_type": value(graph, node, BRIEF.sourceType),
                "actor_id": value(graph, author, SCHEMA.identifier) if author is not None else None,
                **{name: value(graph, node, BRIEF[name]) for name in ("mode", "confidence")},
                "cue": evidence(graph, span["cue"][0]) if span["cue"] else None,
                "source_span": evidence(graph, span["sourceSpan"][0]) if span["sourceSpan"] else None,
            },
            "evidence": targets(graph, node),
        }
    )


def test_claims_come_back_as_they_were(graph: Graph, briefing: Briefing) -> None:
    nodes = sorted(graph.subjects(RDF.type, SCHEMA.Claim), key=lambda node: value(graph, node, SCHEMA.position))
    assert tuple(read_claim(graph, node) for node in nodes) == briefing.claims


def test_every_selector_selects_what_stands_there(graph: Graph, note: Document) -> None:
    resources = list(graph.subjects(RDF.type, OA.SpecificResource))
    assert len(resources) > 12
    for resource in resources:
        assert str(one(graph, resource, OA.hasSource)) == identify_text(note.sha256)
        span = Evidence.model_validate(evidence(graph, resource))
        assert note.text[span.start : span.end] == span.quote
        (words,) = (s for s in graph.objects(resource, OA.hasSelector) if (s, RDF.type, OA.TextQuoteSelector) in graph)
        before, behind = value(graph, words, OA.prefix), value(graph, words, OA.suffix)
        assert note.text[: span.start].endswith(before)
        assert note.text[span.end :].startswith(behind)
        assert len(before) == min(32, span.start)
        assert len(behind) == min(32, len(note.text) - span.end)


def test_loaded_words_and_dates_come_back(graph: Graph, briefing: Briefing) -> None:
    loaded = []
    for node in graph.subjects(OA.motivatedBy, OA.classifying):
        bodies = {
            one(graph, body, OA.hasPurpose): value(graph, body, RDF.value) for body in graph.objects(node, OA.hasBody)
        }
        loaded.append(
            LoadedWording.model_validate(
                {
                    **evidence(graph, one(graph, node, OA.hasTarget)),
                    "category": bodies[OA.classifying],
                    "suggestion": bodies.get(OA.editing),
                    "voice": value(graph, node, BRIEF.voice),
                    "in_quotation": value(graph, node, BRIEF.inQuotation),
                }
            )
        )
    assert tuple(loaded) == briefing.loaded
    dates = []
    for node in graph.subjects(OA.motivatedBy, OA.identifying):
        body = one(graph, node, OA.hasBody)
        dates.append(
            DateMention.model_validate(
                {
                    "id": value(graph, node, SCHEMA.identifier),
                    **evidence(graph, one(graph, node, OA.hasTarget)),
                    "value": value(graph, body, RDF.value),
                    "timex": value(graph, body, BRIEF.timex),
                    "type": value(graph, body, BRIEF.dateType),
                    "relation": value(graph, body, BRIEF.relation),
                    "needs_anchor": value(graph, body, BRIEF.needsAnchor),
                }
            )
        )
    assert sorted(dates, key=lambda date: date.id) == list(briefing.dates)


def test_speech_is_quoted_from_the_document_and_has_its_speaker(graph: Graph, note: Document) -> None:
    (quotation,) = graph.subjects(RDF.type, SCHEMA.Quotation)
    assert value(graph, quotation, SCHEMA.text) == "We have no choice"
    assert str(one(graph, quotation, SCHEMA.isBasedOn)) == identify_text(note.sha256)
    assert value(graph, one(graph, quotation, SCHEMA.spokenByCharacter), SCHEMA.name) == "Ada Quill"
    (claim,) = graph.subjects(SCHEMA.citation, quotation)
    assert value(graph, claim, SCHEMA.identifier) == "c2"
    assert not [*graph.subjects(RDF.type, SCHEMA.ClaimReview)]
    assert "Rating" not in graph.serialize(format="nt")


def test_only_what_stands_between_marks_was_spoken(briefing: Briefing, note: Document) -> None:
    record = briefing.model_dump(mode="json")
    start = note.text.index("“We have")
    end = note.text.index(", its chair")
    quote = note.text[start:end]
    assert quote == "“We have no choice,” said Ada Quill"
    record["claims"][1]["evidence"] = [{"start": start, "end": end, "quote": quote}]
    read = parsed(render_jsonld(Briefing.model_validate(record), document=note))
    (quotation,) = read.subjects(RDF.type, SCHEMA.Quotation)
    assert evidence(read, one(read, quotation, BRIEF.span)) == {
        "start": start + 1,
        "end": start + 19,
        "quote": "We have no choice,",
    }
    record["claims"][1]["attribution"]["mode"] = "indirect"
    read = parsed(render_jsonld(Briefing.model_validate(record)))
    assert not [*read.subjects(RDF.type, SCHEMA.Quotation)]


def test_who_made_what_from_what(briefing: Briefing, note: Document) -> None:
    made = briefing.provenance.model_copy(update={"model": "m-1", "prompts": ("extract@1", "compose@2")})
    read = parsed(render_jsonld(briefing.model_copy(update={"provenance": made})))
    (report,) = read.subjects(RDF.type, SCHEMA.Report)
    document = URIRef(identify_text(note.sha256))
    assert one(read, report, PROV.wasDerivedFrom) == document
    activity = one(read, report, PROV.wasGeneratedBy)
    assert (activity, RDF.type, PROV.Activity) in read
    assert (activity, PROV.used, document) in read
    assert datetime.fromisoformat(str(one(read, activity, PROV.endedAtTime))) == made.created_at
    agents = {value(read, agent, SCHEMA.name): agent for agent in read.objects(activity, PROV.wasAssociatedWith)}
    assert set(agents) == {"brief", "m-1"}
    assert all((agent, RDF.type, PROV.SoftwareAgent) in read for agent in agents.values())
    for association in read.objects(activity, PROV.qualifiedAssociation):
        plans = {value(read, plan, SCHEMA.name) for plan in read.objects(association, PROV.hadPlan)}
        assert plans == {*made.prompts}
    for line in (briefing.headline, *briefing.summary):
        (node,) = (n for n in read.objects(report, SCHEMA.hasPart) if value(read, n, SCHEMA.text) == line.text)
        assert ids(read, read.objects(node, BRIEF.claim)) == sorted(line.claim_ids)


def test_tensions_and_questions_rest_on_words(graph: Graph, briefing: Briefing) -> None:
    (tension,) = graph.subjects(RDF.type, BRIEF.Tension)
    assert value(graph, tension, SCHEMA.text) == briefing.tensions[0].statement
    assert ids(graph, graph.objects(tension, BRIEF.claim)) == ["c1", "c3"]
    (question,) = graph.subjects(RDF.type, SCHEMA.Question)
    (span,) = briefing.open_questions[0].evidence
    assert targets(graph, question) == [span.model_dump()]


def test_the_standards_other_library_reads_the_same(content: str, graph: Graph) -> None:
    quads = jsonld.to_rdf(json.loads(content), {"format": "application/n-quads", "documentLoader": refuse})
    assert len(graph) == len(quads.splitlines())
    compact = jsonld.compact(json.loads(content), json.loads(content)["@context"], {"documentLoader": refuse})
    types = [node["type"] for node in compact["@graph"]]
    assert types.count("schema:Claim") == 6
    # Nothing got lost for want of a meaning: every key of the file is one of the vocabularies' terms.
    expanded = jsonld.expand(json.loads(content), {"documentLoader": refuse})
    assert all(key.startswith("@") or ":" in key for node in expanded for key in node)


def _keys(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {*part}.union(*map(_keys, part.values()))
    return set().union(*map(_keys, part)) if isinstance(part, list) else set()


def test_every_key_has_a_meaning(content: str) -> None:
    record = json.loads(content)
    context = record["@context"]
    for key in _keys(record["@graph"]):
        assert key in context or key.partition(":")[0] in context, key


def test_ids_and_words_that_could_break_a_file_do_not(note: Document, parts: dict[str, Any]) -> None:
    nasty = 'c 1/"><script></script>#%\u202e'
    record = Briefing.of(note, parts).model_dump(mode="json")
    record["actors"][0] |= {"id": nasty, "name": nasty}
    for claim in record["claims"]:
        claim["actor_ids"] = [nasty if name == "a1" else name for name in claim["actor_ids"]]
        if claim["attribution"]["actor_id"] == "a1":
            claim["attribution"]["actor_id"] = nasty
    record["claims"][5]["id"] = record["coverage"][6]["claim_ids"][0] = nasty
    briefing = Briefing.model_validate(record)
    content = render_jsonld(briefing, document=note)
    assert "</script" not in content
    read = parsed(content)
    nodes = sorted(read.subjects(RDF.type, SCHEMA.Claim), key=lambda node: value(read, node, SCHEMA.position))
    assert tuple(read_claim(read, node) for node in nodes) == briefing.claims
    assert len(read.serialize(format="nt").splitlines()) == len(read)
