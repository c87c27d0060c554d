"""Where a briefing comes from: which text it is of, what made it and what that cost."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from brief.document import Document

__all__ = ["DocumentOrigins", "DocumentRecord", "Provenance", "Record", "StageUsage", "Usage"]


class Record(BaseModel):
    """What every part of a briefing is: frozen, and without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StageUsage(Record):
    """What one stage of a run cost; `cached` answers cost nothing and are no calls."""

    stage: str
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    retries: int = 0
    cached: int = 0


class Usage(Record):
    """What a run cost; tokens are None for an engine that uses none, and so are stages."""

    calls: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    retries: int = 0
    seconds: float | None = None
    stages: tuple[StageUsage, ...] = ()


class Provenance(Record):
    """How the briefing was made."""

    engine: str
    model: str | None = None
    prompts: tuple[str, ...] = ()
    brief_version: str
    created_at: datetime
    usage: Usage = Usage()


class DocumentOrigins(Record):
    """Where what the record says about the document came from; None for what is not known."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


class DocumentRecord(Record):
    """Which text the briefing is of."""

    id: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    length_chars: int = Field(gt=0)
    title: str | None = None
    published: date | None = None
    language: str | None = None
    source: str | None = None
    author: str | None = None
    origins: DocumentOrigins = DocumentOrigins()

    @classmethod
    def of(cls, document: Document) -> DocumentRecord:
        """The record of a document."""
        origins = document.origins
        is_declared = document.declared_language == document.language
        return cls(
            id=document.id,
            sha256=document.sha256,
            length_chars=len(document.text),
            title=document.title,
            published=document.published,
            language=document.language,
            source=document.source,
            author=document.author,
            origins=DocumentOrigins(
                title=origins.title,
                author=origins.author,
                published=origins.published,
                language=origins.language if is_declared else None if document.language == "und" else "text",
            ),
        )
