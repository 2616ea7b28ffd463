"""Cells of the tables as files and terminals show them, and where the rows of a table come from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

from ..errors import UserError
from .columns import Column, TableName
from .rows import Cell, Row

RowSource: TypeAlias = Callable[[TableName], Iterable[Row]]
"""Return the rows of a table, from the beginning at each call."""


@runtime_checkable
class InBatches(Protocol):
    """Rows that can be had as Arrow record batches as well."""

    def batches(self) -> Iterator[Any]:
        """The record batches."""
        ...


WRITER = "budget-indicators"
"""The creator in the properties of a workbook."""
MOST_ROWS_XLSX = 1_048_575
"""The rows of a sheet without its header."""


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


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
    """A text that a spreadsheet program does not take for a formula: with an apostrophe before it.

    >>> guarded("=1+1"), guarded("100%")
    ("'=1+1", '100%')
    """
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def unguarded(text: str) -> str:
    """The original of a ``guarded`` text."""
    return text.removeprefix("'") if text.startswith("'") else text


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


def check_room(path: Path, rows: int) -> None:
    """Refuse more rows of a table than the format can hold, before all have been read."""
    if path.suffix.lower() == ".xlsx" and rows > MOST_ROWS_XLSX:
        raise UserError(
            f"{path}: Excel has room for {MOST_ROWS_XLSX} rows; write .parquet or .duckdb instead",
            f"{path}：超出 Excel 的行数上限（{MOST_ROWS_XLSX} 行），请改用 .parquet 或 .duckdb",
        )
