"""What a reader of some format hands back: a text, what the source says about it, and what the user should hear.

How the text was got is the matter of each reader; what becomes of it, of `brief.sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from brief.document import Details, Origins

__all__ = ["Fact", "Hints", "Reading", "clean_text", "collect_details", "join_blocks"]

_SPACES = re.compile(r"\s+")
# What a page or a program sets for its layout and nobody reads: soft hyphens, zero-width spaces, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# A title or a name that is longer than this is something else.
_MAX_FACT_CHARS = 500


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of some bytes before they are read: what to call them, their character set, their address."""

    shown: str
    charset: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a source says about its text, with where it says so."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what its source says about it; `remarks` are for the user's eyes, one line each."""

    text: str
    details: Details = field(default_factory=Details)
    remarks: tuple[str, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """The reading as JSON can hold it."""
        record = asdict(self)
        published = self.details.published
        record["details"]["published"] = published.isoformat() if published else None
        return record

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Reading:
        """The reading that `to_record` made a record of."""
        stated = dict(record["details"])
        published = stated.pop("published")
        details = Details(
            **(stated | {"origins": Origins(**stated["origins"])}),
            published=date.fromisoformat(published) if published else None,
        )
        return cls(record["text"], details, tuple(record["remarks"]))


def clean_text(text: str) -> str:
    """The words of a text on one line: no run of white space, nothing invisible, nothing that UTF-8 cannot write.

    >>> clean_text(" The har\\u00adbour\\n is  shut. ")
    'The harbour is shut.'
    """
    return _SPACES.sub(" ", _SURROGATE.sub("\ufffd", _CONTROL.sub("", _INVISIBLE.sub("", text)))).strip()


def join_blocks(blocks: Iterable[str]) -> str:
    """One text of paragraphs, each of which stands alone between blank lines; empty ones are left out."""
    kept = [block for block in blocks if block]
    return "\n\n".join(kept) + "\n" if kept else ""


def collect_details(
    *,
    title: Fact | None = None,
    authors: Sequence[Fact] = (),
    published: tuple[date, str] | None = None,
    language: Fact | None = None,
) -> Details:
    """What a source says, cleaned; facts that hold no word are dropped."""
    title = _cleaned(title)
    names = list(dict.fromkeys(fact.value for author in authors if (fact := _cleaned(author))))
    code = language.value.replace("_", "-").partition("-")[0].strip().casefold() if language else ""
    is_code = re.fullmatch(r"[a-z]{2,3}", code) is not None
    return Details(
        title=title.value if title else None,
        author=", ".join(names) or None,
        published=published[0] if published else None,
        language=code if is_code else None,
        origins=Origins(
            title=title.origin if title else None,
            author=authors[0].origin if names else None,
            published=published[1] if published else None,
            language=language.origin if language and is_code else None,
        ),
    )


def _cleaned(fact: Fact | None) -> Fact | None:
    if fact is None:
        return None
    value = clean_text(fact.value)
    if not any(character.isalnum() for character in value) or len(value) > _MAX_FACT_CHARS:
        return None
    return Fact(value, fact.origin)
