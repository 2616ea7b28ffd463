"""From header rows to columns: the kind and period of each, its block, and its recipient.

All rows of a header are read together: the lowest word that is understood gives the kind, words above it add a period
(中期指标 over 指标值) or make it the member of a family (指标值 over 甲县 | 乙县 | 合计). If a word is ambiguous
(指标性质 heads operators here and 定量 there), the cells below decide. Unknown or ambiguous columns are kept as such:
``Layout.unread`` and ``Layout.unsure``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

import attrs

from ...model.nodes import TargetPeriod
from ...model.taxonomy import find_level1, find_level2
from ...patterns import lazy
from ...text.cleaning import clean
from ..layout.grid import Row
from .joining import is_unit
from .roles import GRADES, MONEY_KINDS, Kind, Meaning, grade_rank, meaning

_VALUES: tuple[Kind, ...] = ("target", "actual")
_LEVELS: tuple[Kind, ...] = ("level1", "level2", "name")
_HEADINGS: tuple[Kind, ...] = ("string", "goal", "period")
_ONCE: tuple[Kind, ...] = (
    *("operator", "measure", "type", "direction", "weight", "score", "explanation", "scoring_rule", "basis", "reason"),
    "remark",
)
_MAX_LOOK = 60

Unsure: TypeAlias = Literal["periods", "years", "values", "blocks", "header"]


@attrs.frozen
class HeadColumn:
    """One column: its role, period, block (of those side by side) and header word.

    ``label`` is the header as written. ``member`` names the member of a family of columns: a recipient
    (甲县), a grade (优). ``joins`` says that the column is the rest of a merged column on its left.
    """

    kind: Kind
    period: TargetPeriod | None = None
    year: int | None = None
    block: int = 0
    label: str = ""
    member: str = ""
    depth: int = 0
    joins: bool = False


@attrs.frozen
class HeaderColumns:
    """The columns of header rows; ``None`` for an unknown column."""

    columns: tuple[HeadColumn | None, ...]
    labels: tuple[str, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    def at(self, kind: Kind, block: int = 0) -> int | None:
        """The first column of a kind in a block."""
        return next(
            (c for c, each in enumerate(self.columns) if each and each.kind == kind and each.block == block), None
        )

    def has(self, *kinds: Kind) -> bool:
        """Whether any column is of one of ``kinds``."""
        return any(each is not None and each.kind in kinds for each in self.columns)

    @property
    def has_indicators(self) -> bool:
        """Whether the table has a column of names and one of values."""
        return self.has("name") and self.has("target", "actual", "grade")


def read_header(
    rows: Sequence[Row],
    data: Sequence[Row] = (),
    *,
    year: int | None = None,
    periods_above: Sequence[TargetPeriod] = (),
) -> HeaderColumns:
    """The columns of a table with these header rows.

    ``data`` are rows below the header, ``year`` is the budget year if known, ``periods_above`` are the periods named
    by a form's row above the table, from left to right (中期目标 | 年度目标).
    """
    width = max((len(row.cells) for row in rows), default=0)
    stacks = [_stack(rows, at) for at in range(width)]
    found = [_column(stack) for stack in stacks]
    labels = tuple(clean(stack[-1]).text if stack else "" for stack in stacks)
    cells = _cells(data, width)
    columns = _by_content(_joined(rows, found), cells, labels)
    columns, named = _settled(columns, cells, stacks)
    columns = _recipients(columns, cells, labels)
    columns = _recipients_above(columns, stacks)
    guessed = _guess_target(columns, cells, labels)
    columns = _blocks(columns)
    found_row = _with_periods(columns, labels, year, periods_above, cells)
    return attrs.evolve(found_row, unsure=(*found_row.unsure, "header")) if guessed or named else found_row


def _stack(rows: Sequence[Row], at: int) -> tuple[str, ...]:
    """The header's texts above a column, from top to bottom; a cell that covers several rows counts once."""
    texts: list[str] = []
    for row in rows:
        text = row.cells[at].text if at < len(row.cells) else ""
        if text.strip() and (not texts or texts[-1].split() != text.split()):
            texts.append(text)
    return tuple(texts)


def _column(stack: Sequence[str]) -> HeadColumn | None:
    """The combined meaning of the words of a stack; the lowest decides."""
    means = [meaning(text) for text in stack]
    if not means:
        return None
    label = clean(stack[-1]).text
    above = [each for each in means[:-1] if each is not None]
    period, year = _first_period(reversed([each for each in means if each is not None]))
    value = next((each for each in reversed(above) if each.kind in _VALUES), None)
    lowest = means[-1]
    if lowest is None:
        # An unknown word below a known one: a member of its family, or a word of its own.
        if value is not None:
            return HeadColumn(value.kind, period, year, label=label, member=label)
        if any(each.kind in ("scoring_rule", "grade") for each in above) and _BAND.search(label):
            return HeadColumn("grade", period, year, label=label, member=label)
        reason = any(each.kind == "reason" for each in above)
        return HeadColumn("reason", label=label, member=label) if reason else None
    kind = lowest.kind
    if any(each.kind == "reason" for each in above):
        return HeadColumn("reason", label=label, member=label)  # 经费保障 | 制度保障 | 其他 below 偏差原因
    if kind in MONEY_KINDS and value is not None:
        return HeadColumn(value.kind, period, year, label=label, member=label)  # 合计 below 指标值
    if kind == "period" or (kind == "goal" and value is not None):
        telling: list[Kind] = [each.kind for each in above if each.kind not in (*_HEADINGS, "ignored")]
        kept: Kind = telling[-1] if telling else "target"
        kind = value.kind if value is not None else kept
        label = "".join(clean(text).text for text in stack[-2:])
    if kind in _VALUES and value is not None and value.kind == "actual" and _bare(stack[-1]):
        kind = "actual"
    member = _grade_in(label) if kind == "grade" else ""
    return HeadColumn(kind, period, year, label=label, member=member, depth=lowest.depth)


def _grade_in(label: str) -> str:
    """The grade a header names: 优, or 优 of 目标值（优）."""
    inside = re.search(r"[（(]\s*(\S{1,4}?)\s*[）)]", label)
    return inside[1] if inside is not None and inside[1] in GRADES else label


_BAND = lazy(r"\d|[优良中差好]|[一二三四五]档")


def _bare(text: str) -> bool:
    return meaning(text) is not None and (meaning(text) or Meaning("target")).kind == "period"


def _first_period(means: object) -> tuple[TargetPeriod | None, int | None]:
    for each in means:  # type: ignore[attr-defined]
        if each.period is not None or each.year is not None:
            return each.period, each.year
    return None, None


def _cells(data: Sequence[Row], width: int) -> list[list[str]]:
    """The texts below each column, merged cells once, blanks left out."""
    cells: list[list[str]] = [[] for _ in range(width)]
    for row in data[:_MAX_LOOK]:
        for at, cell in enumerate(row.cells[:width]):
            if not cell.covered and cell.text.strip():
                cells[at].append("".join(clean(cell.text).text.split()))
    return cells


def _joined(rows: Sequence[Row], found: Sequence[HeadColumn | None]) -> list[HeadColumn | None]:
    """Columns below one merged header cell: the second is the rest of the first."""
    columns = list(found)
    last = next((row for row in reversed(rows) if any(cell.text.strip() for cell in row.cells)), None)
    if last is None:
        return columns
    for at in range(1, len(columns)):
        here, left = columns[at], columns[at - 1]
        cell = last.cells[at] if at < len(last.cells) else None
        if here is None or left is None or cell is None or not cell.covered:
            continue
        if cell.text == last.cells[at - 1].text and attrs.evolve(left, joins=False) == here:
            columns[at] = attrs.evolve(here, joins=True)
    return columns


def _by_content(
    columns: list[HeadColumn | None], cells: Sequence[Sequence[str]], labels: Sequence[str]
) -> list[HeadColumn | None]:
    """Columns under an unknown word that contain only levels, operators or units have that role.

    Only for roles without another column in the table; the texts decide, whatever the header.
    """
    out = list(columns)
    for at, label in enumerate(labels):
        if out[at] is not None or not label or not cells[at]:
            continue
        known = {each.kind for each in out if each is not None}
        if not known & {"name", "level1", "level2"}:
            continue
        kind: Kind | None = None
        if "level1" not in known and _share(cells[at], find_level1) >= _SURE:
            kind = "level1"
        elif "level2" not in known and _share(cells[at], find_level2) >= _SURE:
            kind = "level2"
        elif "operator" not in known and _share(cells[at], _signs) >= _SURE:
            kind = "operator" if any(map(_SIGN.fullmatch, cells[at])) else None
        elif _no_units(out) and _share(cells[at], is_unit) >= _SURE and _bare_numbers(out, cells):
            kind = "measure" if 2 * len(cells[at]) >= max(map(len, cells)) else None
        if kind is not None:
            out[at] = HeadColumn(kind, label=label)
    return out


_SURE = 0.8
_SIGN = lazy(r"[≥≧≤≦＞＜><=＝═]{1,2}|(?:大于|小于)(?:或)?(?:等于)?|等于")


def _signs(text: str) -> bool:
    return _SIGN.fullmatch(text) is not None or text in ("定性", "定量", "/", "-", "—", "无")


def _no_units(columns: Sequence[HeadColumn | None]) -> bool:
    """Whether no column of units stands on the right of the levels."""
    kinds = [each.kind if each is not None else None for each in columns]
    first = next((at for at, kind in enumerate(kinds) if kind in _LEVELS), 0)
    return "measure" not in kinds and "unit" not in kinds[first:]


def _bare_numbers(columns: Sequence[HeadColumn | None], cells: Sequence[Sequence[str]]) -> bool:
    """Whether the targets are numbers without their units."""
    places = [at for at, each in enumerate(columns) if each is not None and each.kind == "target"]
    return bool(places) and _share(cells[places[0]], _BARE_NUMBER.fullmatch) >= _HALF


_BARE_NUMBER = lazy(r"[≥≧≤≦＞＜><=＝]{0,2}[-+]?[\d,，.]+")
_HALF = 0.5


OPERATORS = lazy(
    r"(?:定量(?:指标)?)?[（(]?(?:[≥≧≤≦＞＜><=＝═》《]{1,2}|[1-6]|(?:大于|小于)?(?:或)?等于|大于|小于"
    r"|不[少低小大多高]于|不超过)[）)]?"
)
_TYPES = lazy(r"定[量性](?:指标)?|文字描述|约束性|预期性|可?量化|数值|文字|描述|百分比型?|数值型|文本型?")
_DIRECTIONS = lazy(r"[正反逆负]向?(?:指标|性)?|中性(?:指标)?")
_NUMBER = lazy(r"[-+]?[\d,，.]+[%％‰]?")
_VALUE = lazy(
    r"[\d０-９]|[≥≧≤≦＞＜><=＝]|不[少低小大多高]于|[是否有无]$|完成|达标|提[高升]|合格|优|良好|明显|长期|及时|健全|保障|稳定|显著"
)


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def nature(cells: Sequence[str]) -> Kind | None:
    """The role of a column named 性质, 类型, 方向 or the like, from its cells; ``None`` if they do not decide."""
    known = [cell for cell in cells if cell not in ("/", "-", "—", "无")]
    if not known:
        return None
    operators = _share(known, OPERATORS.fullmatch)
    if operators >= 0.3 and operators + _share(known, _TYPES.fullmatch) >= 0.7:
        return "operator"
    if operators and operators + _share(known, lambda cell: _TYPES.fullmatch(cell) or cell in ("是/否", "文字")) >= 0.9:
        return "operator"
    tests: tuple[tuple[Kind, Callable[[str], object]], ...] = (
        ("direction", _DIRECTIONS.fullmatch),
        ("type", _TYPES.fullmatch),
        ("level1", find_level1),
        ("level2", find_level2),
    )
    return next((kind for kind, test in tests if _share(known, test) >= 0.7), None)


def _settled(
    found: Sequence[HeadColumn | None], cells: Sequence[Sequence[str]], stacks: Sequence[Sequence[str]]
) -> tuple[list[HeadColumn | None], bool]:
    """Resolve ambiguous words; return also whether the column of names was guessed."""
    columns = list(found)

    def kinds() -> list[Kind | None]:
        return [each.kind if each is not None else None for each in columns]

    def put(at: int, kind: Kind) -> None:
        here = columns[at]
        assert here is not None
        columns[at] = attrs.evolve(here, kind=kind)

    for at, kind in enumerate(kinds()):
        if kind in ("type", "direction", "operator"):
            put(at, nature(cells[at]) or _unsaid(kind, stacks[at][-1], kinds()))
    values = [at for at, kind in enumerate(kinds()) if kind in ("target", "actual", "grade")]
    guessed = "name" not in kinds() and bool(values) and _guess_name(columns, cells, stacks)
    if "name" not in kinds() and (values or _value_like(columns, cells)):
        _find_name(columns, cells, put, kinds)
    if "name" in kinds():
        for at, kind in enumerate(kinds()):
            if kind == "string":
                columns[at] = None  # 绩效指标 beside the levels is only their heading
        if not any(kind in ("target", "grade") for kind in kinds()):
            # 三级指标 | 目标, 三级指标 | 指标标准
            for word in ("goal", "basis"):
                places = [at for at, kind in enumerate(kinds()) if kind == word and at > kinds().index("name")]
                if places and _share(cells[places[0]], _VALUE.search) >= 0.5 and (word == "goal" or not values):
                    for at in places if word == "goal" else places[:1]:  # 中期绩效目标 | 年度绩效目标
                        put(at, "target")
                    break
        _goals_of_their_own(kinds(), put)
    names = [at for at, kind in enumerate(kinds()) if kind == "name"]
    if len(names) > 1 and values and max(values) < names[-1] and names[-1] - names[-2] > 1:
        put(names[-1], "explanation")  # 指标内容 behind the values says more of the indicator
    levels = [at for at, kind in enumerate(kinds()) if kind in _LEVELS]
    first = levels[0] if levels else None
    for at, kind in enumerate(kinds()):
        if kind == "measure" and (first is None or at < first):
            put(at, "unit")
        if kind == "unit" and first is not None and at > first and "单位" in stacks[at][-1][-3:] and _units(cells[at]):
            put(at, "measure")
    _levels_by_content(columns, cells, put, kinds)
    return columns, guessed


def _guess_name(
    columns: list[HeadColumn | None], cells: Sequence[Sequence[str]], stacks: Sequence[Sequence[str]]
) -> bool:
    """Take the column of texts on the right of the levels for the names if its head is unknown."""
    levels = [at for at, each in enumerate(columns) if each is not None and each.kind in ("level1", "level2")]
    at = levels[-1] + 1 if levels else len(columns)
    if at >= len(columns) or columns[at] is not None or not stacks[at] or not cells[at]:
        return False
    if max(map(len, cells)) > len(cells[at]) or _share(cells[at], _VALUE.match) >= _HALF:
        return False
    columns[at] = HeadColumn("name", label=clean(stacks[at][-1]).text)
    return True


def _goals_of_their_own(known: Sequence[Kind | None], put: Callable[[int, Kind], None]) -> None:
    """目标名称 | 目标值 on the left of 评价指标 | 标准值 are goals, not targets of the indicator."""
    name = known.index("name")
    right = any(kind == "target" for kind in known[name:])
    for at in range(1, name):
        if known[at] == "target" and "goal" in known[:at] and right:
            put(at, "ignored")


def _unsaid(kind: Kind, word: str, kinds: Sequence[Kind | None]) -> Kind:
    """The meaning of 性质, 方向 or 类型 if the cells do not decide."""
    bare = "".join(word.split())
    if "类型" in bare and "level1" not in kinds and "值" not in bare:
        return "level1"
    if "类别" in bare and "level2" not in kinds and "值" not in bare:
        return "level2"
    return "operator" if kind != "type" or "性质" in bare else kind


def _units(cells: Sequence[str]) -> bool:
    return _share(cells, lambda cell: len(cell) <= 6 and not _NUMBER.fullmatch(cell)) >= 0.7


def _value_like(columns: Sequence[HeadColumn | None], cells: Sequence[Sequence[str]]) -> bool:
    return any(each is None and _share(cells[at], _VALUE.search) >= 0.6 for at, each in enumerate(columns))


def _find_name(
    columns: list[HeadColumn | None],
    cells: Sequence[Sequence[str]],
    put: Callable[[int, Kind], None],
    kinds: Callable[[], list[Kind | None]],
) -> None:
    """The column of names where no word says 三级指标: 绩效指标, 指标描述, or a 二级指标 that holds no level."""
    known = kinds()
    for word in ("string", "explanation"):
        places = [at for at, kind in enumerate(known) if kind == word]
        if word == "explanation" and "string" not in known:
            places = [
                at for at in places if columns[at] is not None and "描述" in (columns[at] or HeadColumn("name")).label
            ]
        places = [at for at in places if not _heads_levels(at, known, cells)]
        if places:
            # 绩效指标 | 指标值 | 绩效指标 | 指标值: each is the name of a block of its own.
            for at in places if word == "string" else places[:1]:
                if at == places[0] or (columns[at - 1] is not None and at + 1 < len(columns)):
                    put(at, "name")
            return
    if "level2" in known:
        at = known.index("level2")
        if cells[at] and _share(cells[at], find_level2) < 0.3:
            put(at, "name")


def _heads_levels(at: int, known: Sequence[Kind | None], cells: Sequence[Sequence[str]]) -> bool:
    """绩效指标 on the left of the levels, its merged cell without texts of its own."""
    if len(set(cells[at])) > 1 and 2 * len(cells[at]) >= max(map(len, cells)):
        return False
    return ("level1" in known or "level2" in known) and at < min(
        known.index(kind) for kind in ("level1", "level2") if kind in known
    )


def _levels_by_content(
    columns: list[HeadColumn | None],
    cells: Sequence[Sequence[str]],
    put: Callable[[int, Kind], None],
    kinds: Callable[[], list[Kind | None]],
) -> None:
    """A 一级指标 and 二级指标 that hold each other's names are named by what they hold; 四级指标 is the name."""
    known = kinds()
    deep = [at for at, each in enumerate(columns) if each is not None and each.kind == "name" and each.depth]
    names = [at for at, kind in enumerate(known) if kind == "name"]
    if deep and len(names) > 1 and cells[deep[0]]:
        for at in names:
            here = columns[at]
            if here is not None and not here.depth and _beside(columns, at, deep):
                columns[at] = attrs.evolve(here, kind="ignored", depth=3)
    if known.count("level1") == 2 and "level2" not in known:
        put([at for at, kind in enumerate(known) if kind == "level1"][1], "level2")


def _beside(columns: Sequence[HeadColumn | None], at: int, deep: Sequence[int]) -> bool:
    return any(0 < other - at <= 2 for other in deep)


_PLACE = lazy(
    r"(?:[县市区州旗镇乡村盟省局厅处科所站院校馆园中心街道办团会学公司农场林场小组社区本级单位]|街道办事处|管委会|开发区|小计|合计|全省|全市|全县|全区)$"
)


def _recipients(
    columns: list[HeadColumn | None], cells: Sequence[Sequence[str]], labels: Sequence[str]
) -> list[HeadColumn | None]:
    """Columns whose words are names, side by side, with values below: one for each recipient."""
    names = [at for at, each in enumerate(columns) if each is not None and each.kind == "name"]
    if not names or any(each is not None and each.kind in ("target", "grade") for each in columns):
        return columns
    run: list[int] = []
    for at in range(names[-1] + 1, len(columns)):
        here = columns[at]
        total = here is not None and here.kind in MONEY_KINDS and _is_total(labels[at])
        place = bool(_PLACE.search(labels[at]))
        if here is None or total:
            whose = bool(labels[at]) and (place or _share(cells[at], _VALUE.search) >= 0.5)
        else:
            whose = here.kind in ("unit", "project") and place and bool(cells[at])
        if whose:
            run.append(at)
    places = sum(bool(_PLACE.search(labels[at])) for at in run)
    if len(run) < 2 and not (run and places):
        return columns
    if 2 * places < len(run):
        return columns
    out = list(columns)
    for at in run:
        out[at] = HeadColumn("target", None, None, label=labels[at], member=labels[at])
    return out


def _recipients_above(columns: list[HeadColumn | None], stacks: Sequence[Sequence[str]]) -> list[HeadColumn | None]:
    """指标值 | 完成值 below each of 合计 | 甲县 | 乙县: the head above says for whom."""
    above = {
        at: clean(stacks[at][-2]).text
        for at, each in enumerate(columns)
        if each is not None and each.kind in _VALUES and not each.member and len(stacks[at]) > 1
    }
    whose = {at: word for at, word in above.items() if _is_total(word) or meaning(word) is None}
    groups = set(whose.values())
    places = sum(bool(_PLACE.search(word)) for word in groups)
    if len(groups) < 2 or 2 * places < len(groups):
        return columns
    return [
        attrs.evolve(each, member=whose[at]) if each is not None and at in whose else each
        for at, each in enumerate(columns)
    ]


def _guess_target(columns: list[HeadColumn | None], cells: Sequence[Sequence[str]], labels: Sequence[str]) -> bool:
    """Take the one column of values under an unknown head for the targets if no head names them.

    A table with targets of the cycle only still lacks those of the year.
    """
    names = [at for at, each in enumerate(columns) if each is not None and each.kind == "name"]
    named = [each for each in columns if each is not None and each.kind in ("target", "actual", "grade")]
    if not names or any(each.period != "cycle" for each in named):
        return False
    places = [
        at
        for at in range(names[-1] + 1, len(columns))
        if columns[at] is None and labels[at] and _share(cells[at], _VALUE.search) >= 0.6
    ]
    if len(places) != 1:
        return False
    columns[places[0]] = HeadColumn("target", "annual", label=labels[places[0]])
    return True


def _is_total(label: str) -> bool:
    return re.sub(r"[\s（()）：:]", "", label) in ("合计", "总计", "小计", "全省", "全市", "全县", "全区", "总体")


def recipient_of(member: str) -> str:
    """The recipient of a column; ``""`` for 合计."""
    return "" if _is_total(member) else member


def _blocks(columns: Sequence[HeadColumn | None]) -> list[HeadColumn | None]:
    """Number the blocks side by side: a second 三级指标, or levels again, begin one."""
    out: list[HeadColumn | None] = []
    block = 0
    seen: set[Kind] = set()
    names = [at for at, each in enumerate(columns) if each is not None and each.kind == "name" and not each.joins]
    last = names[-1] if names else -1
    for at, each in enumerate(columns):
        if each is None:
            out.append(None)
            continue
        again = each.kind in _LEVELS and each.kind in seen and not each.joins
        later = each.kind in ("level1", "level2") and "name" in seen and not each.joins
        if (again or later) and at <= last:
            block += 1
            seen = set()
        seen.add(each.kind)
        out.append(attrs.evolve(each, block=block))
    return out


def _with_periods(
    columns: list[HeadColumn | None],
    labels: tuple[str, ...],
    year: int | None,
    periods_above: Sequence[TargetPeriod],
    cells: Sequence[Sequence[str]],
) -> HeaderColumns:
    """Turn years into periods; columns without a period get the remaining one."""
    unsure: list[Unsure] = []
    budget = year if year is not None else _budget_year(columns)
    count = 1 + max((each.block for each in columns if each is not None), default=0)
    for at, each in enumerate(columns):
        if each is None or each.kind not in _VALUES or each.year is None or each.period not in (None, "annual"):
            continue
        if budget is None:
            unsure.append("years")
            continue
        period: TargetPeriod = "annual" if each.year == budget else "last_year" if each.year < budget else "other"
        columns[at] = attrs.evolve(each, period=period)
    for block in range(count):
        unsure += _targets_of(columns, block, count, periods_above, cells)
    if count > 1 and not _told_apart(columns, count):
        unsure.append("blocks")
    return HeaderColumns(tuple(columns), labels, tuple(dict.fromkeys(unsure)))


def _budget_year(columns: Sequence[HeadColumn | None]) -> int | None:
    """The budget year by the columns: the year of the only goal, or the year after the last actual."""
    targets = {each.year for each in columns if each is not None and each.kind == "target" and each.year is not None}
    return next(iter(targets)) if len(targets) == 1 else None


def _targets_of(
    columns: list[HeadColumn | None],
    block: int,
    count: int,
    periods_above: Sequence[TargetPeriod],
    cells: Sequence[Sequence[str]],
) -> list[Unsure]:
    """Give each value column of a block its period."""
    places = [
        at
        for at, each in enumerate(columns)
        if each is not None and each.kind == "target" and each.block == block and not each.joins and not each.member
    ]
    if any(
        (columns[at] or HeadColumn("target")).period in (None, "annual") and not _adjusted(columns[at]) for at in places
    ):
        for at in places:
            if _adjusted(columns[at]):
                _set_period(columns, at, "other")
    # A goal without a period beside one with a period has the other of the two.
    without = [at for at in places if (columns[at] or HeadColumn("target")).period is None]
    if count > 1 and len(without) == len(places) == 1 and len(periods_above) == count:
        _set_period(columns, places[0], periods_above[block])
        return []
    if not without:
        return _twice(columns, places)
    if len(without) == 1:
        taken = {(columns[at] or HeadColumn("target")).period for at in places}
        if "annual" not in taken:
            _set_period(columns, without[0], "annual")
            return []
        if "cycle" not in taken and len(places) == 2 and without[0] < max(places):
            _set_period(columns, without[0], "cycle")
            return ["periods"]
        _set_period(columns, without[0], "other")
        return ["periods"]
    if len(without) == 2 == len(places) == len(periods_above):
        for at, period in zip(without, periods_above, strict=True):
            _set_period(columns, at, period)
        return []
    for at in without[1:]:
        _set_period(columns, at, "other")
    _set_period(columns, without[0], "annual" if len(without) == len(places) else "other")
    return ["values"]


_ADJUSTED = lazy(r"(?:调整|修改|修订|变更)后|^调整(?!前)")


def _adjusted(column: HeadColumn | None) -> bool:
    """Whether a target is the adjusted one: beside the budget's it is another."""
    return column is not None and column.period in (None, "annual") and _ADJUSTED.search(column.label) is not None


def _twice(columns: list[HeadColumn | None], places: Sequence[int]) -> list[Unsure]:
    """Resolve a period that two columns have."""
    seen: set[TargetPeriod | None] = set()
    found: list[Unsure] = []
    for at in places:
        here = columns[at] or HeadColumn("target")
        if here.period in seen and here.period in ("annual", "cycle") and "预计" not in here.label:
            _set_period(columns, at, "other")
            found = ["values"]
        seen.add(here.period)
    return found


def _set_period(columns: list[HeadColumn | None], at: int, period: TargetPeriod) -> None:
    here = columns[at]
    assert here is not None
    columns[at] = attrs.evolve(here, period=period)


def _told_apart(columns: Sequence[HeadColumn | None], count: int) -> bool:
    """Whether each block has a period of its own."""
    periods = [
        {each.period for each in columns if each is not None and each.block == block and each.kind == "target"}
        for block in range(count)
    ]
    return all(not one & other for at, one in enumerate(periods) for other in periods[at + 1 :])


def best_first(labels: Sequence[str]) -> list[int]:
    """The order of grades, the best first; in column order if their words do not decide."""
    ranks = [grade_rank(label) for label in labels]
    return sorted(range(len(labels)), key=lambda at: ranks[at]) if 9 not in ranks else list(range(len(labels)))
