"""Write rows to files: each format has its own small writer, and a file is complete or not there at all."""

from __future__ import annotations

import contextlib
import csv
import glob
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..errors import UserError
from .cells import RowSource, as_json, guarded, shown
from .columns import TABLES, TableName
from .writers.data_package import write_data_package
from .writers.duckdb import write_duckdb
from .writers.parquet import write_parquet
from .writers.sqlite import write_sqlite
from .writers.workbook import write_xlsx

FORMATS = (".csv", ".jsonl", ".parquet", ".xlsx", ".duckdb", ".sqlite", ".zip")
"""The suffixes of files that can be written."""
_WHOLE = (".xlsx", ".duckdb", ".sqlite", ".zip")

_TEMPORARY = ".budget-indicators-"


def write(
    path: Path, source: RowSource, *, bom: bool = True, table: TableName = "indicators", lang: str = "en"
) -> None:
    """Write the tables to ``path``, in the format of its suffix; the file appears at once, complete.

    CSV, JSON Lines and parquet hold ``table``; xlsx, DuckDB, SQLite and zip (a Data Package of CSV files) all tables.
    ``lang`` is the language of a workbook's sheets and headings; the other formats have the English names.
    """
    with complete(path) as temporary:
        match path.suffix.lower():
            case ".csv":
                _csv(temporary, source, table, bom=bom)
            case ".jsonl":
                _jsonl(temporary, source, table)
            case ".parquet":
                write_parquet(temporary, source, table)
            case ".xlsx":
                _workbook(temporary, source, lang)
            case ".duckdb":
                write_duckdb(temporary, source)
            case ".sqlite":
                write_sqlite(temporary, source)
            case ".zip":
                write_data_package(temporary, source)
            case _:
                raise wrong_format(path)


def _workbook(path: Path, source: RowSource, lang: str) -> None:
    try:
        write_xlsx(path, source, lang)
    except Exception as problem:
        if type(problem).__name__ != "SerialisationError":  # raised by lxml if the disk is full
            raise
        raise OSError(str(problem)) from None


def check(path: Path) -> None:
    """Refuse, before any work is done, an output that could not be written: unknown format, missing folder or extra."""
    from ..extras import needs

    match path.suffix.lower():
        case ".parquet":
            needs("pyarrow", "arrow")
        case ".xlsx":
            needs("openpyxl", "excel")
        case ".duckdb":
            needs("duckdb", "duckdb")
        case ".csv" | ".jsonl" | ".sqlite" | ".zip":
            pass
        case _:
            raise wrong_format(path)
    check_place(path)


def check_place(path: Path) -> None:
    """Refuse, before any work is done, a place where no file can be written."""
    if path.is_dir():
        raise UserError(f"{path}: is a folder; name a file in it", f"{path}：是文件夹，请写出其中的文件名")
    if path.exists() and not path.is_file():
        raise UserError(f"{path}: is a device or a pipe; name a file", f"{path}：是设备或管道，请写出文件名")
    folder = path.parent
    if not folder.is_dir():
        raise UserError(f"{folder}: no such folder", f"{folder}：没有这个文件夹")
    if not os.access(folder, os.W_OK):
        raise UserError(f"{folder}: no permission to write here", f"{folder}：没有写入权限")


def holds_all(path: Path) -> bool:
    """Whether a file of this format holds all tables, not only that of the indicators."""
    return path.suffix.lower() in _WHOLE


def wrong_format(path: Path) -> UserError:
    """The error for a suffix that names no format."""
    known = " ".join(FORMATS)
    return UserError(
        f"{path}: the format is taken from the suffix, one of {known}", f"{path}：输出格式由扩展名决定，可用：{known}"
    )


@contextlib.contextmanager
def complete(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that replaces it on success and is deleted otherwise.

    A link stays a link (its target is replaced), and a replaced file keeps its permissions.
    """
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    _sweep(path)
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}-{path.name}")
    try:
        yield temporary
        _synced(temporary)
        if path.exists():
            shutil.copymode(path, temporary)
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
    """Remove the temporary files of killed runs."""
    with contextlib.suppress(OSError):
        for left in path.parent.glob(f"{_TEMPORARY}*-{glob.escape(path.name)}*"):
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


def _csv(path: Path, source: RowSource, table: TableName, *, bom: bool) -> None:
    columns = TABLES[table]
    texts = [column.type == "text" for column in columns]
    with open(path, "w", encoding="utf-8-sig" if bom else "utf-8", newline="", errors="replace") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in source(table):
            cells = [shown(cell) for cell in row]
            writer.writerow([guarded(cell) if text else cell for cell, text in zip(cells, texts, strict=True)])


def _jsonl(path: Path, source: RowSource, table: TableName) -> None:
    columns = TABLES[table]
    with open(path, "w", encoding="utf-8", newline="\n", errors="replace") as stream:
        for row in source(table):
            stream.write(json.dumps(as_json(row, columns), ensure_ascii=False))
            stream.write("\n")
