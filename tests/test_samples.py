"""The published samples: every indicator exactly, from its cell and from the text of the whole document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from budget_indicators import parse_indicators
from budget_indicators.model.nodes import Category, Indicator, Target

SAMPLES = Path(__file__).parent / "samples"
ROWS: list[dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
FILES = sorted({row["file"] for row in ROWS})
FIELDS = ("ordinal", "level1", "level1_text", "level2", "level2_text", "name", "cycle", "annual")


def stem(name: str) -> str:
    """A level's name without the trailing 指标, which tables leave out at will."""
    return name.removesuffix("指标")


def level(category: Category | None) -> tuple[str | None, str | None]:
    """Code and stem of a level."""
    return (None, None) if category is None else (category.code, stem(category.name))


def text(target: Target | None) -> str | None:
    """The text of a target."""
    return None if target is None else target.text


def found(indicators: tuple[Indicator, ...]) -> list[tuple[object, ...]]:
    """The indicators as rows of fields."""
    return [(i.ordinal, *level(i.level1), *level(i.level2), i.name, text(i.cycle), text(i.annual)) for i in indicators]


def wanted(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """The indicators of rows of the table, as rows of fields."""
    return [
        tuple(stem(i[field]) if field.endswith("_text") else i[field] for field in FIELDS)
        for row in rows
        for i in row["indicators"]
    ]


def test_all_indicators_are_there() -> None:
    """The expectation itself: 213 indicators in 48 rows, four of them withheld."""
    assert sum(len(row["indicators"]) for row in ROWS) == 213
    assert [row["project"] for row in ROWS if row["withheld"]] == ["涉密项目"] * 4
    assert len(ROWS) == 48


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['file'].split('-')[0]}-{at}" for at, row in enumerate(ROWS)])
def test_each_cell_is_read_exactly(row: dict[str, Any]) -> None:
    """Every field of every indicator of a cell, in order; a withheld row is withheld and holds none."""
    tree = parse_indicators(row["raw"])
    assert found(tree.indicators) == wanted([row])
    assert tree.withheld == row["withheld"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['file'].split('-')[0]}-{at}" for at, row in enumerate(ROWS)])
def test_each_span_leads_to_its_words(row: dict[str, Any]) -> None:
    """What a span covers is the text as found; without white space and look-alikes it holds the cleaned text."""
    tree = parse_indicators(row["raw"])
    for indicator in tree.indicators:
        whole = "".join(indicator.span.of(row["raw"]).split())
        assert "".join(indicator.name.split()) in whole
        for target in (indicator.cycle, indicator.annual):
            assert target is not None
            assert "".join(target.span.of(row["raw"]).split()).rstrip("。，") == "".join(target.text.split())


@pytest.mark.parametrize("file", FILES)
def test_each_document_is_read_exactly(file: str) -> None:
    """The text of a whole document, with its headings, amounts and prose, gives the same indicators and no other."""
    tree = parse_indicators((SAMPLES / file).read_text(encoding="utf-8"))
    assert found(tree.indicators) == wanted([row for row in ROWS if row["file"] == file])
    assert not tree.withheld
