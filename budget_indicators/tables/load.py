"""Read the rows of an existing output file, for ``--resume``."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..errors import UserError
from ..extras import needs
from .cells import unguarded
from .columns import TABLES, Column, TableName
from .headings import SHEETS, heading
from .rows import Cell, Row, Rows

_AT_ONCE = 5_000


def load(path: Path, table: TableName = "indicators") -> Iterator[tuple[str, Rows]]:
    """The rows of an output file, some thousands at a time, each time with the file they came from.

    ``table`` is the table of a file that holds only one.
    """
    file, rows, count = "", Rows(), 0
    for its_table, row in _checked(path, table):
        if count and (row[0] != file or count >= _AT_ONCE):
            yield file, rows
            rows, count = Rows(), 0
        file = str(row[0])
        rows.of(its_table).append(row)
        count += 1
    if count:
        yield file, rows


def _checked(path: Path, table: TableName) -> Iterator[tuple[TableName, Row]]:
    try:
        yield from _rows(path, table)
    except (ValueError, KeyError, InvalidOperation, OSError, csv.Error, sqlite3.Error, zipfile.BadZipFile) as problem:
        raise UserError(
            f"{path}: cannot go on with this file ({problem}); name another or remove it",
            f"{path}：无法接着写这个文件（{problem}），请换一个文件名或删除它",
        ) from None


def _rows(path: Path, table: TableName) -> Iterator[tuple[TableName, Row]]:
    match path.suffix.lower():
        case ".csv":
            yield from _csv(path, table)
        case ".jsonl":
            yield from _jsonl(path, table)
        case ".parquet":
            yield from _parquet(path, table)
        case ".xlsx":
            yield from _xlsx(path)
        case ".sqlite":
            yield from _sqlite(path)
        case ".zip":
            yield from _data_package(path)
        case _:
            yield from _duckdb(path)


def _same(names: Sequence[Any], columns: Sequence[Column]) -> None:
    if list(names) != [column.name for column in columns]:
        raise ValueError("other columns")


def _csv(path: Path, table: TableName) -> Iterator[tuple[TableName, Row]]:
    with open(path, encoding="utf-8-sig", newline="") as stream:
        yield from _csv_rows(stream, table)


def _csv_rows(stream: Iterable[str], table: TableName) -> Iterator[tuple[TableName, Row]]:
    columns = TABLES[table]
    csv.field_size_limit(64 * 1024 * 1024)
    reader = csv.reader(stream)
    _same(next(reader, []), columns)
    for cells in reader:
        texts = [unguarded(cell) if c.type == "text" else cell for cell, c in zip(cells, columns, strict=True)]
        yield table, tuple(_typed(text, c) for text, c in zip(texts, columns, strict=True))


def _data_package(path: Path) -> Iterator[tuple[TableName, Row]]:
    with zipfile.ZipFile(path) as archive:
        for table in TABLES:
            with archive.open(f"{table}.csv") as member, io.TextIOWrapper(member, "utf-8", newline="") as stream:
                yield from _csv_rows(stream, table)


def _sqlite(path: Path) -> Iterator[tuple[TableName, Row]]:
    with contextlib.closing(sqlite3.connect(path)) as database:
        for table, columns in TABLES.items():
            result = database.execute(f'SELECT * FROM "{table}"')
            _same([each[0] for each in result.description], columns)
            for cells in result:
                yield (
                    table,
                    tuple(_typed(_boolean(c, column), column) for c, column in zip(cells, columns, strict=True)),
                )


def _boolean(cell: Any, column: Column) -> Any:
    return bool(cell) if column.type == "boolean" and cell is not None else cell


def _jsonl(path: Path, table: TableName) -> Iterator[tuple[TableName, Row]]:
    columns = TABLES[table]
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            data = json.loads(line)
            _same(list(data), columns)
            yield table, tuple(_typed(data[column.name], column) for column in columns)


def _parquet(path: Path, table: TableName) -> Iterator[tuple[TableName, Row]]:
    needs("pyarrow", "arrow")
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        _same(file.schema_arrow.names, TABLES[table])
        for batch in file.iter_batches():
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield table, tuple(values)


def _xlsx(path: Path) -> Iterator[tuple[TableName, Row]]:
    openpyxl = needs("openpyxl", "excel")
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        chinese = SHEETS["documents"] in book.sheetnames
        for table, columns in TABLES.items():
            rows = book[SHEETS[table] if chinese else table].iter_rows(values_only=True)
            head = list(next(rows, ()))
            _same(
                [c.name for c in columns] if chinese and head == [heading(table, c) for c in columns] else head, columns
            )
            for cells in rows:
                padded = (*cells, *[None] * (len(columns) - len(cells)))
                yield table, tuple(_typed(cell, column) for cell, column in zip(padded, columns, strict=True))
    finally:
        book.close()


def _duckdb(path: Path) -> Iterator[tuple[TableName, Row]]:
    duckdb = needs("duckdb", "duckdb")
    with duckdb.connect(str(path), read_only=True) as database:
        for table, columns in TABLES.items():
            result = database.execute(f'SELECT * FROM "{table}"')
            _same([each[0] for each in result.description], columns)
            while part := result.fetchmany(1000):
                for row in part:
                    yield table, tuple(row)


def _typed(value: Any, column: Column) -> Cell:
    """A cell of a text format as its column's type."""
    if value is None or value == "":
        return "" if column.name in ("project", "name") else None
    match column.type:
        case "integer":
            return int(value)
        case "money" | "number":
            return Decimal(str(value))
        case "boolean":
            return value if isinstance(value, bool) else str(value).lower() == "true"
        case "date":
            if isinstance(value, datetime.datetime):
                return value.date()
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
        case _:
            return str(value)
