"""Rows into files: each format in its own small writer, each file complete or not there at all."""

from __future__ import annotations

import contextlib
import csv
import datetime
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from ..errors import UserError
from .columns import TABLES, Column, TableName
from .rows import Cell, Row

Source: TypeAlias = Callable[[TableName], Iterable[Row]]
"""Gives the rows of a table, from the beginning each time it is called."""

FORMATS = (".csv", ".jsonl", ".parquet", ".xlsx", ".duckdb")
"""The suffixes of files that can be written."""

MOST_ROWS_XLSX = 1_048_575
"""The rows of a sheet, but for its head."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_TEMPORARY = ".budget-indicators-"


def write(path: Path, source: Source, *, bom: bool = True) -> None:
    """Write the tables to ``path``, in the format of its suffix; the file appears at once, complete.

    CSV, JSON Lines and parquet hold the table of indicators, xlsx and DuckDB all tables.
    """
    with complete(path) as temporary:
        match path.suffix.lower():
            case ".csv":
                _csv(temporary, source, bom=bom)
            case ".jsonl":
                _jsonl(temporary, source)
            case ".parquet":
                from .writers.parquet import write_parquet

                write_parquet(temporary, source)
            case ".xlsx":
                from .writers.workbook import write_xlsx

                write_xlsx(temporary, source)
            case ".duckdb":
                from .writers.duckdb import write_duckdb

                write_duckdb(temporary, source)
            case _:
                raise wrong_format(path)


def check(path: Path) -> None:
    """Refuse, before any work is done, a file that could not be written: its format, its folder, its extra."""
    from ..extras import needs

    match path.suffix.lower():
        case ".parquet":
            needs("pyarrow", "arrow")
        case ".xlsx":
            needs("openpyxl", "excel")
        case ".duckdb":
            needs("duckdb", "duckdb")
        case ".csv" | ".jsonl":
            pass
        case _:
            raise wrong_format(path)
    if path.is_dir():
        raise UserError(f"{path}: is a folder; name a file in it", f"{path}：是文件夹，请写出其中的文件名")
    folder = path.parent
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder", f"{folder}：没有这个文件夹")
    if not os.access(folder, os.W_OK):
        raise UserError(f"{folder}: no permission to write here", f"{folder}：没有写入权限")


def holds_all(path: Path) -> bool:
    """Whether a file of this format holds all tables, not only that of the indicators."""
    return path.suffix.lower() in (".xlsx", ".duckdb")


def check_room(path: Path, rows: int) -> None:
    """Refuse more rows of a table than the format has room for, before all have been read."""
    if path.suffix.lower() == ".xlsx" and rows > MOST_ROWS_XLSX:
        raise UserError(
            f"{path}: Excel has room for {MOST_ROWS_XLSX} rows; write .parquet or .duckdb instead",
            f"{path}：超出 Excel 的行数上限（{MOST_ROWS_XLSX} 行），请改用 .parquet 或 .duckdb",
        )


def wrong_format(path: Path) -> UserError:
    """The error for a suffix that names no format."""
    known = " ".join(FORMATS)
    return UserError(
        f"{path}: what to write is told by the suffix, one of {known}", f"{path}：输出格式由扩展名决定，可用：{known}"
    )


@contextlib.contextmanager
def complete(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when all went well, and vanishes otherwise."""
    _sweep(path)
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{path.name}")
    try:
        yield temporary
        _synced(temporary)
        os.replace(temporary, path)
    except OSError as problem:
        raise UserError(
            f"{path}: cannot be written ({problem.strerror or problem})",
            f"{path}：无法写入（{problem.strerror or problem}）",
        ) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _synced(path: Path) -> None:
    with open(path, "rb+") as stream:
        os.fsync(stream.fileno())


def _sweep(path: Path) -> None:
    """Remove what runs that were killed while writing this file left behind."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f"{_TEMPORARY}*-{path.name}*"):
            process = left.name.removeprefix(_TEMPORARY).partition("-")[0]
            if process.isdecimal() and not _runs(int(process)):
                left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def shown(cell: Cell) -> str:
    """A cell as CSV and the terminal show it: dates as ISO, amounts without exponent, nothing for ``None``."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def guarded(text: str) -> str:
    """A text that a spreadsheet program will not take for a formula: an apostrophe stands before it.

    >>> guarded("=1+1"), guarded("100%")
    ("'=1+1", '100%')
    """
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text.removeprefix("'") if text.startswith("'") else text


def _csv(path: Path, source: Source, *, bom: bool) -> None:
    columns = TABLES["indicators"]
    texts = [column.type == "text" for column in columns]
    with open(path, "w", encoding="utf-8-sig" if bom else "utf-8", newline="", errors="replace") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in source("indicators"):
            cells = [shown(cell) for cell in row]
            writer.writerow([guarded(cell) if text else cell for cell, text in zip(cells, texts, strict=True)])


def _jsonl(path: Path, source: Source) -> None:
    columns = TABLES["indicators"]
    with open(path, "w", encoding="utf-8", newline="\n", errors="replace") as stream:
        for row in source("indicators"):
            stream.write(json.dumps(as_json(row, columns), ensure_ascii=False))
            stream.write("\n")


def as_json(row: Row, columns: Iterable[Column]) -> dict[str, str | int | bool | None]:
    """A row as plain data; amounts are strings, because JSON's numbers are read as floats."""
    data: dict[str, str | int | bool | None] = {}
    for cell, column in zip(row, columns, strict=True):
        match cell:
            case Decimal():
                data[column.name] = plain(cell)
            case datetime.date():
                data[column.name] = cell.isoformat()
            case _:
                data[column.name] = cell
    return data


def temporary_folder(near: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder for intermediate files, removed at the end."""
    return tempfile.TemporaryDirectory(prefix="budget-indicators-", ignore_cleanup_errors=True)
