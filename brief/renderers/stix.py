"""A briefing as a STIX 2.1 bundle: a report, notes of claims, tensions and open questions, identities of the actors.

A note says what the document says and who holds it. There is no `confidence` and no `opinion` in a bundle, for nothing
is judged here. Identities are those of one document: whether two documents mean the same person is left to others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from brief.renderers.identifiers import derive, identify_briefing, web_address, write_time

if TYPE_CHECKING:
    from brief.briefing import Actor, Briefing, Claim, Evidence

__all__ = ["render_stix"]

Record = dict[str, Any]

_CLASSES = {
    "person": "individual",
    "organisation": "organization",
    "government": "organization",
    "group": "group",
    "other": "unknown",
}
_HOLDERS = {"outlet": "the document's own voice", "implicit": "not named"}


def render_stix(briefing: Briefing) -> str:
    """The briefing as the JSON of a STIX 2.1 bundle, the same for the same briefing.

    Ids are UUIDs (version 5) of what the briefing holds; `created` and `modified` are when the briefing was made. What
    a claim is (its kind, salience, support and mode of attribution) stands in the labels of its note.
    """
    bundle = _Bundle(briefing)
    content = {"type": "bundle", "id": bundle.id("bundle"), "objects": bundle.objects()}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


class _Bundle:
    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._whole = identify_briefing(briefing)
        self._time = write_time(briefing.provenance.created_at)
        self._maker = self.id("identity", "brief")
        self._report = self.id("report")

    def id(self, kind: str, *names: str) -> str:
        """The id of an object of this bundle."""
        return f"{kind}--{derive(self._whole, kind, *names)}"

    def objects(self) -> list[Record]:
        """The report after all that it refers to."""
        briefing = self._briefing
        parts = [self._maker_identity(), *map(self._identity, briefing.actors), *map(self._claim_note, briefing.claims)]
        for tension in briefing.tensions:
            labels = ["tension", f"type-{_dashed(tension.type)}"]
            parts.append(self._note(tension.id, tension.statement, tension.evidence, labels, tension.claim_ids))
        for question in briefing.open_questions:
            labels = ["open-question", f"category-{_dashed(question.category)}"]
            words = " ".join(part for part in (question.question, question.why) if part)
            parts.append(self._note(question.id, words, question.evidence, labels, question.claim_ids))
        return [*parts, self._report_object([part["id"] for part in parts])]

    def _object(self, kind: str, id: str, **properties: object) -> Record:
        times = {"created": self._time, "modified": self._time}
        maker = {} if id == self._maker else {"created_by_ref": self._maker}
        return {"type": kind, "spec_version": "2.1", "id": id, **maker, **times, **properties}

    def _maker_identity(self) -> Record:
        made = self._briefing.provenance
        described = [
            f"brief {made.brief_version}, the {made.engine} engine",
            f"model {made.model}" if made.model else "",
            f"prompts {', '.join(made.prompts)}" if made.prompts else "",
        ]
        words = "; ".join(filter(None, described))
        return self._object("identity", self._maker, name="brief", description=words, identity_class="system")

    def _identity(self, actor: Actor) -> Record:
        described = [
            f"Also named: {', '.join(actor.aliases)}." if actor.aliases else "",
            f"As the document words it: {_listed(role.quote for role in actor.roles)}." if actor.roles else "",
        ]
        more: Record = {"description": " ".join(filter(None, described))} if any(described) else {}
        more["identity_class"] = _CLASSES[actor.type]
        if actor.type == "government":
            more["sectors"] = ["government"]
        return self._object("identity", self.id("identity", "actor", actor.id), name=actor.name, **more)

    def _claim_note(self, claim: Claim) -> Record:
        held = claim.attribution
        labels = [
            *("claim", f"kind-{claim.kind}", f"salience-{claim.salience}", f"support-{claim.support}"),
            *(f"mode-{held.mode}", f"source-{_dashed(held.source_type)}", f"attribution-{held.confidence}"),
            *(["hedged"] if claim.hedged else []),
        ]
        holder = f"Holder: {held.source or _HOLDERS[held.source_type]}."
        actors = dict.fromkeys(name for name in (held.actor_id, *claim.actor_ids) if name)
        references = [self.id("identity", "actor", name) for name in actors]
        return self._note(claim.id, claim.statement, claim.evidence, labels, references=references, holder=holder)

    def _note(
        self,
        name: str,
        statement: str,
        evidence: Sequence[Evidence],
        labels: Sequence[str],
        claim_ids: Sequence[str] = (),
        *,
        references: Sequence[str] = (),
        holder: str = "",
    ) -> Record:
        """A note on the report, on the claims it rests on and on whom it is about, with the words that say it."""
        places = "\n".join(f"{span.start}-{span.end}: {span.quote}" for span in evidence)
        content = "\n\n".join(filter(None, (statement, holder, f"Evidence (characters of the text):\n{places}")))
        claims = [self.id("note", "claim", claim_id) for claim_id in dict.fromkeys(claim_ids)]
        return self._object(
            "note",
            self.id("note", labels[0], name),
            labels=list(labels),
            abstract=statement,
            content=content,
            object_refs=[self._report, *claims, *references],
            external_references=[self._document_reference(id=f"{self._briefing.document.id}#{name}")],
        )

    def _report_object(self, references: Sequence[str]) -> Record:
        briefing = self._briefing
        return self._object(
            "report",
            self._report,
            name=briefing.headline.text,
            description=" ".join(line.text for line in briefing.summary) or briefing.headline.text,
            published=self._time,
            object_refs=list(references),
            labels=["briefing"],
            external_references=[self._document_reference(id=briefing.document.id)],
        )

    def _document_reference(self, *, id: str) -> Record:
        record = self._briefing.document
        published = f", published {record.published}" if record.published else ""
        address = web_address(record.source)
        return {
            "source_name": record.title or record.id,
            "description": f"Text of {record.length_chars} characters{published}; SHA-256 in UTF-8: {record.sha256}",
            **({"url": address} if address else {}),
            "external_id": id,
        }


def _dashed(term: str) -> str:
    return term.replace("_", "-")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"“{each}”" for each in dict.fromkeys(words))
