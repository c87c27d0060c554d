"""The words of the JSON-LD format and what they mean: published vocabularies, and a few terms of our own.

The keys of the Web Annotation part are those of the recommendation's own JSON, so that its tools read them by name. The
context is part of every file: nothing has to be fetched to read one.
"""

from __future__ import annotations

from typing import Any, Final

from brief.renderers.identifiers import VOCABULARY

__all__ = ["ACTOR_TYPES", "CONTEXT", "HOLDER_TYPES"]


def _node(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


def _term(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@vocab"}


CONTEXT: Final[dict[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "brief": {"@id": VOCABULARY, "@prefix": True},
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector"),
            *("describing", "classifying", "identifying", "editing", "exact", "prefix", "suffix"),
        )
    },
    "motivation": _term("oa:motivatedBy"),
    "purpose": _term("oa:hasPurpose"),
    "body": _node("oa:hasBody"),
    "target": _node("oa:hasTarget"),
    "source": _node("oa:hasSource"),
    "selector": _node("oa:hasSelector"),
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "schema:appearance": _node("schema:appearance"),
    "schema:author": _node("schema:author"),
    "schema:about": _node("schema:about"),
    "schema:citation": _node("schema:citation"),
    "schema:isBasedOn": _node("schema:isBasedOn"),
    "schema:spokenByCharacter": _node("schema:spokenByCharacter"),
    "schema:datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    "schema:url": _node("schema:url"),
    "prov:used": _node("prov:used"),
    "prov:agent": _node("prov:agent"),
    "prov:hadPlan": _node("prov:hadPlan"),
    "prov:wasAssociatedWith": _node("prov:wasAssociatedWith"),
    "prov:wasDerivedFrom": _node("prov:wasDerivedFrom"),
    "prov:wasGeneratedBy": _node("prov:wasGeneratedBy"),
    "prov:endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "prov:generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "brief:claim": _node("brief:claim"),
    "brief:date": _node("brief:date"),
    "brief:actor": _node("brief:actor"),
}

ACTOR_TYPES: Final = {
    "person": "schema:Person",
    "organisation": "schema:Organization",
    "government": "schema:GovernmentOrganization",
    "group": "foaf:Group",
    "other": "foaf:Agent",
}
# Holders whom the document does not name among its actors; whoever is neither surely is only somebody.
HOLDER_TYPES: Final = {"named_person": "schema:Person", "named_organisation": "schema:Organization"}
