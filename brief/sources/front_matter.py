"""What stands above a Markdown text between two lines of marks: title, author, date and language, as YAML or TOML.

Of YAML only what such heads are made of is read (a word and its value, a list of words); what is more than that is no
head, and stays text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from brief.document import Details
from brief.sources.calendar_dates import parse_day
from brief.sources.reading import Fact, collect_details

__all__ = ["Head", "describe_head", "split_head"]

_HEAD = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_HEAD_CHARS: Final = 20_000
_KEY = re.compile(r"([A-Za-z][\w-]{0,60})[ \t]*:(?:[ \t]+(.*))?$")
_TITLES: Final = ("title", "headline")
_AUTHORS: Final = ("author", "authors", "byline", "by", "creator")
_DATES: Final = ("date", "published", "publishdate", "publish_date", "publication_date", "pubdate", "issued", "created")
_LANGUAGES: Final = ("lang", "language", "locale")
# What heads say to a site's program; with none of all these words, it is no head.
_OF_SITES: Final = ("layout", "slug", "draft", "tags", "categories", "permalink", "description", "id")


class Head(NamedTuple):
    """What a head says, by its lower-case words, and where the text begins."""

    values: Mapping[str, list[str]]
    end: int


def split_head(markdown: str) -> Head:
    """The head of a Markdown text; one that says nothing and ends where it begins where there is none.

    >>> split_head("---\\ntitle: Rates rise\\ndate: 2024-05-03\\n---\\nThey rose.").values
    {'title': ['Rates rise'], 'date': ['2024-05-03']}
    """
    match = _HEAD.match(markdown[:_MAX_HEAD_CHARS])
    if match is None:
        return Head({}, 0)
    values = _parse_toml(match[2]) if match[1] == "+++" else _parse_yaml(match[2])
    is_head = any(name in values for name in (*_TITLES, *_AUTHORS, *_DATES, *_LANGUAGES, *_OF_SITES))
    return Head(values, match.end()) if is_head else Head({}, 0)


def describe_head(values: Mapping[str, list[str]], *, heading: str | None) -> Details:
    """What a head says of its text; `heading` is the text's own first one."""

    def first(names: tuple[str, ...]) -> str | None:
        return next((values[name][0] for name in names if values.get(name)), None)

    title, language, day = first(_TITLES), first(_LANGUAGES), parse_day(first(_DATES) or "")
    authors = next((values[name] for name in _AUTHORS if values.get(name)), [])
    return collect_details(
        title=Fact(title, "front matter") if title else Fact(heading, "first heading") if heading else None,
        authors=[Fact(author, "front matter") for author in authors],
        published=(day, "front matter") if day else None,
        language=Fact(language, "front matter") if language else None,
    )


def _parse_toml(head: str) -> dict[str, list[str]]:
    try:
        record = tomllib.loads(head.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {key.casefold(): found for key, value in record.items() if (found := _strings(value))}


def _strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case datetime() | date():
            return [value.isoformat()]
        case list():
            return [item for item in value if isinstance(item, str)]
        case _:
            return []


def _parse_yaml(head: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    current: list[str] = []
    for line in head.splitlines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if match := _KEY.match(line):
            current = values.setdefault(match[1].casefold(), [])
            current += _scalars(match[2] or "")
        elif re.match(r"\s*-(?:\s|$)", line) and values:
            # "- name: Ada Quill" is a list of records, of which the first word's value is the name.
            item = bare[1:].strip()
            named = re.match(r"name:\s+(.*)", item)
            current += _scalars(named[1] if named else item)
        elif not line[0].isspace():
            return {}
    return values


def _scalars(value: str) -> list[str]:
    value = value.strip()
    if value in ("", "|", ">", "|-", ">-", "null", "~"):
        return []
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(item) for item in value[1:-1].split(",") if item.strip()]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"').replace("\\\\", "\\")
    return re.sub(r"\s+#.*$", "", value)
