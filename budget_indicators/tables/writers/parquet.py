"""Arrow: schemas, tables and parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from ...extras import needs
from ..cells import RowSource
from ..columns import MONEY_PRECISION, MONEY_SCALE, NUMBER_PRECISION, NUMBER_SCALE, TABLES, Column, TableName
from ..rows import Cell, Row

_BATCH = 4096
_CONTEXT = Context(prec=60)


def schema(table: TableName) -> Any:
    """The Arrow schema of a table."""
    pa = needs("pyarrow", "arrow")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "money": pa.decimal128(MONEY_PRECISION, MONEY_SCALE),
        "number": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema(
        [pa.field(column.name, types[column.type], metadata={"doc": column.doc}) for column in TABLES[table]],
        metadata={"table": table},
    )


def batches(table: TableName, rows: Iterable[Row]) -> Iterator[Any]:
    """Record batches of a table's rows."""
    pa = needs("pyarrow", "arrow")
    form = schema(table)
    columns = TABLES[table]
    iterator = iter(rows)
    while part := list(islice(iterator, _BATCH)):
        arrays = [
            pa.array([_typed(cell, column) for cell in cells], type=field.type)
            for cells, column, field in zip(zip(*part, strict=True), columns, form, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=form)


def _typed(cell: Cell, column: Column) -> Cell:
    if not isinstance(cell, Decimal):
        if isinstance(cell, str):
            return cell.encode("utf-8", "replace").decode("utf-8")
        return cell
    if column.type == "money":
        return _scaled(cell, MONEY_PRECISION, MONEY_SCALE)
    return _scaled(cell, NUMBER_PRECISION, NUMBER_SCALE)


def _scaled(value: Decimal, precision: int, scale: int) -> Decimal | None:
    scaled = value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_EVEN, context=_CONTEXT)
    return scaled if len(scaled.as_tuple().digits) <= precision else None


def write_parquet(path: Path, source: RowSource, table: TableName = "indicators") -> None:
    """One table as a parquet file."""
    needs("pyarrow", "arrow")
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema(table), compression="zstd") as writer:
        for batch in batches(table, source(table)):
            writer.write_batch(batch)
