"""What changed between two briefings, as data: what is new, what is gone, and how what stayed differs."""

from __future__ import annotations

from typing import Final, Literal

from brief.provenance import DocumentRecord, Provenance, Record

__all__ = ["CHANGES_VERSION", "Changed", "Changes", "Difference", "Only", "Part", "Value", "Version"]

CHANGES_VERSION: Final = "1.0"

Value = str | bool | tuple[str, ...] | None


class Difference(Record):
    """One thing that is told in two ways."""

    field: str
    before: Value
    after: Value


class Only(Record):
    """What only one of the two briefings holds.

    `told` says in words what it is; `see` names what the other briefing makes of the same words of the document.
    """

    id: str
    told: str
    see: tuple[str, ...] = ()


class Changed(Record):
    """What both hold, but not alike; `told` is as the later one tells it."""

    before_id: str
    after_id: str
    told: str
    differences: tuple[Difference, ...]

    def difference(self, field: str) -> Difference | None:
        """How it differs in this field, if it does."""
        return next((each for each in self.differences if each.field == field), None)


class Part(Record):
    """The claims of both briefings, or their actors, or their dates …, one to one."""

    gone: tuple[Only, ...] = ()
    new: tuple[Only, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.gone or self.new or self.changed)


class Version(Record):
    """One of the two briefings: of which text it is, and what made it."""

    document: DocumentRecord
    provenance: Provenance


class Changes(Record):
    """Everything that differs between two briefings.

    `same_text` says whether both are of one text, letter for letter; then offsets are compared, otherwise only words.
    In `versions` stands what differs in the document and in how the briefings were made.
    """

    schema_version: Literal["1.0"] = CHANGES_VERSION
    before: Version
    after: Version
    same_text: bool
    versions: tuple[Difference, ...] = ()
    lines: tuple[Difference, ...] = ()
    claims: Part
    actors: Part
    dates: Part
    loaded: Part
    tensions: Part
    open_questions: Part

    @property
    def differ(self) -> bool:
        """Whether the two say anything different; who made them, when and of which text does not count."""
        parts = (self.claims, self.actors, self.dates, self.loaded, self.tensions, self.open_questions)
        return bool(self.lines) or any(part.differs for part in parts)
