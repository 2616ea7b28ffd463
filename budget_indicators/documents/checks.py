"""Checks on what was read from a document: lost rows, projects without indicators, damaged or missing text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from ..model import NOWHERE, Diagnostic
from ..rule import Both, Rule
from .grid import Block, Line
from .model import Document, Project, Sum

_CLERK = Both("observed in published documents", "见于已公开的文件")


def _rule(
    code: str,
    name: str,
    severity: Literal["error", "warning", "info"],
    summary: tuple[str, str],
    message: tuple[str, str],
    why: tuple[str, str],
    bad: str = "",
    good: str = "",
) -> Rule:
    return Rule(
        code=code,
        name=name,
        group="documents",
        severity=severity,
        summary=Both(*summary),
        message=Both(*message),
        why=Both(*why),
        bad=bad,
        good=good,
        source=_CLERK,
    )


TOTAL = _rule(
    "D001",
    "total-does-not-add-up",
    "error",
    ("the total of the table is not the sum of its rows", "合计与各行之和不相等"),
    (
        "{name} is {stated}, but {what} add up to {added}: {difference} {word}",
        "{name}为{stated}，{what_zh}之和为{added}，{word_zh}{difference}",
    ),
    (
        "A difference between 合计 and the rows below it is the sign that rows were lost when the text was taken out of "
        "the file, or that the file holds only part of the table.",
        "合计与下面各行之和不一致，说明从文件取出文字时丢了行，或者文件只是表格的一部分。",
    ),
    bad="合计 100.00 / 甲项目 60.00 / 乙项目 30.00",
    good="合计 100.00 / 甲项目 60.00 / 乙项目 40.00",
)
UNIT = _rule(
    "D002",
    "unit-does-not-add-up",
    "error",
    ("a unit's amount is not the sum of its projects", "单位金额与所属项目之和不相等"),
    (
        "{where}: {name} has {stated}, but its {count} projects add up to {added}: {difference} {word}",
        "{where_zh}：{name}为{stated}，所属{count}个项目之和为{added}，{word_zh}{difference}",
    ),
    (
        "The unit whose projects do not add up is where rows were lost.",
        "哪个单位的项目加不起来，丢失的行就在哪个单位下面。",
    ),
)
NO_INDICATORS = _rule(
    "D003",
    "project-without-indicators",
    "warning",
    ("a project has no indicators", "项目没有绩效指标"),
    ("{where}: project {name} has no indicators", "{where_zh}：项目“{name}”没有绩效指标"),
    (
        "Every project has to state its indicators; where they are missing, either the budget lacks them or the text was "
        "lost on the way.",
        "每个项目都应填报绩效指标；没有指标，要么原表未填，要么取出文字时丢失了。",
    ),
)
NO_VOCABULARY = _rule(
    "D004",
    "vocabulary-missing",
    "error",
    ("none of the words 项目, 绩效, 指标 occurs", "文件中没有“项目”“绩效”“指标”等字样"),
    (
        "none of the words 项目, 绩效, 指标 occurs in the text: another kind of document, or fonts that cannot be mapped to "
        "characters (then print it to a new PDF, or run OCR)",
        "全文没有“项目”“绩效”“指标”字样：不是绩效目标表，或字体无法还原成文字（可重新打印成 PDF，或做文字识别）",
    ),
    (
        "A PDF whose fonts lack a character map gives text that looks like text but is not what the page shows.",
        "PDF 字体缺少字符映射时，取出的文字与页面显示的不同，看上去却像正常文字。",
    ),
)
IMAGE_PAGE = _rule(
    "D005",
    "page-is-image",
    "error",
    ("a page is a picture without text", "有的页是图片，没有文字"),
    (
        "page {page} is a picture without text; run text recognition (OCR) over the file to have its rows",
        "第{page}页是扫描图片，没有文字，请先做文字识别（OCR）",
    ),
    ("What stands on a scanned page is missing from the result.", "扫描页上的内容不会出现在结果里。"),
)
CLIPPED = _rule(
    "D006",
    "text-may-be-clipped",
    "warning",
    ("a cell's text ends in mid-entry", "单元格文字在条目中间结束"),
    (
        "{where}: the indicators of {name} end in mid-entry (…{end}); the text may be clipped in the file",
        "{where_zh}：“{name}”的指标在条目中间结束（…{end}），可能被截断",
    ),
    (
        "Spreadsheets cut what does not fit into a cell when they print; what is not in the file cannot be had back: "
        "ask for the spreadsheet itself.",
        "电子表格打印时，放不下的文字会被截掉；文件里没有的内容无法恢复，请索取原始表格。",
    ),
)
PAGE_IN_CELL = _rule(
    "D007",
    "page-furniture-in-cell",
    "warning",
    ("a page number, header or footer stands inside a cell", "单元格中混入页码、页眉或页脚"),
    (
        "{where}: {what} stands inside a cell of project {name}",
        "{where_zh}：项目“{name}”的单元格中混入了“{what}”",
    ),
    (
        "Text taken out of pages keeps page numbers and repeated headers; inside a cell they become part of a target.",
        "从页面取出的文字会带上页码和重复的表头，混进单元格就会成为指标值的一部分。",
    ),
)
TOO_FULL = _rule(
    "D008",
    "page-too-full",
    "error",
    ("a page was left out because it is drawn of too many lines", "有的页线条过多，未读取"),
    (
        "page {page} was left out: it is drawn of too many lines or letters (a map?)",
        "第{page}页线条或文字过多（地图？），未读取",
    ),
    ("Such a page would take minutes and holds no table.", "这样的页要花数分钟，且一般不是表格。"),
)
DAMAGED_PAGE = _rule(
    "D009",
    "page-damaged",
    "error",
    ("a page could not be read", "有的页无法读取"),
    ("page {page} is damaged and was left out", "第{page}页已损坏，未读取"),
    ("What stands on the page is missing from the result.", "该页内容不会出现在结果里。"),
)
UNIT_ASSUMED = _rule(
    "D010",
    "money-unit-assumed",
    "warning",
    ("the document does not state its money unit", "文件没有写明金额单位"),
    (
        "the money unit is not stated; the amounts were read as {unit}",
        "没有写明金额单位，已按“{unit}”读取",
    ),
    (
        "Amounts without 单位：万元 can be off by a factor of ten thousand.",
        "没有“单位：万元”，金额可能差一万倍。",
    ),
    bad="项目名称 总计",
    good="单位：万元 / 项目名称 总计",
)
WRONG_SUFFIX = _rule(
    "D011",
    "wrong-suffix",
    "info",
    ("a file's name says another format than its content", "文件扩展名与内容不符"),
    ("named {suffix}, but its content is {kind}; read as {kind}", "扩展名为 {suffix}，内容是 {kind}，已按 {kind} 读取"),
    (
        "Web systems give tables in HTML the name .xls; other programs may refuse them.",
        "有的系统把 HTML 表格存为 .xls，其他软件可能打不开。",
    ),
)
NO_TABLE = _rule(
    "D012",
    "no-table-found",
    "warning",
    ("no table of projects or indicators was found", "没有找到绩效目标表"),
    (
        "no table of projects or indicators was found; the header needs words such as 项目名称, 绩效指标 or 三级指标",
        "没有找到绩效目标表：表头应有“项目名称”“绩效指标”“三级指标”等字样",
    ),
    ("Without a table there is nothing to read.", "没有表格就没有可读的内容。"),
)
AMOUNTS = _rule(
    "D013",
    "amounts-do-not-add-up",
    "warning",
    ("a row's total is not the sum of its parts", "一行的总计与各资金来源之和不相等"),
    (
        "{where}: {name} has a total of {stated}, but its sources add up to {added}",
        "{where_zh}：“{name}”总计{stated}，各资金来源之和为{added}",
    ),
    (
        "An amount stands under the wrong column, or a digit was lost.",
        "金额错列，或丢了数字。",
    ),
)
UNKNOWN_LEVEL = _rule(
    "D014",
    "unknown-level",
    "warning",
    ("a level's cell names no known first- or second-level indicator", "一级、二级指标名称无法识别"),
    (
        "{where}: indicator {name} stands under a level that is not known: {level}",
        "{where_zh}：指标“{name}”所属级别“{level}”无法识别",
    ),
    (
        "Indicators can be compared only where their level is known.",
        "级别无法识别，就无法归类比较。",
    ),
)

RULES: tuple[Rule, ...] = (
    TOTAL,
    UNIT,
    NO_INDICATORS,
    NO_VOCABULARY,
    IMAGE_PAGE,
    CLIPPED,
    PAGE_IN_CELL,
    TOO_FULL,
    DAMAGED_PAGE,
    UNIT_ASSUMED,
    WRONG_SUFFIX,
    NO_TABLE,
    AMOUNTS,
    UNKNOWN_LEVEL,
)
"""Every rule of the group ``documents``, in the order of their codes."""


def page_is_image(page: int) -> Diagnostic:
    """A page without text in a file that has some."""
    return IMAGE_PAGE.at(NOWHERE, page=page)


def page_too_full(page: int) -> Diagnostic:
    """A page that was left out for its many strokes."""
    return TOO_FULL.at(NOWHERE, page=page)


def page_damaged(page: int) -> Diagnostic:
    """A page that could not be read."""
    return DAMAGED_PAGE.at(NOWHERE, page=page)


def unit_assumed(unit: str) -> Diagnostic:
    """The money unit was not stated."""
    return UNIT_ASSUMED.at(NOWHERE, unit=unit)


def wrong_suffix(suffix: str, kind: str) -> Diagnostic:
    """A file was read as what it is, not as what its name says."""
    return WRONG_SUFFIX.at(NOWHERE, suffix=suffix, kind=kind)


def check_document(document: Document) -> tuple[Diagnostic, ...]:
    """What is dubious about the projects and sums of a document."""
    return (
        *_totals(document),
        *_units(document),
        *(found for project in document.projects for found in _project(project, document)),
    )


def check_text(document: Document, blocks: Iterable[Block]) -> tuple[Diagnostic, ...]:
    """What is dubious about a file's text as a whole."""
    if document.projects:
        return ()
    text = "".join(
        block.text if isinstance(block, Line) else "".join("".join(row.own) for row in block.rows) for block in blocks
    )
    text = "".join(text.split())
    if not any(word in text for word in ("项目", "绩效", "指标")):
        return (NO_VOCABULARY.at(NOWHERE),)
    return (NO_TABLE.at(NOWHERE),)


def _money(amount: Decimal, document: Document) -> str:
    """An amount as the document writes it: 1,184.97万元."""
    unit = document.money_unit or "元"
    scale = {"亿元": 100_000_000, "百万元": 1_000_000, "万元": 10_000, "千元": 1_000}.get(unit, 1)
    scaled = amount / scale
    places = max(2, -int(scaled.normalize().as_tuple().exponent)) if scaled else 2
    return f"{scaled:,.{min(places, 6)}f}{unit}"


def _difference(stated: Decimal, added: Decimal, document: Document) -> dict[str, object]:
    missing = stated > added
    return {
        "stated": _money(stated, document),
        "added": _money(added, document),
        "difference": _money(abs(stated - added), document),
        "word": "missing (rows lost?)" if missing else "too much",
        "word_zh": "少了" if missing else "多了",
    }


def _amount(line: Sum | Project) -> Decimal | None:
    return line.total if line.total is not None else line.fiscal


def _added(lines: Iterable[Sum | Project]) -> Decimal:
    return sum((_amount(line) or Decimal(0) for line in lines), Decimal(0))


def _groups(document: Document) -> list[tuple[Sum, int, int]]:
    """Each 合计 with the projects it adds up: those after it up to the next, or, where it stands last, those before."""
    totals: list[Sum] = []
    for line in document.sums:
        if line.kind == "total" and not any(
            _amount(line) == _amount(each) and line.name == each.name for each in totals
        ):
            totals.append(line)
    leading = bool(totals) and totals[0].after == 0
    ends = [line.after for line in totals]
    groups: list[tuple[Sum, int, int]] = []
    for at, line in enumerate(totals):
        if leading:
            groups.append((line, line.after, ends[at + 1] if at + 1 < len(totals) else len(document.projects)))
        else:
            groups.append((line, ends[at - 1] if at else 0, line.after))
    return groups


def _totals(document: Document) -> Iterable[Diagnostic]:
    groups = _groups(document)
    whole = groups[-1][0] if len(groups) > 1 else None
    for line, start, end in groups:
        stated = _amount(line)
        if stated is None:
            continue
        if line is whole and stated == _added(document.projects):
            continue  # 小计 …, 小计 …, 合计: the last adds up all
        projects = document.projects[start:end]
        units = _leaves([u for u in document.sums if u.kind == "unit" and start <= u.after <= end], document)
        added = _added(projects)
        if projects and added != stated:
            fields = _difference(stated, added, document)
            yield TOTAL.at(
                NOWHERE,
                name=line.name,
                what=f"the {len(projects)} projects",
                what_zh=f"{len(projects)}个项目",
                **fields,
            )
        by_unit = _added(units)
        if units and by_unit != stated and (not projects or by_unit != added):
            fields = _difference(stated, by_unit, document)
            yield TOTAL.at(
                NOWHERE, name=line.name, what=f"the {len(units)} units", what_zh=f"{len(units)}个单位", **fields
            )


def _leaves(units: Sequence[Sum], document: Document) -> list[Sum]:
    """The units that have projects of their own: a department's row adds up the units below it."""
    leaves: list[Sum] = []
    for at, unit in enumerate(units):
        end = units[at + 1].after if at + 1 < len(units) else len(document.projects)
        if end > unit.after or not _is_parent(units, at):
            leaves.append(unit)
    return leaves


def _is_parent(units: Sequence[Sum], at: int) -> bool:
    whole = _amount(units[at])
    added = Decimal(0)
    for unit in units[at + 1 :]:
        added += _amount(unit) or 0
        if added == whole:
            return True
    return at == 0 and len(units) > 1 and units[0].after == units[1].after


def _units(document: Document) -> Iterable[Diagnostic]:
    units = [line for line in document.sums if line.kind == "unit"]
    leaves = _leaves(units, document)
    borders = sorted({line.after for line in document.sums} | {len(document.projects)})
    for unit in leaves:
        end = next((border for border in borders if border > unit.after), unit.after)
        projects = document.projects[unit.after : end]
        stated, added = _amount(unit), _added(projects)
        if stated is None or stated == added or not document.projects:
            continue
        yield UNIT.at(
            NOWHERE,
            name=unit.name,
            count=len(projects),
            where=str(unit.where),
            where_zh=unit.where.zh,
            **_difference(stated, added, document),
        )


_CUT_KEY = re.compile(r"(?:实\s*施?|实\s*施\s*周\s*期?|年\s*度?|[周期度指标值]\s*|[；;:：、，\-])\s*$")
_FURNITURE = re.compile(
    r"第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|(?m:^\s*[-—–－]\s*\d{1,4}\s*[-—–－]\s*$)|(?m:^\s*\d{1,4}\s*/\s*\d{1,4}\s*$)"
    r"|(?:项目支出|部门整体)[^\n。；]{0,12}绩效目标[^\n。；]{0,4}表|财政拨款\s*财政专户拨款\s*其他资金"
)


def _project(project: Project, document: Document) -> Iterable[Diagnostic]:
    place: dict[str, object] = {
        "where": str(project.where),
        "where_zh": project.where.zh,
        "name": project.name or project.unit,
    }
    if not project.indicators and not project.withheld:
        yield NO_INDICATORS.at(NOWHERE, **place)
    parts = [each for each in (project.fiscal, project.special_account, project.other) if each is not None]
    if project.total is not None and len(parts) > 0 and project.name:
        added = sum(parts, Decimal(0))
        if added > project.total or (added != project.total and project.fiscal is not None and len(parts) > 1):
            yield AMOUNTS.at(NOWHERE, stated=_money(project.total, document), added=_money(added, document), **place)
    if project.form == "string" and _clipped(project):
        yield CLIPPED.at(project.indicators[-1].span, end="".join(project.text.split())[-12:], **place)
    if (found := _FURNITURE.search(project.text) or _FURNITURE.search(project.goal)) is not None:
        yield PAGE_IN_CELL.at(NOWHERE, what="".join(found[0].split()), **place)
    if project.form == "columns":
        yield from _levels(project, place)


def _clipped(project: Project) -> bool:
    if not project.indicators:
        return False
    last = project.indicators[-1]
    if last.annual is not None and last.annual.text:
        return False
    text = project.text.rstrip()
    return not text.endswith(("。", ".")) and (last.annual is None or _CUT_KEY.search(text) is not None)


def _levels(project: Project, place: dict[str, object]) -> Iterable[Diagnostic]:
    for indicator in project.indicators:
        cells = indicator.span.of(project.text).split("\t")
        for level, text in ((indicator.level1, cells[0]), (indicator.level2, cells[1] if len(cells) > 1 else "")):
            if level is None and text.strip():
                shown = "".join(text.split())
                yield UNKNOWN_LEVEL.at(indicator.span, **{**place, "name": indicator.name}, level=shown)
