"""What the command takes and writes: tables, folders, stale documents, mistakes in its options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brief.batch.recipes import digest_recipe
from brief.settings import Settings
from tests.batch.commands import records, run, write_documents

ONE = ("--processes", "1", "--quiet")


def test_a_table_of_texts_becomes_a_table_of_claims(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [
        {"url": f"https://example.org/{n}", "body": f"Ada Marlow said {n + 11} boats would sail.", "day": "2021-06-03"}
        for n in range(3)
    ]
    (tmp_path / "in.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    fields = ("--text-field", "body", "--id-field", "url", "--published-field", "day")
    status, said = run("in.jsonl", "-o", "claims.parquet", *fields, *ONE, cwd=tmp_path)
    assert status == 0, said
    table = parquet.read_table(tmp_path / "claims.parquet").to_pylist()
    lines = records(tmp_path / "claims.parquet.jsonl")
    assert len(table) == sum(len(record["claims"]) for record in lines.values()) >= 3
    assert {row["document"] for row in table} == {row["url"] for row in rows}
    for row in table:
        text = next(each["body"] for each in rows if each["url"] == row["document"])
        assert [text[a:b] for a, b in zip(row["start"], row["end"], strict=True)] == row["quote"]


def test_a_folder_holds_a_file_for_each_document(tmp_path: Path) -> None:
    write_documents(tmp_path / "texts", 3)
    assert run("texts", "-o", "out", *ONE, cwd=tmp_path)[0] == 0
    sources = {json.loads(path.read_bytes())["document"]["source"] for path in (tmp_path / "out").iterdir()}
    assert sources == {f"texts/{number:03}.txt" for number in range(3)}
    assert run("texts", "-o", "out", *ONE, cwd=tmp_path) == (0, "brief: 0 briefed, 0 failed, 3 done before: out\n")


def test_exactly_what_changed_is_briefed_anew(tmp_path: Path) -> None:
    texts = write_documents(tmp_path / "texts", 4)
    run("texts", "-o", "out.jsonl", *ONE, cwd=tmp_path)
    (texts / "002.txt").write_text("Cora Marlow said it would not sail.\n")
    said = run("texts", "-o", "out.jsonl", *ONE, cwd=tmp_path)[1]
    assert said == "brief: 1 briefed, 0 failed, 3 done before, 1 stale lines replaced: out.jsonl\n"
    (texts / "003.txt").write_text("Dino Marlow said it would sail.\n" * 20)
    for most, ended in (
        ("500", "0 briefed, 1 failed, 3 done before, 1 stale"),
        ("5000", "1 briefed, 0 failed, 3 done"),
    ):
        said = run("texts", "-o", "out.jsonl", *ONE, cwd=tmp_path, BRIEF_MAX_CHARS=most)[1]
        assert ended in said, said


def test_settings_that_change_what_is_said_change_the_recipe_and_no_others() -> None:
    settings = Settings(model="m")
    said = {
        digest_recipe("hosted", settings.model_copy(update=change)).said
        for change in ({}, {"model": "n"}, {"temperature": 0.5}, {"verify": True}, {"base_url": "http://x/v1"})
    }
    assert len(said) == 5
    carried = {
        digest_recipe("hosted", settings.model_copy(update=change))
        for change in ({}, {"concurrency": 3}, {"cache": False}, {"max_tokens": 9})
    }
    assert len(carried) == 1
    bounded = digest_recipe("hosted", settings.model_copy(update={"max_chars": 9, "timeout_s": 5.0}))
    assert bounded.said == next(iter(carried)).said
    assert bounded.failed != next(iter(carried)).failed
    assert digest_recipe("embedded", settings).said not in said


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (("texts", "-o", "o.jsonl", "--model", "m"), 2, "--model: it is for --engine hosted"),
        (("texts", "-o", "o.jsonl", "--submit"), 2, "--submit: it is for --engine hosted"),
        (("texts", "-o", "o.jsonl", "--engine", "hosted", "--cluster", "local"), 2, "it is for --engine embedded"),
        (("texts", "-o", "o.jsonl", "--published", "soon"), 2, "'soon' is no date"),
        (("texts",), 2, "Missing option"),
        (("none/*.txt", "-o", "o.jsonl"), 3, "no file has such a name"),
        (("empty", "-o", "o.jsonl"), 3, "the sources hold no document"),
        (("texts", "-o", "mine.jsonl"), 4, "no ledger says what is in it"),
        (("texts", "-o", "nowhere/o.jsonl"), 3, "cannot be written"),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...], status: int, complaint: str) -> None:
    write_documents(tmp_path / "texts", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "mine.jsonl").write_text("mine\n")
    ended, said = run(*arguments, cwd=tmp_path)
    assert (ended, complaint in said, said.count("\n")) == (status, True, 1), said
    assert (tmp_path / "mine.jsonl").read_text() == "mine\n"
