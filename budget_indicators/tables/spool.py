"""Rows of many documents kept on disk until they are written, in the order of the files.

The file has no name, so nothing is left behind whatever happens to the process.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator

from .columns import TableName
from .rows import Row, Rows


class Spool:
    """Rows by the number of their document; memory holds one position for each document."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the spool
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        """How many documents it holds."""
        return len(self._places)

    def add(self, number: int, rows: Rows) -> None:
        """Keep the rows of document ``number``."""
        self._file.seek(0, 2)
        self._places[number] = self._file.tell()
        pickle.dump(rows, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def rows(self, table: TableName) -> Iterator[Row]:
        """The rows of one table, in the order of the documents."""
        for number in sorted(self._places):
            self._file.seek(self._places[number])
            rows: Rows = pickle.load(self._file)
            yield from rows.of(table)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
