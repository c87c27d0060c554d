"""The commands that print what this version knows of itself: its settings, and the schema of a briefing.

`mount` puts them on an application.
"""

from __future__ import annotations

import typer

from brief.console import write_result

__all__ = ["mount", "schema", "settings"]


def mount(app: typer.Typer) -> None:
    """Puts `settings` and `schema` on an application."""
    app.command()(settings)
    app.command()(schema)


def settings() -> None:
    """Print every setting: its variable, what it is now, and what it is for.

    A key is never shown.
    """
    from brief.settings import Settings

    now = Settings.from_environment()
    lines = []
    for name, field in Settings.model_fields.items():
        value = getattr(now, name)
        secret = name in ("api_key", "base_url")  # an address may hold a password or a key
        shown = "not set" if value is None else "set" if secret else value
        lines.append(f"BRIEF_{name.upper():<20} {shown!s:<12} {field.description}")
    write_result("\n".join(lines) + "\n")


def schema() -> None:
    """Print the JSON Schema of a briefing."""
    import json

    from brief.briefing import Briefing

    write_result(json.dumps(Briefing.model_json_schema(), indent=2) + "\n")
