"""Show indicators as a tree: level 1 → level 2 → indicators, each with its two targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Group
from rich.text import Text
from rich.tree import Tree

from ..documents.model import Document, Project
from ..model.nodes import Category, Diagnostic, FreeText, Indicator, IndicatorTree, Target
from ..model.rule import SEVERITIES
from .language import say
from .read_inputs import ReadInput
from .terminal import printable

_KINDS_ZH = {
    "qualitative": "定性",
    "formula": "公式",
    "withheld": "不公开",
    "placeholder": "占位符",
    "not_applicable": "不适用",
    "empty": "空",
    "date_without_year": "无年份日期",
    "recurring_date": "周期性日期",
    "ratio": "比例",
    "rank": "名次",
    "class": "等级",
    "scale": "分档",
    "yes_no": "是否",
    "coverage": "全覆盖",
    "trend": "趋势",
    "relative": "与基准比较",
}


def view(reading: ReadInput) -> Group:
    """The content of an input: its projects or its single string, and a final line of counts."""
    content = reading.content
    match content:
        case Document(title=title, department=department, projects=projects):
            root = Tree(Text("  ".join(map(printable, filter(None, (reading.name, department, title)))), "bold"))
            for project in projects:
                _grow(root.add(_project(project)), project.tree)
        case tree:
            root = Tree(Text(printable(reading.name), "bold"))
            _grow(root, tree)
    return Group(root, _summary(len(content.indicators), reading.diagnostics()))


def _project(project: Project) -> Text:
    line = Text(printable(project.name or project.unit) or say("(no name)", "（缺名称）"), "bold magenta")
    if project.total is not None:
        line.append(say(f"  {project.total:,f} 元", f"  {project.total:,f}元"), "dim")
    return line


def _grow(parent: Tree, indicators: IndicatorTree) -> None:
    """Add the levels and indicators of a parsed string to ``parent``."""
    if indicators.withheld:
        notice = printable(indicators.source)
        parent.add(Text(say(f"withheld: {notice}", f"不公开：{notice}")))
    for level1, seconds in indicators.by_level().items():
        first = parent.add(_level(level1, say("(no level 1)", "（缺一级指标）")))
        for level2, leaves in seconds.items():
            second = first.add(_level(level2, say("(no level 2)", "（缺二级指标）")))
            for indicator in leaves:
                second.add(_leaf(indicator))


def _level(category: Category | None, missing: str) -> Text:
    return Text(str(category), "bold") if category is not None else Text(missing, "red")


def _leaf(indicator: Indicator) -> Text:
    line = Text()
    if indicator.ordinal is not None:
        line.append(f"{indicator.ordinal}、", "dim")
    line.append(*((indicator.name, "cyan") if indicator.name else (say("(no name)", "（缺名称）"), "red")))
    cycle, annual = indicator.cycle, indicator.annual
    if cycle is not None and annual is not None and (cycle.text, cycle.value) == (annual.text, annual.value):
        _target(line, say("cycle and annual", "实施周期、年度"), annual)
    else:
        _target(line, say("cycle", "实施周期"), cycle)
        _target(line, say("annual", "年度"), annual)
    return line


def _target(line: Text, label: str, target: Target | None) -> None:
    line.append(f"  {label}: " if label.isascii() else f"  {label}：", "dim")
    if target is None:
        line.append(say("missing", "缺"), "red")
        return
    line.append(target.text)
    if isinstance(target.value, FreeText):
        kind = target.value.kind
        line.append(f" [{say(kind.replace('_', ' '), _KINDS_ZH[kind])}]", "dim")
    elif (normal := str(target.value)) != target.text:
        line.append(f" → {normal}", "green")
    if target.ambiguous:
        line.append(say(" (which number counts is a guess)", "（以哪个数为准不明确）"), "yellow")


def _summary(indicators: int, diagnostics: Iterable[Diagnostic]) -> Text:
    """The final line: the number of indicators, and of diagnostics by severity."""
    counts: Counter[str] = Counter(diagnostic.severity for diagnostic in diagnostics)
    found = [
        say(_count(counts[severity], word.en), f"{counts[severity]} 个{word.zh}")
        for severity, word in SEVERITIES.items()
        if counts[severity]
    ]
    if found:
        said = say(f"{', '.join(found)} (details: budget-indicators lint)", f"{'、'.join(found)}（用 lint 命令查看）")
    else:
        said = say("no problems", "未发现问题")
    return Text(say(f"{_count(indicators, 'indicator')}, {said}", f"共 {indicators} 个指标；{said}"), "dim")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {noun}s"
