"""The part of an audit that needs no reading: the record's shape, its hash, spans, ids, citations and coverage.

It reads plain JSON values and believes none of them, so that a briefing too broken to be built can still be explained.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from brief.briefing import Briefing
from brief.document import Document
from brief.grounding.findings import Finding, error, warning
from brief.grounding.locating import whole_words

__all__ = [
    "check_coverage",
    "check_document",
    "check_ids",
    "check_spans",
    "is_place",
    "is_reason",
    "items",
    "read_shape",
    "text_of",
]

_SPAN_PARTS = ("headline", "summary", "claims", "actors", "dates", "loaded", "tensions", "open_questions")
_IDS = {"claim_ids": "claims", "actor_ids": "actors", "date_ids": "dates", "actor_id": "actors"}
_MOST_SHAPE_FINDINGS = 50


def items(value: Any) -> Sequence[Mapping[str, Any]]:
    """The objects of a JSON list; nothing where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else ()


def text_of(value: Any) -> str:
    """A JSON string that can be encoded; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-8", "replace").decode("utf-8")


def read_shape(record: Mapping[str, Any]) -> tuple[Briefing | None, Sequence[Finding]]:
    """The briefing that a record holds, or why it is none that the types allow."""
    try:
        return Briefing.model_validate_json(_as_json(record)), ()
    except ValidationError as problem:
        return None, [*_shape_findings(problem)]
    except (ValueError, RecursionError) as problem:
        return None, [error("malformed", "briefing", f"cannot be read: {type(problem).__name__}")]


def _shape_findings(problem: ValidationError) -> Iterator[Finding]:
    for item in problem.errors(include_url=False, include_context=False, include_input=False)[:_MOST_SHAPE_FINDINGS]:
        where = ".".join(str(part) for part in item["loc"]) or "briefing"
        code = "vocabulary" if item["type"] == "literal_error" else "malformed"
        if item["type"] == "too_short" and where.endswith("claim_ids"):
            code = "uncited"
        elif item["type"] == "too_short" and where.endswith("evidence"):
            code = "no_evidence"
        yield error(code, where, item["msg"].removeprefix("Value error, "))


def _as_json(record: Mapping[str, Any]) -> str:
    import json

    return json.dumps(record, ensure_ascii=True)


def check_document(record: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    """Whether the briefing is of this text."""
    given = record.get("document")
    if not isinstance(given, dict):
        yield error("malformed", "document", "missing or no object")
        return
    if given.get("sha256") != document.sha256:
        yield error("hash_mismatch", "document.sha256", f"the text's is {document.sha256}")
    if given.get("length_chars") != len(document.text):
        yield error("length_mismatch", "document.length_chars", f"the text has {len(document.text)} characters")
    if document.published and given.get("published") != document.published.isoformat():
        yield error("published_mismatch", "document.published", f"the document is of {document.published.isoformat()}")

    title, source = text_of(given.get("title")), text_of(given.get("source"))
    if title and title != document.title and " ".join(title.split()) not in " ".join(document.text.split()):
        found = error if document.title else warning
        yield found("title_mismatch", "document.title", f"{title[:80]!r}; the document's is {document.title!r:.80}")
    if source and document.source and source != document.source:
        # No error: the same text may be read from a copy.
        yield warning("source_mismatch", "document.source", f"{source[:80]!r}; this text's is {document.source!r:.80}")


def _spans(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    stack: list[tuple[str, Any]] = [(where, value)]
    while stack:
        path, item = stack.pop()
        if isinstance(item, dict):
            if "quote" in item and ("start" in item or "end" in item):
                yield path, item
            stack.extend(
                (f"{path}.{key}", child) for key, child in reversed(item.items()) if isinstance(child, dict | list)
            )
        elif isinstance(item, list):
            stack.extend(
                (f"{path}[{n}]", child) for n, child in reversed([*enumerate(item)]) if isinstance(child, dict | list)
            )


def is_place(value: Any, length: int) -> bool:
    """Whether a JSON value has offsets that lie in a text of this length."""
    if not isinstance(value, dict):
        return False
    start, end = value.get("start"), value.get("end")
    return type(start) is int and type(end) is int and 0 <= start < end <= length


# Why a sentence gave no claim, as `compose` and the embedded engine say it; a reason must not become a place to assert.
_REASONS = frozenset(
    {
        "it has no words",
        "it asks and does not say",
        "no claim was found in it",
        "it is a heading or a label and says nothing by itself",
    }
)
# What an engine says of a sentence that it failed to read begins so, and goes on in a few plain words: no name, no
# capital, at most one figure (an HTTP status) and no second sentence.
_FAILURE = re.compile(r"the engine could not read it(?:: [a-z ,()-]{1,60}(?:\d{3})?)?")


def is_reason(reason: str) -> bool:
    """Whether a sentence without claims is explained in words that an engine or the pipeline uses.

    >>> is_reason("it has no words"), is_reason("the engine could not read it: status 503"), is_reason("Orr lied")
    (True, True, False)
    """
    return reason in _REASONS or bool(_FAILURE.fullmatch(reason))


_HYPHENS = "-‐‑–—"


def check_spans(record: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    """Whether every span stands where it says, and cuts no word."""
    text = document.text
    for part in _SPAN_PARTS:
        for where, span in _spans(record.get(part), part):
            quote = span.get("quote")
            if not is_place(span, len(text)):
                yield error(
                    "span_out_of_range",
                    where,
                    f"[{span.get('start')!r:.20}, {span.get('end')!r:.20}) in {len(text)} characters",
                )
                continue
            start, end = span["start"], span["end"]
            if text[start:end] != quote:
                yield error(
                    "quote_mismatch", where, f"{text_of(quote)[:80]!r} is given, {text[start:end][:80]!r} stands there"
                )
                continue
            whole = whole_words(document, start, end, document.span(0, len(text)))
            if (whole.start, whole.end) != (start, end) and not _is_part(text, start, end, where):
                yield error(
                    "cuts_word", where, f"{quote[:80]!r} cuts {whole.quote[:80]!r} or has white space at its ends"
                )


def check_ids(record: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether every id is there once, and every reference resolves."""
    known: dict[str, set[str]] = {}
    for name in ("claims", "actors", "dates", "tensions", "open_questions"):
        ids = [item.get("id") for item in items(record.get(name))]
        counts = Counter(i for i in ids if isinstance(i, str) and i)
        known[name] = set(counts)
        yield from (error("duplicate_id", name, i) for i, count in counts.items() if count > 1)
        yield from (
            error("no_id", f"{name}[{n}]", "has no id") for n, i in enumerate(ids) if not (isinstance(i, str) and i)
        )
    for name in (*_SPAN_PARTS, "coverage"):
        value = record.get(name)
        for n, item in enumerate([value] if isinstance(value, dict) else items(value)):
            attribution = item.get("attribution")
            for part in (item, attribution if isinstance(attribution, dict) else {}):
                for key, target in _IDS.items():
                    given = part.get(key)
                    for i in given if isinstance(given, list) else [given] if given is not None else ():
                        if not isinstance(i, str) or i not in known[target]:
                            yield error("unresolved_id", f"{name}[{n}].{key}", f"no {target} {str(i)[:40]!r}")


def check_coverage(record: Mapping[str, Any], document: Document) -> Iterator[Finding]:
    """Whether every sentence of the document is accounted for, by the claims that it gave and no others."""
    entries = items(record.get("coverage"))
    placed = {
        (entry["sentence"]["start"], entry["sentence"]["end"]): (n, entry)
        for n, entry in enumerate(entries)
        if is_place(entry.get("sentence"), len(document.text))
    }
    places: dict[str, list[tuple[int, int]]] = {}
    for claim in items(record.get("claims")):
        if isinstance(claim.get("id"), str):
            places[claim["id"]] = [
                (span["start"], span["end"])
                for span in items(claim.get("evidence"))
                if is_place(span, len(document.text))
            ]
    inside_of: dict[int, set[str]] = {sentence.index: set() for sentence in document.sentences}
    for claim_id, spans in places.items():
        for start, end in spans:
            for met in document.sentences_over(start, end):
                inside_of[met.index].add(claim_id)
    for sentence in document.sentences:
        key = (sentence.span.start, sentence.span.end)
        if key not in placed:
            yield error("uncovered_text", f"[{key[0]}, {key[1]})", repr(sentence.span.quote[:80]))
            continue
        n, entry = placed.pop(key)
        given = entry.get("claim_ids")
        cited = {i for i in given if isinstance(i, str)} if isinstance(given, list) else set()
        if not cited and not text_of(entry.get("reason")).strip():
            yield error("unexplained_sentence", f"coverage[{n}]", "neither claims nor a reason")
        if (reason := text_of(entry.get("reason"))).strip() and not is_reason(reason):
            yield error("unknown_reason", f"coverage[{n}].reason", f"{reason[:80]!r} is no reason that is ever given")
        inside = inside_of[sentence.index]
        yield from (
            error("claim_not_in_sentence", f"coverage[{n}]", f"{i} has no evidence in it")
            for i in sorted((cited & places.keys()) - inside)
        )
        yield from (
            error("claim_not_covered", f"coverage[{n}]", f"{i} has evidence in it and is not listed")
            for i in sorted(inside - cited)
        )
    for start, end in placed:
        yield error("no_such_sentence", f"[{start}, {end})", "is no sentence of the document")


def _is_part(text: str, start: int, end: int, where: str) -> bool:
    """Whether a date or a loaded word is a part of a hyphenated whole ("16-19", "divide-and-rule"), as it may be."""
    edges = [at for at in (start, end) if 0 < at < len(text)]
    hyphens = [at for at in edges if text[at - 1] in _HYPHENS or text[at] in _HYPHENS]
    inside = [at for at in edges if at not in hyphens and text[at - 1].isalnum() and text[at].isalnum()]
    return where.startswith(("dates[", "loaded[")) and bool(hyphens) and not inside
