"""What an engine may say of a document: proposals, none of which is trusted.

Evidence is a pointer: the number of a sentence, and a fragment of it where the whole sentence is too wide. Offsets do
not occur. Whether any of it holds is for `grounding` to decide. An engine that can do more than propose (word a refused
claim anew, judge, write the page's first lines) is an `Author`; whatever it says then is a proposal as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Protocol, runtime_checkable

from brief.briefing import Claim, Kind, OpenQuestion, QuestionCategory, Salience, Tension, TensionType, Usage
from brief.document import Document, Span
from brief.language.analysis import Actor, Confidence, DateExpression, Loaded, Mode, SourceType

__all__ = [
    "Author",
    "Authoring",
    "Engine",
    "Pointer",
    "Proposals",
    "ProposedClaim",
    "ProposedLine",
    "ProposedPage",
    "ProposedQuestion",
    "ProposedTension",
    "RefusedClaim",
    "StandingClaim",
]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A sentence by its number (from 1), and the words meant in it; None for the whole sentence.

    `occurrence` counts from 0 where the same words stand in the sentence more than once.
    """

    sentence: int
    fragment: str | None = None
    occurrence: int = 0


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """One proposition, as an engine words it; `source` is its holder's name in the document, None for the outlet."""

    statement: str
    kind: Kind
    salience: Salience
    evidence: Sequence[Pointer]
    source: str | None = None
    source_type: SourceType = "outlet"
    mode: Mode = "none"
    confidence: Confidence = "explicit"
    hedged: bool = False
    cue: Pointer | None = None
    source_span: Pointer | None = None


@dataclass(frozen=True, slots=True)
class ProposedTension:
    """Two or more places that pull apart, and a sentence that says how."""

    type: TensionType
    statement: str
    evidence: Sequence[Pointer]


@dataclass(frozen=True, slots=True)
class ProposedQuestion:
    """What the text raises and does not answer, best first in a sequence of them."""

    question: str
    category: QuestionCategory
    why: str
    evidence: Sequence[Pointer]


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything an engine proposes of one document, in reading order.

    `actors`, `dates` and `loaded` come from the language layers, whose spans are checked like everybody's.
    `unread` gives the reason for each sentence (by number) that the engine could not read. `language` is that of the
    engine's wording, the document's when None. `parts` are the numbers of claims that were read together, in order; an
    author is asked about each of them by itself. All claims are one part when it is empty.
    """

    claims: Sequence[ProposedClaim]
    actors: Sequence[Actor] = ()
    dates: Sequence[DateExpression] = ()
    loaded: Sequence[Loaded] = ()
    tensions: Sequence[ProposedTension] = ()
    questions: Sequence[ProposedQuestion] = ()
    unread: Sequence[tuple[int, str]] = ()
    model: str | None = None
    language: str | None = None
    prompts: Sequence[str] = ()
    usage: Usage = field(default_factory=Usage)
    parts: Sequence[int] = ()

    def ranges(self) -> Sequence[range]:
        """The parts as ranges of the claims' numbers; those without a claim are left out.

        >>> claim = ProposedClaim("The pier is shut.", "assertion", "core", [])
        >>> Proposals([claim] * 5, parts=[2, 0, 3]).ranges(), Proposals([claim]).ranges()
        ([range(0, 2), range(2, 5)], [range(0, 1)])
        """
        ends = [*accumulate(self.parts)]
        if not ends or ends[-1] != len(self.claims):
            ends = [len(self.claims)]
        return [range(start, end) for start, end in pairwise((0, *ends)) if start < end]


@dataclass(frozen=True, slots=True)
class RefusedClaim:
    """A proposed claim that the guards refused, by its place among the proposals, and every reason they gave."""

    number: int
    proposed: ProposedClaim
    evidence: Sequence[Span]
    reasons: Sequence[tuple[str, str]]
    """Pairs of a named reason and its detail."""


@dataclass(frozen=True, slots=True)
class StandingClaim:
    """A worded claim that the guards let through, with the words that bear it out."""

    number: int
    statement: str
    evidence: Sequence[Span]


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A headline or a line of the summary, and the claims it is made of."""

    text: str
    claim_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class ProposedPage:
    """What an author writes of the claims that stand; None and empty where it leaves that to the composer.

    `answered` pairs the id of an open question with that of the claim that answers it.
    """

    headline: ProposedLine | None = None
    summary: Sequence[ProposedLine] = ()
    tensions: Sequence[ProposedTension] = ()
    answered: Sequence[tuple[str, str]] = ()


class Author(Protocol):
    """One document's proposals and what may follow on them.

    `revise` and `judge` are called once for each part of the proposals, one part while another is under way; no other
    method is called twice.
    """

    async def propose(self) -> Proposals:
        """What the document says.

        Raises:
            EngineError: If nothing came back.
        """
        ...

    async def revise(self, refused: Sequence[RefusedClaim]) -> Mapping[int, ProposedClaim]:
        """Other wordings for refused claims, by their numbers; one that is missing is given up."""
        ...

    async def judge(self, standing: Sequence[StandingClaim]) -> Mapping[int, str]:
        """By number, why a claim that stands is doubted all the same."""
        ...

    async def compose(
        self, claims: Sequence[Claim], questions: Sequence[OpenQuestion], tensions: Sequence[Tension]
    ) -> ProposedPage:
        """The page's first lines, written from what stands already and not from the document."""
        ...

    def usage(self) -> Usage:
        """What it cost so far."""
        ...

    def prompts(self) -> Sequence[str]:
        """The prompts that were used so far, as `name@version`."""
        ...


@runtime_checkable
class Authoring(Protocol):
    """An engine that answers over a network and can be asked again: it opens an author for each document."""

    name: str

    def open(self, document: Document) -> AbstractAsyncContextManager[Author]:
        """An author for one document; leaving the context ends its connections."""
        ...


class Engine(Protocol):
    """Whatever can propose: `name` goes into the provenance."""

    name: str

    def propose(self, document: Document) -> Proposals:
        """What the engine thinks the document says.

        Raises:
            EngineError: If it cannot answer.
        """
        ...
