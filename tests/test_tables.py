"""The tables: stable names and types, and data frames that need no fix-up."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from documents_support import SAMPLES, document

from budget_indicators import documents_to_arrow, documents_to_pandas, documents_to_polars, read_document
from budget_indicators.documents.content import read_text_document
from budget_indicators.errors import UserError
from budget_indicators.tables.cells import guarded, unguarded
from budget_indicators.tables.columns import TABLES, reference
from budget_indicators.tables.headings import reference as chinese_reference
from budget_indicators.tables.load import load
from budget_indicators.tables.rows import Row, Rows, failed_rows, rows_of
from budget_indicators.tables.write import write
from budget_indicators.tables.writers.parquet import batches

DOCS = Path(__file__).parent.parent / "docs" / "tables.md"


def test_the_columns_are_documented() -> None:
    """docs/tables.md ends with the reference made from the code, word for word."""
    text, head = DOCS.read_text(encoding="utf-8"), "## The columns\n"
    assert text.endswith(reference())
    assert text.count(head) == 1
    assert text.count("\n### ") == len(TABLES)


def test_the_columns_are_documented_in_chinese() -> None:
    """docs/tables.zh-CN.md ends with what workbooks call every column."""
    text = DOCS.with_name("tables.zh-CN.md").read_text(encoding="utf-8")
    assert text.endswith(chinese_reference())
    assert text.count("\n### ") == len(TABLES)


def test_the_first_columns_are_stable() -> None:
    """People's notebooks name these; a change is a breaking change."""
    assert [column.name for column in TABLES["indicators"]][:17] == [
        *["file", "page", "sheet", "row", "line", "department", "unit", "project", "project_total", "project_number"],
        *["indicator_number", "ordinal", "level1_code", "level1", "level2_code", "level2", "name"],
    ]


def test_every_row_is_as_wide_as_its_table() -> None:
    """Columns and rows are kept in two places; they agree."""
    rows = rows_of(document(SAMPLES / "huangpu-projects.txt")).stamped(None)
    for table, columns in TABLES.items():
        assert {len(row) for row in rows.of(table)} == {len(columns)}


def test_arrow_polars_pandas() -> None:
    """Three lines in a notebook, with exact amounts and typed columns."""
    pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    found = document(SAMPLES / "panyu-projects.txt")
    table = documents_to_arrow([found])
    assert table.num_rows == 120
    assert table.column("project_total")[0].as_py() == Decimal("1312800")
    frame = documents_to_polars(found)
    assert frame.filter(polars.col("annual_unit") == "%").height > 40
    pandas_frame = documents_to_pandas(SAMPLES / "panyu-projects.txt", "projects")
    assert int(pandas_frame["total"].sum()) == 11529700


def test_csv_loads_without_a_fix_up(tmp_path: Path) -> None:
    """polars and pandas find numbers where numbers are."""
    polars = pytest.importorskip("polars")
    pandas = pytest.importorskip("pandas")
    rows = rows_of(document(SAMPLES / "panyu-projects.txt"))
    out = tmp_path / "o.csv"
    write(out, rows.of)
    frame = polars.read_csv(out, infer_schema_length=None)
    assert frame["annual_low"].dtype.is_numeric()
    assert frame["project_total"].sum() > 0
    assert pandas.read_csv(io.BytesIO(out.read_bytes()))["file"].notna().all()


def test_dates_and_measures_are_rows() -> None:
    """A value with two measures gives two rows, one of them the headline."""
    text = "\n".join(
        [
            "单位：万元",
            "项目名称\t总计\t绩效目标\t绩效指标",
            "甲\t1.00\t目标。\t1、1-产出指标；13-时效指标；完成时间；实施周期指标值:2025年5月底前；年度指标值:对全区16个镇街开展督导2次。",
        ]
    )
    rows = rows_of(read_text_document(text), "x.txt").stamped(None)
    names = [column.name for column in TABLES["measures"]]
    measures = [dict(zip(names, row, strict=True)) for row in rows.measures]
    assert measures[0]["end"] == datetime.date(2025, 5, 31)
    annual = [each for each in measures if each["target"] == "annual"]
    assert [each["low"] for each in annual] == [16, 2]
    assert sum(bool(each["headline"]) for each in annual) == 1


NAMES = ("liwan-projects.txt", "huangpu-projects.txt", "panyu-department.txt")


def all_rows() -> Rows:
    """The rows of some documents and of one that could not be read."""
    together = Rows()
    for rows in (*(rows_of(document(SAMPLES / name), name) for name in NAMES), failed_rows("坏.xlsx", "damaged")):
        for table in TABLES:
            together.of(table).extend(rows.of(table))
    return together.stamped("0123456789abcdef")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx", ".duckdb", ".sqlite", ".zip"])
def test_every_format_gives_back_what_was_written(tmp_path: Path, suffix: str) -> None:
    """Row by row, with types; the single-table formats hold the indicators, the others all tables."""
    rows = all_rows()
    out = tmp_path / f"out{suffix}"
    write(out, rows.of)
    back = [rows for _, rows in load(out)]
    tables = TABLES if suffix in (".xlsx", ".duckdb", ".sqlite", ".zip") else ("indicators",)
    for table in tables:
        assert [row for each in back for row in each.of(table)] == rows.of(table)
    assert [each.name for each in tmp_path.iterdir()] == [out.name]


def test_arrow_takes_every_row() -> None:
    """Half a character becomes a question mark; an amount is rounded to its column, or left out."""
    pytest.importorskip("pyarrow")
    given = read_text_document(
        "1、1-产出指标；11-数量指标；甲\ud800乙；实施周期指标值:3亩；年度指标值:4亩。", "f\udfff.txt"
    )
    large = Decimal("9999999999999999999999999999.99999999999")
    for low, held in ((Decimal("0.12345678905"), Decimal("0.1234567890")), (large, None), (None, None)):
        places = {column.name: place for place, column in enumerate(TABLES["indicators"])}
        (row,) = rows_of(given).stamped(None).indicators
        cells = [*row[: places["annual_low"]], low, *row[places["annual_low"] + 1 :]]
        (batch,) = batches("indicators", [tuple(cells)])
        (found,) = batch.to_pylist()
        assert (found["file"], found["name"], found["annual_low"]) == ("f?.txt", "甲?乙", held)


def test_types_of_parquet_and_duckdb(tmp_path: Path) -> None:
    """Amounts are decimals, dates dates; DuckDB answers questions over all tables."""
    pq = pytest.importorskip("pyarrow.parquet")
    duckdb = pytest.importorskip("duckdb")
    rows = all_rows()
    write(tmp_path / "o.parquet", rows.of)
    schema = pq.read_schema(tmp_path / "o.parquet")
    assert str(schema.field("annual_low").type) == "decimal128(38, 10)"
    assert str(schema.field("annual_end").type) == "date32[day]"
    write(tmp_path / "o.duckdb", rows.of)
    with duckdb.connect(str(tmp_path / "o.duckdb"), read_only=True) as database:
        for question, answer in (
            ("SELECT count(*) FROM documents WHERE status = 'failed'", 1),
            ("SELECT sum(total) FROM projects WHERE file LIKE '%liwan%'", 5289500),
            ("SELECT count(*) FROM indicators JOIN projects USING (file, project_number)", 76),
            ("SELECT count(*) FROM diagnostics WHERE code = 'D001'", 1),
            ("SELECT count(*) > 40 FROM measures WHERE headline", True),
        ):
            assert database.execute(question).fetchone() == (answer,)


def test_an_output_of_other_columns_is_not_gone_on_with(tmp_path: Path) -> None:
    """--resume never mixes tables."""
    out = tmp_path / "o.csv"
    out.write_text("a,b\r\n1,2\r\n", encoding="utf-8")
    with pytest.raises(UserError, match="cannot go on with this file"):
        list(load(out))


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    """An error in the middle of the rows: the old file is there, the new one is not."""
    out = tmp_path / "o.csv"
    out.write_text("old", encoding="utf-8")

    def broken(table: str) -> Iterator[Row]:
        yield all_rows().indicators[0]
        raise RuntimeError(table)

    with pytest.raises(RuntimeError):
        write(out, broken)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("o.csv", "old")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "'", "", "100%", "\t=1"])
def test_guards_can_be_taken_off(text: str) -> None:
    """What --resume reads from CSV is what was meant."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t"))


def test_read_document_gives_plain_data() -> None:
    """``to_dict()`` is JSON-ready, amounts as strings."""
    data = read_document(SAMPLES / "liwan-projects.txt").to_dict()
    assert data["projects"][0]["total"] == "80000.00"
    assert data["projects"][0]["tree"]["indicators"][0]["name"] == "出租屋登记率"


def test_a_data_package_says_what_its_columns_hold(tmp_path: Path) -> None:
    """One resource for each table, with the columns in the order of its CSV file."""
    write(tmp_path / "o.zip", all_rows().of)
    with zipfile.ZipFile(tmp_path / "o.zip") as archive:
        described = json.loads(archive.read("datapackage.json"))
        for resource in described["resources"]:
            head = archive.read(resource["path"]).decode().partition("\r\n")[0].split(",")
            assert head == [field["name"] for field in resource["schema"]["fields"]]
    assert [each["name"] for each in described["resources"]] == list(TABLES)


def test_sqlite_adds_up(tmp_path: Path) -> None:
    """Amounts are numbers there."""
    write(tmp_path / "o.sqlite", all_rows().of)
    with contextlib.closing(sqlite3.connect(tmp_path / "o.sqlite")) as database:
        question = "SELECT sum(total) FROM projects WHERE file LIKE '%liwan%'"
        assert database.execute(question).fetchone() == (5289500,)
