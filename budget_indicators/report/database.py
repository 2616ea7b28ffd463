"""The rows of all files in one SQLite database, as ``extract -o tables.sqlite`` writes them, and what lint found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from ..errors import no_room
from ..tables.columns import TABLES
from ..tables.rows import Rows
from ..tables.writers.sqlite import create_tables, insert_rows
from .read_file import JudgedRow, LintedRows

Answer: TypeAlias = tuple[Any, ...]

_FINDINGS = tuple(field.name for field in attrs.fields(JudgedRow))


class Database:
    """A database that moves to disk if memory is short, and is deleted when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a temporary file without a name
        self._database.execute("PRAGMA journal_mode = OFF")
        self.unjudged: set[str] = set()
        """The files that were read in pieces and not linted."""
        create_tables(self._database)
        self._database.execute(f"CREATE TABLE findings ({', '.join(_FINDINGS)})")

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *problem: object) -> None:
        self._database.close()

    def add(self, rows: Rows) -> None:
        """Store the rows of a file, or of a piece of one."""
        try:
            insert_rows(self._database, rows.stamped(None).of)
            if not isinstance(rows, LintedRows):
                self.unjudged.update(str(row[0]) for row in rows.documents if row[1] == "read")
            else:
                marks = ", ".join("?" * len(_FINDINGS))
                self._database.executemany(
                    f"INSERT INTO findings VALUES ({marks})", [_storable(attrs.astuple(one)) for one in rows.findings]
                )
        except sqlite3.OperationalError as problem:
            raise no_room(OSError(str(problem))) from None

    def drop(self, file: str) -> None:
        """Delete the rows of a file of which only a part was read."""
        for table in (*TABLES, "findings"):
            self._database.execute(f"DELETE FROM {table} WHERE file = ?", (file,))

    def define(self, statements: Iterable[str]) -> None:
        """Run statements without a result."""
        for statement in statements:
            self._database.execute(statement)

    def ask(self, query: str) -> list[Answer]:
        """The rows of a query."""
        return list(self.each(query))

    def each(self, query: str) -> Iterator[Answer]:
        """The rows of a query, one at a time."""
        yield from self._database.execute(query)

    def ask_named(self, query: str) -> tuple[Sequence[str], list[Answer]]:
        """The names of a query's columns, and its rows."""
        cursor = self._database.execute(query)
        return [column[0] for column in cursor.description], list(cursor)


def _storable(cells: Sequence[Any]) -> list[Any]:
    return [cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell for cell in cells]
