"""Sources of every kind come to their documents, one by one, each with a key of its own."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brief.batch.inputs import Item, count_items, find_items
from brief.batch.jobs import Task, open_task
from brief.batch.rows import Columns
from brief.errors import InputError
from brief.settings import Settings

SETTINGS = Settings()


def found(*sources: str | Path, columns: Columns | None = None, leave: tuple[Path, ...] = ()) -> list[Item]:
    return list(find_items([*map(str, sources)], columns=columns or Columns(), settings=SETTINGS, leave=leave))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.md", "deep/c.TXT", "deep/page.html", "picture.png", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The ferry of {path.stem} sails.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_its_documents_at_any_depth_in_one_order(folder: Path) -> None:
    expected = ["in/a.md", "in/b.txt", "in/deep/c.TXT", "in/deep/page.html"]
    assert [item.key for item in found("in")] == expected
    assert count_items(["in"]) == 4
    assert [item.key for item in found("./in/")] == expected  # however it is written


def test_a_pattern_a_list_and_a_name_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [item.key for item in found("in/**/*.txt")] == ["in/b.txt"]
    with pytest.raises(InputError, match="no file has such a name"):
        found("in/*.pdf")
    monkeypatch.setattr(sys, "stdin", io.StringIO("in/b.txt\r\n\nin/gone.txt\n"))
    items = found("-")
    assert [item.key for item in items] == ["in/b.txt", "in/gone.txt"]
    with pytest.raises(InputError, match="there is no such file"):
        items[1].load()
    assert count_items(["-"]) is None


def test_what_the_batch_writes_is_no_source_of_it(folder: Path) -> None:
    (folder / "in/out.jsonl").write_text('{"text": "x"}\n')
    (folder / "in/out").mkdir()
    (folder / "in/out/x.txt").write_text("x")
    assert len(found("in")) == 6
    assert len(found("in", leave=(Path("in/out.jsonl"), Path("in/out")))) == 4
    assert count_items(["in"], leave=(Path("in/out.jsonl"), Path("in/out"))) == 4


def test_a_name_that_is_no_utf8_has_a_key_that_can_be_written(folder: Path) -> None:
    (folder / "in" / "caf\udce9.txt").write_text("The café of Ness opens.\n", "utf-8")
    item = next(item for item in found("in") if "caf" in item.key)
    assert item.key == "in/caf\\udce9.txt"
    assert isinstance(item.load().content, bytes)


ROWS: list[dict[str, Any]] = [
    {"id": "n1", "body": "The ferry sails.", "when": "2021-06-03T10:00:00Z", "head": "Ferry"},
    {"id": "n2", "body": None},
    {"id": 3, "body": "The ferry sank."},
]
COLUMNS = Columns(text="body", id="id", published="when", title="head")


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_the_rows_of_a_table_are_documents(folder: Path, kind: str) -> None:
    path = folder / f"t.{kind}"
    if kind == "jsonl":
        lines = [json.dumps(row) for row in ROWS]
        path.write_text("\n".join([lines[0], "", "{torn", lines[1], "[]", lines[2]]))
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        arrow = pytest.importorskip("pyarrow")
        rows = [{**row, "id": str(row["id"]), "when": date(2021, 6, 3)} for row in ROWS]
        parquet.write_table(arrow.Table.from_pylist(rows), path)
    items = found(f"t.{kind}", columns=COLUMNS)
    assert len(items) == count_items([f"t.{kind}"])
    good = [item.load() for item in items if item.key.endswith((":n1", ":3"))]
    assert [task.content for task in good] == ["The ferry sails.", "The ferry sank."]
    assert (good[0].id, good[0].published) == ("n1", "2021-06-03")
    document = open_task(good[0], SETTINGS)
    assert (document.id, document.published) == ("n1", date(2021, 6, 3))
    bad = [item for item in items if not item.key.endswith((":n1", ":3"))]
    for item in bad:
        with pytest.raises(InputError, match=r"no JSON|no text in 'body'"):
            item.load()
    assert len(bad) == (3 if kind == "jsonl" else 1)


def test_a_table_without_the_column_says_which_there_are(folder: Path) -> None:
    (folder / "t.jsonl").write_text('{"body": "x", "url": "y"}\n')
    with pytest.raises(InputError, match=r"no text in 'text' \(its fields: body, url\); name it: --text-field"):
        found("t.jsonl")[0].load()
    (folder / "t.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        found("t.parquet")


def test_a_web_address_is_a_document_that_is_fetched_by_whoever_briefs_it() -> None:
    (item,) = found("https://example.org/levy")
    assert item.load() == Task("https://example.org/levy", "https://example.org/levy", None)


def test_whatever_a_briefing_depends_on_is_in_the_digest() -> None:
    task = Task("k", "k", "text", id="i", title="t", published="2021-06-03")
    others = [
        Task("k", "k", "other", id="i", title="t", published="2021-06-03"),
        Task("k", "k", b"text", id="i", title="t", published="2021-06-03"),
        Task("k", "k", "text", id="j", title="t", published="2021-06-03"),
        Task("k", "k", "text", id="i", title="u", published="2021-06-03"),
        Task("k", "k", "text", id="i", title="t", published=None),
    ]
    assert len({task.digest, *(other.digest for other in others)}) == 6
    assert task.again().digest == task.digest
