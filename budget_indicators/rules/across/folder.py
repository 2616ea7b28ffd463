"""Checks between documents: the year before, other projects and departments, peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Any

import attrs

from ...catalogue.across import BOILERPLATE, COPIED_PROJECT, DROPPED, FAR_FROM_PEERS, LOWERED, UNCHANGED
from ...documents.model import Document, Project
from ...model.nodes import NOWHERE, Indicator, Number, Range, Target
from ...patterns import lazy
from ..units import family
from ..wording import amount, short
from ..words import is_growth, is_unwanted, letters
from .found import Found, name_in_any_year, name_of_project, place_of, row_key, same_name

_YEAR = lazy(r"(?<!\d)(20\d\d)(?!\d)")
_MANY = 2
"""The number of projects that repeat a row before it counts as boilerplate."""
_SHOWN = 3
_LEAST_COPIED = 3
_LEAST_ROWS = 10
_LEAST_SHARE = 0.3
_LEAST_PEERS = 6
_FAR_POINTS = Decimal(25)
_FAR_TIMES = 5
_LESS = Decimal("0.9")
"""A count may vary; a tenth less is another goal."""


@attrs.frozen
class Told:
    """A finding and the document it belongs to."""

    file: str
    found: Found


@attrs.frozen
class FolderProject:
    """A project and its source."""

    file: str
    year: int | None
    department: str
    project: Project

    @property
    def name(self) -> str:
        return self.project.name or self.project.unit or self.department

    @property
    def place(self) -> tuple[str, str]:
        return place_of(self.project, self.file)

    @property
    def same(self) -> tuple[str, str]:
        """The key that identifies the project in another year."""
        return letters(self.project.unit or self.department), name_in_any_year(self.name)

    @property
    def named(self) -> tuple[str, str]:
        """The key that identifies the project where it is listed twice."""
        return letters(self.project.unit or self.department), name_of_project(self.name)

    @property
    def once(self) -> tuple[object, ...]:
        """The same in one document and with one amount."""
        return self.file, *self.named, self.project.total, self.project.fiscal


def entries_of(document: Document, file: str) -> tuple[FolderProject, ...]:
    """The projects of a document with indicators, for the rules across documents."""
    year = document.year
    if year is None:
        said = _YEAR.search(document.title) or _YEAR.search(file)
        year = int(said[1]) if said is not None else None
    return tuple(
        FolderProject(file, year, document.department, project)
        for project in document.projects
        if project.indicators and not project.withheld
    )


@attrs.define
class Folder:
    """The projects of all documents of a run; add to ``entries``, then ask for ``findings``."""

    entries: list[FolderProject] = attrs.field(factory=list)

    def findings(self) -> Iterator[Told]:
        """All findings across the documents, each with the file it is reported in."""
        yield from _year_by_year(self.entries)
        yield from _copied(self.entries)
        yield from _boilerplate(self.entries)
        yield from _peers(self.entries)


def _told(rule_found: Found, entry: FolderProject) -> Told:
    return Told(entry.file, rule_found)


# --- the year before ---------------------------------------------------------------------------------------------
def _year_by_year(entries: Sequence[FolderProject]) -> Iterator[Told]:
    by_project: dict[tuple[str, str], dict[int, FolderProject]] = defaultdict(dict)
    for entry in entries:
        if entry.year is not None:
            by_project[entry.same].setdefault(entry.year, entry)
    for years in by_project.values():
        for year in sorted(years):
            if year - 1 in years:
                yield from _compared(years[year], years[year - 1])


def _compared(now: FolderProject, before: FolderProject) -> Iterator[Told]:
    where, where_zh = before.place
    places: dict[str, Any] = {"where": where, "where_zh": where_zh, "last": before.year}
    mine, theirs = now.project.indicators, before.project.indicators
    if len(mine) >= _LEAST_COPIED and [row_key(one) for one in mine] == [row_key(one) for one in theirs]:
        yield _told(Found(UNCHANGED.at(NOWHERE, n=len(mine), **places), now.project), now)
        return
    old = {same_name(one): one for one in theirs}
    kept = [(one, old[same_name(one)]) for one in mine if same_name(one) in old]
    for one, last in kept:
        if one.annual is not None and last.annual is not None and _is_lower(one, one.annual, last.annual):
            text, was = short(one.annual.text), short(last.annual.text)
            found = LOWERED.at(one.annual.span, name=short(one.name), text=text, before=was, year=now.year, **places)
            yield _told(Found(found, now.project, one), now)
    names = {same_name(one) for one in mine}
    gone = [one for key, one in old.items() if key not in names]
    if kept and gone:
        shown = "、".join(short(one.name) for one in gone[:5]) + ("…" if len(gone) > 5 else "")
        yield _told(Found(DROPPED.at(NOWHERE, n=len(gone), names=shown, **places), now.project), now)


def _is_lower(one: Indicator, now: Target, before: Target) -> bool:
    """Whether the target is lower than before, in the same unit; growth, costs and times are left out."""
    match now.value, before.value:
        case (Number() | Range()) as new, (Number() | Range()) as old:
            if (new.unit, new.per, new.relation) != (old.unit, old.per, old.relation) or new.relation is not None:
                return False
        case _:
            return False
    kind = family(new.unit)
    if kind in ("money", "time") or is_growth(one.name):
        return False
    if is_unwanted(one.name):
        high, was = _high(new), _high(old)
        return high is not None and was is not None and high > was
    if isinstance(new, Range) and new.low is None:
        return False
    low, was = _low(new), _low(old)
    if low is None or was is None:
        return False
    return low < was if kind in ("percent", "score") else low < was * _LESS


def _low(value: Number | Range) -> Decimal | None:
    return value.value if isinstance(value, Number) else value.low


def _high(value: Number | Range) -> Decimal | None:
    return value.value if isinstance(value, Number) else value.high


# --- copies -------------------------------------------------------------------------------------------------------
def _copies(entries: Sequence[FolderProject]) -> Iterator[tuple[FolderProject, FolderProject]]:
    """Projects whose indicators are all those of another project of the same year, with that project."""
    seen: dict[tuple[object, ...], FolderProject] = {}
    for entry in entries:
        indicators = entry.project.indicators
        if len(indicators) < _LEAST_COPIED:
            continue
        key = (entry.year, *(row_key(one) for one in indicators))
        other = seen.setdefault(key, entry)
        if other is not entry and other.same != entry.same and other.once != entry.once:
            yield entry, other


def _copied(entries: Sequence[FolderProject]) -> Iterator[Told]:
    for entry, other in _copies(entries):
        where, where_zh = other.place
        found = COPIED_PROJECT.at(
            NOWHERE,
            n=len(entry.project.indicators),
            name=short(entry.name),
            other=short(other.name),
            where=where,
            where_zh=where_zh,
        )
        yield _told(Found(found, entry.project), entry)


def _boilerplate(entries: Sequence[FolderProject]) -> Iterator[Told]:
    """For each document the share of its rows that occur in two or more projects of its year."""
    holders: dict[tuple[object, ...], dict[tuple[str, str], FolderProject]] = defaultdict(dict)
    rows: dict[str, list[tuple[tuple[object, ...], str]]] = defaultdict(list)
    said = {one.named for pair in _copies(entries) for one in pair}
    for entry in entries:
        for one in entry.project.indicators:
            key = (entry.year, *row_key(one))
            holders[key].setdefault(entry.named, entry)
            rows[entry.file].append((key, one.name))
    for file, all_rows in rows.items():
        often = [(key, name) for key, name in all_rows if len(holders[key]) >= _MANY]
        if len(often) < _LEAST_ROWS or len(often) < _LEAST_SHARE * len(all_rows):
            continue
        if all(
            entry.named in said for row_holders in (holders[key] for key, _ in often) for entry in row_holders.values()
        ):
            continue  # only projects that are copies as a whole
        most, name = max(often, key=lambda row: (len(holders[row[0]]), row[1]))
        places = [entry.place for entry in holders[most].values()][:_SHOWN]
        found = BOILERPLATE.at(
            NOWHERE,
            n=len(often),
            all=len(all_rows),
            share=round(100 * len(often) / len(all_rows)),
            name=short(name),
            where="; ".join(place[0] for place in places),
            where_zh="；".join(place[1] for place in places),
        )
        yield Told(file, Found(found))


# --- peers --------------------------------------------------------------------------------------------------------
def _peers(entries: Sequence[FolderProject]) -> Iterator[Told]:
    """Targets far from those of the same name and unit in other projects, if there are enough of them."""
    groups: dict[tuple[object, ...], list[tuple[Decimal, FolderProject, Indicator, Target]]] = defaultdict(list)
    for entry in entries:
        for one in entry.project.indicators:
            target = one.annual or one.cycle
            if target is None or len(target.measures) != 1 or not isinstance(target.value, (Number, Range)):
                continue
            value = target.value
            bound = _low(value) if _low(value) is not None else _high(value)
            comparable = family(value.unit) in ("percent", "score") or "/" in (value.unit or "")
            if bound is not None and bound > 0 and value.relation is None and comparable:
                groups[(*same_name(one), value.unit, value.per)].append((bound, entry, one, target))
    for group in groups.values():
        if len({member[1].same for member in group}) > _LEAST_PEERS:
            yield from _far(group)


def _far(group: Sequence[tuple[Decimal, FolderProject, Indicator, Target]]) -> Iterator[Told]:
    middle = median(bound for bound, *_ in group)
    near = min(group, key=lambda member: abs(member[0] - middle))
    for bound, entry, one, target in group:
        unit = target.value.unit if isinstance(target.value, (Number, Range)) else None
        points = family(unit) in ("percent", "score")
        far = abs(bound - middle) >= _FAR_POINTS if points else not middle / _FAR_TIMES < bound < middle * _FAR_TIMES
        if far:
            where, where_zh = near[1].place
            found = FAR_FROM_PEERS.at(
                target.span,
                name=short(one.name),
                text=short(target.text),
                n=len(group) - 1,
                middle=f"{amount(middle)}{unit or ''}",
                where=where,
                where_zh=where_zh,
            )
            yield _told(Found(found, entry.project, one), entry)


def by_file(told: Iterable[Told]) -> dict[str, list[Found]]:
    """The findings of each file, in order."""
    files: dict[str, list[Found]] = defaultdict(list)
    for each in told:
        files[each.file].append(each.found)
    return files
