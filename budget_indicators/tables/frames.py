"""Documents as data frames for notebooks."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from ..documents.model import Document
from ..documents.open import read_document
from ..documents.table.assemble import dated
from ..errors import check_year
from ..extras import needs
from .columns import TableName, check_table
from .fingerprint import fingerprint_of
from .rows import Row, rows_of
from .writers.parquet import batches, schema

if TYPE_CHECKING:
    import pandas  # pyright: ignore[reportMissingImports]  # in no extra that development needs
    import polars  # pyright: ignore[reportMissingImports]
    import pyarrow

Given: TypeAlias = "Document | str | os.PathLike[str]"


def documents_to_arrow(
    documents: Given | Iterable[Given], table: TableName = "indicators", *, year: int | None = None
) -> pyarrow.Table:
    """A table of documents (or the files they are in) as a ``pyarrow.Table``.

    ``table`` is ``indicators`` (one row for each), ``documents``, ``projects``, ``measures`` or ``diagnostics``; its
    columns are the same for every document. ``year`` is the budget year, in place of the one that a file states. Needs
    ``pip install 'budget-indicators[arrow]'``. Raises ``UserError`` for a file that cannot be read, ``ValueError`` for
    an unknown ``table``, ``TypeError`` for anything but documents and paths.
    """
    check_table(table)
    pa = needs("pyarrow", "arrow")
    rows = _rows(documents, table, check_year(year))
    made: pyarrow.Table = pa.Table.from_batches(batches(table, rows), schema=schema(table))
    return made


def documents_to_polars(
    documents: Given | Iterable[Given], table: TableName = "indicators", *, year: int | None = None
) -> polars.DataFrame:
    """The same as a ``polars.DataFrame``. Needs ``pip install 'budget-indicators[polars]'``."""
    pl = needs("polars", "polars")
    frame: polars.DataFrame = pl.from_arrow(documents_to_arrow(documents, table, year=year))
    return frame


def documents_to_pandas(
    documents: Given | Iterable[Given], table: TableName = "indicators", *, year: int | None = None
) -> pandas.DataFrame:
    """The same as a ``pandas.DataFrame`` with Arrow's types. Needs ``pip install 'budget-indicators[pandas]'``."""
    pd = needs("pandas", "pandas")
    frame: pandas.DataFrame = documents_to_arrow(documents, table, year=year).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _rows(documents: Given | Iterable[Given], table: TableName, year: int | None) -> Iterable[Row]:
    given = [documents] if isinstance(documents, Document | str | os.PathLike) else documents
    if not isinstance(given, Iterable):
        raise TypeError(f"documents or paths are needed, or an iterable of them, not {type(given).__name__}")
    for each in given:
        if not isinstance(each, Document | str | os.PathLike):
            raise TypeError(f"a document or a path is needed, not {type(each).__name__}")
        fingerprint = None if isinstance(each, Document) else fingerprint_of(each)
        document = each if isinstance(each, Document) else read_document(each, year=year)
        yield from rows_of(dated(document, year)).stamped(fingerprint).of(table)
