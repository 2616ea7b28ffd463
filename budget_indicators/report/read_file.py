"""Read a file once: its rows for the tables, and the findings of lint."""

from __future__ import annotations

import attrs

from ..documents.readers import Ocr
from ..lint.engine import Finding
from ..lint.inputs import LintInput
from ..lint.lint_input import lint_opened
from ..lint.suppression import open_unmarked
from ..model.nodes import Severity
from ..rules.registry import OFF_BY_DEFAULT, choose
from ..tables.rows import Rows, rows_of


@attrs.frozen
class JudgedRow:
    """A finding of lint as a row: its position, its rule, and its message in both languages."""

    file: str
    number: int
    """The number of the finding in its file, from 1."""
    project: str
    place_en: str
    place_zh: str
    code: str
    severity: Severity
    review: bool
    message_en: str
    message_zh: str
    box_page: int | None = None
    """The page of a scan, and the box in its picture to be compared; all ``None`` without one."""
    box_left: float | None = None
    box_top: float | None = None
    box_right: float | None = None
    box_bottom: float | None = None
    box_turns: int | None = None
    """Quarter turns to the left that set its text upright."""


@attrs.define
class LintedRows(Rows):
    """The rows of a file, and its findings."""

    findings: list[JudgedRow] = attrs.field(factory=list)


def read_and_lint(path: str, file: str, year: int | None, ocr: Ocr) -> LintedRows:
    """Read a file and lint it by all rules, including the quality review; ``UserError`` if it cannot be read.

    The findings are those of ``lint --review`` on this file alone; what compares files with each other is left out.
    """
    opened, suppressed = open_unmarked(LintInput(file, path), year, ocr)
    rows = rows_of(opened.content.document, file)
    linted = lint_opened(opened, suppressed, choose(review=True), year)
    review = choose((OFF_BY_DEFAULT,)).codes
    found = [*linted.whole, *(one for _, _, findings in linted.passages for one in findings)]
    return LintedRows(
        documents=rows.documents,
        projects=rows.projects,
        indicators=rows.indicators,
        diagnostics=rows.diagnostics,
        findings=[_row(file, number, one, one.code in review) for number, one in enumerate(found, 1)],
    )


def _row(file: str, number: int, one: Finding, review: bool) -> JudgedRow:
    en, zh = one.place.en, one.place.zh
    if not en and one.line is not None:
        en, zh = f"line {one.line}", f"第{one.line}行"
    said = (file, number, one.project, en, zh, one.code, one.severity, review, one.message("en"), one.message("zh"))
    box = one.seen
    if box is None:
        return JudgedRow(*said)
    return JudgedRow(*said, box.page, box.left, box.top, box.right, box.bottom, box.turns)
