"""Rows of many documents, kept on disk until they are written in the order of the files.

The file has no name, so nothing is left behind whatever happens to the process.
"""

from __future__ import annotations

import contextlib
import pickle
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby
from typing import Any

import attrs

from ..errors import no_room
from .columns import TABLES, TableName
from .packed_columns import PackedColumns
from .rows import Row, Rows


@attrs.define
class _Kept:
    """A document: the positions of its rows, and whether it is complete."""

    parts: dict[TableName, list[tuple[int, int]]] = attrs.field(factory=dict)
    rows: Counter[TableName] = attrs.field(factory=Counter)
    whole: bool = False


class Spool:
    """Rows by the number of their document; memory holds a few positions for each document, and no row."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the spool
        self._kept: dict[int, _Kept] = {}
        self._rows: Counter[TableName] = Counter()

    def __len__(self) -> int:
        """The number of complete documents."""
        return sum(kept.whole for kept in self._kept.values())

    def __contains__(self, number: int) -> bool:
        """Whether it contains any row of document ``number``."""
        return number in self._kept

    def add(self, number: int, rows: Rows, *, last: bool = True) -> None:
        """Add rows of document ``number``, which is available once its ``last`` ones are added."""
        kept = self._kept.setdefault(number, _Kept())
        for table in TABLES:
            if found := rows.of(table):
                # A tenth of the size, at no cost beside that of reading.
                data = zlib.compress(pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL), 1)
                self._keep(kept, table, data, len(found))
        if (columns := rows.columns) is not None:
            self._keep(kept, "indicators", pickle.dumps(columns, protocol=pickle.HIGHEST_PROTOCOL), columns.rows)
        kept.whole = last

    def _keep(self, kept: _Kept, table: TableName, data: bytes, rows: int) -> None:
        kept.parts.setdefault(table, []).append((self._file.seek(0, 2), len(data)))
        try:
            self._file.write(data)
        except OSError as problem:
            raise no_room(problem) from None
        kept.rows[table] += rows
        self._rows[table] += rows

    def drop(self, number: int) -> None:
        """Forget document ``number``."""
        if (kept := self._kept.pop(number, None)) is not None:
            self._rows.subtract(kept.rows)

    def rows(self, table: TableName) -> SpooledRows:
        """The rows of one table, in the order of the documents."""
        return SpooledRows(table, self)

    def parts(self, table: TableName) -> Iterator[list[Row] | PackedColumns]:
        """The same as they were added."""
        for _, kept in sorted(self._kept.items()):
            if kept.whole:
                for place, size in kept.parts.get(table, ()):
                    self._file.seek(place)
                    data = self._file.read(size)
                    packed = data[:1] == pickle.PROTO  # else it is compressed
                    part: list[Row] | PackedColumns = pickle.loads(data if packed else zlib.decompress(data))
                    yield part

    def most(self) -> int:
        """The number of rows of the longest table, rows of documents that are not whole yet included."""
        return max(self._rows.values(), default=0)

    def close(self) -> None:
        """Close the file, which deletes it."""
        with contextlib.suppress(OSError):  # on a full disk; what it holds is thrown away
            self._file.close()


@attrs.frozen
class SpooledRows:
    """The rows of a table of a spool, to be had as rows or as Arrow record batches."""

    table: TableName
    spool: Spool

    def __iter__(self) -> Iterator[Row]:
        """The rows one by one."""
        for part in self.spool.parts(self.table):
            yield from part.cells() if isinstance(part, PackedColumns) else part

    def batches(self) -> Iterator[Any]:
        """The record batches."""
        from .writers.parquet import batches

        for packed, parts in groupby(self.spool.parts(self.table), lambda part: isinstance(part, PackedColumns)):
            if packed:
                yield from (part.batch() for part in parts if isinstance(part, PackedColumns))
            else:
                yield from batches(self.table, chain.from_iterable(part for part in parts if isinstance(part, list)))
