"""Tables that occur in two files are counted once.

A table is a file, or a sheet of a workbook. It repeats another if nearly all of its projects occur there too, with the
same unit, name and money, half of them word for word with the same indicators, and if neither the year nor the
department contradicts it. Tables that are less alike are named, and counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias

import attrs

from ..patterns import lazy
from ..rules.words import letters
from .database import Database

NEARLY_ALL = 0.9
_WORD_FOR_WORD = 0.5
_WORTH_TELLING = 0.2
_LEAST_TOLD = 2
_MOST_HOLDERS = 8
"""The number of tables with the same project that a table is compared with."""
_SPACES = lazy(r"\s+")

Key: TypeAlias = tuple[object, ...]


@attrs.define
class _Source:
    """A table: its projects by what makes them the same (``loose``), and word for word (``strict``)."""

    file: str
    sheet: str | None
    year: int | None
    department: str
    loose: Counter[Key] = attrs.field(factory=Counter)
    strict: Counter[Key] = attrs.field(factory=Counter)

    @property
    def size(self) -> int:
        return self.loose.total()


@attrs.frozen
class Alike:
    """A table and an earlier one that contains ``same`` of its ``projects``.

    ``why`` says what follows: it is ``repeated`` and left out; it is of another ``year`` or ``department`` and counted;
    it is alike in ``part`` and counted.
    """

    file: str
    sheet: str | None
    other: str
    other_sheet: str | None
    same: int
    projects: int
    why: Literal["repeated", "year", "department", "part"]


def alike_tables(database: Database) -> list[Alike]:
    """All pairs worth telling, those that are left out first; each table once."""
    tables = sorted(_tables(database), key=lambda table: (-table.size, table.file, table.sheet or ""))
    holders: dict[Key, list[_Source]] = defaultdict(list)
    found: list[Alike] = []
    for table in tables:
        near = {id(other): other for key in table.loose for other in holders[key]}
        compared = [each for other in near.values() if (each := _compare(table, other)) is not None]
        best = min(compared, key=lambda each: (each.why != "repeated", -each.same, each.other), default=None)
        if best is not None:
            found.append(best)
        if best is None or best.why != "repeated":
            for key in table.loose:
                if len(holders[key]) < _MOST_HOLDERS:
                    holders[key].append(table)
    return sorted(found, key=lambda each: (each.why != "repeated", each.file, each.sheet or ""))


def _compare(table: _Source, other: _Source) -> Alike | None:
    same = (table.loose & other.loose).total()
    exact = (table.strict & other.strict).total()
    whole = same >= NEARLY_ALL * table.size and exact >= _WORD_FOR_WORD * table.size
    why: Literal["repeated", "year", "department", "part"] = "repeated" if whole else "part"
    if whole and None not in (table.year, other.year) and table.year != other.year:
        why = "year"
    elif whole and not _same_department(table.department, other.department):
        why = "department"
    elif not whole and (same < _LEAST_TOLD or same < _WORTH_TELLING * table.size or not exact):
        return None
    return Alike(table.file, table.sheet, other.file, other.sheet, same, table.size, why)


def _same_department(one: str, other: str) -> bool:
    """Whether two names can be those of one department: one may be missing, or be longer."""
    return not one or not other or one in other or other in one


def _tables(database: Database) -> Iterable[_Source]:
    tables: dict[tuple[str, str | None], _Source] = {}
    indicators = _by_project(
        database.each(
            "SELECT file, project_number, name, annual_text, cycle_text FROM indicators "
            "ORDER BY file, project_number, indicator_number"
        )
    )
    texts: tuple[Any, ...] | None = next(indicators, None)
    for file, number, sheet, year, department, unit, name, total, done in database.each(
        "SELECT file, project_number, sheet, year, department, unit, project, total, "
        "executed IS NOT NULL OR score IS NOT NULL FROM projects ORDER BY file, project_number"
    ):
        while texts is not None and texts[:2] < (file, number):
            texts = next(indicators, None)
        words = texts[2] if texts is not None and texts[:2] == (file, number) else 0
        # Not every format says which department it is; a unit that is the department itself says nothing.
        own = "" if letters(unit or "") == letters(department or "") else letters(unit or "")
        loose: Key = (own, letters(name or ""), total, done)
        if not any(loose[:3]):
            if not words:
                continue
            loose = (*loose, words)  # a bare string has nothing else to identify it
        table = tables.setdefault((file, sheet), _Source(file, sheet, year, letters(department or "")))
        table.loose[loose] += 1
        table.strict[(*loose, words)] += 1
    return tables.values()


def _by_project(rows: Iterator[Any]) -> Iterator[tuple[str, int, int]]:
    """For each project a number that is the same for the same indicators."""
    now: tuple[str, int] | None = None
    words: list[str] = []
    for file, number, *texts in rows:
        if now != (file, number):
            if now is not None:
                yield (*now, hash(tuple(words)))
            now, words = (file, number), []
        words += (letters(texts[0] or ""), *(_SPACES.sub("", text or "") for text in texts[1:]))
    if now is not None:
        yield (*now, hash(tuple(words)))
