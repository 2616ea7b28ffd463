"""Reports for programs and spreadsheets: ``json``, ``jsonl`` and ``csv``."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import Any

import attrs

from ...model.nodes import Language
from ..engine import Finding
from ..passages import Passage
from .base import Report, Summary


def finding_data(one: Finding, lang: Language) -> dict[str, Any]:
    """A finding as plain data: its message in the language of the report, and in both."""
    return {"message": one.message(lang), **one.to_dict()}


@attrs.define
class Jsonl(Report):
    """One JSON object a line, written as soon as it is found."""

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One line each."""
        self._each(findings)

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            self.out.write(json.dumps(finding_data(one, self.lang), ensure_ascii=False) + "\n")


@attrs.define
class Json(Report):
    """One JSON array of all findings, written as they are found."""

    first: bool = True

    def begin(self) -> None:
        """The array opens."""
        self.out.write("[")

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One element each."""
        self._each(findings)

    def end(self, summary: Summary) -> None:
        """The array closes."""
        self.out.write("]\n" if self.first else "\n]\n")

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            self.out.write("\n  " if self.first else ",\n  ")
            self.first = False
            self.out.write(json.dumps(finding_data(one, self.lang), ensure_ascii=False))


CSV_COLUMNS: dict[Language, tuple[str, ...]] = {
    "en": (
        *("file", "project", "entry", "line", "column", "place"),
        *("severity", "code", "rule", "message", "text", "fix"),
    ),
    "zh": ("文件", "项目", "序号", "行", "列", "位置", "级别", "规则编码", "规则名称", "问题", "原文", "可修正"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@attrs.define
class Csv(Report):
    """One row for each finding; a cell that would be a formula in a spreadsheet is made text."""

    def begin(self) -> None:
        """The header."""
        self._row(CSV_COLUMNS[self.lang])

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One row each."""
        self._each(findings)

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            fix = one.fix.safety if one.fix is not None else ""
            ordinal = "" if one.ordinal is None else str(one.ordinal)
            message, place = one.message(self.lang), one.place.get(self.lang)
            line, column = ("" if at is None else str(at) for at in (one.line, one.column))
            where = (one.file, one.project, ordinal, line, column, place)
            self._row((*where, one.severity, one.code, self.called(one), message, one.text, fix))

    def _row(self, cells: Sequence[str]) -> None:
        csv.writer(self.out, lineterminator="\n").writerow([_text(cell) for cell in cells])


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
