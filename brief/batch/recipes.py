"""What a briefing depends on beside its document, as a digest: when it changes, what was made with it is stale."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["Recipe", "digest_recipe"]

# Settings that change whether there is an answer, not what it says: they concern what failed.
_BOUNDS = frozenset("max_chars max_bytes read_timeout_s fetch_timeout_s timeout_s deadline_s retries".split())
# Settings that change how an answer is fetched.
_CARRIAGE = frozenset(
    "api_key max_tokens concurrency requests_per_minute cache cache_dir record replay spacy_model".split()
)
_HOSTED_PROMPTS = ("extract", "repair", "verify", "compose")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The SHA-256 of all that a briefing depends on, and of all that a failure depends on."""

    said: str
    failed: str

    def of(self, *, failed: bool) -> str:
        """The one for a document that failed, or did not."""
        return self.failed if failed else self.said


def digest_recipe(engine: str, settings: Settings) -> Recipe:
    """The engine, its version, its prompts, its model, and the settings that it reads.

    Raises:
        ConfigError: If no model for English is installed, or a prompt is malformed.
    """
    import brief

    recipe: dict[str, Any] = {"engine": engine, "version": brief.__version__}
    if engine == "hosted":
        from brief.prompts import load_prompt

        asked = settings.model_dump(mode="json", exclude=set(_CARRIAGE | _BOUNDS))
        recipe |= {"settings": asked, "prompts": [load_prompt(name).sha256 for name in _HOSTED_PROMPTS]}
    else:
        from brief.language.model import name_model

        recipe |= {"model": name_model(settings.spacy_model)}
    bounds = settings.model_dump(mode="json", include=set(_BOUNDS))
    return Recipe(_digest(recipe), _digest(recipe | {"bounds": bounds}))


def _digest(recipe: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()
