"""Arrow: schemas, tables and parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from ...extras import needs
from ..cells import InBatches, RowSource
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
            array_of(cells, column, field)
            for cells, column, field in zip(zip(*part, strict=True), columns, form, strict=True)
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=form)


def array_of(cells: Sequence[Cell], column: Column, field: Any) -> Any:
    """The cells of a column as an array: amounts in the column's type, surrogate halves as ``?``."""
    pa = needs("pyarrow", "arrow")
    type_ = field.type
    try:
        return pa.array(cells, type=type_)
    except pa.ArrowInvalid:  # an amount that does not fit as it is
        return pa.array([_scaled(cell, *(_MONEY if column.type == "money" else _NUMBER)) for cell in cells], type=type_)
    except UnicodeEncodeError:  # half of a surrogate pair
        texts = [cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell for cell in cells]
        return pa.array(texts, type=type_)


_MONEY = Decimal(1).scaleb(-MONEY_SCALE), MONEY_PRECISION - MONEY_SCALE
_NUMBER = Decimal(1).scaleb(-NUMBER_SCALE), NUMBER_PRECISION - NUMBER_SCALE


def _scaled(cell: Cell, smallest: Decimal, whole_digits: int) -> Cell:
    if not isinstance(cell, Decimal):
        return cell
    scaled = cell.quantize(smallest, rounding=ROUND_HALF_EVEN, context=_CONTEXT)
    return scaled if scaled.adjusted() < whole_digits else None


def write_parquet(path: Path, source: RowSource, table: TableName = "indicators") -> None:
    """One table as a parquet file."""
    needs("pyarrow", "arrow")
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, schema(table), compression="zstd") as writer:
        rows = source(table)
        for batch in rows.batches() if isinstance(rows, InBatches) else batches(table, rows):
            writer.write_batch(batch)
