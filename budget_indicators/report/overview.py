"""The content of the overview, queried from the database once; pages and workbooks only format it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, TypeAlias

import attrs

from ..documents.model import InPicture
from ..model.rule import Both
from .database import Answer, Database
from .figures import KEY_NUMBERS, SECTIONS, AmountKind, Figure, KeyNumber, Section, definitions
from .repeated import Alike, alike_tables

Labels: TypeAlias = tuple[Any, ...]
MOST_DOUBTS = 60
"""Doubts about scans that a page may show."""
MOST_ROWS = 200
"""Rows of one line of a figure that a page may show."""
_MOST_LINES = 1_000
_ANY_SIZE = Context(prec=400)
"""Room for the largest amount that the database knows (1.8e308)."""


@attrs.frozen
class FigureLine:
    """A line of a figure: its labels, its amounts, the first of its rows and how many there are.

    ``together`` is the number of lines that this one adds up, 0 for a single one.
    """

    labels: Labels
    amounts: tuple[Decimal | None, ...]
    rows: tuple[Answer, ...] = ()
    count: int = 0
    together: int = 0


@attrs.frozen
class AnsweredFigure:
    """A figure with its lines."""

    figure: Figure
    lines: tuple[FigureLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to show."""
        return not any(line.amounts[0] for line in self.lines)


@attrs.frozen
class AnsweredSection:
    """A section with its figures."""

    section: Section
    figures: tuple[AnsweredFigure, ...]

    @property
    def is_empty(self) -> bool:
        """Whether none of its figures has anything to show."""
        return all(each.is_empty for each in self.figures)


@attrs.frozen
class FileLine:
    """A file: whether it was read, and its counts from the tables."""

    file: str
    message: str | None
    department: str | None
    year: int | None
    projects: int
    indicators: int
    money: Decimal | None
    findings: int | None
    """``None`` for a large file that was read in pieces and not linted."""


@attrs.frozen
class Doubt:
    """A position in a scan to compare with the text read there, and its diagnostics."""

    file: str
    place: Both
    project: str
    message: Both
    seen: InPicture


@attrs.frozen
class Overview:
    """The overview, in no language."""

    numbers: tuple[tuple[KeyNumber, Decimal], ...]
    sections: tuple[AnsweredSection, ...]
    files: tuple[FileLine, ...]
    alike: tuple[Alike, ...]
    definitions: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    """The places to compare with scans: ``MOST_DOUBTS`` at most, the first of each file before the second of any."""
    doubts_count: int = 0
    """The number of all such places."""
    passed_over: tuple[str, ...] = ()
    """Files in the folders that are of no kind that is read."""

    @property
    def read(self) -> tuple[FileLine, ...]:
        """The files that were read."""
        return tuple(file for file in self.files if file.message is None)

    @property
    def failed(self) -> tuple[FileLine, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.message is not None)

    @property
    def repeated(self) -> tuple[Alike, ...]:
        """The tables that are left out because they repeat another."""
        return tuple(each for each in self.alike if each.why == "repeated")


def overview(database: Database, *, whole: bool = False) -> Overview:
    """Find repeated tables, define the views, and run all queries.

    ``whole``: each figure has a thousand lines, and none of the rows behind them.
    """
    database.define(["CREATE INDEX of_project ON indicators (file, project_number)"])
    alike = alike_tables(database)
    views = definitions([(each.file, each.sheet) for each in alike if each.why == "repeated"])
    database.define(views)
    return Overview(
        tuple((each, exact(database.ask(each.query)[0][0], each.kind) or Decimal(0)) for each in KEY_NUMBERS),
        tuple(
            AnsweredSection(section, tuple(_answered(database, figure, whole) for figure in section.figures))
            for section in SECTIONS
        ),
        tuple(_files(database)),
        tuple(alike),
        views,
        tuple(_doubts(database)),
        database.ask(f"SELECT COUNT(*) FROM ({_PLACES})")[0][0],
    )


_BOX = "box_page, box_top, box_left, box_bottom, box_right, box_turns"
_PLACES = (
    "SELECT file, place_en, place_zh, project, GROUP_CONCAT(message_en, '; ') AS message_en, "
    f"GROUP_CONCAT(message_zh, '；') AS message_zh, {_BOX} "
    f"FROM findings WHERE box_page IS NOT NULL GROUP BY file, {_BOX}"
)
"""Each position once, with all its diagnostics."""


def _doubts(database: Database) -> Iterator[Doubt]:
    """What is to be compared with scans, file by file; of many, the first of each file before the second of any."""
    query = (
        f"SELECT * FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY file ORDER BY {_BOX}) AS nth FROM ({_PLACES})) "
        f"WHERE nth <= {MOST_DOUBTS} ORDER BY nth, file LIMIT {MOST_DOUBTS}"
    )
    for row in sorted(database.ask(query), key=lambda row: (row[0], row[-1])):
        file, en, zh, project, message_en, message_zh, page, top, left, bottom, right, turns, _ = row
        seen = InPicture(page, left, top, right, bottom, 0.0, True, turns)
        yield Doubt(file, Both(en, zh), project, Both(message_en, message_zh), seen)


def _answered(database: Database, figure: Figure, whole: bool) -> AnsweredFigure:
    width = len(figure.labels)
    lines = {
        row[:width]: tuple(exact(cell, amount.kind) for cell, amount in zip(row[width:], figure.amounts, strict=True))
        for row in database.ask(figure.query)
    }
    (first, *more) = figure.labels
    if first.words and not more and lines:
        nothing = tuple(Decimal(0) for _ in figure.amounts)
        codes = [code for code in first.words if (code,) in lines or code in first.always]
        lines = {(code,): lines.get((code,), nothing) for code in codes}
    most = _MOST_LINES if whole else figure.most
    shown, rest = list(lines)[:most], list(lines)[most:]
    rows: dict[Labels, list[Answer]] = defaultdict(list)
    counts: dict[Labels, int] = {}
    wanted = set(shown)
    for row in database.each(figure.rows_query(MOST_ROWS)) if lines and not whole else ():
        if row[:width] in wanted:
            rows[row[:width]].append(row[width:-2])
            counts[row[:width]] = row[-2]
    answered = [FigureLine(labels, lines[labels], tuple(rows[labels]), counts.get(labels, 0)) for labels in shown]
    if rest:
        sums = tuple(
            _sum(lines[labels][at] for labels in rest) if amount.adds_up else None
            for at, amount in enumerate(figure.amounts)
        )
        answered.append(FigureLine((None,) * width, sums, together=len(rest)))
    return AnsweredFigure(figure, tuple(answered))


def _sum(amounts: Iterator[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def exact(cell: Any, kind: AmountKind) -> Decimal | None:
    """A number of the database, rounded to the digits that are shown: sums of floats have false digits."""
    if cell is None:
        return None
    places = {"count": "1", "money": "0.01", "share": "0.1", "number": "0.01"}[kind]
    number = Decimal(repr(cell) if isinstance(cell, float) else str(cell))
    if not number.is_finite():
        return None  # beyond what the database can add up
    return number.quantize(Decimal(places), ROUND_HALF_UP, _ANY_SIZE)


def _files(database: Database) -> Iterator[FileLine]:
    found: dict[str, int] = dict(database.ask("SELECT file, COUNT(*) FROM findings WHERE NOT review GROUP BY file"))
    for file, message, department, year, projects, indicators, money in database.ask(
        "SELECT file, CASE status WHEN 'read' THEN NULL ELSE COALESCE(message, '') END, department, year, "
        "COALESCE(projects, 0), COALESCE(indicators, 0), projects_total / 10000.0 FROM documents ORDER BY file"
    ):
        findings = None if file in database.unjudged else found.get(file, 0)
        yield FileLine(file, message, department, year, projects, indicators, exact(money, "money"), findings)
