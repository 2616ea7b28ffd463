"""Files in record batches: rows of every table, and one row for each file that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from budget_indicators import documents_to_arrow, extract_schema, extract_table
from budget_indicators.tables.columns import TABLES, TableName

pa = pytest.importorskip("pyarrow")

DOCUMENTS = Path(__file__).parents[1] / "documents"
SAMPLES = Path(__file__).parents[1] / "samples"
TEXT = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:≥2次。"
GOOD = [DOCUMENTS / "t003.xlsx", SAMPLES / "liwan-projects.txt", DOCUMENTS / "t003.html"]


def batch_of(*files: tuple[str | None, bytes | None], **types: Any) -> Any:
    """A record batch of files."""
    names, contents = zip(*files, strict=True)
    return pa.record_batch(
        {
            "path": pa.array(names, types.get("path", pa.string())),
            "content": pa.array(contents, types.get("content", pa.binary())),
        }
    )


def table(*args: Any, **options: Any) -> Any:
    """All rows as one Arrow table; the schema is the one that was told."""
    found = list(extract_table(*args, **options))
    name = args[1] if len(args) > 1 else "indicators"
    return pa.Table.from_batches(found, extract_schema(name))


@pytest.mark.parametrize("name", TABLES)
def test_the_rows_are_those_of_the_documents(name: TableName) -> None:
    """Each table as ``documents_to_arrow`` gives it, whatever types the names and bytes have; no errors."""
    batch = batch_of(
        *((str(path), path.read_bytes()) for path in GOOD), path=pa.large_string(), content=pa.large_binary()
    )
    found = table([batch], name)
    assert found.column("error").null_count == found.num_rows
    assert found.drop_columns("error").to_pylist() == documents_to_arrow([str(path) for path in GOOD], name).to_pylist()


def test_a_bad_file_is_a_row_with_its_error() -> None:
    """Empty, damaged, of another kind, without bytes, without a name: in their places among the good ones."""
    batch = batch_of(
        ("a.txt", TEXT.encode()), ("b.pdf", b""), ("c.pdf", b"%PDF-1.4 nothing"), ("d.bin", b"\x7fELF" + bytes(200)),
        ("e.txt", None), (None, b"PK\x03\x04 no zip"), ("a.txt", TEXT.replace("次数", "人数").encode()),
    )  # fmt: skip
    found = table([batch]).to_pylist()
    assert [(row["file"], row["name"], row["error"] is None) for row in found] == [
        ("a.txt", "培训次数", True),
        ("b.pdf", None, False),
        ("c.pdf", None, False),
        ("d.bin", None, False),
        ("e.txt", None, False),
        ("unnamed", None, False),
        ("a.txt", "培训人数", True),
    ]
    assert all(row["error"].count("（") or "(" in row["error"] for row in found if row["error"])
    assert not any("/tmp" in row["error"] for row in found if row["error"] and row["file"] != "unnamed")
    failed = table([batch], "documents").to_pylist()
    assert [row["status"] for row in failed] == ["read", *["failed"] * 5, "read"]


def test_what_costs_too_much_is_given_up() -> None:
    """The limit of time holds for a file, and the next one is read."""
    slow = b"<table>" + b"<tr><td>1</td></tr>" * 400_000
    batch = batch_of(("slow.html", slow), ("a.txt", TEXT.encode()))
    found = table([batch], timeout=3).to_pylist()
    assert [(row["file"], row["error"] is None) for row in found] == [("slow.html", False), ("a.txt", True)]


def test_batches_are_read_when_they_are_asked_for() -> None:
    """A generator of batches is not run ahead further than a portion."""
    taken: list[int] = []

    def batches() -> Any:
        for number in range(200):
            taken.append(number)
            yield batch_of((f"{number}.txt", TEXT.encode()))

    next(extract_table(batches()))
    assert len(taken) <= 65


@pytest.mark.parametrize(
    ("batch", "options", "said"),
    [
        (pa.record_batch({"name": ["a"], "content": [b""]}), {}, "not one column 'path'; there are 'name', 'content'"),
        (pa.record_batch({"path": ["a"], "content": ["text"]}), {}, "column 'content' holds no bytes but string"),
        (pa.record_batch({"path": [1], "content": [b""]}), {}, "column 'path' holds no text but int64"),
    ],
)
def test_columns_of_other_kinds(batch: Any, options: dict[str, Any], said: str) -> None:
    """One clear sentence."""
    with pytest.raises(ValueError, match=said):
        list(extract_table([batch], **options))


def test_a_table_that_there_is_not() -> None:
    """Before anything is read."""
    with pytest.raises(ValueError, match="no table 'rows'"):
        extract_table([], "rows")  # type: ignore[arg-type]
    assert list(extract_table([])) == []
