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
from brief.grounding.reasons import is_engine, is_prompt, is_reason, is_true_reason, plain_model

__all__ = [
    "check_coverage",
    "check_document",
    "check_ids",
    "check_placed_ids",
    "check_provenance",
    "check_rejected",
    "check_spans",
    "is_place",
    "items",
    "read_shape",
    "text_of",
]

_SPAN_PARTS = ("headline", "summary", "claims", "actors", "dates", "loaded", "tensions", "open_questions")
_IDS = {"claim_ids": "claims", "actor_ids": "actors", "date_ids": "dates", "actor_id": "actors"}
_MOST_SHAPE_FINDINGS = 50
_NAME_OF_REASON = re.compile(r"[a-z]+(?:_[a-z]+){0,5}")


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

    elif not document.published and given.get("published") is not None:
        year = text_of(given.get("published"))[:4]
        found = warning if year and year in document.text else error
        yield found("published_mismatch", "document.published", "the document has no date of publication")
    if text_of(given.get("language")) != document.language:
        yield warning("language_mismatch", "document.language", f"the text's is {document.language!r}")
    if given.get("id") != document.id:
        yield warning("id_mismatch", "document.id", f"the document's is {document.id!r:.80}")

    title, source = text_of(given.get("title")), text_of(given.get("source"))
    if title and title != document.title and " ".join(title.split()) not in " ".join(document.text.split()):
        found = error if document.title else warning
        yield found("title_mismatch", "document.title", f"{title[:80]!r}; the document's is {document.title!r:.80}")
    if source and source != document.source:
        # No error: the same text may be read from a copy.
        yield warning("source_mismatch", "document.source", f"{source[:80]!r}; this text's is {document.source!r:.80}")


def check_placed_ids(record: Mapping[str, Any], length: int) -> Iterator[Finding]:
    """Whether what a claim, a tension or a question is tied to is what its evidence has."""
    dates = {d["id"]: (d["start"], d["end"]) for d in items(record.get("dates")) if _is_named_place(d, length)}
    for n, claim in enumerate(items(record.get("claims"))):
        spans = _evidence_of(claim, length)
        within = {i for i, (start, end) in dates.items() if any(a <= start and end <= b for a, b in spans)}
        for i in sorted(within - _strings(claim.get("date_ids"))):
            yield error("date_left_out", f"claims[{n}].date_ids", f"{i} stands in its evidence")
    claims = {
        claim["id"]: _evidence_of(claim, length)
        for claim in items(record.get("claims"))
        if isinstance(claim.get("id"), str)
    }
    for name in ("tensions", "open_questions"):
        for n, item in enumerate(items(record.get(name))):
            spans = _evidence_of(item, length)
            over = {i for i, own in claims.items() if any(a < d and c < b for a, b in spans for c, d in own)}
            given = _strings(item.get("claim_ids")) & claims.keys()
            for i in sorted(given - over):
                yield error("claim_not_in_evidence", f"{name}[{n}].claim_ids", f"{i} has other evidence")
            for i in sorted(over - given):
                yield warning("claim_left_out", f"{name}[{n}].claim_ids", f"{i} has the same evidence")


def _strings(value: Any) -> set[str]:
    return {i for i in value if isinstance(i, str)} if isinstance(value, list) else set()


def _is_named_place(value: Mapping[str, Any], length: int) -> bool:
    return isinstance(value.get("id"), str) and is_place(value, length)


def _evidence_of(item: Mapping[str, Any], length: int) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in items(item.get("evidence")) if is_place(span, length)]


def check_rejected(record: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether every refusal has the name of a reason, which asserts nothing."""
    for n, item in enumerate(items(record.get("rejected"))):
        if not _NAME_OF_REASON.fullmatch(text_of(item.get("reason"))):
            yield error("unknown_reason", f"rejected[{n}].reason", f"{text_of(item.get('reason'))[:60]!r} is no reason")


def check_provenance(record: Mapping[str, Any]) -> Iterator[Finding]:
    """Whether what made the briefing is named in labels, which tell nothing else."""
    made = record.get("provenance")
    if not isinstance(made, dict):
        return
    engine, model, prompts = made.get("engine"), made.get("model"), made.get("prompts")
    if not is_engine(text_of(engine)):
        yield error("label_tells", "provenance.engine", f"{text_of(engine)[:60]!r} is no name of an engine")
    if model is not None and plain_model(text_of(model)) != model:
        yield error("label_tells", "provenance.model", f"{text_of(model)[:60]!r} is no name of a model")
    for label in prompts if isinstance(prompts, list) else ():
        if not is_prompt(text_of(label)):
            yield error("label_tells", "provenance.prompts", f"{text_of(label)[:60]!r} is no prompt and its version")
    if engine == "embedded" and prompts:
        yield error("label_tells", "provenance.prompts", "the embedded engine has no prompts")


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
        elif reason and not is_true_reason(reason, sentence):
            yield error("unknown_reason", f"coverage[{n}].reason", f"{reason[:80]!r} is not true of it")
        inside = inside_of[sentence.index]
        if cited and reason.strip():
            yield warning("unknown_reason", f"coverage[{n}].reason", "a sentence with claims needs none")
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
