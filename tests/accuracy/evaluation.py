"""Self-evaluation: sheets with one fault each, right sheets, and the usual formula on both."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lint.evaluation_forms import FORMS
from lint.evaluations import RIGHT, Form, Sheet, excel
from lint.test_evaluation import FAULTS

from budget_indicators import lint_document, read_document

from .tally import Judged

_OF_SCORES = ("S001", "S002", "S003")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def sheets() -> list[tuple[Sheet | Form, list[str]]]:
    """Every sheet with the findings it must have."""
    return [(Sheet(RIGHT), []), *FAULTS.values(), *FORMS.values()]


def evaluations() -> Iterator[Judged]:
    """A fault that is found is right, one that is passed over silent; a finding too many on a sheet is doubted."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (sheet, expected) in enumerate(sheets()):
            document = read_document(excel(sheet, Path(folder) / f"{number}.xlsx"))
            found = Counter(one.code for one in lint_document(document, select=["evaluation"]))
            wanted = Counter(expected)
            for code in wanted.elements():
                yield Judged("seeded faults", "right" if found[code] else "silent")
                found[code] -= 1
            if not wanted:
                yield Judged("sheets without a fault", "doubted" if found.total() else "right")
            for _ in (+found).elements():
                yield Judged("findings too many", "doubted")


def by_formula() -> Iterator[Judged]:
    """What a spreadsheet's formula says: actual ÷ target × weight, at most the weight, whatever the direction."""
    for sheet, expected in sheets():
        alarms, wrong = sum(map(_alarm, sheet.rows)), sum(code in _OF_SCORES for code in expected)
        for at in range(max(alarms, wrong)):
            if at < wrong:
                yield Judged("seeded faults", "right" if at < alarms else "silent")
            else:
                yield Judged("findings too many", "doubted")


def scores() -> Iterator[Judged]:
    """The same faults of scores as ``by_formula``, by our own rules."""
    with tempfile.TemporaryDirectory() as folder:
        for number, (sheet, expected) in enumerate(sheets()):
            document = read_document(excel(sheet, Path(folder) / f"{number}.xlsx"))
            found = Counter(one.code for one in lint_document(document, select=list(_OF_SCORES)))
            for code in expected:
                if code in _OF_SCORES:
                    yield Judged("seeded faults", "right" if found[code] else "silent")
                    found[code] -= 1
            for _ in (+found).elements():
                yield Judged("findings too many", "doubted")


def _alarm(row: list[str]) -> bool:
    weight_first = _NUMBER.fullmatch(row[3]) is not None
    cells = (row[4], row[5], row[3], row[6]) if weight_first else row[3:7]
    numbers = [_NUMBER.search(cell) for cell in cells]
    if not all(numbers):
        return False
    target, actual, weight, score = (float(one[0]) for one in numbers if one)
    return target == 0 or abs(min(actual / target, 1) * weight - score) > 0.01
