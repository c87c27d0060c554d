"""A short invented article with its labels, and suites on disk made of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from brief.evaluation.suite import Case, load_suite

TEXT = """Millpond to be drained

The millpond at Averleigh will be drained on Monday, 4 March 2024, the parish council said. It holds 3,000 fish.

“We cannot wait any longer,” said Ines Calder, the council's clerk. Calder did not give a price.

Tom Rudd, an angler, said the fish may die. The council's callous plan has drawn 12 complaints.
"""


def span(quote: str, nth: int = 0, *, text: str = TEXT) -> dict[str, Any]:
    """The nth place of these words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return {"start": start, "end": start + len(quote), "quote": quote}


def held(
    source: str | None, source_type: str, mode: str, cue: str | None = None, at: str | None = None
) -> dict[str, Any]:
    """An attribution."""
    return {
        "source": source,
        "source_type": source_type,
        "mode": mode,
        "cue": span(cue) if cue else None,
        "source_span": span(at) if at else None,
        "confidence": "explicit",
    }


OUTLET = held(None, "outlet", "none")


def claim(number: int, statement: str, *groups: list[dict[str, Any]], **other: Any) -> dict[str, Any]:
    """A claim of the gold's; the outlet's supporting assertion unless told otherwise."""
    return {
        "id": f"C{number:02}",
        "statement": statement,
        "kind": "assertion",
        "salience": "supporting",
        "hedged": False,
        "attribution": OUTLET,
        "evidence": list(groups),
    } | other


def gold() -> dict[str, Any]:
    """The labels, as plain JSON values."""
    council = held("the parish council", "named_organisation", "indirect", "said", "the parish council")
    calder = held("Ines Calder", "named_person", "direct", "said", "Ines Calder")
    rudd = held("Tom Rudd", "named_person", "indirect", "said", "Tom Rudd")
    return {
        "document": {
            "id": "millpond",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "length_chars": len(TEXT),
            "published": "2024-03-01",
            "title": span("Millpond to be drained"),
        },
        "claims": [
            claim(
                1,
                "The parish council said the millpond at Averleigh will be drained on Monday, 4 March 2024.",
                [span("The millpond at Averleigh will be drained on Monday, 4 March 2024")],
                [span("Millpond to be drained")],
                kind="plan",
                salience="core",
                attribution=council,
            ),
            claim(
                2, "The millpond at Averleigh holds 3,000 fish.", [span("It holds 3,000 fish."), span("The millpond")]
            ),
            claim(
                3,
                "Ines Calder, the council's clerk, said: “We cannot wait any longer”.",
                [span("We cannot wait any longer")],
                kind="position",
                salience="core",
                attribution=calder,
            ),
            claim(4, "Ines Calder did not give a price.", [span("Calder did not give a price.")]),
            claim(
                5,
                "Tom Rudd, an angler, said the fish may die.",
                [span("the fish may die")],
                kind="prediction",
                salience="core",
                hedged=True,
                attribution=rudd,
            ),
            claim(6, "The plan to drain the millpond has drawn 12 complaints.", [span("plan has drawn 12 complaints")]),
        ],
        "actors": [
            {"id": "A1", "name": "the parish council", "type": "organisation", "aliases": [], "roles": [],
             "mentions": [span("the parish council")]},
            {"id": "A2", "name": "Ines Calder", "type": "person", "aliases": ["Calder"],
             "roles": ["the council's clerk"], "mentions": [span("Ines Calder"), span("Calder", 1)]},
            {"id": "A3", "name": "Tom Rudd", "type": "person", "aliases": [], "roles": ["an angler"],
             "mentions": [span("Tom Rudd")]},
        ],
        "dates": [
            {**span("Monday, 4 March 2024"), "value": "2024-03-04", "needs_anchor": False, "relation": "event"},
        ],
        "loaded": [
            {**span("callous"), "category": "subjective_adjective", "voice": "outlet", "in_quotation": False},
        ],
        "tensions": [
            {"type": "source_disagreement", "statement": "The council cannot wait; Rudd says the fish may die.",
             "evidence": [span("We cannot wait any longer"), span("the fish may die")]},
        ],
        "open_questions": [
            {"question": "What will it cost?", "category": "missing_quantity",
             "evidence": [span("Calder did not give a price.")]},
        ],
        "must_not": [{"pattern": "all the fish", "why": "nobody says that all fish die"}],
        "uncovered": [],
    }  # fmt: skip


def write_case(folder: Path, labels: dict[str, Any] | None = None, *, text: str = TEXT) -> Path:
    """A case's folder with its two files."""
    folder.mkdir(parents=True)
    (folder / "document.txt").write_bytes(text.encode())
    content = json.dumps(labels or gold(), ensure_ascii=False, indent=1)
    (folder / "gold.json").write_text(content, encoding="utf-8")
    return folder


def load_case(folder: Path, labels: dict[str, Any] | None = None) -> Case:
    """The case of these labels, read from disk."""
    return load_suite(write_case(folder / "millpond", labels)).cases[0]
