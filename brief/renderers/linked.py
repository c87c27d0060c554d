"""A briefing as linked data (JSON-LD 1.1), for annotation tools, search and knowledge graphs.

Evidence, dates and loaded wording are W3C Web Annotations on the document's text; claims and direct speech are
schema.org's `Claim` and `Quotation`; who made what from what is PROV-O. Nothing is rated: there is no `ClaimReview` in
it. Mentions, coverage and refusals are left to the JSON format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brief.briefing import Attribution, Briefing, Claim, Evidence
from brief.renderers.identifiers import fragment, identify_briefing, identify_text, web_address, write_time
from brief.renderers.vocabulary import ACTOR_TYPES, CONTEXT, HOLDER_TYPES

if TYPE_CHECKING:
    from brief.document import Document

__all__ = ["render_jsonld"]

Node = dict[str, Any]

# As much of the text on either side as finds a quote again when the text around it has changed.
_CONTEXT_CHARS = 32
_DOUBLE = re.compile('“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”]')
_SINGLE = re.compile(r"‘([^‘]+?)’(?![^\W_])")


def render_jsonld(briefing: Briefing, *, document: Document | None = None) -> str:
    """The briefing as a JSON-LD text that carries its own context.

    A position counts code points of `Document.text`, as the Web Annotation recommendation asks, half-open.

    Args:
        briefing: What to render.
        document: Where given, every quote comes with the words before and behind it.
    """
    graph = _Graph(briefing, document)
    content = json.dumps({"@context": CONTEXT, "@graph": list(graph.nodes())}, ensure_ascii=False, indent=2)
    # The same JSON, safe to put into a page's script element.
    return content.replace("</", "<\\/") + "\n"


class _Graph:
    """The nodes of a briefing, each with its address."""

    def __init__(self, briefing: Briefing, document: Document | None) -> None:
        self._briefing = briefing
        self._text = document.text if document is not None else None
        self._base = f"urn:uuid:{identify_briefing(briefing)}"
        self._document = identify_text(briefing.document.sha256)

    def nodes(self) -> Iterator[Node]:
        """Every node: the document and the briefing first, then what the briefing holds, in its order."""
        yield self._document_node()
        yield self._briefing_node()
        yield from self._making()
        yield from self._agents()
        for position, claim in enumerate(self._briefing.claims, start=1):
            yield self._claim(claim, position)
            yield from self._quotations(claim)
            yield from self._annotations("evidence", claim.id, claim.evidence, body=self._at("claim", claim.id))
        yield from self._dates()
        yield from self._wordings()
        yield from self._findings()

    def _at(self, *names: object) -> str:
        return f"{self._base}#{fragment(*names)}"

    def _document_node(self) -> Node:
        record = self._briefing.document
        return _filled(
            {
                "id": self._document,
                "type": ["schema:CreativeWork", "prov:Entity"],
                "schema:identifier": record.id,
                "schema:name": record.title,
                "schema:creator": record.author,
                "schema:datePublished": record.published.isoformat() if record.published else None,
                "schema:inLanguage": record.language,
                "schema:url": web_address(record.source),
                "format": "text/plain;charset=utf-8",
                "schema:sha256": record.sha256,
                "brief:lengthChars": record.length_chars,
            }
        )

    def _briefing_node(self) -> Node:
        briefing = self._briefing
        lines = [("headline", 0, briefing.headline), *(("summary", n, line) for n, line in enumerate(briefing.summary))]
        return {
            "id": self._base,
            "type": ["schema:Report", "prov:Entity"],
            "schema:name": briefing.headline.text,
            "schema:about": self._document,
            "prov:wasDerivedFrom": self._document,
            "prov:wasGeneratedBy": self._at("making"),
            "prov:generatedAtTime": write_time(briefing.provenance.created_at),
            "brief:schemaVersion": briefing.schema_version,
            "schema:hasPart": [
                {
                    "id": self._at(name, number),
                    "type": f"brief:{name.capitalize()}",
                    "schema:text": line.text,
                    "schema:position": number,
                    "brief:claim": [self._at("claim", i) for i in line.claim_ids],
                }
                for name, number, line in lines
            ],
        }

    def _making(self) -> Iterator[Node]:
        made = self._briefing.provenance
        prompts = [self._at("prompt", number) for number, _ in enumerate(made.prompts, start=1)]
        agents = [self._at("engine"), *([self._at("model")] if made.model else [])]
        yield _filled(
            {
                "id": self._at("making"),
                "type": "prov:Activity",
                "prov:used": [self._document, *prompts],
                "prov:endedAtTime": write_time(made.created_at),
                "prov:wasAssociatedWith": agents,
                "prov:qualifiedAssociation": [
                    _filled({"type": "prov:Association", "prov:agent": agent, "prov:hadPlan": prompts})
                    for agent in agents
                ],
                "brief:calls": made.usage.calls,
                "brief:inputTokens": made.usage.input_tokens,
                "brief:outputTokens": made.usage.output_tokens,
            }
        )
        software = ["prov:SoftwareAgent", "schema:SoftwareApplication"]
        version = made.brief_version
        name = {"schema:name": "brief", "schema:softwareVersion": version, "brief:engine": made.engine}
        yield {"id": self._at("engine"), "type": software, **name}
        if made.model:
            yield {"id": self._at("model"), "type": software, "schema:name": made.model}
        for address, prompt in zip(prompts, made.prompts, strict=True):
            yield {"id": address, "type": ["prov:Entity", "prov:Plan"], "schema:name": prompt}

    def _agents(self) -> Iterator[Node]:
        """The actors, and whoever holds a claim without being one of them."""
        for actor in self._briefing.actors:
            yield _filled(
                {
                    "id": self._at("actor", actor.id),
                    "type": ACTOR_TYPES[actor.type],
                    "schema:identifier": actor.id,
                    "schema:name": actor.name,
                    "schema:alternateName": list(actor.aliases),
                    "schema:description": list(dict.fromkeys(role.quote for role in actor.roles)),
                }
            )
        holders: dict[str, Node] = {}
        for attribution in (claim.attribution for claim in self._briefing.claims):
            address = self._holder(attribution)
            if address is not None and attribution.actor_id is None:
                kind = HOLDER_TYPES.get(attribution.source_type, "foaf:Agent")
                name = attribution.source or "the document's own voice"
                holders.setdefault(address, {"id": address, "type": kind, "schema:name": name})
        yield from holders.values()

    def _holder(self, attribution: Attribution) -> str | None:
        if attribution.actor_id is not None:
            return self._at("actor", attribution.actor_id)
        if attribution.source is not None:
            return self._at("holder", attribution.source_type, attribution.source)
        return self._at("outlet") if attribution.source_type == "outlet" else None

    def _claim(self, claim: Claim, position: int) -> Node:
        held = claim.attribution
        return _filled(
            {
                "id": self._at("claim", claim.id),
                "type": "schema:Claim",
                "schema:identifier": claim.id,
                "schema:position": position,
                "schema:text": claim.statement,
                "schema:appearance": self._document,
                "schema:author": self._holder(held),
                "schema:citation": [address for address, _ in self._speech(claim)],
                "brief:actor": [self._at("actor", name) for name in claim.actor_ids],
                "brief:date": [self._at("date", name) for name in claim.date_ids],
                "brief:kind": claim.kind,
                "brief:salience": claim.salience,
                "brief:hedged": claim.hedged,
                "brief:support": claim.support,
                "brief:source": held.source,
                "brief:sourceType": held.source_type,
                "brief:mode": held.mode,
                "brief:confidence": held.confidence,
                "brief:cue": self._target(held.cue) if held.cue else None,
                "brief:sourceSpan": self._target(held.source_span) if held.source_span else None,
            }
        )

    def _quotations(self, claim: Claim) -> Iterator[Node]:
        for address, spoken in self._speech(claim):
            yield _filled(
                {
                    "id": address,
                    "type": "schema:Quotation",
                    "schema:text": spoken.quote,
                    "schema:isBasedOn": self._document,
                    "schema:spokenByCharacter": self._holder(claim.attribution),
                    "brief:span": self._target(spoken),
                }
            )

    def _speech(self, claim: Claim) -> list[tuple[str, Evidence]]:
        """The holder's own words in a claim's evidence, each with the address of its quotation."""
        if claim.attribution.mode not in ("direct", "mixed"):
            return []
        whole = claim.attribution.mode == "direct"
        spoken = [part for span in claim.evidence for part in _spoken(span, whole=whole)]
        return [(self._at("quotation", claim.id, number), part) for number, part in enumerate(spoken, start=1)]

    def _dates(self) -> Iterator[Node]:
        for item in self._briefing.dates:
            values = {
                "type": "TextualBody",
                "purpose": "identifying",
                "value": item.value,
                "brief:timex": item.timex,
                "brief:dateType": item.type,
                "brief:relation": item.relation,
                "brief:needsAnchor": item.needs_anchor,
            }
            yield {
                "id": self._at("date", item.id),
                "type": "Annotation",
                "motivation": "identifying",
                "schema:identifier": item.id,
                "body": _filled(values),
                "target": self._target(item),
            }

    def _wordings(self) -> Iterator[Node]:
        for number, word in enumerate(self._briefing.loaded, start=1):
            bodies = [{"type": "TextualBody", "purpose": "classifying", "value": word.category}]
            if word.suggestion is not None:
                bodies.append({"type": "TextualBody", "purpose": "editing", "value": word.suggestion})
            yield {
                "id": self._at("loaded", number),
                "type": "Annotation",
                "motivation": "classifying",
                "body": bodies,
                "target": self._target(word),
                "brief:voice": word.voice,
                "brief:inQuotation": word.in_quotation,
            }

    def _findings(self) -> Iterator[Node]:
        """Tensions and open questions, with the words they rest on."""
        for tension in self._briefing.tensions:
            told = {"type": "brief:Tension", "schema:text": tension.statement, "brief:tensionType": tension.type}
            yield from self._finding("tension", tension.id, told, tension.claim_ids, tension.evidence)
        for question in self._briefing.open_questions:
            told = {"type": "schema:Question", "schema:text": question.question, "schema:description": question.why}
            told["brief:questionCategory"] = question.category
            yield from self._finding("question", question.id, told, question.claim_ids, question.evidence)

    def _finding(
        self, name: str, id: str, told: Node, claim_ids: Sequence[str], evidence: Sequence[Evidence]
    ) -> Iterator[Node]:
        address = self._at(name, id)
        claims = [self._at("claim", claim_id) for claim_id in claim_ids]
        yield _filled({"id": address, **told, "schema:identifier": id, "brief:claim": claims})
        yield from self._annotations(f"{name}-evidence", id, evidence, body=address)

    def _annotations(self, name: str, id: str, spans: Sequence[Evidence], *, body: str) -> Iterator[Node]:
        for number, span in enumerate(spans, start=1):
            yield {
                "id": self._at(name, id, number),
                "type": "Annotation",
                "motivation": "describing",
                "schema:position": number,
                "body": body,
                "target": self._target(span),
            }

    def _target(self, span: Evidence) -> Node:
        words = {"type": "TextQuoteSelector", "exact": span.quote}
        if self._text is not None:
            words["prefix"] = self._text[max(0, span.start - _CONTEXT_CHARS) : span.start]
            words["suffix"] = self._text[span.end : span.end + _CONTEXT_CHARS]
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        return {"type": "SpecificResource", "source": self._document, "selector": [words, place]}


def _spoken(span: Evidence, *, whole: bool) -> list[Evidence]:
    """What stands between quotation marks; all of it where there are none and `whole` says that it is speech."""
    found = list(_DOUBLE.finditer(span.quote)) or list(_SINGLE.finditer(span.quote))
    if not found:
        return [span] if whole else []
    places = [match.span(match.lastindex or 0) for match in found]
    return [
        Evidence(start=span.start + start, end=span.start + end, quote=span.quote[start:end]) for start, end in places
    ]


def _filled(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value is not None and value != []}
