"""Checks within a document: projects listed twice or copied, columns filled in by copying."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...catalogue.across import EQUAL_THROUGHOUT, LISTED_TWICE
from ...documents.model import Document, Project
from ...model.nodes import NOWHERE
from ..words import letters
from .found import Found, money, name_of_project, place_of
from .project import cost_over_budget, goal_not_carried

_LEAST_ROWS = 30
_NEARLY_ALL = 0.9


def listed_twice(document: Document) -> Iterator[Found]:
    """Projects with the unit, name, amounts and indicators of one before them."""
    seen: dict[tuple[object, ...], Project] = {}
    for project in document.projects:
        if not project.name or not project.indicators:
            continue
        key = (
            letters(project.unit),
            name_of_project(project.name),
            project.total,
            project.fiscal,
            letters(project.text),
        )
        other = seen.setdefault(key, project)
        if other is not project:
            where, where_zh = place_of(other)
            total = project.total if project.total is not None else project.fiscal
            shown = "?" if total is None else money(total, document)
            found = LISTED_TWICE.at(NOWHERE, name=project.name, total=shown, where=where, where_zh=where_zh)
            yield Found(found, project)


def equal_throughout(document: Document) -> Iterator[Found]:
    """Tables of which nearly every row has the same annual and cycle target."""
    rows = [one for one in document.indicators if one.cycle is not None and one.annual is not None]
    same = sum(letters(one.cycle.text) == letters(one.annual.text) for one in rows if one.cycle and one.annual)
    if len(rows) >= _LEAST_ROWS and same >= _NEARLY_ALL * len(rows):
        yield Found(EQUAL_THROUGHOUT.at(NOWHERE, same=same, all=len(rows)))


_OF_PROJECT: tuple[Callable[[Project, Document], Iterator[Found]], ...] = (cost_over_budget, goal_not_carried)
_OF_DOCUMENT: tuple[Callable[[Document], Iterator[Found]], ...] = (listed_twice, equal_throughout)


def in_document(document: Document) -> Iterator[Found]:
    """All findings of the rules across the rows of one document."""
    for of_document in _OF_DOCUMENT:
        yield from of_document(document)
    for project in document.projects:
        for of_project in _OF_PROJECT:
            yield from of_project(project, document)
