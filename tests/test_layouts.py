"""Layouts of indicator tables: each in every format, and changed in ways that do not change the indicators.

``layouts/*.txt`` holds the layouts with the indicators they hold; ``layouts_support`` builds them.
"""

from __future__ import annotations

import io
import os
import random

import attrs
import pytest
from layouts_support import MAKERS, NAMES, Made, as_html, as_pdf, detail, found, load, read, said_of_project, wanted

from budget_indicators import read_document
from budget_indicators.documents.model import Document
from budget_indicators.documents.table.roles import meaning

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
FORMATS = sorted(MAKERS) if DEEP else ["html"]


def document_of(made: Made, kind: str = "html") -> Document:
    """A layout built in a format, and read."""
    return read_document(io.BytesIO(MAKERS[kind](made)), name=f"{made.name}.{kind}")


def warnings(document: Document) -> list[str]:
    """The warnings that stand on indicators."""
    return [str(each.zh) for project in document.projects for each in project.tree.diagnostics]


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_is_read(name: str) -> None:
    """Name, levels, both targets and the details of every indicator, none too many, none doubted."""
    made = load(name)
    document = document_of(made)
    assert sorted(found(document)) == sorted(wanted(made))
    assert warnings(document) == []
    by_name = {(str(i.name), i.details.recipient if i.details else ""): i for i in document.indicators}
    for expected in made.expected:
        details = dict(expected.details)
        indicator = by_name.get(("".join(expected.name.split()), details.get("recipient", "")))
        if indicator is None:  # a name that is not unique
            continue
        assert {word: detail(indicator, word) for word in details} == details


@pytest.mark.parametrize("name", [name for name in NAMES if load(name).project])
def test_what_a_form_says_of_its_project(name: str) -> None:
    """Name, money, score and the budget year."""
    made = load(name)
    document = document_of(made)
    assert {word: said_of_project(document, word) for word, _ in made.project} == dict(made.project)


OTHERS = [kind for kind in sorted(MAKERS) if kind != "html"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for at, name in enumerate(NAMES)
        for number, kind in enumerate(OTHERS)
        if DEEP or number == at % len(OTHERS)
    ],
)
def test_every_format_gives_the_same(name: str, kind: str) -> None:
    """One model for every format: one of the others for each layout, all of them in the deep profile."""
    made = load(name)
    document = document_of(made, kind)
    assert sorted(found(document)) == sorted(wanted(made))
    assert warnings(document) == []


def unmerged(made: Made) -> Made:
    """The texts of merged cells written into every cell they cover, without any merging."""
    places = made.anchors()
    rows = [tuple(made.rows[r][c] for r, c in row) for row in places]
    return attrs.evolve(made, rows=tuple(rows))


PLAIN = [name for name in NAMES if name in {
    "operator_value_unit", "type_direction_unit", "self_evaluation_reasons", "last_year_beside", "unmerged_levels",
    "cost_first_2021", "starred_names", "taxonomies_mixed", "year_left_cycle_right", "half_year_monitoring",
}]  # fmt: skip
"""Layouts that are a table with one header row and nothing else (but for a form's row above)."""


def table_start(made: Made) -> int:
    """The header row of a plain layout."""
    return next(at for at, row in enumerate(made.rows) if "一级指标" in row)


@pytest.mark.parametrize("name", PLAIN)
def test_the_order_of_columns_does_not_matter(name: str) -> None:
    """Columns on the right of the names, shuffled."""
    made = load(name)
    start = table_start(made)
    first = next(at for at, cell in enumerate(made.rows[start]) if cell in ("三级指标", "明细指标", "指标名称")) + 1
    order = list(range(first, made.width))
    random.Random(name).shuffle(order)
    rows = [
        row if at < start or "<" in row else (*row[:first], *(row[c] for c in order))
        for at, row in enumerate(made.rows)
    ]
    assert sorted(found(document_of(attrs.evolve(made, rows=tuple(rows))))) == sorted(wanted(made))


@pytest.mark.parametrize("name", PLAIN)
def test_an_unknown_column_changes_nothing_and_is_named(name: str) -> None:
    """Whatever it is called and holds; the finding names it, and its texts are there."""
    made = load(name)
    start = table_start(made)
    rows = [
        (*row, "<" if at < start or row[-1] == "<" else "责任股室甲乙" if at == start else f"股室{at}")
        for at, row in enumerate(made.rows)
    ]
    document = document_of(attrs.evolve(made, rows=tuple(rows)))
    assert sorted(found(document)) == sorted(wanted(made))
    assert any(each.code == "D033" and "责任股室甲乙" in each.zh for each in document.diagnostics)
    assert any(f"股室{start + 1}" in row for table in document.tables for row in table.rows)


@pytest.mark.parametrize("name", PLAIN)
def test_merged_or_not_merged_levels(name: str) -> None:
    """A level written in every row, or once for all of its rows."""
    made = load(name)
    assert sorted(found(document_of(unmerged(made)))) == sorted(wanted(made))
    blank = tuple(tuple("" if cell == "^" else cell for cell in row) for row in made.rows)
    assert sorted(found(document_of(attrs.evolve(made, rows=blank)))) == sorted(wanted(made))


@pytest.mark.parametrize("name", PLAIN)
def test_a_repeated_header_changes_nothing(name: str) -> None:
    """The header again in mid-table, as pages repeat it."""
    made = unmerged(load(name))
    start = table_start(made)
    middle = (start + len(made.rows) + 1) // 2
    rows = (*made.rows[:middle], made.rows[start], *made.rows[middle:])
    assert sorted(found(document_of(attrs.evolve(made, rows=rows)))) == sorted(wanted(made))


@pytest.mark.parametrize("size", [4, 5] if not DEEP else range(3, 9))
@pytest.mark.parametrize("name", PLAIN)
def test_pages_change_nothing(name: str, size: int) -> None:
    """The table split over the pages of a PDF."""
    made = load(name)
    document = read_document(io.BytesIO(as_pdf(made, rows_a_page=size)), name="t.pdf")
    assert sorted(found(document)) == sorted(wanted(made))


SAME = {
    "指标值": "目标值 绩效目标值 预期指标值 指标值（必填） 本年度绩效指标值 标准值 设定目标值 应完成值",
    "年度指标值": "年度目标值 全年预期值 年初绩效指标值 年度考核值 全年计划值 年初批复指标值",
    "目标值": "指标值 预期目标值 计划值 计划数 目标数 目标要求",
    "实际完成值": "实际完成情况 全年完成值 自评完成值 实际值 实际完成数 实际达到值 完成结果 指标完成值",
    "三级指标": "指标名称 三级绩效指标 指标内容 明细指标 三级指标（名称） 考核指标 绩效考核指标 评价指标",
    "分值": "权重 标准分值 满分值 分值（100分） 权重值（%）",
    "得分": "自评得分 评价得分 得分情况 评分",
    "偏差原因分析及改进措施": "未完成原因 差异原因及改进措施 扣分原因 偏差原因及纠偏措施",
    "单位": "计量单位 度量单位 指标单位 目标值单位",
    "二级指标": "二级 二级绩效指标 二级指标名称 指标类别",
    "一级指标": "一级 一级绩效指标 一级指标名称 指标类型",
    "指标解释": "指标说明 指标释义 指标内涵 指标描述及计算方法",
    "评分标准": "评价标准 计分标准 评分细则 考核评分办法 评分方法",
}
"""Header words and others that mean the same."""


@pytest.mark.parametrize("name", NAMES)
def test_other_words_for_the_same_columns(name: str) -> None:
    """Each header word replaced by others of its meaning: one of them, all in the deep profile."""
    made = load(name)
    for r, row in enumerate(made.rows):
        for c, cell in enumerate(row):
            words = SAME.get(cell.replace("⏎", ""), "").split()
            for word in words if DEEP else words[(r + c + len(name)) % (len(words) or 1) :][:1]:
                rows = [list(each) for each in made.rows]
                rows[r][c] = word
                changed = attrs.evolve(made, rows=tuple(map(tuple, rows)))
                assert sorted(found(document_of(changed))) == sorted(wanted(made)), word


@pytest.mark.parametrize("name", PLAIN)
def test_levels_operators_and_units_are_known_by_their_texts(name: str) -> None:
    """Whatever stands above them."""
    made = load(name)
    start = table_start(made)
    for c, cell in enumerate(made.rows[start]):
        if cell in ("一级指标", "二级指标", "运算符", "计量单位", "计算符号"):
            rows = [list(row) for row in made.rows]
            rows[start][c] = "股室甲乙"
            changed = attrs.evolve(made, rows=tuple(map(tuple, rows)))
            assert sorted(found(document_of(changed))) == sorted(wanted(made)), cell


def cut(made: Made, row: int) -> tuple[Made, Made]:
    """A layout cut by a page end through one row: the halves of its long texts on either page, short texts above."""
    upper, lower = list(made.rows[row]), []
    start = table_start(made)
    name = next(at for at, cell in enumerate(made.rows[start]) if cell in ("三级指标", "明细指标", "指标名称"))
    for at, cell in enumerate(made.rows[row]):
        half = len(cell) // 2
        if at == name and len(cell) > 3:
            upper[at] = cell[:half]
            lower.append(cell[half:])
        else:
            lower.append("")
    first = attrs.evolve(made, rows=(*made.rows[:row], tuple(upper)))
    second = attrs.evolve(made, lines=(), rows=(tuple(lower), *made.rows[row + 1 :]))
    return first, second


@pytest.mark.parametrize("name", PLAIN)
def test_a_row_that_a_page_end_cuts_is_one_indicator(name: str) -> None:
    """A form's row as well as a project's: there is one place for page ends."""
    from layouts_support import pdf_of_pages

    made = unmerged(load(name))
    row = table_start(made) + 2
    document = read_document(io.BytesIO(pdf_of_pages(cut(made, row))), name="t.pdf")
    assert sorted(found(document)) == sorted(wanted(made))


def test_two_forms_in_one_file() -> None:
    """Each has its project, its year and its indicators."""
    first, second = load("one_value"), load("self_evaluation")
    page = as_html(first).replace(b"</body></html>", b"") + as_html(second).replace(b"<html>", b"")
    document = read_document(io.BytesIO(page), name="two.html")
    assert [project.name for project in document.projects] == ["农村公路养护", "校园安防建设"]
    assert found(document) == wanted(first) + wanted(second)
    assert document.year is None
    assert any(each.code == "D035" for each in document.diagnostics)


def test_what_a_self_evaluation_says_of_money() -> None:
    """The money table of the form: budget, executed, rate; and the total score."""
    project = document_of(load("self_evaluation")).projects[0]
    assert [str(each) for each in (project.total, project.fiscal, project.executed)] == [
        "1500000.00",
        "1500000.00",
        "1450400.00",
    ]
    assert str(project.execution_rate) == "98.00"
    assert str(project.score) == "96.8"


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_can_be_had_back(name: str) -> None:
    """``Document.tables`` holds the text of each cell, whether its column was understood or not."""
    made = load(name)
    texts = {"".join(text.split()) for table in document_of(made).tables for row in table.rows for text in row}
    assert {"".join(made.text(place).split()) for place in made.boxes()} <= texts | {""}


DOUBTFUL = {
    "two values without a period": ("一级指标|二级指标|三级指标|指标值|指标值\n产出指标|数量指标|培训|5次|3次", "D030"),
    "a level in the place of a name": ("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|质量指标|≥95%", "D030"),
    "a value at the end of a name": ("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|合格率≥95%|≥90%", "D030"),
    "a standard for a value": ("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|培训次数|计划标准", "D030"),
    "no value": ("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|培训次数|", "D030"),
    "an operator for a value": ("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|培训次数|≥", "D030"),
}


@pytest.mark.parametrize("case", sorted(DOUBTFUL))
def test_what_cannot_be_right_is_doubted(case: str) -> None:
    """A warning stands on the indicator itself, in the tree of its project."""
    table, code = DOUBTFUL[case]
    document = document_of(read(f"表\n===\n{table}\n===\n"))
    assert document.indicators
    (tree,) = (project.tree for project in document.projects)
    for indicator in tree.indicators:
        assert any(each.code == code and each.span == indicator.span for each in tree.diagnostics)


def test_levels_of_an_older_frame_that_the_second_level_tells() -> None:
    """产出目标 above 数量 is 产出指标; 影响力目标 is of no frame of today, and that is said."""
    rows = (
        "一级指标\t二级指标\t三级指标\t指标值\n产出目标\t数量\t培训\t3次\n\t质量\t合格率\t90%\n"
        "效果目标\t社会效益\t知晓率\t90%\n影响力目标\t长效管理\t机制\t健全\n"
    )
    found = read_document(rows.encode(), name="表.tsv")
    levels = [(each.level1 and each.level1.name, each.level2 and each.level2.name) for each in found.indicators]
    assert levels == [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("效益指标", "社会效益指标"), (None, None)]
    assert [each.code for each in found.diagnostics if each.code == "D014"] == ["D014", "D014"]


@pytest.mark.parametrize(
    "word", ["項目名稱", "一級指標", "二級指標", "三級指標", "指標值", "年度指標值", "預算金額", "評分標準", "權重"]
)
def test_header_words_in_traditional_chinese(word: str) -> None:
    """As in tables of other regions."""
    assert meaning(word) is not None
