"""Rows of many documents kept on disk until they are written, in the order of the files.

The file has no name, so nothing is left behind whatever happens to the process.
"""

from __future__ import annotations

import contextlib
import pickle
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator

import attrs

from ..errors import no_room
from .columns import TABLES, TableName
from .rows import Row, Rows


@attrs.define
class _Kept:
    """A document: where its rows are, and whether all have come."""

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
        """How many documents it holds that are whole."""
        return sum(kept.whole for kept in self._kept.values())

    def __contains__(self, number: int) -> bool:
        """Whether it holds any row of document ``number``."""
        return number in self._kept

    def add(self, number: int, rows: Rows, *, last: bool = True) -> None:
        """Keep rows of document ``number``, which is not given out before its ``last`` ones are there."""
        kept = self._kept.setdefault(number, _Kept())
        for table in TABLES:
            if found := rows.of(table):
                # A tenth of the size, at no cost beside that of reading.
                data = zlib.compress(pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL), 1)
                kept.parts.setdefault(table, []).append((self._file.seek(0, 2), len(data)))
                try:
                    self._file.write(data)
                except OSError as problem:
                    raise no_room(problem) from None
                kept.rows[table] += len(found)
                self._rows[table] += len(found)
        kept.whole = last

    def drop(self, number: int) -> None:
        """Forget document ``number``."""
        if (kept := self._kept.pop(number, None)) is not None:
            self._rows.subtract(kept.rows)

    def rows(self, table: TableName) -> Iterator[Row]:
        """The rows of one table, in the order of the documents."""
        for _, kept in sorted(self._kept.items()):
            if kept.whole:
                for place, size in kept.parts.get(table, ()):
                    self._file.seek(place)
                    part: list[Row] = pickle.loads(zlib.decompress(self._file.read(size)))
                    yield from part

    def most(self) -> int:
        """The number of rows of the longest table, rows of documents that are not whole yet included."""
        return max(self._rows.values(), default=0)

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(OSError):  # on a full disk; what it holds is thrown away
            self._file.close()
