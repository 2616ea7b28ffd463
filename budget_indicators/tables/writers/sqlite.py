"""SQLite: all tables in one database file, which needs nothing installed to be read."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from decimal import Decimal
from pathlib import Path

from ..cells import RowSource, plain
from ..columns import TABLES, Type
from ..rows import Cell

_TYPES: dict[Type, str] = {"text": " TEXT", "integer": " INTEGER", "boolean": " INTEGER", "date": " TEXT"}
"""Amounts have no declared type: SQLite keeps each as it is given."""
_EXACT = 15  # digits of a decimal that a float keeps


def write_sqlite(path: Path, source: RowSource) -> None:
    """All tables as an SQLite database: dates as ISO texts, amounts as numbers (of more than 15 digits as texts)."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = OFF")  # the file takes its place only when it is whole
            create_tables(database)
            insert_rows(database, source)
            database.commit()
    except sqlite3.OperationalError as problem:  # the disk is full
        raise OSError(str(problem)) from None


def create_tables(database: sqlite3.Connection) -> None:
    """Make the tables, empty."""
    for table, columns in TABLES.items():
        fields = ", ".join(f'"{column.name}"{_TYPES.get(column.type, "")}' for column in columns)
        database.execute(f'CREATE TABLE "{table}" ({fields})')


def insert_rows(database: sqlite3.Connection, source: RowSource) -> None:
    """Add rows to the tables."""
    for table, columns in TABLES.items():
        marks = ", ".join("?" * len(columns))
        rows = (tuple(_stored(cell) for cell in row) for row in source(table))
        database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _stored(cell: Cell) -> str | int | float | None:
    match cell:
        case Decimal():
            if len(cell.normalize().as_tuple().digits) > _EXACT:
                return plain(cell)
            return int(cell) if cell == cell.to_integral_value() and abs(cell) < 10**_EXACT else float(cell)
        case datetime.date():
            return cell.isoformat()
        case str():
            return cell.encode("utf-8", "replace").decode("utf-8")
        case _:
            return cell
