"""The claims of one engine on trial: each held against its evidence, once as proposed and once more if reworded.

What still fails gives way to the quotation of its evidence. Who rewords or doubts a claim is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from brief.briefing import Claim, Rejected
from brief.document import Document, Span
from brief.engines.proposal import Proposals, ProposedClaim, RefusedClaim, StandingClaim
from brief.grounding.context import Holder, Refusal
from brief.grounding.fallback import quote_claim
from brief.grounding.frames import READ, parse_framed
from brief.grounding.guards import check_statement, is_quotation
from brief.grounding.lines import bare
from brief.grounding.material import Grounded, Material, describe_pointers
from brief.grounding.quoting import holds_all
from brief.grounding.recording import as_claim

__all__ = ["Trial"]


@dataclass(frozen=True, slots=True)
class _Refused:
    """A claim whose wording was refused, with what is left of it."""

    proposed: ProposedClaim
    evidence: tuple[Span, ...]
    holder: Holder
    refusals: tuple[Refusal, ...]


class Trial:
    """Proposed claims, each of them standing, refused or without evidence; `settle` ends it.

    It may be held part by part, in any order: what comes of it is the same. It is not for two threads at a time.
    """

    def __init__(self, proposals: Proposals, document: Document, *, at_once: bool = True) -> None:
        """A trial of claims that are all heard now, or, if not `at_once`, when somebody asks for it."""
        self._language = proposals.language
        self._proposed = proposals.claims
        self.material = Material.of(proposals, document)
        self._verdicts: dict[int, Grounded | _Refused | None] = {}
        # What was refused of each claim, step by step: told in the claims' order, whatever the order of the steps.
        self._noted: tuple[dict[int, list[Rejected]], ...] = ({}, {}, {})
        if at_once:
            self.hear(range(len(proposals.claims)))

    @property
    def refused(self) -> tuple[RefusedClaim, ...]:
        """The claims whose evidence is found and whose wording it does not bear out, in the order proposed."""
        return self.refused_of(range(len(self._proposed)))

    @property
    def standing(self) -> tuple[StandingClaim, ...]:
        """The claims that stand in words of their own; a mere quotation cannot be doubted."""
        return self.standing_of(range(len(self._proposed)))

    def refused_of(self, numbers: Iterable[int]) -> tuple[RefusedClaim, ...]:
        """Of the claims of these numbers those that are refused.

        Of a document in a language that the guards do not read there is none: no other wording could stand.
        """
        if self.material.context.language not in READ:
            return ()
        verdicts = ((n, self._verdicts.get(n)) for n in numbers)
        return tuple(
            RefusedClaim(n, verdict.proposed, verdict.evidence, [(r.reason, r.detail) for r in verdict.refusals])
            for n, verdict in verdicts
            if isinstance(verdict, _Refused) and verdict.refusals
        )

    def standing_of(self, numbers: Iterable[int]) -> tuple[StandingClaim, ...]:
        """Of the claims of these numbers those that stand in words of their own."""
        verdicts = ((n, self._verdicts.get(n)) for n in numbers)
        return tuple(
            StandingClaim(n, verdict.statement, verdict.evidence)
            for n, verdict in verdicts
            if isinstance(verdict, Grounded) and verdict.support == "verified"
        )

    def hear(self, numbers: Iterable[int]) -> None:
        """Try the claims of these numbers as they were proposed."""
        for number in numbers:
            with self._noting(0, number):
                self._verdicts[number] = self._try(self._proposed[number])

    def revise(self, revisions: Mapping[int, ProposedClaim]) -> None:
        """Try other wordings of refused claims; one that is refused as well leaves the first refusal in force."""
        for number, proposed in revisions.items():
            if isinstance(self._verdicts.get(number), _Refused):
                with self._noting(1, number):
                    verdict = self._try(proposed)
                if isinstance(verdict, Grounded):
                    self._verdicts[number] = verdict

    def doubt(self, doubts: Mapping[int, str]) -> None:
        """Take the words of standing claims back, with the reason; their evidence remains."""
        for number, detail in doubts.items():
            verdict = self._verdicts.get(number)
            if isinstance(verdict, Grounded) and verdict.support == "verified":
                with self._noting(2, number):
                    self.material.refuse(verdict.statement, "doubted", detail)
                self._verdicts[number] = _Refused(verdict.proposed, verdict.evidence, verdict.holder, ())

    def settle(self) -> tuple[Claim, ...]:
        """The claims that may be told, in the order of their evidence, with their ids."""
        for noted in self._noted:
            self.material.rejected.extend(item for number in sorted(noted) for item in noted[number])
            noted.clear()
        verdicts = (self._verdicts[number] for number in sorted(self._verdicts))
        grounded = [made for verdict in verdicts if (made := self._settled(verdict)) is not None]
        return tuple(
            as_claim(made, f"c{number}", self.material)
            for number, made in enumerate(self._without_duplicates(grounded), 1)
        )

    @contextmanager
    def _noting(self, step: int, number: int) -> Iterator[None]:
        """Puts what is refused within to a claim's record."""
        rejected = self.material.rejected
        known = len(rejected)
        yield
        if len(rejected) > known:
            self._noted[step][number] = rejected[known:]
            del rejected[known:]

    def _try(self, proposed: ProposedClaim) -> Grounded | _Refused | None:
        material = self.material
        spans, lost = material.locator.locate_all(proposed.evidence)
        statement = " ".join(proposed.statement.split())
        if not spans:
            material.refuse(proposed.statement, "evidence_not_found", describe_pointers(lost))
            return None
        for pointer in lost:
            detail = f"{describe_pointers([pointer])}; the rest of it was found"
            material.refuse(proposed.statement, "pointer_not_found", detail)
        holder = self._holder(proposed)
        if not holder.is_outlet and holder.source_type != "implicit" and holder.name is None:
            unnamed = Refusal("holder_not_named", "a source is claimed, but not named")
            material.refuse(proposed.statement, unnamed.reason, unnamed.detail)
            return _Refused(proposed, spans, Holder(), (unnamed,))
        if material.context.language not in READ:
            # Who speaks is then the engine's reading, which nothing here can confirm.
            sure = "inferred" if proposed.confidence == "explicit" and not holder.is_outlet else proposed.confidence
            proposed = replace(proposed, confidence=sure)
            if _is_verbatim(statement, spans):
                return _Refused(proposed, spans, holder, ())  # in words of ours it is not told in any case
        refusals = check_statement(statement, spans, context=material.context, holder=holder, hedged=proposed.hedged)
        if not refusals:
            support = "quoted" if is_quotation(statement) and holds_all(statement, spans) else "verified"
            return Grounded(statement, support, spans, holder, proposed)
        first = refusals[0]
        more = f" (also: {', '.join(dict.fromkeys(r.reason for r in refusals[1:]))})" if len(refusals) > 1 else ""
        material.refuse(proposed.statement, first.reason, first.detail + more)
        return _Refused(proposed, spans, holder, tuple(refusals))

    def _holder(self, proposed: ProposedClaim) -> Holder:
        """The holder as proposed, made consistent: no name without a voice, no voice without a type."""
        name = " ".join(proposed.source.split()) if proposed.source and proposed.source.strip() else None
        if proposed.source_type == "outlet" or proposed.mode == "none":
            # A half-said attribution (a name with the mode none) is none: its statement must then not name one.
            return Holder()
        if proposed.source_type == "implicit":
            return Holder(None, "implicit", proposed.mode)
        return self.material.context.holder(name, proposed.source_type, proposed.mode)

    def _settled(self, verdict: Grounded | _Refused | None) -> Grounded | None:
        """A claim as it may be told; a refused wording becomes the quotation of its evidence."""
        if not isinstance(verdict, _Refused):
            return verdict
        proposed = verdict.proposed
        quoted = quote_claim(verdict.evidence, verdict.holder, self.material.context, language=self._language)
        if quoted is None:
            detail = "its evidence cannot stand as a quotation either"
            self.material.refuse(proposed.statement, "evidence_not_quotable", detail)
            return None
        return Grounded(quoted.statement, "quoted", quoted.evidence, quoted.holder, proposed, fell_back=True)

    def _without_duplicates(self, grounded: Sequence[Grounded]) -> Iterator[Grounded]:
        """The claims in reading order, each once; a quotation of what another states is no claim of its own."""
        stated = {made.evidence for made in grounded if not made.fell_back}
        seen: set[tuple[tuple[Span, ...], str]] = set()
        for made in sorted(grounded, key=lambda made: made.evidence[0].start):
            key = (made.evidence, made.statement)
            if key in seen or (made.fell_back and made.evidence in stated):
                self.material.refuse(made.statement, "duplicate", "another claim has the same evidence and says it")
                continue
            seen.add(key)
            yield made


def _is_verbatim(statement: str, evidence: Sequence[Span]) -> bool:
    """Whether a statement is its evidence, or a bare quotation of some of it, and nothing else."""
    there = bare(" ".join(span.quote for span in evidence))
    quoted = parse_framed(statement)
    return bare(statement) == there or quoted is not None and bare(quoted.strip("“”‘’")) in there
