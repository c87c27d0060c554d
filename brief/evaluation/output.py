"""What an engine made of a document, as the scores see it: a briefing's parts, or nothing at all where it failed.

A document that failed is scored like any other, so that each of its labels counts as missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from brief.briefing import (
    Actor,
    Briefing,
    Claim,
    DateMention,
    LoadedWording,
    OpenQuestion,
    Sentence,
    Tension,
)

__all__ = ["Output"]


@dataclass(frozen=True)
class Output:
    """The parts of a briefing; `failed` where there is none."""

    headline: Sentence | None = None
    summary: tuple[Sentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    actors: tuple[Actor, ...] = ()
    dates: tuple[DateMention, ...] = ()
    loaded: tuple[LoadedWording, ...] = ()
    tensions: tuple[Tension, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()

    @classmethod
    def of(cls, briefing: Briefing | None) -> Output:
        """The parts of a briefing, or of none."""
        if briefing is None:
            return cls()
        parts: dict[str, Any] = {name: getattr(briefing, name) for name in cls.__dataclass_fields__}
        return cls(**parts)

    @property
    def failed(self) -> bool:
        """Whether there is no briefing; one without a headline cannot be built."""
        return self.headline is None

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """Headline and summary."""
        return () if self.headline is None else (self.headline, *self.summary)

    def wordings(self) -> Iterator[tuple[str, str]]:
        """Everything that is worded by us and not quoted, with its path."""
        if self.headline:
            yield "headline.text", self.headline.text
        for n, line in enumerate(self.summary):
            yield f"summary[{n}].text", line.text
        for n, claim in enumerate(self.claims):
            yield f"claims[{n}].statement", claim.statement
        for n, actor in enumerate(self.actors):
            yield f"actors[{n}].name", actor.name
        for n, item in enumerate(self.dates):
            if item.value:
                yield f"dates[{n}].value", item.value
        for n, tension in enumerate(self.tensions):
            yield f"tensions[{n}].statement", tension.statement
        for n, question in enumerate(self.open_questions):
            yield f"open_questions[{n}].question", question.question
            yield f"open_questions[{n}].why", question.why
