"""Table rows by the roles of their cells, and joining of rows that a page break split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from ...model.taxonomy import find_level1, find_level2
from ...patterns import lazy
from ...text.cleaning import clean
from ..layout.grid import NO_PLACE, Place, Row
from ..model import InPicture, Recognised
from .columns import LEVELS, MONEY, Layout, Role, is_notice, is_string
from .dense import starts_string
from .joining import operator_in
from .money import is_amount
from .roles import meaning

_HEAD: tuple[Role, ...] = ("unit", "project", *MONEY, "goal")


@attrs.frozen(kw_only=True)
class Record:
    """A row's texts by role; ``""`` if the table has no such column or the cell is empty.

    ``cells`` are the texts of all columns of the layout, and ``leading`` those on the left of the values, merged cells
    once. ``doubt`` is the row's (see ``grid.Row``); of a scan, ``recognised`` are the stretches of the string's cell
    and ``seen`` the places of all that stands in the row. ``held`` says that a merged cell reaches in from above and
    holds the project's name: the row belongs to the same project.
    ``shares_name`` says that the indicator's name reaches in from above, over two rows with a value each. ``cut_*``
    and ``edge`` are the row's.

    ``places`` are the places of the cells of the layout's columns (``()`` if the row has other columns), and ``parts``
    the cells that the string was put together from, with the offsets of their texts.
    """

    unit: str = ""
    project: str = ""
    total: str = ""
    fiscal: str = ""
    special_account: str = ""
    other: str = ""
    goal: str = ""
    string: str = ""
    level1: str = ""
    level2: str = ""
    name: str = ""
    cycle: str = ""
    annual: str = ""
    operator: str = ""
    measure: str = ""
    cells: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    doubt: str = ""
    recognised: tuple[Recognised, ...] = ()
    seen: tuple[InPicture, ...] = ()
    place: Place = NO_PLACE
    places: tuple[Place, ...] = ()
    parts: tuple[tuple[int, Place], ...] = ()
    held: bool = False
    shares_name: bool = False
    edge: bool = False
    cut_above: bool = False
    cut_below: bool = False
    indented: bool = False

    def place_at(self, column: int | None) -> Place:
        """The location of a column's cell; the row's location if unknown."""
        return self.places[column] if column is not None and column < len(self.places) else self.place

    @property
    def has_money(self) -> bool:
        """Whether any amount is there."""
        return any(map(is_amount, (self.total, self.fiscal, self.special_account, self.other)))

    @property
    def has_text(self) -> bool:
        """Whether a goal or indicators are there."""
        return bool(self.goal.strip() or self.string.strip() or self.has_indicator)

    @property
    def has_indicator(self) -> bool:
        """Whether the row holds an indicator in columns."""
        return bool(self.name.strip() or self.annual.strip() or self.cycle.strip())

    @property
    def empty(self) -> bool:
        """Whether nothing at all is there."""
        return not any(getattr(self, field).strip() for field in _TEXTS)


_TEXTS = (
    *("unit", "project", "total", "fiscal", "special_account", "other", "goal", "string"),
    *("level1", "level2", "name", "cycle", "annual", "operator", "measure"),
)
_MONEY = ("total", "fiscal", "special_account", "other")


def record_of(row: Row, texts: Sequence[str], layout: Layout) -> Record:
    """The record of a row whose cells stand under the layout's columns (``columns.fit``)."""
    own = row.own if len(row.cells) == len(layout) else tuple(texts)
    found: dict[str, str] = {}
    for at, role in enumerate(layout.roles):
        if role is None or role in ("ordinal", "ignored", "fiscal_part"):
            continue
        # A level's merged cell applies to every row it covers; other merged cells belong to their first row.
        text = texts[at] if role in LEVELS[:2] or (role == "unit" and not own[at]) else own[at]
        if role == "goal" and found.get("goal", "").strip():
            if text.strip() and text.split() != found["goal"].split():
                found["goal"] += "\n" + text
        elif text.strip() or role not in found:
            found[role] = text
    if "fiscal" not in found:
        found |= _parts(own, layout)
    shared = _shared_name(row, own, layout)
    if shared:
        found["name"] = shared
    project = layout.at("project")
    held = project is not None and len(row.cells) == len(layout) and row.cells[project].covered
    places = tuple(row.place_of(at) for at in range(len(layout))) if len(row.cells) == len(layout) else ()
    string = layout.at("string")
    return Record(
        place=row.place,
        places=places,
        parts=((0, places[string] if places and string is not None else row.place),),
        cells=_cells(texts, own, layout, shared=bool(shared)),
        leading=tuple(own[: _first_value(layout)]),
        doubt=row.doubt or _doubtful_level(row, layout),
        recognised=_of_string(row, layout),
        seen=tuple(_seen(row, layout)),
        held=held and bool(row.cells[project or 0].text.strip()),
        shares_name=bool(shared),
        edge=row.edge,
        cut_above=row.cut_above,
        cut_below=row.cut_below,
        indented=row.indented,
        **found,
    )


def _doubtful_level(row: Row, layout: Layout) -> str:
    """A level that may be misread is so in every row that its merged cell reaches."""
    if len(row.cells) != len(layout):
        return ""
    levels = (cell for cell, role in zip(row.cells, layout.roles, strict=True) if role in LEVELS[:2])
    return "recognised" if any(cell.doubtful for cell in levels) else ""


def with_missing_operators(records: Sequence[Record], layout: Layout) -> list[Record]:
    """The rows of a table; in a scan, a number without the sign that most rows have (V for ≥) is doubted."""
    columns = layout.header.columns if layout.header is not None else ()
    at = next((at for at, column in enumerate(columns) if column is not None and column.kind == "operator"), None)
    if at is None or not any(each.seen for each in records):
        return list(records)
    filled = [at < len(each.cells) and operator_in(each.cells[at]) is not None for each in records]
    numbers = [any(map(str.isdecimal, each.annual + each.cycle)) for each in records]
    signed = sum(has and number for has, number in zip(filled, numbers, strict=True))
    if 2 * signed <= sum(numbers):
        return list(records)
    return [
        attrs.evolve(each, doubt=each.doubt or "operator-missing") if each.seen and number and not has else each
        for each, has, number in zip(records, filled, numbers, strict=True)
    ]


def _seen(row: Row, layout: Layout) -> Iterator[InPicture]:
    """The places of what stands in a row of a scan; a level, whose cell may reach over many rows, if it is doubtful."""
    yield from row.seen
    for at, cell in enumerate(row.cells):
        level = len(row.cells) == len(layout) and layout.roles[at] in LEVELS[:2]
        if not cell.covered:
            yield from (each.at for each in cell.recognised if each.at.doubtful or not level)


def _of_string(row: Row, layout: Layout) -> tuple[Recognised, ...]:
    at = layout.at("string")
    return row.cells[at].recognised if at is not None and len(row.cells) == len(layout) else ()


def _shared_name(row: Row, own: Sequence[str], layout: Layout) -> str:
    """The name that reaches in from above into a row with a value of its own; ``""`` where none does."""
    at = layout.at("name")
    if at is None or len(row.cells) != len(layout) or not row.cells[at].covered or own[at].strip():
        return ""
    text = row.cells[at].text
    if at and row.cells[at - 1].text == text:
        return ""  # the rest of a cell that is two columns wide
    valued = any(own[column].strip() for role in _VALUE_ROLES for column in layout.all(role))
    return text if valued and not (row.cut_above or row.edge) else ""


_VALUE_ROLES: tuple[Role, ...] = ("annual", "cycle")


def _cells(texts: Sequence[str], own: Sequence[str], layout: Layout, *, shared: bool) -> tuple[str, ...]:
    """The texts of all columns; merged cells of levels and recipients count in every row, others in their first.

    ``shared``: the cell of the name counts here too.
    """
    if layout.header is None:
        return ()
    kinds = [column.kind if column is not None else None for column in layout.header.columns]
    reaching = {*(LEVELS if shared else LEVELS[:2]), "recipient"}
    return tuple(texts[at] if kind in reaching else own[at] for at, kind in enumerate(kinds))


def _first_value(layout: Layout) -> int:
    places = [at for at, role in enumerate(layout.roles) if role in ("annual", "cycle", "operator")]
    return min(places, default=len(layout))


def _parts(own: Sequence[str], layout: Layout) -> dict[str, str]:
    """财政拨款 as the sum of its parts (一般公共预算, 政府性基金 …) where the table gives only these."""
    from decimal import Decimal

    from .money import amount

    amounts = [amount(own[at], "元") for at in layout.all("fiscal_part")]
    known = [each for each in amounts if each is not None]
    return {"fiscal": format(sum(known, Decimal(0)), "f")} if known else {}


def joined(first: Record, second: Record) -> Record:
    """Two parts of one row as one: texts one below the other, a text that only repeats the first part's left out."""
    texts: dict[str, Any] = {field: _joined(getattr(first, field), getattr(second, field)) for field in _TEXTS}
    shift = len(texts["string"]) - len(second.string)
    for field in ("level1", "level2"):
        upper, lower = getattr(first, field), getattr(second, field)
        if upper.split() == lower.split():
            texts[field] = upper
    for field in _MONEY:
        upper, lower = getattr(first, field), getattr(second, field)
        texts[field] = upper if is_amount(upper) or not lower.strip() else lower
    cells = tuple(
        upper if upper.split() == lower.split() else _joined(upper, lower)
        for upper, lower in zip(first.cells, second.cells, strict=False)
    )
    return attrs.evolve(
        first,
        **texts,
        cells=cells,
        places=tuple(
            below if lower.strip() and not upper.strip() else above
            for above, below, upper, lower in zip(first.places, second.places, first.cells, second.cells, strict=False)
        )
        or first.places,
        parts=first.parts if not second.string.strip() else (*_before(first), *_behind(second, shift)),
        leading=first.leading or second.leading,
        doubt=first.doubt or second.doubt,
        recognised=(*first.recognised, *(each.moved(shift) for each in second.recognised)),
        seen=first.seen + second.seen,
        cut_below=second.cut_below,
        indented=first.indented or second.indented,
    )


def _before(first: Record) -> tuple[tuple[int, Place], ...]:
    return first.parts if first.string.strip() else ()


def _behind(second: Record, by: int) -> tuple[tuple[int, Place], ...]:
    return tuple((start + by, place) for start, place in second.parts)


def _joined(upper: str, lower: str) -> str:
    if not upper.strip():
        return lower
    if not lower.strip():
        return upper
    return f"{upper}\n{lower}"


def whole_rows(records: Iterable[Record], layout: Layout) -> list[Record]:
    """The rows of a table, with rows joined that a page end (or the producing program) split."""
    decide = _columns_continue if layout.kind == "columns" else _string_continues
    rows: list[Record] = []
    for record in records:
        if record.empty:
            continue
        if rows and decide(rows[-1], record, layout):
            rows[-1] = joined(rows[-1], record)
        else:
            rows.append(record)
    return rows


def _string_continues(above: Record, below: Record, layout: Layout) -> bool:
    """Whether ``below`` is the rest of ``above``.

    Vertical centring puts a cut row's name and amounts into either half, so both are tested: which has amounts, which
    begins with the first entry of a string, and whether the file shows that the row was cut.
    """
    has_money = layout.has(*MONEY)
    key_above = above.has_money if has_money else bool(above.project.strip())
    key_below = below.has_money if has_money else bool(below.project.strip())
    begins = starts_string(below.string)
    if below.held:
        return True
    if is_sum_name(above.project) or is_sum_name(below.project):
        return False
    if key_above and key_below:
        # Some programs repeat name and amounts on the new page.
        same = above.project.split() == below.project.split() and above.total.split() == below.total.split()
        return same and below.edge and not begins and bool(below.string.strip()) and not is_notice(below.string)
    if not key_below and not below.project.strip():
        if below.place.page is not None and not below.edge and not above.cut_below:
            # On a page only its first row can be the rest of another: text alone below others is the beginning of
            # a row whose name and amounts stand on the next page.
            return False
        # Text alone: the rest of the row above, unless a string begins and the row above has its own already.
        return not (begins and (is_string(above.string) or not below.edge))
    if not below.edge and not (above.cut_below or below.cut_above):
        # In mid-page a row with a name is a row, with or without amounts.
        return not key_above and not above.project.strip() and not begins
    if not key_above:
        # The first half of a row whose name and amounts (or the rest of them) are in the second.
        return not begins or not is_string(above.string)
    # Above has amounts; below has a piece of a name but no amounts.
    return not begins and not key_below


def _columns_continue(above: Record, below: Record, layout: Layout) -> bool:
    if not (below.edge or below.cut_above or above.cut_below):
        return False
    if is_sum_name(above.project) or is_sum_name(below.project) or is_footer(above) or is_footer(below):
        return False
    if below.project.strip() and (not layout.has(*MONEY) or below.has_money):
        return False
    if not below.has_indicator:
        return above.has_indicator or not above.project.strip()
    if above.cut_below:
        # The file shows that the row above goes on, unless a level of its own begins here.
        return not (above.level2.strip() and below.level2.strip() and above.level2.split() != below.level2.split())
    if not below.name.strip():
        return True  # values without a name
    # A name without a value lacks the other half, and so do values without a name.
    values = above.annual.strip() or above.cycle.strip()
    if bool(above.name.strip()) != bool(values):
        return True
    if not (below.annual.strip() or below.cycle.strip()) and values:
        # A name alone at the top of a page is the rest of a name: an indicator without any value is rarer.
        return not below.level2.strip() or _rest_of_level(above.level2, below.level2)
    return _halves(above, below, layout)


def _rest_of_level(upper: str, lower: str) -> bool:
    """Whether two texts are the halves of one level's name (可持续影 | 响指标), and neither is a name by itself."""
    whole = "".join((upper + lower).split())
    return find_level2(whole) is not None and find_level2(lower) is None


def _halves(above: Record, below: Record, layout: Layout) -> bool:
    """Whether two rows with name and value are the halves of one: what stands once in a row stands in one of them only.

    Operators, units, weights and scores are short, so a page end does not go through them: the half that holds the
    middle of the row has all of them, the other none.
    """
    if below.level2.strip() and not _rest_of_level(above.level2, below.level2):
        return False
    if layout.header is None or len(above.cells) != len(below.cells):
        return bool(below.level2.strip())
    short = [
        at
        for at, column in enumerate(layout.header.columns)
        if column is not None and column.kind in ("operator", "weight", "score", "actual", "type", "direction")
    ]
    up = [bool(above.cells[at].strip()) for at in short]
    down = [bool(below.cells[at].strip()) for at in short]
    return any(up) != any(down) if short else bool(below.level2.strip())


_SUM_NAMES = frozenset(
    {"合计", "总计", "小计", "总合计", "共计", "合计数", "部门合计", "单位合计", "项目合计", "本页小计"}
)


def is_sum_name(name: str) -> bool:
    """Whether a row's name marks it as a sum."""
    return len(name) < 24 and "".join(name.split()).strip("：:（）()") in _SUM_NAMES


_SECTION = lazy(r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?)?(?P<name>[^\d\s]{2,8})(?:指标|目标)")


def section_in(text: str) -> str:
    """The level that a row across the table announces for those below it (产出目标, （一）数量指标), else ``""``."""
    bare = "".join(text.split())
    found = _SECTION.fullmatch(bare)
    return "" if found is None or meaning(bare) is not None else f"{found['name']}指标"


_FOOTER = lazy(
    r"(?:预算执行率|总分|合计|总计|小计|得分合计|总得分|评价结论|自评结论|评价得分|评价等级|自评等级|存在(?:的)?(?:主要)?问题|主要问题|改进(?:措施|建议)|"
    r"下一步|有关建议|其他(?:需要)?说明|其他需说明|项目负责人|财务负责人|单位负责人|填[表报]人|填报单位|联系人|联系电话|审核意见|审核人|"
    r"(?:财政|主管|业务)\S{0,6}(?:审核)?意见|备注|注|说明|填表说明|制表|经办)(?:[\d（(：:、\s]|$)"
)


def is_across(record: Record) -> bool:
    """Whether one text that is no level stands across the columns of levels and name: 资金分配 | 500 | 300."""
    text = record.level1.split()
    return (
        bool(text)
        and text == record.level2.split()
        and not record.name.strip()
        and find_level1("".join(text)) is None
        and find_level2("".join(text)) is None
    )


_SIGNATURE = lazy(
    r"(?:填[表报]人|填报单位|制表人?|经办人?|审核人|复核人|联系人|联系电话|(?:项目|财务|单位|部门)负责人|填[表报]日期|备注|注|说明|填[表报]说明)"
    r"(?:[（(]?(?:签[字章]|盖章)[）)]?)?\d?[：:]"
    r"|(?:填[表报]人|制表人|经办人|审核人|复核人|联系电话|填[表报]日期)(?:[（(]?(?:签[字章]|盖章)[）)]?)?$"
    r"|(?:打印|导出|制表)(?:时间|日期|人)[：:]|第\d+页|(?:合计|总计|共计?)[：:]?\d+[个条项行]"
)


def is_signature(record: Record) -> bool:
    """Whether a row begins with what stands below a table: 填表人：, 联系电话：, 注：."""
    first = next((text for text in record.leading if text.strip()), "")
    return _SIGNATURE.match("".join(clean(first).text.split())) is not None


def is_footer(record: Record) -> bool:
    """Whether a row below the indicators adds up or remarks instead of holding one: 合计, 总分, 存在问题, 填表人."""
    first = next((text for text in record.leading if text.strip()), "")
    return _FOOTER.match("".join(clean(first).text.split())) is not None
