"""Checks of a document as read: lost rows, projects without indicators, damaged or missing text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..catalogue.documents import (
    AMOUNT_SPOILS_SUM,
    AMOUNTS,
    CELL_DOUBTFUL,
    CLIPPED,
    COLUMN_LEFT_OUT,
    COLUMN_UNKNOWN,
    DAMAGED_PAGE,
    DATE_WITHOUT_YEAR,
    IMAGE_PAGE,
    NO_INDICATORS,
    NO_TABLE,
    NO_VOCABULARY,
    PAGE_IN_CELL,
    PICTURE_UNREAD,
    ROW_LEFT_OUT,
    SCAN_WITHOUT_TABLE,
    SEVERAL_YEARS,
    TOO_FULL,
    TOTAL,
    UNIT,
    UNIT_ASSUMED,
    UNKNOWN_LEVEL,
    WRONG_SUFFIX,
)
from ..catalogue.documents import RULES as RULES
from ..catalogue.readers import AMOUNT_DOUBTFUL, SHOWN_OTHERWISE
from ..model.nodes import NOWHERE, Diagnostic, FreeText, Span
from ..model.rule import Rule
from ..patterns import lazy
from .layout.grid import Block, Line
from .model import Document, DocumentDiagnostic, InPicture, Project, Sum, Where, placed
from .table.roles import meaning


def _at(rule: Rule, where: Where, span: Span = NOWHERE, **fields: object) -> DocumentDiagnostic:
    """The diagnostic of a rule at a location in the file."""
    return placed(rule.at(span, None, where=str(where), where_zh=where.zh, **fields), where)


def page_is_image(page: int) -> Diagnostic:
    """A page without text in a file that has some."""
    return _at(IMAGE_PAGE, Where(page=page), page=page)


def picture_unread(page: int) -> Diagnostic:
    """A picture on a page with text, large enough for a table, that was not read."""
    return _at(PICTURE_UNREAD, Where(page=page), page=page)


def page_too_full(page: int) -> Diagnostic:
    """A page that was left out because it has too many strokes."""
    return _at(TOO_FULL, Where(page=page), page=page)


def page_damaged(page: int) -> Diagnostic:
    """A page that could not be read."""
    return _at(DAMAGED_PAGE, Where(page=page), page=page)


def unit_assumed(unit: str, where: Where) -> Diagnostic:
    """The money unit was not stated in the table that begins at ``where``."""
    return _at(UNIT_ASSUMED, where, unit=unit)


def several_years(years: Sequence[int], where: Where) -> Diagnostic:
    """The titles of the file state several budget years; ``where`` is the first that differs."""
    return _at(SEVERAL_YEARS, where, years="、".join(map(str, years)))


def columns_unknown(where: Where, words: Sequence[str]) -> Diagnostic:
    """Columns whose header is not understood."""
    return _at(COLUMN_UNKNOWN, where, words="、".join(words))


def columns_left_out(where: Where, words: Sequence[str]) -> Diagnostic:
    """Columns that are understood but not part of the result."""
    return _at(COLUMN_LEFT_OUT, where, words="、".join(words))


def rows_left_out(where: Where, words: Sequence[str]) -> Diagnostic:
    """Rows between the indicators of a table that are not indicators."""
    return _at(ROW_LEFT_OUT, where, words="、".join(words))


def amount_doubtful(where: Where, name: str, text: str, value: Decimal | None) -> Diagnostic:
    """A cell in a money column contains something other than an amount; ``value`` is its reading."""
    shown = None if value is None else f"{value.normalize():f}"
    return _at(
        AMOUNT_DOUBTFUL,
        where,
        name=name,
        text=" ".join(text.split())[:40],
        reading="not understood" if shown is None else f"read as {shown} yuan",
        reading_zh="无法识别" if shown is None else f"按{shown}元读取",
    )


def cell_doubtful(where: Where, text: str, part: str, seen: InPicture | None) -> Diagnostic:
    """A text outside the indicators that text recognition may have misread."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return placed(_at(CELL_DOUBTFUL, where, text=shown, part=part[:_LONGEST]), where, seen)


_LONGEST = 40


def wrong_suffix(suffix: str, kind: str) -> Diagnostic:
    """A file was read according to its content, not its extension."""
    return WRONG_SUFFIX.at(NOWHERE, suffix=suffix, kind=kind)


def check_document(document: Document) -> tuple[Diagnostic, ...]:
    """Problems in the projects and sums of a document."""
    return (
        *_totals(document),
        *_units(document),
        *undated(document),
        *(found for project in document.projects for found in _project(project, document)),
    )


def check_scan(document: Document, recognised: Collection[int]) -> tuple[Diagnostic, ...]:
    """Problems on pages (from 1) that were read by text recognition: no table, amounts that break a sum."""
    if not recognised:
        return ()
    if not document.projects:
        return (_at(SCAN_WITHOUT_TABLE, Where(document.source, min(recognised))),)
    return tuple(_misread_amounts(document))


def totals_confirmed(document: Document, checked: Iterable[Diagnostic]) -> bool:
    """Whether a stated sum confirms the projects' totals as recognised."""
    stated = [line for line in document.sums if line.kind == "total" and line.total is not None]
    return bool(stated and document.projects) and not any(each.code in (TOTAL.code, UNIT.code) for each in checked)


def _misread_amounts(document: Document) -> Iterable[Diagnostic]:
    """The amounts for which a sum would be right with one digit or the point changed."""
    for line, projects in _unequal_sums(document):
        stated, added = _amount(line) or Decimal(0), _added(projects)
        suspects: list[tuple[Sum | Project, Decimal, Decimal]] = [(line, stated, added)]
        suspects += [(each, was, was + stated - added) for each in projects if (was := _amount(each)) is not None]
        found = [each for each in suspects if _one_digit_off(each[1], each[2])]
        for each, was, needed in found if len(found) <= _MOST_SUSPECTS else ():
            yield _at(
                AMOUNT_SPOILS_SUM,
                each.where,
                name=each.name or line.name,
                stated=_money(was, document),
                needed=_money(needed, document),
            )


_MOST_SUSPECTS = 5


def _unequal_sums(document: Document) -> Iterable[tuple[Sum, Sequence[Project]]]:
    """The sum rows that do not match their projects, with these."""
    borders = sorted({line.after for line in document.sums} | {len(document.projects)})
    units = _leaves([line for line in document.sums if line.kind == "unit"], document)
    ends = {id(unit): next((border for border in borders if border > unit.after), unit.after) for unit in units}
    for line, start, end in (*_groups(document), *((unit, unit.after, ends[id(unit)]) for unit in units)):
        stated, projects = _amount(line), document.projects[start:end]
        if stated is not None and projects and _differ(stated, _added(projects), _amounts(projects), document):
            yield line, projects


def _one_digit_off(was: Decimal, needed: Decimal) -> bool:
    """Whether two amounts are one misread, lost or added digit apart, or the same digits with the point elsewhere."""
    if needed <= 0 or was <= 0:
        return False
    left, right = f"{was:.2f}", f"{needed:.2f}"
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    longer, shorter = sorted((left, right), key=len, reverse=True)
    lost = any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    return lost or left.replace(".", "").strip("0") == right.replace(".", "").strip("0")


def check_text(document: Document, blocks: Iterable[Block]) -> tuple[Diagnostic, ...]:
    """Problems in a file's text as a whole."""
    if document.projects:
        return ()
    text = "".join(
        block.text if isinstance(block, Line) else "".join("".join(row.own) for row in block.rows) for block in blocks
    )
    text = "".join(text.split())
    if not any(word in text for word in ("项目", "绩效", "指标")):
        return (NO_VOCABULARY.at(NOWHERE),)
    words = "、".join(_unknown_words(document))
    return (
        NO_TABLE.at(
            NOWHERE,
            words=f"; not understood here: {words}" if words else "",
            words_zh=f"；此处无法识别的表头：{words}" if words else "",
        ),
    )


def _unknown_words(document: Document) -> list[str]:
    """The short texts that are no header words, from the most header-like rows of the first tables."""
    words: dict[str, None] = {}
    for table in document.tables[:5]:
        for row in table.rows[:6]:
            filled = ["".join(text.split()) for text in row if text.strip()]
            if len(filled) > 2 and all(len(text) <= 16 for text in filled):
                words |= dict.fromkeys(text for text in filled if meaning(text) is None)
                break
    return list(words)[:12]


def undated(document: Document) -> tuple[Diagnostic, ...]:
    """Targets that would be dates with a known budget year."""
    if document.year is not None:
        return ()
    found = [
        (project, target)
        for project in document.projects
        for indicator in project.indicators
        for target in (indicator.cycle, indicator.annual)
        if target is not None and isinstance(target.value, FreeText) and target.value.kind == "date_without_year"
    ]
    if not found:
        return ()
    project, first = found[0]
    return (_at(DATE_WITHOUT_YEAR, project.where_of(first.span), count=len(found), text=first.text[:20]),)


_SCALES = {"亿元": 100_000_000, "百万元": 1_000_000, "万元": 10_000, "千元": 1_000}


def _money(amount: Decimal, document: Document) -> str:
    """An amount as the document writes it: 1,184.97万元."""
    unit = document.money_unit or "元"
    scale = _SCALES.get(unit, 1)
    scaled = amount / scale
    places = max(2, -int(scaled.normalize().as_tuple().exponent)) if scaled else 2
    return f"{scaled:,.{min(places, 6)}f}{unit}"


def _difference(stated: Decimal, added: Decimal, document: Document) -> dict[str, Any]:
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


def _differ(stated: Decimal, added: Decimal, addends: Sequence[Decimal], document: Document) -> bool:
    """Whether a sum differs from the stated one, allowing for rounding if the file shows rounded numbers (D062)."""
    if stated == added or not any(each.code == SHOWN_OTHERWISE.code for each in document.diagnostics):
        return stated != added
    scale = _SCALES.get(document.money_unit or "万元", 1)
    places = max(-int((each / scale).normalize().as_tuple().exponent) for each in (stated, *addends))
    step = scale * Decimal(1).scaleb(-max(min(places, 6), 0))
    return abs(stated - added) > step * (len(addends) + 1) / 2


def _amounts(lines: Iterable[Sum | Project]) -> list[Decimal]:
    return [_amount(line) or Decimal(0) for line in lines]


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
        if line is whole and not _differ(stated, _added(document.projects), _amounts(document.projects), document):
            continue  # 小计 …, 小计 …, 合计: the last adds up all
        projects = document.projects[start:end]
        units = _leaves([u for u in document.sums if u.kind == "unit" and start <= u.after <= end], document)
        added = _added(projects)
        if projects and _differ(stated, added, _amounts(projects), document):
            fields = _difference(stated, added, document)
            yield _at(
                TOTAL,
                line.where,
                name=line.name,
                what=f"the {len(projects)} projects",
                what_zh=f"{len(projects)}个项目",
                **fields,
            )
        by_unit = _added(units)
        if units and _differ(stated, by_unit, _amounts(units), document) and (not projects or by_unit != added):
            fields = _difference(stated, by_unit, document)
            yield _at(
                TOTAL,
                line.where,
                name=line.name,
                what=f"the {len(units)} units",
                what_zh=f"{len(units)}个单位",
                **fields,
            )


def _leaves(units: Sequence[Sum], document: Document) -> list[Sum]:
    """The units with projects of their own: a department's row adds up the units below it."""
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
        if stated is None or not document.projects or not _differ(stated, added, _amounts(projects), document):
            continue
        yield _at(
            UNIT,
            unit.where,
            name=unit.name,
            count=len(projects),
            **_difference(stated, added, document),
        )


_CUT_KEY = lazy(r"(?:实\s*施?|实\s*施\s*周\s*期?|年\s*度?|[周期度指标值]\s*|[；;:：、，\-])\s*$")
_FURNITURE = lazy(
    r"第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|(?m:^\s*[-—–－]\s*\d{1,4}\s*[-—–－]\s*$)|(?m:^\s*\d{1,4}\s*/\s*\d{1,4}\s*$)"
    r"|(?:项目支出|部门整体)[^\n。；]{0,12}绩效目标[^\n。；]{0,4}表|财政拨款\s*财政专户拨款\s*其他资金"
)


def _project(project: Project, document: Document) -> Iterable[Diagnostic]:
    name, where = project.name or project.unit, project.where
    if not project.indicators and not project.withheld:
        yield _at(NO_INDICATORS, where, name=name)
    parts = [each for each in (project.fiscal, project.special_account, project.other) if each is not None]
    if project.total is not None and len(parts) > 0 and project.name:
        added = sum(parts, Decimal(0))
        differ = _differ(project.total, added, parts, document)
        if differ and (added > project.total or (project.fiscal is not None and len(parts) > 1)):
            stated = _money(project.total, document)
            yield _at(AMOUNTS, where, name=name, stated=stated, added=_money(added, document))
    if project.form == "string" and _clipped(project):
        last = project.indicators[-1].span
        yield _at(CLIPPED, project.where_of(last), last, name=name, end="".join(project.text.split())[-12:])
    if (found := _FURNITURE.search(project.text) or _FURNITURE.search(project.goal)) is not None:
        in_text = found.string is project.text
        at = project.where_of(Span(*found.span())) if in_text else where
        yield _at(PAGE_IN_CELL, at, name=name, what="".join(found[0].split()))
    if project.form == "columns":
        yield from _levels(project)


def _clipped(project: Project) -> bool:
    if not project.indicators:
        return False
    last = project.indicators[-1]
    if last.annual is not None and last.annual.text:
        return False
    text = project.text.rstrip()
    return not text.endswith(("。", ".")) and (last.annual is None or _CUT_KEY.search(text) is not None)


def _levels(project: Project) -> Iterable[Diagnostic]:
    for indicator in project.indicators:
        at = indicator.span.start
        cells = indicator.span.of(project.text).split("\t")
        for level, text in ((indicator.level1, cells[0]), (indicator.level2, cells[1] if len(cells) > 1 else "")):
            if level is None and text.strip():
                where = project.where_of(Span(at, at))
                shown = "".join(text.split())
                yield _at(UNKNOWN_LEVEL, where, indicator.span, name=indicator.name, level=shown)
            at += len(text) + 1
