"""What a briefing depends on beside its document, as one digest: when it changes, what was made with it is stale."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brief.settings import Settings

__all__ = ["digest_recipe"]

# Settings that change how an answer is fetched, not what it says.
_CARRIAGE = frozenset(
    """api_key max_tokens concurrency requests_per_minute timeout_s deadline_s retries cache cache_dir record
    replay""".split()
)
_HOSTED_PROMPTS = ("extract", "repair", "verify", "compose")


def digest_recipe(engine: str, settings: Settings) -> str:
    """The SHA-256 of the engine, its version, its prompts, its model, and the settings that it reads.

    Raises:
        ConfigError: If no model for English is installed, or a prompt is malformed.
    """
    import brief

    recipe: dict[str, Any] = {"engine": engine, "version": brief.__version__, "max_chars": settings.max_chars}
    if engine == "hosted":
        from brief.prompts import load_prompt

        said = settings.model_dump(mode="json", exclude=set(_CARRIAGE))
        recipe |= {"settings": said, "prompts": [load_prompt(name).sha256 for name in _HOSTED_PROMPTS]}
    else:
        from brief.language.model import name_model

        recipe |= {"model": name_model(settings.spacy_model)}
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()
