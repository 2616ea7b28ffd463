"""What the document tests share: where files are, how cells are compared, each document read only once."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from budget_indicators import Document, read_document
from budget_indicators.text.cleaning import LOOK_ALIKES

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
MADE = DOCUMENTS / "made"
SAMPLES = HERE / "samples"


@cache
def document(path: Path) -> Document:
    """A document, read once for all tests."""
    return read_document(path)


@cache
def expected(path: Path) -> Any:
    """What a document holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def squeezed(text: str | None) -> str:
    """A text without white space and with look-alike characters read as what they mean."""
    return "".join((text or "").translate(LOOK_ALIKES).split())


def yuan(text: str) -> Decimal | None:
    """An amount in 万元 as a table writes it, in 元."""
    return Decimal(text.replace(",", "")) * 10_000 if text else None


def same_amount(read: Decimal | None, written: str) -> bool:
    """Whether an amount is the written one; an empty cell is nothing, or 0 where a format writes zeros."""
    return read == yuan(written) or (not written and not read)


def assert_project_table(found: Document, rows: list[list[str]]) -> None:
    """Every row of a project table (name, four amounts, goal, string) is in the document, and nothing else."""
    sums = [row for row in rows if not row[6]]
    projects = [row for row in rows if row[6]]
    assert [squeezed(line.name) for line in found.sums] == [squeezed(row[0]) for row in sums]
    for line, row in zip(found.sums, sums, strict=True):
        assert line.total == yuan(row[1])
    assert [squeezed(project.name) for project in found.projects] == [squeezed(row[0]) for row in projects]
    for project, row in zip(found.projects, projects, strict=True):
        amounts = (project.total, project.fiscal, project.special_account, project.other)
        assert all(map(same_amount, amounts, row[1:5])), (project.name, amounts, row[1:5])
        assert squeezed(project.goal) == squeezed(row[5])
        assert squeezed(project.text) == squeezed(row[6])
