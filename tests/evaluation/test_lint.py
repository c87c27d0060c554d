from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.evaluation.lint import lint_case, lint_suite
from brief.evaluation.suite import load_suite
from tests.evaluation.millpond import gold, held, load_case, span, write_case

Labels = dict[str, Any]


def test_sound_labels_have_no_findings(tmp_path: Path) -> None:
    assert lint_case(load_case(tmp_path)) == ()


def _set(labels: Labels, *path: Any) -> None:
    *way, key, value = path
    for step in way:
        labels = labels[step]
    labels[key] = value


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("hash_mismatch", lambda g: _set(g, "document", "sha256", "0" * 64)),
        ("length_mismatch", lambda g: _set(g, "document", "length_chars", 3)),
        ("layer_missing", lambda g: g.pop("dates")),
        ("quote_mismatch", lambda g: _set(g, "claims", 1, "evidence", 0, 0, "quote", "It held 3,000 fish.")),
        ("span_out_of_range", lambda g: _set(g, "claims", 1, "evidence", 0, 0, {**span("It"), "end": 99_999})),
        ("cuts_word", lambda g: _set(g, "claims", 1, "evidence", 0, 0, span("holds 3,000 fi"))),
        ("cuts_word", lambda g: _set(g, "claims", 1, "evidence", 0, 0, span("illpond at"))),
        ("space_at_end", lambda g: _set(g, "claims", 1, "evidence", 0, 0, span("It holds "))),
        ("duplicate_id", lambda g: _set(g, "claims", 1, "id", "C01")),
        ("no_id", lambda g: _set(g, "actors", 0, "id", "")),
        ("voice", lambda g: _set(g, "claims", 1, "attribution", held(None, "outlet", "indirect"))),
        ("voice", lambda g: _set(g, "claims", 1, "attribution", held("Rudd", "implicit", "indirect"))),
        ("voice", lambda g: _set(g, "claims", 1, "attribution", held(None, "named_person", "indirect"))),
        (
            "direct_without_marks",
            lambda g: _set(g, "claims", 4, "attribution", held("Tom Rudd", "named_person", "direct")),
        ),
        ("form_not_in_text", lambda g: _set(g, "actors", 1, "aliases", ["Inez"])),
        ("no_mention", lambda g: _set(g, "actors", 0, "mentions", [])),
        ("mention_overlaps", lambda g: g["actors"][2]["mentions"].append(span("Calder"))),
        ("date_span", lambda g: g["dates"][0].update(span("on Monday, 4 March 2024"))),
        ("bad_edtf", lambda g: _set(g, "dates", 0, "value", "4 March 2024")),
        ("bad_edtf", lambda g: _set(g, "dates", 0, "value", "2024-02-30")),
        ("duration_value", lambda g: _set(g, "dates", 0, "relation", "duration")),
        ("bad_pattern", lambda g: _set(g, "must_not", 0, "pattern", "(")),
        ("rule_hits_gold", lambda g: _set(g, "must_not", 0, "pattern", "(?i)angler")),
        ("quotation_not_verbatim", lambda g: _set(g, "claims", 2, "statement", "Ines Calder said: “We can wait”.")),
        ("number_not_in_text", lambda g: _set(g, "claims", 5, "statement", "The plan has drawn 13 complaints.")),
        ("sentence_lost", lambda g: g["claims"].pop(4)),
        ("no_reason", lambda g: g["uncovered"].append({**span("It holds 3,000 fish."), "reason": " "})),
    ],
)
def test_each_fault_is_found_and_no_other(tmp_path: Path, code: str, change: Callable[[Labels], object]) -> None:
    labels = gold()
    change(labels)
    found = {finding.code for finding in lint_case(load_case(tmp_path, labels))}
    assert code in found
    assert found <= {code, "hash_mismatch", "quotation_not_verbatim", "sentence_lost"}


def test_a_year_without_a_publication_date_is_invented(tmp_path: Path) -> None:
    labels = gold()
    labels["document"]["published"] = None
    labels["dates"][0] |= {"value": "2023-03-04", "needs_anchor": True}
    found = {finding.code for finding in lint_case(load_case(tmp_path, labels))}
    assert found == {"unanchored_value", "year_invented"}


def test_a_finding_points_at_its_line(other_folder: Path) -> None:
    labels = gold()
    labels["claims"][3]["evidence"][0][0]["quote"] = "Calder gave a price."
    path = write_case(other_folder / "a", labels) / "gold.json"
    (finding,) = [f for f in lint_suite(load_suite(other_folder)) if f.code == "quote_mismatch"]
    assert '"quote": "Calder gave a price."' in "\n".join(
        path.read_text("utf-8").split("\n")[finding.line - 1 : finding.line + 4]
    )
    assert str(finding).startswith(f"{path}:{finding.line}: quote_mismatch at claims[3].evidence[0][0]: ")


def test_a_sentence_without_claims_may_be_left_out_with_a_reason(tmp_path: Path) -> None:
    labels = gold()
    labels["claims"].pop(1)
    labels["uncovered"].append({**span("It holds 3,000 fish."), "reason": "nothing of its own"})
    assert lint_case(load_case(tmp_path, labels)) == ()


def test_two_documents_have_two_ids(other_folder: Path) -> None:
    write_case(other_folder / "a")
    write_case(other_folder / "b")
    assert {finding.code for finding in lint_suite(load_suite(other_folder))} == {"duplicate_id"}
