"""From the rows of a table to entries, one for each indicator: levels filled down, blocks paired, families split.

A row of the file may contain several indicators (one for each recipient, or one in each of two blocks), and an
indicator may be in two blocks (its target for the cycle on the left, the one for the year on the right). Decisions by
convention rather than by the header are recorded on the entry (``doubts``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import attrs

from ...model.nodes import TargetKind, TargetPeriod
from ...model.taxonomy import LEVEL2, find_level1, find_level2
from ...text.cleaning import clean
from ..layout.grid import NO_PLACE, Place
from ..model import InPicture
from .columns import LEVELS, Layout, Role
from .header import HeadColumn, HeaderColumns, best_first, recipient_of
from .joining import join_value, operator_in, parts_of_name
from .records import Record, is_across, is_footer, section_in
from .roles import Kind


@attrs.frozen(kw_only=True)
class Value:
    """A value of another period than the two of an indicator."""

    period: TargetPeriod
    kind: TargetKind
    label: str
    text: str


@attrs.frozen(kw_only=True)
class ColumnEntry:
    """One indicator as in the table's cells, before its values are read; ``""`` for empty cells."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    cycle: str = ""
    annual: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    type: str = ""
    direction: str = ""
    recipient: str = ""
    grades: tuple[tuple[str, str], ...] = ()
    others: tuple[Value, ...] = ()
    explanation: str = ""
    scoring_rule: str = ""
    basis: str = ""
    reason: str = ""
    remark: str = ""
    shares_name: bool = False
    doubts: tuple[str, ...] = ()
    place: Place = NO_PLACE
    seen: tuple[InPicture, ...] = ()
    spots: tuple[tuple[str, Place], ...] = ()
    """The places of the cells of its parts, by field; other parts are somewhere in the row."""

    def place_of(self, field: str) -> Place:
        """The location of a part of the indicator."""
        return next((place for name, place in self.spots if name == field), self.place)

    @property
    def is_indicator(self) -> bool:
        """Whether there is anything besides levels."""
        return bool(self.name.strip() or self.annual.strip() or self.cycle.strip())


def entries_of(records: Iterable[Record], layout: Layout) -> list[ColumnEntry]:
    """The entries of a project's rows, in the order of the table."""
    header = layout.header
    rows = _sectioned([record for record in records if not (is_footer(record) or is_across(record))], layout)
    if header is None or not header.has_indicators:
        return _filled([_plain(record, layout) for record in rows])
    count = 1 + max((each.block for each in header.columns if each is not None), default=0)
    blocks: list[list[list[ColumnEntry]]] = []
    for block in range(count):
        heads = [_entry(record, header, block) for record in rows]
        filled = _filled_rows(heads)
        blocks.append([_family(entry, record, header, block) for entry, record in zip(filled, rows, strict=True)])
    if count == 1:
        return [entry for row in blocks[0] for entry in row if entry.is_indicator]
    return _paired(blocks, header)


def _sectioned(records: Sequence[Record], layout: Layout) -> list[Record]:
    """Rows below headings across the table (产出目标, （一）数量指标) have these for levels, if no column has them."""
    if layout.header is None or layout.header.has("level1"):
        return list(records)
    out: list[Record] = []
    level1 = level2 = ""
    for record in records:
        heading = _section(record)
        if not heading:
            own = record.level2 if layout.header.has("level2") else level2
            out.append(attrs.evolve(record, level1=level1, level2=own) if level1 or level2 else record)
        elif find_level1(heading) is None and find_level2(heading) is not None:
            level2 = heading
        else:
            level1, level2 = heading, ""
    return out


def _section(record: Record) -> str:
    """The level announced by a row with a single text; below names only a known one."""
    texts = {text.strip() for text in record.cells if text.strip()}
    heading = section_in(texts.pop()) if len(texts) == 1 else ""
    known = find_level1(heading) is not None or find_level2(heading) is not None
    return heading if known or not record.name.strip() else ""


def total_score(records: Sequence[Record], layout: Layout) -> str:
    """The score of the sum row (总分, 合计), ``""`` without one."""
    header = layout.header
    at = header.at("score") if header is not None else None
    if at is None:
        return ""
    sums = [record for record in records if is_footer(record) and at < len(record.cells)]
    return next((record.cells[at].strip() for record in reversed(sums) if record.cells[at].strip()), "")


def _plain(record: Record, layout: Layout) -> ColumnEntry:
    value = join_value(record.operator, record.annual, record.measure)
    return ColumnEntry(
        level1=record.level1,
        level2=record.level2,
        name=record.name,
        cycle=record.cycle,
        annual=value,
        shares_name=record.shares_name,
        doubts=(record.doubt,) if record.doubt else (),
        place=record.place,
        spots=_spots_of_roles(record, layout),
        seen=record.seen,
    )


def _spots_of_roles(record: Record, layout: Layout) -> tuple[tuple[str, Place], ...]:
    roles: tuple[Role, ...] = (*LEVELS, "cycle", "annual")
    return tuple((role, record.place_at(layout.at(role))) for role in roles if layout.has(role))


def _spots(record: Record, header: HeaderColumns, block: int) -> tuple[tuple[str, Place], ...]:
    """The locations of the cells of a row's parts in a block: of several columns of a kind the first filled one."""
    found: dict[str, Place] = {}
    for own in (block, 0):
        for column, text, place in zip(header.columns, record.cells, record.places, strict=False):
            if column is None or column.block != own or not text.strip() or column.member:
                continue
            kind: str = column.kind
            if kind == "target":
                kind = "cycle" if column.period == "cycle" else "annual" if column.period in (None, "annual") else ""
            if kind in _SPOTTED:
                found.setdefault(kind, place)
    return tuple(found.items())


_SPOTTED = frozenset(
    {"level1", "level2", "name", "cycle", "annual", "actual", "weight", "score", "recipient", "direction"}
    | {"explanation", "scoring_rule", "basis", "reason", "remark"}
)


@attrs.frozen
class _Under:
    """A text with its column: the column's number and role."""

    at: int
    column: HeadColumn
    text: str


def _texts(record: Record, header: HeaderColumns, kind: str, block: int) -> list[_Under]:
    """The columns of a kind in a block with their texts; columns below one merged head are joined."""
    found: list[_Under] = []
    for at, (column, text) in enumerate(zip(header.columns, record.cells, strict=False)):
        if column is None or column.kind != kind or column.block != block:
            continue
        if column.joins and found:
            whole = _beside(found[-1].text, text, mark="" if kind == "name" else _JOINED)
            found[-1] = attrs.evolve(found[-1], text=whole)
        else:
            found.append(_Under(at, column, text))
    return found


def _beside(left: str, right: str, mark: str) -> str:
    """Join the cells below one merged head: ≥ | 95 | % is one value."""
    if not right.strip() or left.split() == right.split():
        return left
    if not left.strip():
        return right
    parts = operator_in(left) is not None or (
        re.search(r"\d$", left.strip()) is not None and len(right.strip()) <= _UNIT
    )
    return f"{left.strip()}{'' if parts else mark}{right.strip()}"


_UNIT = 6
_JOINED = "\u2028"
"""Between two cells below one head that are not the parts of one value; cleaning makes a line wrap of it."""


def _nearest(record: Record, header: HeaderColumns, kind: Kind, block: int, target: _Under | None) -> str:
    """Of several columns of operators or units the one of the value's own period, else the one beside it."""
    places = [at for at, each in enumerate(header.columns) if each and each.kind == kind and each.block == block]
    if target is None or len(places) < 2:
        return _shared(record, header, kind, block)
    own = [at for at in places if (header.columns[at] or target.column).period == target.column.period]
    side = [each for each in own or places if (each < target.at) == (kind == "operator")]
    nearest = min(side or own or places, key=lambda each: abs(each - target.at))
    return record.cells[nearest].strip() if nearest < len(record.cells) else ""


def _points(record: Record, header: HeaderColumns, kind: str, block: int) -> str:
    """A weight or a score: of several columns the first on the right of the name; the others are those of levels."""
    name = header.at("name", block) or 0
    found = _texts(record, header, kind, block)
    right = [each.text for each in found if each.at > name]
    return (right or [each.text for each in found] or [""])[0].strip()


def _one(record: Record, header: HeaderColumns, kind: str, block: int) -> str:
    texts = [_said(each) for each in _texts(record, header, kind, block) if each.text.strip()]
    return "\n".join(dict.fromkeys(texts))


_TICKS = frozenset("√✓✔☑■●")


def _said(under: _Under) -> str:
    """A cell's text; a tick means the word above it (√ below 经费保障)."""
    text = under.text.strip()
    return under.column.member or text if text in _TICKS else text


def _shared(record: Record, header: HeaderColumns, kind: str, block: int) -> str:
    """A text of the block, or, if the block has no such column, of the table's only one."""
    own = _one(record, header, kind, block)
    if own or block == 0 or header.at(kind, block) is not None:  # type: ignore[arg-type]
        return own
    return _one(record, header, kind, 0)


def _entry(record: Record, header: HeaderColumns, block: int) -> ColumnEntry:
    """The parts shared by all indicators of a row in a block."""
    return ColumnEntry(
        level1=_shared(record, header, "level1", block) or record.level1,
        level2=_shared(record, header, "level2", block) or record.level2,
        name=_shared(record, header, "name", block),
        weight=_points(record, header, "weight", block),
        score=_points(record, header, "score", block),
        type=_one(record, header, "type", block),
        direction=_one(record, header, "direction", block),
        recipient=_shared(record, header, "recipient", block),
        explanation=_one(record, header, "explanation", block),
        scoring_rule=_one(record, header, "scoring_rule", block),
        basis=_one(record, header, "basis", block),
        reason=_one(record, header, "reason", block),
        remark=_one(record, header, "remark", block),
        shares_name=record.shares_name,
        doubts=(record.doubt,) if record.doubt else (),
        place=record.place,
        spots=_spots(record, header, block),
        seen=record.seen,
    )


def _family(entry: ColumnEntry, record: Record, header: HeaderColumns, block: int) -> list[ColumnEntry]:
    """The entries of a row in a block: one, or one for each recipient; values joined with operator and unit."""
    in_name = parts_of_name(clean(entry.name).text)

    def beside(value: _Under | None) -> tuple[str, str]:
        """The operator and the unit that go with a column's value."""
        sign = _nearest(record, header, "operator", block, value)
        unit = _nearest(record, header, "measure", block, value)
        return (sign or ("" if unit else in_name.operator)), unit or in_name.unit

    operator, measure = beside(None)

    def whole(value: _Under) -> str:
        sign, unit = beside(value)
        return join_value(sign, value.text, unit)

    entry = attrs.evolve(
        entry,
        type=entry.type or (operator if operator_in(operator) == "" else ""),
        recipient=clean(recipient_of(entry.recipient)).text.strip(),
    )
    grades = _grades(record, header, block, whole)
    targets = _texts(record, header, "target", block)
    recipients = [each for each in targets if each.column.member]
    others: list[tuple[int, Value]] = []
    fields: dict[str, str] = {}
    for each in targets:
        period = each.column.period
        if each.column.member or not each.text.strip():
            continue
        if period == "cycle" and "cycle" not in fields:
            fields["cycle"] = whole(each)
        elif period in (None, "annual") and "annual" not in fields:
            fields["annual"] = whole(each)
        else:
            value = Value(period=period or "other", kind="target", label=each.column.label, text=whole(each))
            others.append((each.at, value))
    reached: dict[str, str] = {}
    for each in _texts(record, header, "actual", block):
        if not each.text.strip():
            continue
        period, text = each.column.period, join_value("", each.text, measure)
        if each.column.member:
            reached[each.column.member] = text
        elif period in (None, "annual", "cycle") and "actual" not in fields:
            fields["actual"] = text
        else:
            value = Value(period=period or "other", kind="actual", label=each.column.label, text=text)
            others.append((each.at, value))
    doubts = entry.doubts + _unsure(header, fields, bool(others))
    if any(_JOINED in each.text for each in targets):
        doubts = (*doubts, "two-values")
    if grades and "annual" not in fields:
        fields["annual"] = grades[0][1]
    by_column = sorted(others, key=lambda each: each[0])
    entry = attrs.evolve(
        entry,
        grades=tuple(grades),
        others=tuple(value for _, value in by_column),
        doubts=doubts,
        cycle=fields.get("cycle", ""),
        annual=fields.get("annual", ""),
        actual=fields.get("actual", ""),
    )
    if not recipients:
        return [entry]
    return [
        attrs.evolve(
            entry,
            annual=whole(each) if each.column.period != "cycle" else "",
            cycle=whole(each) if each.column.period == "cycle" else entry.cycle,
            recipient=clean(recipient_of(each.column.member)).text,
            spots=(("cycle" if each.column.period == "cycle" else "annual", record.place_at(each.at)), *entry.spots),
            actual=reached.get(each.column.member, entry.actual),
        )
        for each in recipients
        if each.text.strip() and each.text.strip() not in ("-", "—", "/")
    ]


def _unsure(header: HeaderColumns, fields: dict[str, str], others: bool) -> tuple[str, ...]:
    doubts: list[str] = []
    if "values" in header.unsure and others:
        doubts.append("several-values")
    if "header" in header.unsure:
        doubts.append("header-unknown")
    if "periods" in header.unsure and len(fields) > 1:
        doubts.append("which-period")
    if "years" in header.unsure and (others or len(fields) > 1):
        doubts.append("which-period")
    return tuple(doubts)


def _grades(record: Record, header: HeaderColumns, block: int, whole: Callable[[_Under], str]) -> list[tuple[str, str]]:
    found = [each for each in _texts(record, header, "grade", block) if each.text.strip()]
    order = best_first([each.column.member for each in found])
    return [(found[at].column.member, whole(found[at])) for at in order]


def _filled(entries: Sequence[ColumnEntry]) -> list[ColumnEntry]:
    return [entry for entry in _filled_rows(entries) if entry.is_indicator]


def _filled_rows(entries: Sequence[ColumnEntry]) -> list[ColumnEntry]:
    """Fill level cells from above, and at the top from below (a merged cell's text may be in its middle)."""
    out: list[ColumnEntry] = []
    level1 = level2 = recipient = ""
    for entry in entries:
        recipient = entry.recipient or recipient
        own1, own2 = entry.level1, entry.level2
        if own1.strip():
            if own1.split() != level1.split():
                level2 = ""
            level1 = own1
        elif own2.strip() and (category := find_level2(_level(own2))) is not None and category.parent is not None:
            known = find_level1(_level(level1))
            fits = known is not None and any(
                each.parent == known and each == find_level2(_level(own2), known) for each in LEVEL2
            )
            if not fits:
                level1 = category.parent.name
        if own2.strip():
            level2 = own2
        out.append(attrs.evolve(entry, level1=level1, level2=level2, recipient=recipient))
    return out


def _level(text: str) -> str:
    return "".join(clean(text).text.split())


def _key(entry: ColumnEntry) -> tuple[str, str, str]:
    bare = "".join(clean(entry.name).text.split())
    return ("".join(entry.level2.split()), bare, entry.recipient)


def _paired(blocks: Sequence[Sequence[Sequence[ColumnEntry]]], header: HeaderColumns) -> list[ColumnEntry]:
    """Pair blocks side by side: the same indicators for two periods, or other indicators."""
    flat = [[entry for row in block for entry in row if entry.is_indicator] for block in blocks]
    guessed = False
    if "blocks" in header.unsure:
        if len(blocks) != 2 or not _same_names(blocks):
            return [entry for block in flat for entry in block]
        # Nothing states the periods of the blocks; by custom the whole period is on the left.
        guessed = True
        flat[0] = [attrs.evolve(entry, cycle=entry.annual or entry.cycle, annual="") for entry in flat[0]]
    out: list[ColumnEntry | None] = list(flat[0])
    places: dict[tuple[str, str, str], list[int]] = {}
    for at, entry in enumerate(flat[0]):
        places.setdefault(_key(entry), []).append(at)
    for block in flat[1:]:
        last = -1
        free = {key: list(each) for key, each in places.items()}
        for entry in block:
            waiting = free.get(_key(entry))
            if waiting:
                last = waiting.pop(0)
                known = out[last]
                assert known is not None
                out[last] = _merged(known, entry, guessed=guessed)
            else:
                out.append(entry)
    return [entry for entry in out if entry is not None]


def _same_names(blocks: Sequence[Sequence[Sequence[ColumnEntry]]]) -> bool:
    pairs = [
        (a[0], b[0]) for a, b in zip(*blocks[:2], strict=False) if a and b and a[0].name.strip() and b[0].name.strip()
    ]
    same = sum(_key(a)[1] == _key(b)[1] for a, b in pairs)
    return bool(pairs) and same * 2 >= len(pairs)


_OF_THE_YEAR = frozenset({"annual", "actual", "weight", "score", "reason"})


def _merged(left: ColumnEntry, right: ColumnEntry, *, guessed: bool) -> ColumnEntry:
    """Merge two halves of one indicator; parts in both are taken from the budget year's half, else from the left."""
    changes: dict[str, object] = {}
    for field in attrs.fields(ColumnEntry):
        if field.name in ("doubts", "others", "place", "seen", "spots"):
            continue
        value = getattr(left, field.name) or getattr(right, field.name)
        if field.name in _OF_THE_YEAR and getattr(right, field.name):
            value = getattr(right, field.name)
        changes[field.name] = value
    doubts = tuple(dict.fromkeys((*left.doubts, *right.doubts, *(("which-period",) if guessed else ()))))
    spots = tuple(
        (name, (right if name in _OF_THE_YEAR and getattr(right, name) else left).place_of(name))
        for name in dict.fromkeys(name for name, _ in (*left.spots, *right.spots))
        if getattr(left, name) or getattr(right, name)
    )
    changes["seen"] = left.seen if left.place == right.place else left.seen + right.seen
    return attrs.evolve(left, **changes, others=left.others + right.others, doubts=doubts, spots=spots)  # type: ignore[arg-type]
