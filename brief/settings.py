"""Everything a caller can set, built once at the rim and passed down.

Precedence: argument, environment (`BRIEF_*`, and for the key and the address also `OPENAI_*`), default. Nothing below
the rim reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from brief.errors import ConfigError

__all__ = ["Settings"]

# The names that OpenAI's own clients use, for what is theirs as much as ours.
_ALSO = {"api_key": "OPENAI_API_KEY", "base_url": "OPENAI_BASE_URL"}


class Settings(BaseModel):
    """One run's settings.

    `max_chars` bounds a document, since parsing takes time and memory in proportion to its length; the three settings
    behind it bound what is read and fetched before there is a document. What follows
    `spacy_model` is for the hosted engine alone; nothing there makes the embedded engine use a network.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_chars: int = Field(default=2_000_000, gt=0, description="the longest document that is read, in characters")
    max_bytes: int = Field(default=50_000_000, gt=0, description="the largest file or page that is read, in bytes")
    read_timeout_s: float = Field(default=60.0, gt=0, description="for reading a document's format, in seconds")
    fetch_timeout_s: float = Field(
        default=30.0, gt=0, description="for fetching a page, redirections and all, in seconds"
    )
    spacy_model: str | None = Field(
        default=None, description="an installed spaCy pipeline; the best one found otherwise"
    )

    model: str | None = Field(default=None, description="the model that the endpoint is asked for; has no default")
    base_url: str | None = Field(  # not shown: an address may hold a password or a key
        default=None, repr=False, description="an endpoint that speaks Chat Completions, up to /v1; OpenAI's otherwise"
    )
    api_key: SecretStr | None = Field(default=None, description="its key; never written anywhere")
    temperature: float | None = Field(default=None, ge=0, le=2, description="left to the server when not given")
    seed: int | None = Field(default=None, description="for servers that know it")
    reasoning_effort: str | None = Field(default=None, description="for servers that know it: minimal, low, medium, …")
    output_language: str | None = Field(
        default=None,
        description="of the words around quotations, as in BCP 47, for texts in languages that the checks do not read "
        "(all but English); the document's otherwise",
    )
    verify: bool = Field(default=False, description="have a second call judge every statement against its evidence")

    context_tokens: int = Field(
        default=32_000,
        ge=1_000,
        description="what one request may hold, its reply included; at least some 2,000 more than reply_tokens, and "
        "8,000 more for the prompt that asks for everything",
    )
    reply_tokens: int = Field(default=12_000, ge=200, description="how long one reply may become")
    max_tokens: int | None = Field(
        default=None, gt=0, description="the most tokens, in and out, that a run may use, retries counted in"
    )
    concurrency: int = Field(default=8, gt=0, le=1_000, description="calls under way at once")
    requests_per_minute: int | None = Field(default=None, gt=0, description="calls begun in any minute")
    timeout_s: float = Field(default=120.0, gt=0, description="for one attempt, in seconds")
    deadline_s: float = Field(default=900.0, gt=0, description="for all calls of one document, in seconds")
    retries: int = Field(default=5, ge=0, le=50, description="attempts after the first, for one call")

    cache: bool = Field(default=True, description="keep answers, so that an interrupted run repeats no paid call")
    cache_dir: Path | None = Field(default=None, description="where answers are kept; the user's cache otherwise")
    record: Path | None = Field(default=None, description="a folder to write every exchange to")
    replay: Path | None = Field(default=None, description="a folder of exchanges to answer from, without a network")

    @field_validator("spacy_model", "model", "base_url", "reasoning_effort", "output_language")
    @classmethod
    def _can_be_written(cls, value: str | None) -> str | None:
        if value is not None and any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError("it holds half a character, which UTF-8 cannot write")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.record and self.replay:
            raise ValueError("record and replay exclude each other")
        if self.reply_tokens >= self.context_tokens:
            raise ValueError("reply_tokens has to be less than context_tokens, which holds request and reply")
        return self

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **arguments: object) -> Settings:
        """The settings that arguments and variables ask for; an argument that is None is not given.

        Raises:
            ConfigError: If a value does not fit; the message names it.
        """
        values = os.environ if environment is None else environment
        names = {name: (f"BRIEF_{name.upper()}", _ALSO.get(name)) for name in cls.model_fields}
        found = {
            name: (variable, values[variable])
            for name, variables in names.items()
            for variable in reversed(variables)
            if variable and values.get(variable)
        }
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            return cls.model_validate({name: value for name, (_, value) in found.items()} | given)
        except ValidationError as error:
            raise ConfigError(
                _describe(error, {name: variable for name, (variable, _) in found.items()}, given)
            ) from None


def _describe(error: ValidationError, variables: Mapping[str, str], arguments: Mapping[str, object]) -> str:
    """What does not fit, without the value of a secret."""
    first = error.errors(include_url=False, include_context=False)[0]
    problem = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"settings: {problem}"
    name = str(first["loc"][0])
    where = variables[name] if name in variables and name not in arguments else name
    shown = "" if name in ("api_key", "base_url") else f"={first['input']!r}"
    return f"{where}{shown}: {problem}; correct or unset it"
