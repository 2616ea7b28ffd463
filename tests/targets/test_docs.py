"""``docs/values.md``: every row of its tables is what the program does."""

import re
from pathlib import Path

import pytest

from budget_indicators import parse_target

from .notation import summary

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "values.md"
_ROW = re.compile(r"\| `(?P<text>[^`]+)` \| `(?P<means>[^`]+)` \|(?: *(?P<name>[^|]*?) *\| *(?P<year>\d*) *\|)?")
_ROWS = [row.groupdict() for row in map(_ROW.fullmatch, _PAGE.read_text(encoding="utf-8").splitlines()) if row]


def test_the_rows_are_found() -> None:
    """The page has its rows."""
    assert len(_ROWS) > 200


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["text"])
def test_a_row_of_the_page(row: dict[str, str | None]) -> None:
    """A row of the page says what the value means."""
    year = int(row["year"]) if row["year"] else None
    assert summary(parse_target(row["text"] or "", name=row["name"] or None, year=year)) == row["means"]
