from __future__ import annotations

import json
from pathlib import Path

import pytest

from brief.errors import InputError, NothingMeasured
from brief.evaluation.suite import load_suite
from tests.evaluation.millpond import TEXT, gold, write_case


def test_cases_stand_in_order_of_name(other_folder: Path) -> None:
    for name in ("b", "a", "c"):
        write_case(other_folder / name)
    suite = load_suite(other_folder)
    assert [case.name for case in suite.cases] == ["a", "b", "c"]
    assert suite.cases[0].document.text == TEXT
    assert str(suite.cases[0].document.published) == "2024-03-01"
    assert suite.problems == ()


def test_the_digest_is_of_texts_and_labels_and_of_nothing_else(other_folder: Path, tmp_path: Path) -> None:
    write_case(other_folder / "a")
    before = load_suite(other_folder).digest
    write_case(tmp_path / "copy" / "a")
    (tmp_path / "copy" / "a" / "notes.md").write_text("for people")
    assert load_suite(tmp_path / "copy").digest == before
    labels = gold()
    labels["claims"][0]["salience"] = "low"
    (other_folder / "a" / "gold.json").write_text(json.dumps(labels))
    assert load_suite(other_folder).digest != before


def test_a_folder_with_a_gold_file_is_a_suite_of_one(other_folder: Path) -> None:
    write_case(other_folder)
    assert [case.name for case in load_suite(other_folder).cases] == ["suite"]


@pytest.mark.parametrize("made", [False, True])
def test_no_document_is_nothing_measured(other_folder: Path, made: bool) -> None:
    if made:
        (other_folder / "empty").mkdir(parents=True)
    with pytest.raises(NothingMeasured):
        load_suite(other_folder)


def test_missing_gold_is_a_problem_and_not_passed_over(other_folder: Path) -> None:
    write_case(other_folder / "a")
    (write_case(other_folder / "b") / "gold.json").unlink()
    suite = load_suite(other_folder)
    assert len(suite.cases) == 1
    assert "has no gold.json" in suite.problems[0]


def test_changed_line_ends_do_not_change_the_document(other_folder: Path) -> None:
    folder = write_case(other_folder / "a")
    (folder / "document.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert load_suite(other_folder).cases[0].document.text == TEXT


def test_a_mistake_in_a_gold_file_is_told_with_file_line_and_key(other_folder: Path) -> None:
    labels = gold()
    labels["claims"][2]["kind"] = "guess"
    folder = write_case(other_folder / "a", labels)
    line = (folder / "gold.json").read_text("utf-8").split("\n").index('   "kind": "guess",') + 1
    with pytest.raises(InputError, match=rf"gold\.json:{line}: claims\.2\.kind"):
        load_suite(other_folder)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"document": 1, "extra": 2}', b"\xff"])
def test_what_is_no_gold_file_is_bad_input(other_folder: Path, content: bytes) -> None:
    (write_case(other_folder / "a") / "gold.json").write_bytes(content)
    with pytest.raises(InputError, match=r"gold\.json:1"):
        load_suite(other_folder)
