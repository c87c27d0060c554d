"""Everything a caller can set, built once at the rim and passed down.

Precedence: argument, environment (`BRIEF_*`), default. Nothing below the rim reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from brief.errors import ConfigError

__all__ = ["Settings"]


class Settings(BaseModel):
    """One run's settings.

    `max_chars` bounds a document, since parsing takes time and memory in proportion to its length.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    spacy_model: str | None = Field(
        default=None, description="an installed spaCy pipeline; the best one found otherwise"
    )
    max_chars: int = Field(default=2_000_000, gt=0, description="the longest document that is read, in characters")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that `BRIEF_*` variables ask for.

        Raises:
            ConfigError: If a value does not fit; the message names the variable.
        """
        values = os.environ if environment is None else environment
        given = {
            name: values[f"BRIEF_{name.upper()}"] for name in cls.model_fields if values.get(f"BRIEF_{name.upper()}")
        }
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else "settings"
            raise ConfigError(
                f"BRIEF_{name.upper()}={given.get(name)!r}: {first['msg']}; correct or unset it"
            ) from error
