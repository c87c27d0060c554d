"""What an engine may say of a document: proposals, none of which is trusted.

Evidence is a pointer: the number of a sentence, and a fragment of it where the whole sentence is too wide. Offsets do
not occur. Whether any of it holds is for `grounding` to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from brief.briefing import Kind, QuestionCategory, Salience, TensionType, Usage
from brief.document import Document
from brief.language.analysis import Actor, Confidence, DateExpression, Loaded, Mode, SourceType

__all__ = ["Engine", "Pointer", "Proposals", "ProposedClaim", "ProposedQuestion", "ProposedTension"]


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
    `unread` gives the reason for each sentence (by number) that the engine could not read.
    """

    claims: Sequence[ProposedClaim]
    actors: Sequence[Actor] = ()
    dates: Sequence[DateExpression] = ()
    loaded: Sequence[Loaded] = ()
    tensions: Sequence[ProposedTension] = ()
    questions: Sequence[ProposedQuestion] = ()
    unread: Sequence[tuple[int, str]] = ()
    model: str | None = None
    prompts: Sequence[str] = ()
    usage: Usage = field(default_factory=Usage)


class Engine(Protocol):
    """Whatever can propose: `name` goes into the provenance."""

    name: str

    def propose(self, document: Document) -> Proposals:
        """What the engine thinks the document says.

        Raises:
            EngineError: If it cannot answer.
        """
        ...
