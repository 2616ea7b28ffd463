"""The result of a reader: the blocks of a file, and diagnostics for what it left out or could not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import attrs

from ...catalogue.readers import BAD_BYTES, GARBLED
from ...model.nodes import NOWHERE, Diagnostic
from ...model.rule import Rule
from ...text.encoding import Decoded, damaged_lines
from ...text.garbled import garbled
from ..layout.grid import Block
from ..model import Where, placed

_MOST = 20  # diagnostics of one rule for one file
_WHOLE_FILE = Where()
_LENGTH = 60  # characters of a text that a diagnostic quotes


@attrs.frozen
class Read:
    """A file's blocks in reading order, the reader's diagnostics, and the pages (from 1) read by text recognition."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    recognised: frozenset[int] = frozenset()


@attrs.frozen
class Spot:
    """A place in a file as diagnostics name it, in English and Chinese; ``where`` is the same for programs."""

    en: str
    zh: str
    where: Where = _WHOLE_FILE


def spot_at(where: Where) -> Spot:
    """The spot of a place."""
    return Spot(str(where), where.zh, where)


def cell_spot(table: int, row: int, column: int) -> Spot:
    """The place of a cell where cells have no names of their own; all count from 1."""
    return spot_at(Where(table=table, row=row, column=column))


def page_spot(page: int) -> Spot:
    """A page of the file."""
    return spot_at(Where(page=page))


def line_spot(line: int) -> Spot:
    """A line of a text."""
    return spot_at(Where(line=line))


def sheet_spot(sheet: str) -> Spot:
    """A sheet of a workbook."""
    return spot_at(Where(sheet=sheet))


@attrs.define
class Reported:
    """Collects a reader's diagnostics: each quotes its text briefly; of many of one kind only the first are kept."""

    _found: list[Diagnostic] = attrs.field(factory=list)
    _counts: Counter[str] = attrs.field(factory=Counter)
    _last: dict[str, tuple[Rule, dict[str, str]]] = attrs.field(factory=dict)

    def add(self, rule: Rule, spot: Spot, text: str = "", **fields: str) -> None:
        """Report ``rule`` at ``spot``; ``text`` is what was left out, ``fields`` fill the rest of the message."""
        self._counts[rule.code] += 1
        self._last[rule.code] = (rule, fields)
        if self._counts[rule.code] <= _MOST:
            found = rule.at(NOWHERE, None, where=spot.en, where_zh=spot.zh, text=quoted(text), **fields)
            self._found.append(placed(found, spot.where))

    def all(self) -> tuple[Diagnostic, ...]:
        """All diagnostics; for a rule with many, one that says how many more there are."""
        more: list[Diagnostic] = []
        for code, (rule, fields) in self._last.items():
            left = self._counts[code] - _MOST
            if left > 0:
                where, where_zh = f"{left} more places", f"另有{left}处"
                filled: dict[str, str] = {**fields, "where": where, "where_zh": where_zh, "text": "…"}
                more.append(rule.at(NOWHERE, None, **filled))
        return (*self._found, *more)

    def take(self) -> tuple[Diagnostic, ...]:
        """Return and forget all diagnostics: a file that is read in pieces reports those of each piece."""
        found = self.all()
        self._found.clear()
        self._counts.clear()
        self._last.clear()
        return found


def damage(decoded: Decoded) -> tuple[Diagnostic, ...]:
    """Diagnostics for the lines of a text with invalid bytes, or that another program decoded wrongly."""
    return (*damage_at(damaged_lines(decoded.text), decoded.encoding), *garbled_at([(1, decoded.text)]))


def garbled_at(texts: Iterable[tuple[int, str]]) -> tuple[Diagnostic, ...]:
    """Diagnostics for texts that another program decoded wrongly, each with its first line (from 1)."""
    reported = Reported()
    for line, text in texts:
        for found in garbled(text):
            reported.add(GARBLED, line_spot(line + found.line - 1), found.text, meant=quoted(found.meant))
    return reported.all()


def damage_at(lines: Iterable[int], encoding: str) -> tuple[Diagnostic, ...]:
    """Diagnostics for these lines (from 1), which contain bytes that are invalid in the encoding."""
    reported = Reported()
    for line in lines:
        reported.add(BAD_BYTES, line_spot(line), encoding=encoding.upper())
    return reported.all()


def quoted(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"
