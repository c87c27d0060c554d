"""Briefings that come to a command as JSON files, or on standard input."""

from __future__ import annotations

from brief.errors import InputError

__all__ = ["read_record"]


def read_record(name: str) -> bytes:
    """The content of a file that holds one JSON object; whether that is a briefing is for the reader to see.

    Raises:
        InputError: If it cannot be read, or is no JSON object.
    """
    import json

    from brief.sources.content import read_content

    shown = "standard input" if name == "-" else name
    content = read_content(name, shown=shown, max_bytes=400_000_000)
    try:
        record = json.loads(content)
    except UnicodeDecodeError as error:
        raise InputError(f"{shown}: byte {error.start} is no UTF-8; give the JSON file that brief wrote") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{shown}: this is no JSON ({error}); give the JSON file that brief wrote") from error
    if not isinstance(record, dict):
        raise InputError(f"{shown}: this JSON is no briefing; give the JSON file that brief wrote")
    return content
