"""A table of claims, as Parquet: one row a claim, made of the lines of a batch in one pass.

For whoever asks a million briefings with SQL or a data frame. The lines stay the record; this is a view of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief.errors import ConfigError, InputError

if TYPE_CHECKING:
    import pyarrow

__all__ = ["check_parquet", "claim_rows", "write_claims"]

_ROWS_AT_ONCE = 5_000


def claim_rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of one line; a failure has none."""
    document = record["document"]
    for claim in record.get("claims", ()):
        attribution, evidence = claim["attribution"], claim["evidence"]
        yield {
            "document": document["id"],
            "location": document["source"],
            "published": document["published"],
            "claim": claim["id"],
            **{name: claim[name] for name in ("statement", "kind", "salience", "hedged", "support")},
            **{name: attribution[name] for name in ("source", "source_type", "mode", "confidence")},
            "cue": attribution["cue"]["quote"] if attribution["cue"] else None,
            "start": [span["start"] for span in evidence],
            "end": [span["end"] for span in evidence],
            "quote": [span["quote"] for span in evidence],
        }


def check_parquet() -> None:
    """Nothing, if tables can be written.

    Raises:
        ConfigError: If the package for Parquet is not installed.
    """
    if find_spec("pyarrow") is None:
        raise ConfigError("Parquet needs one more package; install it: pip install 'brief-engine[parquet]'")


def write_claims(lines: Path, table: Path) -> int:
    """Writes the table in one step; the number of its rows.

    Raises:
        ConfigError: If the package for Parquet is not installed.
        InputError: If it cannot be written.
    """
    check_parquet()
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema(pyarrow)
    fresh = table.with_name(f".{table.name}.writing")
    n_rows = 0
    try:
        with ParquetWriter(fresh, schema) as writer, open(lines, encoding="utf-8") as file:
            rows: list[dict[str, Any]] = []
            for line in file:
                rows += claim_rows(json.loads(line))
                if len(rows) >= _ROWS_AT_ONCE:
                    writer.write_table(pyarrow.Table.from_pylist(rows, schema))
                    n_rows += len(rows)
                    rows.clear()
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))
        os.replace(fresh, table)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        reason = error.strerror or error
        raise InputError(f"{table}: it cannot be written ({reason}); make room, or name another") from error
    return n_rows + len(rows)


def _schema(arrow: Any) -> pyarrow.Schema:
    text, place = arrow.string(), arrow.list_(arrow.int64())
    texts = "document location published claim statement kind salience".split()
    more = "support source source_type mode confidence cue".split()
    return arrow.schema(
        [
            *((name, text) for name in texts),
            ("hedged", arrow.bool_()),
            *((name, text) for name in more),
            ("start", place),
            ("end", place),
            ("quote", arrow.list_(text)),
        ]
    )
