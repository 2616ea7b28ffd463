"""Checks on what was read from a document: lost rows, projects without indicators, damaged text."""

from __future__ import annotations

from ..model import NOWHERE, Diagnostic
from ..rule import Both, Rule
from .model import Document


def check_document(document: Document) -> tuple[Diagnostic, ...]:
    """What is dubious about a document as read."""
    return ()


def unit_assumed(unit: str) -> Diagnostic:
    """The money unit was not stated."""
    return UNIT_ASSUMED.at(NOWHERE, unit=unit)


UNIT_ASSUMED = Rule(
    code="D010",
    name="money-unit-assumed",
    group="documents",
    severity="warning",
    summary=Both("the document does not state its money unit", "文件没有写明金额单位"),
    message=Both("the money unit is not stated; the amounts were read as {unit}", "没有写明金额单位，已按{unit}读取"),
    why=Both("", ""),
)
