"""Tables in text without cells: own layouts with exact rows, texts as found, and one table flattened in all ways."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_indicators.documents.content import read_text_document
from budget_indicators.documents.layout.flat_atoms import atoms_of
from budget_indicators.documents.layout.flat_header import headers_in
from budget_indicators.documents.layout.grid import Place
from budget_indicators.documents.model import Document, Project
from budget_indicators.model.nodes import Indicator

HERE = Path(__file__).parent / "documents"
LAYOUTS = sorted((HERE / "flat").glob("*.txt"))
FOUND = json.loads((HERE / "found" / "gold.json").read_text("utf-8"))
PROSE = {"D2", "D3"}  # for the parser of strings


def doubted(project: Project, indicator: Indicator) -> bool:
    """Whether a warning stands on the indicator."""
    return any(
        each.severity != "info" and each.span.start <= indicator.span.end and each.span.end >= indicator.span.start
        for each in project.tree.diagnostics
    ) or any(target is not None and target.ambiguous for target in (indicator.cycle, indicator.annual))


def rows_of(document: Document) -> list[str]:
    """Level 1 | level 2 | name | cycle | annual | ? where the row is doubted."""
    return [
        " | ".join(
            (
                each.level1.name if each.level1 else "",
                each.level2.name if each.level2 else "",
                each.name,
                each.cycle.text if each.cycle else "",
                each.annual.text if each.annual else "",
                "?" if doubted(project, each) else "",
            )
        ).rstrip()
        for project in document.projects
        for each in project.indicators
    ]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_an_own_layout_reads_as_it_should(path: Path) -> None:
    """Below ===== stand the rows as a person reads them."""
    text, rows = path.read_text("utf-8").split("\n=====\n")
    assert rows_of(read_text_document(text)) == rows.rstrip("\n").split("\n")


def folded(text: str) -> str:
    """A text without what a copy may change."""
    text = unicodedata.normalize("NFKC", text).replace(">=", "≥").replace("<=", "≤").replace("≧", "≥").replace("═", "=")
    return re.sub(r"\s+|^指标\d+[:.、]|^[★*☆]+", "", text).rstrip("。.;,、")


def as_tabs(text: str) -> str:
    """The text with tabs for bars, and without the empty cells at the end of its rows."""
    rows = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        while cells and not cells[-1]:
            cells.pop()
        rows.append("\t".join(cells[1:] if len(cells) > 1 and not cells[0] else cells))
    return "\n".join(row for row in rows if row)


@pytest.mark.parametrize("change", [str, as_tabs], ids=["as found", "tabs"])
def test_texts_as_found(change: Callable[[str], str]) -> None:
    """Nearly every indicator of a dozen provinces' texts is read; of the rows that differ nearly all are doubted."""
    wanted = read = returned = silent = doubted_right = 0
    for text in FOUND:
        if text["dialect"] in PROSE:
            continue
        document = read_text_document(change((HERE / "found" / text["file"]).read_text("utf-8")))
        got = [(project, each) for project in document.projects for each in project.indicators]
        returned += len(got)
        wanted += sum("optional" not in each for each in text["indicators"])
        for project, each in got:
            value = folded((each.annual or each.cycle).text) if each.annual or each.cycle else ""
            match = next(
                (
                    gold
                    for gold in text["indicators"]
                    if folded(each.name) in map(folded, gold["name"].split("||"))
                    and value in map(folded, gold["value"].split("||"))
                ),
                None,
            )
            if match is None:
                silent += not doubted(project, each)
            elif "optional" not in match:
                read += 1
                doubted_right += doubted(project, each)
    assert read >= 0.9 * wanted, f"{read} of {wanted}"
    assert silent <= 0.025 * returned, f"{silent} of {returned} silently wrong"
    assert doubted_right <= 0.1 * read, f"{doubted_right} of {read} right, but doubted"


LEVELS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
NAMES = ("培训场次", "河道保洁长度", "设备验收合格率", "补贴发放及时率", "群众安全感", "受益企业数量", "参训人员满意度")
VALUES = ("≥20场", "36公里", "100%", "≥95%", "有所提升", "≤3个", "120人次")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of level 1, level 2, name and value; merged levels are empty below their first row."""
    rows: list[list[str]] = []
    above = ("", "")
    for level in LEVELS:
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        for name in names:
            first = level[0] if level[0] != above[0] else ""
            second = level[1] if level != above else ""
            rows.append([first, second, name, draw(st.sampled_from(VALUES))])
            above = level
    return rows


HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值"]
WAYS: dict[str, Callable[[list[list[str]]], str]] = {
    "a cell a line": lambda rows: "\n".join(cell for row in rows for cell in row if cell),
    "a row a line": lambda rows: "\n".join(" ".join(filter(None, row)) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "tabs, merged cells left out": lambda rows: "\n".join("\t".join(filter(None, row)) for row in rows),
    "bars": lambda rows: "\n".join(" | ".join(filter(None, row)) + " |||" for row in rows),
    "a cell a line with bars": lambda rows: "\n".join(f"{cell} |" for row in rows for cell in row if cell),
    "one line": lambda rows: " ".join(cell for row in rows for cell in row if cell),
}


@pytest.mark.parametrize("way", WAYS)
@given(rows=tables())
@settings(max_examples=12)
def test_a_table_reads_the_same_however_it_was_flattened(way: str, rows: list[list[str]]) -> None:
    """Each row comes back, or one that is doubted."""
    document = read_text_document("项目支出绩效目标表\n" + WAYS[way]([HEAD, *rows]))
    level1 = level2 = ""
    expected = set()
    for first, second, name, value in rows:
        level1, level2 = first or level1, second or level2
        expected.add((level1, level2, name, value))
    for project in document.projects:
        for each in project.indicators:
            row = (
                each.level1.name if each.level1 else "",
                each.level2.name if each.level2 else "",
                each.name,
                each.annual.text if each.annual else "",
            )
            assert row in expected or doubted(project, each)
    assert len(document.indicators) == len(rows)


def test_glued_header_words_are_told_apart() -> None:
    """Nothing stands between the words of the header, nor between it and the first row."""
    text = "一级指标二级指标三级指标年度指标值分值产出指标数量指标培训次数≥3次10"
    (header,) = headers_in(atoms_of([(text, Place(line=1))]))
    assert [column.kind for column in header.columns] == ["level1", "level2", "name", "target", "weight"]


def test_what_cannot_be_told_apart_is_not_given_in_silence() -> None:
    """A weight glued to the value, three columns of values without a header, one value under two years."""
    head = "一级指标 二级指标 三级指标 目标值 分值"
    glued = f"{head}\n产出指标 数量指标 受助人数210010\n质量指标 合格率95%10\n时效指标 及时率100%20"
    bare = "产出指标 | 数量指标 | 培训人数 | 500人 | 480人 | 20 |\n质量指标 | 合格率 | 95% | 96% | 20 |"
    for text in (glued, bare):
        document = read_text_document(text)
        for project in document.projects:
            for each in project.indicators:
                value = each.annual.text if each.annual else ""
                assert doubted(project, each) or value in ("95%", "100%")


@given(text=st.text(alphabet="一二三级指标值产出数量质培训次≥95%10 \n\t|（）：", max_size=200))
@settings(max_examples=60)
def test_any_text_is_read(text: str) -> None:
    """Nothing raises, with or without a header above it."""
    read_text_document(text)
    read_text_document("一级指标 二级指标 三级指标 指标值\n" + text)
