"""Split lines of text into atoms: the smallest pieces that can be a cell or a part of one, with the gaps between them.

Text copied out of a table keeps some of its borders: a new line, a tab, a ``|``, blanks; or none at all, so that
level, name and value are glued together. An atom carries the gap before it; ``flat_rows`` decides what a gap means
(a cell ends here, a row ends here, nothing ends here).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

import attrs

from ...model.taxonomy import STEMS1, STEMS2
from ...patterns import lazy
from ..table.columns import MONEY, Role, role_of
from .grid import Place

Gap: TypeAlias = Literal["glue", "space", "wide", "bar", "line", "bar line", "paragraph"]
"""Gaps: nothing · one blank · several · a tab or ``|`` · a new line · a new line beside a ``|`` · blank lines."""

GAPS: tuple[Gap, ...] = ("glue", "space", "wide", "bar", "line", "bar line", "paragraph")


@attrs.frozen
class Atom:
    """A piece of text and the gap before it; ``empties`` counts the empty cells in that gap."""

    text: str
    gap: Gap
    place: Place
    empties: int = 0


_LABEL = lazy(r"([^：:]{2,14})[：:](?=.)")
FORM_LABELS: frozenset[Role] = frozenset({"project", "unit", "goal", *MONEY})
"""The labels of a form that stand beside its table."""
_NUMBERING = lazy(
    r"\d{1,2}[-－]\d{1,2}|\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十]{1,2}、"
)
_YEAR = lazy(r"(?<=\b20\d\d) (?=年)")
_SEPARATOR = lazy(r"[\t|｜]")
_RUNS = lazy(r"\S+")
_PARTS = lazy(r"\S+|\s+")


def atoms_of(lines: Sequence[tuple[str, Place]]) -> list[Atom]:
    """The atoms of lines, in reading order; runs of letters are cut where a level or a value may begin.

    >>> [atom.text for atom in atoms_of([("数量指标培训次数≥3次", Place(line=1))])]
    ['数量指标', '培训次数', '≥3次']
    """
    atoms: list[Atom] = []
    gap: Gap = "paragraph"
    empties = 0
    for line, place in lines:
        text = _YEAR.sub("", line.replace("\u00a0", " ").replace("\u200b", ""))
        if not text.strip():
            gap = "paragraph"
            continue
        cells = _SEPARATOR.split(text)
        barred = len(cells) > 1
        if barred and not cells[0].strip():
            cells = cells[1:]  # a bar at the beginning of a line is its frame
            gap = _later(gap, "bar line") if atoms else gap
        if barred and not any(cell.strip() for cell in cells):
            gap = _later(gap, "bar line")
            empties += 1  # a line of its own for an empty cell
            continue
        filled = False
        for number, cell in enumerate(cells):
            if not cell.strip():
                empties += number > 0
                continue
            gap = "bar" if filled else gap
            filled = True
            numbering = False
            for run, before in _runs(cell):
                if numbering and before == "space":
                    before = "glue"
                numbering = _NUMBERING.fullmatch(run) is not None
                for at, piece in enumerate(_pieces(run)):
                    here: Gap = "glue" if at else before or gap
                    atoms.append(Atom(piece, here, place, 0 if here in ("glue", "space", "wide") else empties))
                    empties = 0
                gap = "line"
        gap = "bar line" if barred and (not cells[-1].strip() or len(cells) == 1) else "line"
        empties = 0
    return atoms


def glue_split(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms of a text without borders, also cut where a level or a value in words may end.

    Without borders, a level's name without 指标 at the beginning and a quality at the end (… 影响长远) are cells; with
    borders they are parts of names.
    """
    if 3 * sum(atom.gap == "glue" for atom in atoms) < len(atoms):
        return list(atoms)
    out: list[Atom] = []
    for atom in atoms:
        cuts = [0]
        bare = _BARE_LEVEL.match(atom.text)
        if bare is not None and bare.end() + 2 < len(atom.text) and not LEVEL_WORD.match(atom.text):
            cuts.append(bare.end())
        quality = _QUALITY_END.search(atom.text)
        if quality is not None and quality.start() > cuts[-1] + 3:
            cuts.append(quality.start())
        for start, stop in itertools.pairwise([*cuts, len(atom.text)]):
            text = atom.text[start:stop]
            out.append(attrs.evolve(atom, text=text, gap="glue", empties=0) if start else attrs.evolve(atom, text=text))
    return out


def with_units(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms of a table without a column of units: a number and the unit behind a blank are one (``≥200 万元``).

    PDF files have a blank between digits and Han characters, as typesetting requires.

    >>> [atom.text for atom in with_units(atoms_of([("项目总成本 ≤200 万元 预算批复数", Place(line=1))]))]
    ['项目总成本', '≤200万元', '预算批复数']
    """
    out: list[Atom] = []
    for atom in atoms:
        joined = atom.gap == "space" and bool(out) and out[-1].text[-1:].isdecimal()
        if (joined and (is_unit(atom.text) or _OF_DATE.match(atom.text))) or (
            out and atom.gap == "space" and _DAY.search(out[-1].text) and _DAY_BEGINS.match(atom.text)
        ):
            out[-1] = attrs.evolve(out[-1], text=out[-1].text + atom.text)
        else:
            out.append(atom)
    return out


_UNIT_WORDS = """
    % ％ ‰ 个 次 人 人次 项 户 件 批 批次 天 日 月 年 期 场 场次 家 处 平方米 米 亩 公顷 吨
    辆 台 套 条 例 种 名 篇 份 张 座 只 头 公里 千米 小时 分 元 万元 元/人 元/月 元/年 元/吨
    元/平方米 元/次 元/人年 人/年 人/天 次/年 次/月 个/年 百分比 所 组 宗 平方公里 立方米 万 千克
    公斤 支 部 块 棵 株 工作日 分钟 季度 个月 周 套/年 项/年 / 无 起 幅 册 本 间 栋 村 镇 单位
    案件 对 盏 根 桶 瓶 袋 箱 把 万人次 万人 万次 亿元 千元 元/天 元/户 元/亩 元/件 元/公里 分贝
    班次 课时 学时 人天 篇次 m m² ㎡ km kg
"""
_UNITS = frozenset(_UNIT_WORDS.split())


def is_unit(bare: str) -> bool:
    """Whether a text is a unit, or one per another.

    >>> is_unit("万元/座"), is_unit("元"), is_unit("提升")
    (True, True, False)
    """
    if bare in _UNITS:
        return True
    parts = re.split(r"[/／*·]", bare)
    return len(bare) <= 10 and all(part in _UNITS or (part[:1] in "万亿千百" and part[1:] in _UNITS) for part in parts)


_BEYOND = lazy(r"(?:及?以[上下内]|左右|[之以]?内)$")
_OF_DATE = lazy(r"[年月日](?:年?底|末|初|份|上旬|中旬|下旬)?[之以]?前?$")
_DAY = lazy(r"\d[年月]$")
_DAY_BEGINS = lazy(r"\d{1,2}(?:[月日].{0,3})?$")
_QUALITY_END = lazy(
    r"(?:(?:影响|效果|有所|逐步|持续|明显|显著|不断|稳步|进一步|基本|较为|长期)?"
    r"(?:长远|提升|提高|改善|增强|增加|良好|明显|显著|有效|优良|达标|合格|稳定|健全|完善|规范|及时|持续|长期|满意|完成|降低|减少)"
    r"|增加岗位|(?<![与或])是|(?<![是与或])否)$"
)


def _later(first: Gap, second: Gap) -> Gap:
    return first if GAPS.index(first) >= GAPS.index(second) else second


def _runs(cell: str) -> Iterator[tuple[str, Gap | None]]:
    """The words of a cell, each with the blanks before it."""
    blank: Gap | None = None
    for part in _PARTS.findall(cell.strip()):
        if part.isspace():
            blank = "space" if len(part) == 1 and part != "\u3000" else "wide"
        else:
            yield part, blank
            blank = None


_STEMS = sorted({*STEMS1, *STEMS2}, key=len, reverse=True)
_BRACKET = r"(?:[（(][^（）()]{1,12}[）)]分?)?"
_BARE_LEVEL = lazy("|".join(stem for stem in _STEMS if len(stem) > 3))
# 数量指标 inside a run is a level's cell; so is 效益目标. A bare 效益 is not.
LEVEL_WORD = lazy(rf"(?:\d{{1,2}}[-－])?(?:{'|'.join(_STEMS)})(?:指标|目标){_BRACKET}[:：]?")
_TAIL = lazy(r"(?<=[\u4e00-\u9fff%％）)])\d+(?:[.．]\d+)?$")
_HEADER_WORD = lazy(r"[一二三四]级(?:绩效)?(?:指标|目标)(?:名称)?")
_SIGN = r"(?:>=|<=|[≥≧≤≦＞＜>=<＝═﹥﹤])"
_NUMBER = r"\d+(?:[,，]\d{3}){0,6}(?:[.．]\d+)?"
_UNIT_END = r"(?:[%％‰]|百分比|万?元|[个人次项户件批天年月日场期家处米亩吨辆台套条例种名篇份张座只头公里小时分]{1,2})"
# A number is tried from its first digit only: from each of many digits would be quadratic.
_VALUE = lazy(rf"{_SIGN}\s*{_NUMBER}{_UNIT_END}?|(?<!\d){_NUMBER}(?:[%％‰]|百分比)(?:以[上下内])?")


def _pieces(run: str) -> Iterator[str]:
    """A run of letters cut where a level's name begins or ends, and around values that end it."""
    if len(run) < 4 or (len(run) > 4000 and "；" in run):
        yield run
        return
    cuts = {0, len(run)}
    if (label := _LABEL.match(run)) is not None and role_of(label[1]) in FORM_LABELS:
        cuts.add(label.end())  # 项目名称：校舍维修
    end = 0
    for found in LEVEL_WORD.finditer(run):
        if found.start() >= end and not _inside_word(run, found.start(), found.end()):
            cuts |= {found.start(), found.end()}
        end = found.end()
    for found in _VALUE.finditer(run):
        if not _in_brackets(run, found.start()):
            cuts |= {found.start(), found.end()}
    if (tail := _TAIL.search(run)) is not None and not _in_brackets(run, tail.start()):
        cuts.add(tail.start())
    for found in _HEADER_WORD.finditer(run):
        cuts |= {found.start(), found.end()}
    marks = sorted(cuts)
    for start, stop in itertools.pairwise(marks):
        yield run[start:stop]


def _inside_word(run: str, start: int, end: int) -> bool:
    """绩效考核指标 contains no level, nor does a word that continues with 完成率: the level's word must stand alone."""
    return run[end : end + 1] in ("值", "解", "说", "的", "体", "性") or run[max(0, start - 1) : start] in (
        "“",
        "各",
        "类",
    )


def _in_brackets(run: str, at: int) -> bool:
    opened = max(run.rfind("（", max(0, at - 24), at), run.rfind("(", max(0, at - 24), at))
    return opened >= 0 and not re.search(r"[）)]", run[opened:at])
