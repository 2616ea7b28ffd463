"""The rows of indicators that nobody has looked at are those of the same indicators when they are filled."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.strings import clean, published, unwrapped
from damage.cases import cases

from budget_indicators import IndicatorTree, parse_indicators, read_document
from budget_indicators.documents.model import Document, Where, bare_project
from budget_indicators.tables.rows import rows_of

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
SAMPLES = Path(__file__).parent / "samples"
VALUES = (
    "100%", "≥95%", "每月≥20次，共240次", "2025年12月底前", "长期", "12345万元", "0.00000000001元", "10.5%（含）以内",
    "同比增长5%", "10-20个", "1.23456789012亿元", "2024年90%，2025年95%", "≤3‰", "良好", "9" * 40 + "次",
)  # fmt: skip
NAMES = ("产量增长率", "成本下降率", "群众满意度（%）", "投诉率", "培训次数", "满意度调查次数", "完成时间")


def strings(count: int) -> Iterator[str]:
    """Clean, published and damaged strings; each value for each name."""
    for seed in range(max(1, count // 1000)):
        each = min(count, 1000) // 4
        for make in (clean, published, unwrapped):
            yield from make(each, seed).texts
        yield from (case.text for case in cases(each, seed=seed, depth=1))
    for name in NAMES:
        for level in ("1-产出指标；11-数量指标", "3-满意度指标；31-服务对象满意度指标"):
            for at, value in enumerate(VALUES):
                other = VALUES[at - 1]
                yield f"1、{level}；{name}；实施周期指标值:{value}；年度指标值:{other}。"


def rows(tree: IndicatorTree) -> list[object]:
    """Every row that a string gives, the measures of its targets left out: they are taken from filled indicators."""
    project = bare_project(tree, Where("x"))
    document = Document(title="", department="", money_unit="", projects=(project,), source="x")
    return [*rows_of(document, detail=False).indicators]


@pytest.mark.parametrize("year", [None, 2025])
def test_strings(year: int | None) -> None:
    """One after the other, so that most values were met before; in the deep profile more than fifty thousand."""
    for text in strings(60_000 if DEEP else 200):
        untouched, filled = parse_indicators(text, year=year), parse_indicators(text, year=year)
        _ = [indicator.name for indicator in filled.indicators]
        assert repr(rows(untouched)) == repr(rows(filled)), text


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_documents(path: Path) -> None:
    """The published tables."""
    untouched, filled = read_document(path), read_document(path)
    _ = [indicator.name for project in filled.projects for indicator in project.indicators]
    assert repr(rows_of(untouched, detail=False)) == repr(rows_of(filled, detail=False))
