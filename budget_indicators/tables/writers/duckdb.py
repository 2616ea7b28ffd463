"""DuckDB: all tables in one database file."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...extras import needs
from ..cells import RowSource, shown
from ..columns import MONEY_PRECISION, MONEY_SCALE, NUMBER_PRECISION, NUMBER_SCALE, TABLES, Type

_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": f"DECIMAL({MONEY_PRECISION}, {MONEY_SCALE})",
    "number": f"DECIMAL({NUMBER_PRECISION}, {NUMBER_SCALE})",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_MEMORY = "512MB"  # DuckDB moves what does not fit to disk
_NULL = "\\N"


def write_duckdb(path: Path, source: RowSource) -> None:
    """All tables as a DuckDB database."""

    duckdb = needs("duckdb", "duckdb")
    try:
        _write(duckdb, path, source)
    except duckdb.Error as problem:  # the disk is full
        raise OSError(str(problem).splitlines()[0].rpartition(": ")[2]) from None
    finally:
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def _write(duckdb: Any, path: Path, source: RowSource) -> None:
    with (
        TemporaryDirectory(prefix="budget-indicators-", ignore_cleanup_errors=True) as folder,
        duckdb.connect(str(path), config={"memory_limit": _MEMORY, "temp_directory": folder}) as database,
    ):
        for table, columns in TABLES.items():
            fields = ", ".join(f'"{column.name}" {_TYPES[column.type]}' for column in columns)
            database.execute(f'CREATE TABLE "{table}" ({fields})')
            for column in columns:
                doc = column.doc.replace("'", "''")
                database.execute(f'COMMENT ON COLUMN "{table}"."{column.name}" IS \'{doc}\'')
            between = Path(folder) / f"{table}.csv"
            with open(between, "w", encoding="utf-8", newline="", errors="replace") as stream:
                writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
                for row in source(table):
                    writer.writerow([_NULL if cell is None else _escaped(shown(cell)) for cell in row])
            if between.stat().st_size:
                name = str(between).replace("'", "''")
                database.execute(
                    f"COPY \"{table}\" FROM '{name}' (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', "
                    f"ESCAPE '\"', NULL '{_NULL}', AUTO_DETECT false, PARALLEL false, MAX_LINE_SIZE 67108864)"
                )


def _escaped(text: str) -> str:
    return text.replace("\x00", "")
